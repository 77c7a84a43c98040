// A client that says exactly what a test wants, byte by byte, over a real socket.

@testable import MCPHub
@testable import MCPTransport

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A connection to 127.0.0.1. Reading waits, but not for long.
final class LoopbackClient {
    struct Response {
        let status: Int
        let headers: [String: String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
        /// The messages of a stream of events.
        var events: [JSONValue] {
            var parser = EventStreamParser(limit: 1 << 26)
            return ((try? parser.read(body)) ?? []).compactMap { try? JSONValue(parsing: $0.data) }
        }
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    private(set) var isAtEnd = false

    init(port: UInt16) throws {
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, stream, 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let status = unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw TransportError(description: "cannot connect: \(Files.lastErrorText())") }
        var time = timeval(tv_sec: 20, tv_usec: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Files.close(descriptor) }

    /// - Returns: whether the connection still takes something.
    @discardableResult
    func send(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard let count = Socket.send(descriptor, rest) else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Says that nothing more will be sent.
    func finish() { Socket.finishSending(descriptor) }

    /// Resets the connection instead of closing it.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Reads until `text` has arrived or the connection ends.
    ///
    /// - Returns: everything up to and including `text`.
    func read(through text: String) -> String {
        let wanted = Array(text.utf8)
        while true {
            if let end = (0...max(0, received.count - wanted.count)).first(where: { received[$0...].starts(with: wanted) }) {
                let count = min(received.count, end + wanted.count)
                defer { received.removeFirst(count) }
                return String(decoding: received[..<count], as: UTF8.self)
            }
            guard fill() else {
                defer { received = [] }
                return String(decoding: received, as: UTF8.self)
            }
        }
    }

    /// Reads until the connection ends.
    func readToEnd() -> String {
        while fill() {}
        defer { received = [] }
        return String(decoding: received, as: UTF8.self)
    }

    private func fill() -> Bool {
        guard !isAtEnd else { return false }
        guard let bytes = Files.readSome(descriptor, upTo: 1 << 16), !bytes.isEmpty else {
            isAtEnd = true
            return false
        }
        received += bytes
        return true
    }

    private func take(_ count: Int) -> [UInt8] {
        while received.count < count, fill() {}
        let count = min(count, received.count)
        defer { received.removeFirst(count) }
        return Array(received[..<count])
    }

    /// Reads one response with its body.
    func response() -> Response? {
        let lines = read(through: "\r\n\r\n").split(separator: "\r\n").map(String.init)
        guard let first = lines.first, first.hasPrefix("HTTP/1.1 "), let status = Int(first.dropFirst(9).prefix(3)) else {
            return nil
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count == 2 ? HTTPHeaders.trimmed(parts[1]) : ""
        }
        var body: [UInt8] = []
        if headers["transfer-encoding"] == "chunked" {
            while let size = Int(read(through: "\r\n").split(separator: "\r\n").first ?? "", radix: 16) {
                body += take(size)
                _ = take(2)
                if size == 0 { break }
            }
        } else if let length = headers["content-length"].flatMap({ Int($0) }) {
            body = take(length)
        }
        return Response(status: status, headers: headers, body: body)
    }

    /// Sends a request.
    func request(_ method: String, _ path: String = "/mcp", _ headers: [String: String] = [:], body: String? = nil) {
        var text = "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        if let body { text += "Content-Length: \(body.utf8.count)\r\n" }
        send(text + "\r\n" + (body ?? ""))
    }
}
