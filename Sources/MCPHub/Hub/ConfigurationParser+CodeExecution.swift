// The section `codeExecution`: limits of scripts, and what they may call.

extension ConfigurationParser {
    mutating func parseCodeExecution(_ object: JSONObject) -> CodeExecutionSettings {
        var settings = CodeExecutionSettings()
        let path = "codeExecution"
        reportUnknownKeys(object, path, known: ConfigurationKeys.codeExecution)
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
        if let servers = texts(object, path, "allowedServers", of: "server names") {
            for (index, name) in servers.enumerated() { checkServer(name, "\(path).allowedServers[\(index)]") }
            settings.allowedServers = Set(servers)
        }
        settings.allowedTools = patterns(object, path, "allowedTools")
        settings.deniedTools = patterns(object, path, "deniedTools") ?? []
        settings.isReadOnly = flag(object, "readOnly", path, default: false)
        settings.servers = parseServerRules(object["servers"], "\(path).servers")
        return settings
    }

    /// Patterns for full names.
    private mutating func patterns(_ object: JSONObject, _ path: String, _ key: String) -> [NamePattern]? {
        guard let texts = texts(object, path, key, of: "tool names such as github__get_repo or github__*") else { return nil }
        for (index, text) in texts.enumerated() {
            let path = "\(path).\(key)[\(index)]"
            if let separator = text.range(of: ServerName.separator) {
                let server = String(text[..<separator.lowerBound])
                if !server.contains("*") { checkServer(server, path) }
            } else if !text.contains("*") {
                complain(
                    path, .string(text), "fits no tool, since tools are called server__tool",
                    remedy: "write \"*__\(text)\" for the tools of this name of all servers, \"\(text)__*\" for all tools of a server")
            }
        }
        return texts.map(NamePattern.init)
    }

    private mutating func parseServerRules(
        _ value: JSONValue?, _ path: String
    ) -> [String: CodeExecutionSettings.ServerRules] {
        guard let value else { return [:] }
        guard let object = value.objectValue else {
            complain(path, value, "must be an object of rules by the name of the server")
            return [:]
        }
        var servers: [String: CodeExecutionSettings.ServerRules] = [:]
        for (name, value) in object.members {
            let path = "\(path).\(name)"
            checkServer(name, path)
            guard let object = value.objectValue else {
                complain(path, value, "must be an object with \(ConfigurationKeys.serverRules.joined(separator: ", "))")
                continue
            }
            reportUnknownKeys(object, path, known: ConfigurationKeys.serverRules)
            var rules = CodeExecutionSettings.ServerRules()
            let what = "names of the server's tools such as get_repo or get_*"
            rules.allowedTools = texts(object, path, "allowedTools", of: what)?.map(NamePattern.init)
            rules.deniedTools = texts(object, path, "deniedTools", of: what)?.map(NamePattern.init) ?? []
            if object["readOnly"] != nil { rules.isReadOnly = flag(object, "readOnly", path, default: true) }
            servers[name] = rules
        }
        return servers
    }

    /// Warns of a rule for a server that does not exist.
    private mutating func checkServer(_ name: String, _ path: String) {
        if knownServers.contains(name) { return }
        let nearest = NameSuggestions.nearest(to: name, among: knownServers, limit: 1).first
        warn(path, "there is no server \"\(name)\"", remedy: nearest.map { "did you mean \"\($0)\"?" })
    }
}
