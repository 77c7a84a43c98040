// Primitive values and property names: quotes, escapes, and long texts on several lines.

extension Inspector {
    func formatPrimitive(_ value: Value) throws(JSThrow) -> JSString {
        if let string = value.asString { return try formatString(string) }
        return try context.plainText(ofPrimitive: value)
    }

    // MARK: Strings

    /// A quoted string. A long one with line ends becomes the sum of its lines.
    private func formatString(_ string: JSString) throws(JSThrow) -> JSString {
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        let end = min(units.count, Inspector.maximumStringLength)
        let isLong = end > 16 && end > Layout.lineLength - indentation - 4
        let result = try text { (builder) throws(JSThrow) in
            var start = 0
            repeat {
                var lineEnd = end
                if isLong, let newline = try context.nextPosition(of: 0x0A, in: units, from: start, through: end - 1) {
                    lineEnd = newline + 1
                }
                if start > 0 {
                    try builder.append(" +\n")
                    try appendSpaces(indentation + 2, to: &builder)
                }
                try appendQuoted(units, start, lineEnd, to: &builder)
                start = lineEnd
            } while start < end
            let remaining = units.count - end
            if remaining > 0 { try builder.append(literal("... \(remaining) more character\(remaining > 1 ? "s" : "")")) }
        }
        context.keepAlive(flat)
        return result
    }

    func appendSpaces(_ count: Int, to builder: inout TextBuilder) throws(JSThrow) {
        for _ in 0..<max(0, count) { try builder.append(0x20) }
    }

    /// In single quotes; if these occur in the text, in double quotes or backticks if those do not.
    private func appendQuoted(_ units: StringUnits, _ start: Int, _ end: Int, to builder: inout TextBuilder) throws(JSThrow) {
        try context.pay((end - start) / 32)
        let quote = preferredQuote(units, start, end)
        try builder.append(quote)
        try appendEscaped(units, start, end, quote: quote, to: &builder)
        try builder.append(quote)
    }

    private func preferredQuote(_ units: StringUnits, _ start: Int, _ end: Int) -> UInt8 {
        var hasSingle = false
        var hasDouble = false
        var hasBacktick = false
        for index in start..<end {
            switch units[index] {
            case 0x27: hasSingle = true
            case 0x22: hasDouble = true
            case 0x60: hasBacktick = true
            case 0x24: if index + 1 < end && units[index + 1] == 0x7B { hasBacktick = true }
            default: break
            }
        }
        return !hasSingle ? 0x27 : !hasDouble ? 0x22 : !hasBacktick ? 0x60 : 0x27
    }

    /// Escapes control characters, backslashes, lone surrogates, and single quotes if these are around.
    private func appendEscaped(
        _ units: StringUnits, _ start: Int, _ end: Int, quote: UInt8, to builder: inout TextBuilder
    ) throws(JSThrow) {
        var plain = start
        var index = start
        while index < end {
            let unit = units[index]
            if unit & 0xFC00 == 0xD800, index + 1 < end, units[index + 1] & 0xFC00 == 0xDC00 {
                index += 2
                continue
            }
            let isEscaped =
                unit < 0x20 || unit == 0x5C || (unit == 0x27 && quote == 0x27) || (unit >= 0x7F && unit < 0xA0)
                || unit & 0xF800 == 0xD800
            if isEscaped {
                try builder.append(units, from: plain, to: index)
                try appendEscape(of: unit, to: &builder)
                plain = index + 1
            }
            index += 1
        }
        try builder.append(units, from: plain, to: end)
    }

    private func appendEscape(of unit: UInt16, to builder: inout TextBuilder) throws(JSThrow) {
        switch unit {
        case 0x08: try builder.append("\\b")
        case 0x09: try builder.append("\\t")
        case 0x0A: try builder.append("\\n")
        case 0x0C: try builder.append("\\f")
        case 0x0D: try builder.append("\\r")
        case 0x27: try builder.append("\\'")
        case 0x5C: try builder.append("\\\\")
        case 0xD800...: try builder.append(literal("\\u" + String(unit, radix: 16)))
        default:
            let digits = String(unit, radix: 16, uppercase: true)
            try builder.append(literal("\\x" + (digits.count < 2 ? "0" : "") + digits))
        }
    }

    // MARK: Names of properties

    /// The name as it could stand in an object literal; one that is not enumerable in brackets.
    func appendName(_ key: PropertyKey, isEnumerable: Bool, to builder: inout TextBuilder) throws(JSThrow) {
        if let symbol = key.symbol {
            try builder.append("[Symbol(")
            if let description = symbol.description.asString { try appendEscaped(description, to: &builder) }
            try builder.append(")]")
            return
        }
        if let index = key.index {
            try builder.append(isEnumerable ? "'" : "[")
            try builder.append(decimal: Int(index))
            try builder.append(isEnumerable ? "'" : "]")
            return
        }
        guard let atom = key.atom else { return }
        if key == PropertyKey(.__proto__) {
            try builder.append("['__proto__']")
        } else if !isEnumerable {
            try builder.append("[")
            try appendEscaped(atom, to: &builder)
            try builder.append("]")
        } else if isIdentifier(StringUnits(atom)) {
            try builder.append(atom)
        } else {
            try appendQuoted(StringUnits(atom), 0, atom.length, to: &builder)
        }
    }

    private func appendEscaped(_ string: JSString, to builder: inout TextBuilder) throws(JSThrow) {
        let flat = try context.flattened(string)
        try context.pay(flat.length / 32)
        try appendEscaped(StringUnits(flat), 0, flat.length, quote: 0x27, to: &builder)
        context.keepAlive(flat)
    }

    private func isIdentifier(_ units: StringUnits) -> Bool {
        for (index, unit) in units.enumerated() {
            switch unit {
            case 0x41...0x5A, 0x61...0x7A, 0x5F: break
            case 0x30...0x39 where index > 0: break
            default: return false
            }
        }
        return !units.isEmpty
    }
}

extension Context {
    /// A primitive as the inspector shows it: a string as it is, -0 with its sign, a BigInt with its `n`.
    func plainText(ofPrimitive value: Value) throws(JSThrow) -> JSString {
        if let symbol = value.asSymbol {
            let description = symbol.description.asString ?? emptyString
            return try concatenate(concatenate(makeString("Symbol("), description), makeString(")"))
        }
        if value.isBigInt { return try concatenate(toString(value), makeString("n")) }
        if let number = value.asNumber, number == 0, number.sign == .minus { return makeString("-0") }
        return try toString(value)
    }
}
