// Functions that an embedder gives to scripts.

/// A call of a host function: its arguments, and the interpreter to make values with.
public struct HostCall {
    public let interpreter: Interpreter
    /// `this`, then the arguments. A list of the collector's, so that a call with many arguments makes no handle for each.
    private let values: RootList

    init(_ interpreter: Interpreter, _ arguments: Arguments) throws(JSThrow) {
        self.interpreter = interpreter
        values = RootList(interpreter.context.heap)
        try values.reserve(arguments.count + 1)
        values.appendReserved(arguments.thisValue)
        for index in 0..<arguments.count { values.appendReserved(arguments[index]) }
    }

    /// The value of `this`.
    public var thisValue: JSValue { JSValue(values[0], interpreter) }
    /// The number of arguments that were passed.
    public var count: Int { values.count - 1 }
    /// undefined for an argument that was not passed.
    public subscript(index: Int) -> JSValue {
        index >= 0 && index < count ? JSValue(values[index + 1], interpreter) : interpreter.undefined
    }
    public var allArguments: [JSValue] { (0..<count).map { self[$0] } }
}

/// An error that a host function throws into the script.
public struct HostError: Error {
    /// Which constructor of the realm makes the error object.
    public enum Kind: Sendable {
        case error, typeError, rangeError
    }

    public var kind: Kind
    /// Replaces the `name` of the error, as in `ToolError`.
    public var name: String?
    public var message: String
    /// Further own properties with their texts, in order.
    public var properties: [(name: String, text: String)]

    public init(_ kind: Kind = .error, _ message: String, name: String? = nil, properties: [(name: String, text: String)] = []) {
        self.kind = kind
        self.name = name
        self.message = message
        self.properties = properties
    }
}

extension Interpreter {
    // MARK: Functions

    /// Makes a function whose calls run `body` on the interpreter's thread. What `body` throws becomes an exception of the script:
    /// a `HostError` as it says, an `ExecutionError` of a nested call as it was, anything else as an `Error` with its description.
    /// `ExecutionError.terminated` ends the script. However `body` ends, limits are looked at before the script goes on or can catch
    /// anything. `body` must not hold the interpreter or values of it, which would keep each other alive: it gets them with the call.
    public func makeFunction(name: String, length: Int = 0, _ body: @escaping (HostCall) throws -> JSValue) -> JSValue {
        let host = HostBody(interpreter: self, body: body)
        let entry = BuiltinEntry(name, length) { (context, arguments) throws(JSThrow) in try host.call(context, arguments) }
        context.executables.append(entry)
        let function = context.makeNativeFunction(entry)
        if context.profile == .sandbox { function.set([.nonExtensible, .frozenIntrinsic]) }
        return JSValue(Value(function), self)
    }

    // MARK: Values

    public var undefined: JSValue { JSValue(.undefined, self) }
    public var null: JSValue { JSValue(.null, self) }
    public func makeBoolean(_ value: Bool) -> JSValue { JSValue(Value(value), self) }
    public func makeNumber(_ value: Double) -> JSValue { JSValue(Value(number: value), self) }
    public func makeString(_ text: String) -> JSValue { JSValue(Value(context.makeString(text)), self) }
    /// An ordinary object without properties.
    public func makeObject() -> JSValue { JSValue(Value(context.makeObject()), self) }

    /// A value from JSON text in UTF-8, which goes into the heap without any detour. As long as the text is needed, it is accounted, too;
    /// a caller that has no further use for it leaves it to this function, which frees it as soon as it can.
    public func parseJSON(_ utf8: consuming [UInt8]) throws(ExecutionError) -> JSValue {
        var text = utf8
        return try enter { () throws(JSThrow) in JSValue(try context.parseJSON(utf8: &text), self) }
    }

    // MARK: Memory of the host

    /// Accounts for memory that a host function takes on behalf of the script and keeps until the end.
    ///
    /// - Throws: `ExecutionError.terminated(.memoryLimit)` if the script may not have so much.
    public func reserveMemory(_ bytes: Int) throws(ExecutionError) {
        try enter { () throws(JSThrow) in try context.heap.reserve(max(0, bytes)) }
    }

    /// Accounts for memory that a host function takes on behalf of the script while `body` runs.
    ///
    /// - Throws: `ExecutionError.terminated(.memoryLimit)`, before `body` runs, if the script may not have so much.
    public func withReservedMemory<Result>(
        _ bytes: Int, _ body: () throws(ExecutionError) -> Result
    ) throws(ExecutionError) -> Result {
        try reserveMemory(bytes)
        defer { context.heap.unreserve(max(0, bytes)) }
        return try body()
    }

    /// What `JSON.stringify` gives, as UTF-8; nil when that is undefined.
    public func stringifyJSON(_ value: JSValue) throws(ExecutionError) -> [UInt8]? {
        try enter { () throws(JSThrow) in try context.stringifyJSON(value.value) }
    }

    /// The value as a result: like `JSON.stringify`, but what JSON cannot say is an error that names its path, and undefined is null.
    public func serializeResult(_ value: JSValue) throws(ExecutionError) -> [UInt8] {
        let result: Result<[UInt8], SerializationFailure> = try enter { () throws(JSThrow) in
            do throws(SerializationFailure) {
                return .success(try context.serializeResult(value.value))
            } catch {
                if case .thrown(let reason) = error { throw reason }
                return .failure(error)
            }
        }
        switch result {
        case .success(let bytes): return bytes
        case .failure(.notSerializable(let message)): throw .serialization(message: message)
        case .failure(.thrown): throw .serialization(message: "result could not be serialized")
        }
    }

    /// A property of an object; undefined for what is not there.
    public func property(_ name: String, of object: JSValue) throws(ExecutionError) -> JSValue {
        try enter { () throws(JSThrow) in JSValue(try context.getV(object.value, context.makeKey(name)), self) }
    }

    /// Defines an ordinary property of an object.
    public func setProperty(_ name: String, of object: JSValue, to value: JSValue) throws(ExecutionError) {
        try enter { () throws(JSThrow) in
            guard let target = object.value.asObject else { return }
            try context.createDataPropertyOrThrow(target, context.makeKey(name), value.value)
        }
    }

    /// Defines a global variable that is not enumerable, as builtins are.
    public func setGlobal(_ name: String, to value: JSValue) {
        let key = context.makeKey(name)
        _ = try? context.globalObject.defineOwnProperty(key, PropertyDescriptor(value.value, .hidden), context)
    }

    /// What `String(value)` gives, cut after `limit` UTF-16 code units.
    public func text(of value: JSValue, limit: Int = .max) throws(ExecutionError) -> String {
        try enter { () throws(JSThrow) in
            if let symbol = value.value.asSymbol { return context.describe(Value(symbol)) }
            var string = try context.flattened(try context.toString(value.value))
            if string.length > limit { string = try context.substring(string, 0, max(0, limit)) }
            // UTF-8 of at most three bytes for a unit, and the units while it is made.
            let bytes = string.length * 5
            try context.heap.reserve(bytes)
            defer { context.heap.unreserve(bytes) }
            return context.text(string)
        }
    }

    /// Calls a function of the script.
    public func call(_ function: JSValue, this: JSValue? = nil, _ arguments: [JSValue]) throws(ExecutionError) -> JSValue {
        try enter { () throws(JSThrow) in
            JSValue(try context.call(function.value, this?.value ?? .undefined, arguments: arguments.map(\.value)), self)
        }
    }

    /// Makes an object and everything that its properties reach immutable, so that scripts cannot change what the host offers.
    public func freeze(_ object: JSValue) {
        guard let target = object.value.asObject else { return }
        context.freezeBuiltin(target)
    }
}

/// A host function's Swift closure. Sendable because an interpreter, and so each of its functions, is used by one thread at a time.
private struct HostBody: @unchecked Sendable {
    unowned let interpreter: Interpreter
    let body: (HostCall) throws -> JSValue

    func call(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let call = try HostCall(interpreter, arguments)
        let outcome: Result<Value, any Error>
        do { outcome = .success(try body(call).value) } catch { outcome = .failure(error) }
        // A limit that was reached meanwhile ends the script here, before it can catch anything.
        if case .failure(ExecutionError.terminated(let reason)) = outcome { context.requestTermination(reason) }
        context.interruptSoon()
        try context.pay()
        switch outcome {
        case .success(let value): return value
        case .failure(let error as HostError): throw interpreter.throwHostError(error)
        case .failure(let error as ExecutionError): throw interpreter.rethrow(error)
        case .failure(let error): throw context.throwError(.error, String(describing: error))
        }
    }
}

extension Interpreter {
    fileprivate func throwHostError(_ error: HostError) -> JSThrow {
        let kind: ErrorKind =
            switch error.kind {
            case .error: .error
            case .typeError: .typeError
            case .rangeError: .rangeError
            }
        let object = context.makeError(kind, error.message)
        do throws(JSThrow) {
            if let name = error.name {
                try object.addOwn(PropertyKey(.name), Value(context.makeString(name)), .hidden, context)
            }
            for (name, text) in error.properties {
                try context.createDataPropertyOrThrow(object, context.makeKey(name), Value(context.makeString(text)))
            }
        } catch { return error }
        return context.throwValue(Value(object))
    }

    /// An error of a nested call goes on as what it was: its value is still the pending exception.
    fileprivate func rethrow(_ error: ExecutionError) -> JSThrow {
        switch error {
        case .exception: return .exception
        case .terminated: return .termination
        case .serialization(let message): return context.throwError(.typeError, message)
        }
    }
}
