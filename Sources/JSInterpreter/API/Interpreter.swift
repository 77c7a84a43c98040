// The interpreter: one realm with its heap, and the ways in and out of it.

import JSSyntax

/// Why evaluation gave no value.
public enum ExecutionError: Error, Sendable {
    /// The script threw something and did not catch it.
    case exception(UncaughtException)
    /// The script was ended by a limit or from outside.
    case terminated(Termination)
    /// The result is not JSON. The message names the path of the offending value.
    case serialization(message: String)
}

/// An exception that left a script, described for whoever has to mend it.
public struct UncaughtException: Sendable {
    /// `TypeError: x is not a function`, or the text of whatever was thrown.
    public let message: String
    /// The name of the constructor of what was thrown (`TypeError`); nil for a primitive value.
    public let constructorName: String?
    /// The stack trace with the message as its first line; empty if what was thrown is no error object.
    public let stack: String
    /// Where the script was, 1-based; nil when no code of the script was running.
    public let line: Int?
    public let column: Int?
    /// The line of the source with its neighbours and a caret; nil when the position is not known.
    public let codeFrame: String?
}

/// What an execution has used so far.
public struct Statistics: Sendable {
    public let steps: UInt64
    public let peakMemoryBytes: Int
}

/// One realm: globals, heap and limits. A script that runs here sees what earlier scripts have left. Belongs to one thread at a time.
public final class Interpreter {
    let context: Context
    /// Native stack that is left for code which does not look at the limit.
    static let stackReserve: UInt = 192 * 1024

    /// - Parameters:
    ///   - profile: What scripts may use.
    ///   - limits: Limits for everything that runs here. The timeout counts from now.
    ///   - cancellation: Ends what runs here when it is cancelled.
    ///   - gcStress: Collect garbage at every allocation, or at every `gcStressInterval`th, less often when there is much to look at; for tests.
    public init(
        profile: Profile = .standard, limits: Limits = Limits(), cancellation: CancellationToken? = nil, gcStress: Bool = false,
        gcStressInterval: Int = 1
    ) {
        context = Context(
            profile: profile, limits: limits, cancellation: cancellation,
            stressInterval: gcStress ? max(1, gcStressInterval) : 0)
        if let timeout = limits.timeout { context.deadline = ContinuousClock.now + timeout }
    }

    /// Runs a script to its end and gives its value.
    public func evaluate(_ script: Script) throws(ExecutionError) -> JSValue {
        try enter { () throws(JSThrow) in JSValue(try context.run(script), self) }
    }

    public var statistics: Statistics {
        Statistics(steps: context.steps, peakMemoryBytes: context.heap.peakBytes)
    }

    /// Collects garbage now.
    public func collectGarbage() { _ = try? enter { () throws(JSThrow) in context.heap.collect() } }

    // MARK: Entering

    /// Runs engine code on this thread: sets the limits of the native stack, and turns what is thrown into an `ExecutionError`.
    func enter<Result>(_ body: () throws(JSThrow) -> Result) throws(ExecutionError) -> Result {
        let outermost = context.nativeStackBase == 0
        if outermost {
            context.nativeStackBase = NativeStack.currentAddress() + 256
            context.nativeStackLimit = NativeStack.limit(reserve: Interpreter.stackReserve)
            if let size = context.limits.stackBytes, size < context.nativeStackBase {
                context.nativeStackLimit = max(context.nativeStackLimit, context.nativeStackBase - size)
            }
        }
        let top = context.top
        defer {
            context.top = top
            if outermost { context.nativeStackBase = 0 }
        }
        do throws(JSThrow) {
            let result = try body()
            // What could not throw may have asked for the end, and gone on with something else.
            if context.termination != nil { throw JSThrow.termination }
            return result
        } catch {
            throw executionError(error, clears: outermost)
        }
    }

    /// In a call from a host function the exception stays pending: it goes on into the script.
    private func executionError(_ error: JSThrow, clears: Bool) -> ExecutionError {
        if let termination = context.termination { return .terminated(termination) }
        let value = context.exception
        if clears {
            context.exception = .undefined
            context.uncaught = value
        }
        let description = describe(value)
        // Reading the message may have been what was too much.
        if let termination = context.termination { return .terminated(termination) }
        return .exception(description)
    }

    private func describe(_ value: Value) -> UncaughtException {
        let message = context.describeThrown(value)
        let constructorName = value.asObject.map { context.className(of: $0) }
        guard let object = value.asObject, let data = object.payload(as: ErrorData.self) else {
            return UncaughtException(
                message: message, constructorName: constructorName, stack: "", line: nil, column: nil, codeFrame: nil)
        }
        var stack = message
        for frame in data.trace.frames { stack += "\n    " + frame.description }
        guard case .script(let code, let position)? = data.trace.entries.first(where: { if case .script = $0 { true } else { false } }) else {
            return UncaughtException(
                message: message, constructorName: constructorName, stack: stack, line: nil, column: nil, codeFrame: nil)
        }
        let source = code.executable.script.syntax.source
        let start = UInt32(bitPattern: max(0, position))
        let place = source.position(at: start)
        return UncaughtException(
            message: message, constructorName: constructorName, stack: stack, line: place.line, column: place.column,
            codeFrame: SyntaxDiagnostic(
                kind: .syntax, message: message, range: SourceRange(start: start, end: start), source: source
            ).codeFrame)
    }
}

extension Context {
    /// Runs a script in the realm.
    func run(_ script: Script) throws(JSThrow) -> Value {
        if accountedScripts.insert(ObjectIdentifier(script.code)).inserted { try heap.reserve(script.code.byteCount) }
        try heap.reserve(ScriptExecutable.tableBytes(script.code) + 2 * FunctionCode.byteCount)
        let executable = ScriptExecutable(script: script.code)
        executables.append(executable)
        let code = FunctionCode(syntax: nil, executable: executable, isStrict: script.code.syntax.isStrict)
        executables.append(code)
        let function = makeClosure(code, .undefined, shape: functionShape, flags: code.closureFlags, thisOrHome: .undefined)
        return try call(Value(function), Value(globalObject))
    }

    /// The text of something thrown: for an error its name and message, read without running code.
    func describeThrown(_ value: Value) -> String {
        guard let object = value.asObject else { return describe(value) }
        if object.kind != .error {
            // Scripts make their own kinds of errors, too.
            return plainText(object, .message).map { "\(className(of: object)): \($0)" } ?? describe(value)
        }
        let name = plainText(object, .name) ?? "Error"
        let message = plainText(object, .message) ?? ""
        return message.isEmpty ? name : name.isEmpty ? message : "\(name): \(message)"
    }

    /// Nobody reads more of a message.
    private func messageText(_ string: JSString) -> String {
        text((try? substring(string, 0, min(string.length, 10_000))) ?? emptyString)
    }

    /// A property as text if it is a plain string on the object or its prototypes.
    private func plainText(_ object: JSObject, _ name: Name) -> String? {
        var next: JSObject? = object
        while let current = next, current.kind != .proxy {
            if let location = current.findOwn(PropertyKey(name), self) {
                return location.attributes.contains(.accessor) ? nil : slotValue(current, location.slot).asString.map { messageText($0) }
            }
            next = current.prototype
        }
        return nil
    }
}
