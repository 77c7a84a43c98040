// JSON-RPC 2.0 messages, as lines or HTTP bodies carry them. Parameters and results stay text until somebody
// needs to look into them.

/// What identifies a request among those in flight.
package enum RequestID: Sendable, Hashable, CustomStringConvertible {
    case integer(Int64)
    case string(String)

    package init?(_ value: JSONValue) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .string(let text): self = .string(text)
        default: return nil
        }
    }

    package var value: JSONValue {
        switch self {
        case .integer(let number): .integer(number)
        case .string(let text): .string(text)
        }
    }

    package var description: String {
        switch self {
        case .integer(let number): String(number)
        case .string(let text): text
        }
    }
}

/// An error answer to a request.
package struct RPCError: Error, Sendable, CustomStringConvertible {
    /// A number with a meaning to programs.
    package let code: Int
    /// What happened, for people.
    package let message: String
    /// Details for programs.
    package let data: JSONValue?

    package init(_ code: Int, _ message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    package var description: String { "\(message) (\(code))" }

    /// The body is not JSON.
    package static let parseError = -32700
    /// The body is JSON, but not a message.
    package static let invalidRequest = -32600
    package static let methodNotFound = -32601
    package static let invalidParams = -32602
    package static let internalError = -32603
    /// HTTP headers and body of a request contradict each other.
    package static let headerMismatch = -32020
    /// The request needs a capability that the client did not declare.
    package static let missingClientCapability = -32021
    package static let unsupportedProtocolVersion = -32022

    package init(_ json: JSONValue) {
        code = json["code"]?.integerValue ?? RPCError.internalError
        message = json["message"]?.stringValue ?? "error without a message"
        data = json["data"]
    }

    package var value: JSONValue {
        var object: JSONObject = ["code": JSONValue(code), "message": .string(message)]
        object["data"] = data
        return .object(object)
    }
}

/// One JSON-RPC message.
package enum RPCMessage: Sendable {
    case request(id: RequestID, method: String, params: JSONText?)
    case notification(method: String, params: JSONText?)
    case response(id: RequestID, result: JSONText)
    /// An error; the identifier is missing if the request could not be read.
    case failure(id: RequestID?, error: RPCError)

    /// Reads one message.
    ///
    /// - Throws: `RPCError` with code −32700 if the bytes are not JSON, −32600 if they are not a message.
    package init(parsing bytes: [UInt8]) throws(RPCError) {
        let members: [(key: String, value: JSONText)]?
        do {
            members = try JSONText.members(validating: Self.repaired(bytes))
        } catch {
            throw RPCError(RPCError.parseError, "not JSON: \(error)")
        }
        try self.init(members: members)
    }

    /// The bytes with what is not UTF-8 replaced: parts of a message go on to others, who may take less well to that.
    private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }), String(validating: bytes, as: UTF8.self) == nil else { return bytes }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    /// The request that an unreadable message answers, as far as its beginning tells.
    package static func request(answeredByUnreadable bytes: [UInt8]) -> RequestID? {
        var reader = JSONReader(bytes)
        var id: RequestID?
        do throws(JSONError) {
            reader.skipWhitespace()
            try reader.expect(UInt8(ascii: "{"))
            while true {
                reader.skipWhitespace()
                let (content, hasEscapes) = try reader.scanString()
                let key = reader.decodedBytes(content, hasEscapes: hasEscapes)
                if key.elementsEqual("method".utf8) { return nil }
                reader.skipWhitespace()
                try reader.expect(UInt8(ascii: ":"))
                reader.skipWhitespace()
                let start = reader.position
                try reader.skipValue()
                if key.elementsEqual("id".utf8) {
                    id = (try? JSONText(validating: Array(bytes[start..<reader.position]))).flatMap { RequestID($0.value) }
                }
                reader.skipWhitespace()
                try reader.expect(UInt8(ascii: ","))
            }
        } catch {
            // The end of the message, or of what can be read of it.
            return id
        }
    }

    package init(_ text: JSONText) throws(RPCError) { try self.init(members: text.isObject ? text.members : nil) }

    /// - Parameter members: those of the message, `nil` if it is no object.
    private init(members: [(key: String, value: JSONText)]?) throws(RPCError) {
        guard let members else { throw RPCError(RPCError.invalidRequest, "a message must be a JSON object") }
        func member(_ key: String) -> JSONText? { members.last { $0.key == key }?.value }
        guard member("jsonrpc")?.value == "2.0" else {
            throw RPCError(RPCError.invalidRequest, "a message must have \"jsonrpc\": \"2.0\"")
        }
        let idText = member("id")
        let id = idText.flatMap { RequestID($0.value) }
        if let method = member("method") {
            guard let name = method.value.stringValue else {
                throw RPCError(RPCError.invalidRequest, "\"method\" must be a string")
            }
            let params = member("params")
            if let params, !params.isObject, !params.isArray {
                throw RPCError(RPCError.invalidRequest, "\"params\" must be an object")
            }
            if let id {
                self = .request(id: id, method: name, params: params)
            } else if idText == nil {
                self = .notification(method: name, params: params)
            } else {
                throw RPCError(RPCError.invalidRequest, "\"id\" must be a string or an integer")
            }
        } else if let error = member("error") {
            self = .failure(id: id, error: RPCError(error.value))
        } else if let result = member("result"), let id {
            self = .response(id: id, result: result)
        } else {
            throw RPCError(RPCError.invalidRequest, "a message must have a method, a result or an error")
        }
    }

    /// The message as one line of JSON, without the newline.
    package func encoded() -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("jsonrpc")
        writer.string("2.0")
        switch self {
        case .request(let id, let method, let params):
            writer.key("id")
            writer.value(id.value)
            Self.write(method, params, to: &writer)
        case .notification(let method, let params):
            Self.write(method, params, to: &writer)
        case .response(let id, let result):
            writer.key("id")
            writer.value(id.value)
            writer.key("result")
            writer.raw(result)
        case .failure(let id, let error):
            writer.key("id")
            writer.value(id?.value ?? .null)
            writer.key("error")
            writer.value(error.value)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ method: String, _ params: JSONText?, to writer: inout JSONWriter) {
        writer.key("method")
        writer.string(method)
        if let params {
            writer.key("params")
            writer.raw(params)
        }
    }
}
