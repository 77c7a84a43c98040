// HTTP/1.1 messages as a server sees them: what a request says, and what is answered.

/// The header fields of a message, in order.
package struct HTTPHeaders: Sendable {
    /// Names are in lower case; values have no white space around them.
    package private(set) var fields: [(name: String, value: String)] = []

    package init() {}

    package init(_ fields: KeyValuePairs<String, String>) {
        for (name, value) in fields { append(name, value) }
    }

    package var count: Int { fields.count }

    package mutating func append(_ name: String, _ value: String) { fields.append((name.lowercased(), value)) }

    /// The value of the first field with this name, which is given in lower case.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The values of all fields with this name, which is given in lower case.
    package func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The elements of a field whose value is a list, in lower case and without white space around them.
    package func list(_ name: String) -> [String] {
        values(name).flatMap { $0.split(separator: ",") }.map { HTTPHeaders.trimmed($0).lowercased() }
    }

    /// A text without blanks and tabs around it.
    package static func trimmed(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }

    package static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

    /// Whether a byte may occur in a name or a method.
    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    /// Whether a byte may occur in a value.
    static func isValueByte(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || byte == UInt8(ascii: "\t") }

    /// Whether a text can be the name of a field.
    package static func isName(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy(isTokenByte) }

    /// Whether a text can be the value of a field.
    package static func isValue(_ text: String) -> Bool { text.utf8.allSatisfy(isValueByte) }
}

/// What a request says before its body.
package struct HTTPRequestHead: Sendable {
    package let method: String
    /// The target up to the question mark.
    package let path: String
    /// Whether it is HTTP/1.0, which knows neither chunks nor lasting connections.
    let isHTTP10: Bool
    package let headers: HTTPHeaders

    /// Whether the client allows further requests on the connection.
    var keepsConnection: Bool { !isHTTP10 && !headers.list("connection").contains("close") }
}

/// A whole answer.
package struct HTTPResponse: Sendable {
    package var status: Int
    package var headers: HTTPHeaders
    package var body: [UInt8]

    package init(_ status: Int, _ headers: KeyValuePairs<String, String> = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = HTTPHeaders(headers)
        self.body = body
    }

    /// A short text for people.
    package static func text(_ status: Int, _ text: String, _ headers: KeyValuePairs<String, String> = [:]) -> HTTPResponse {
        var response = HTTPResponse(status, headers, body: Array((text + "\n").utf8))
        response.headers.append("content-type", "text/plain; charset=utf-8")
        return response
    }

    /// The status line and the fields, without the empty line that ends them.
    package static func head(_ status: Int, _ headers: HTTPHeaders, keepsConnection: Bool) -> [UInt8] {
        var text = "HTTP/1.1 \(status) \(reason(status))\r\n"
        for (name, value) in headers.fields { text += "\(name): \(value)\r\n" }
        text += keepsConnection ? "connection: keep-alive\r\n" : "connection: close\r\n"
        return Array(text.utf8)
    }

    /// The bytes to send.
    package func encoded(keepsConnection: Bool) -> [UInt8] {
        var bytes = Self.head(status, headers, keepsConnection: keepsConnection)
        // An answer without content does not say how long it is.
        if status != 204 { bytes += Array("content-length: \(body.count)\r\n".utf8) }
        bytes += Array("\r\n".utf8)
        return status == 204 ? bytes : bytes + body
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 202: "Accepted"
        case 204: "No Content"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 421: "Misdirected Request"
        case 431: "Request Header Fields Too Large"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 505: "HTTP Version Not Supported"
        default: "Status"
        }
    }
}
