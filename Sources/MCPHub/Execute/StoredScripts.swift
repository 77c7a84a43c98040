// Scripts that an operator has put next to the configuration, to be run by name.

import JSInterpreter

/// A script that an operator has stored.
public struct StoredScript: Sendable {
    public let source: String
    public let language: SourceLanguage
}

/// The scripts in the directory `scripts` beside the configuration file.
public struct StoredScripts: Sendable {
    /// Why there is no such script.
    public struct Problem: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    private static let maximumBytes = 1 << 20

    private let directory: String

    /// - Parameter configurationDirectory: with a slash at its end.
    public init(configurationDirectory: String) { directory = configurationDirectory + "scripts/" }

    /// The script `name`, which is the file `name.js` or, if there is none, `name.ts`.
    public func script(named name: String) throws(Problem) -> StoredScript {
        let isName =
            (1...64).contains(name.utf8.count)
            && name.utf8.allSatisfy {
                ($0 | 0x20) &- UInt8(ascii: "a") < 26 || $0 &- UInt8(ascii: "0") < 10 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-")
            }
        guard isName else {
            throw Problem(description: "a script name has 1 to 64 letters, digits, \"_\" and \"-\"")
        }
        let languages: [(String, SourceLanguage)] = [(".js", .javaScript), (".ts", .typeScript)]
        var reason = ""
        for (fileExtension, language) in languages {
            do {
                let bytes = try Files.read(directory + name + fileExtension, limit: Self.maximumBytes)
                return StoredScript(source: String(decoding: bytes, as: UTF8.self), language: language)
            } catch {
                if reason.isEmpty { reason = error.reason }
            }
        }
        throw Problem(description: "no stored script \"\(name)\" can be read: \(reason)")
    }
}
