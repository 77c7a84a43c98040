import HTTPFrames
import Testing

@Suite struct FrameTests {
    /// The frames of a stream that arrives in pieces of a size.
    private func frames(_ bytes: [UInt8], pieces: Int) -> [Frame] {
        var rest = bytes[...]
        var reader = FrameReader {
            defer { rest = rest.dropFirst(pieces) }
            return Array(rest.prefix(pieces))
        }
        var frames: [Frame] = []
        while let frame = reader.next() { frames.append(frame) }
        return frames
    }

    @Test(arguments: [1, 3, 9, 10, 1000])
    func framesComeOutAsTheyWentIn(pieces: Int) {
        let sent = [
            Frame(.start, 1, Frame.payload(["POST", "http://host/ä", "", "Name"], [0, 255, 10])), Frame(.cancel, .max), Frame(.received, 7, Array(repeating: 42, count: 300)),
        ]
        #expect(frames(sent.flatMap(\.bytes), pieces: pieces) == sent)
    }

    @Test func textsAndBodyAreTakenApart() throws {
        let parts = try #require(Frame(.start, 1, Frame.payload(["GET", "", "ü"], [1, 2])).texts)
        #expect(parts.texts == ["GET", "", "ü"])
        #expect(parts.rest == [1, 2])
    }

    @Test func whatIsNoFrameEndsTheStream() {
        #expect(frames([99, 0, 0, 0, 1, 0, 0, 0, 0], pieces: 4) == [])
        #expect(frames([1, 0, 0, 0, 1, 255, 255, 255, 255], pieces: 4) == [])
        #expect(frames(Array(Frame(.began, 1, [1, 2, 3]).bytes.dropLast()), pieces: 4) == [])
    }

    @Test(arguments: [[], [0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 1, 0, 0, 0, 9, 65], [255, 255, 255, 255]] as [[UInt8]])
    func malformedTextsAreNone(payload: [UInt8]) {
        #expect(Frame(.start, 1, payload).texts == nil)
    }
}
