// The demonstration servers: small fixed data on which every example of the authoring guide runs.

/// All demonstration servers.
enum DemoServers {
    static let all: [DemoServer] = [
        DemoFilesystem.server, DemoGitHub.server, DemoDatabase.server, general,
        statistics("server1", count: 128, uptime: 86_400), statistics("server2", count: 64, uptime: 43_200),
    ]

    static let statisticsSchema: JSONValue = [
        "type": "object", "properties": ["count": ["type": "integer"]], "required": ["count"],
    ]

    private static func statistics(_ name: String, count: Int, uptime: Int) -> DemoServer {
        DemoServer(
            name: name,
            tools: [
                DemoTool("get_stats", "Statistics of \(name)", output: statisticsSchema) { _ in
                    .value(["server": .string(name), "count": JSONValue(count), "uptimeSeconds": JSONValue(uptime)])
                }
            ])
    }

    private static let items: [JSONValue] = [
        ["id": 1, "name": "alpha", "category": "active", "active": true, "value": 0.75],
        ["id": 2, "name": "beta", "category": "archived", "active": false, "value": 0.5],
        ["id": 3, "name": "gamma", "category": "active", "active": true, "value": 0.25],
        ["id": 4, "name": "delta", "category": "active", "active": true, "value": 1],
        ["id": 5, "name": "epsilon", "category": "active", "active": false, "value": 0.125],
    ]

    private static let itemSchema: JSONValue = [
        "type": "object",
        "properties": [
            "id": ["type": "integer"], "name": ["type": "string"], "category": ["type": "string"],
            "active": ["type": "boolean"], "value": ["type": "number"],
        ],
    ]

    private static let general = DemoServer(
        name: "server",
        tools: [
            DemoTool(
                "tool", "A general example: the items as a list when `param` is given, else with their number",
                ["param": ["type": "string", "description": "Any text"]],
                output: [:]
            ) { arguments in
                if arguments["param"] != nil { return .value(.array(items)) }
                return .value(["data": .array(items), "count": JSONValue(items.count)])
            },
            DemoTool(
                "get_data", "A record with values of different types",
                output: ["type": "object"]
            ) { _ in
                .value([
                    "title": "Example record", "tags": ["demo", "fixed"], "size": 3, "ratio": 0.5, "ready": true,
                    "parent": nil,
                ])
            },
            DemoTool(
                "fetch", "The items, optionally of one category",
                ["category": ["type": "string", "description": "Such as active or archived"]],
                output: ["type": "array", "items": itemSchema]
            ) { arguments in
                guard let category = arguments["category"] else { return .value(.array(items)) }
                return .value(.array(items.filter { $0["category"] == category }))
            },
        ])
}

/// A filesystem with a few text files.
enum DemoFilesystem {
    private static let files: [(path: String, text: String)] = [
        ("/tmp/config.json", #"{"name":"demo","debug":false,"retries":3}"#),
        ("/tmp/data.json", #"{"items":[{"id":1,"price":9.5},{"id":2,"price":20}],"currency":"EUR"}"#),
        ("/tmp/data.txt", "alpha 1\nbeta 2\ngamma 3\n"),
        ("/tmp/file1.txt", "The first file.\n"),
        ("/tmp/file2.txt", "The second file is a little longer.\n"),
        ("/tmp/file3.txt", "The third file.\nIt has two lines.\n"),
        ("/tmp/user-filetxt", "The file with the sanitised name.\n"),
        ("/var/log/app.log", "INFO started\nWARN slow query 1200 ms\nERROR connection reset\nINFO stopped\n"),
        ("/var/log/error.log", "ERROR connection reset\n"),
        ("/var/log/messages", "kernel: ready\n"),
        ("/var/log/system.log", "INFO boot\nINFO network up\n"),
    ]

    private static let path: JSONObject = ["path": ["type": "string", "description": "An absolute path"]]

    private static func normalized(_ arguments: JSONValue) -> String {
        var path = arguments["path"]?.stringValue ?? ""
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// The names directly in a directory, sorted; `nil` if there is no such directory.
    private static func names(in directory: String) -> [String]? {
        let prefix = directory == "/" ? "/" : directory + "/"
        var names: [String] = []
        for file in files where file.path.hasPrefix(prefix) {
            let name = String(file.path.dropFirst(prefix.count).prefix { $0 != "/" })
            if !names.contains(name) { names.append(name) }
        }
        return names.isEmpty ? nil : names.sorted()
    }

    private static func missing(_ path: String) -> DemoTool.Answer {
        .failure("ENOENT: no such file or directory: \(path)")
    }

    static let server = DemoServer(
        name: "filesystem",
        tools: [
            DemoTool(
                "list_directory", "The names in a directory", path, required: ["path"],
                output: ["type": "array", "items": ["type": "string"]]
            ) { arguments in
                guard let names = names(in: normalized(arguments)) else { return missing(normalized(arguments)) }
                return .value(.array(names.map { .string($0) }))
            },
            DemoTool(
                "read_file", "The text of a file", path, required: ["path"], output: ["type": "string"]
            ) { arguments in
                let path = normalized(arguments)
                if let file = files.first(where: { $0.path == path }) { return .value(.string(file.text)) }
                return names(in: path) == nil ? missing(path) : .failure("EISDIR: is a directory: \(path)")
            },
            DemoTool(
                "file_exists", "Whether there is a file or directory", path, required: ["path"],
                output: ["type": "boolean"]
            ) { arguments in
                let path = normalized(arguments)
                return .value(.bool(files.contains { $0.path == path } || names(in: path) != nil))
            },
            DemoTool(
                "get_file_info", "Size and time of a file", path, required: ["path"],
                output: [
                    "type": "object",
                    "properties": [
                        "path": ["type": "string"], "size": ["type": "integer"], "modified": ["type": "string"],
                    ],
                ]
            ) { arguments in
                let path = normalized(arguments)
                guard let index = files.firstIndex(where: { $0.path == path }) else { return missing(path) }
                return .value([
                    "path": .string(path), "size": JSONValue(files[index].text.utf8.count),
                    "modified": .string(timestamp(seconds: 1_767_225_600 + 3600 * index, milliseconds: 0)),
                ])
            },
            DemoTool("get_stats", "Statistics of the filesystem", output: DemoServers.statisticsSchema) { _ in
                .value([
                    "count": JSONValue(files.count),
                    "bytes": JSONValue(files.reduce(0) { $0 + $1.text.utf8.count }),
                ])
            },
        ])
}

/// A code forge with a few repositories and issues.
enum DemoGitHub {
    private static func repository(
        _ owner: String, _ name: String, stars: Int, _ language: String, _ description: String
    ) -> JSONValue {
        [
            "name": .string(name), "full_name": .string("\(owner)/\(name)"), "owner": .string(owner),
            "stars": JSONValue(stars), "language": .string(language), "description": .string(description),
            "url": .string("https://github.example/\(owner)/\(name)"),
        ]
    }

    private static let repositories: [JSONValue] = [
        repository("modelcontextprotocol", "servers", stars: 52_000, "TypeScript", "Reference MCP servers"),
        repository("modelcontextprotocol", "python-sdk", stars: 17_500, "Python", "The Python SDK for MCP"),
        repository("modelcontextprotocol", "swift-sdk", stars: 980, "Swift", "The Swift SDK for MCP"),
        repository("modelcontextprotocol", "sandbox", stars: 7, "Shell", "Experiments"),
        repository("example", "mcp-weather", stars: 41, "Go", "An MCP server for weather"),
        repository("example", "notes", stars: 3, "Rust", "A small note keeper"),
    ]

    private static let issues: [JSONValue] = [
        ["number": 1, "repo": "modelcontextprotocol/servers", "title": "Crash on empty input", "state": "open", "author": "ada"],
        ["number": 2, "repo": "modelcontextprotocol/servers", "title": "Add examples", "state": "closed", "author": "linus"],
        ["number": 3, "repo": "modelcontextprotocol/python-sdk", "title": "Timeout is ignored", "state": "open", "author": "grace"],
        ["number": 4, "repo": "modelcontextprotocol/swift-sdk", "title": "Build on Linux", "state": "open", "author": "ada"],
        ["number": 5, "repo": "example/mcp-weather", "title": "Wrong unit for wind", "state": "open", "author": "grace"],
    ]

    private static let repositorySchema: JSONValue = [
        "type": "object",
        "properties": [
            "name": ["type": "string"], "full_name": ["type": "string"], "owner": ["type": "string"],
            "stars": ["type": "integer"], "language": ["type": "string"], "description": ["type": "string"],
            "url": ["type": "string"],
        ],
    ]

    private static func limited(_ values: [JSONValue], _ arguments: JSONValue) -> DemoTool.Answer {
        .value(.array(Array(values.prefix(max(0, arguments["limit"]?.integerValue ?? 30)))))
    }

    private static let limit: JSONValue = [
        "type": "integer", "minimum": 1, "maximum": 100, "description": "Most results to return",
    ]

    static let server = DemoServer(
        name: "github",
        tools: [
            DemoTool(
                "search_repos", "Search repositories by words in name and description",
                ["query": ["type": "string", "description": "Words to look for"], "limit": limit],
                required: ["query"], output: ["type": "array", "items": repositorySchema]
            ) { arguments in
                let words = NameSuggestions.words(arguments["query"]?.stringValue ?? "")
                let found = repositories.filter { repository in
                    let text = NameSuggestions.words(
                        (repository["full_name"]?.stringValue ?? "") + " " + (repository["description"]?.stringValue ?? ""))
                    return words.allSatisfy(text.contains)
                }
                return limited(found, arguments)
            },
            DemoTool(
                "list_repos", "The repositories of an organisation",
                ["org": ["type": "string", "description": "Name of the organisation"], "limit": limit],
                required: ["org"], output: ["type": "array", "items": repositorySchema]
            ) { arguments in
                let found = repositories.filter { $0["owner"] == arguments["org"] }
                return found.isEmpty ? .failure("Not Found: no organisation of that name") : limited(found, arguments)
            },
            DemoTool(
                "get_repo", "One repository",
                ["owner": ["type": "string"], "repo": ["type": "string", "description": "Name of the repository"]],
                required: ["owner", "repo"], output: repositorySchema
            ) { arguments in
                let found = repositories.first { $0["owner"] == arguments["owner"] && $0["name"] == arguments["repo"] }
                return found.map { .value($0) } ?? .failure("Not Found: no such repository")
            },
            DemoTool(
                "list_issues", "The issues of a repository",
                [
                    "repo": ["type": "string", "description": "owner/name"],
                    "state": ["type": "string", "enum": ["open", "closed", "all"], "default": "open"],
                ],
                required: ["repo"], output: ["type": "array", "items": ["type": "object"]]
            ) { arguments in
                let state = arguments["state"] ?? "open"
                return .value(
                    .array(issues.filter { $0["repo"] == arguments["repo"] && (state == "all" || $0["state"] == state) }))
            },
            DemoTool("get_stats", "Statistics of the forge", output: DemoServers.statisticsSchema) { _ in
                .value(["count": JSONValue(repositories.count), "issues": JSONValue(issues.count)])
            },
        ])
}

/// A database with two tables.
enum DemoDatabase {
    private static let tables: [(name: String, rows: [JSONValue])] = [
        (
            "orders",
            [
                ["id": 1, "user": "ada", "total": 120.5, "day": "2026-01-05"],
                ["id": 2, "user": "grace", "total": 80, "day": "2026-01-06"],
                ["id": 3, "user": "ada", "total": 15.25, "day": "2026-01-09"],
                ["id": 4, "user": "linus", "total": 310, "day": "2026-01-09"],
            ]
        ),
        (
            "users",
            [
                ["id": 1, "name": "ada", "email": "ada@example.org", "active": true],
                ["id": 2, "name": "grace", "email": "grace@example.org", "active": true],
                ["id": 3, "name": "linus", "email": "linus@example.org", "active": false],
            ]
        ),
    ]

    static let server = DemoServer(
        name: "database",
        tools: [
            DemoTool(
                "list_tables", "The names of the tables", output: ["type": "array", "items": ["type": "string"]]
            ) { _ in
                .value(.array(tables.map { .string($0.name) }))
            },
            DemoTool(
                "query", "The rows of a table, optionally only those that have certain values",
                [
                    "table": ["type": "string", "enum": .array(tables.map { .string($0.name) })],
                    "where": ["type": "object", "description": "Values by column"],
                    "limit": ["type": "integer", "minimum": 1],
                ],
                required: ["table"], output: ["type": "array", "items": ["type": "object"]]
            ) { arguments in
                let rows = tables.first { .string($0.name) == arguments["table"] }?.rows ?? []
                let wanted = arguments["where"]?.objectValue?.members ?? []
                let found = rows.filter { row in wanted.allSatisfy { row[$0.key] == $0.value } }
                return .value(.array(Array(found.prefix(arguments["limit"]?.integerValue ?? found.count))))
            },
            DemoTool("get_stats", "Statistics of the database", output: DemoServers.statisticsSchema) { _ in
                .value(["count": JSONValue(tables.reduce(0) { $0 + $1.rows.count }), "tables": JSONValue(tables.count)])
            },
        ])
}
