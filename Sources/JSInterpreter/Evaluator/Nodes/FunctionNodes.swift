// Function expressions and declarations: making closures; and the bodies of functions.

extension Context {
    private static var functionAllocator: Int { Heap.allocator(.function, size: JSObject.payloadOffset + CellKind.function.payloadSize) }

    /// A closure, sec-ordinaryfunctioncreate.
    @inline(__always)
    func makeClosure(_ code: FunctionCode, _ environment: Value, shape: Shape, flags: ObjectFlags, thisOrHome: Value) -> JSObject {
        let cell = heap.allocate(Context.functionAllocator)
        cell.initializeHeader(.function, flags: flags.rawValue)
        let object = JSObject(cell: cell)
        object.shape = shape
        object.slots = ValueStorage(base: cell.address &+ UInt(JSObject.payloadOffset &+ CellKind.function.payloadSize))
        object.elements = heap.emptyElements
        object.setPayloadWord(0, unsafe UInt(bitPattern: Unmanaged.passUnretained(code).toOpaque()))
        object.setPayloadValue(1, environment)
        object.setPayloadValue(2, thisOrHome)
        object.setPayloadValue(3, .undefined)
        return object
    }
}

/// A function expression, arrow function or function declaration.
final class MakeFunction: Node {
    let code: FunctionCode
    /// The frame slot with the environment that the closure captures.
    let environmentSlot: Int
    let flags: ObjectFlags
    /// For arrow functions: how the `this` is found that they capture.
    let this: OptionalNode
    /// For arrow functions that use `super` or `new.target`: makes the environment with the home object and the new target.
    let outer: OptionalNode

    init(code: FunctionCode, environmentSlot: Int, this: Node?, outer: Node?, position: Int32) {
        self.code = code
        self.environmentSlot = environmentSlot
        self.this = OptionalNode(this)
        self.outer = OptionalNode(outer)
        flags = code.closureFlags
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let shape = code.isGenerator
            ? Shape.root(prototype: context.intrinsic(.generatorFunctionPrototype), context.heap, kind: .lazyFunction) : context.functionShape
        let captured = try this.fetch(frame, context)
        let object = context.makeClosure(code, frame[environmentSlot], shape: shape, flags: flags, thisOrHome: captured)
        if outer.isPresent { FunctionObject(object).extra = try outer.fetch(frame, context) }
        return Value(object)
    }
}

extension FunctionCode {
    /// The flags of closures of this code.
    var closureFlags: ObjectFlags {
        if isClassConstructor {
            let flags: ObjectFlags = [.callable, .constructor, .lazyFunction, .classConstructor]
            return isDerivedConstructor ? flags.union(.derivedConstructor) : flags
        }
        let isConstructor = syntax.map { $0.kind == .normal && !$0.isGenerator && !$0.isAsync } ?? false
        return isConstructor ? [.callable, .constructor, .lazyFunction] : [.callable, .lazyFunction]
    }
}

/// The body of a function: instantiates its declarations, then runs its statements to the returned value.
final class StatementsBody: Node {
    let statements: NodeList
    init(statements: NodeList, position: Int32) {
        self.statements = statements
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        var index = 0
        while index < statements.count {
            let completion = try statements.execute(index, frame, context)
            if !completion.isNormal { return context.returnValue }
            index &+= 1
        }
        return .undefined
    }
}

/// A body that is one `return` or an expression, after some declarations.
final class ExpressionBody: Node {
    let prologue: NodeList
    let expression: Node
    init(prologue: NodeList, expression: Node, position: Int32) {
        self.prologue = prologue
        self.expression = expression
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        var index = 0
        while index < prologue.count {
            _ = try prologue.execute(index, frame, context)
            index &+= 1
        }
        return try expression.fetch(frame, context)
    }
}

// MARK: Entering a function or block

/// Makes the environment of a scope and keeps it in its frame slot.
final class EnterEnvironment: Node {
    let frameSlot: Int
    let outerFrameSlot: Int
    let count: Int
    init(frameSlot: Int, outerFrameSlot: Int, count: Int, position: Int32) {
        self.frameSlot = frameSlot
        self.outerFrameSlot = outerFrameSlot
        self.count = count
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        let environment = context.makeEnvironment(parent: frame[outerFrameSlot], count: count, filledWith: .undefined)
        frame[frameSlot] = Value(environment.cell)
        return .normal
    }
}

/// Puts a value that needs no evaluation into a slot of the frame.
final class SetSlot: Node {
    let slot: Int
    let value: Value
    init(slot: Int, value: Value, position: Int32) {
        self.slot = slot
        self.value = value
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        frame[slot] = value
        return .normal
    }
}

/// The same for a slot of an environment.
final class SetEnvironmentSlot: Node {
    let path: EnvironmentPath
    let slot: Int
    let value: Value
    init(path: EnvironmentPath, slot: Int, value: Value, position: Int32) {
        self.path = path
        self.slot = slot
        self.value = value
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        path.environment(frame)[slot] = value
        return .normal
    }
}

/// Joins a mapped arguments object with the parameters in the environment.
final class JoinArguments: Node {
    let argumentsSlot: Int
    let path: EnvironmentPath
    /// For each parameter its slot in the environment, or -1.
    let slots: [Int32]
    init(argumentsSlot: Int, path: EnvironmentPath, slots: [Int32], position: Int32) {
        self.argumentsSlot = argumentsSlot
        self.path = path
        self.slots = slots
        super.init(position: position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        if let object = frame[argumentsSlot].asObject {
            context.joinArguments(object, path.environment(frame), slots: slots)
        }
        return .normal
    }
}
