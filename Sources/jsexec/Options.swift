// Reading command lines: `--name value`, `--name=value`, flags, and everything else in order.

import JSInterpreter

/// A command line that cannot be understood.
struct UsageError: Error {
    let message: String

    init(_ message: String) { self.message = message }
}

/// The arguments of one command.
struct Options {
    private var values: [String: String] = [:]
    private var flags: Set<String> = []
    /// What is neither an option nor the value of one.
    private(set) var operands: [String] = []

    /// - Parameters:
    ///   - valued: names of options that take a value.
    ///   - flags: names of options that take none.
    init(_ arguments: [String], valued: [String] = [], flags knownFlags: [String] = []) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                return
            }
            guard argument.hasPrefix("-"), argument != "-" else {
                operands.append(argument)
                continue
            }
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0] == "-c" ? "--config" : String(parts[0])
            if knownFlags.contains(name) {
                guard parts.count == 1 else { throw UsageError("\(name) takes no value") }
                flags.insert(name)
            } else if valued.contains(name) {
                guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
                    throw UsageError("\(name) needs a value")
                }
                guard values.updateValue(value, forKey: name) == nil else {
                    throw UsageError("\(name) is given twice")
                }
            } else {
                throw UsageError("unknown option \(name)")
            }
        }
    }

    subscript(name: String) -> String? { values[name] }

    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// A whole number.
    func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = values[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let upper = range.upperBound == .max ? "" : " to \(range.upperBound)"
            throw UsageError("\(name) must be a whole number from \(range.lowerBound)\(upper), got \"\(text)\"")
        }
        return number
    }

    /// Several texts, separated by commas.
    func list(_ name: String) -> [String]? {
        values[name].map { list in list.split(separator: ",").map { String($0.drop { $0 == " " }) } }
    }

    /// One of several words.
    func choice<Value>(_ name: String, _ choices: KeyValuePairs<String, Value>) throws(UsageError) -> Value? {
        guard let text = values[name] else { return nil }
        if let choice = choices.first(where: { $0.key == text }) { return choice.value }
        throw UsageError("\(name) must be \(choices.map(\.key).joined(separator: " or ")), got \"\(text)\"")
    }

    /// The language that `--language` names or, without that option, the extension of a file's name.
    func language(ofFile path: String?) throws(UsageError) -> SourceLanguage {
        if let language = try choice("--language", ["javascript": SourceLanguage.javaScript, "typescript": .typeScript]) {
            return language
        }
        let name = path?.split(separator: "/").last
        let fileExtension = name?.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
        return fileExtension.flatMap(SourceLanguage.init(abbreviation:)) ?? .javaScript
    }

    /// The single operand.
    func operand(_ what: String) throws(UsageError) -> String {
        guard let first = operands.first else { throw UsageError("\(what) is missing") }
        if operands.count > 1 { throw UsageError("unexpected argument \"\(operands[1])\"") }
        return first
    }

    func expectNoOperands() throws(UsageError) {
        if let first = operands.first { throw UsageError("unexpected argument \"\(first)\"") }
    }
}
