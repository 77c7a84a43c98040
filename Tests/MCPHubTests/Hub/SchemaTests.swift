import Testing

@testable import MCPHub

@Suite struct Schemas {
    private let schema = try! JSONValue(
        parsing: """
            {"type":"object","required":["query"],"additionalProperties":false,"properties":{
              "query":{"type":"string","minLength":1,"maxLength":5,"description":"Words to look for"},
              "limit":{"type":"integer","minimum":1,"maximum":10},
              "ratio":{"type":"number","exclusiveMinimum":0},
              "mode":{"enum":["fast","slow"]},
              "kind":{"const":"x"},
              "tags":{"type":"array","items":{"type":"string"},"maxItems":2},
              "where":{"$ref":"#/$defs/Where"},
              "id":{"anyOf":[{"type":"string"},{"type":"integer"}]},
              "one":{"oneOf":[{"type":"number"},{"type":"integer"}]},
              "both":{"allOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]}]},
              "maybe":{"type":["string","null"]},
              "map":{"type":"object","additionalProperties":{"type":"integer"}}
            },"$defs":{"Where":{"type":"object","properties":{"inner":{"$ref":"#/$defs/Where"},"v":{"type":"boolean"}}}}}
            """)

    private func problems(_ text: String) throws -> [String] {
        SchemaValidator.problems(with: try JSONValue(parsing: text), schema: schema)
    }

    @Test(arguments: [
        #"{"query":"a","limit":3,"ratio":0.5,"mode":"slow","kind":"x","tags":["a","b"],"id":5,"maybe":null,"map":{"k":1}}"#,
        #"{"query":"a","limit":3.0,"where":{"inner":{"inner":{"v":true}}},"both":{"a":1,"b":2},"one":1.5,"id":"x"}"#,
    ])
    func acceptsWhatFits(_ text: String) throws {
        #expect(try problems(text) == [])
    }

    @Test(arguments: [
        ("{}", "params lacks the required property \"query\" (string: Words to look for)"),
        (#"{"query":7}"#, "\"query\" must be a string, got 7"),
        (#"{"query":""}"#, "\"query\" must have at least 1 characters, got 0"),
        (#"{"query":"toolong"}"#, "\"query\" must have at most 5 characters, got 7"),
        (#"{"query":"a","limit":"10"}"#, "\"limit\" must be an integer, got string \"10\""),
        (#"{"query":"a","limit":1.5}"#, "\"limit\" must be an integer, got 1.5"),
        (#"{"query":"a","limit":0}"#, "\"limit\" must be at least 1, got 0"),
        (#"{"query":"a","limit":11}"#, "\"limit\" must be at most 10, got 11"),
        (#"{"query":"a","ratio":0}"#, "\"ratio\" must be more than 0, got 0"),
        (#"{"query":"a","mode":"medium"}"#, "\"mode\" must be one of \"fast\", \"slow\", got string \"medium\""),
        (#"{"query":"a","kind":1}"#, "\"kind\" must be string \"x\", got 1"),
        (#"{"query":"a","tags":["a",2]}"#, "\"tags[1]\" must be a string, got 2"),
        (#"{"query":"a","tags":["a","b","c"]}"#, "\"tags\" must have at most 2 elements, got 3"),
        (#"{"query":"a","where":{"inner":{"v":1}}}"#, "\"where.inner.v\" must be a boolean, got 1"),
        (#"{"query":"a","id":true}"#, "\"id\" must be string | number, got true"),
        (#"{"query":"a","one":1}"#, "\"one\" fits more than one of the alternatives number | number"),
        (#"{"query":"a","both":{"a":1}}"#, "\"both\" lacks the required property \"b\" (unknown)"),
        (#"{"query":"a","map":{"k":"v"}}"#, "\"map.k\" must be an integer, got string \"v\""),
        (#"[]"#, "params must be an object, got an array"),
    ])
    func saysWhatTheSchemaWants(_ text: String, _ expected: String) throws {
        #expect(try problems(text) == [expected])
    }

    @Test func listsKnownPropertiesForAnUnknownOne() throws {
        let found = try problems(#"{"query":"a","qeury":1}"#)
        #expect(found.first?.hasPrefix("params has no property \"qeury\"; the properties are \"query\", \"limit\"") == true)
    }

    @Test func endsOnRecursiveSchemas() {
        let endless: JSONValue = ["$ref": "#"]
        #expect(SchemaValidator.problems(with: 1, schema: endless) == [])
        let branching: JSONValue = ["anyOf": [["$ref": "#"], ["$ref": "#"], ["type": "string"]]]
        _ = SchemaValidator.problems(with: 1, schema: branching)
        #expect(TypeSignature(branching).text(for: branching).utf8.count < 5000)
    }
}

@Suite struct Names {
    @Test func suggestsTheNearest() {
        let names = ["github__search_repos", "github__list_repos", "filesystem__read_file", "server1__get_stats"]
        #expect(NameSuggestions.nearest(to: "github__search_repo", among: names, limit: 1) == ["github__search_repos"])
        #expect(NameSuggestions.nearest(to: "read_file", among: names, limit: 1) == ["filesystem__read_file"])
        #expect(NameSuggestions.nearest(to: "githubSearchRepos", among: names, limit: 1) == ["github__search_repos"])
        #expect(NameSuggestions.nearest(to: "xyzzy", among: names, limit: 3).isEmpty)
    }

    @Test func splitsAtTheFirstSeparator() {
        #expect(ToolName.split("a__b__c").map { [$0.server, $0.tool] } == ["a", "b__c"])
        #expect(ToolName.split("a_b") == nil)
        #expect(ToolName.split("__b") == nil)
        #expect(ToolName.split("a__") == nil)
    }

    @Test func splitsNamesIntoWords() {
        #expect(NameSuggestions.words("get_user-profile.v2") == ["get", "user", "profile", "v2"])
        #expect(NameSuggestions.words("parseHTTPHeader") == ["parse", "http", "header"])
        #expect(NameSuggestions.words("listURLs") == ["list", "urls"])
        #expect(NameSuggestions.words("listURLsNow") == ["list", "urls", "now"])
        #expect(NameSuggestions.words("  Überblick über Größen ") == ["überblick", "über", "größen"])
        #expect(NameSuggestions.words("__--..") == [])
    }
}

/// Schemas and values that are made to take long.
@Suite struct HostileSchemas {
    /// Generous: this is about work that would take minutes.
    #if DEBUG
        private static let patience = Duration.seconds(20)
    #else
        private static let patience = Duration.seconds(2)
    #endif

    private static func check(_ value: JSONValue, _ schema: JSONValue, _ comment: Comment) -> [String] {
        let start = processorTime()
        let problems = SchemaValidator.problems(with: value, schema: schema)
        #expect(processorTime() - start < patience, comment)
        #expect(problems.allSatisfy { $0.utf8.count < 3000 }, comment)
        return problems
    }

    private static func object(_ count: Int, _ value: (Int) -> JSONValue) -> JSONValue {
        .object(JSONObject(uniqueMembers: (0..<count).map { (key: "k\($0)", value: value($0)) }))
    }

    @Test func manyChoicesForManyElements() {
        let schema: JSONValue = ["type": "object", "additionalProperties": ["items": ["enum": .array((0..<50_000).map { .string("choice \($0)") })]]]
        _ = Self.check(["a": .array(Array(repeating: .string("choice 49999"), count: 100_000))], schema, "enum")
    }

    @Test func manyPropertiesForManyMembers() {
        let schema: JSONValue = [
            "properties": Self.object(20_000) { _ in ["type": "integer"] }, "required": .array((0..<20_000).map { .string("k\($0)") }),
            "additionalProperties": false,
        ]
        #expect(Self.check(Self.object(20_000) { JSONValue($0) }, schema, "properties") == [])
        #expect(Self.check(Self.object(19_999) { JSONValue($0) }, schema, "one missing").count == 1)
    }

    @Test func alternativesWithoutEnd() {
        let failing = JSONValue.array(Array(repeating: ["required": ["a", "b"], "properties": ["a": Self.object(20) { _ in [:] }]], count: 10_000))
        _ = Self.check([:], ["anyOf": failing], "anyOf")
        _ = Self.check(["x": .array(Array(repeating: [:], count: 1000))], ["additionalProperties": ["items": ["anyOf": failing]]], "anyOf of items")
        var nested: JSONValue = ["type": "integer"]
        for _ in 0..<60 { nested = ["anyOf": [nested, nested], "oneOf": [nested, nested], "not": nested, "if": nested, "else": nested] }
        _ = Self.check("text", nested, "nested")
    }

    @Test func referencesInCircles() {
        let circle: JSONValue = [
            "$ref": "#/$defs/a", "$defs": ["a": ["allOf": [["$ref": "#/$defs/b"], ["$ref": "#/$defs/b"]]], "b": ["$ref": "#/$defs/a"]],
        ]
        _ = Self.check(["a": 1], circle, "circle")
        let wide = Self.object(50_000) { _ in ["type": "string"] }
        _ = Self.check(
            ["x": .array(Array(repeating: 1, count: 10_000))],
            ["$defs": wide, "additionalProperties": ["items": ["$ref": "#/$defs/k49999"]]], "wide definitions")
        _ = Self.check(1, ["$ref": .string("#/" + String(repeating: "a/", count: 500_000))], "long reference")
    }

    @Test func longKeysOnTheWayToManyElements() {
        let key = String(repeating: "k", count: 300_000)
        let value = JSONValue.object(JSONObject(uniqueMembers: [(key: key, value: .array(Array(repeating: 0, count: 100_000)))]))
        #expect(Self.check(value, ["additionalProperties": ["items": ["type": "integer"]]], "path") == [])
        #expect(Self.check(value, ["additionalProperties": ["items": ["type": "string"]]], "path in messages").count == 5)
    }

    @Test func longTextsAndNumbersLookedAtOften() {
        let often = JSONValue.array(Array(repeating: ["minLength": 1, "type": "string"], count: 100_000))
        _ = Self.check(["a": .string(String(repeating: "é", count: 400_000))], ["additionalProperties": ["allOf": often]], "text")
        let number = JSONValue.bigNumber(String(repeating: "9", count: 200_000))
        let numbers = JSONValue.array(Array(repeating: ["type": "integer", "minimum": 1, "enum": [number, 1, 2]], count: 100_000))
        _ = Self.check(["a": number], ["additionalProperties": ["allOf": numbers]], "number")
    }

    @Test func patternsAreNotRun() {
        let schema: JSONValue = [
            "patternProperties": ["(a+)+$": ["type": "string"]], "properties": ["a": ["type": "string", "pattern": "(a+)+$"]],
        ]
        #expect(Self.check(["a": .string(String(repeating: "a", count: 5000) + "!")], schema, "pattern") == [])
    }

    @Test func namesThatAreNothingLikeAny() {
        let names = (0..<20_000).map { "server__" + String(repeating: "x", count: 150) + "\($0)" }
        let start = processorTime()
        _ = NameSuggestions.nearest(to: String(repeating: "y", count: 200), among: names, limit: 3)
        _ = NameSuggestions.nearest(to: "a", among: [String(repeating: "b ", count: 1_000_000)], limit: 3)
        #expect(processorTime() - start < Self.patience)
    }
}
