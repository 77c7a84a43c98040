import Testing

@testable import MCPPlatform

@Suite struct FileWatching {
    @Test(.timeLimit(.minutes(20)))
    func tellsOfChangesOnce() throws {
        let path = "\(ProcessEnvironment.value("TMPDIR") ?? "/tmp")/file-watch-\(UInt64.random(in: .min ... .max))"
        func write(_ text: String) throws { _ = try PrivateFile(creating: path).append(Array(text.utf8)) }
        try write("one")
        defer { Files.remove(path) }
        let seen = Monitor([String]())
        let watch = try FileWatch(path, since: FileFingerprint(path), interval: .milliseconds(20)) {
            let text = (try? Files.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? "none"
            seen.withLock { $0.append(text) }
        }
        defer { watch.stop() }
        _ = Completion<Int>().wait(until: .after(.milliseconds(200)))
        #expect(seen.withLock { $0 }.isEmpty)
        try write("second")
        #expect(seen.wait(until: .after(.seconds(20))) { $0.isEmpty ? nil : $0 } == ["second"])
        Files.remove(path)
        _ = Completion<Int>().wait(until: .after(.milliseconds(200)))
        try write("third")
        #expect(seen.wait(until: .after(.seconds(20))) { $0.count < 2 ? nil : $0 } == ["second", "third"])
        watch.trigger()
        #expect(seen.wait(until: .after(.seconds(20))) { $0.count < 3 ? nil : $0 } == ["second", "third", "third"])
    }
}
