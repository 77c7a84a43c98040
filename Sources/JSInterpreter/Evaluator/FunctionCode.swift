// The code of one function in one realm: what all closures made from one function expression share.
//
// It knows its syntax from the start and its nodes from the first call on. Calling sets up the frame (see `Frame`): missing
// arguments and all other slots become undefined, `this` is what the function's mode makes of it, and the arguments
// object or rest array is made while all arguments are still in place.

import JSSyntax

final class FunctionCode {
    /// nil for the top level of a script.
    let syntax: FunctionNode?
    /// Owns this code, and lives as long as the realm.
    unowned let executable: ScriptExecutable

    let parameterCount: Int
    let expectedArgumentCount: Int
    let isStrict: Bool
    let isArrow: Bool
    let isGenerator: Bool
    let isDerivedConstructor: Bool
    /// A base class constructor or an ordinary function: `new` makes the object before the body runs.
    let isClassConstructor: Bool

    // Set by lowering.
    var isLowered = false
    var frameSize = 0
    /// Sloppy code that uses `this`: undefined becomes the global object, a primitive an object.
    var coercesThis = false
    /// Slots for the arguments object and the rest array, or 0.
    var argumentsSlot = 0
    var argumentsAreMapped = false
    var restSlot = 0
    /// Evaluates the whole body to the returned value. The executable owns the node; calls borrow it by its address.
    var body: Node {
        get { unsafe Unmanaged<Node>.fromOpaque(UnsafeRawPointer(bitPattern: bodyWord).unsafelyUnwrapped).takeUnretainedValue() }
        set {
            bodyWord = unsafe UInt(bitPattern: Unmanaged.passUnretained(newValue).toOpaque())
            innerBodyWord = bodyWord
        }
    }
    /// Sets the body of a function with calls in tail position.
    func setBody(_ body: TailCallingBody) {
        self.body = body
        innerBodyWord = unsafe UInt(bitPattern: Unmanaged.passUnretained(body.body).toOpaque())
    }
    private var bodyWord: UInt
    /// The same without the loop for tail calls, which is already running when the function is called by one.
    private var innerBodyWord: UInt
    /// Reads the `this` of a derived constructor, which may be uninitialised.
    var derivedThis: Node?
    /// The text that `Function.prototype.toString` shows: of the function, or of the whole class for the constructor of a class.
    var sourceRange: SourceRange?
    /// The name when no `name` property says otherwise.
    var name: Value = .undefined

    /// For the initialiser of a field: the name that an anonymous function takes which is the value.
    var valueName: Value = .undefined
    /// For the constructor of a class: what new instances get before the constructor's own code sees them.
    var instanceElements: InstanceElements?
    /// What `new` last gave to instances of the constructor that this is the code of.
    private var instances = InstanceShape()

    /// What the memory account takes for one.
    static let byteCount = 320

    init(syntax: FunctionNode?, executable: ScriptExecutable, isStrict: Bool) {
        self.syntax = syntax
        self.executable = executable
        self.isStrict = isStrict
        parameterCount = syntax?.parameters.elements.count ?? 0
        expectedArgumentCount = syntax?.parameters.expectedArgumentCount ?? 0
        sourceRange = syntax?.range
        isArrow = syntax?.kind == .arrow
        isGenerator = syntax?.isGenerator ?? false
        isDerivedConstructor = syntax?.kind == .derivedConstructor
        isClassConstructor = syntax?.kind == .constructor || syntax?.kind == .derivedConstructor
        bodyWord = unsafe UInt(bitPattern: Unmanaged.passUnretained(UndefinedBody.shared as Node).toOpaque())
        innerBodyWord = bodyWord
    }

    /// The code of the constructor of a class that does not write one, sec-runtime-semantics-classdefinitionevaluation.
    init(defaultConstructorOf syntax: ClassNode, executable: ScriptExecutable, body: Node) {
        self.syntax = nil
        self.executable = executable
        bodyWord = unsafe UInt(bitPattern: Unmanaged.passUnretained(body).toOpaque())
        innerBodyWord = bodyWord
        isStrict = true
        parameterCount = 0
        expectedArgumentCount = 0
        isArrow = false
        isGenerator = false
        isDerivedConstructor = syntax.heritage != nil
        isClassConstructor = true
        frameSize = Frame.firstArgument
        isLowered = true
    }

    // MARK: Calling

    /// [[Call]], sec-ecmascript-function-objects-call-thisargument-argumentslist. `this` and the arguments are in the frame.
    @inline(__always) func call(_ function: JSObject, _ frame: Frame, _ argumentCount: Int, _ context: Context) throws(JSThrow) -> Value {
        if isArrow {
            frame.thisValue = FunctionObject(function).capturedThis
        } else if isClassConstructor {
            throw classCalled(function, context)
        }
        return try run(function, frame, argumentCount, newTarget: .undefined, context)
    }

    @inline(never) private func classCalled(_ function: JSObject, _ context: Context) -> JSThrow {
        context.throwError(.typeError, "Class constructor \(context.functionName(function)) cannot be invoked without 'new'")
    }

    @inline(__always) func run(_ function: JSObject, _ frame: Frame, _ argumentCount: Int, newTarget: Value, _ context: Context) throws(JSThrow) -> Value {
        if NativeStack.currentAddress() < context.nativeStackLimit { throw context.stackOverflow() }
        try enter(function, frame, argumentCount, newTarget: newTarget, context)
        do throws(JSThrow) {
            let result = try withBorrowed(Node.self, bodyWord) { body throws(JSThrow) in try body.evaluate(frame, context) }
            context.top = frame
            return result
        } catch {
            context.top = frame
            throw error
        }
    }

    /// [[Call]] in the frame of a function that ends with this call; that function's `run` sees to the rest.
    @inline(__always)
    func continueTailCall(_ function: JSObject, _ frame: Frame, _ argumentCount: Int, _ context: Context) throws(JSThrow) -> Value {
        if isArrow { frame.thisValue = FunctionObject(function).capturedThis }
        try enter(function, frame, argumentCount, newTarget: .undefined, context)
        return try withBorrowed(Node.self, innerBodyWord) { body throws(JSThrow) in try body.evaluate(frame, context) }
    }

    /// Sets up the frame.
    @inline(__always)
    private func enter(
        _ function: JSObject, _ frame: Frame, _ argumentCount: Int, newTarget: Value, _ context: Context
    ) throws(JSThrow) {
        try context.payForCall(frame, argumentCount)
        if !isLowered { try lower(frame, argumentCount, context) }
        let size = frameSize
        let end = frame.advanced(by: size)
        if end.storage.base > context.stackEnd { throw context.stackOverflow() }
        frame.initializeHeader(
            function: function, environment: FunctionObject(function).environment, newTarget: newTarget, argumentCount: argumentCount)
        var index = Frame.firstArgument &+ (argumentCount < parameterCount ? argumentCount : parameterCount)
        if argumentsSlot | restSlot != 0 {
            try collectArguments(frame, argumentCount, context)
        } else {
            while index < size {
                frame[index] = .undefined
                index &+= 1
            }
        }
        context.top = end
        if coercesThis { coerceThis(frame, context) }
    }

    /// sec-ordinarycallbindthis for sloppy code.
    @inline(__always) private func coerceThis(_ frame: Frame, _ context: Context) {
        if !frame.thisValue.isObject { coercePrimitiveThis(frame, context) }
    }

    @inline(never) private func coercePrimitiveThis(_ frame: Frame, _ context: Context) {
        let value = frame.thisValue
        if let prototype = context.prototypeOfPrimitive(value) {
            frame.thisValue = Value(context.makePrimitiveWrapper(value, prototype: prototype))
        } else {
            frame.thisValue = Value(context.globalObject)
        }
    }

    /// Makes the arguments object and the rest array, then clears the other slots.
    @inline(never) private func collectArguments(_ frame: Frame, _ argumentCount: Int, _ context: Context) throws(JSThrow) {
        let passedEnd = Frame.firstArgument + argumentCount
        for index in passedEnd..<max(passedEnd, frameSize) { frame[index] = .undefined }
        context.top = frame.advanced(by: max(passedEnd, frameSize))
        let rest = restSlot == 0 ? nil : try context.makeArgumentList(frame, from: parameterCount, to: argumentCount)
        let arguments = argumentsSlot == 0 ? nil : try context.makeArgumentsObject(frame, argumentCount, self)
        for index in (Frame.firstArgument + min(argumentCount, parameterCount))..<frameSize { frame[index] = .undefined }
        if let rest { frame[restSlot] = Value(rest) }
        if let arguments { frame[argumentsSlot] = Value(arguments) }
    }

    @inline(never) private func lower(_ frame: Frame, _ argumentCount: Int, _ context: Context) throws(JSThrow) {
        // The arguments lie above `top`, where a collection during lowering does not look.
        context.top = frame.advanced(by: Frame.firstArgument + argumentCount)
        frame.clearHeader()
        defer { context.top = frame }
        try Lowering.lower(self, context)
        isLowered = true
    }

    // MARK: Constructing

    /// [[Construct]], sec-ecmascript-function-objects-construct-argumentslist-newtarget
    func construct(
        _ function: JSObject, _ frame: Frame, _ argumentCount: Int, _ newTarget: JSObject, _ context: Context
    ) throws(JSThrow) -> JSObject {
        if isDerivedConstructor {
            frame.thisValue = .empty
        } else {
            context.top = frame.advanced(by: Frame.firstArgument + argumentCount)
            frame.clearHeader()
            defer { context.top = frame }
            let object = try makeInstance(newTarget, context)
            frame.thisValue = Value(object)
            try context.initializeFields(of: object, by: function)
        }
        let this = frame.thisValue
        let result = try run(function, frame, argumentCount, newTarget: Value(newTarget), context)
        if let object = result.asObject { return object }
        if !isDerivedConstructor { return this.uncheckedObject }
        if !result.isUndefined { throw context.throwError(.typeError, "Derived constructors may only return object or undefined") }
        // The frame is still as the body left it: nothing has run since.
        guard let object = try derivedThis?.evaluate(frame, context).asObject else { throw context.superNotCalled() }
        return object
    }

    private func makeInstance(_ newTarget: JSObject, _ context: Context) throws(JSThrow) -> JSObject {
        var shape: Shape?
        if newTarget.kind == .function {
            shape = try withBorrowed(FunctionCode.self, FunctionObject(newTarget).codeWord) { (code) throws(JSThrow) -> Shape? in
                code.instances.shape(for: newTarget, context)
            }
        }
        if shape == nil { shape = try findInstanceShape(newTarget, context) }
        return context.heap.makeObject(.object, shape ?? context.objectShape, inlineSlots: instanceSlots)
    }

    @inline(never) private func findInstanceShape(_ newTarget: JSObject, _ context: Context) throws(JSThrow) -> Shape {
        let prototype = try context.getPrototypeFromConstructor(newTarget, .objectPrototype)
        let shape = Shape.root(prototype: prototype, context.heap)
        let key = PropertyKey(.prototype)
        if newTarget.kind == .function, !newTarget.isExotic, let location = newTarget.findOwn(key, context),
            !location.attributes.contains(.accessor), newTarget.slots[location.slot] == Value(prototype)
        {
            FunctionObject(newTarget).code.instances = InstanceShape(newTarget, location.slot, Value(prototype), shape, context)
        }
        return shape
    }

    /// Inline slots for new instances: the assignments to properties of `this` in the body are a good guess.
    private var instanceSlots: Int { 6 }

    // MARK: Description

    func nameValue(_ context: Context) -> Value { name.isUndefined ? Value(context.emptyString) : name }

    func stackFrame(at position: Int32) -> StackFrame {
        let location = executable.script.syntax.source.position(at: UInt32(bitPattern: max(0, position)))
        return StackFrame(
            function: syntax == nil ? "" : executable.functionName(self), script: executable.name, line: location.line,
            column: location.column)
    }
}

/// The shape that `new` last gave to the instances of a constructor: right as long as the constructor is that one, and its property
/// `prototype` is where and what it was. Not used after a collection, because the addresses may then be those of other cells.
struct InstanceShape {
    private var constructor: UInt = 0
    private var constructorShape: UInt = 0
    private var slot = 0
    private var prototype = Value.empty
    private var instance: UInt = 0
    private var collections = 0

    init() {}

    init(_ constructor: JSObject, _ slot: Int, _ prototype: Value, _ instance: Shape, _ context: Context) {
        self.constructor = constructor.cell.address
        constructorShape = constructor.shape.cell.address
        self.slot = slot
        self.prototype = prototype
        self.instance = instance.cell.address
        collections = context.heap.collections
    }

    @inline(__always) func shape(for constructor: JSObject, _ context: Context) -> Shape? {
        guard constructor.cell.address == self.constructor, constructor.cell.word(8) == constructorShape,
            collections == context.heap.collections, constructor.slots[slot] == prototype
        else { return nil }
        return Shape(cell: Cell(address: instance))
    }
}

/// The body of a function that was never lowered.
private final class UndefinedBody: Node, @unchecked Sendable {
    // Without state, so safe to share.
    static let shared = UndefinedBody(position: 0)

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { .undefined }
}
