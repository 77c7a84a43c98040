// From the JSON of a configuration file to `HubConfiguration`. Problems are collected with the path of the value,
// the value and what to write instead; values that may be secrets are never shown.

extension HubConfiguration {
    /// Reads the file at `path`.
    ///
    /// - Parameter environment: gives the values of `${NAME}`.
    public init(
        file path: String, environment: (String) -> String? = ProcessEnvironment.value
    ) throws(ConfigurationError) {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, limit: 16 << 20)
        } catch {
            throw ConfigurationError(problems: [error.description])
        }
        do {
            try self.init(json: bytes, environment: environment)
        } catch {
            throw ConfigurationError(problems: error.problems.map { "\(path): \($0)" })
        }
        directory = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/" : "./"
    }

    /// Reads the text of a configuration.
    public init(json bytes: [UInt8], environment: (String) -> String?) throws(ConfigurationError) {
        self.init()
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw ConfigurationError(problems: ["not JSON: \(error)"])
        }
        guard let root = value.objectValue else {
            throw ConfigurationError(problems: ["must be a JSON object with a member \"mcpServers\""])
        }
        var parser = ConfigurationParser()
        withoutActuallyEscaping(environment) { environment in
            parser.environment = environment
            self = parser.parse(root)
            parser.environment = { _ in nil }
        }
        if !parser.problems.isEmpty { throw ConfigurationError(problems: parser.problems) }
    }
}

private struct ConfigurationParser {
    var environment: (String) -> String? = { _ in nil }
    var problems: [String] = []
    private var warnings: [String] = []

    private static let rootKeys = ["mcpServers", "codeExecution", "http"]
    private static let serverKeys = [
        "command", "args", "env", "url", "headers", "timeout", "enable", "required", "type", "transport", "disabled",
    ]
    private static let codeExecutionKeys = [
        "enabled", "executeTimeoutMs", "timeoutMs", "memoryLimitMB", "stepLimit", "maxToolCalls", "maxResultBytes",
        "poolSize", "maxParallel", "allowedServers",
    ]

    private static let httpKeys = ["token", "allowedHosts", "allowedOrigins", "maxRequestBytes", "maxConnections"]

    mutating func parse(_ root: JSONObject) -> HubConfiguration {
        var configuration = HubConfiguration()
        for key in root.keys where !Self.rootKeys.contains(key) {
            warnings.append("\"\(key)\" is not a setting\(suggestion(for: key, among: Self.rootKeys))")
        }
        if let servers = root["mcpServers"] {
            if let object = servers.objectValue {
                configuration.servers = object.members.compactMap { parseServer($0.key, $0.value) }
            } else {
                complain("mcpServers", servers, "must be an object of servers by name")
            }
        }
        if let section = root["codeExecution"] {
            if let object = section.objectValue {
                configuration.codeExecution = parseCodeExecution(object)
            } else {
                complain("codeExecution", section, "must be an object")
            }
        }
        if let section = root["http"] {
            if let object = section.objectValue {
                configuration.http = parseHTTPSettings(object)
            } else {
                complain("http", section, "must be an object")
            }
        }
        configuration.warnings = warnings
        return configuration
    }

    // MARK: Servers

    private mutating func parseServer(_ name: String, _ value: JSONValue) -> HubConfiguration.Server? {
        let path = "mcpServers.\(name)"
        if let problem = ServerName.problem(with: name) { problems.append("\(path): \(problem)") }
        guard let object = value.objectValue else {
            complain(path, value, "must be an object with \"command\" or \"url\"")
            return nil
        }
        for key in object.keys where !Self.serverKeys.contains(key) {
            warnings.append("\(path).\(key) is not a setting\(suggestion(for: key, among: Self.serverKeys))")
        }
        let isEnabled = flag(object, "enable", path, default: flag(object, "disabled", path, default: false) == false)
        // A server that is switched off may be incomplete.
        guard isEnabled else { return nil }
        let timeout = parseTimeout(object["timeout"], path)
        let isRequired = flag(object, "required", path, default: false)
        guard let endpoint = parseEndpoint(object, path) else { return nil }
        return HubConfiguration.Server(name: name, endpoint: endpoint, timeout: timeout, isRequired: isRequired)
    }

    private mutating func parseTimeout(_ value: JSONValue?, _ path: String) -> Duration {
        let fallback = Duration.seconds(60)
        guard let value else { return fallback }
        guard let seconds = value.doubleValue, seconds > 0 else {
            complain("\(path).timeout", value, "must be a number of seconds above 0, such as 30")
            return fallback
        }
        guard seconds <= 3600 else {
            complain("\(path).timeout", value, "is in seconds and at most 3600; for milliseconds divide by 1000")
            return fallback
        }
        return .milliseconds(Int((seconds * 1000).rounded(.up)))
    }

    private mutating func parseEndpoint(_ object: JSONObject, _ path: String) -> HubConfiguration.Endpoint? {
        let transport = object["type"] ?? object["transport"]
        if let transport {
            let known = ["stdio", "http", "streamable-http", "streamableHttp"]
            if !known.contains(transport.stringValue ?? "") {
                complain("\(path).type", transport, "is not supported; write \"stdio\" or \"http\", or leave it out")
            }
        }
        switch (object["command"], object["url"]) {
        case (let command?, nil):
            return parseProcess(object, command, path)
        case (nil, let url?):
            return parseHTTP(object, url, path)
        case (nil, nil):
            problems.append("\(path): has neither \"command\" nor \"url\"; give the program to start or the address to call")
        case (.some, .some):
            problems.append("\(path): has both \"command\" and \"url\"; keep one of them")
        }
        return nil
    }

    private mutating func parseProcess(
        _ object: JSONObject, _ command: JSONValue, _ path: String
    ) -> HubConfiguration.Endpoint? {
        let program = expanded(command, "\(path).command")
        if program?.isEmpty == true { problems.append("\(path).command: is empty; give the program to start") }
        var arguments: [String] = []
        if let value = object["args"] {
            if let array = value.arrayValue {
                arguments = array.enumerated().compactMap { expanded($0.element, "\(path).args[\($0.offset)]") }
            } else {
                complain("\(path).args", value, "must be an array of strings")
            }
        }
        let environment = pairs(object["env"], "\(path).env")
        guard let program else { return nil }
        return .process(command: program, arguments: arguments, environment: environment)
    }

    private mutating func parseHTTP(
        _ object: JSONObject, _ url: JSONValue, _ path: String
    ) -> HubConfiguration.Endpoint? {
        let headers = pairs(object["headers"], "\(path).headers")
        for (name, value) in headers where !HTTPHeaders.isName(name) || !HTTPHeaders.isValue(value) {
            problems.append("\(path).headers: \"\(name)\" is not a header, or its value has control characters")
        }
        guard let address = expanded(url, "\(path).url") else { return nil }
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
            problems.append("\(path).url: must begin with http:// or https://")
            return nil
        }
        return .http(url: address, headers: headers)
    }

    private mutating func pairs(_ value: JSONValue?, _ path: String) -> [(name: String, value: String)] {
        guard let value else { return [] }
        guard let object = value.objectValue else {
            problems.append("\(path): must be an object of strings by name")
            return []
        }
        var pairs: [(name: String, value: String)] = []
        for (name, member) in object.members {
            if name.isEmpty || name.contains("=") || name.contains("\0") {
                problems.append("\(path): \"\(name)\" cannot be a name")
                continue
            }
            if let text = expanded(member, "\(path).\(name)") { pairs.append((name, text)) }
        }
        return pairs
    }

    // MARK: Code execution

    private mutating func parseCodeExecution(_ object: JSONObject) -> CodeExecutionSettings {
        var settings = CodeExecutionSettings()
        let path = "codeExecution"
        refuseUnknownKeys(object, path, known: Self.codeExecutionKeys)
        settings.isEnabled = flag(object, "enabled", path, default: false)
        if let value = integer(object, path, "executeTimeoutMs", 1...600_000, "milliseconds") {
            settings.executeTimeout = .milliseconds(value)
        }
        if let value = integer(object, path, "timeoutMs", 1...600_000, "milliseconds") {
            settings.codeExecutionTimeout = .milliseconds(value)
        }
        if let value = integer(object, path, "memoryLimitMB", 1...4096, "megabytes") { settings.memoryBytes = value << 20 }
        if let value = integer(object, path, "stepLimit", 1...Int.max, "steps") { settings.steps = UInt64(value) }
        if let value = integer(object, path, "maxToolCalls", 0...1_000_000, "calls, 0 for any number") {
            settings.maximumToolCalls = value == 0 ? nil : value
        }
        if let value = integer(object, path, "maxResultBytes", 1...(1 << 30), "bytes") { settings.maximumResultBytes = value }
        if let value = integer(object, path, "poolSize", CodeExecutionSettings.poolRange, "scripts at a time") {
            settings.poolSize = value
        }
        if let value = integer(object, path, "maxParallel", CodeExecutionSettings.parallelRange, "calls at a time") {
            settings.maximumParallel = value
        }
        settings.allowedServers = names(object, path, "allowedServers", of: "server names")
        return settings
    }

    // MARK: HTTP

    private mutating func parseHTTPSettings(_ object: JSONObject) -> HTTPSettings {
        var settings = HTTPSettings()
        let path = "http"
        refuseUnknownKeys(object, path, known: Self.httpKeys)
        if let value = object["token"], let token = expanded(value, "\(path).token") {
            if let problem = HTTPSettings.problem(withToken: token) {
                problems.append("\(path).token: \(problem)")
            } else {
                settings.token = token
            }
        }
        if let hosts = names(object, path, "allowedHosts", of: "host names") {
            settings.allowedHosts = Set(hosts.map { $0.lowercased() })
        }
        if let origins = names(object, path, "allowedOrigins", of: "origins such as https://example.com") {
            settings.allowedOrigins = Set(origins.map { $0.lowercased() })
            for origin in origins where !origin.contains("://") || origin.hasSuffix("/") {
                problems.append("\(path).allowedOrigins: \"\(origin)\" is not an origin; write one as https://example.com")
            }
        }
        if let value = integer(object, path, "maxRequestBytes", HTTPSettings.requestRange, "bytes") {
            settings.maximumRequestBytes = value
        }
        if let value = integer(object, path, "maxConnections", HTTPSettings.connectionRange, "connections at a time") {
            settings.maximumConnections = value
        }
        return settings
    }

    private mutating func integer(
        _ object: JSONObject, _ path: String, _ key: String, _ range: ClosedRange<Int>, _ unit: String
    ) -> Int? {
        guard let value = object[key] else { return nil }
        guard let number = value.integerValue, range.contains(number) else {
            let upper = range.upperBound == Int.max ? "" : " to \(range.upperBound)"
            complain("\(path).\(key)", value, "must be a whole number from \(range.lowerBound)\(upper) (\(unit))")
            return nil
        }
        return number
    }

    // MARK: Pieces

    private mutating func refuseUnknownKeys(_ object: JSONObject, _ path: String, known: [String]) {
        for key in object.keys where !known.contains(key) {
            problems.append(
                "\(path).\(key): is not a setting\(suggestion(for: key, among: known)); "
                    + "known are \(known.joined(separator: ", "))")
        }
    }

    private mutating func names(_ object: JSONObject, _ path: String, _ key: String, of what: String) -> Set<String>? {
        guard let value = object[key] else { return nil }
        let names = value.arrayValue?.compactMap(\.stringValue)
        guard let names, names.count == value.arrayValue?.count else {
            complain("\(path).\(key)", value, "must be an array of \(what)")
            return nil
        }
        return Set(names)
    }

    private mutating func flag(_ object: JSONObject, _ key: String, _ path: String, default fallback: Bool) -> Bool {
        guard let value = object[key] else { return fallback }
        guard let flag = value.boolValue else {
            complain("\(path).\(key)", value, "must be true or false")
            return fallback
        }
        return flag
    }

    /// A string with its variables replaced. What the string says is not shown in problems: it may be a secret.
    private mutating func expanded(_ value: JSONValue, _ path: String) -> String? {
        let text: String
        switch value {
        case .string(let string): text = string
        case .integer, .number, .bool: text = value.text
        default:
            problems.append("\(path): must be a string, not \(value.typeName == "null" ? "null" : "an \(value.typeName)")")
            return nil
        }
        if text.contains("\0") {
            problems.append("\(path): must not contain a NUL character")
            return nil
        }
        switch VariableExpansion.expand(text, environment) {
        case .success(let result): return result
        case .failure(let error):
            problems.append("\(path): \(error.description)")
            return nil
        }
    }

    private mutating func complain(_ path: String, _ value: JSONValue, _ remedy: String) {
        var shown = value.text
        if shown.utf8.count > 60 { shown = String(shown.prefix(57)) + "..." }
        problems.append("\(path): \(shown) \(remedy)")
    }

    private func suggestion(for key: String, among known: [String]) -> String {
        NameSuggestions.nearest(to: key, among: known, limit: 1).first.map { "; did you mean \"\($0)\"?" } ?? ""
    }
}

/// The rule for names of servers.
enum ServerName {
    /// The server whose tools are the hub's own.
    static let hub = "hub"
    /// What separates server and tool.
    static let separator = "__"

    /// Why a server cannot have this name, `nil` if it can.
    static func problem(with name: String) -> String? {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        if name.isEmpty || name.utf8.count > 64 { return "a server name has 1 to 64 characters" }
        if !allowed { return "a server name consists of letters, digits, \"_\", \"-\" and \".\"; rename it" }
        if name.contains(separator) || name.hasSuffix("_") {
            return "a server name must not contain \"__\" or end in \"_\", since \"__\" ends it in tool names; rename it"
        }
        if name == hub { return "the name \"hub\" belongs to the built-in tools; rename it" }
        return nil
    }
}
