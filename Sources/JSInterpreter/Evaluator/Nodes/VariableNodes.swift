// Reading and writing variables. Lowering knows where each lives: a slot of the frame, a slot of an environment, or the global scope.

// MARK: Slots of the frame

/// A variable, or a value that lowering keeps in the frame. Parents that `fetch` it do not call it.
final class LocalGet: Node {
    var slot: Int { Int(localSlot) }
    init(slot: Int, position: Int32) {
        super.init(position: position, localSlot: Int32(truncatingIfNeeded: slot))
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { frame[slot] }
}

/// A variable that may be in its temporal dead zone.
final class CheckedLocalGet: Node {
    let slot: Int
    let name: PropertyKey
    init(slot: Int, name: PropertyKey, position: Int32) {
        self.slot = slot
        self.name = name
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = frame[slot]
        if value.isEmpty { throw context.uninitialized(name, self, frame) }
        return value
    }
}

/// Assigns without asking: initialisation, or a variable that is known to be initialised.
final class LocalSet: Node {
    let slot: Int
    let value: Node
    init(slot: Int, value: Node, position: Int32) {
        self.slot = slot
        self.value = value
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let result = try value.fetch(frame, context)
        frame[slot] = result
        return result
    }
    override func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        frame[slot] = try value.fetch(frame, context)
        return .normal
    }
}

// MARK: Slots of an environment

/// Where an environment is found: `hops` parents above the one in a slot of the frame.
struct EnvironmentPath {
    let frameSlot: Int
    let hops: Int

    @inline(__always) func environment(_ frame: Frame) -> Environment {
        var environment = Environment(cell: frame[frameSlot].uncheckedCell)
        var count = hops
        while count > 0 {
            environment = environment.parent
            count &-= 1
        }
        return environment
    }
}

final class EnvironmentGet: Node {
    let path: EnvironmentPath
    let slot: Int
    init(path: EnvironmentPath, slot: Int, position: Int32) {
        self.path = path
        self.slot = slot
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { path.environment(frame)[slot] }
}

/// A variable of the function's own closure environment: no way to go.
final class ClosureGet: Node {
    let slot: Int
    init(slot: Int, position: Int32) {
        self.slot = slot
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        Environment(cell: frame[Frame.environmentSlot].uncheckedCell)[slot]
    }
}

final class CheckedEnvironmentGet: Node {
    let path: EnvironmentPath
    let slot: Int
    let name: PropertyKey
    init(path: EnvironmentPath, slot: Int, name: PropertyKey, position: Int32) {
        self.path = path
        self.slot = slot
        self.name = name
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let value = path.environment(frame)[slot]
        if value.isEmpty { throw context.uninitialized(name, self, frame) }
        return value
    }
}

final class EnvironmentSet: Node {
    let path: EnvironmentPath
    let slot: Int
    let value: Node
    init(path: EnvironmentPath, slot: Int, value: Node, position: Int32) {
        self.path = path
        self.slot = slot
        self.value = value
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let result = try value.fetch(frame, context)
        path.environment(frame)[slot] = result
        return result
    }
}

// MARK: Targets: assignment of a value that is already there

/// What a variable allows when it is assigned to.
enum VariableWrite {
    case initializes
    case assigns
    /// Assigns after checking that the variable is initialised.
    case assignsChecked
    /// A constant: TypeError, after a ReferenceError if uninitialised.
    case constant
    /// The name of a function expression in sloppy code: nothing happens.
    case ignored
}

/// A variable as the target of an assignment, of destructuring, of a loop.
final class VariableTarget: Node {
    let place: Place
    let path: EnvironmentPath
    let slot: Int
    let write: VariableWrite
    let name: PropertyKey
    let read: Node

    init(place: Place, write: VariableWrite, name: PropertyKey, read: Node, position: Int32) {
        self.place = place
        self.write = write
        self.name = name
        self.read = read
        switch place {
        case .frame(let slot):
            path = EnvironmentPath(frameSlot: -1, hops: 0)
            self.slot = slot
        case .environment(let frameSlot, let hops, let slot):
            path = EnvironmentPath(frameSlot: frameSlot, hops: hops)
            self.slot = slot
        case .global:
            path = EnvironmentPath(frameSlot: -1, hops: 0)
            slot = 0
        }
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { try read.fetch(frame, context) }

    override func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        switch write {
        case .initializes, .assigns: break
        case .assignsChecked:
            if current(frame).isEmpty { throw context.uninitialized(name, self, frame) }
        case .constant:
            if current(frame).isEmpty { throw context.uninitialized(name, self, frame) }
            frame.setPosition(position)
            throw context.throwError(.typeError, "Assignment to constant variable.")
        case .ignored: return
        }
        if path.frameSlot < 0 { frame[slot] = value } else { path.environment(frame)[slot] = value }
    }

    private func current(_ frame: Frame) -> Value { path.frameSlot < 0 ? frame[slot] : path.environment(frame)[slot] }
}

/// Evaluates a value and assigns it to a target whose reference needs no evaluation of its own.
final class AssignToTarget: Node {
    let target: Node
    let value: Node
    init(target: Node, value: Node, position: Int32) {
        self.target = target
        self.value = value
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let result = try value.fetch(frame, context)
        try target.assign(result, frame, context)
        return result
    }
}

extension Context {
    func uninitialized(_ name: PropertyKey, _ node: Node, _ frame: Frame) -> JSThrow {
        frame.setPosition(node.position)
        return throwError(.referenceError, "Cannot access '\(describe(name))' before initialization")
    }
}
