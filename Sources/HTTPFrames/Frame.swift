// What the hub and `jsexec-http` say to each other. The client side of HTTP, with all the libraries that it takes for TLS, lives in a
// process of its own: a hub whose servers are all child processes, and a script that is merely run, do not have to load them.
//
// Both directions are a sequence of frames: kind (1 byte), number of the exchange (4), length (4), payload. Numbers are big-endian.

/// One message between the hub and the process that makes its HTTP requests.
public struct Frame: Sendable, Equatable {
    public enum Kind: UInt8, Sendable {
        // To the process.
        /// Begin an exchange: `texts` with the method, the address, names and values of header fields in turn; then the body.
        case start = 1
        /// Close the connection of an exchange; nothing more is wanted of it.
        case cancel

        // From the process.
        /// The answer has begun: `texts` with the status, names and values of header fields in turn.
        case began
        /// A piece of the answer.
        case received
        /// The answer is complete.
        case ended
        /// There is no answer, and the request cannot have reached the server; the reason as UTF-8.
        case unreachable
        /// The answer is broken off, and the request may have reached the server; the reason as UTF-8.
        case broken
    }

    public var kind: Kind
    public var exchange: UInt32
    public var payload: [UInt8]

    public init(_ kind: Kind, _ exchange: UInt32, _ payload: [UInt8] = []) {
        self.kind = kind
        self.exchange = exchange
        self.payload = payload
    }

    static let headSize = 9
    /// Longer payloads are not believed.
    public static let largestPayload = 1 << 28

    /// The frame as bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = [kind.rawValue]
        bytes.reserveCapacity(Frame.headSize + payload.count)
        append(exchange, to: &bytes)
        append(UInt32(clamping: payload.count), to: &bytes)
        return bytes + payload
    }

    /// Several texts followed by bytes, as a payload.
    public static func payload(_ texts: [String], _ rest: [UInt8] = []) -> [UInt8] {
        var bytes: [UInt8] = []
        append(UInt32(clamping: texts.count), to: &bytes)
        for text in texts {
            append(UInt32(clamping: text.utf8.count), to: &bytes)
            bytes += text.utf8
        }
        return bytes + rest
    }

    /// What `payload(_:_:)` has put together; nil if the payload is something else.
    public var texts: (texts: [String], rest: [UInt8])? {
        var position = 0
        func number() -> Int? {
            guard position <= payload.count - 4 else { return nil }
            defer { position += 4 }
            return Int(Frame.number(payload[position..<position + 4]))
        }
        guard let count = number(), count <= payload.count / 4 else { return nil }
        var texts: [String] = []
        for _ in 0..<count {
            guard let length = number(), length <= payload.count - position else { return nil }
            texts.append(String(decoding: payload[position..<position + length], as: UTF8.self))
            position += length
        }
        return (texts, Array(payload[position...]))
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reduce(0) { $0 << 8 | UInt32($1) } }
}

private func append(_ number: UInt32, to bytes: inout [UInt8]) {
    for shift in stride(from: 24, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
}

/// Cuts a stream of bytes into frames.
public struct FrameReader {
    private var waiting: [UInt8] = []
    private var position = 0
    /// Gives the next bytes: none at the end, nil on an error.
    private let read: () -> [UInt8]?

    public init(_ read: @escaping () -> [UInt8]?) { self.read = read }

    /// The next frame; nil at the end of the stream, or when what comes is no frame.
    public mutating func next() -> Frame? {
        while true {
            let available = waiting.count - position
            if available >= Frame.headSize {
                guard let kind = Frame.Kind(rawValue: waiting[position]) else { return nil }
                let exchange = Frame.number(waiting[position + 1..<position + 5])
                let length = Int(Frame.number(waiting[position + 5..<position + Frame.headSize]))
                guard length <= Frame.largestPayload else { return nil }
                if available >= Frame.headSize + length {
                    let start = position + Frame.headSize
                    position = start + length
                    return Frame(kind, exchange, Array(waiting[start..<position]))
                }
            }
            waiting.removeFirst(position)
            position = 0
            guard let bytes = read(), !bytes.isEmpty else { return nil }
            waiting += bytes
        }
    }
}
