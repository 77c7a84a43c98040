// Hostile scripts: whatever they try, the process goes on, the limits hold, and the next script finds everything in order.

import Foundation
import JSInterpreter
import Synchronization
import Testing

@Suite struct HostileTests {
    private static let timeLimit = Duration.milliseconds(100)
    private static let memoryLimit = 50 << 20
    #if DEBUG
        /// Without optimisation single steps of the engine take long, and scripts run into the time limit that else would end.
        private static let tolerance = Duration.seconds(5)
        private static let isSlow = true
    #else
        private static let tolerance = Duration.milliseconds(100)
        private static let isSlow = false
    #endif

    @Test(arguments: Probe.all)
    func smallStack(probe: Probe) throws { try check(probe, stackBytes: 512 << 10) }

    /// With a stack that is large enough for a hundred kilobytes of nested expressions.
    @Test(arguments: Probe.longScripts)
    func longScripts(probe: Probe) throws { try check(probe, stackBytes: 128 << 20) }

    @Test(arguments: Probe.all.filter { ["recursion", "regexps", "control"].contains($0.theme) })
    func largeStack(probe: Probe) throws { try check(probe, stackBytes: 8 << 20) }

    /// With collections all the time a script may come to the limit of its time before it comes to what it is about.
    @Test(arguments: Probe.all)
    func underGCStress(probe: Probe) throws { try check(probe, stackBytes: 1 << 20, gcStress: true) }

    @Test func theCorpusIsThere() { #expect(Probe.all.count > 600) }

    private struct Report: Sendable {
        var outcome = ""
        /// Processor time of the thread: what other work on the machine costs is not the engine's fault.
        var elapsed = Duration.zero
        var peakMemory = 0
        var next = ""
    }

    private func check(_ probe: Probe, stackBytes: Int, gcStress: Bool = false) throws {
        let report = HostileTests.onThread(stackBytes: stackBytes) { HostileTests.run(probe, gcStress: gcStress) }
        let isSlow = HostileTests.isSlow || gcStress
        #expect(probe.expects(report.outcome) || (isSlow && report.outcome == "timeout"), "\(report.outcome)")
        #expect(report.elapsed < HostileTests.timeLimit + HostileTests.tolerance * (gcStress ? 10 : 1))
        #expect(report.peakMemory <= HostileTests.memoryLimit + 1 << 20)
        #expect(report.next == "2,4,6")
    }

    private static func run(_ probe: Probe, gcStress: Bool) -> Report {
        var report = Report()
        do {
            let script = try Script(
                source: probe.source, options: ScriptOptions(topLevel: probe.isStandard ? .script : .functionBody))
            let start = processorTime()
            let interpreter = Interpreter(
                profile: probe.isStandard ? .standard : .sandbox, limits: Limits(timeout: timeLimit, memoryBytes: memoryLimit),
                gcStress: gcStress, gcStressInterval: 20)
            report.outcome = outcome(of: script, in: interpreter)
            report.elapsed = processorTime() - start
            report.peakMemory = interpreter.statistics.peakMemoryBytes
            let next = try Script(source: "[1, 2, 3].map(x => x * 2).join()", options: ScriptOptions(topLevel: .functionBody))
            report.next = outcome(of: next, in: Interpreter(profile: .sandbox))
        } catch {
            report.outcome = "\(error)"
        }
        return report
    }

    /// What this thread has taken of a processor.
    static func processorTime() -> Duration {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func outcome(of script: Script, in interpreter: Interpreter) -> String {
        do throws(ExecutionError) {
            let value = try interpreter.evaluate(script)
            if value.string == nil && value.number == nil && value.boolean == nil { _ = try interpreter.serializeResult(value) }
            return try value.isUndefined || value.isPlainObject || value.isArray ? value.typeName : interpreter.text(of: value)
        } catch {
            switch error {
            case .exception(let exception): return "throws " + exception.message
            case .terminated(.deadline): return "timeout"
            case .terminated(.memoryLimit): return "memory"
            case .terminated(let reason): return "terminated: \(reason)"
            case .serialization(let message): return "serialization: " + message
            }
        }
    }

    /// Runs a body on a thread of its own with a stack of some size.
    private static func onThread(stackBytes: Int, _ body: @escaping @Sendable () -> Report) -> Report {
        final class Result: Sendable {
            let report = Mutex(Report())
        }
        let result = Result()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            let report = body()
            result.report.withLock { $0 = report }
            done.signal()
        }
        thread.stackSize = stackBytes
        thread.start()
        done.wait()
        return result.report.withLock { $0 }
    }
}
