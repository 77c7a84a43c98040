// Class definitions, sec-class-definitions.
//
// Everything about a class that is the same whenever its definition is evaluated is in nodes. What is new each time (computed keys,
// private names, the functions of initialisers) is in an environment, the class data, that the constructor refers to. The
// elements that make something of an instance (fields, private methods) find it there by number.

/// An element of a class other than its constructor.
class ClassElementNode: Node {
    final let isStatic: Bool
    init(isStatic: Bool, position: Int32) {
        self.isStatic = isStatic
        super.init(position: position)
    }

    /// sec-static-semantics-classelementevaluation: what happens when the class is defined. `home` is the class or its prototype.
    func define(on home: JSObject, _ data: Environment, _ frame: Frame, _ context: Context) throws(JSThrow) {}

    /// What happens to each instance or, for a static element, to the class at the end of its definition.
    func initialize(_ object: JSObject, _ data: Environment, _ context: Context) throws(JSThrow) {}
}

/// A class declaration or expression, sec-runtime-semantics-classdefinitionevaluation.
final class ClassDefinition: Node {
    let enterName: Node?
    let heritage: Node?
    let enterPrivateNames: Node?
    let constructor: FunctionCode
    let environmentSlot: Int
    /// In source order.
    let elements: [ClassElementNode]
    /// Static private methods, then static fields and blocks in source order.
    let staticElements: [ClassElementNode]
    /// The number of values in the class data.
    let dataCount: Int
    /// Initialises the name inside the class.
    let bindName: Node?
    /// In a generator that may pause in `extends` or a computed key: the number of elements defined, the constructor, the prototype.
    /// The number is -1 while the heritage is evaluated.
    let progressSlot: Int?
    static let progressSlots = 3

    init(
        enterName: Node?, heritage: Node?, enterPrivateNames: Node?, constructor: FunctionCode, environmentSlot: Int,
        elements: [ClassElementNode], staticElements: [ClassElementNode], dataCount: Int, bindName: Node?,
        progressSlot: Int?, position: Int32
    ) {
        self.enterName = enterName
        self.heritage = heritage
        self.enterPrivateNames = enterPrivateNames
        self.constructor = constructor
        self.environmentSlot = environmentSlot
        self.elements = elements
        self.staticElements = staticElements
        self.dataCount = dataCount
        self.bindName = bindName
        self.progressSlot = progressSlot
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let function: JSObject
        if let progressSlot {
            function = try define(progressSlot, frame, context)
        } else {
            if let enterName { _ = try enterName.execute(frame, context) }
            let (prototype, constructor, data) = try begin(frame, context)
            function = constructor
            for element in elements { try element.define(on: element.isStatic ? function : prototype, data, frame, context) }
        }
        try bindName?.assign(Value(function), frame, context)
        guard !staticElements.isEmpty, let data = FunctionObject(function).extra.asCell else { return Value(function) }
        for element in staticElements { try element.initialize(function, Environment(cell: data), context) }
        return Value(function)
    }

    /// Defines the elements, from the one on where the generator has paused.
    private func define(_ slot: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> JSObject {
        if frame[slot].asInt == nil {
            if let enterName { _ = try enterName.execute(frame, context) }
            frame[slot] = Value(int: -1)
        }
        if frame[slot].asInt == -1 {
            let (prototype, constructor, _) = try begin(frame, context)
            frame[slot + 1] = Value(constructor)
            frame[slot + 2] = Value(prototype)
            frame[slot] = .zero
        }
        let function = frame[slot + 1].uncheckedObject
        let prototype = frame[slot + 2].uncheckedObject
        let data = Environment(cell: FunctionObject(function).extra.uncheckedCell)
        var index = Int(frame[slot].asInt ?? 0)
        while index < elements.count {
            let element = elements[index]
            try element.define(on: element.isStatic ? function : prototype, data, frame, context)
            index += 1
            frame[slot] = Value(index)
        }
        return function
    }

    /// Evaluates the heritage and makes the prototype, the constructor and its class data.
    private func begin(_ frame: Frame, _ context: Context) throws(JSThrow) -> (JSObject, JSObject, Environment) {
        let (prototypeParent, constructorParent) = try parents(frame, context)
        if let enterPrivateNames { _ = try enterPrivateNames.execute(frame, context) }

        let prototype = context.ordinaryObjectCreate(prototypeParent)
        let shape = constructorParent.map { Shape.root(prototype: $0, context.heap, kind: .lazyFunction) } ?? context.functionShape
        let function = context.makeClosure(
            constructor, frame[environmentSlot], shape: shape, flags: constructor.closureFlags, thisOrHome: Value(prototype))
        context.materializeFunction(function)
        try function.addOwn(PropertyKey(.prototype), Value(prototype), [], context)
        try prototype.addOwn(PropertyKey(.constructor), Value(function), .hidden, context)

        let data = context.makeEnvironment(parent: .undefined, count: dataCount, filledWith: .undefined)
        FunctionObject(function).extra = Value(data.cell)
        return (prototype, function, data)
    }

    /// The prototypes of the prototype and of the constructor; nil for the constructor means the usual one.
    private func parents(_ frame: Frame, _ context: Context) throws(JSThrow) -> (JSObject?, JSObject?) {
        guard let heritage else { return (context.intrinsic(.objectPrototype), nil) }
        let parent = try heritage.fetch(frame, context)
        if parent.isNull { return (nil, nil) }
        frame.setPosition(heritage.position)
        guard parent.isConstructor, let object = parent.asObject else {
            throw context.throwError(
                .typeError, "Class extends value \(context.describe(parent)) is not a constructor or null")
        }
        let prototype = try context.get(object, PropertyKey(.prototype))
        guard prototype.isObject || prototype.isNull else {
            throw context.throwError(
                .typeError, "Class extends value does not have valid prototype property \(context.describe(prototype))")
        }
        return (prototype.asObject, object)
    }
}

/// A public method, getter or setter.
final class MethodElement: ClassElementNode {
    let member: MemberNode
    init(member: MemberNode, isStatic: Bool) {
        self.member = member
        super.init(isStatic: isStatic, position: member.position)
    }
    override func define(on home: JSObject, _ data: Environment, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try member.define(on: home, frame, context)
    }
}

/// Makes the function of an initialiser, static block or private method, with its home object.
final class ElementFunction {
    let function: Node
    /// Where the function goes in the class data.
    let index: Int
    init(function: Node, index: Int) {
        self.function = function
        self.index = index
    }

    func make(_ home: JSObject, _ data: Environment, _ frame: Frame, _ context: Context) throws(JSThrow) {
        let function = try function.fetch(frame, context)
        if let object = function.asObject { FunctionObject(object).homeObject = Value(home) }
        data[index] = function
    }
}

/// `static { ... }`
final class StaticBlockElement: ClassElementNode {
    let body: ElementFunction
    init(body: ElementFunction, position: Int32) {
        self.body = body
        super.init(isStatic: true, position: position)
    }
    override func define(on home: JSObject, _ data: Environment, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try body.make(home, data, frame, context)
    }
    override func initialize(_ object: JSObject, _ data: Environment, _ context: Context) throws(JSThrow) {
        _ = try context.call(data[body.index], Value(object))
    }
}

/// A field, public or private.
final class FieldElement: ClassElementNode {
    enum Key {
        case constant(PropertyKey)
        /// The expression of a computed key; the key goes into the class data.
        case computed(Node, index: Int)
        /// Reads the private name, which goes into the class data.
        case privateName(Node, index: Int)
    }
    enum Initializer {
        case none
        /// An expression that refers to nothing around it, so that it needs no function.
        case closed(Node)
        /// `namesFunction`: the value is an anonymous function that takes a computed key as its name.
        case function(ElementFunction, namesFunction: Bool)
    }

    let key: Key
    let initializer: Initializer
    // The transition that adds the field: from a shape, with a key (which is not the same in all evaluations of the class).
    private var shape: UInt = 0
    private var nextShape: UInt = 0
    private var slot = 0
    private var cachedKey: UInt64 = 0

    init(key: Key, initializer: Initializer, isStatic: Bool, position: Int32) {
        self.key = key
        self.initializer = initializer
        super.init(isStatic: isStatic, position: position)
    }

    override func define(on home: JSObject, _ data: Environment, _ frame: Frame, _ context: Context) throws(JSThrow) {
        switch key {
        case .constant: break
        case .computed(let name, let index):
            data[index] = context.value(of: try context.toPropertyKey(name.fetch(frame, context)))
        case .privateName(let name, let index): data[index] = try name.fetch(frame, context)
        }
        if case .function(let function, _) = initializer { try function.make(home, data, frame, context) }
    }

    /// sec-definefield
    override func initialize(_ object: JSObject, _ data: Environment, _ context: Context) throws(JSThrow) {
        var isPrivate = false
        let property: PropertyKey
        switch key {
        case .constant(let constant): property = constant
        case .computed(_, let index): property = try context.toPropertyKey(data[index])
        case .privateName(_, let index):
            property = PropertyKey(bits: data[index].bits)
            isPrivate = true
        }
        let value: Value
        switch initializer {
        case .none: value = .undefined
        case .closed(let expression): value = try expression.evaluate(context.top, context)
        case .function(let function, let namesFunction):
            value = try context.call(data[function.index], Value(object))
            if namesFunction, let made = value.asObject { try context.nameAnonymous(made, property) }
        }
        let cell = object.cell
        if cell.word(8) == shape && property.bits == cachedKey && cell.flags & FieldElement.unusual.rawValue == 0 {
            try object.reserveSlot(slot, context.heap)
            object.slots[slot] = value
            cell.setWord(nextShape, 8)
            return
        }
        try add(property, value, to: object, isPrivate: isPrivate, context)
    }

    /// Objects to which the remembered transition does not apply whatever their shape.
    private static let unusual: ObjectFlags = [.nonExtensible, .isPrototype, .exotic, .lazyFunction]

    @inline(never)
    private func add(
        _ property: PropertyKey, _ value: Value, to object: JSObject, isPrivate: Bool, _ context: Context
    ) throws(JSThrow) {
        let before = object.shape
        if isPrivate {
            try context.privateFieldAdd(object, property, value)
        } else {
            try context.createDataPropertyOrThrow(object, property, value)
        }
        let after = object.shape
        guard !before.isDictionary, after.parent == before, after.lastKey == property, after.lastAttributes == .all,
            object.kind != .array, !object.isExotic
        else { return }
        shape = before.cell.address
        nextShape = after.cell.address
        slot = before.slotCount
        cachedKey = property.bits
    }

    override func dropDeadCells() {
        if shape != 0 && (Cell(address: shape).mark == 0 || Cell(address: nextShape).mark == 0) {
            shape = 0
            nextShape = 0
        }
    }
}

/// A private method, or a private getter and setter of one name.
final class PrivateMethodElement: ClassElementNode {
    /// Reads the private name; it goes into the class data.
    let name: Node
    let nameIndex: Int
    let method: ElementFunction?
    let getter: ElementFunction?
    let setter: ElementFunction?
    init(
        name: Node, nameIndex: Int, method: ElementFunction?, getter: ElementFunction?, setter: ElementFunction?,
        isStatic: Bool, position: Int32
    ) {
        self.name = name
        self.nameIndex = nameIndex
        self.method = method
        self.getter = getter
        self.setter = setter
        super.init(isStatic: isStatic, position: position)
    }

    override func define(on home: JSObject, _ data: Environment, _ frame: Frame, _ context: Context) throws(JSThrow) {
        data[nameIndex] = try name.fetch(frame, context)
        let key = PropertyKey(bits: data[nameIndex].bits)
        for (function, prefix) in [(method, nil), (getter, "get"), (setter, "set")] {
            guard let function else { continue }
            try function.make(home, data, frame, context)
            if let object = data[function.index].asObject { try context.setFunctionName(object, key, prefix: prefix) }
        }
    }

    /// sec-privatemethodoraccessoradd
    override func initialize(_ object: JSObject, _ data: Environment, _ context: Context) throws(JSThrow) {
        let key = PropertyKey(bits: data[nameIndex].bits)
        try context.checkNoPrivateElement(object, key)
        if let method { return try object.addOwn(key, data[method.index], [], context) }
        let pair = AccessorPair.make(
            context.heap, getter: getter.map { data[$0.index] } ?? .undefined,
            setter: setter.map { data[$0.index] } ?? .undefined)
        try object.addOwn(key, Value(pair.cell), .accessor, context)
    }
}

/// What every instance of a class gets: private methods first, then fields in source order.
final class InstanceElements {
    let elements: NodeList
    init(elements: NodeList) { self.elements = elements }
}

extension Context {
    /// sec-initializeinstanceelements
    @inline(__always) func initializeFields(of object: JSObject, by constructor: JSObject) throws(JSThrow) {
        let function = FunctionObject(constructor)
        guard let data = function.extra.asCell else { return }
        try withBorrowed(FunctionCode.self, function.codeWord) { code throws(JSThrow) in
            if let elements = code.instanceElements { try initialize(object, elements, Environment(cell: data)) }
        }
    }

    private func initialize(_ object: JSObject, _ instance: InstanceElements, _ data: Environment) throws(JSThrow) {
        let elements = instance.elements
        var index = 0
        while index < elements.count {
            try elements.withNode(ClassElementNode.self, index) { element throws(JSThrow) in
                try element.initialize(object, data, self)
            }
            index &+= 1
        }
    }
}

// MARK: Constructors

/// The body of the constructor that a class with heritage has by default: passes its arguments on.
final class DefaultDerivedConstructor: Node {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let active = frame.function
        let count = frame.argumentCount
        let newTarget = frame.newTarget
        guard let parent = active.prototype, parent.isConstructor, let target = newTarget.asObject else {
            throw context.notSuperConstructor(active)
        }
        let next = context.top
        try context.checkArgumentSpace(next, count)
        next.storage.move(from: frame.storage, Frame.firstArgument, to: Frame.firstArgument, count: count)
        let object = try context.construct(parent, next, count, newTarget: target)
        try context.initializeFields(of: object, by: active)
        return Value(object)
    }
}

/// `super(...)`, sec-super-keyword-runtime-semantics-evaluation.
final class SuperCall: CallNode {
    let newTarget: Node
    let activeFunction: Node
    /// Reads `this`; `empty` before the first call.
    let this: Node
    let bindThis: Node
    let arguments: NodeList
    /// In place of `arguments` if there is a spread.
    let spread: SpreadList?
    init(
        newTarget: Node, activeFunction: Node, this: Node, bindThis: Node, arguments: NodeList, spread: SpreadList?,
        position: Int32
    ) {
        self.newTarget = newTarget
        self.activeFunction = activeFunction
        self.this = this
        self.bindThis = bindThis
        self.arguments = arguments
        self.spread = spread
        super.init(position: position, calleeEnd: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let target = try newTarget.fetch(frame, context)
        guard let active = try activeFunction.fetch(frame, context).asObject, let target = target.asObject else {
            return .undefined
        }
        let parent = try active.getPrototypeOf(context)
        let next: Frame
        var count = arguments.count
        if let spread {
            let list = try spread.makeArray(frame, context)
            next = try context.passArguments(list)
            count = Int(list.arrayLength)
        } else {
            next = try context.evaluateArguments(arguments, frame)
        }
        frame.setPosition(position)
        guard let parent, parent.isConstructor else { throw context.notSuperConstructor(active) }
        let object = try context.construct(parent, next, count, newTarget: target)
        if try !this.fetch(frame, context).isEmpty {
            throw context.throwError(.referenceError, "Super constructor may only be called once")
        }
        try bindThis.assign(Value(object), frame, context)
        try context.initializeFields(of: object, by: active)
        return Value(object)
    }
}

extension Context {
    fileprivate func notSuperConstructor(_ active: JSObject) -> JSThrow {
        let parent = Value(orNull: active.kind == .proxy ? nil : active.prototype)
        let name = functionName(active)
        let owner = name.isEmpty ? "anonymous class" : "class '\(name)'"
        return throwError(.typeError, "Super constructor \(describe(parent)) of \(owner) is not a constructor")
    }
}

/// `new.target` in an arrow function: that of the function around it.
final class ArrowNewTarget: Node {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let outer = FunctionObject(frame.function).extra.asCell else { return .undefined }
        return Environment(cell: outer)[ArrowOuter.newTargetIndex]
    }
}

/// The home object of the function around an arrow function.
final class ArrowHomeObject: Node {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        guard let outer = FunctionObject(frame.function).extra.asCell else { return .undefined }
        return Environment(cell: outer)[ArrowOuter.homeObjectIndex]
    }
}

/// The home object of the running method.
final class HomeObject: Node {
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        FunctionObject(frame.function).homeObject
    }
}

/// What an arrow function keeps of the function around it: an environment with its home object and new target.
final class ArrowOuter: Node {
    let homeObject: Node
    let newTarget: Node
    static let homeObjectIndex = 0
    static let newTargetIndex = 1
    init(homeObject: Node, newTarget: Node, position: Int32) {
        self.homeObject = homeObject
        self.newTarget = newTarget
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let environment = context.makeEnvironment(parent: .undefined, count: 2, filledWith: .undefined)
        environment[ArrowOuter.homeObjectIndex] = try homeObject.fetch(frame, context)
        environment[ArrowOuter.newTargetIndex] = try newTarget.fetch(frame, context)
        return Value(environment.cell)
    }
}
