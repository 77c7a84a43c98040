// From values to JSON text: compact, members in their order, no newline ever (messages are lines).

/// Appends JSON to a byte buffer.
///
/// The writer puts commas and colons itself; the caller takes care that keys and values alternate.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {}

    package mutating func beginObject() { open(UInt8(ascii: "{")) }
    package mutating func endObject() { close(UInt8(ascii: "}")) }
    package mutating func beginArray() { open(UInt8(ascii: "[")) }
    package mutating func endArray() { close(UInt8(ascii: "]")) }

    private mutating func open(_ byte: UInt8) {
        separate()
        bytes.append(byte)
        needsComma = false
    }

    private mutating func close(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    /// Writes the key of the next value.
    package mutating func key(_ key: String) {
        separate()
        appendString(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    package mutating func string(_ text: String) {
        separate()
        appendString(text)
    }

    /// Writes UTF-8 bytes as a string.
    package mutating func string(utf8 text: [UInt8]) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        appendEscaped(text)
        bytes.append(UInt8(ascii: "\""))
    }

    package mutating func integer(_ value: Int) {
        separate()
        bytes += Array(String(value).utf8)
    }

    package mutating func bool(_ value: Bool) {
        separate()
        bytes += Array((value ? "true" : "false").utf8)
    }

    package mutating func null() {
        separate()
        bytes += Array("null".utf8)
    }

    /// Writes text that is JSON already.
    package mutating func raw(_ json: JSONText) {
        separate()
        bytes += json.storage[json.range]
    }

    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): bool(flag)
        case .integer(let number):
            separate()
            bytes += Array(String(number).utf8)
        case .number(let number):
            separate()
            bytes += Array(Self.text(of: number).utf8)
        case .bigNumber(let text):
            separate()
            bytes += Array(text.utf8)
        case .string(let text): string(text)
        case .array(let elements):
            beginArray()
            for element in elements { self.value(element) }
            endArray()
        case .object(let object):
            beginObject()
            for (key, member) in object.members {
                self.key(key)
                self.value(member)
            }
            endObject()
        }
    }

    /// A double in JSON syntax; `null` if it is not finite, as `JSON.stringify` has it.
    private static func text(of number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == number.rounded(), abs(number) < 1e15 {
            return number == 0 ? "0" : String(Int64(number))
        }
        return number.description
    }

    private mutating func appendString(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { buffer in
            unsafe appendEscaped(buffer)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: some Collection<UInt8>) {
        var copiedUpTo = text.startIndex
        var index = text.startIndex
        while index != text.endIndex {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                bytes.append(contentsOf: text[copiedUpTo..<index])
                appendEscape(of: byte)
                copiedUpTo = text.index(after: index)
            }
            index = text.index(after: index)
        }
        bytes.append(contentsOf: text[copiedUpTo...])
    }

    private mutating func appendEscape(of byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [
                UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"),
                digits[Int(byte >> 4)], digits[Int(byte & 15)],
            ]
        }
    }
}

extension JSONValue {
    /// The value as compact JSON text.
    public func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// The value as compact JSON text.
    public var text: String { String(decoding: encoded(), as: UTF8.self) }

    /// The value as JSON text on several lines, indented by two spaces a level.
    public func prettyText() -> String {
        var result = ""
        appendPretty(to: &result, indentation: "")
        return result
    }

    private func appendPretty(to result: inout String, indentation: String) {
        let inner = indentation + "  "
        switch self {
        case .array(let elements) where !elements.isEmpty:
            for (index, element) in elements.enumerated() {
                result += (index == 0 ? "[\n" : ",\n") + inner
                element.appendPretty(to: &result, indentation: inner)
            }
            result += "\n" + indentation + "]"
        case .object(let object) where !object.isEmpty:
            for (index, (key, value)) in object.members.enumerated() {
                result += (index == 0 ? "{\n" : ",\n") + inner + JSONValue.string(key).text + ": "
                value.appendPretty(to: &result, indentation: inner)
            }
            result += "\n" + indentation + "}"
        default: result += text
        }
    }
}
