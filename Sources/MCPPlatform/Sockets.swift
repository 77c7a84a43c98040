// Sockets that never block, and waiting for many of them at once: the little of the system's socket interface that a
// server with one thread for all its connections needs.

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An address to listen on.
public struct SocketAddress: Sendable, Equatable {
    /// An IPv4 or IPv6 address in the usual notation.
    public let host: String
    /// 0 lets the system choose.
    public let port: UInt16

    /// Why a text is no address.
    public struct Problem: Error, CustomStringConvertible {
        public let description: String
    }

    /// Reads `PORT`, `HOST:PORT` or `[IPv6]:PORT`. The host is an IP address or `localhost`; without one it is
    /// 127.0.0.1.
    public init(parsing text: String) throws(Problem) {
        var host = "127.0.0.1"
        var portText = text[...]
        if let colon = text.lastIndex(of: ":") {
            host = String(text[..<colon])
            portText = text[text.index(after: colon)...]
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = String(host.dropFirst().dropLast())
            } else if host.contains(":") {
                throw Problem(description: "\"\(text)\" is not an address; write an IPv6 address as [::1]:8080")
            }
            if host == "localhost" { host = "127.0.0.1" }
        }
        guard let port = UInt16(portText), portText.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw Problem(description: "\"\(portText)\" is not a port; write a number from 0 to 65535")
        }
        guard IPAddress.isValid(host) else {
            throw Problem(description: "\"\(host)\" is not an IP address; write one, such as 127.0.0.1, or localhost")
        }
        self.host = host
        self.port = port
    }

    /// Whether only programs on this machine can reach it.
    public var isLoopback: Bool { IPAddress.isLoopback(host) }

    /// The host as URLs have it.
    package var hostInURL: String { host.contains(":") ? "[\(host)]" : host }
}

/// Texts that are IP addresses.
package enum IPAddress {
    package static func isValid(_ text: String) -> Bool { version4(text) != nil || version6(text) != nil }

    package static func isLoopback(_ text: String) -> Bool {
        if let address = version4(text) { return UInt32(bigEndian: address.s_addr) >> 24 == 127 }
        return version6(text).map { $0 == IPAddress.version6("::1") } ?? false
    }

    fileprivate static func version4(_ text: String) -> in_addr? {
        var address = in_addr()
        return unsafe inet_pton(AF_INET, text, &address) == 1 ? address : nil
    }

    /// The 16 bytes.
    fileprivate static func version6(_ text: String) -> [UInt8]? {
        var address = [UInt8](repeating: 0, count: 16)
        return unsafe inet_pton(AF_INET6, text, &address) == 1 ? address : nil
    }
}

/// TCP sockets that do not block.
package enum Socket {
    /// What reading gave.
    package enum Received {
        case bytes([UInt8])
        /// The peer sends nothing more.
        case end
        /// Nothing is there now.
        case nothing
        /// The connection is gone.
        case lost
    }

    /// Begins to listen.
    ///
    /// - Returns: the socket, and its port.
    package static func listen(_ address: SocketAddress) throws(SystemError) -> (descriptor: Int32, port: UInt16) {
        let isVersion6 = address.host.contains(":")
        #if canImport(Glibc)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        let descriptor = ChildProcess.spawning.withLock { _ in
            let descriptor = socket(isVersion6 ? AF_INET6 : AF_INET, stream, 0)
            if descriptor >= 0 { prepare(descriptor) }
            return descriptor
        }
        guard descriptor >= 0 else { throw SystemError("cannot create a socket") }
        enable(descriptor, SOL_SOCKET, SO_REUSEADDR)
        let isBound = isVersion6 ? bindVersion6(descriptor, address) : bindVersion4(descriptor, address)
        guard isBound, systemListen(descriptor, 128) == 0, let port = port(of: descriptor, isVersion6: isVersion6) else {
            let code = errno
            Files.close(descriptor)
            throw SystemError("cannot listen on \(address.hostInURL):\(address.port)", code)
        }
        return (descriptor, port)
    }

    private static func bindVersion4(_ descriptor: Int32, _ address: SocketAddress) -> Bool {
        guard let host = IPAddress.version4(address.host) else { return false }
        var name = sockaddr_in()
        #if canImport(Darwin)
        name.sin_len = UInt8(MemoryLayout<sockaddr_in>.size)
        #endif
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = address.port.bigEndian
        name.sin_addr = host
        return unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    private static func bindVersion6(_ descriptor: Int32, _ address: SocketAddress) -> Bool {
        guard let host = IPAddress.version6(address.host) else { return false }
        var name = sockaddr_in6()
        #if canImport(Darwin)
        name.sin6_len = UInt8(MemoryLayout<sockaddr_in6>.size)
        #endif
        name.sin6_family = sa_family_t(AF_INET6)
        name.sin6_port = address.port.bigEndian
        unsafe withUnsafeMutableBytes(of: &name.sin6_addr) { unsafe $0.copyBytes(from: host) }
        return unsafe withUnsafePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }

    private static func port(of descriptor: Int32, isVersion6: Bool) -> UInt16? {
        var name = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let status = unsafe withUnsafeMutablePointer(to: &name) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe getsockname(descriptor, pointer, &size)
            }
        }
        // The port has the same place in the addresses of both versions.
        return status == 0 ? UInt16(bigEndian: name.sin6_port) : nil
    }

    /// What accepting gave.
    package enum Accepted {
        case connection(Int32)
        case nothing
        /// There is a connection, but no descriptor for it.
        case exhausted
    }

    /// Accepts the next connection to a listening socket.
    package static func accept(_ listener: Int32) -> Accepted {
        let (descriptor, error) = ChildProcess.spawning.withLock { _ in
            let descriptor = systemAccept(listener)
            let error = errno
            if descriptor >= 0 { prepare(descriptor) }
            return (descriptor, error)
        }
        guard descriptor >= 0 else {
            return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM ? .exhausted : .nothing
        }
        #if canImport(Darwin)
        enable(descriptor, SOL_SOCKET, SO_NOSIGPIPE)
        #endif
        // Answers are written in one piece; waiting for more only delays them.
        enable(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        return .connection(descriptor)
    }

    /// Why there is no connection.
    package struct ConnectionProblem: Error, CustomStringConvertible {
        package let description: String
    }

    /// Connects to one of the addresses of a host. May block until the deadline, and while a name is looked up.
    package static func connect(_ host: String, _ port: UInt16, until deadline: Deadline) -> Result<Int32, ConnectionProblem> {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, "\(port)", &hints, &list) == 0, let first = unsafe list else {
            return .failure(ConnectionProblem(description: "the host was not found"))
        }
        defer { unsafe freeaddrinfo(first) }
        var problem = ConnectionProblem(description: "the server does not accept connections")
        var next: UnsafeMutablePointer<addrinfo>? = unsafe first
        while let entry = unsafe next {
            switch unsafe connect(entry.pointee, until: deadline) {
            case .success(let descriptor): return .success(descriptor)
            case .failure(let failure): problem = failure
            }
            unsafe next = entry.pointee.ai_next
        }
        return .failure(problem)
    }

    private static func connect(_ address: addrinfo, until deadline: Deadline) -> Result<Int32, ConnectionProblem> {
        let descriptor = ChildProcess.spawning.withLock { _ in
            let descriptor = unsafe socket(address.ai_family, address.ai_socktype, address.ai_protocol)
            if descriptor >= 0 { prepare(descriptor) }
            return descriptor
        }
        guard descriptor >= 0 else { return .failure(ConnectionProblem(description: Files.lastErrorText())) }
        #if canImport(Darwin)
        enable(descriptor, SOL_SOCKET, SO_NOSIGPIPE)
        #endif
        var error = unsafe systemConnect(descriptor, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno
        if error == EINPROGRESS {
            var set = PollSet()
            set.add(descriptor, read: false, write: true)
            set.wait(deadline.remaining ?? .seconds(3600))
            error = ETIMEDOUT
            if set[0].canWrite || set[0].isBroken {
                var size = socklen_t(MemoryLayout<Int32>.size)
                unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
            }
        }
        guard error == 0 else {
            Files.close(descriptor)
            return .failure(
                ConnectionProblem(
                    description: error == ECONNREFUSED
                        ? "the server does not accept connections" : "the server cannot be reached: \(Files.errorText(error))"))
        }
        enable(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY)
        return .success(descriptor)
    }

    /// Whether nothing has arrived, the end of the connection included.
    package static func isQuiet(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        while true {
            let result = unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK))
            if result >= 0 { return false }
            if errno != EINTR { return errno == EAGAIN || errno == EWOULDBLOCK }
        }
    }

    /// The bytes that have arrived, at most `count`.
    package static func receive(_ descriptor: Int32, upTo count: Int) -> Received {
        while true {
            var result = 0
            let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
                result = unsafe recv(descriptor, buffer.baseAddress, count, 0)
                initialized = max(0, result)
            }
            if result > 0 { return .bytes(bytes) }
            if result == 0 { return .end }
            if errno == EAGAIN || errno == EWOULDBLOCK { return .nothing }
            if errno != EINTR { return .lost }
        }
    }

    /// Sends as much as fits now.
    ///
    /// - Returns: the number of bytes taken, `nil` if the connection is gone.
    package static func send(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int? {
        #if canImport(Darwin)
        let flags: Int32 = 0
        #else
        let flags = Int32(MSG_NOSIGNAL)
        #endif
        while true {
            let result = unsafe bytes.withUnsafeBytes { buffer in
                unsafe systemSend(descriptor, buffer.baseAddress, buffer.count, flags)
            }
            if result >= 0 { return result }
            if errno == EAGAIN || errno == EWOULDBLOCK { return 0 }
            if errno != EINTR { return nil }
        }
    }

    /// Tells the peer that nothing more will be sent.
    package static func finishSending(_ descriptor: Int32) {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    fileprivate static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    private static func enable(_ descriptor: Int32, _ level: Int32, _ option: Int32) {
        var value: Int32 = 1
        unsafe setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}

private func systemConnect(_ descriptor: Int32, _ address: UnsafePointer<sockaddr>?, _ size: socklen_t) -> Int32 {
    unsafe connect(descriptor, address, size)
}

private func systemListen(_ descriptor: Int32, _ backlog: Int32) -> Int32 { listen(descriptor, backlog) }

private func systemSend(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int, _ flags: Int32) -> Int {
    unsafe send(descriptor, bytes, count, flags)
}

private func systemAccept(_ descriptor: Int32) -> Int32 {
    accept(descriptor, nil, nil)
}

/// Descriptors to wait for.
package struct PollSet {
    /// What is ready.
    package struct Readiness {
        package let canRead: Bool
        package let canWrite: Bool
        /// Nothing can be sent to this peer any more.
        package let isBroken: Bool
    }

    private var entries: [pollfd] = []

    package init() {}

    /// Adds a descriptor. Broken connections are noticed in any case.
    package mutating func add(_ descriptor: Int32, read: Bool, write: Bool) {
        let events = (read ? Int16(POLLIN) : 0) | (write ? Int16(POLLOUT) : 0)
        entries.append(pollfd(fd: descriptor, events: events, revents: 0))
    }

    /// Blocks until a descriptor is ready or the time is over.
    package mutating func wait(_ time: Duration) {
        let milliseconds = Int32(clamping: max(0, time.milliseconds))
        unsafe poll(&entries, nfds_t(entries.count), milliseconds)
    }

    /// What is ready at the descriptor that was added as number `index`.
    package subscript(index: Int) -> Readiness {
        let events = entries[index].revents
        return Readiness(
            canRead: events & Int16(POLLIN) != 0, canWrite: events & Int16(POLLOUT) != 0,
            isBroken: events & Int16(POLLHUP | POLLERR | POLLNVAL) != 0)
    }
}

/// Ends another thread's wait in a `PollSet`.
package final class WakeSignal: Sendable {
    /// To be waited for.
    package let descriptor: Int32
    private let writeEnd: Int32

    package init() throws(SystemError) {
        var ends: [Int32] = [0, 0]
        let isMade = ChildProcess.spawning.withLock { _ in
            guard unsafe pipe(&ends) == 0 else { return false }
            for end in ends { Socket.prepare(end) }
            return true
        }
        guard isMade else { throw SystemError("cannot create a pipe") }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        Files.close(descriptor)
        Files.close(writeEnd)
    }

    /// Wakes the waiting thread, or lets its next wait end at once.
    package func wake() {
        // A full pipe wakes as well.
        Files.writeOnce(writeEnd, [1])
    }

    /// To be called after waking.
    package func reset() {
        while let bytes = Files.readSome(descriptor, upTo: 512), bytes.count == 512 {}
    }
}
