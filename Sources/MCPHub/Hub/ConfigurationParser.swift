// From the JSON of a configuration file to `HubConfiguration`. Problems are collected with the path of the value,
// the value and what to write instead; values that may be secrets are never shown.

extension HubConfiguration {
    /// Reads the file at `path`.
    ///
    /// - Parameter environment: gives the values of `${NAME}`.
    public init(
        file path: String, environment: (String) -> String? = ProcessEnvironment.value
    ) throws(ConfigurationError) {
        let (configuration, problems) = Self.read(file: path, environment: environment)
        if !problems.isEmpty { throw ConfigurationError(problems: problems, file: path) }
        self = configuration
    }

    /// Reads the text of a configuration.
    public init(json bytes: [UInt8], environment: (String) -> String?) throws(ConfigurationError) {
        let (configuration, problems) = Self.read(json: bytes, environment: environment)
        if !problems.isEmpty { throw ConfigurationError(problems: problems, file: nil) }
        self = configuration
    }

    /// What can be understood of the file at `path`, and all that is wrong with it.
    static func read(
        file path: String, environment: (String) -> String?
    ) -> (configuration: HubConfiguration, problems: [ConfigurationProblem]) {
        let bytes: [UInt8]
        do {
            bytes = try Files.read(path, limit: 16 << 20)
        } catch {
            return (HubConfiguration(), [ConfigurationProblem("", error.description)])
        }
        var (configuration, problems) = read(json: bytes, environment: environment)
        configuration.directory = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/" : "./"
        return (configuration, problems)
    }

    private static func read(
        json bytes: [UInt8], environment: (String) -> String?
    ) -> (configuration: HubConfiguration, problems: [ConfigurationProblem]) {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            return (HubConfiguration(), [ConfigurationProblem("", "not JSON: \(error)")])
        }
        guard let root = value.objectValue else {
            return (HubConfiguration(), [ConfigurationProblem("", "must be a JSON object with a member \"mcpServers\"")])
        }
        return withoutActuallyEscaping(environment) { environment in
            var parser = ConfigurationParser(environment: environment)
            if let text = try? JSONText(validating: bytes) { parser.reportRepetitions(text) }
            let configuration = parser.parse(root)
            return (configuration, parser.problems)
        }
    }
}

/// The settings of each section. `docs/configuration.md` explains them.
enum ConfigurationKeys {
    static let root = ["mcpServers", "passEnv", "codeExecution", "exposeTools", "http"]
    static let server = [
        "command", "args", "env", "url", "headers", "timeout", "maxConcurrency", "enable", "enabled", "disabled", "required",
        "type", "transport",
    ]
    static let codeExecution = [
        "enabled", "executeTimeoutMs", "timeoutMs", "memoryLimitMB", "stepLimit", "maxToolCalls", "maxResultBytes",
        "poolSize", "maxParallel", "allowedServers", "allowedTools", "deniedTools", "readOnly", "servers",
    ]
    static let serverRules = ["allowedTools", "deniedTools", "readOnly"]
    static let http = ["token", "allowedHosts", "allowedOrigins", "maxRequestBytes", "maxConnections"]

    /// Settings that limit what is unlimited without them. A misspelt one must not go unnoticed.
    static let restrictions: Set<String> = [
        "codeExecution", "stepLimit", "maxToolCalls", "allowedServers", "allowedTools", "deniedTools", "readOnly", "servers",
        "token",
    ]
}

struct ConfigurationParser {
    let environment: (String) -> String?
    private(set) var problems: [ConfigurationProblem] = []
    private(set) var warnings: [ConfigurationProblem] = []
    /// The servers that rules can speak of: all of the file, enabled or not, the demonstration servers and the hub.
    private(set) var knownServers = DemoServers.all.map(\.name) + [ServerName.hub]
    /// What every child gets of the hub's environment.
    private var passedEnvironment: [(name: String, value: String)] = []
    /// Programs that start others, which they look for in PATH.
    private static let launchers: Set<String> = ["bunx", "docker", "npm", "npx", "pipx", "pnpm", "podman", "uv", "uvx", "yarn"]

    init(environment: @escaping (String) -> String?) { self.environment = environment }

    mutating func parse(_ root: JSONObject) -> HubConfiguration {
        var configuration = HubConfiguration()
        reportUnknownKeys(root, "", known: ConfigurationKeys.root)
        if let value = root["passEnv"] { passedEnvironment = parsePassedEnvironment(value) }
        if let servers = section(root, "mcpServers", "must be an object of servers by name") {
            for (name, value) in servers.members {
                switch parseServer(name, value) {
                case .enabled(let server): configuration.servers.append(server)
                case .disabled: configuration.disabledServers.append(name)
                case nil: break
                }
            }
            knownServers = servers.keys + DemoServers.all.map(\.name) + [ServerName.hub]
        }
        if let object = section(root, "codeExecution", "must be an object") {
            configuration.codeExecution = parseCodeExecution(object)
        }
        if let value = root["exposeTools"] { configuration.exposedTools = parseExposure(value) }
        if let object = section(root, "http", "must be an object") { configuration.http = parseHTTPSettings(object) }
        configuration.warnings = warnings
        return configuration
    }

    private mutating func section(_ root: JSONObject, _ key: String, _ message: String) -> JSONObject? {
        guard let value = root[key] else { return nil }
        guard let object = value.objectValue else {
            complain(key, value, message)
            return nil
        }
        return object
    }

    // MARK: Servers

    private enum ServerEntry {
        case enabled(HubConfiguration.Server)
        case disabled
    }

    private mutating func parseServer(_ name: String, _ value: JSONValue) -> ServerEntry? {
        let path = "mcpServers.\(name)"
        if let problem = ServerName.problem(with: name) {
            problems.append(ConfigurationProblem(path, problem.message, remedy: problem.remedy))
        }
        guard let object = value.objectValue else {
            complain(path, value, "must be an object with \"command\" or \"url\"")
            return nil
        }
        for key in ConfigurationKeys.serverRules where object[key] != nil {
            problems.append(
                ConfigurationProblem(
                    "\(path).\(key)", "is not a setting of a server", remedy: "move it to codeExecution.servers.\(name).\(key)"))
        }
        // Other programs that read the file have settings of their own.
        reportUnknownKeys(object, path, known: ConfigurationKeys.server, alsoKnown: ConfigurationKeys.serverRules)
        let isDisabled = flag(object, "disabled", path, default: false)
        let isEnabled = flag(object, "enable", path, default: flag(object, "enabled", path, default: !isDisabled))
        // A server that is switched off may be incomplete.
        guard isEnabled else { return .disabled }
        let timeout = parseTimeout(object["timeout"], path)
        let isRequired = flag(object, "required", path, default: false)
        let concurrency = integer(
            object, path, "maxConcurrency", HubConfiguration.Server.concurrencyRange, "calls at a time")
        guard let endpoint = parseEndpoint(object, path) else { return nil }
        return .enabled(
            HubConfiguration.Server(
                name: name, endpoint: endpoint, timeout: timeout, isRequired: isRequired, maximumConcurrency: concurrency))
    }

    private mutating func parseTimeout(_ value: JSONValue?, _ path: String) -> Duration {
        let fallback = Duration.seconds(60)
        guard let value else { return fallback }
        guard let seconds = value.doubleValue, seconds > 0 else {
            complain("\(path).timeout", value, "must be a number of seconds above 0, such as 30")
            return fallback
        }
        guard seconds <= 3600 else {
            complain("\(path).timeout", value, "is in seconds and at most 3600", remedy: "for milliseconds divide by 1000")
            return fallback
        }
        return .milliseconds(Int((seconds * 1000).rounded(.up)))
    }

    private mutating func parseEndpoint(_ object: JSONObject, _ path: String) -> HubConfiguration.Endpoint? {
        let transport = object["type"] ?? object["transport"]
        if let transport {
            let known = ["stdio", "http", "streamable-http", "streamableHttp", "sse"]
            if !known.contains(transport.stringValue ?? "") {
                complain("\(path).type", transport, "is not supported", remedy: "write \"stdio\" or \"http\", or leave it out")
            }
        }
        switch (object["command"], object["url"]) {
        case (let command?, nil):
            return parseProcess(object, command, path)
        case (nil, let url?):
            return parseHTTP(object, url, path)
        case (nil, nil):
            problems.append(
                ConfigurationProblem(
                    path, "has neither \"command\" nor \"url\"", remedy: "give the program to start or the address to call"))
        case (.some, .some):
            problems.append(ConfigurationProblem(path, "has both \"command\" and \"url\"", remedy: "keep one of them"))
        }
        return nil
    }

    private mutating func parseProcess(
        _ object: JSONObject, _ command: JSONValue, _ path: String
    ) -> HubConfiguration.Endpoint? {
        let program = expanded(command, "\(path).command")
        if program?.isEmpty == true {
            problems.append(ConfigurationProblem("\(path).command", "is empty", remedy: "give the program to start"))
        }
        var arguments: [String] = []
        if let value = object["args"] {
            if let array = value.arrayValue {
                arguments = array.enumerated().compactMap { expanded($0.element, "\(path).args[\($0.offset)]") }
            } else {
                problems.append(ConfigurationProblem("\(path).args", "must be an array of strings"))
            }
        }
        var environment = pairs(object["env"], "\(path).env")
        environment += passedEnvironment.filter { passed in !environment.contains { $0.name == passed.name } }
        guard let program else { return nil }
        let name = String(program.split(separator: "/").last ?? "")
        if Self.launchers.contains(name), !environment.contains(where: { $0.name == "PATH" }) {
            warn(
                "\(path).command", "\(name) looks for other programs in PATH, which is not in its environment",
                remedy: "write \"passEnv\": [\"PATH\", \"HOME\"] beside \"mcpServers\"")
        }
        return .process(command: program, arguments: arguments, environment: environment)
    }

    /// The variables of the hub's environment that all children get. What is not set there is not passed on.
    private mutating func parsePassedEnvironment(_ value: JSONValue) -> [(name: String, value: String)] {
        let names = value.arrayValue?.compactMap(\.stringValue) ?? []
        guard let array = value.arrayValue, names.count == array.count,
            !names.contains(where: { $0.isEmpty || $0.contains("=") || $0.contains("\0") })
        else {
            complain("passEnv", value, "must be an array of names of environment variables", remedy: "write [\"PATH\", \"HOME\"]")
            return []
        }
        return names.compactMap { name in environment(name).map { (name, $0) } }
    }

    private mutating func parseHTTP(
        _ object: JSONObject, _ url: JSONValue, _ path: String
    ) -> HubConfiguration.Endpoint? {
        let headers = pairs(object["headers"], "\(path).headers")
        for (name, value) in headers where !HTTPHeaders.isName(name) || !HTTPHeaders.isValue(value) {
            problems.append(
                ConfigurationProblem("\(path).headers", "\"\(name)\" is not a header, or its value has control characters"))
        }
        guard let address = expanded(url, "\(path).url") else { return nil }
        guard address.hasPrefix("http://") || address.hasPrefix("https://") else {
            problems.append(ConfigurationProblem("\(path).url", "must begin with http:// or https://"))
            return nil
        }
        return .http(url: address, headers: headers)
    }

    private mutating func pairs(_ value: JSONValue?, _ path: String) -> [(name: String, value: String)] {
        guard let value else { return [] }
        guard let object = value.objectValue else {
            problems.append(ConfigurationProblem(path, "must be an object of strings by name"))
            return []
        }
        var pairs: [(name: String, value: String)] = []
        for (name, member) in object.members {
            if name.isEmpty || name.contains("=") || name.contains("\0") {
                problems.append(ConfigurationProblem(path, "\"\(name)\" cannot be a name"))
                continue
            }
            if let text = expanded(member, "\(path).\(name)") { pairs.append((name, text)) }
        }
        return pairs
    }

    private mutating func parseExposure(_ value: JSONValue) -> ToolExposure {
        if let flag = value.boolValue { return flag ? .all : .none }
        let patterns = value.arrayValue?.compactMap(\.stringValue) ?? []
        guard let array = value.arrayValue, patterns.count == array.count, !patterns.contains("") else {
            complain(
                "exposeTools", value, "must be true, false or an array of patterns", remedy: "write [\"github\", \"*__search*\"]")
            return .none
        }
        return ToolExposure(patterns: patterns)
    }

    // MARK: HTTP

    private mutating func parseHTTPSettings(_ object: JSONObject) -> HTTPSettings {
        var settings = HTTPSettings()
        let path = "http"
        reportUnknownKeys(object, path, known: ConfigurationKeys.http)
        if let value = object["token"], let token = expanded(value, "\(path).token") {
            if let problem = HTTPSettings.problem(withToken: token) {
                problems.append(ConfigurationProblem("\(path).token", problem))
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
                problems.append(
                    ConfigurationProblem(
                        "\(path).allowedOrigins", "\"\(origin)\" is not an origin", remedy: "write one as https://example.com"))
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

    // MARK: Pieces

    mutating func integer(
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

    /// Reports settings that do not exist: as problems where ignoring them might lift a restriction, else as warnings.
    mutating func reportUnknownKeys(
        _ object: JSONObject, _ path: String, known: [String], alsoKnown: [String] = []
    ) {
        for key in object.keys where !known.contains(key) && !alsoKnown.contains(key) {
            let nearest = NameSuggestions.nearest(to: key, among: known, limit: 1).first
            let problem = ConfigurationProblem(
                path.isEmpty ? key : "\(path).\(key)", "is not a setting",
                remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "known are \(known.joined(separator: ", "))")
            let resembled = nearest.map { [$0] } ?? known
            if ConfigurationKeys.restrictions.isSuperset(of: resembled) {
                problems.append(problem)
            } else {
                warnings.append(problem)
            }
        }
    }

    /// Reports members that are given twice, of which one would count and the other not.
    mutating func reportRepetitions(_ text: JSONText) {
        var objects: [(path: String, text: JSONText)] = [("", text)]
        while let (path, text) = objects.popLast() {
            var keys: Set<String> = []
            for (key, value) in text.members {
                let member = path.isEmpty ? key : "\(path).\(key)"
                if !keys.insert(key).inserted {
                    problems.append(ConfigurationProblem(member, "is given more than once", remedy: "keep one of them"))
                } else if !path.isEmpty || ConfigurationKeys.root.contains(key) {
                    objects.append((member, value))
                }
            }
        }
    }

    mutating func warn(_ path: String, _ message: String, remedy: String?) {
        warnings.append(ConfigurationProblem(path, message, remedy: remedy))
    }

    /// An array of strings.
    mutating func texts(_ object: JSONObject, _ path: String, _ key: String, of what: String) -> [String]? {
        guard let value = object[key] else { return nil }
        guard let elements = value.arrayValue else {
            complain("\(path).\(key)", value, "must be an array of \(what)")
            return nil
        }
        return elements.enumerated().compactMap { index, element in
            if let text = element.stringValue { return text }
            complain("\(path).\(key)[\(index)]", element, "must be a string, since the list is one of \(what)")
            return nil
        }
    }

    mutating func names(_ object: JSONObject, _ path: String, _ key: String, of what: String) -> Set<String>? {
        texts(object, path, key, of: what).map { Set($0) }
    }

    mutating func flag(_ object: JSONObject, _ key: String, _ path: String, default fallback: Bool) -> Bool {
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
            let kind = value.typeName == "null" ? "null" : "an \(value.typeName)"
            problems.append(ConfigurationProblem(path, "must be a string, not \(kind)"))
            return nil
        }
        if text.contains("\0") {
            problems.append(ConfigurationProblem(path, "must not contain a NUL character"))
            return nil
        }
        switch VariableExpansion.expand(text, environment) {
        case .success(let result): return result
        case .failure(let error):
            problems.append(ConfigurationProblem(path, error.message, remedy: error.remedy))
            return nil
        }
    }

    mutating func complain(_ path: String, _ value: JSONValue, _ message: String, remedy: String? = nil) {
        problems.append(ConfigurationProblem(path, value: value, message, remedy: remedy))
    }
}

/// The rule for names of servers.
enum ServerName {
    /// The server whose tools are the hub's own.
    static let hub = "hub"
    /// What stands before the names of published scripts, as if they were tools of a server.
    static let script = "script"
    /// What separates server and tool.
    static let separator = "__"

    /// Why a server cannot have this name, `nil` if it can.
    static func problem(with name: String) -> (message: String, remedy: String)? {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
        if name.isEmpty || name.utf8.count > 64 { return ("a server name has 1 to 64 characters", "rename it") }
        if !allowed { return ("a server name consists of letters, digits, \"_\", \"-\" and \".\"", "rename it") }
        if name.contains(separator) || name.hasSuffix("_") {
            return (
                "a server name must not contain \"__\" or end in \"_\", since \"__\" ends it in tool names", "rename it"
            )
        }
        if name == hub { return ("the name \"hub\" belongs to the built-in tools", "rename it") }
        if name == script { return ("the name \"script\" belongs to stored scripts", "rename it") }
        return nil
    }
}
