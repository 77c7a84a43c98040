// The result of a tool call and the one rule by which a script sees it ("unwrapping").

/// The content types of the protocol.
enum ContentType {
    static let text = "text"
    static let image = "image"
    static let audio = "audio"
    static let resourceLink = "resource_link"
    static let resource = "resource"
}

/// The result of `tools/call`.
public struct ToolResult: Sendable {
    /// The whole result as it was received.
    public let json: JSONText
    /// Its members: a result can be large, so it is looked through once.
    package let members: [(key: String, value: JSONText)]

    private init(object json: JSONText) {
        self.json = json
        members = json.members
    }

    private func member(_ key: String) -> JSONText? { members.last { $0.key == key }?.value }

    /// Reads the result of a call.
    ///
    /// - Returns: `nil` if it is not an object.
    package init?(_ json: JSONText) {
        guard json.isObject else { return nil }
        self.init(object: json)
    }

    /// A result with one text part.
    package init(text: String, isError: Bool = false) {
        var object: JSONObject = ["content": [["type": "text", "text": .string(text)]]]
        if isError { object["isError"] = true }
        self.init(object: JSONText(.object(object)))
    }

    /// A result whose structured content is `structured`, with the same JSON as text.
    package init(structured: JSONText, isError: Bool) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("content")
        writer.beginArray()
        writer.beginObject()
        writer.key("type")
        writer.string(ContentType.text)
        writer.key("text")
        writer.string(utf8: structured.bytes)
        writer.endObject()
        writer.endArray()
        writer.key("structuredContent")
        writer.raw(structured)
        writer.key("isError")
        writer.bool(isError)
        writer.endObject()
        self.init(object: JSONText(trusted: writer.bytes))
    }

    /// The result as clients before 2026 want it, for whom structured content is an object: other content is in a text part only.
    package var withStructuredObject: ToolResult {
        guard let structured = member("structuredContent"), !structured.isObject else { return self }
        var object: [(key: String, value: JSONText)] = members.filter { $0.key != "structuredContent" }
        if member("content")?.elements.isEmpty ?? true {
            object.removeAll { $0.key == "content" }
            object.insert(("content", JSONText([["type": "text", "text": .string(structured.string)]])), at: 0)
        }
        var writer = JSONWriter()
        writer.beginObject()
        for (key, value) in object {
            writer.key(key)
            writer.raw(value)
        }
        writer.endObject()
        return ToolResult(JSONText(trusted: writer.bytes)) ?? self
    }

    /// A result that is a JSON value: an object as structured content, anything else as text, a string without its quotes.
    package init(value: JSONText) {
        if value.isObject {
            self.init(structured: value, isError: false)
        } else {
            self.init(text: value.value.stringValue ?? value.string)
        }
    }

    /// Whether the tool reported a failure.
    public var isError: Bool { member("isError")?.value == true }

    /// Whether the server wants something from the user before it goes on, which a script cannot give.
    package var requiresInput: Bool { member("resultType")?.value == "input_required" }

    /// The decoded texts of the parts, `nil` if a part is not text.
    private static func texts(of parts: [JSONText]) -> [[UInt8]]? {
        var texts: [[UInt8]] = []
        for part in parts {
            guard let text = text(of: part) else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// The decoded text of a part, `nil` if it is not text.
    private static func text(of part: JSONText) -> [UInt8]? {
        let members = part.members
        guard members.last(where: { $0.key == "type" })?.value.value == .string(ContentType.text) else { return nil }
        return members.last { $0.key == "text" }?.value.decodedString
    }

    /// The text parts, joined by newlines: the message of a failure.
    package var message: String {
        let texts = (member("content")?.elements ?? []).compactMap(Self.text)
        if texts.isEmpty, let structured = member("structuredContent") { return structured.string }
        return String(decoding: Array(texts.joined(separator: [0x0A])), as: UTF8.self)
    }

    /// What the script gets: the structured content if there is one; else, if all parts are text, the text, parsed
    /// if it is JSON; `null` for no parts; else the content array.
    public var unwrapped: JSONText {
        if let structured = member("structuredContent") { return structured }
        guard let content = member("content"), content.isArray else { return JSONText(.null) }
        let parts = content.elements
        if parts.isEmpty { return JSONText(.null) }
        guard let texts = Self.texts(of: parts) else { return content }
        let joined = texts.count == 1 ? texts[0] : Array(texts.joined(separator: [0x0A]))
        if let parsed = try? JSONText(validating: joined) { return parsed }
        // The literal as received also keeps what UTF-8 cannot say, such as unpaired surrogates.
        if parts.count == 1, let literal = parts[0]["text"] { return literal }
        var writer = JSONWriter()
        writer.string(utf8: joined)
        return JSONText(trusted: writer.bytes)
    }
}
