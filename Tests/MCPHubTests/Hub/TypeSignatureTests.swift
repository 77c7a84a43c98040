import Testing

@testable import MCPHub

private func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text) }

private func tool(
    _ input: JSONValue, output: JSONValue? = nil, description: String = "", annotations: JSONObject = [:]
) -> ToolDefinition {
    ToolDefinition(name: "t", description: description, inputSchema: input, outputSchema: output, annotations: annotations)
}

@Suite struct TypeSignatures {
    /// The type of one schema.
    private func type(_ text: String) throws -> String {
        let schema = try json(text)
        return TypeSignature(schema).text(for: schema)
    }

    private static let types: [(schema: String, type: String)] = [
        (##"true"##, "unknown"), (##"false"##, "never"), (##"{}"##, "unknown"), (##"{"type":"integer"}"##, "number"),
        (##"{"type":["string","null"]}"##, "string | null"), (##"{"type":"string","nullable":true}"##, "string | null"),
        (##"{"enum":["a",1,null,true]}"##, ##""a" | 1 | null | true"##), (##"{"const":"x"}"##, ##""x""##),
        (##"{"type":"string","enum":["a","b"]}"##, ##""a" | "b""##),
        (##"{"type":"array"}"##, "unknown[]"), (##"{"type":"array","items":{"type":"string"}}"##, "string[]"),
        (##"{"type":"array","items":{"enum":["a","b"]}}"##, ##"("a" | "b")[]"##),
        (##"{"type":"array","items":{"type":"array","items":{"type":"number"}}}"##, "number[][]"),
        (##"{"type":"array","prefixItems":[{"type":"string"},{"type":"number"}]}"##, "[string, number]"),
        (##"{"type":"array","prefixItems":[{"type":"string"},{"type":"number"}],"minItems":1,"items":{"type":"boolean"}}"##,
            "[string, number?, ...boolean[]]"),
        (##"{"type":"array","items":[{"type":"string"},{"type":["number","null"]}],"minItems":1,"additionalItems":false}"##,
            "[string, (number | null)?]"),
        (##"{"type":"array","items":{"type":"number"},"minItems":2,"maxItems":2}"##, "[number, number]"),
        (##"{"type":"array","items":{"type":"number"},"minItems":20,"maxItems":20}"##, "number[]"),
        (##"{"type":"object"}"##, "object"), (##"{"type":"object","additionalProperties":false}"##, "{}"),
        (##"{"type":"object","additionalProperties":true}"##, "Record<string, unknown>"),
        (##"{"type":"object","additionalProperties":{"type":"integer"}}"##, "Record<string, number>"),
        (##"{"type":"object","additionalProperties":{"type":"integer"},"propertyNames":{"enum":["a","b"]}}"##,
            ##"Record<"a" | "b", number>"##),
        (##"{"type":"object","patternProperties":{"^x-":{"type":"string"}},"additionalProperties":{"type":"number"}}"##,
            "Record<string, string | number>"),
        (##"{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":{"type":"number"}}"##,
            "{ a: string; [key: string]: number }"),
        (##"{"properties":{"a b":{"type":"string"},"2x":{},"$ok_1":{},"é":{}}}"##,
            ##"{ "a b"?: string; "2x"?: unknown; $ok_1?: unknown; "é"?: unknown }"##),
        (##"{"type":"object","required":["a"]}"##, "{ a: unknown }"),
        (##"{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}},{"type":"null"}]}"##, "string | string[] | null"),
        (##"{"oneOf":[{"type":"number"},{"type":"integer"}]}"##, "number"),
        (##"{"anyOf":[{"type":"string"},{}]}"##, "unknown"),
        (##"{"type":"string","anyOf":[{"const":"a"},{"const":"b"}]}"##, ##""a" | "b""##),
        (##"{"type":"string","anyOf":[{"format":"date"},{"pattern":"^now$"}]}"##, "string"),
        (##"{"allOf":[{"type":"object","properties":{"a":{"type":"string"}}},{"type":"object","required":["b"]}]}"##,
            "{ a?: string } & { b: unknown }"),
        (##"{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"properties":{"b":{"type":"string"}},"required":["b"]},{"properties":{"c":{"type":"string"}},"required":["c"]}]}"##,
            "{ a?: string } & ({ b: string } | { c: string })"),
        (##"{"type":"object","properties":{"a":{"type":"string"}},"oneOf":[{"required":[]},{"required":[]}]}"##, "{ a?: string }"),
        (##"{"$ref":"#/$defs/A","$defs":{"A":{"type":"object","properties":{"b":{"$ref":"#/$defs/B"}}},"B":{"enum":[1,2]}}}"##,
            "{ b?: 1 | 2 }"),
        (##"{"$ref":"#/definitions/a~1b%20c","definitions":{"a/b c":{"type":"string"}}}"##, "string"),
        (##"{"$ref":"https://example.com/schema.json"}"##, "unknown"), (##"{"$ref":"#/$defs/missing"}"##, "unknown"),
        (##"{"type":"surprise"}"##, "unknown"), (##"{"type":7}"##, "unknown"),
    ]

    @Test(arguments: types)
    func writesTypes(_ schema: String, _ expected: String) throws {
        #expect(try type(schema) == expected)
    }

    @Test func writesSignatures() throws {
        let input = try json(
            #"{"type":"object","required":["query"],"properties":{"query":{"type":"string"},"limit":{"type":"integer"}}}"#)
        let output = try json(#"{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}}"#)
        #expect(
            TypeSignature.signature(server: "s", tool: tool(input, output: output))
                == "s__t(params: { query: string; limit?: number }): { name: string }[]")
        #expect(TypeSignature.signature(server: "s", tool: tool(["type": "object"])) == "s__t(params?: {}): unknown")
    }

    @Test func declaresTypesThatContainThemselves() throws {
        let schema = try json(
            """
            {"type":"object","properties":{"where":{"$ref":"#/$defs/filter-node"},"top":{"$ref":"#"}},"$defs":{
              "filter-node":{"type":"object","properties":{"all":{"type":"array","items":{"$ref":"#/$defs/filter-node"}},
                "not":{"$ref":"#/$defs/filter-node"},"value":{"type":"string"}}}}}
            """)
        #expect(
            TypeSignature.signature(server: "s", tool: tool(schema)) == """
                s__t(params?: Params): unknown; type Params = { where?: FilterNode; top?: Params }; \
                type FilterNode = { all?: FilterNode[]; not?: FilterNode; value?: string }
                """)
    }

    @Test func keepsNamesOfParametersAndResultApart() throws {
        let input = try json(
            ##"{"type":"object","properties":{"n":{"$ref":"#/$defs/Node"}},"$defs":{"Node":{"properties":{"next":{"$ref":"#/$defs/Node"}}}}}"##)
        let output = try json(
            ##"{"type":"object","properties":{"n":{"$ref":"#/$defs/Node"}},"$defs":{"Node":{"properties":{"previous":{"$ref":"#/$defs/Node"}}}}}"##)
        #expect(
            TypeSignature.signature(server: "s", tool: tool(input, output: output)) == """
                s__t(params?: { n?: Node }): { n?: Node2 }; type Node = { next?: Node }; type Node2 = { previous?: Node2 }
                """)
    }

    @Test func declaresWithComments() throws {
        let input = try json(
            """
            {"type":"object","required":["path","mode"],"properties":{
              "path":{"type":"string","description":"Where it is.\\nRelative to the root. */ x","minLength":1,"maxLength":200},
              "mode":{"enum":["r","w"],"default":"r"},
              "when":{"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}],"default":null,"description":"Not before"},
              "limit":{"type":"integer","minimum":1,"maximum":100,"default":20,"description":"Most lines"},
              "ratio":{"type":"number","exclusiveMinimum":0,"maximum":1},
              "tags":{"type":"array","items":{"type":"string","pattern":"^[a-z]+$"},"maxItems":5,"uniqueItems":true},
              "from":{"$ref":"#/$defs/Point"},"to":{"$ref":"#/$defs/Point","description":"The end"},
              "old":{"type":"string","deprecated":true,"examples":["a"]},
              "deep":{"type":"object","properties":{"x":{"type":"integer"}}}
            },"$defs":{"Point":{"type":"object","description":"A place","required":["x"],"properties":{"x":{"type":"number"}}}}}
            """)
        let output: JSONValue = ["type": "string", "description": "What was read", "contentMediaType": "text/plain"]
        let definition = tool(
            input, output: output, description: "Read a file.\n\nMind the limit.", annotations: ["readOnlyHint": true, "openWorldHint": false])
        #expect(
            TypeSignature.declaration(server: "fs", tool: definition) == """
                /**
                 * Read a file.
                 *
                 * Mind the limit.
                 * Returns: What was read
                 * [read-only]
                 */
                fs__t(params: {
                  /**
                   * Where it is.
                   * Relative to the root. *\\/ x [length 1..200]
                   */
                  path: string;
                  /** [default "r"] */
                  mode: "r" | "w";
                  /** Not before [default null, format date-time] */
                  when?: string | null;
                  /** Most lines [integer, 1..100, default 20] */
                  limit?: number;
                  /** [> 0, <= 1] */
                  ratio?: number;
                  /** [<= 5 items, no duplicates, each pattern ^[a-z]+$] */
                  tags?: string[];
                  /** A place */
                  from?: Point;
                  /** The end */
                  to?: Point;
                  /** [e.g. "a", deprecated] */
                  old?: string;
                  deep?: {
                    /** [integer] */
                    x?: number;
                  };
                }): string
                /** A place */
                type Point = { x: number }
                """)
    }

    @Test func cutsWhatIsTooLargeAndSaysSo() throws {
        var properties: JSONObject = [:]
        for index in 0..<1000 {
            properties["property_\(index)"] = ["type": "string", "description": .string(String(repeating: "x", count: 500))]
        }
        let large = tool(["type": "object", "properties": .object(properties), "required": ["property_900"]])
        let line = TypeSignature.signature(server: "s", tool: large)
        #expect(line.utf8.count <= 2000 && line.contains("; … }") && line.hasSuffix("/* shortened */"))
        #expect(line.contains("property_900: string"))
        let declaration = TypeSignature.declaration(server: "s", tool: large)
        #expect(declaration.utf8.count <= 16_000 && declaration.contains("// Shortened: …"))
        #expect(declaration.contains("property_900: string"))
        let names = (0..<500).map { JSONValue.string("name_\($0)") }
        let demanding = TypeSignature.signature(server: "s", tool: tool(["type": "object", "required": .array(names.reversed()), "properties": ["name_0": [:]]]))
        #expect(demanding.hasPrefix("s__t(params: { name_0: unknown; name_499: unknown;") && demanding.contains("; … }"))
        let choices = tool(["type": "object", "properties": ["x": ["enum": .array((0..<500).map { JSONValue($0) })]]])
        #expect(TypeSignature.signature(server: "s", tool: choices).contains("28 | 29 | … }"))
    }

    @Test(.timeLimit(.minutes(20)))
    func endsOnHostileSchemas() throws {
        let branching: JSONValue = ["anyOf": [["$ref": "#"], ["$ref": "#"], ["type": "string"]]]
        #expect(TypeSignature.signature(server: "s", tool: tool(branching)).contains("Params | string"))
        // Each definition uses the next one ten times.
        var definitions: JSONObject = [:]
        for index in 0..<300 {
            let next: JSONValue = ["$ref": .string("#/$defs/d\(index + 1)")]
            var properties: JSONObject = [:]
            for name in "abcdefghij" { properties[String(name)] = next }
            definitions["d\(index)"] = ["type": "object", "properties": .object(properties)]
        }
        let explosive: JSONValue = ["type": "object", "properties": ["x": ["$ref": "#/$defs/d0"]], "$defs": .object(definitions)]
        let line = TypeSignature.signature(server: "s", tool: tool(explosive))
        #expect(line.utf8.count <= 2000 && line.contains("…"))
        #expect(TypeSignature.declaration(server: "s", tool: tool(explosive)).utf8.count <= 16_000)
        // A chain of references, and one that leads nowhere but to itself.
        var chain: JSONObject = [:]
        for index in 0..<400 { chain["c\(index)"] = ["$ref": .string("#/$defs/c\(index + 1)")] }
        chain["c400"] = ["$ref": "#/$defs/c400"]
        let linked: JSONValue = ["type": "object", "properties": ["x": ["$ref": "#/$defs/c0"]], "$defs": .object(chain)]
        #expect(TypeSignature.signature(server: "s", tool: tool(linked)).utf8.count < 200)
        #expect(TypeSignature.declaration(server: "s", tool: tool(linked)).utf8.count < 5000)
        // Nested as deep as JSON may be.
        var nested: JSONValue = ["type": "string"]
        for _ in 0..<200 { nested = ["type": "array", "items": nested] }
        #expect(TypeSignature.signature(server: "s", tool: tool(["properties": ["x": nested]])).contains("…[]"))
        let strange: JSONValue = [
            "type": ["object", 5, "null"], "properties": 5, "required": ["a", 7], "enum": "no", "anyOf": [], "allOf": [5],
            "minItems": -3, "$defs": [],
        ]
        #expect(TypeSignature.signature(server: "s", tool: tool(strange)) == "s__t(params: { a: unknown } | null): unknown")
        _ = TypeSignature.declaration(server: "s", tool: tool(strange))
    }
}

@Suite struct ToolDetails {
    private let entry = CatalogueEntry(
        server: "s",
        tool: ToolDefinition(
            name: "t", title: "Title", description: "\n  \nFirst line\nsecond line", inputSchema: ["type": "object"],
            outputSchema: ["type": "string"], annotations: ["readOnlyHint": true]))

    @Test func listsAtThreeLevels() {
        #expect(entry.listing(.name) == ["name": "s__t", "summary": "First line"])
        #expect(entry.listing(.signature) == ["name": "s__t", "signature": "s__t(params?: {}): string", "summary": "First line"])
        #expect(entry.listing(.full).objectValue?.keys == ["name", "server", "tool", "description", "inputSchema"])
        #expect(entry.line(.name) == "- s__t - First line")
        #expect(entry.line(.signature) == "- s__t(params?: {}): string - First line")
        #expect(entry.line(.full).hasSuffix("s__t(params?: {}): string"))
    }

    @Test func describesAtThreeLevels() {
        #expect(entry.details(.name) == ["name": "s__t", "summary": "First line"])
        #expect(entry.details(.signature).objectValue?.keys == ["name", "signature", "description"])
        #expect(
            entry.details(.full).objectValue?.keys
                == ["name", "server", "tool", "description", "inputSchema", "title", "outputSchema", "annotations", "signature"])
        #expect(entry.text(.name) == "s__t - First line")
        #expect(entry.text(.full) == "/**\n * First line\n * second line\n * [read-only]\n */\ns__t(params?: {}): string")
    }

    @Test func findsWhatChanged() {
        func tool(_ name: String, _ description: String = "") -> ToolDefinition {
            ToolDefinition(name: name, description: description, inputSchema: ["type": "object"])
        }
        let changes = ToolChanges(from: [tool("a"), tool("b"), tool("c")], to: [tool("d"), tool("c", "new"), tool("a")])
        #expect(changes.value == ["added": ["d"], "removed": ["b"], "changed": ["c"]])
        #expect(ToolChanges(from: [tool("a"), tool("b")], to: [tool("b"), tool("a")]).isEmpty)
        let many = ToolChanges(from: [], to: (0..<150).map { tool("t\($0)") }).value["added"]?.arrayValue
        #expect(many?.count == 101 && many?.last == "… 50 more")
    }
}
