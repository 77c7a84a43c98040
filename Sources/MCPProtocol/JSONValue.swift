// JSON as the hub handles it: object members keep their order, integers stay exact, and a number that
// neither Int64 nor Double can hold keeps its source text. Tool definitions, configuration and small
// messages become `JSONValue`s; large payloads usually stay text (see `JSONText`).

/// A JSON value.
public enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number that a double holds without loss.
    case number(Double)
    /// The source text of a number that would change its value as a double.
    case bigNumber(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// The members of a JSON object in their order.
public struct JSONObject: Sendable {
    /// The members; keys are unique.
    public private(set) var members: [(key: String, value: JSONValue)]

    public init() { members = [] }

    /// Members that are known to have different keys.
    package init(uniqueMembers members: [(key: String, value: JSONValue)]) { self.members = members }

    /// The value of a member. Setting appends a new key, replaces the value of a present one in its place,
    /// and removes the member when given `nil`.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append((key, value))
            case (nil, nil): break
            }
        }
    }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }
    public var keys: [String] { members.map(\.key) }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init()
        for (key, value) in elements { self[key] = value }
    }
}

/// Two objects are equal if they have equal members, in whatever order.
extension JSONObject: Equatable {
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        let values = Dictionary(right.members.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        return left.members.allSatisfy { values[$0.key] == $0.value }
    }
}

/// Numbers are equal if their mathematical values are.
extension JSONValue: Equatable {
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a == b
        case (.integer(let a), .number(let b)), (.number(let b), .integer(let a)): Int64(exactly: b) == a
        case (.bigNumber(let a), .bigNumber(let b)): DecimalText(a) == DecimalText(b)
        case (.string(let a), .string(let b)): a == b
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): a == b
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    public init(nilLiteral: ()) { self = .null }
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }

    /// An integer value.
    public init(_ value: Int) { self = .integer(Int64(value)) }
}

extension JSONValue {
    /// The text, if this is a string.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The truth value, if this is one.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The number, if this is an integer (`3.0` is one) that fits.
    public var integerValue: Int? {
        switch self {
        case .integer(let value): Int(exactly: value)
        case .number(let value): Int(exactly: value)
        default: nil
        }
    }

    /// The nearest double, if this is a number.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .bigNumber(let text): Double(text)
        default: nil
        }
    }

    /// The elements, if this is an array.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The members, if this is an object.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// A member, if this is an object that has it.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// What JSON Schema calls the type of this value.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .number(let value): value == value.rounded() && value.isFinite ? "integer" : "number"
        case .bigNumber(let text): DecimalText(text).isInteger ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

/// A decimal number brought to a form in which equal values have equal parts.
struct DecimalText: Equatable {
    private let isNegative: Bool
    /// Without leading or trailing zeros; empty for zero.
    private let digits: [UInt8]
    /// The value is `0.digits × 10^exponent`.
    private let exponent: Int

    /// - Parameter text: a number in JSON syntax or as `Double.description` writes it.
    init(_ text: some StringProtocol) {
        self.init(utf8: Array(text.utf8)[...])
    }

    init(utf8 text: ArraySlice<UInt8>) {
        var rest = text
        let negative = rest.first == UInt8(ascii: "-")
        if negative { rest = rest.dropFirst() }
        let mantissa = rest.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        let exponentText = rest[mantissa.endIndex...].dropFirst()
        let whole = mantissa.prefix { $0 != UInt8(ascii: ".") }
        let fraction = mantissa[whole.endIndex...].dropFirst()
        var digits = Array(whole) + Array(fraction)
        // An exponent beyond these bounds is infinite or zero for every purpose here.
        let bound = 1_000_000_000
        var power = whole.count
        let written = String(decoding: exponentText.filter { $0 != UInt8(ascii: "+") }, as: UTF8.self)
        if !written.isEmpty {
            power += min(bound, max(-bound, Int(written) ?? (written.hasPrefix("-") ? -bound : bound)))
        }
        let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leadingZeros)
        power -= leadingZeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        self.digits = digits
        isNegative = negative && !digits.isEmpty
        exponent = digits.isEmpty ? 0 : power
    }

    var isInteger: Bool { digits.isEmpty || exponent >= digits.count }
}
