// Bytes as base64 and hexadecimal text: the abstract operations of sec-uint8array on raw memory.

/// What decoding came to: units read, bytes written, and what was wrong with the text after that.
struct TextDecoding {
    var read = 0
    var written = 0
    var error: String?
}

enum Base64 {
    enum Alphabet { case standard, url }
    enum LastChunkHandling { case loose, strict, stopBeforePartial }

    private static let standardDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let notDigit: UInt8 = 0xFF
    private static let standardValues = values(standardDigits)
    private static let urlValues = values(urlDigits)

    private static func values(_ digits: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: notDigit, count: 256)
        for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }

    // MARK: Encoding

    static func encodedLength(_ count: Int, padded: Bool) -> Int {
        padded ? (count + 2) / 3 * 4 : count / 3 * 4 + (count % 3 == 0 ? 0 : count % 3 + 1)
    }

    static func encode(_ source: UInt, count: Int, _ alphabet: Alphabet, padded: Bool, to target: UInt) {
        let digits = alphabet == .standard ? standardDigits : urlDigits
        var from = source
        var to = target
        func byte(_ offset: Int) -> Int { Int(ElementMemory.load(from &+ UInt(offset), as: UInt8.self)) }
        func write(_ digit: UInt8) {
            ElementMemory.store(digit, to)
            to &+= 1
        }
        for _ in 0..<count / 3 {
            let bits = byte(0) << 16 | byte(1) << 8 | byte(2)
            write(digits[bits >> 18])
            write(digits[bits >> 12 & 63])
            write(digits[bits >> 6 & 63])
            write(digits[bits & 63])
            from &+= 3
        }
        if count % 3 == 0 { return }
        let bits = byte(0) << 16 | (count % 3 == 2 ? byte(1) << 8 : 0)
        write(digits[bits >> 18])
        write(digits[bits >> 12 & 63])
        if count % 3 == 2 { write(digits[bits >> 6 & 63]) } else if padded { write(0x3D) }
        if padded { write(0x3D) }
    }

    // MARK: Decoding

    /// Bytes that a text decodes to if it has no white space, at least as many as it can decode to otherwise.
    static func decodedCapacity(_ text: StringUnits) -> Int {
        var digits = text.count
        while digits > 0, text.count - digits < 2, text[digits - 1] == 0x3D { digits -= 1 }
        return digits / 4 * 3 + (digits % 4 == 0 ? 0 : digits % 4 - 1)
    }

    /// sec-frombase64. Writes at most `limit` bytes.
    static func decode(
        _ text: StringUnits, _ alphabet: Alphabet, _ handling: LastChunkHandling, limit: Int, to target: UInt
    ) -> TextDecoding {
        let values = alphabet == .standard ? standardValues : urlValues
        var result = TextDecoding()
        if limit == 0 { return result }
        var chunk: UInt32 = 0
        var chunkLength = 0
        var index = 0

        func write(_ bytes: Int) {
            // The chunk's digits are the upper ones of 24 bits.
            let bits = chunk << UInt32((4 - chunkLength) * 6)
            for position in 0..<bytes {
                ElementMemory.store(
                    UInt8(truncatingIfNeeded: bits >> UInt32(16 - position * 8)), target &+ UInt(result.written))
                result.written += 1
            }
        }
        func fail(_ message: String) -> TextDecoding {
            result.error = message
            return result
        }

        while true {
            index = skipWhiteSpace(text, index)
            if index == text.count {
                if chunkLength > 0 {
                    if handling == .stopBeforePartial { return result }
                    if handling == .strict { return fail("Missing padding in base64 string") }
                    if chunkLength == 1 { return fail("The base64 string ends with a single leftover character") }
                    write(chunkLength - 1)
                }
                result.read = text.count
                return result
            }
            let unit = text[index]
            index += 1
            if unit == 0x3D {
                if chunkLength < 2 { return fail("Unexpected padding in base64 string") }
                index = skipWhiteSpace(text, index)
                if chunkLength == 2 {
                    if index == text.count {
                        if handling == .stopBeforePartial { return result }
                        return fail("Incomplete padding in base64 string")
                    }
                    if text[index] == 0x3D { index = skipWhiteSpace(text, index + 1) }
                    else { return fail("Incomplete padding in base64 string") }
                }
                if index < text.count { return fail("Unexpected character after base64 padding") }
                if handling == .strict, chunk & (chunkLength == 2 ? 0xF : 0x3) != 0 {
                    return fail("Extra bits in the last base64 chunk")
                }
                write(chunkLength - 1)
                result.read = text.count
                return result
            }
            let value = unit <= 0xFF ? values[Int(unit)] : notDigit
            if value == notDigit { return fail("Found a character that cannot be part of a valid base64 string.") }
            let remaining = limit - result.written
            if (remaining == 1 && chunkLength == 2) || (remaining == 2 && chunkLength == 3) { return result }
            chunk = chunk << 6 | UInt32(value)
            chunkLength += 1
            if chunkLength == 4 {
                write(3)
                chunk = 0
                chunkLength = 0
                result.read = index
                if result.written == limit { return result }
            }
        }
    }

    /// sec-skipasciiwhitespace
    private static func skipWhiteSpace(_ text: StringUnits, _ start: Int) -> Int {
        var index = start
        while index < text.count {
            switch text[index] {
            case 0x09, 0x0A, 0x0C, 0x0D, 0x20: index += 1
            default: return index
            }
        }
        return index
    }
}

enum Hexadecimal {
    private static let digits = Array("0123456789abcdef".utf8)

    static func encode(_ source: UInt, count: Int, to target: UInt) {
        for index in 0..<count {
            let byte = Int(ElementMemory.load(source &+ UInt(index), as: UInt8.self))
            ElementMemory.store(digits[byte >> 4], target &+ UInt(index &* 2))
            ElementMemory.store(digits[byte & 15], target &+ UInt(index &* 2 &+ 1))
        }
    }

    /// sec-fromhex. Writes at most `limit` bytes.
    static func decode(_ text: StringUnits, limit: Int, to target: UInt) -> TextDecoding {
        var result = TextDecoding()
        if text.count % 2 != 0 {
            result.error = "Input string must contain hex characters in even length"
            return result
        }
        while result.read < text.count && result.written < limit {
            guard let high = value(text[result.read]), let low = value(text[result.read + 1]) else {
                result.error = "Input string must contain only hex characters"
                return result
            }
            ElementMemory.store(high << 4 | low, target &+ UInt(result.written))
            result.read += 2
            result.written += 1
        }
        return result
    }

    private static func value(_ unit: UInt16) -> UInt8? {
        switch unit {
        case 0x30...0x39: UInt8(unit - 0x30)
        case 0x41...0x46: UInt8(unit - 0x37)
        case 0x61...0x66: UInt8(unit - 0x57)
        default: nil
        }
    }
}
