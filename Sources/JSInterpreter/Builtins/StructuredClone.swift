// structuredClone, https://html.spec.whatwg.org/multipage/structured-data.html: a deep copy that keeps cycles and shared parts.
//
// The specification first serializes into records and then makes objects of these. As both happen in one realm and nothing can look at
// the records or at objects half made, objects are made at once here, in the order in which the serialization reads.

enum StructuredClone {
    static let property = BuiltinProperty.method(.structuredClone, 1, structuredClone)

    /// dom-structuredclone
    private static func structuredClone(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard arguments.count > 0 else {
            throw context.throwError(.typeError, "structuredClone requires 1 argument: value")
        }
        let transferList = try transferList(context, arguments[1])
        // The values of memory: owned by a Map that this frame keeps alive.
        let cloner = Cloner(context: context, memory: context.makeMap())
        for value in transferList { try cloner.prepareTransfer(of: value) }
        let result = try cloner.clone(arguments[0])
        for value in transferList { try cloner.transfer(value) }
        context.keepAlive(cloner.memory)
        return result
    }

    /// The member `transfer` of the dictionary StructuredSerializeOptions, a sequence of objects.
    private static func transferList(_ context: Context, _ options: Value) throws(JSThrow) -> RootList {
        if options.isNullish { return RootList(context.heap) }
        guard let object = options.asObject else {
            throw context.throwError(.typeError, "The options argument must be either an object or undefined")
        }
        let transfer = try context.get(object, PropertyKey(.transfer))
        if transfer.isUndefined { return RootList(context.heap) }
        guard transfer.isObject else { throw context.throwError(.typeError, "The property 'options.transfer' must be a sequence") }
        let list = try context.iterableToList(transfer)
        for value in list where !value.isObject {
            throw context.throwError(.typeError, "Found invalid object in transferList: \(context.describe(value))")
        }
        return list
    }
}

extension Context {
    /// A DOMException named `DataCloneError`, as far as there are any without a DOM: an Error with its name and code.
    fileprivate func throwDataCloneError(_ message: String) -> JSThrow {
        let error = makeError(.error, message)
        do throws(JSThrow) {
            try error.addOwn(PropertyKey(.name), Value(makeString("DataCloneError")), .hidden, self)
            try error.addOwn(PropertyKey(.code), Value(25), .hidden, self)
        } catch { return error }
        return throwValue(Value(error))
    }
}

/// StructuredSerializeInternal and StructuredDeserialize in one. Kept in a frame of the native stack, where the collector finds it.
private struct Cloner {
    let context: Context
    /// From objects that were met to their clones.
    let memory: JSObject

    // MARK: Memory

    private func known(_ object: JSObject) throws(JSThrow) -> Value? {
        try memory.withTable { table throws(JSThrow) in
            let index = table.find(table.key(identity: Value(object)))
            return index < 0 ? nil : table.value(at: index)
        }
    }

    private func remember(_ object: JSObject, _ clone: JSObject) throws(JSThrow) {
        try memory.withTable { table throws(JSThrow) in
            try table.insert(table.key(identity: Value(object)), Value(clone), context)
        }
    }

    // MARK: Transfer

    /// Makes the buffer that will take over the bytes. Views of it need to know it before; what it holds until then is never seen.
    func prepareTransfer(of value: Value) throws(JSThrow) {
        guard let buffer = value.asObject, let data = buffer.arrayBufferData else {
            throw context.throwDataCloneError("Value not transferable: \(context.describe(value))")
        }
        if try known(buffer) != nil { throw context.throwDataCloneError("Transfer list contains duplicate ArrayBuffer") }
        let new = try context.makeArrayBuffer(byteLength: data.byteLength, maxByteLength: data.maxByteLength)
        try remember(buffer, new.object)
    }

    func transfer(_ value: Value) throws(JSThrow) {
        guard let buffer = value.asObject, let data = buffer.arrayBufferData, let new = try known(buffer)?.asObject?.arrayBufferData
        else { return }
        if data.isDetached { throw detachedError() }
        // Accessors that ran meanwhile may have resized it.
        if new.byteLength != data.byteLength { try new.resize(to: data.byteLength, context) }
        try context.copyBytes(data.byteLength, from: data, 0, to: new, 0)
        data.detach(context.heap)
    }

    private func detachedError() -> JSThrow { context.throwDataCloneError("An ArrayBuffer is detached and could not be cloned.") }

    private func notClonable(_ value: Value) -> JSThrow {
        var text = context.describe(value)
        if let object = value.asObject, object.kind == .function, let source = FunctionObject(object).code.sourceText?.string,
            source.utf8.count <= 100
        {
            text = source
        }
        return context.throwDataCloneError("\(text) could not be cloned.")
    }

    // MARK: Values

    func clone(_ value: Value) throws(JSThrow) -> Value {
        guard let object = value.asObject else {
            if value.isSymbol { throw notClonable(value) }
            return value
        }
        try context.pay()
        try context.checkNativeStack()
        if let clone = try known(object) { return clone }
        switch object.kind {
        case .object:
            if object.isCallable { throw notClonable(value) }
            return try cloneProperties(of: object, to: context.makeObject())
        case .array: return try cloneArray(object)
        case .map: return try cloneMap(object)
        case .set: return try cloneSet(object)
        case .error: return try cloneError(object)
        case .date: return try made(context.makeDate(object.internalValue), from: object)
        case .primitiveWrapper:
            if object.internalValue.isSymbol { throw notClonable(value) }
            return try made(context.toObject(object.internalValue), from: object)
        case .regexp:
            guard let data = object.regExpData else { throw notClonable(value) }
            return try made(context.makeRegExp(data.pattern, source: data.source), from: object)
        case .arrayBuffer: return try cloneBuffer(object)
        case .typedArray, .dataView: return try cloneView(object)
        default: throw notClonable(value)
        }
    }

    private func made(_ clone: JSObject, from object: JSObject) throws(JSThrow) -> Value {
        try remember(object, clone)
        return Value(clone)
    }

    // MARK: Objects with properties

    /// Copies the enumerable own properties whose keys are strings.
    private func cloneProperties(of object: JSObject, to target: JSObject) throws(JSThrow) -> Value {
        try remember(object, target)
        for key in try object.ownPropertyKeys(context) where !key.isSymbol {
            try context.pay()
            // An accessor that ran before may have removed it.
            guard let property = try object.getOwnProperty(key, context), property.isEnumerable else { continue }
            let value = property.isAccessor ? try context.get(object, key) : property.value
            _ = try context.createDataProperty(target, key, try clone(value))
        }
        return Value(target)
    }

    private func cloneArray(_ array: JSObject) throws(JSThrow) -> Value {
        let length = array.arrayLength
        let count = array.elements.count
        guard !array.hasSparseElements, count == Int(length), array.shape.propertyCount == 0, !array.elements.hasHoles(0, count) else {
            return try cloneProperties(of: array, to: context.makeArray(length: length))
        }
        let target = context.makeArray()
        try remember(array, target)
        try target.reserveElements(count, context)
        for index in 0..<count {
            try context.pay()
            let elements = array.elements
            var value = Value.undefined
            if index < elements.count && !elements[index].isEmpty {
                value = elements[index]
            } else {
                // Code that ran meanwhile has changed the array.
                let key = PropertyKey(index: UInt32(index))
                guard try context.hasOwnProperty(array, key) else { continue }
                value = try context.get(array, key)
            }
            let clone = try clone(value)
            if Int(target.arrayLength) == index {
                try context.append(clone, to: target)
            } else {
                _ = try context.createDataProperty(target, PropertyKey(index: UInt32(index)), clone)
            }
        }
        if target.arrayLength < length { target.arrayLength = length }
        return Value(target)
    }

    private func cloneError(_ error: JSObject) throws(JSThrow) -> Value {
        let nameValue = try context.get(error, PropertyKey(.name))
        let name = nameValue.isUndefined ? Name.Error.string : try context.toString(nameValue)
        var message: JSString?
        if let own = try error.getOwnProperty(PropertyKey(.message), context), !own.isAccessor { message = try context.toString(own.value) }
        var prototype = Intrinsic.errorPrototype
        for (known, intrinsic) in [
            (Name.EvalError, Intrinsic.evalErrorPrototype), (.RangeError, .rangeErrorPrototype),
            (.ReferenceError, .referenceErrorPrototype), (.SyntaxError, .syntaxErrorPrototype), (.TypeError, .typeErrorPrototype),
            (.URIError, .uriErrorPrototype),
        ] where try context.sameText(name, known.string) {
            prototype = intrinsic
        }
        let trace = error.payload(as: ErrorData.self)?.trace ?? StackTrace()
        let clone = context.makeErrorObject(prototype: context.intrinsic(prototype), trace: trace)
        try remember(error, clone)
        if let message { try clone.addOwn(PropertyKey(.message), Value(message), .hidden, context) }
        // Not said by the specification, but what other engines do.
        if let own = try error.getOwnProperty(PropertyKey(.cause), context), !own.isAccessor {
            try clone.addOwn(PropertyKey(.cause), try self.clone(own.value), .hidden, context)
        }
        return Value(clone)
    }

    // MARK: Collections

    /// The entries at this moment: accessors may change the collection while its values are cloned.
    private func entries(of collection: JSObject) throws(JSThrow) -> RootList {
        let list = RootList(context.heap)
        try collection.withTable { table throws(JSThrow) in
            try context.pay(table.used / 4)
            for index in 0..<table.used where !table.key(at: index).isEmpty {
                try list.append(table.key(at: index))
                if table.hasValues { try list.append(table.value(at: index)) }
            }
        }
        return list
    }

    private func cloneMap(_ map: JSObject) throws(JSThrow) -> Value {
        let target = context.makeMap()
        try remember(map, target)
        let entries = try entries(of: map)
        for index in stride(from: 0, to: entries.count - 1, by: 2) {
            let key = try clone(entries[index])
            let value = try clone(entries[index + 1])
            try target.withTable { table throws(JSThrow) in try table.set(try table.key(key, context), value, context) }
        }
        return Value(target)
    }

    private func cloneSet(_ set: JSObject) throws(JSThrow) -> Value {
        let target = context.makeSet()
        try remember(set, target)
        let entries = try entries(of: set)
        for index in entries.indices {
            let key = try clone(entries[index])
            try target.withTable { table throws(JSThrow) in try table.add(try table.key(key, context), context) }
        }
        return Value(target)
    }

    // MARK: Buffers

    private func cloneBuffer(_ buffer: JSObject) throws(JSThrow) -> Value {
        guard let data = buffer.arrayBufferData else { throw notClonable(Value(buffer)) }
        if data.isDetached { throw detachedError() }
        let new = try context.makeArrayBuffer(byteLength: data.byteLength, maxByteLength: data.maxByteLength)
        try context.copyBytes(data.byteLength, from: data, 0, to: new.data, 0)
        return try made(new.object, from: buffer)
    }

    private func cloneView(_ view: JSObject) throws(JSThrow) -> Value {
        if let data = view.typedArrayData {
            if data.isOutOfBounds { throw notClonable(Value(view)) }
            let buffer = try clonedBuffer(data.buffer)
            return try made(
                context.makeTypedArray(data.type, on: buffer, byteOffset: data.byteOffset, length: data.fixedLength), from: view)
        }
        guard let data = view.payload(as: DataViewData.self), !data.isOutOfBounds else { throw notClonable(Value(view)) }
        let buffer = try clonedBuffer(data.buffer)
        let shape = Shape.root(prototype: context.intrinsic(.dataViewPrototype), context.heap)
        let new = context.heap.makeObject(.dataView, shape, inlineSlots: 0)
        new.setPayload(
            DataViewData(buffer: buffer.object, buffer.data, byteOffset: data.byteOffset, byteLength: data.fixedByteLength))
        return try made(new, from: view)
    }

    private func clonedBuffer(_ buffer: JSObject) throws(JSThrow) -> (object: JSObject, data: ArrayBufferData) {
        guard let object = try clone(Value(buffer)).asObject, let data = object.arrayBufferData else {
            throw notClonable(Value(buffer))
        }
        return (object, data)
    }
}
