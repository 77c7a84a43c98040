// Where executions leave traces and recordings. A file that cannot be written is a line in the log, never a failed execution.

/// The files that executions write about themselves.
public struct ExecutionFiles: Sendable {
    /// Where files of one kind go.
    public enum Destination: Sendable {
        /// For a single execution.
        case file(PrivateFile)
        /// A directory, in which each execution gets a file that is named by its identifier.
        case directory(String)
    }

    /// What `jsexec replay` reads; `IDENTIFIER.jsonl` in a directory.
    public var recordings: Destination?
    /// Chrome traces; `IDENTIFIER.trace.json` in a directory.
    public var traces: Destination?

    public init() {}

    /// A recorder for one execution, `nil` if none is wanted or its file cannot be made.
    func makeRecorder(_ identifier: String, log: Log) -> Recorder? {
        file(recordings, identifier + ".jsonl", log).map { Recorder($0, log: log) }
    }

    /// Writes the trace of an execution, if that is wanted.
    func writeTrace(of outcome: ExecutionOutcome, _ format: OutcomeFormat, log: Log) {
        guard let file = file(traces, outcome.executionID + ".trace.json", log) else { return }
        if !file.append(ExecutionTrace.text(outcome, format)) {
            log.error("cannot write the trace", ["reason": .string(Files.lastErrorText())])
        }
    }

    private func file(_ destination: Destination?, _ name: String, _ log: Log) -> PrivateFile? {
        switch destination {
        case nil: return nil
        case .file(let file): return file
        case .directory(let directory):
            do {
                return try PrivateFile(creating: directory + "/" + name)
            } catch {
                log.error("cannot write about the execution", ["reason": .string(error.description)])
                return nil
            }
        }
    }
}
