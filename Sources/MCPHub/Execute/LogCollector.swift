// What a script logs, through `mcp.log` and `console`, until the outcome carries it out.

import Synchronization

/// Collects the log entries of one execution.
public final class LogCollector: Sendable {
    /// Entries after this many are ignored.
    public static let maximumEntries = 1000
    /// Longer messages are cut, in UTF-16 code units.
    public static let maximumMessageLength = 10_000
    /// Larger fields are replaced by a note, in bytes of JSON.
    static let maximumFieldBytes = 10_000

    private let collected = Mutex<[JSONText]>([])

    public init() {}

    /// Whether entries are still taken. A caller can spare itself the formatting when not.
    public var isFull: Bool { collected.withLock { $0.count >= Self.maximumEntries } }

    /// Adds an entry.
    ///
    /// - Parameters:
    ///   - level: `debug`, `info`, `warn` or `error`; anything else counts as `info`.
    ///   - fields: a JSON object; anything else is dropped.
    /// - Returns: the bytes that are kept of the entry.
    @discardableResult
    public func add(level: String, message: String, fields: JSONText? = nil) -> Int {
        if isFull { return 0 }
        var entry: JSONObject = [
            "level": .string(Log.Level(name: level)?.name ?? Log.Level.info.name),
            "message": .string(TextSanitizer.clean(message, limit: Self.maximumMessageLength)),
        ]
        if let fields, fields.isObject { entry["fields"] = Self.clean(fields) }
        // As text it takes no more room than it will on its way out; as a tree it could take many times as much.
        let text = JSONText(.object(entry))
        return collected.withLock { entries in
            if entries.count >= Self.maximumEntries { return 0 }
            entries.append(text)
            return text.count
        }
    }

    private static func clean(_ fields: JSONText) -> JSONValue {
        if fields.count > maximumFieldBytes {
            return ["note": .string("\(fields.count) bytes of fields left out, the limit is \(maximumFieldBytes)")]
        }
        let value = fields.value
        guard case .object = value else { return ["note": "fields left out, nested too deeply"] }
        return clean(value)
    }

    private static func clean(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): return .string(TextSanitizer.clean(text, limit: maximumMessageLength))
        case .array(let elements): return .array(elements.map(clean))
        case .object(let object):
            var result = JSONObject()
            for (key, member) in object.members {
                result[TextSanitizer.clean(key, limit: maximumMessageLength)] = clean(member)
            }
            return .object(result)
        default: return value
        }
    }

    /// `{level, message, fields?}` for each entry.
    public var entries: [JSONText] { collected.withLock { $0 } }
}
