// What is wrong with a configuration, in parts, so that people and programs can both read it.

/// Something that is wrong with a configuration, or odd about it.
public struct ConfigurationProblem: Sendable, Equatable, CustomStringConvertible {
    /// Where it is, such as `codeExecution.poolSize`; empty for the whole.
    public let path: String
    /// The value there; `nil` if there is none, it may be a secret, or it has parts.
    public let value: JSONValue?
    /// What is wrong.
    public let message: String
    /// What to write instead, where the message does not say that.
    public let remedy: String?

    init(_ path: String, value: JSONValue? = nil, _ message: String, remedy: String? = nil) {
        self.path = path
        self.value = value.flatMap(Self.shown)
        self.message = message
        self.remedy = remedy
    }

    /// What is shown of a value: it is not to fill the screen, and what is inside arrays and objects may be secret.
    private static func shown(_ value: JSONValue) -> JSONValue? {
        switch value {
        case .array(let elements) where !elements.isEmpty: nil
        case .object(let object) where !object.isEmpty: nil
        case .string(let text) where text.utf8.count > 60: .string(String(text.prefix(57)) + "...")
        default: value
        }
    }

    /// One sentence: place, value, what is wrong, remedy.
    public var description: String {
        (path.isEmpty ? "" : path + ": ") + (value.map { $0.text + " " } ?? "") + message + (remedy.map { "; " + $0 } ?? "")
    }

    /// `{path, value?, message, remedy?}`.
    var json: JSONValue {
        var object: JSONObject = ["path": .string(path)]
        object["value"] = value
        object["message"] = .string(message)
        object["remedy"] = remedy.map { .string($0) }
        return .object(object)
    }
}

/// What is wrong with a configuration: every problem, not just the first.
public struct ConfigurationError: Error, CustomStringConvertible {
    public let problems: [ConfigurationProblem]
    /// The file that was read, `nil` if there was none.
    public let file: String?

    /// One sentence per line, each naming the place, the value and the remedy.
    public var description: String {
        problems.map { (file.map { $0 + ": " } ?? "") + $0.description }.joined(separator: "\n")
    }
}
