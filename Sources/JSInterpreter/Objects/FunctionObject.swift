// Function objects. Three kinds of cells, four payload words each:
//
//     function         code (FunctionCode) | environment | this (arrow) or home object | fields initialiser or arrow's outer
//     nativeFunction   BuiltinEntry        | three values for the native code's own use
//     boundFunction    target              | bound this | array of bound arguments | unused
//
// `length`, `name` and `prototype` of a function made by a script are made when first asked for (`lazyFunction`): most functions are
// only called.

@safe
struct FunctionObject {
    let object: JSObject
    @inline(__always) init(_ object: JSObject) { self.object = object }

    // MARK: Functions of scripts

    /// The code; the realm keeps it alive.
    @inline(__always) var codeWord: UInt { object.payloadWord(0) }
    @inline(__always) var code: FunctionCode {
        unsafe Unmanaged<FunctionCode>.fromOpaque(UnsafeRawPointer(bitPattern: codeWord).unsafelyUnwrapped)
            .takeUnretainedValue()
    }
    @inline(__always) var environment: Value { object.payloadValue(1) }
    /// An arrow function's captured `this`.
    @inline(__always) var capturedThis: Value { object.payloadValue(2) }
    /// A method's home object, or undefined.
    var homeObject: Value {
        get { object.payloadValue(2) }
        nonmutating set { object.setPayloadValue(2, newValue) }
    }
    /// A class constructor's function that defines the fields of a new instance, or undefined. For an arrow function that uses
    /// `super` or `new.target`: an environment with the home object and the new target.
    var extra: Value {
        get { object.payloadValue(3) }
        nonmutating set { object.setPayloadValue(3, newValue) }
    }

    // MARK: Native functions

    /// The address of the entry, for `withBorrowed`.
    @inline(__always) var entryWord: UInt { object.payloadWord(0) }
    var entry: BuiltinEntry {
        unsafe Unmanaged<BuiltinEntry>.fromOpaque(UnsafeRawPointer(bitPattern: object.payloadWord(0)).unsafelyUnwrapped)
            .takeUnretainedValue()
    }
    /// A value that belongs to a native function; index 0 to 2.
    func data(_ index: Int) -> Value { object.payloadValue(index + 1) }
    func setData(_ index: Int, _ value: Value) { object.setPayloadValue(index + 1, value) }

    // MARK: Bound functions

    var boundTarget: Value { object.payloadValue(0) }
    var boundThis: Value { object.payloadValue(1) }
    var boundArguments: Value { object.payloadValue(2) }

    func trace(_ heap: Heap) {
        for index in (object.kind == .boundFunction ? 0 : 1)...3 { heap.mark(object.payloadValue(index)) }
    }
}

extension Context {
    /// A native function of an entry, with values of its own.
    func makeNativeFunction(_ entry: BuiltinEntry, data: Value = .undefined, _ data1: Value = .undefined, _ data2: Value = .undefined) -> JSObject {
        let flags: ObjectFlags = entry.isConstructor ? [.callable, .constructor, .lazyFunction] : [.callable, .lazyFunction]
        let object = heap.makeObject(.nativeFunction, functionShape, inlineSlots: 0, flags: flags)
        object.setPayloadWord(0, unsafe UInt(bitPattern: Unmanaged.passUnretained(entry).toOpaque()))
        object.setPayloadValue(1, data)
        object.setPayloadValue(2, data1)
        object.setPayloadValue(3, data2)
        return object
    }

    /// sec-boundfunctioncreate, without `length` and `name`.
    func makeBoundFunction(target: JSObject, this: Value, arguments: Value) throws(JSThrow) -> JSObject {
        let prototype = try target.getPrototypeOf(self)
        var flags: ObjectFlags = .callable
        if target.isConstructor { flags.insert(.constructor) }
        let object = heap.makeObject(.boundFunction, Shape.root(prototype: prototype, heap), inlineSlots: 2, flags: flags)
        object.setPayloadValue(0, Value(target))
        object.setPayloadValue(1, this)
        object.setPayloadValue(2, arguments)
        object.setPayloadValue(3, .undefined)
        return object
    }

    /// Makes the lazy properties of a function if `key` is one of them.
    func materializeFunction(_ object: JSObject, for key: PropertyKey) {
        if key == PropertyKey(.length) || key == PropertyKey(.name) || key == PropertyKey(.prototype) || key == PropertyKey(.arguments)
            || key == PropertyKey(.caller)
        {
            materializeFunction(object)
        }
    }

    /// Makes `length`, `name` and, for those that have one, `prototype` of a function.
    func materializeFunction(_ object: JSObject) {
        guard object.has(.lazyFunction) else { return }
        object.clear(.lazyFunction)
        let function = FunctionObject(object)
        if object.kind == .nativeFunction {
            let entry = function.entry
            let attributes: PropertyAttributes = object.has(.frozenIntrinsic) ? [] : .configurable
            addFunctionProperty(object, .length, Value(entry.length), attributes)
            addFunctionProperty(object, .name, entry.nameValue(self), attributes)
            return
        }
        let code = function.code
        addFunctionProperty(object, .length, Value(code.expectedArgumentCount), .configurable)
        addFunctionProperty(object, .name, code.nameValue(self), .configurable)
        if !code.isStrict && !code.isGenerator && code.syntax?.kind == .normal {
            // As in other engines: reading these of a sloppy function is no error. They never tell anything: `undefined` is what
            // scripts take for "not supported".
            addFunctionProperty(object, .arguments, .null, [])
            addFunctionProperty(object, .caller, .undefined, [])
        }
        if code.isGenerator {
            let prototype = heap.makeObject(.object, Shape.root(prototype: intrinsic(.generatorPrototype), heap))
            addFunctionProperty(object, .prototype, Value(prototype), .writable)
        } else if object.isConstructor && !object.has(.classConstructor) {
            let prototype = makeObject()
            addFunctionProperty(prototype, .constructor, Value(object), .hidden)
            addFunctionProperty(object, .prototype, Value(prototype), .writable)
        }
    }

    private func addFunctionProperty(_ object: JSObject, _ name: Name, _ value: Value, _ attributes: PropertyAttributes) {
        // Small storage: a failing allocation has already requested the termination.
        try? object.addOwn(PropertyKey(name), value, attributes, self)
    }

    /// sec-setfunctionname, for names only known at run time.
    func setFunctionName(_ function: JSObject, _ key: PropertyKey, prefix: String? = nil) throws(JSThrow) {
        var name: Value
        if let symbol = key.symbol {
            if symbol.isPrivate || symbol.description.isUndefined {
                name = symbol.description.isUndefined ? Value(emptyString) : symbol.description
            } else if let description = symbol.description.asString {
                name = Value(try concatenate(concatenate(makeString("["), description), makeString("]")))
            } else {
                name = Value(emptyString)
            }
        } else {
            name = value(of: key)
        }
        if let prefix, let text = name.asString { name = Value(try concatenate(makeString(prefix + " "), text)) }
        materializeFunction(function)
        var descriptor = PropertyDescriptor(name, .configurable)
        descriptor.present = .all
        _ = try function.ordinaryDefineOwnProperty(PropertyKey(.name), descriptor, self)
    }
}
