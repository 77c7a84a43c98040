// What the documentation shows is what happens: its examples run here as they are printed.

import Testing

@testable import MCPHub

@Suite struct Documentation {
    private let scripts = ScriptRunner()

    private static func text(_ path: String) throws -> String {
        let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
        return String(decoding: try Files.read(root + "/docs/" + path), as: UTF8.self)
    }

    /// The fenced blocks of a page: language and content.
    private static func blocks(_ page: String) -> [(language: String, content: String)] {
        page.matches(of: /```(js|ts|json)\n([^`]*(?:`[^`]+)*?)\n```/).map { (String($0.1), String($0.2)) }
    }

    @Test func examplesOfTheScriptingGuideRun() throws {
        let blocks = Self.blocks(try Self.text("scripting.md"))
        #expect(blocks.count { $0.language == "js" } >= 10)
        for (index, block) in blocks.enumerated() where block.language != "json" {
            // The fence names the language.
            let outcome = scripts.run("```\(block.language)\n\(block.content)\n```")
            if let refused = block.content.firstMatch(of: /^\/\/ refused: (\w+)/) {
                #expect(outcome.failure?.type.rawValue == String(refused.1), "\(block.content)")
            } else if index + 1 < blocks.count, blocks[index + 1].language == "json" {
                let expected = try JSONValue(parsing: Array(blocks[index + 1].content.utf8))
                #expect(outcome.summary == expected.text, "\(block.content)")
            } else {
                #expect(!outcome.isFailure, "\(block.content): \(outcome.summary)")
            }
        }
    }

    @Test func theExampleAggregatesFourTools() throws {
        let outcome = scripts.run(try Self.text("examples/aggregate.js"), format: .codeExecution)
        #expect(
            outcome.summary == """
                {"org":"modelcontextprotocol","stars":70480,"openIssues":3,"people":[\
                {"name":"ada","email":"ada@example.org","spent":135.75,\
                "issues":["modelcontextprotocol/servers#1","modelcontextprotocol/swift-sdk#4"]},\
                {"name":"grace","email":"grace@example.org","spent":80,"issues":["modelcontextprotocol/python-sdk#3"]}]}
                """)
        #expect(Set(outcome.toolCalls.map(\.tool)) == ["list_repos", "list_issues", "query", "file_exists"])
        #expect(outcome.toolCalls.allSatisfy { $0.errorCode == nil })
        #expect(outcome.logLines == [#"info: repositories {"org":"modelcontextprotocol","count":3}"#])
    }
}
