// Operations on objects, sec-operations-on-objects, under the names of the specification.

extension Context {
    /// sec-ordinaryobjectcreate with %Object.prototype%.
    func makeObject() -> JSObject { heap.makeObject(.object, objectShape) }

    /// sec-ordinaryobjectcreate
    func ordinaryObjectCreate(_ prototype: JSObject?) -> JSObject {
        heap.makeObject(.object, Shape.root(prototype: prototype, heap))
    }

    // MARK: Getting and setting

    /// sec-get-o-p
    @inline(__always) func get(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) -> Value {
        try object.get(key, receiver: Value(object), self)
    }

    /// sec-getv
    func getV(_ value: Value, _ key: PropertyKey) throws(JSThrow) -> Value {
        if let object = value.asObject { return try object.get(key, receiver: value, self) }
        if let string = value.asString {
            if let index = key.index {
                if Int(index) < string.length { return Value(makeString(unit: try flattened(string).unit(at: Int(index)))) }
            } else if key == PropertyKey(.length) {
                return Value(string.length)
            }
        }
        guard let prototype = prototypeOfPrimitive(value) else {
            throw throwError(.typeError, "Cannot read properties of \(describe(value)) (reading '\(describe(key))')")
        }
        return try prototype.get(key, receiver: value, self)
    }

    /// The object whose properties a primitive has; nil for undefined and null.
    func prototypeOfPrimitive(_ value: Value) -> JSObject? {
        if value.isNumber { return intrinsic(.numberPrototype) }
        if value.isBoolean { return intrinsic(.booleanPrototype) }
        guard let cell = value.asCell else { return nil }
        switch cell.kind {
        case .string: return intrinsic(.stringPrototype)
        case .symbol: return intrinsic(.symbolPrototype)
        case .bigint: return intrinsic(.bigIntPrototype)
        default: return nil
        }
    }

    /// sec-set-o-p-v-throw with throwing.
    func setOrThrow(_ object: JSObject, _ key: PropertyKey, _ value: Value) throws(JSThrow) {
        if !(try object.set(key, value, receiver: Value(object), self)) {
            throw readOnlyError(object, key)
        }
    }

    /// The TypeError for a property that cannot be assigned.
    func readOnlyError(_ object: JSObject, _ key: PropertyKey) -> JSThrow {
        if object.has(.frozenIntrinsic) {
            return throwError(.typeError, "Cannot change property '\(describe(key))': built-in objects are frozen")
        }
        if object.kind == .proxy {
            return throwError(.typeError, "'set' on proxy: trap returned falsish for property '\(describe(key))'")
        }
        let own = object.ordinaryGetOwnProperty(key, self)
        if object.has(.nonExtensible) && own == nil {
            return throwError(.typeError, "Cannot add property \(describe(key)), object is not extensible")
        }
        if let own, own.isAccessor {
            return throwError(.typeError, "Cannot set property \(describe(key)) of \(describe(Value(object))) which has only a getter")
        }
        return throwError(.typeError, "Cannot assign to read only property '\(describe(key))' of object '\(describe(Value(object)))'")
    }

    /// sec-hasproperty
    func hasProperty(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) -> Bool { try object.hasProperty(key, self) }

    /// sec-hasownproperty
    func hasOwnProperty(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) -> Bool {
        if object.isExotic { return try object.getOwnProperty(key, self) != nil }
        if let index = key.index { return object.ownElement(index) != nil }
        return object.findOwn(key, self) != nil || (object.kind == .array && key == PropertyKey(.length))
    }

    // MARK: Defining and deleting

    /// sec-createdataproperty
    func createDataProperty(_ object: JSObject, _ key: PropertyKey, _ value: Value) throws(JSThrow) -> Bool {
        if object.kind == .object && !key.isIndex && !object.isExotic {
            if let location = object.findOwn(key, self) {
                if location.attributes == .all {
                    object.slots[location.slot] = value
                    return true
                }
            } else if !object.has(.nonExtensible) {
                try object.addOwn(key, value, .all, self)
                return true
            }
        }
        return try object.defineOwnProperty(key, PropertyDescriptor(value, .all), self)
    }

    /// sec-createdatapropertyorthrow
    func createDataPropertyOrThrow(_ object: JSObject, _ key: PropertyKey, _ value: Value) throws(JSThrow) {
        if try createDataProperty(object, key, value) { return }
        throw definitionError(object, key)
    }

    /// sec-definepropertyorthrow
    func definePropertyOrThrow(_ object: JSObject, _ key: PropertyKey, _ descriptor: PropertyDescriptor) throws(JSThrow) {
        if try object.defineOwnProperty(key, descriptor, self) { return }
        throw definitionError(object, key)
    }

    /// The TypeError for a property that cannot be defined.
    private func definitionError(_ object: JSObject, _ key: PropertyKey) -> JSThrow {
        if object.kind == .proxy {
            return throwError(.typeError, "'defineProperty' on proxy: trap returned falsish for property '\(describe(key))'")
        }
        if object.has(.frozenIntrinsic) { return readOnlyError(object, key) }
        if object.has(.nonExtensible), object.ordinaryGetOwnProperty(key, self) == nil {
            return throwError(.typeError, "Cannot define property \(describe(key)), object is not extensible")
        }
        return throwError(.typeError, "Cannot redefine property: \(describe(key))")
    }

    /// sec-deletepropertyorthrow
    func deletePropertyOrThrow(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) {
        if try object.delete(key, self) { return }
        throw throwError(.typeError, "Cannot delete property '\(describe(key))' of \(describe(Value(object)))")
    }

    // MARK: Methods

    /// sec-getmethod: undefined or a callable.
    func getMethod(_ value: Value, _ key: PropertyKey) throws(JSThrow) -> Value {
        let method = try getV(value, key)
        if method.isNullish { return .undefined }
        guard method.isCallable else { throw throwError(.typeError, "\(describe(method)) returned for property '\(describe(key))' of object '\(describe(value))' is not a function") }
        return method
    }

    /// sec-invoke
    func invokeMethod(_ value: Value, _ key: PropertyKey) throws(JSThrow) -> Value {
        let method = try getV(value, key)
        guard method.isCallable else { throw throwError(.typeError, "\(describe(value)).\(describe(key)) is not a function") }
        return try call(method, value)
    }

    func invokeMethod(_ value: Value, _ key: PropertyKey, _ argument: Value) throws(JSThrow) -> Value {
        let method = try getV(value, key)
        guard method.isCallable else { throw throwError(.typeError, "\(describe(value)).\(describe(key)) is not a function") }
        return try call(method, value, argument)
    }

    // MARK: Lists

    /// sec-lengthofarraylike
    func lengthOfArrayLike(_ object: JSObject) throws(JSThrow) -> Int {
        if object.kind == .array { return Int(object.arrayLength) }
        return try toLength(get(object, PropertyKey(.length)))
    }

    /// The key of an element at any integer index up to 2^53 - 1.
    func indexKey(_ index: Int) -> PropertyKey {
        if index >= 0 && index <= Int(PropertyKey.maximumIndex) { return PropertyKey(index: UInt32(truncatingIfNeeded: index)) }
        return intern(makeString(decimal: index))
    }

    /// An element; dense ones without any detour.
    @inline(__always) func getElement(_ object: JSObject, _ index: Int) throws(JSThrow) -> Value {
        let elements = object.elements
        if index < elements.count && !object.isExotic {
            let value = elements[index]
            if !value.isEmpty { return value }
        }
        return try get(object, indexKey(index))
    }

    /// sec-createlistfromarraylike, into a list that the collector knows.
    func createListFromArrayLike(_ value: Value) throws(JSThrow) -> RootList {
        guard let object = value.asObject else { throw throwError(.typeError, "CreateListFromArrayLike called on non-object") }
        let length = try lengthOfArrayLike(object)
        let list = RootList(heap)
        // Whoever asks for a list passes it on as arguments.
        if length > Frame.maximumArguments { throw stackOverflow() }
        try list.reserve(length)
        for index in 0..<length {
            try pay()
            try list.append(try getElement(object, index))
        }
        return list
    }

    // MARK: Integrity

    /// sec-setintegritylevel
    func setIntegrityLevel(_ object: JSObject, frozen: Bool) throws(JSThrow) -> Bool {
        guard try object.preventExtensions(self) else { return false }
        if !object.isExotic && (object.kind != .array || frozen) || object.kind == .array {
            // Dense elements: their attributes are two flags.
            if !object.hasSparseElements && !object.isExotic {
                object.set(frozen ? [.sealedElements, .frozenElements] : .sealedElements)
            }
        }
        for key in try object.ownPropertyKeys(self) {
            try pay()
            if key.isIndex && !object.hasSparseElements && !object.isExotic { continue }
            var change = PropertyDescriptor()
            change.present = .configurable
            if frozen {
                guard let current = try object.getOwnProperty(key, self) else { continue }
                if !current.isAccessor { change.present.insert(.writable) }
            }
            try definePropertyOrThrow(object, key, change)
        }
        return true
    }

    /// sec-testintegritylevel
    func testIntegrityLevel(_ object: JSObject, frozen: Bool) throws(JSThrow) -> Bool {
        if try object.isExtensible(self) { return false }
        for key in try object.ownPropertyKeys(self) {
            try pay()
            guard let current = try object.getOwnProperty(key, self) else { continue }
            if current.isConfigurable || (frozen && !current.isAccessor && current.isWritable) { return false }
        }
        return true
    }

    // MARK: Classes of objects

    /// sec-isarray
    func isArray(_ value: Value) throws(JSThrow) -> Bool {
        guard var object = value.asObject else { return false }
        while object.kind == .proxy {
            try pay()
            object = try proxyTarget(object, operation: "IsArray")
        }
        return object.kind == .array
    }

    /// sec-ordinaryhasinstance
    func ordinaryHasInstance(_ constructor: Value, _ value: Value) throws(JSThrow) -> Bool {
        guard let function = constructor.asObject, function.isCallable else { return false }
        if function.kind == .boundFunction { return try instanceofOperator(value, FunctionObject(function).boundTarget) }
        guard let object = value.asObject else { return false }
        guard let prototype = try get(function, PropertyKey(.prototype)).asObject else {
            throw throwError(.typeError, "Function has non-object prototype in instanceof check")
        }
        var next = try object.getPrototypeOf(self)
        while let ancestor = next {
            if ancestor == prototype { return true }
            try pay()
            next = try ancestor.getPrototypeOf(self)
        }
        return false
    }

    /// sec-instanceofoperator
    func instanceofOperator(_ value: Value, _ target: Value) throws(JSThrow) -> Bool {
        guard target.isObject else { throw throwError(.typeError, "Right-hand side of 'instanceof' is not an object") }
        try checkNativeStack()
        try pay()
        let method = try getMethod(target, PropertyKey(WellKnownSymbol.hasInstance))
        if !method.isUndefined {
            if method == Value(intrinsic(.functionPrototypeHasInstance)) { return try ordinaryHasInstance(target, value) }
            return toBoolean(try call(method, target, value))
        }
        guard target.isCallable else { throw throwError(.typeError, "Right-hand side of 'instanceof' is not callable") }
        return try ordinaryHasInstance(target, value)
    }

    /// sec-speciesconstructor
    func speciesConstructor(_ object: JSObject, _ fallback: Intrinsic) throws(JSThrow) -> JSObject {
        let constructor = try get(object, PropertyKey(.constructor))
        if constructor.isUndefined { return intrinsic(fallback) }
        guard let constructorObject = constructor.asObject else {
            throw throwError(.typeError, "The .constructor property is not an object")
        }
        let species = try get(constructorObject, PropertyKey(WellKnownSymbol.species))
        if species.isNullish { return intrinsic(fallback) }
        guard species.isConstructor, let result = species.asObject else {
            throw throwError(.typeError, "object.constructor[Symbol.species] is not a constructor")
        }
        return result
    }

    /// sec-enumerableownproperties of kind key: the keys that are enumerable now, whatever happens to the object afterwards.
    func enumerableOwnStringKeys(_ object: JSObject) throws(JSThrow) -> KeyList {
        let all = try object.ownPropertyKeys(self)
        let keys = KeyList(heap)
        try keys.reserve(all.count)
        for key in all where !key.isSymbol {
            try pay()
            if let own = try object.getOwnProperty(key, self), own.isEnumerable { keys.append(key) }
        }
        return keys
    }

    /// What an enumeration of own properties yields.
    enum PropertyListKind { case keys, values, entries }

    /// sec-enumerableownproperties, into a new array.
    func enumerableOwnProperties(_ object: JSObject, _ kind: PropertyListKind) throws(JSThrow) -> JSObject {
        let result = makeArray()
        if try appendPlainProperties(of: object, kind, to: result) { return result }
        for key in try object.ownPropertyKeys(self) where !key.isSymbol {
            try pay()
            guard let descriptor = try object.getOwnProperty(key, self), descriptor.isEnumerable else { continue }
            switch kind {
            case .keys: try append(value(of: key), to: result)
            case .values: try append(try get(object, key), to: result)
            case .entries:
                let value = try get(object, key)
                try append(Value(try makePair(self.value(of: key), value)), to: result)
            }
        }
        return result
    }

    /// The same for an object whose enumerable properties can be read without running code; false, and nothing done, for others.
    private func appendPlainProperties(of object: JSObject, _ kind: PropertyListKind, to result: JSObject) throws(JSThrow) -> Bool {
        if object.isExotic || object.hasSparseElements { return false }
        materializeFunction(object)
        let shape = object.shape
        var isPlain = true
        var count = 0
        shape.forEach(heap) { key, location in
            guard location.attributes.contains(.enumerable) && !key.isSymbol else { return }
            count += 1
            if location.attributes.contains(.accessor) && kind != .keys { isPlain = false }
        }
        guard isPlain else { return false }
        let elements = object.elements
        try pay(shape.slotCount)
        try result.reserveElements(elements.count + count, self)
        for index in 0..<elements.count where !elements[index].isEmpty {
            try pay()
            try append(listed(PropertyKey(index: UInt32(index)), elements[index], kind), to: result)
        }
        try shape.forEach(heap) { (key, location) throws(JSThrow) in
            guard location.attributes.contains(.enumerable) && !key.isSymbol else { return }
            try append(listed(key, kind == .keys ? .undefined : slotValue(object, location.slot), kind), to: result)
        }
        return true
    }

    @inline(__always) private func listed(_ key: PropertyKey, _ value: Value, _ kind: PropertyListKind) throws(JSThrow) -> Value {
        switch kind {
        case .keys: self.value(of: key)
        case .values: value
        case .entries: Value(try makePair(self.value(of: key), value))
        }
    }

    /// sec-copydataproperties
    func copyDataProperties(to target: JSObject, from source: Value, excluding excluded: [PropertyKey]) throws(JSThrow) {
        if source.isNullish { return }
        let from = try toObject(source)
        if try copyPlainProperties(to: target, from: from, excluding: excluded) { return }
        for key in try from.ownPropertyKeys(self) {
            try pay(1 + excluded.count / 16)
            if excluded.contains(key) { continue }
            guard let descriptor = try from.getOwnProperty(key, self), descriptor.isEnumerable else { continue }
            let value = descriptor.isAccessor || from.kind == .proxy ? try get(from, key) : descriptor.value
            _ = try createDataProperty(target, key, value)
        }
    }

    /// The same when no code of the script can run meanwhile: from an object with nothing but plain properties to a new one. Returns
    /// false, and has done nothing, when that is not so.
    private func copyPlainProperties(
        to target: JSObject, from: JSObject, excluding excluded: [PropertyKey]
    ) throws(JSThrow) -> Bool {
        let shape = from.shape
        guard shape.isPlain, from.kind == .object, target.kind == .object, from != target, from.hasNoElements, !from.isExotic,
            !target.isExotic, !target.has(.nonExtensible)
        else { return false }
        try pay(shape.slotCount * (1 + excluded.count / 16))
        if excluded.isEmpty, target.hasNoElements, target.shape.slotCount == 0, target.shape.isPlain,
            target.shape.prototypeValue == shape.prototypeValue, !target.has(.isPrototype)
        {
            let count = shape.slotCount
            if count > target.slotCapacity { try target.setExternalSlots(capacity: count, count: 0, heap) }
            target.slots.move(from: from.slots, 0, to: 0, count: count)
            target.shape = shape
            return true
        }
        try shape.forEach(heap) { (key, location) throws(JSThrow) in
            if !excluded.contains(key) { _ = try createDataProperty(target, key, from.slots[location.slot]) }
        }
        return true
    }
}
