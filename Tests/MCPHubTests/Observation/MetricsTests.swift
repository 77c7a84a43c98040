import Testing

@testable import MCPHub

/// Numbers in the text format, by name and labels as they are written.
struct ReadMetrics {
    private(set) var values: [String: Double] = [:]
    private(set) var kinds: [String: String] = [:]

    /// - Returns: `nil` if a line is not what the format prescribes.
    init?(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.last == "\n" else { return nil }
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("# TYPE ") { kinds[String(words[2])] = String(words[3]) }
            if line.hasPrefix("#") { continue }
            guard let space = line.lastIndex(of: " ") else { return nil }
            let number = line[line.index(after: space)...]
            guard let value = number == "+Inf" ? .infinity : Double(number), values[String(line[..<space])] == nil else { return nil }
            values[String(line[..<space])] = value
        }
    }

    subscript(name: String) -> Double? { values[name] }
}

@Suite struct MetricsFormat {
    private func text(_ body: (inout MetricsText) -> Void) -> String {
        var text = MetricsText()
        body(&text)
        return String(decoding: text.bytes, as: UTF8.self)
    }

    @Test func countersAreWrittenInOrder() {
        let counter = Counter("calls_total", "Calls \\ of\ntools.", labels: ["server", "code"])
        counter.add(2, "b", "ok")
        counter.add(1, "a", "x\"y\\z\nw")
        counter.add(1, "b", "ok")
        counter.add(-5, "b", "ok")
        #expect(
            text(counter.write) == """
                # HELP calls_total Calls \\\\ of\\ntools.
                # TYPE calls_total counter
                calls_total{server="a",code="x\\"y\\\\z\\nw"} 1
                calls_total{server="b",code="ok"} 3

                """)
        #expect(text(Counter("empty_total", "None.").write) == "# HELP empty_total None.\n# TYPE empty_total counter\nempty_total 0\n")
    }

    @Test func histogramsAreCumulative() {
        let histogram = Histogram("time_seconds", "Time.", labels: ["server"], bounds: [0.5, 1])
        for value in [0.25, 0.5, 0.75, 4] { histogram.observe(value, "a") }
        #expect(
            text(histogram.write) == """
                # HELP time_seconds Time.
                # TYPE time_seconds histogram
                time_seconds_bucket{server="a",le="0.5"} 2
                time_seconds_bucket{server="a",le="1"} 3
                time_seconds_bucket{server="a",le="+Inf"} 4
                time_seconds_sum{server="a"} 5.5
                time_seconds_count{server="a"} 4

                """)
    }

    @Test(arguments: [(0.0, "0"), (-3, "-3"), (0.1, "0.1"), (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN")])
    func numbersAreWrittenAsTheFormatWants(_ value: Double, _ text: String) { #expect(MetricsText.text(value) == text) }
}

@Suite(.timeLimit(.minutes(20))) struct HubNumbers {
    @Test func executionsAndCallsAreCounted() throws {
        let runner = ScriptRunner()
        _ = runner.run("mcp.callTool('server1__get_stats', {})")
        _ = runner.run("call_tool('server1', 'nothing', {}); call_tool('made_up', 'x', {}); call_tool('made_up_2', 'x', {})")
        _ = runner.run("null.x", format: .codeExecution)
        _ = runner.run("for (;;);", timeout: .milliseconds(500))
        let read = try #require(ReadMetrics(runner.metrics))
        #expect(read[#"jsexec_executions_total{tool="execute",outcome="success"}"#] == 2)
        #expect(read[#"jsexec_executions_total{tool="execute",outcome="timeout"}"#] == 1)
        #expect(read[#"jsexec_executions_total{tool="code_execution",outcome="runtime_error"}"#] == 1)
        #expect(read[#"jsexec_execution_duration_seconds_count{tool="execute"}"#] == 3)
        #expect(read[#"jsexec_execution_duration_seconds_bucket{tool="execute",le="+Inf"}"#] == 3)
        #expect(read["jsexec_execution_queue_seconds_count"] == 4)
        #expect(read["jsexec_execution_steps_sum"].map { $0 > 0 } == true)
        #expect(read[#"jsexec_tool_calls_total{server="server1",code="ok"}"#] == 1)
        #expect(read[#"jsexec_tool_calls_total{server="server1",code="UNKNOWN_TOOL"}"#] == 1)
        // Names that scripts make up are not told apart.
        #expect(read[#"jsexec_tool_calls_total{server="(unknown)",code="UNKNOWN_SERVER"}"#] == 2)
        #expect(!read.values.keys.contains { $0.contains("made_up") })
        #expect(read[#"jsexec_upstream_call_duration_seconds_count{server="server1"}"#] == 1)
        #expect(read[#"jsexec_tool_call_argument_bytes_total{server="server1"}"#] == 4)
        #expect(read[#"jsexec_upstream_connection_state{server="server1",state="ready"}"#] == 1)
        #expect(read[#"jsexec_upstream_connection_state{server="server1",state="failed"}"#] == 0)
        #expect(read[#"jsexec_upstream_tools{server="github"}"#] == 5)
        #expect(read["jsexec_pool_size"] == 10)
        #expect(read.kinds["jsexec_tool_calls_total"] == "counter")
        #expect(read.kinds["jsexec_execution_duration_seconds"] == "histogram")
        #if os(Linux)
        for name in ["process_resident_memory_bytes", "process_threads", "process_open_fds", "process_cpu_seconds_total"] {
            #expect(read[name].map { $0 > 0 } == true, "\(name)")
        }
        #endif
    }
}

@Suite struct LogLines {
    @Test func leaveOutWhatServersWereTrustedWith() {
        let recorded = RecordedLog()
        let log = recorded.log.redacting(["token-123456", "token-123456-long", "1"])
        log.warn("a token-123456", ["line": "x token-123456-long y 1", "nested": ["k": ["token-123456"], "n": 1]])
        let line = recorded.messages[0]
        #expect(line["line"] == "x [redacted] y 1")
        #expect(line["nested"] == ["k": ["[redacted]"], "n": 1])
    }

    @Test(.timeLimit(.minutes(20))) func serversCannotPrintTheirEnvironment() throws {
        let recorded = RecordedLog()
        var configuration = HubConfiguration()
        configuration.servers = [
            HubConfiguration.Server(
                name: "leaky",
                endpoint: .process(
                    command: "/bin/sh", arguments: ["-c", "echo \"key=$API_KEY\" >&2; echo $API_KEY; sleep 0.2"],
                    environment: [("API_KEY", "sesame-open-1")]),
                timeout: .seconds(30), isRequired: false)
        ]
        let hub = Hub(configuration, log: recorded.log)
        hub.start()
        hub.waitUntilSettled()
        hub.stop()
        #expect(recorded.messages.contains { $0["line"] == "key=[redacted]" })
        #expect(!recorded.messages.contains { $0.text.contains("sesame") })
    }
}
