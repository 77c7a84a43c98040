// A tool as a server describes it.

/// The definition of a tool, as `tools/list` gives it.
package struct ToolDefinition: Sendable {
    /// The name within its server.
    package let name: String
    package let title: String?
    package let description: String
    /// The JSON Schema of the arguments, an object.
    package let inputSchema: JSONValue
    /// The JSON Schema of `structuredContent`, if the server promises one.
    package let outputSchema: JSONValue?
    /// Hints such as `readOnlyHint`; a server may be wrong about them.
    package let annotations: JSONObject
    /// What the hub itself does not use, but passes on to clients: icons and `_meta`.
    package let others: JSONObject

    package init(
        name: String, title: String? = nil, description: String, inputSchema: JSONValue,
        outputSchema: JSONValue? = nil, annotations: JSONObject = [:], others: JSONObject = [:]
    ) {
        self.name = name
        self.title = title
        self.description = description
        self.inputSchema = inputSchema
        self.outputSchema = outputSchema
        self.annotations = annotations
        self.others = others
    }

    /// Reads a definition; `nil` if it has no usable name or no input schema.
    package init?(_ json: JSONValue) {
        guard let name = json["name"]?.stringValue, !name.isEmpty,
            let schema = json["inputSchema"], schema.objectValue != nil
        else { return nil }
        self.name = name
        annotations = json["annotations"]?.objectValue ?? [:]
        title = json["title"]?.stringValue ?? annotations["title"]?.stringValue
        description = json["description"]?.stringValue ?? ""
        inputSchema = schema
        outputSchema = json["outputSchema"].flatMap { $0.objectValue == nil ? nil : $0 }
        var others: JSONObject = [:]
        for key in ["icons", "_meta"] { others[key] = json[key] }
        self.others = others
    }

    /// The definition as `tools/list` gives it.
    package var value: JSONValue {
        var object: JSONObject = ["name": .string(name)]
        object["title"] = title.map { .string($0) }
        object["description"] = .string(description)
        object["inputSchema"] = inputSchema
        object["outputSchema"] = outputSchema
        if !annotations.isEmpty { object["annotations"] = .object(annotations) }
        for (key, value) in others.members { object[key] = value }
        return .object(object)
    }
}
