// Read, change, write: `o.x += 1`, `o[k]++`, `x ??= 2`.

import JSSyntax

/// What a compound assignment or update computes from the old value.
struct Modification {
    private enum Kind { case add, subtract, increment, operation, and, or, coalesce }

    private let kind: Kind
    /// The right side; for `operation` a binary node whose left operand is the old value, passed through a temporary.
    private let operand: Node
    private let temporary: Int
    private let delta: Int32
    private let isPrefix: Bool

    private init(_ kind: Kind, _ operand: Node, temporary: Int = 0, delta: Int32 = 0, isPrefix: Bool = false) {
        self.kind = kind
        self.operand = operand
        self.temporary = temporary
        self.delta = delta
        self.isPrefix = isPrefix
    }

    /// `target += operand`
    static func adding(_ operand: Node) -> Modification { Modification(.add, operand) }
    /// `target -= operand`
    static func subtracting(_ operand: Node) -> Modification { Modification(.subtract, operand) }
    /// `target++` and the like
    static func update(delta: Int32, isPrefix: Bool) -> Modification {
        Modification(.increment, EmptyNode.shared, delta: delta, isPrefix: isPrefix)
    }
    /// `target op= …` with `operation` reading the old value from the temporary.
    static func operation(_ operation: Node, temporary: Int) -> Modification {
        Modification(.operation, operation, temporary: temporary)
    }
    /// `&&=`, `||=`, `??=`
    static func logical(_ operation: LogicalOperator, _ operand: Node) -> Modification {
        switch operation {
        case .and: Modification(.and, operand)
        case .or: Modification(.or, operand)
        case .coalesce: Modification(.coalesce, operand)
        }
    }

    /// The new value, and the value of the whole expression. nil: the target is left alone (`??=` and the like).
    @inline(__always)
    func apply(_ old: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> (new: Value, result: Value)? {
        switch kind {
        case .add:
            let new = try context.add(old, operand.fetch(frame, context))
            return (new, new)
        case .subtract:
            let new = try context.subtract(old, operand.fetch(frame, context))
            return (new, new)
        case .increment:
            if old.isInt {
                let (sum, overflow) = old.uncheckedInt.addingReportingOverflow(delta)
                if !overflow { return (Value(int: sum), isPrefix ? Value(int: sum) : old) }
            }
            let numeric = try context.toNumeric(old)
            let new = try context.increment(numeric, delta)
            return (new, isPrefix ? new : numeric)
        default: return try applyOther(old, frame, context)
        }
    }

    @inline(never)
    private func applyOther(_ old: Value, _ frame: Frame, _ context: Context) throws(JSThrow) -> (new: Value, result: Value)? {
        switch kind {
        case .and: if !context.toBoolean(old) { return nil }
        case .or: if context.toBoolean(old) { return nil }
        case .coalesce: if !old.isNullish { return nil }
        default: frame[temporary] = old
        }
        let new = try operand.fetch(frame, context)
        return (new, new)
    }
}

final class ModifyNamed: NamedGetNode {
    let object: Node
    let modification: Modification
    let setter: NamedSetter
    init(object: Node, key: PropertyKey, modification: Modification, isStrict: Bool, position: Int32) {
        self.object = object
        self.modification = modification
        setter = NamedSetter(key: key, isStrict: isStrict, position: position)
        super.init(key: key, position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let target = try object.fetch(frame, context)
        let old = try getNamed(target, frame, context)
        guard let change = try modification.apply(old, frame, context) else { return old }
        try setter.setNamed(target, change.new, frame, context)
        return change.result
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        _ = try evaluate(frame, context)
        return .normal
    }
}

/// The writing half of `ModifyNamed`, with a cache of its own.
final class NamedSetter: NamedSetNode {}

final class ModifyComputed: Node {
    let object: Node
    let property: Node
    let modification: Modification
    let isStrict: Bool
    init(object: Node, property: Node, modification: Modification, isStrict: Bool, position: Int32) {
        self.object = object
        self.property = property
        self.modification = modification
        self.isStrict = isStrict
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let base = try object.fetch(frame, context)
        var key = try property.fetch(frame, context)
        if base.isNullish { return try context.getComputed(base, key, self, frame) }
        if !key.isInt { key = context.value(of: try context.toPropertyKey(key)) }
        let old = try context.getComputed(base, key, self, frame)
        guard let change = try modification.apply(old, frame, context) else { return old }
        try context.setComputed(base, key, change.new, isStrict: isStrict, self, frame)
        return change.result
    }
}

/// `x += 1`, `x++` for variables.
final class ModifyVariable: Node {
    let target: Node
    let modification: Modification
    init(target: Node, modification: Modification, position: Int32) {
        self.target = target
        self.modification = modification
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let old = try target.fetch(frame, context)
        guard let change = try modification.apply(old, frame, context) else { return old }
        try target.assign(change.new, frame, context)
        return change.result
    }
}
