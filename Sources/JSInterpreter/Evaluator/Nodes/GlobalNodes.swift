// Variables of the global scope, found by name: a global lexical binding first, then a property of the global object.

/// Reads a global variable. Remembers the binding, or the slot of the global object as long as its shape stays.
final class GlobalGet: Node {
    let key: PropertyKey
    /// `typeof x`: a missing variable is undefined instead of an error.
    let allowsMissing: Bool
    private var binding: UInt = 0
    private var shape: UInt = 0
    private var slot = 0

    init(key: PropertyKey, allowsMissing: Bool, position: Int32) {
        self.key = key
        self.allowsMissing = allowsMissing
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if binding != 0 {
            let value = Environment(cell: Cell(address: binding))[0]
            if !value.isEmpty { return value }
        } else if context.globalObject.cell.word(8) == shape {
            return context.globalObject.slots[slot]
        }
        return try find(frame, context)
    }

    @inline(never) private func find(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if let lexical = context.globalLexicals.bindings[key] {
            binding = lexical.cell.cell.address
            if lexical.cell[0].isEmpty { throw context.uninitialized(key, self, frame) }
            return lexical.cell[0]
        }
        let global = context.globalObject
        if let location = global.findOwn(key, context) {
            let value = context.slotValue(global, location.slot)
            if !location.attributes.contains(.accessor) {
                shape = global.shape.cell.address
                slot = location.slot
                return value
            }
        } else if try !global.hasProperty(key, context) {
            if allowsMissing { return .undefined }
            frame.setPosition(position)
            throw context.throwError(.referenceError, "\(context.describe(key)) is not defined")
        }
        frame.setPosition(position)
        return try context.get(global, key)
    }

    override func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 { shape = 0 }
    }
}

/// A global variable as the target of an assignment.
final class GlobalTarget: Node {
    let key: PropertyKey
    let isStrict: Bool
    /// The declaration of a top-level `let`, `const` or `class`: the value goes into a binding that is still uninitialised.
    let initializes: Bool
    let read: Node
    private var binding: UInt = 0
    private var shape: UInt = 0
    private var slot = 0

    init(key: PropertyKey, isStrict: Bool, initializes: Bool, read: Node, position: Int32) {
        self.key = key
        self.isStrict = isStrict
        self.initializes = initializes
        self.read = read
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { try read.fetch(frame, context) }

    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if binding != 0 {
            let cell = Environment(cell: Cell(address: binding))
            if initializes || !cell[0].isEmpty {
                cell[0] = value
                return
            }
        } else if context.globalObject.cell.word(8) == shape {
            context.globalObject.slots[slot] = value
            return
        }
        try find(value, frame, context)
    }

    /// Whether the variable exists: strict code asks before it evaluates the value.
    func exists(_ context: Context) throws(JSThrow) -> Bool {
        if binding != 0 || context.globalObject.cell.word(8) == shape { return true }
        if context.globalLexicals.bindings[key] != nil { return true }
        return try context.globalObject.hasProperty(key, context)
    }

    @inline(never) private func find(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        frame.setPosition(position)
        if let lexical = context.globalLexicals.bindings[key] {
            if !initializes {
                if lexical.cell[0].isEmpty { throw context.uninitialized(key, self, frame) }
                if !lexical.isMutable { throw context.throwError(.typeError, "Assignment to constant variable.") }
            }
            binding = lexical.cell.cell.address
            lexical.cell[0] = value
            return
        }
        let global = context.globalObject
        if let location = global.findOwn(key, context), location.isPlainData {
            shape = global.shape.cell.address
            slot = location.slot
            global.slots[slot] = value
            return
        }
        if isStrict, try !global.hasProperty(key, context) {
            throw context.throwError(.referenceError, "\(context.describe(key)) is not defined")
        }
        if try !global.set(key, value, receiver: Value(global), context), isStrict {
            throw context.readOnlyError(global, key)
        }
    }

    override func dropDeadCells() {
        if shape != 0 && Cell(address: shape).mark == 0 { shape = 0 }
    }
}

/// A global variable in strict code as the target of an assignment whose value may pause: asks for the variable before that.
final class StrictGlobalTarget: Node {
    let target: GlobalTarget
    let slot: Int
    init(target: GlobalTarget, slot: Int) {
        self.target = target
        self.slot = slot
        super.init(position: target.position)
    }
    override func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {
        frame[slot] = Value(try target.exists(context))
    }
    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        guard frame[slot].isTrue else {
            frame.setPosition(position)
            throw context.throwError(.referenceError, "\(context.describe(target.key)) is not defined")
        }
        try target.assign(value, frame, context)
    }
}

/// Assignment to a global variable in strict code.
final class StrictGlobalAssign: Node {
    let target: GlobalTarget
    let value: Node
    init(target: GlobalTarget, value: Node, position: Int32) {
        self.target = target
        self.value = value
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let exists = try target.exists(context)
        let result = try value.fetch(frame, context)
        if !exists {
            frame.setPosition(position)
            throw context.throwError(.referenceError, "\(context.describe(target.key)) is not defined")
        }
        try target.assign(result, frame, context)
        return result
    }
}
