// Values outside the engine: handles that keep what they refer to alive.

/// A JavaScript value of one interpreter. Keeps the value alive as long as it exists; must not outlive the interpreter's use,
/// and, like the interpreter, belongs to one thread at a time.
public final class JSValue {
    let root: RootList
    let interpreter: Interpreter

    init(_ value: Value, _ interpreter: Interpreter) {
        root = RootList(interpreter.context.heap)
        root.appendReserved(value)
        self.interpreter = interpreter
    }

    var value: Value { root[0] }

    public var isUndefined: Bool { value.isUndefined }
    public var isNull: Bool { value.isNull }
    /// Whether the value is an object that is neither an array nor callable.
    public var isPlainObject: Bool { value.asObject.map { $0.kind != .array && !$0.isCallable } ?? false }
    public var isArray: Bool { value.asObject?.kind == .array }
    public var isFunction: Bool { value.isCallable }
    public var boolean: Bool? { value.isBoolean ? value.isTrue : nil }
    /// What `Boolean(value)` gives.
    public var isTruthy: Bool { interpreter.context.toBoolean(value) }
    public var number: Double? { value.asNumber }
    public var isString: Bool { value.isString }
    /// The text of a primitive string.
    public var string: String? { value.asString.map { interpreter.context.text($0) } }
    /// What `typeof` says.
    public var typeName: String { interpreter.context.typeName(value).text }
}
