// A file for one test.

@testable import MCPHub

/// A file that goes when nobody holds it any more.
final class TemporaryFile: Sendable {
    let path: String

    init(_ text: String) throws {
        let directory = ProcessEnvironment.value("TMPDIR") ?? "/tmp"
        path = "\(directory)/mcphub-test-\(UInt64.random(in: .min ... .max)).json"
        try write(text)
    }

    /// Replaces what the file says.
    func write(_ text: String) throws { _ = try PrivateFile(creating: path).append(Array(text.utf8)) }

    deinit { Files.remove(path) }
}
