// The commands that have to do with servers: serve, config, exec, list, inspect, invoke.

import JSInterpreter
import MCPEngine
import MCPHub

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The options by which these commands choose servers.
struct HubOptions {
    static let valued = ["--config", "--log-level"]
    static let flags = ["--demo"]

    let configuration: HubConfiguration
    /// The file of the configuration, as it was when it was read.
    let file: (path: String, fingerprint: FileFingerprint?)?
    let withDemo: Bool
    let log: Log

    init(_ options: Options, defaultLevel: Log.Level) throws {
        let level = try options.choice(
            "--log-level", ["debug": Log.Level.debug, "info": .info, "warn": .warn, "error": .error])
        log = .standardError(minimum: level ?? defaultLevel)
        withDemo = options.has("--demo")
        file = options["--config"].map { ($0, FileFingerprint($0)) }
        configuration = try file.map { file in try HubConfiguration(file: file.path) } ?? HubConfiguration()
    }

    /// A hub whose servers have been reached, or have failed.
    func connect() throws -> Hub {
        let hub = Hub(configuration, withDemo: withDemo, log: log)
        hub.start()
        let missing = hub.missingRequiredServers()
        if !missing.isEmpty {
            hub.stop()
            throw MissingServers(missing)
        }
        hub.waitUntilSettled()
        return hub
    }
}

/// Required servers that cannot be reached.
struct MissingServers: Error {
    let description: String

    init(_ servers: [(name: String, reason: String)]) {
        description = servers.map { "required server \"\($0.name)\" is not available: \($0.reason)" }
            .joined(separator: "\n")
    }
}

enum HubCommands {
    // MARK: serve

    static func serve(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(arguments, valued: HubOptions.valued + ["--http", "--trace", "--record"], flags: HubOptions.flags)
        try options.expectNoOperands()
        let hubOptions = try HubOptions(options, defaultLevel: .info)
        let http = try options["--http"].map { text in (try address(text), try httpSettings(hubOptions.configuration)) }
        var files = ExecutionFiles()
        files.traces = try options["--trace"].map(directory)
        files.recordings = try options["--record"].map(directory)
        let server = Holder<HubServer>()
        try Signals.onEnd(hangup: hubOptions.file == nil) { _ in
            server.value?.shutDown()
            exit(ExitStatus.success.rawValue)
        }
        let hubServer = HubServer(
            hubOptions.configuration, withDemo: hubOptions.withDemo, engine: JavaScriptEngine(), files: files,
            log: hubOptions.log)
        server.value = hubServer
        if let file = hubOptions.file { try follow(file.path, file.fingerprint, hubServer) }
        let missing: [(name: String, reason: String)]
        if let (address, settings) = http {
            missing = try hubServer.serve(http: address, settings: settings)
        } else {
            missing = hubServer.serve(input: 0, output: 1)
        }
        if !missing.isEmpty { throw MissingServers(missing) }
        return .success
    }

    /// Reads the configuration again whenever its file has changed, and at every SIGHUP.
    private static func follow(_ path: String, _ fingerprint: FileFingerprint?, _ server: HubServer) throws {
        let watch = try FileWatch(path, since: fingerprint) {
            server.reload {
                let configuration = try HubConfiguration(file: path)
                return (configuration, try httpSettings(configuration))
            }
        }
        try Signals.onHangup { watch.trigger() }
    }

    /// For files of each execution.
    private static func directory(_ path: String) throws -> ExecutionFiles.Destination {
        try PrivateFile.makeDirectory(path)
        return .directory(path)
    }

    private static func address(_ text: String) throws -> SocketAddress {
        do {
            return try SocketAddress(parsing: text)
        } catch {
            throw UsageError("--http: \(error)")
        }
    }

    /// The settings of the configuration, with the token of the environment if they have none. On the command line other
    /// users of the machine could read it.
    private static func httpSettings(_ configuration: HubConfiguration) throws -> HTTPSettings {
        var settings = configuration.http
        if settings.token == nil, let token = ProcessEnvironment.value("JSEXEC_HTTP_TOKEN"), !token.isEmpty {
            if let problem = HTTPSettings.problem(withToken: token) {
                throw UsageError("the environment variable JSEXEC_HTTP_TOKEN \(problem)")
            }
            settings.token = token
        }
        return settings
    }

    // MARK: config

    static func config(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(arguments, valued: ["--config"])
        let action = try options.operand("what to do, which can be check,")
        guard action == "check" else { throw UsageError("\"\(action)\" is nothing that config can do; write check") }
        let (report, isUsable) = HubConfiguration.report(file: options["--config"])
        Output.printJSON(report)
        return isUsable ? .success : .usage
    }

    // MARK: exec

    static func exec(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(
            arguments,
            valued: HubOptions.valued + [
                "--code", "--file", "--script", "--input", "--input-file", "--timeout", "--max-tool-calls",
                "--allowed-servers", "--allowed-tools", "--format", "--language", "--trace", "--record",
            ], flags: HubOptions.flags + ["--read-only"])
        try options.expectNoOperands()
        let format =
            try options.choice("--format", ["code_execution": OutcomeFormat.codeExecution, "execute": .execute])
            ?? .codeExecution
        let hubOptions = try HubOptions(options, defaultLevel: .warn)
        var request = try makeRequest(options, format, hubOptions.configuration)
        request.timeout = try options.integer("--timeout", in: 1...600_000).map { .milliseconds($0) }
        request.maximumToolCalls = try options.integer("--max-tool-calls", in: 0...Int.max)
        request.allowedServers = options.list("--allowed-servers").map { Set($0) }
        request.allowedTools = options.list("--allowed-tools")?.map(NamePattern.init)
        request.isReadOnly = options.has("--read-only")
        var files = ExecutionFiles()
        files.traces = try options["--trace"].map { .file(try PrivateFile(creating: $0)) }
        files.recordings = try options["--record"].map { .file(try PrivateFile(creating: $0)) }

        let cancellation = Cancellation()
        try Signals.onEnd { _ in cancellation.cancel() }
        let hub = try hubOptions.connect()
        let executor = ScriptExecutor(
            hub: hub, engine: JavaScriptEngine(), settings: hubOptions.configuration.codeExecution, files: files,
            log: hubOptions.log)
        let outcome = executor.execute(request, cancellation: cancellation)
        executor.close()
        hub.stop()
        Output.printJSON(outcome.encoded(format))
        guard case .failure(let failure) = outcome.result else { return .success }
        Output.printError(failure.description)
        return .failure
    }

    /// The request to run the script that the options name, with its input.
    private static func makeRequest(
        _ options: Options, _ format: OutcomeFormat, _ configuration: HubConfiguration
    ) throws -> ExecutionRequest {
        let source: String
        switch (options["--code"], options["--file"], options["--script"]) {
        case (let code?, nil, nil): source = code
        case (nil, let file?, nil): source = try Input.text(file)
        case (nil, nil, let name?):
            guard let directory = configuration.directory else {
                throw UsageError("--script needs --config, beside which the directory scripts lies")
            }
            if options["--language"] != nil { throw UsageError("the language of a stored script is that of its file") }
            do {
                return try StoredScripts(configurationDirectory: directory, engine: JavaScriptEngine()).script(named: name).request(
                    input: try input(options) ?? JSONText([:]), format: format)
            } catch let problem as StoredScriptProblem {
                throw UsageError(problem.description)
            }
        default: throw UsageError("give exactly one of --code, --file and --script")
        }
        var request = ExecutionRequest(source: source, format: format)
        request.language = try options.language(ofFile: options["--file"])
        if let input = try input(options) { request.input = input }
        return request
    }

    private static func input(_ options: Options) throws -> JSONText? {
        let name: String
        let bytes: [UInt8]
        switch (options["--input"], options["--input-file"]) {
        case (nil, nil): return nil
        case (let text?, nil): (name, bytes) = ("--input", Array(text.utf8))
        case (nil, let file?): (name, bytes) = ("--input-file", try Input.bytes(file))
        default: throw UsageError("give either --input or --input-file")
        }
        return try object(bytes, name)
    }

    private static func object(_ bytes: [UInt8], _ name: String) throws -> JSONText {
        let text: JSONText
        do {
            text = try JSONText(validating: bytes)
        } catch {
            throw UsageError("\(name) is not JSON: \(error)")
        }
        guard text.value.objectValue != nil else { throw UsageError("\(name) must be a JSON object") }
        return text
    }

    // MARK: replay

    static func replay(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(arguments, valued: ["--file"])
        let path = try options.operand("a recording")
        let bytes = try Input.bytes(path)
        let source = try options["--file"].map(Input.text)
        let recording: Recording
        do {
            recording = try Recording(parsing: bytes)
        } catch {
            throw UsageError("\(path): \(error)")
        }
        let report = recording.replay(source: source, engine: JavaScriptEngine())
        Output.printJSON(report.json)
        return report.difference == nil ? .success : .failure
    }

    // MARK: list, inspect, invoke

    static func list(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(
            arguments, valued: HubOptions.valued + ["--server", "--query", "--detail"], flags: HubOptions.flags)
        try options.expectNoOperands()
        let detail = try detail(options)
        return try withTools(options) { tools in
            Output.printJSON(tools.tools(matching: options["--query"] ?? "", server: options["--server"], detail: detail))
            return .success
        }
    }

    static func inspect(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(arguments, valued: HubOptions.valued + ["--detail"], flags: HubOptions.flags)
        let name = try options.operand("the name of a tool")
        let detail = try detail(options)
        return try withTools(options) { tools in
            do throws(ToolFailure) {
                Output.printJSON(try tools.describe(name, detail: detail))
                return .success
            } catch {
                Output.printError(error.message)
                return .failure
            }
        }
    }

    private static func detail(_ options: Options) throws -> ToolDetail {
        try options.choice("--detail", ["name": ToolDetail.name, "signature": .signature, "full": .full]) ?? .full
    }

    static func invoke(_ arguments: [String]) throws -> ExitStatus {
        let options = try Options(
            arguments, valued: HubOptions.valued + ["--timeout"], flags: HubOptions.flags + ["--raw"])
        guard let name = options.operands.first else { throw UsageError("the name of a tool is missing") }
        if options.operands.count > 2 { throw UsageError("unexpected argument \"\(options.operands[2])\"") }
        guard let (server, tool) = ToolName.split(name) else {
            throw UsageError("\"\(name)\" is not the name of a tool; write server__tool")
        }
        var parameters: JSONText?
        if options.operands.count == 2 {
            let text = options.operands[1]
            parameters = try object(text == "-" ? Input.bytes("-") : Array(text.utf8), "the argument")
        }
        let timeout = try options.integer("--timeout", in: 1...600_000)
        return try withTools(options, deadline: timeout.map { .after(.milliseconds($0)) } ?? .never) { tools in
            switch tools.call(.init(server: server, tool: tool, arguments: parameters)) {
            case .success(let result):
                Output.printJSON(options.has("--raw") ? result.json : result.unwrapped)
                return .success
            case .failure(let failure):
                if options.has("--raw"), let result = failure.result { Output.printJSON(result.json) }
                Output.printError("\(failure.code.rawValue): \(failure.message)")
                return .failure
            }
        }
    }

    private static func withTools(
        _ options: Options, deadline: Deadline = .never, _ body: (ToolDispatcher) throws -> ExitStatus
    ) throws -> ExitStatus {
        let hubOptions = try HubOptions(options, defaultLevel: .warn)
        let cancellation = Cancellation()
        try Signals.onEnd { _ in cancellation.cancel() }
        let hub = try hubOptions.connect()
        defer { hub.stop() }
        return try body(
            ToolDispatcher(
                hub: hub, permissions: Permissions(hubOptions.configuration.codeExecution), deadline: deadline,
                cancellation: cancellation, log: hubOptions.log))
    }
}
