// A configuration as `jsexec config check` shows it: what is wrong, and what holds in the end. Values that may be secret,
// such as arguments, environment variables, headers and addresses, are left out.

extension HubConfiguration {
    /// What the file at `path` comes to, `{ok, problems, warnings, servers, codeExecution}`, and whether it can be used.
    ///
    /// - Parameter path: `nil` for what holds without a file.
    public static func report(
        file path: String?, environment: (String) -> String? = ProcessEnvironment.value
    ) -> (report: JSONText, isUsable: Bool) {
        let (configuration, problems) = path.map { read(file: $0, environment: environment) } ?? (HubConfiguration(), [])
        let servers = configuration.servers.map(\.report) + configuration.disabledServers.map { name in
            ["name": .string(name), "enabled": false]
        }
        let warnings = configuration.warnings + configuration.servers.compactMap(\.problemWithProgram)
        let report: JSONObject = [
            "ok": .bool(problems.isEmpty), "problems": .array(problems.map(\.json)),
            "warnings": .array(warnings.map(\.json)), "servers": .array(servers),
            "codeExecution": configuration.codeExecution.report,
            "exposeTools": .array(configuration.exposedTools.patterns.map { .string($0.text) }),
        ]
        return (JSONText(.object(report)), problems.isEmpty)
    }
}

extension HubConfiguration.Server {
    /// What is wrong with the program of the server as the system is now.
    fileprivate var problemWithProgram: ConfigurationProblem? {
        guard case .process(let command, let arguments, let environment) = endpoint else { return nil }
        let program = ChildProcessTransport.Command(command: command, arguments: arguments, environment: environment)
        if let path = program.location, Files.isExecutable(path) { return nil }
        return ConfigurationProblem(
            "mcpServers.\(name).command", "there is no such program", remedy: "install it, or give its full path")
    }

    fileprivate var report: JSONValue {
        var object: JSONObject = ["name": .string(name), "enabled": true]
        func names(_ pairs: [(name: String, value: String)]) -> JSONValue { .array(pairs.map { .string($0.name) }) }
        switch endpoint {
        case .process(_, _, let environment):
            object["transport"] = "stdio"
            object["env"] = names(environment)
        case .http(_, let headers):
            object["transport"] = "http"
            object["headers"] = names(headers)
        }
        object["required"] = .bool(isRequired)
        object["timeout"] = .number(Double(timeout.milliseconds) / 1000)
        object["maxConcurrency"] = maximumConcurrency.map { JSONValue($0) } ?? .null
        return .object(object)
    }
}

extension CodeExecutionSettings {
    /// The settings in effect, under the names that they have in the file; `null` where there is no limit.
    fileprivate var report: JSONValue {
        func texts(_ patterns: [NamePattern]) -> JSONValue { .array(patterns.map { .string($0.text) }) }
        var rules: JSONObject = [:]
        for (name, server) in servers.sorted(by: { $0.key < $1.key }) {
            rules[name] = [
                "allowedTools": server.allowedTools.map(texts) ?? .null, "deniedTools": texts(server.deniedTools),
                "readOnly": .bool(server.isReadOnly ?? isReadOnly),
            ]
        }
        return [
            "enabled": .bool(isEnabled), "executeTimeoutMs": JSONValue(executeTimeout.milliseconds),
            "timeoutMs": JSONValue(codeExecutionTimeout.milliseconds), "memoryLimitMB": JSONValue(memoryBytes >> 20),
            "stepLimit": steps.map { JSONValue(Int(clamping: $0)) } ?? .null,
            "maxToolCalls": maximumToolCalls.map { JSONValue($0) } ?? .null,
            "maxResultBytes": JSONValue(maximumResultBytes), "poolSize": JSONValue(poolSize),
            "maxParallel": JSONValue(maximumParallel),
            "allowedServers": allowedServers.map { .array($0.sorted().map { .string($0) }) } ?? .null,
            "allowedTools": allowedTools.map(texts) ?? .null, "deniedTools": texts(deniedTools),
            "readOnly": .bool(isReadOnly), "servers": .object(rules),
        ]
    }
}
