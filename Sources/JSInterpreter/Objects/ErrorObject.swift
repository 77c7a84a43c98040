// Error objects, and how the engine itself throws them.

/// The kinds of errors that the specification's algorithms throw.
enum ErrorKind {
    case error, evalError, rangeError, referenceError, syntaxError, typeError, uriError

    var prototype: Intrinsic {
        switch self {
        case .error: .errorPrototype
        case .evalError: .evalErrorPrototype
        case .rangeError: .rangeErrorPrototype
        case .referenceError: .referenceErrorPrototype
        case .syntaxError: .syntaxErrorPrototype
        case .typeError: .typeErrorPrototype
        case .uriError: .uriErrorPrototype
        }
    }
}

/// One line of a stack trace.
struct StackFrame: Sendable {
    /// The function as traces name it; empty for the top level of a script.
    let function: String
    /// The script's name, or nil for native code.
    let script: String?
    /// 1-based.
    let line: Int
    let column: Int

    var description: String {
        guard let script else { return "at \(function) (native)" }
        return function.isEmpty ? "at \(script):\(line):\(column)" : "at \(function) (\(script):\(line):\(column))"
    }
}

/// [[ErrorData]]: where the error was made.
final class ErrorData: CellPayload {
    let trace: StackTrace
    /// What a script has assigned to `stack`, or `empty`.
    var override: Value = .empty

    /// What the entries of the trace take.
    private var byteCount: Int { trace.entries.count * 32 }

    init(trace: StackTrace, _ heap: Heap) {
        self.trace = trace
        super.init()
        heap.charge(byteCount)
    }

    override func trace(_ heap: Heap) { heap.mark(override) }
    override func finalize(_ heap: Heap) { heap.unreserve(byteCount) }
}

extension Context {
    /// Makes a native error the pending exception; the caller throws what this returns.
    func throwError(_ kind: ErrorKind, _ message: String) -> JSThrow {
        throwValue(Value(makeError(kind, message)))
    }

    /// Makes any value the pending exception; the caller throws what this returns.
    func throwValue(_ value: Value) -> JSThrow {
        if termination != nil { return .termination }
        exception = value
        return .exception
    }

    func makeError(_ kind: ErrorKind, _ message: String) -> JSObject {
        let object = makeErrorObject(prototype: intrinsic(kind.prototype))
        try? object.addOwn(PropertyKey(.message), Value(makeString(message)), .hidden, self)
        return object
    }

    /// An object with [[ErrorData]] that remembers the present stack.
    func makeErrorObject(prototype: JSObject, skipping count: Int = 0) -> JSObject {
        makeErrorObject(prototype: prototype, trace: captureStackTrace(skipping: count))
    }

    func makeErrorObject(prototype: JSObject, trace: StackTrace) -> JSObject {
        let object = heap.makeObject(.error, Shape.root(prototype: prototype, heap), inlineSlots: 2)
        object.setPayload(ErrorData(trace: trace, heap))
        return object
    }

    /// The text of `stack`: what kind of error, its message, then a line for each function being called. Runs no code: accessors
    /// do not count as name or message.
    func stackText(of error: JSObject, _ trace: StackTrace) throws(JSThrow) -> JSString {
        try pay(100)
        let name = plainText(of: error, .name) ?? Name.Error.string
        let message = plainText(of: error, .message) ?? emptyString
        let separator = name.length == 0 || message.length == 0 ? emptyString : makeString(": ")
        let frames = trace.frames
        // Working out a column means reading the line up to there.
        for frame in frames { try pay(frame.column / 64) }
        let lines = frames.map { "\n    " + $0.description }.joined()
        return try concatenate(concatenate(concatenate(name, separator), message), makeString(lines))
    }

    /// A property that is a string and no accessor, of an object or its prototypes.
    private func plainText(of object: JSObject, _ name: Name) -> JSString? {
        var next: JSObject? = object
        var depth = 0
        while let current = next, !current.isExotic, depth < 1000 {
            depth += 1
            if let location = current.findOwn(PropertyKey(name), self) {
                return location.attributes.contains(.accessor) ? nil : slotValue(current, location.slot).asString
            }
            next = current.prototype
        }
        return nil
    }

    /// Runs `body`; a thrown exception is returned in place of its result, a termination goes on.
    func catching<Result>(_ body: () throws(JSThrow) -> Result) throws(JSThrow) -> (result: Result?, exception: Value) {
        let top = self.top
        do throws(JSThrow) {
            return (try body(), .empty)
        } catch {
            guard error == .exception else { throw error }
            self.top = top
            let value = exception
            exception = .undefined
            return (nil, value)
        }
    }
}
