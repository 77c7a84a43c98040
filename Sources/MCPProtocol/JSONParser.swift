// From JSON text to `JSONValue`.

extension JSONValue {
    /// Parses a JSON text.
    ///
    /// - Throws: `JSONError` with the position, also for nesting deeper than 500 levels. Of two members with
    ///   the same key the later value wins, in the place of the first.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        try self.init(parsing: JSONReader(bytes))
    }

    /// Parses a JSON text.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Array(text.utf8))
    }

    init(parsing reader: JSONReader) throws(JSONError) {
        var parser = JSONParser(reader: reader)
        self = try parser.parseDocument()
    }
}

private struct JSONParser {
    var reader: JSONReader
    var depth = 0

    init(reader: JSONReader) { self.reader = reader }

    mutating func parseDocument() throws(JSONError) -> JSONValue {
        let value = try parseValue()
        try reader.expectEnd()
        return value
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        reader.skipWhitespace()
        guard reader.position < reader.end else { throw reader.unexpected() }
        switch reader.bytes[reader.position] {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"):
            try reader.expectWord("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try reader.expectWord("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try reader.expectWord("null")
            return .null
        default: return try parseNumber()
        }
    }

    private mutating func parseString() throws(JSONError) -> String {
        let (content, hasEscapes) = try reader.scanString()
        if hasEscapes { return String(decoding: reader.decodedBytes(content, hasEscapes: true), as: UTF8.self) }
        return String(decoding: reader.bytes[content], as: UTF8.self)
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= JSONReader.maximumDepth else {
            throw reader.failure("JSON nested deeper than \(JSONReader.maximumDepth) levels")
        }
        reader.position += 1
        reader.skipWhitespace()
    }

    private mutating func closes(with byte: UInt8) -> Bool {
        guard reader.position < reader.end, reader.bytes[reader.position] == byte else { return false }
        reader.position += 1
        depth -= 1
        return true
    }

    private mutating func parseArray() throws(JSONError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        if closes(with: UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try parseValue())
            reader.skipWhitespace()
            if closes(with: UInt8(ascii: "]")) { return .array(elements) }
            try reader.expect(UInt8(ascii: ","))
        }
    }

    private mutating func parseObject() throws(JSONError) -> JSONValue {
        try enter()
        var members: [(key: String, value: JSONValue)] = []
        /// Positions of the keys, once there are so many that comparing with each takes too long.
        var positions: [String: Int] = [:]
        if closes(with: UInt8(ascii: "}")) { return .object(JSONObject()) }
        members.reserveCapacity(8)
        while true {
            reader.skipWhitespace()
            let key = try parseString()
            reader.skipWhitespace()
            try reader.expect(UInt8(ascii: ":"))
            let value = try parseValue()
            let present: Int?
            if members.count < 12 {
                present = members.firstIndex { $0.key == key }
            } else {
                if positions.isEmpty {
                    for (index, member) in members.enumerated() { positions[member.key] = index }
                }
                present = positions[key]
                if present == nil { positions[key] = members.count }
            }
            if let present { members[present].value = value } else { members.append((key, value)) }
            reader.skipWhitespace()
            if closes(with: UInt8(ascii: "}")) { return .object(JSONObject(uniqueMembers: members)) }
            try reader.expect(UInt8(ascii: ","))
        }
    }

    private mutating func parseNumber() throws(JSONError) -> JSONValue {
        let (range, isInteger) = try reader.scanNumber()
        return JSONNumber.value(reader.bytes[range], isInteger: isInteger)
    }
}

/// Chooses the representation of a number.
private enum JSONNumber {
    /// The powers of ten that a double holds exactly.
    static let powersOfTen: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    static func value(_ text: ArraySlice<UInt8>, isInteger: Bool) -> JSONValue {
        var mantissa: UInt64 = 0
        var digits = 0
        var scale = 0
        var isNegative = false
        var afterPoint = false
        var isSimple = true
        for byte in text {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): afterPoint = true
            case let digit where digit &- 0x30 < 10:
                if digits < 19 { mantissa = mantissa &* 10 &+ UInt64(digit - 0x30) }
                if mantissa != 0 { digits += 1 }
                if afterPoint { scale += 1 }
            default: isSimple = false
            }
            if !isSimple { break }
        }
        if isInteger, digits <= 18, !(isNegative && mantissa == 0) {
            return .integer(isNegative ? -Int64(mantissa) : Int64(mantissa))
        }
        // Up to 15 digits and a small power of ten: one exactly rounded division, and no loss by definition.
        if isSimple, digits <= 15, scale <= 22 {
            let magnitude = Double(mantissa) / powersOfTen[scale]
            return .number(isNegative ? -magnitude : magnitude)
        }
        let string = String(decoding: text, as: UTF8.self)
        if isInteger, let integer = Int64(string), !(integer == 0 && isNegative) { return .integer(integer) }
        if let double = Double(string), double.isFinite, DecimalText(double.description) == DecimalText(utf8: text) {
            return .number(double)
        }
        return .bigNumber(string)
    }
}
