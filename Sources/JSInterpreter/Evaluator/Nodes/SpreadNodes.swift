// Spread in array literals and arguments. The values are collected in an array, which nobody else sees as long as it grows.

/// A part of an array literal or argument list that has a spread in it.
class ListPart: Node {
    func append(to array: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {}
}

final class SinglePart: ListPart {
    let value: Node
    init(value: Node, position: Int32) {
        self.value = value
        super.init(position: position)
    }
    override func append(to array: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try context.append(value.fetch(frame, context), to: array)
    }
}

/// `...iterable`
final class SpreadPart: ListPart {
    let iterable: Node
    init(iterable: Node, position: Int32) {
        self.iterable = iterable
        super.init(position: position)
    }
    override func append(to array: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let value = try iterable.fetch(frame, context)
        frame.setPosition(position)
        if let source = value.asObject, try context.appendElements(of: source, to: array) { return }
        try context.forEachValue(of: value) { (value) throws(JSThrow) in try context.append(value, to: array) }
    }
}

/// An elision.
final class HolePart: ListPart {
    override func append(to array: JSObject, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let index = array.arrayLength
        try context.append(.undefined, to: array)
        array.elements[Int(index)] = .empty
    }
}

/// `[a, ...b]`: a new array. Also evaluates an argument list with spread to an array.
final class SpreadList: Node {
    let parts: [ListPart]
    /// In a generator that may pause among the parts: the array, and the number of parts in it.
    let progressSlot: Int?
    static let progressSlots = 2
    init(parts: [ListPart], progressSlot: Int?, position: Int32) {
        self.parts = parts
        self.progressSlot = progressSlot
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Value(try makeArray(frame, context))
    }
    func makeArray(_ frame: Frame, _ context: Context) throws(JSThrow) -> JSObject {
        if let progressSlot { return try makeArray(progressSlot, frame, context) }
        let array = try context.makeArray(room: max(parts.count, 6))
        for part in parts { try part.append(to: array, frame, context) }
        return array
    }

    private func makeArray(_ slot: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> JSObject {
        let array = frame[slot].asObject ?? context.makeArray()
        frame[slot] = Value(array)
        var done = Int(frame[slot + 1].asInt ?? 0)
        while done < parts.count {
            try parts[done].append(to: array, frame, context)
            done += 1
            frame[slot + 1] = Value(done)
        }
        return array
    }
}

/// A call with spread among its arguments. `callee` is a `ReferenceNode` if calls have a `this`.
final class CallSpread: CallNode {
    let callee: Node
    let reference: ReferenceNode?
    let arguments: SpreadList
    /// Whether the call is in tail position, see `TailCallingBody`.
    let isTail: Bool
    init(callee: Node, arguments: SpreadList, isTail: Bool, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        reference = callee as? ReferenceNode
        self.arguments = arguments
        self.isTail = isTail
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        var function = Value.undefined
        var this = Value.undefined
        if let reference {
            (function, this) = try reference.evaluateReference(frame, context)
        } else {
            function = try callee.fetch(frame, context)
        }
        let list = try arguments.makeArray(frame, context)
        frame.setPosition(position)
        let next = try context.passArguments(list)
        next.thisValue = this
        let count = Int(list.arrayLength)
        return isTail
            ? try invokeAsTail(function, next, count, frame, context) : try invoke(function, next, count, frame, context)
    }
}

/// `new callee(...arguments)`
final class NewSpread: CallNode {
    let callee: Node
    let arguments: SpreadList
    init(callee: Node, arguments: SpreadList, position: Int32, calleeEnd: Int32) {
        self.callee = callee
        self.arguments = arguments
        super.init(position: position, calleeEnd: calleeEnd)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function = try callee.fetch(frame, context)
        let list = try arguments.makeArray(frame, context)
        frame.setPosition(position)
        guard function.isConstructor, let constructor = function.asObject else {
            throw notCallable(frame, context, "is not a constructor")
        }
        let next = try context.passArguments(list)
        return Value(try context.construct(constructor, next, Int(list.arrayLength), newTarget: constructor))
    }
}

extension Context {
    /// Puts the elements of an array without holes into a new frame at the top of the stack.
    func passArguments(_ list: JSObject) throws(JSThrow) -> Frame {
        let next = top
        let count = Int(list.arrayLength)
        try checkArgumentSpace(next, count)
        try pay(count / 16)
        let elements = list.elements
        for index in 0..<count { next.setArgument(index, elements[index]) }
        return next
    }

    /// Appends the elements of an array whose iteration is the original one and that has no holes. Returns false without
    /// having done anything if it is not such an array.
    func appendElements(of source: JSObject, to array: JSObject) throws(JSThrow) -> Bool {
        guard hasOriginalIteration(source), !source.hasSparseElements else { return false }
        let count = Int(source.arrayLength)
        guard source.elements.count == count else { return false }
        if count == 0 { return true }
        try pay(count)
        let start = Int(array.arrayLength)
        try array.reserveElements(start + count, self)
        let from = source.elements
        let to = array.elements
        for index in 0..<count {
            let value = from[index]
            if value.isEmpty { return false }
            to[start + index] = value
        }
        to.count = start + count
        array.arrayLength = UInt32(truncatingIfNeeded: start + count)
        return true
    }
}
