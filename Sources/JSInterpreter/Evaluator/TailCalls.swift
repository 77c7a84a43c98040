// Proper tail calls, sec-tail-position-calls.
//
// A call in tail position of strict code does not call. It evaluates callee and arguments into the new frame at the top of the
// stack, notes the callee in the context, and evaluates to `empty`, a value that no other expression has. As the value of the
// function that comes to its body, `TailCallingBody`, which moves `this` and the arguments down into its own frame and runs the
// callee there, and so on until a callee has a real value. Only functions that contain such a call have such a body: others pay
// nothing. Whoever calls a function, node or builtin, sees only the final value.

/// The body of a function with calls in tail position.
final class TailCallingBody: Node {
    let body: Node
    init(_ body: Node) {
        self.body = body
        super.init(position: body.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        var result = try body.fetch(frame, context)
        while result.isEmpty { result = try context.runTailCall(in: frame) }
        return result
    }
}

extension Context {
    /// Runs the function that a tail call has noted, in the frame of the one that called it.
    @inline(__always) fileprivate func runTailCall(in frame: Frame) throws(JSThrow) -> Value {
        let function = tailCallee
        let count = tailArgumentCount
        let arguments = top
        return try withBorrowed(FunctionCode.self, FunctionObject(function).codeWord) { code throws(JSThrow) in
            frame.thisValue = arguments.thisValue
            frame.storage.move(from: arguments.storage, Frame.firstArgument, to: Frame.firstArgument, count: count)
            return try code.continueTailCall(function, frame, count, self)
        }
    }
}

extension CallNode {
    /// Leaves a call to the body of the function; what is not a script's function is called here.
    @inline(__always)
    final func invokeAsTail(_ callee: Value, _ next: Frame, _ count: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if callee.isCell {
            let cell = callee.uncheckedCell
            if cell.kind == .function && cell.flags & ObjectFlags.classConstructor.rawValue == 0 {
                context.tailCallee = JSObject(cell: cell)
                context.tailArgumentCount = count
                return .empty
            }
            if cell.kind == .boundFunction { return try invokeBoundAsTail(JSObject(cell: cell), next, count, frame, context) }
        }
        return try invoke(callee, next, count, frame, context)
    }

    @inline(never)
    private final func invokeBoundAsTail(
        _ callee: JSObject, _ next: Frame, _ count: Int, _ frame: Frame, _ context: Context
    ) throws(JSThrow) -> Value {
        var callee = Value(callee)
        var count = count
        frame.setPosition(position)
        while let object = callee.asObject, object.kind == .boundFunction {
            count = try context.passBoundArguments(object, next, count)
            try context.payForCall(next, count)
            callee = FunctionObject(object).boundTarget
        }
        return try invokeAsTail(callee, next, count, frame, context)
    }
}

// MARK: Nodes

extension Context {
    /// The arguments of a call in a new frame at the top of the stack.
    @inline(__always) fileprivate func evaluateTailArguments(_ arguments: NodeList, _ frame: Frame) throws(JSThrow) -> Frame {
        switch arguments.count {
        case 0: return top
        case 1:
            let a = try arguments.evaluate(0, frame, self)
            let next = top
            next.setArgument(0, a)
            return next
        case 2:
            let a = try arguments.evaluate(0, frame, self)
            let b = try arguments.evaluate(1, frame, self)
            let next = top
            next.setArgument(0, a)
            next.setArgument(1, b)
            return next
        default: return try evaluateArguments(arguments, frame)
        }
    }
}

/// A call without `this` in tail position.
final class TailCall: CallNode {
    let callee: Node
    let arguments: NodeList
    init(callee: Node, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.arguments = arguments
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let next = try context.evaluateTailArguments(arguments, frame)
        next.thisValue = .undefined
        return try invokeAsTail(function, next, arguments.count, frame, context)
    }
}

/// `object.name(...)` in tail position.
final class TailCallMethod: MethodCallNode {
    let arguments: NodeList
    init(object: Node, key: PropertyKey, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.arguments = arguments
        super.init(object: object, key: key, position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let this = try object.fetch(frame, context)
        let function = try method(this, frame, context)
        let next = try context.evaluateTailArguments(arguments, frame)
        next.thisValue = this
        return try invokeAsTail(function, next, arguments.count, frame, context)
    }
}

/// A call of the value of any reference in tail position.
final class TailCallReference: CallNode {
    let callee: ReferenceNode
    let arguments: NodeList
    init(callee: ReferenceNode, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.arguments = arguments
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let (function, this) = try callee.evaluateReference(frame, context)
        let next = try context.evaluateTailArguments(arguments, frame)
        next.thisValue = this
        return try invokeAsTail(function, next, arguments.count, frame, context)
    }
}
