// Local references inside a JSON Schema. References to other documents are never followed.

/// A schema document in which `$ref`s can be looked up.
struct SchemaDocument: Sendable {
    let root: JSONValue
    private static let longestReference = 10_000

    /// The schema that a reference such as `#/$defs/Point` names, `nil` if it is not local or names nothing.
    func resolve(_ reference: String) -> JSONValue? {
        var work = 0
        return resolve(reference, work: &work)
    }

    /// - Parameter work: grows by about the number of members that were looked at.
    func resolve(_ reference: String, work: inout Int) -> JSONValue? {
        if reference == "#" { return root }
        guard reference.hasPrefix("#/"), reference.utf8.count <= Self.longestReference else { return nil }
        var current = root
        for part in reference.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
            let key = Self.unescape(String(part))
            work += 8 + (current.objectValue?.count ?? 0)
            if let member = current[key] {
                current = member
            } else if let array = current.arrayValue, let index = Int(key), array.indices.contains(index) {
                current = array[index]
            } else {
                return nil
            }
        }
        return current
    }

    /// Undoes the escapes of a JSON Pointer in a URI fragment.
    private static func unescape(_ part: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(part.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else if byte == UInt8(ascii: "~"), let next = rest.first, next == 0x30 || next == 0x31 {
                bytes.append(next == 0x30 ? UInt8(ascii: "~") : UInt8(ascii: "/"))
                rest = rest.dropFirst()
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
