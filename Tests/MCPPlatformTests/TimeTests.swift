import Testing

@testable import MCPPlatform

@Suite struct Time {
    @Test func formatsTimestamps() {
        #expect(timestamp(seconds: 0, milliseconds: 7) == "1970-01-01T00:00:00.007Z")
        #expect(timestamp(seconds: 951_827_696, milliseconds: 0) == "2000-02-29T12:34:56.000Z")
        #expect(timestamp(seconds: 4_107_542_399, milliseconds: 999) == "2100-02-28T23:59:59.999Z")
        #expect(timestamp(seconds: -1, milliseconds: 0) == "1969-12-31T23:59:59.000Z")
    }

    @Test func monitorWaitsForAChangeOrTheDeadline() throws {
        let completion = Completion<Int>()
        #expect(completion.wait(until: .after(.milliseconds(20))) == nil)
        try NativeThread.start { completion.finish(5) }
        #expect(completion.wait(until: .after(.seconds(10))) == 5)
        #expect(completion.finish(6) == false)
        #expect(completion.wait() == 5)
    }
}
