// JSON that stays text. A tool result can be megabytes that only the script will look at; the hub checks its
// syntax once, finds the few members it needs, and passes the rest on as a range of the received bytes.

/// A piece of JSON text whose syntax has been checked.
public struct JSONText: Sendable {
    package let storage: [UInt8]
    package let range: Range<Int>

    /// Checks that `bytes` are one JSON value.
    public init(validating bytes: [UInt8]) throws(JSONError) {
        var treeBytes = 0
        try self.init(validating: bytes, treeBytes: &treeBytes)
    }

    /// Checks that `bytes` are one JSON value, and tells about how many bytes its tree will take (`value`).
    package init(validating bytes: [UInt8], treeBytes: inout Int) throws(JSONError) {
        var reader = JSONReader(bytes)
        reader.skipWhitespace()
        let start = reader.position
        try reader.skipValue()
        range = start..<reader.position
        try reader.expectEnd()
        storage = bytes
        treeBytes = bytes.count + reader.valueCount * 48 + reader.objectCount * 384
    }

    /// Takes bytes that are known to be one JSON value, because this program has just written them.
    public init(trusted bytes: [UInt8]) {
        storage = bytes
        range = 0..<bytes.count
    }

    /// The text of a value.
    public init(_ value: JSONValue) { self.init(trusted: value.encoded()) }

    private init(storage: [UInt8], range: Range<Int>) {
        self.storage = storage
        self.range = range
    }

    /// The text as bytes of its own.
    public var bytes: [UInt8] {
        range.lowerBound == 0 && range.upperBound == storage.count ? storage : Array(storage[range])
    }

    /// The number of bytes.
    public var count: Int { range.count }

    /// The text as a string.
    public var string: String { String(decoding: storage[range], as: UTF8.self) }

    private var firstByte: UInt8? { range.isEmpty ? nil : storage[range.lowerBound] }
    package var isObject: Bool { firstByte == UInt8(ascii: "{") }
    package var isArray: Bool { firstByte == UInt8(ascii: "[") }
    package var isString: Bool { firstByte == UInt8(ascii: "\"") }
    package var isNull: Bool { firstByte == UInt8(ascii: "n") }

    /// The bytes that this keeps alive: those of the message of which it may be a part.
    package var heldBytes: Int { storage.count }

    /// The parsed value; `null` cannot fail on text that was checked.
    public var value: JSONValue {
        (try? JSONValue(parsing: JSONReader(storage, range: range))) ?? .null
    }

    /// The UTF-8 bytes of the string that this is, `nil` if it is something else.
    var decodedString: [UInt8]? {
        guard isString else { return nil }
        var reader = JSONReader(storage, range: range)
        guard let (content, hasEscapes) = try? reader.scanString() else { return nil }
        return reader.decodedBytes(content, hasEscapes: hasEscapes)
    }

    /// The members of the object that this is, in order and with repetitions; empty if it is something else.
    package var members: [(key: String, value: JSONText)] {
        var reader = JSONReader(storage, range: range)
        guard isObject, let members = try? Self.readMembers(&reader) else { return [] }
        return members
    }

    /// The members of the object that `bytes` are, `nil` if they are something else. Checks their syntax.
    static func members(validating bytes: [UInt8]) throws(JSONError) -> [(key: String, value: JSONText)]? {
        var reader = JSONReader(bytes)
        reader.skipWhitespace()
        guard reader.position < reader.end, bytes[reader.position] == UInt8(ascii: "{") else {
            _ = try JSONText(validating: bytes)
            return nil
        }
        let members = try readMembers(&reader)
        try reader.expectEnd()
        return members
    }

    /// A member of the object that this is.
    package subscript(key: String) -> JSONText? { members.last { $0.key == key }?.value }

    /// The elements of the array that this is; empty if it is something else.
    package var elements: [JSONText] {
        guard isArray, let elements = try? readElements() else { return [] }
        return elements
    }

    private static func readMembers(_ reader: inout JSONReader) throws(JSONError) -> [(key: String, value: JSONText)] {
        var members: [(key: String, value: JSONText)] = []
        try reader.expect(UInt8(ascii: "{"))
        reader.skipWhitespace()
        while reader.position < reader.end, reader.bytes[reader.position] != UInt8(ascii: "}") {
            if !members.isEmpty { try reader.expect(UInt8(ascii: ",")) }
            reader.skipWhitespace()
            let (content, hasEscapes) = try reader.scanString()
            let key = String(decoding: reader.decodedBytes(content, hasEscapes: hasEscapes), as: UTF8.self)
            reader.skipWhitespace()
            try reader.expect(UInt8(ascii: ":"))
            members.append((key, try readItem(&reader)))
        }
        try reader.expect(UInt8(ascii: "}"))
        return members
    }

    private func readElements() throws(JSONError) -> [JSONText] {
        var reader = JSONReader(storage, range: range)
        var elements: [JSONText] = []
        try reader.expect(UInt8(ascii: "["))
        reader.skipWhitespace()
        while reader.position < reader.end, storage[reader.position] != UInt8(ascii: "]") {
            if !elements.isEmpty { try reader.expect(UInt8(ascii: ",")) }
            elements.append(try Self.readItem(&reader))
        }
        return elements
    }

    private static func readItem(_ reader: inout JSONReader) throws(JSONError) -> JSONText {
        reader.skipWhitespace()
        let start = reader.position
        try reader.skipValue()
        let item = JSONText(storage: reader.bytes, range: start..<reader.position)
        reader.skipWhitespace()
        return item
    }
}
