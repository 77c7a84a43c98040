// The essential internal methods, sec-ordinary-and-exotic-objects-behaviours: the ordinary ones here, and the dispatch to the exotic
// ones, which are in a file per kind.

extension JSObject {
    // MARK: [[GetPrototypeOf]], [[SetPrototypeOf]], [[IsExtensible]], [[PreventExtensions]]

    func getPrototypeOf(_ context: Context) throws(JSThrow) -> JSObject? {
        kind == .proxy ? try proxyGetPrototypeOf(context) : prototype
    }

    func setPrototypeOf(_ newPrototype: JSObject?, _ context: Context) throws(JSThrow) -> Bool {
        if kind == .proxy { return try proxySetPrototypeOf(newPrototype, context) }
        // sec-ordinarysetprototypeof
        if newPrototype == prototype { return true }
        if has(.nonExtensible) || self == context.intrinsics[Intrinsic.objectPrototype.index] { return false }
        var ancestor = newPrototype
        while let object = ancestor {
            if object == self { return false }
            if object.kind == .proxy { break }
            try context.pay()
            ancestor = object.prototype
        }
        newPrototype?.becomePrototype(context.heap)
        if has(.isPrototype) { context.prototypeEpoch &+= 1 }
        if shape.propertyCount == 0 && !shape.isDictionary {
            shape = Shape.root(prototype: newPrototype, context.heap, kind: rootKind)
        } else {
            try context.pay(shape.slotCount / 4)
            try shape.makeRoomForCopy(context.heap)
            shape = shape.makingDictionary(prototype: Value(orNull: newPrototype), context.heap)
        }
        return true
    }

    private var rootKind: Shape.RootKind {
        if isExotic { return .exotic }
        if kind == .array { return .array }
        return has(.lazyFunction) ? .lazyFunction : .ordinary
    }

    func isExtensible(_ context: Context) throws(JSThrow) -> Bool {
        kind == .proxy ? try proxyIsExtensible(context) : !has(.nonExtensible)
    }

    func preventExtensions(_ context: Context) throws(JSThrow) -> Bool {
        if kind == .proxy { return try proxyPreventExtensions(context) }
        if kind == .typedArray, !(try typedArrayMayPreventExtensions(context)) { return false }
        context.materializeFunction(self)
        set(.nonExtensible)
        return true
    }

    // MARK: [[GetOwnProperty]]

    func getOwnProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> PropertyDescriptor? {
        if isExotic {
            switch kind {
            case .proxy: return try proxyGetOwnProperty(key, context)
            case .typedArray: if let found = try typedArrayGetOwnProperty(key, context) { return found.descriptor }
            case .primitiveWrapper: if let found = stringGetOwnProperty(key, context) { return found }
            case .arguments: if let found = argumentsGetOwnProperty(key, context) { return found }
            default: break
            }
        }
        return ordinaryGetOwnProperty(key, context)
    }

    /// sec-ordinarygetownproperty; also the array exotic `length`.
    func ordinaryGetOwnProperty(_ key: PropertyKey, _ context: Context) -> PropertyDescriptor? {
        if let index = key.index {
            guard let (value, attributes) = ownElement(index) else { return nil }
            return descriptor(value, attributes)
        }
        if kind == .array && key == PropertyKey(.length) {
            return PropertyDescriptor(Value(arrayLength), has(.lengthReadonly) ? [] : .writable)
        }
        guard let location = findOwn(key, context) else { return nil }
        return descriptor(context.slotValue(self, location.slot), location.attributes)
    }

    private func descriptor(_ value: Value, _ attributes: PropertyAttributes) -> PropertyDescriptor {
        guard attributes.contains(.accessor) else { return PropertyDescriptor(value, attributes) }
        let pair = AccessorPair(cell: value.uncheckedCell)
        return PropertyDescriptor(getter: pair.getter, setter: pair.setter, attributes.subtracting([.accessor, .writable]))
    }

    /// A named own property in the shape; makes a function's lazy properties if the key is one of them.
    @inline(__always) func findOwn(_ key: PropertyKey, _ context: Context) -> PropertyLocation? {
        if has(.lazyFunction) { context.materializeFunction(self, for: key) }
        return shape.find(key, context.heap)
    }

    /// An indexed own property.
    func ownElement(_ index: UInt32) -> (Value, PropertyAttributes)? {
        if hasSparseElements {
            guard let element = sparseElements[index] else { return nil }
            return (element.value, element.attributes)
        }
        let elements = self.elements
        guard Int(index) < elements.count else { return nil }
        let value = elements[Int(index)]
        if value.isEmpty { return nil }
        return (value, denseAttributes)
    }

    var denseAttributes: PropertyAttributes {
        has(.frozenElements) ? .enumerable : has(.sealedElements) ? [.enumerable, .writable] : .all
    }

    // MARK: [[HasProperty]]

    func hasProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        var object = self
        while true {
            if object.kind == .proxy { return try object.proxyHasProperty(key, context) }
            if object.kind == .typedArray, let index = try object.typedArrayIndex(key, context) { return index.isValid }
            if try object.getOwnProperty(key, context) != nil { return true }
            guard let next = object.prototype else { return false }
            try context.pay()
            object = next
        }
    }

    // MARK: [[Get]]

    func get(_ key: PropertyKey, receiver: Value, _ context: Context) throws(JSThrow) -> Value {
        var object = self
        var depth = 0
        while true {
            if object.isExotic {
                switch object.kind {
                case .proxy: return try object.proxyGet(key, receiver, context)
                case .typedArray:
                    if let found = try object.typedArrayGetOwnProperty(key, context) {
                        return found.descriptor?.value ?? .undefined
                    }
                case .primitiveWrapper: if let found = object.stringGetOwnProperty(key, context) { return found.value }
                case .arguments: if let found = object.argumentsGetOwnProperty(key, context) { return found.value }
                default: break
                }
            }
            if key.isIndex {
                if let (value, attributes) = object.ownElement(key.uncheckedIndex) {
                    return try context.propertyValue(value, attributes, receiver)
                }
            } else if let location = object.findOwn(key, context) {
                return try context.propertyValue(context.slotValue(object, location.slot), location.attributes, receiver)
            } else if object.kind == .array && key == PropertyKey(.length) {
                return Value(object.arrayLength)
            }
            guard let next = object.prototype else { return .undefined }
            object = next
            // Only long chains cost steps, as these are what no cache answers.
            depth &+= 1
            if depth & 63 == 0 { try context.pay() }
        }
    }

    // MARK: [[Set]]

    /// sec-ordinaryset and the exotic forms.
    func set(_ key: PropertyKey, _ value: Value, receiver: Value, _ context: Context) throws(JSThrow) -> Bool {
        var object = self
        var depth = 0
        while true {
            if object.kind == .proxy { return try object.proxySet(key, value, receiver, context) }
            if object.kind == .typedArray, let index = try object.typedArrayIndex(key, context) {
                if receiver == Value(object) {
                    try object.typedArraySet(index, value, context)
                    return true
                }
                if !index.isValid { return true }
            }
            if let own = try object.getOwnProperty(key, context) {
                if own.isAccessor {
                    guard own.setter.isCallable else { return false }
                    _ = try context.call(own.setter, receiver, value)
                    return true
                }
                if !own.isWritable {
                    // A builtin that the sandbox froze must not keep other objects from having a property of that name.
                    guard object.has(.frozenIntrinsic), receiver != Value(object) else { return false }
                }
                if receiver == Value(object) {
                    // The receiver is where the property was found: only its value changes.
                    return try object.defineOwnValue(key, value, context)
                }
                break
            }
            guard let next = object.prototype else { break }
            // As in `get`: what a cache answers costs no step, whether it has been asked before or not.
            depth &+= 1
            if depth & 63 == 0 { try context.pay() }
            object = next
        }
        guard let target = receiver.asObject else { return false }
        if target != self || target.isExotic, let existing = try target.getOwnProperty(key, context) {
            if existing.isAccessor || !existing.isWritable { return false }
            var change = PropertyDescriptor()
            change.value = value
            return try target.defineOwnProperty(key, change, context)
        }
        return try target.defineOwnProperty(key, PropertyDescriptor(value, .all), context)
    }

    /// Writes an existing writable data property of this object.
    private func defineOwnValue(_ key: PropertyKey, _ value: Value, _ context: Context) throws(JSThrow) -> Bool {
        if !isExotic {
            if let index = key.index {
                let elements = self.elements
                if Int(index) < elements.count, !elements[Int(index)].isEmpty, !has(.frozenElements) {
                    elements[Int(index)] = value
                    return true
                }
            } else if let location = findOwn(key, context), location.isPlainData {
                slots[location.slot] = value
                return true
            }
        }
        var change = PropertyDescriptor()
        change.value = value
        return try defineOwnProperty(key, change, context)
    }

    // MARK: [[DefineOwnProperty]]

    func defineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        switch kind {
        case .array: return try arrayDefineOwnProperty(key, descriptor, context)
        case .proxy: return try proxyDefineOwnProperty(key, descriptor, context)
        case .typedArray:
            if let index = try typedArrayIndex(key, context) { return try typedArrayDefine(index, descriptor, context) }
        case .primitiveWrapper:
            if let own = stringGetOwnProperty(key, context) {
                return try JSObject.isCompatible(extensible: !has(.nonExtensible), descriptor, own, context)
            }
        case .arguments: return try argumentsDefineOwnProperty(key, descriptor, context)
        default: break
        }
        return try ordinaryDefineOwnProperty(key, descriptor, context)
    }

    /// sec-validateandapplypropertydescriptor without the applying.
    static func isCompatible(
        extensible: Bool, _ descriptor: PropertyDescriptor, _ current: PropertyDescriptor?, _ context: Context
    ) throws(JSThrow) -> Bool {
        guard let current else { return extensible }
        if current.isConfigurable { return true }
        if descriptor.present.contains(.configurable) && descriptor.isConfigurable { return false }
        if descriptor.present.contains(.enumerable) && descriptor.isEnumerable != current.isEnumerable { return false }
        if descriptor.isGeneric { return true }
        if descriptor.isAccessor != current.isAccessor { return false }
        if current.isAccessor {
            if !descriptor.getter.isEmpty && descriptor.getter != current.getter { return false }
            if !descriptor.setter.isEmpty && descriptor.setter != current.setter { return false }
            return true
        }
        if current.isWritable { return true }
        if descriptor.present.contains(.writable) && descriptor.isWritable { return false }
        return descriptor.value.isEmpty ? true : try context.sameValue(descriptor.value, current.value)
    }

    /// sec-ordinarydefineownproperty
    func ordinaryDefineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        let current = ordinaryGetOwnProperty(key, context)
        guard try JSObject.isCompatible(extensible: !has(.nonExtensible), descriptor, current, context) else { return false }
        guard let current else {
            let attributes = descriptor.attributes.intersection(descriptor.present)
            if descriptor.isAccessor {
                let pair = AccessorPair.make(
                    context.heap, getter: descriptor.getter.isEmpty ? .undefined : descriptor.getter,
                    setter: descriptor.setter.isEmpty ? .undefined : descriptor.setter)
                try addOwn(key, Value(pair.cell), attributes.subtracting(.writable).union(.accessor), context)
            } else {
                try addOwn(key, descriptor.value.isEmpty ? .undefined : descriptor.value, attributes, context)
            }
            return true
        }
        var attributes = current.attributes.subtracting(descriptor.present).union(descriptor.attributes.intersection(descriptor.present))
        var value: Value
        if descriptor.isAccessor {
            let getter = descriptor.getter.isEmpty ? (current.isAccessor ? current.getter : .undefined) : descriptor.getter
            let setter = descriptor.setter.isEmpty ? (current.isAccessor ? current.setter : .undefined) : descriptor.setter
            value = Value(AccessorPair.make(context.heap, getter: getter, setter: setter).cell)
            attributes = attributes.subtracting(.writable).union(.accessor)
        } else if current.isAccessor {
            if descriptor.isData {
                value = descriptor.value.isEmpty ? .undefined : descriptor.value
            } else {
                value = Value(AccessorPair.make(context.heap, getter: current.getter, setter: current.setter).cell)
                attributes = attributes.subtracting(.writable).union(.accessor)
            }
        } else {
            value = descriptor.value.isEmpty ? current.value : descriptor.value
        }
        try replaceOwn(key, value, attributes, context)
        return true
    }

    /// Adds a property that is not there yet.
    func addOwn(_ key: PropertyKey, _ value: Value, _ attributes: PropertyAttributes, _ context: Context) throws(JSThrow) {
        if let index = key.index { return try setElement(index, value, attributes, context) }
        context.materializeFunction(self)
        if has(.isPrototype) { context.prototypeEpoch &+= 1 }
        let heap = context.heap
        let count = shape.slotCount
        try reserveSlot(count, heap)
        if !shape.isDictionary {
            if let next = shape.adding(key, attributes, heap) {
                // Not before: making the shape may collect, which sees no slot beyond those of the present shape.
                slots[count] = value
                shape = next
                return
            }
            shape = shape.makingDictionary(prototype: shape.prototypeValue, heap)
        }
        // No step: whether there is a shape may depend on what was collected, and the count must not.
        try shape.makeRoomForProperty(heap)
        slots[count] = value
        shape.append(key, attributes, heap)
    }

    private func replaceOwn(_ key: PropertyKey, _ value: Value, _ attributes: PropertyAttributes, _ context: Context) throws(JSThrow) {
        if let index = key.index { return try setElement(index, value, attributes, context) }
        guard let location = findOwn(key, context) else { return }
        if location.attributes != attributes {
            if has(.isPrototype) { context.prototypeEpoch &+= 1 }
            shape = shape.isDictionary ? shape.replaced(context.heap) : shape.makingDictionary(prototype: shape.prototypeValue, context.heap)
            shape.withTable { $0.setAttributes(key, attributes) }
        }
        slots[location.slot] = value
    }

    // MARK: [[Delete]]

    func delete(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        switch kind {
        case .proxy: return try proxyDelete(key, context)
        case .typedArray: if let index = try typedArrayIndex(key, context) { return !index.isValid }
        case .primitiveWrapper: if stringGetOwnProperty(key, context) != nil { return false }
        case .array: if key == PropertyKey(.length) { return false }
        case .arguments: argumentsWillDelete(key)
        default: break
        }
        if let index = key.index { return deleteElement(index, context) }
        guard let location = findOwn(key, context) else { return true }
        guard location.attributes.contains(.configurable) else { return false }
        if has(.isPrototype) { context.prototypeEpoch &+= 1 }
        context.materializeFunction(self)
        shape = shape.isDictionary ? shape.replaced(context.heap) : shape.makingDictionary(prototype: shape.prototypeValue, context.heap)
        slots[location.slot] = .undefined
        let slots = self.slots
        let shape = self.shape
        shape.withTable { table in
            table.remove(key)
            if table.deletedCount > 16 && table.deletedCount > table.liveCount {
                let order = table.compact()
                for (new, old) in order.enumerated() { slots[new] = slots[old] }
                shape.cell.number = UInt32(order.count)
            }
        }
        return true
    }

    // MARK: [[OwnPropertyKeys]]

    /// sec-ordinaryownpropertykeys: indices in ascending order, then strings, then symbols, each in order of creation. Private
    /// names are never among them.
    func ownPropertyKeys(_ context: Context) throws(JSThrow) -> KeyList {
        if kind == .proxy { return try proxyOwnPropertyKeys(context) }
        let keys = KeyList(context.heap)
        try keys.reserve(elements.count + shape.slotCount + (hasSparseElements ? sparseElements.count : 0))
        if kind == .typedArray { try appendTypedArrayKeys(to: keys, context) }
        if kind == .primitiveWrapper && isExotic { try appendStringKeys(to: keys, context) }
        if hasSparseElements {
            try context.pay(sparseElements.count)
            for index in sparseElements.indices { keys.append(PropertyKey(index: index)) }
        } else {
            let elements = self.elements
            try context.pay(elements.count / 4)
            for index in 0..<elements.count where !elements[index].isEmpty { keys.append(PropertyKey(index: UInt32(index))) }
        }
        context.materializeFunction(self)
        if kind == .array || (kind == .primitiveWrapper && isExotic) { keys.append(PropertyKey(.length)) }
        try context.pay(shape.slotCount / 4)
        var hasSymbols = false
        shape.forEach(context.heap) { key, _ in
            if key.isSymbol { hasSymbols = true } else { keys.append(key) }
        }
        if hasSymbols {
            shape.forEach(context.heap) { key, _ in
                if key.isSymbol && !key.isPrivateName { keys.append(key) }
            }
        }
        return keys
    }
}

extension Context {
    /// The value in a slot; a builtin's property that is only declared is made now.
    @inline(__always) func slotValue(_ object: JSObject, _ slot: Int) -> Value {
        let value = object.slots[slot]
        return value.isLazy ? materializeBuiltin(object, slot, value) : value
    }

    /// What reading a property gives that was found: the value, or what the getter returns.
    @inline(__always) func propertyValue(_ value: Value, _ attributes: PropertyAttributes, _ receiver: Value) throws(JSThrow) -> Value {
        if !attributes.contains(.accessor) { return value }
        let getter = AccessorPair(cell: value.uncheckedCell).getter
        return getter.isUndefined ? .undefined : try call(getter, receiver)
    }
}
