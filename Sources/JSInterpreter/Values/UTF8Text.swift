// Strings to and from UTF-8, the form in which hosts have text.

extension Context {
    /// A string of UTF-8 text; what is not valid becomes U+FFFD. Stored as Latin-1 if it fits.
    func makeString(utf8 bytes: [UInt8]) throws(JSThrow) -> JSString {
        try pay(bytes.count / 64)
        if bytes.isASCII { return try makeString(latin1: bytes) }
        return try bytes.withLatin1Units { (units) throws(JSThrow) in
            var builder = TextBuilder(self)
            try builder.reserve(bytes.countUTF16())
            var position = 0
            var unpaid = 0
            while position < units.count {
                let start = position
                while position < units.count, units[position] < 0x80 { position &+= 1 }
                try builder.append(units, from: start, to: position)
                let end = bytes[position...].firstIndex { $0 < 0x80 } ?? bytes.count
                unpaid += end - start
                if unpaid >= 1024 {
                    try pay(unpaid / 16)
                    unpaid = 0
                }
                var decoder = UTF8()
                var iterator = bytes[position..<end].makeIterator()
                loop: while true {
                    switch decoder.decode(&iterator) {
                    case .scalarValue(let scalar): try builder.append(codePoint: scalar.value)
                    case .error: try builder.append(unit: 0xFFFD)
                    case .emptyInput: break loop
                    }
                }
                position = end
            }
            return try builder.take()
        }
    }

    /// The UTF-8 form of units whose owner the caller keeps alive; lone surrogates become U+FFFD. The array is accounted while it
    /// is made and the host's afterwards.
    func utf8(_ units: StringUnits) throws(JSThrow) -> [UInt8] {
        try pay(units.count / 64)
        var count = units.count
        if units.isWide {
            // What a unit takes at most: a pair of surrogates takes four bytes, so two for each.
            for unit in units { count += unit < 0x80 ? 0 : unit < 0x800 || unit & 0xF800 == 0xD800 ? 1 : 2 }
            // A lone surrogate takes three.
            for unit in units where unit & 0xF800 == 0xD800 { count += 1 }
        } else {
            count += units.countNonASCII()
        }
        try heap.reserve(count)
        defer { heap.unreserve(count) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        if !units.isWide && count == units.count {
            let buffer = unsafe UnsafeBufferPointer<UInt8>(start: UnsafePointer(bitPattern: units.address), count: units.count)
            unsafe bytes.append(contentsOf: buffer)
            return bytes
        }
        var position = 0
        while position < units.count {
            let (codePoint, length) = units.codePoint(at: position)
            position += length
            if codePoint < 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: codePoint))
            } else if codePoint < 0x800 {
                bytes.append(UInt8(truncatingIfNeeded: 0xC0 | codePoint >> 6))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
            } else if codePoint < 0x10000 {
                let valid = codePoint & 0xF800 == 0xD800 ? 0xFFFD : codePoint
                bytes.append(UInt8(truncatingIfNeeded: 0xE0 | valid >> 12))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | valid >> 6 & 0x3F))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | valid & 0x3F))
            } else {
                bytes.append(UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 12 & 0x3F))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint >> 6 & 0x3F))
                bytes.append(UInt8(truncatingIfNeeded: 0x80 | codePoint & 0x3F))
            }
        }
        return bytes
    }
}

extension [UInt8] {
    var isASCII: Bool {
        unsafe withUnsafeBytes { bytes in
            let words = bytes.count / 8
            var all: UInt64 = 0
            for index in 0..<words { all |= unsafe bytes.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self) }
            for index in words * 8..<bytes.count { unsafe all |= UInt64(bytes[index]) }
            return all & 0x8080_8080_8080_8080 == 0
        }
    }

    /// How many code units of UTF-16 these bytes of UTF-8 become, if they are what they should be.
    fileprivate func countUTF16() -> Int {
        var total = 0
        for byte in self { total &+= (byte & 0xC0 != 0x80 ? 1 : 0) &+ (byte >= 0xF0 ? 1 : 0) }
        return total
    }

    /// Calls `body` with the bytes as Latin-1 units, which are valid during the call only.
    func withLatin1Units<Result, Failure: Error>(_ body: (StringUnits) throws(Failure) -> Result) throws(Failure) -> Result {
        try unsafe withUnsafeBufferPointer { (bytes) throws(Failure) in
            try body(StringUnits(address: UInt(bitPattern: bytes.baseAddress), count: bytes.count, isWide: false))
        }
    }
}

extension StringUnits {
    /// How many Latin-1 units are not ASCII.
    fileprivate func countNonASCII() -> Int {
        let bytes = Cell(address: address)
        var total = 0
        var position = 0
        while position &+ 8 <= count {
            total &+= (bytes.loadUnaligned(position) & 0x8080_8080_8080_8080).nonzeroBitCount
            position &+= 8
        }
        while position < count {
            if self[position] >= 0x80 { total &+= 1 }
            position &+= 1
        }
        return total
    }
}
