// Scripts that an operator has put next to the configuration, to be run by name.

/// The scripts in the directory `scripts` beside the configuration file.
public struct StoredScripts: Sendable {
    private static let maximumBytes = 1 << 20

    private let directory: String

    /// - Parameter configurationDirectory: with a slash at its end.
    public init(configurationDirectory: String) { directory = configurationDirectory + "scripts/" }

    /// The text of the script `name`, which is the file `name.js`.
    func source(of name: String) -> Result<String, BuiltInTool.Problem> {
        let isName =
            (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-")
            }
        guard isName else {
            return .failure(.init(description: "a script name has 1 to 64 letters, digits, \"_\" and \"-\""))
        }
        do {
            let bytes = try Files.read(directory + name + ".js", limit: Self.maximumBytes)
            return .success(String(decoding: bytes, as: UTF8.self))
        } catch {
            return .failure(.init(description: "no stored script \"\(name)\" can be read: \(error.reason)"))
        }
    }

    /// The text of the script `name`, or why there is none.
    public func text(of name: String) -> (source: String?, problem: String?) {
        switch source(of: name) {
        case .success(let source): (source, nil)
        case .failure(let problem): (nil, problem.description)
        }
    }
}
