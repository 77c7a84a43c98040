// Calls. The callee and the arguments are evaluated into Swift locals, where the collector finds them, and put into the new frame
// at the top of the value stack just before the call.

/// A node that calls something, with what it needs to say that it cannot be called.
class CallNode: Node {
    /// Where the source text of the callee ends; it begins at `position`.
    final let calleeEnd: Int32

    init(position: Int32, calleeEnd: Int32) {
        self.calleeEnd = calleeEnd
        super.init(position: position)
    }

    /// Calls, or throws a TypeError that names the callee as the script wrote it.
    @inline(__always) final func invoke(_ callee: Value, _ next: Frame, _ count: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        frame.setPosition(position)
        if callee.isCell {
            let cell = callee.uncheckedCell
            if cell.kind == .function { return try context.invokeFunction(JSObject(cell: cell), next, count) }
            if cell.kind == .nativeFunction { return try context.invokeNative(JSObject(cell: cell), next, count, newTarget: .undefined) }
            if callee.isCallable { return try context.invoke(callee, next, count) }
        }
        throw notCallable(frame, context, "is not a function")
    }

    @inline(never) final func notCallable(_ frame: Frame, _ context: Context, _ problem: String) -> JSThrow {
        let text = FunctionObject(frame.function).code.executable.sourceText(from: position, to: calleeEnd)
        return context.throwError(.typeError, "\(text) \(problem)")
    }
}

final class Call0: CallNode {
    let callee: Node
    init(callee: Node, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let next = context.top
        next.thisValue = .undefined
        return try invoke(function, next, 0, frame, context)
    }
}

final class Call1: CallNode {
    let callee: Node
    let first: Node
    init(callee: Node, first: Node, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.first = first
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let a = try first.fetch(frame, context)
        let next = context.top
        next.thisValue = .undefined
        next.setArgument(0, a)
        return try invoke(function, next, 1, frame, context)
    }
}

final class Call2: CallNode {
    let callee: Node
    let first: Node
    let second: Node
    init(callee: Node, first: Node, second: Node, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.first = first
        self.second = second
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let a = try first.fetch(frame, context)
        let b = try second.fetch(frame, context)
        let next = context.top
        next.thisValue = .undefined
        next.setArgument(0, a)
        next.setArgument(1, b)
        return try invoke(function, next, 2, frame, context)
    }
}

/// Any number of arguments, evaluated straight into the new frame.
final class CallMany: CallNode {
    let callee: Node
    let arguments: NodeList
    init(callee: Node, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.arguments = arguments
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let next = try context.evaluateArguments(arguments, frame)
        next.thisValue = .undefined
        return try invoke(function, next, arguments.count, frame, context)
    }
}

extension Context {
    /// Evaluates arguments into a new frame at the top of the stack, which is protected while that goes on.
    func evaluateArguments(_ arguments: NodeList, _ frame: Frame) throws(JSThrow) -> Frame {
        let next = top
        try checkArgumentSpace(next, arguments.count)
        for slot in 0..<Frame.firstArgument { next[slot] = .undefined }
        var index = 0
        while index < arguments.count {
            top = next.advanced(by: Frame.firstArgument &+ index)
            next.setArgument(index, try arguments.evaluate(index, frame, self))
            index &+= 1
        }
        top = next
        return next
    }
}

// MARK: Methods

/// `object.name(...)`: reads the method through a cache and calls it on the object.
class MethodCallNode: CallNode {
    final let object: Node
    final let key: PropertyKey
    final var cache = PropertyCache()
    final var second = PropertyCache()
    /// For methods of primitive strings: the prototype and the slot of its method, while no prototype changes in kind.
    final var primitiveKind: CellKind = .free
    final var primitiveHolder: UInt = 0
    final var primitiveSlot = 0
    final var primitiveEpoch: UInt64 = 0

    init(object: Node, key: PropertyKey, position: Int32, calleeEnd: Int32) {
        self.object = object
        self.key = key
        super.init(position: position, calleeEnd: calleeEnd)
    }

    @inline(__always) final func method(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if value.isCell {
            if let found = cache.value(of: value.uncheckedCell, context) { return found }
            if value.uncheckedCell.kind == primitiveKind && primitiveEpoch == context.prototypeEpoch {
                return JSObject(cell: Cell(address: primitiveHolder)).slots[primitiveSlot]
            }
        }
        return try methodSlowly(value, frame, context)
    }

    @inline(never) private func methodSlowly(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        frame.setPosition(position)
        if let object = value.asObject {
            if let found = second.value(of: object.cell, context) {
                swap(&cache, &second)
                return found
            }
            if second.shape != 0, let found = context.sharedPropertyCache.value(of: object, key, context) { return found }
            if let filled = context.fillCache(object, key, isShared: second.shape != 0) {
                second = cache
                cache = filled
                if let found = cache.value(of: object.cell, context) { return found }
            }
            return try object.get(key, receiver: value, context)
        }
        if value.isString, key != PropertyKey(.length) {
            // The method is read from the prototype, which has no accessors under the names that scripts call.
            let prototype = context.intrinsic(.stringPrototype)
            if let location = prototype.findOwn(key, context), !location.attributes.contains(.accessor) {
                let method = context.slotValue(prototype, location.slot)
                primitiveKind = .string
                primitiveHolder = prototype.cell.address
                primitiveSlot = location.slot
                primitiveEpoch = context.prototypeEpoch
                prototype.becomePrototype(context.heap)
                return method
            }
        }
        if value.isNullish {
            throw context.throwError(
                .typeError, "Cannot read properties of \(context.describe(value)) (reading '\(context.describe(key))')")
        }
        return try context.getV(value, key)
    }

    final override func dropDeadCells() {
        cache.dropDeadCells()
        second.dropDeadCells()
        primitiveKind = .free
    }
}

final class CallMethod0: MethodCallNode {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let this = try object.fetch(frame, context)
        let function = try method(this, frame, context)
        let next = context.top
        next.thisValue = this
        return try invoke(function, next, 0, frame, context)
    }
}

final class CallMethod1: MethodCallNode {
    let first: Node
    init(object: Node, key: PropertyKey, first: Node, position: Int32, calleeEnd: Int32) {
        self.first = first
        super.init(object: object, key: key, position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let this = try object.fetch(frame, context)
        let function = try method(this, frame, context)
        let a = try first.fetch(frame, context)
        let next = context.top
        next.thisValue = this
        next.setArgument(0, a)
        return try invoke(function, next, 1, frame, context)
    }
}

final class CallMethod2: MethodCallNode {
    let first: Node
    let second_: Node
    init(object: Node, key: PropertyKey, first: Node, second: Node, position: Int32, calleeEnd: Int32) {
        self.first = first
        second_ = second
        super.init(object: object, key: key, position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let this = try object.fetch(frame, context)
        let function = try method(this, frame, context)
        let a = try first.fetch(frame, context)
        let b = try second_.fetch(frame, context)
        let next = context.top
        next.thisValue = this
        next.setArgument(0, a)
        next.setArgument(1, b)
        return try invoke(function, next, 2, frame, context)
    }
}

final class CallMethodMany: MethodCallNode {
    let arguments: NodeList
    init(object: Node, key: PropertyKey, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.arguments = arguments
        super.init(object: object, key: key, position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let this = try object.fetch(frame, context)
        let function = try method(this, frame, context)
        let next = try context.evaluateArguments(arguments, frame)
        next.thisValue = this
        return try invoke(function, next, arguments.count, frame, context)
    }
}

/// A call whose callee is a reference that is not a named property: evaluates to the function and leaves `this` in a temporary.
class ReferenceNode: Node {
    /// The value of the reference, and the `this` value for a call of it.
    func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        (try evaluate(frame, context), .undefined)
    }
}

/// `object[property]` as a callee.
final class ComputedReference: ReferenceNode {
    let object: Node
    let property: Node
    init(object: Node, property: Node, position: Int32) {
        self.object = object
        self.property = property
        super.init(position: position)
    }
    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        let base = try object.fetch(frame, context)
        let key = try property.fetch(frame, context)
        return (try context.getComputed(base, key, self, frame), base)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try evaluateReference(frame, context).value
    }
}

/// Calls the value of any reference with its `this`.
final class CallReference: CallNode {
    let callee: ReferenceNode
    let arguments: NodeList
    init(callee: ReferenceNode, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.arguments = arguments
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let (function, this) = try callee.evaluateReference(frame, context)
        let next = try context.evaluateArguments(arguments, frame)
        next.thisValue = this
        return try invoke(function, next, arguments.count, frame, context)
    }
}

// MARK: new

final class New: CallNode {
    let callee: Node
    let arguments: NodeList
    init(callee: Node, arguments: NodeList, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.arguments = arguments
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let next = try context.evaluateArguments(arguments, frame)
        frame.setPosition(position)
        guard function.isConstructor, let constructor = function.asObject else {
            throw notCallable(frame, context, "is not a constructor")
        }
        return Value(try context.construct(constructor, next, arguments.count, newTarget: constructor))
    }
}
