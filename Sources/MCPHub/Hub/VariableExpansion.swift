// `${NAME}` in configuration values stands for an environment variable of the hub, `${NAME:-text}` for the
// variable or, if it is not set or empty, the text. Everything else, a lone `$` included, stands for itself.

enum VariableExpansion {
    struct Failure: Error {
        let message: String
        let remedy: String
    }

    /// `text` with its variables replaced.
    static func expand(_ text: String, _ environment: (String) -> String?) -> Result<String, Failure> {
        var result = ""
        var rest = text[...]
        while let start = rest.range(of: "${") {
            result += rest[..<start.lowerBound]
            let body = rest[start.upperBound...]
            guard let end = body.firstIndex(of: "}") else {
                return .failure(Failure(message: "\"${\" without \"}\"", remedy: "close the variable's name"))
            }
            let reference = body[..<end]
            let name: Substring
            let fallback: Substring?
            if let separator = reference.range(of: ":-") {
                name = reference[..<separator.lowerBound]
                fallback = reference[separator.upperBound...]
            } else {
                name = reference
                fallback = nil
            }
            guard isName(name) else {
                return .failure(Failure(message: "\"${\(name)}\" is not a variable", remedy: "write ${NAME}"))
            }
            let value = environment(String(name))
            if let value, fallback == nil || !value.isEmpty {
                result += value
            } else if let fallback {
                result += fallback
            } else {
                return .failure(
                    Failure(
                        message: "environment variable \(name) is not set",
                        remedy: "set it, or give a default as ${\(name):-text}"))
            }
            rest = body[body.index(after: end)...]
        }
        return .success(result + rest)
    }

    private static func isName(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
        return name.utf8.allSatisfy { byte in
            byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        }
    }
}

extension Substring {
    /// The first occurrence of `pattern`, compared by bytes.
    func range(of pattern: String) -> Range<Index>? {
        let wanted = Array(pattern.utf8)
        var index = startIndex
        while index < endIndex {
            if utf8[index...].starts(with: wanted) {
                return index..<utf8.index(index, offsetBy: wanted.count)
            }
            index = utf8.index(after: index)
        }
        return nil
    }
}

extension String {
    /// The first occurrence of `pattern`, compared by bytes.
    func range(of pattern: String) -> Range<Index>? { self[...].range(of: pattern) }
}
