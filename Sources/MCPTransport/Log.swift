// Log lines of the hub: one JSON object per line on stderr, never on stdout, which belongs to the protocol.

import MCPPlatform
import MCPProtocol

/// Writes structured log lines.
public struct Log: Sendable {
    /// How important a line is.
    public enum Level: Int, Sendable, Comparable, CaseIterable {
        case debug, info, warn, error

        /// The level called `name`, if there is one.
        public init?(name: String) {
            guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = level
        }

        /// The name in log lines and options.
        public var name: String {
            switch self {
            case .debug: "debug"
            case .info: "info"
            case .warn: "warn"
            case .error: "error"
            }
        }

        public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
    }

    private let minimum: Level
    private let context: [(String, JSONValue)]
    /// What is left out of texts.
    private let secrets: [String]
    private let sink: @Sendable ([UInt8]) -> Void
    /// Shorter values are no secrets, but would be found everywhere.
    private static let shortestSecret = 6

    /// A log that hands each line, with its newline, to `sink`.
    public init(minimum: Level, sink: @escaping @Sendable ([UInt8]) -> Void) {
        self.init(minimum: minimum, context: [], secrets: [], sink: sink)
    }

    private init(
        minimum: Level, context: [(String, JSONValue)], secrets: [String], sink: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.minimum = minimum
        self.context = context
        self.secrets = secrets
        self.sink = sink
    }

    /// A log on the standard error stream.
    public static func standardError(minimum: Level) -> Log {
        let guardian = Monitor(())
        return Log(minimum: minimum) { line in
            guardian.withLock { _ in _ = Files.writeAll(2, line) }
        }
    }

    /// A log that drops everything.
    public static let silent = Log(minimum: .error, sink: { _ in })

    /// The same log with a field added to each of its lines.
    package func with(_ name: String, _ value: JSONValue) -> Log {
        Log(minimum: minimum, context: context + [(name, value)], secrets: secrets, sink: sink)
    }

    /// The same log, with some texts left out of what others may have put into its lines: a server that is given a secret can
    /// print it.
    package func redacting(_ values: [String]) -> Log {
        let added = values.filter { $0.utf8.count >= Self.shortestSecret }
        // Longer ones first: one may be a part of another.
        let all = (secrets + added).sorted { $0.utf8.count > $1.utf8.count }
        return Log(minimum: minimum, context: context, secrets: all, sink: sink)
    }

    private func redacted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text):
            return .string(secrets.reduce(text) { $0.replacing($1, with: "[redacted]") })
        case .array(let elements): return .array(elements.map(redacted))
        case .object(let object):
            var result = JSONObject()
            for (key, member) in object.members { result[key] = redacted(member) }
            return .object(result)
        default: return value
        }
    }

    package func debug(_ message: String, _ fields: KeyValuePairs<String, JSONValue> = [:]) { write(.debug, message, fields) }
    package func info(_ message: String, _ fields: KeyValuePairs<String, JSONValue> = [:]) { write(.info, message, fields) }
    package func warn(_ message: String, _ fields: KeyValuePairs<String, JSONValue> = [:]) { write(.warn, message, fields) }
    package func error(_ message: String, _ fields: KeyValuePairs<String, JSONValue> = [:]) { write(.error, message, fields) }

    private func write(_ level: Level, _ message: String, _ fields: KeyValuePairs<String, JSONValue>) {
        guard level >= minimum else { return }
        var object: JSONObject = [
            "time": .string(currentTimestamp()), "level": .string(level.name), "message": .string(message),
        ]
        for (name, value) in context { object[name] = value }
        for (name, value) in fields { object[name] = secrets.isEmpty ? value : redacted(value) }
        var line = JSONValue.object(object).encoded()
        line.append(UInt8(ascii: "\n"))
        sink(line)
    }
}
