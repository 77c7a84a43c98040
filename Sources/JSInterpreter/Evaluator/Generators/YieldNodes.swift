// Pausing in the middle of an expression.
//
// A generator's frame lives in the heap. `yield` leaves the evaluation by an error, `JSThrow.suspension`, that no handler of the script
// sees. When the generator goes on, its body is evaluated again from the start, and every node on the way to the `yield` knows from the
// frame how far it had come: statements have a state of their own (see `ResumableStatements`), expressions keep the values of
// the parts before the pause (`Kept`) and evaluate only the part with the `yield` anew, until the whole expression is done
// (`PausingExpression`). So a pause costs as many steps as the `yield` is nested deep, and nothing is saved or restored.
// A `yield` that is a whole statement does without the error: it completes as `Completion.suspended` (`YieldStatement`).
//
// What the generator is resumed with comes out of the `yield` node: a value, an exception, or `JSThrow.returning`, which runs the
// `finally` blocks on its way and ends the generator with `Context.returnValue`.

/// How a generator is resumed.
enum Resumption {
    case next, `throw`, `return`
}

/// Keeps the value of an expression until the expression around it is done.
final class Kept: Node {
    let child: Node
    let slot: Int
    init(child: Node, slot: Int) {
        self.child = child
        self.slot = slot
        super.init(position: child.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let known = frame[slot]
        if !known.isEmpty { return known }
        let value = try child.fetch(frame, context)
        frame[slot] = value
        return value
    }
}

/// Keeps a callee with its `this`.
final class KeptReference: ReferenceNode {
    let reference: ReferenceNode
    let valueSlot: Int
    let thisSlot: Int
    init(reference: ReferenceNode, valueSlot: Int, thisSlot: Int) {
        self.reference = reference
        self.valueSlot = valueSlot
        self.thisSlot = thisSlot
        super.init(position: reference.position)
    }
    override func evaluateReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> (value: Value, this: Value) {
        if !frame[valueSlot].isEmpty { return (frame[valueSlot], frame[thisSlot]) }
        let (value, this) = try reference.evaluateReference(frame, context)
        frame[valueSlot] = value
        frame[thisSlot] = this
        return (value, this)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try evaluateReference(frame, context).value
    }
}

/// A whole expression with a `yield` in it: forgets what was kept when it is done or left for good.
final class PausingExpression: Node {
    let child: Node
    /// The slots in which parts of the expression keep something.
    let slots: [Int]
    init(child: Node, slots: [Int]) {
        self.child = child
        self.slots = slots
        super.init(position: child.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        do throws(JSThrow) {
            let value = try child.fetch(frame, context)
            for slot in slots { frame[slot] = .empty }
            return value
        } catch {
            if error != .suspension { for slot in slots { frame[slot] = .empty } }
            throw error
        }
    }
}

/// A property as a target, with a `yield` in its object or key.
final class PausingTarget: Node {
    let child: Node
    let slots: [Int]
    init(child: Node, slots: [Int]) {
        self.child = child
        self.slots = slots
        super.init(position: child.position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        do throws(JSThrow) {
            try child.prepareReference(frame, context)
            for slot in slots { frame[slot] = .empty }
        } catch {
            if error != .suspension { for slot in slots { frame[slot] = .empty } }
            throw error
        }
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try child.assign(value, frame, context)
    }
}

/// `target op= value` with a `yield` in the value: reference and old value are kept.
final class ResumableModification: Node {
    let target: Node
    let modification: Modification
    /// The old value.
    let slot: Int
    init(target: Node, modification: Modification, slot: Int) {
        self.target = target
        self.modification = modification
        self.slot = slot
        super.init(position: target.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if frame[slot].isEmpty {
            try target.prepareReference(frame, context)
            frame[slot] = try target.readReference(frame, context)
        }
        guard let change = try modification.apply(frame[slot], frame, context) else { return frame[slot] }
        try target.assign(change.new, frame, context)
        return change.result
    }
}

/// `target = value` with a `yield` in the value, where the target is looked up before.
final class ResumableAssignment: Node {
    let target: Node
    let value: Node
    /// Not empty once the target has been looked up.
    let slot: Int
    init(target: Node, value: Node, slot: Int) {
        self.target = target
        self.value = value
        self.slot = slot
        super.init(position: target.position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        do throws(JSThrow) {
            if frame[slot].isEmpty {
                try target.prepareReference(frame, context)
                frame[slot] = .true
            }
            let result = try value.fetch(frame, context)
            frame[slot] = .empty
            try target.assign(result, frame, context)
            return result
        } catch {
            if error != .suspension { frame[slot] = .empty }
            throw error
        }
    }
}

/// An object literal with a `yield` in it.
final class ResumableObjectLiteral: Node {
    let members: [MemberNode]
    /// The object, and the number of members that it has.
    let slot: Int
    static let slotCount = 2
    init(members: [MemberNode], slot: Int, position: Int32) {
        self.members = members
        self.slot = slot
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if frame[slot].isEmpty {
            frame[slot] = Value(context.heap.makeObject(.object, context.objectShape, inlineSlots: max(members.count, 2)))
            frame[slot + 1] = .zero
        }
        let object = frame[slot].uncheckedObject
        var done = Int(frame[slot + 1].asInt ?? 0)
        while done < members.count {
            try members[done].define(on: object, frame, context)
            done += 1
            frame[slot + 1] = Value(done)
        }
        return Value(object)
    }
}

/// The property key that a computed key makes: kept while the value pauses.
final class PropertyKeyNode: Node {
    let property: Node
    init(property: Node, position: Int32) {
        self.property = property
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        context.value(of: try context.toPropertyKey(property.fetch(frame, context)))
    }
}

/// A `yield` of either kind.
class YieldNode: Node {
    /// Goes on from where the frame says: the value of the expression, or nil to pause.
    func advance(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value? { .undefined }

    final override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let value = try advance(frame, context) else { throw .suspension }
        return value
    }
}

/// A `yield` without another one inside, as a whole statement.
final class YieldStatement: Node {
    let child: YieldNode
    init(child: YieldNode) {
        self.child = child
        super.init(position: child.position)
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try child.advance(frame, context) == nil ? .suspended : .normal
    }
}

/// `yield value`
final class Yield: YieldNode {
    let argument: Node
    /// Set while the generator is paused here.
    let slot: Int
    init(argument: Node, slot: Int, position: Int32) {
        self.argument = argument
        self.slot = slot
        super.init(position: position)
    }
    override func advance(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value? {
        guard frame[slot].isEmpty else {
            frame[slot] = .empty
            return try context.takeResumption()
        }
        context.yielded = try argument.fetch(frame, context)
        context.yieldedIsResult = false
        frame[slot] = .true
        return nil
    }
}

/// `yield* iterable`, sec-generator-function-definitions-runtime-semantics-evaluation
final class YieldDelegate: YieldNode {
    let argument: Node
    /// Iterator, next method, and what the iterator is to receive.
    let slot: Int
    static let slotCount = 2
    init(argument: Node, slot: Int, position: Int32) {
        self.argument = argument
        self.slot = slot
        super.init(position: position)
    }

    override func advance(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value? {
        var resumption = Resumption.next
        var received = Value.undefined
        if frame[slot].isEmpty {
            var record = try context.getIterator(argument.fetch(frame, context))
            frame[slot] = Value(record.iterator(context))
            frame[slot + 1] = record.nextMethod
        } else {
            resumption = context.resumption
            received = context.resumptionValue
        }
        do throws(JSThrow) {
            let value = try step(resumption, received, frame, context)
            if value != nil { frame[slot] = .empty }
            return value
        } catch {
            if error != .suspension { frame[slot] = .empty }
            throw error
        }
    }

    /// One turn of the delegation: the value of the whole when the inner iterator is done, nil to pause.
    private func step(_ resumption: Resumption, _ received: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value? {
        let iterator = frame[slot]
        let result: Value
        frame.setPosition(position)
        switch resumption {
        case .next:
            if context.isBuiltin(frame[slot + 1], GeneratorPrototype.nextEntry) {
                switch try context.generatorResume(iterator, .next, received, "next") {
                case .done: return context.yielded
                case .yielded: return nil
                case .yieldedResult: result = context.yielded
                }
            } else {
                result = try context.call(frame[slot + 1], iterator, received)
            }
        case .throw:
            let method = try context.getMethod(iterator, PropertyKey(.throw))
            if method.isUndefined {
                if let object = iterator.asObject {
                    try context.iteratorClose(IteratorRecord(iterator: object, nextMethod: frame[slot + 1]))
                }
                throw context.throwError(.typeError, "The iterator does not provide a 'throw' method")
            }
            result = try context.call(method, iterator, received)
        case .return:
            let method = try context.getMethod(iterator, PropertyKey(.return))
            if method.isUndefined {
                context.returnValue = received
                throw .returning
            }
            result = try context.call(method, iterator, received)
        }
        guard let object = result.asObject else {
            throw context.throwError(.typeError, "Iterator result \(context.describe(result)) is not an object")
        }
        if try context.iteratorComplete(object) {
            let value = try context.iteratorValue(object)
            if resumption == .return {
                context.returnValue = value
                throw .returning
            }
            return value
        }
        context.yielded = result
        context.yieldedIsResult = true
        return nil
    }
}

extension Context {
    /// What a paused `yield` is resumed with.
    func takeResumption() throws(JSThrow) -> Value {
        let value = resumptionValue
        switch resumption {
        case .next: return value
        case .throw: throw throwValue(value)
        case .return:
            returnValue = value
            throw .returning
        }
    }
}
