// How the pieces of an object become lines.
//
// They stand on one line if it is short, is the innermost three levels, and no piece has line ends itself. Many short elements of a list
// stand in columns. Otherwise every piece has its own line.

enum Layout {
    static let lineLength = 80
    /// Levels that may share a line, and a quarter of the most columns.
    static let compactLevels = 3

    /// The columns that a text takes on a terminal: none for combining and control characters, two for wide ones.
    static func width(_ units: StringUnits) -> Int {
        var width = 0
        var index = 0
        while index < units.count {
            let unit = units[index]
            if unit < 0x7F {
                if unit >= 0x20 { width += 1 }
                index += 1
            } else {
                let (codePoint, length) = units.codePoint(at: index)
                width += self.width(codePoint)
                index += length
            }
        }
        return width
    }

    private static func width(_ codePoint: UInt32) -> Int {
        switch codePoint {
        case 0x7F...0x9F, 0x300...0x36F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F, 0xE0100...0xE01EF: 0
        case 0x1100...0x115F, 0x2329, 0x232A, 0x2E80...0x303E, 0x3040...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1B000...0x1B001,
            0x1F200...0x1F251, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
            2
        default: 1
        }
    }
}

extension Inspector {
    /// Puts the pieces of an object together.
    ///
    /// - Parameter subject: whose elements the pieces are, if they are.
    func join(_ pieces: RootList, _ form: Form, _ level: Int, subject: JSObject?) throws(JSThrow) -> JSString {
        var lines = pieces
        if form.isList && pieces.count > 6 { lines = try group(pieces, subject) }
        let isGrouped = lines.count != pieces.count
        if currentLevel - level < Layout.compactLevels && !isGrouped && fitsOnLine(lines, form) {
            return try text { (builder) throws(JSThrow) in
                try begin(form, to: &builder)
                try builder.append(" ")
                for (index, line) in lines.enumerated() {
                    if index > 0 { try builder.append(", ") }
                    if let line = line.asString { try builder.append(line) }
                }
                try builder.append(" ")
                try builder.append(form.closing)
            }
        }
        return try text { (builder) throws(JSThrow) in
            try begin(form, to: &builder)
            for (index, line) in lines.enumerated() {
                try context.pay()
                try builder.append(index == 0 ? "\n" : ",\n")
                try appendSpaces(indentation + 2, to: &builder)
                if let line = line.asString { try builder.append(line) }
            }
            try builder.append("\n")
            try appendSpaces(indentation, to: &builder)
            try builder.append(form.closing)
        }
    }

    private func begin(_ form: Form, to builder: inout TextBuilder) throws(JSThrow) {
        if form.base.length > 0 {
            try builder.append(form.base)
            try builder.append(" ")
        }
        try builder.append(form.opening)
    }

    private func fitsOnLine(_ lines: RootList, _ form: Form) -> Bool {
        let count = lines.count
        var total = count + count + indentation + form.opening.length + form.base.length + 10
        if total + count > Layout.lineLength { return false }
        for line in lines {
            guard let line = line.asString else { continue }
            total += line.length
            if total > Layout.lineLength { return false }
        }
        // What is left is short.
        return !hasLineEnd(form.base) && !lines.contains { $0.asString.map(hasLineEnd) ?? false }
    }

    private func hasLineEnd(_ string: JSString) -> Bool {
        let flat = context.flatten(string)
        let units = StringUnits(flat)
        defer { context.keepAlive(flat) }
        return units.firstPosition(of: 0x0A, from: 0, to: units.count) != nil
    }

    // MARK: Columns

    /// The elements in rows of equal columns, if they are of similar width; else as they are.
    private func group(_ pieces: RootList, _ subject: JSObject?) throws(JSThrow) -> RootList {
        let total = pieces.count
        // What tells how many are left out does not stand in a column.
        let hasRemainder = total > Inspector.maximumItems
        let count = hasRemainder ? total - 1 : total
        try context.heap.reserve(count * 8)
        defer { context.heap.unreserve(count * 8) }
        var widths: [Int] = []
        widths.reserveCapacity(count)
        for index in 0..<count {
            let piece = try context.flattened(string(pieces, index))
            try context.pay(1 + piece.length / 32)
            widths.append(Layout.width(StringUnits(piece)))
            context.keepAlive(piece)
        }
        let separator = 2
        let totalWidth = widths.reduce(0) { $0 + $1 + separator }
        let widest = widths.max() ?? 0
        let cell = widest + separator
        guard cell * 3 + indentation < Layout.lineLength, Double(totalWidth) / Double(cell) > 5 || widest <= 6 else { return pieces }
        // Characters are about two and a half times as high as wide: this many columns come near a square.
        let bias = (Double(cell) - Double(totalWidth) / Double(total)).squareRoot()
        let biased = max(Double(cell) - 3 - bias, 1)
        let square = ((2.5 * biased * Double(count)).squareRoot() / biased + 0.5).rounded(.down)
        let columns = min(
            Int(min(square, 15)), (Layout.lineLength - indentation) / cell, Layout.compactLevels * 4, 15)
        if columns <= 1 { return pieces }
        var columnWidths: [Int] = []
        for column in 0..<columns {
            var widestHere = 0
            for index in stride(from: column, to: count, by: columns) { widestHere = max(widestHere, widths[index]) }
            columnWidths.append(widestHere + separator)
        }
        let alignsRight = try subject.map { (subject) throws(JSThrow) in try holdsNumbers(subject, total) } ?? true
        let rows = RootList(context.heap)
        for start in stride(from: 0, to: count, by: columns) {
            let end = min(start + columns, count)
            let row = try text { (builder) throws(JSThrow) in
                for index in start..<end {
                    let isLast = index == end - 1
                    let padding = columnWidths[index - start] - widths[index] - separator
                    if alignsRight { try appendSpaces(padding, to: &builder) }
                    try builder.append(string(pieces, index))
                    if !isLast {
                        try builder.append(", ")
                        if !alignsRight { try appendSpaces(padding, to: &builder) }
                    }
                }
            }
            try rows.append(Value(row))
        }
        if hasRemainder { try rows.append(pieces[count]) }
        return rows
    }

    private func string(_ pieces: RootList, _ index: Int) -> JSString { pieces[index].asString ?? context.emptyString }

    /// Whether the first elements are all numbers.
    private func holdsNumbers(_ object: JSObject, _ count: Int) throws(JSThrow) -> Bool {
        if let data = object.typedArrayData { return count <= data.length }
        try context.pay(count / 8)
        for index in 0..<count {
            guard let (value, attributes) = object.ownElement(UInt32(truncatingIfNeeded: index)), value.isNumeric,
                !attributes.contains(.accessor)
            else { return false }
        }
        return true
    }
}
