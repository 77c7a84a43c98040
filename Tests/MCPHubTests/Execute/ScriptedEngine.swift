// An engine for tests of everything around the engine: a "script" is a closure in Swift.

import JSSyntax

@testable import MCPHub

struct ScriptedEngine: ScriptEngine {
    let body: @Sendable (ScriptJob) -> Result<JSONText, ScriptFailure>

    init(_ body: @escaping @Sendable (ScriptJob) -> Result<JSONText, ScriptFailure>) { self.body = body }

    var timeZone: String? { nil }

    func check(_ source: String, language: SourceLanguage) -> [ScriptFailure] { [] }

    func run(_ job: ScriptJob) -> ScriptResult {
        ScriptResult(body(job), statistics: EngineStatistics(steps: 42, peakMemoryBytes: 1000))
    }
}

/// A hub with the demonstration servers, connected.
func makeDemoHub(_ configuration: HubConfiguration = HubConfiguration()) -> Hub {
    let hub = Hub(configuration, withDemo: true, log: .silent)
    hub.start()
    hub.waitUntilSettled()
    return hub
}
