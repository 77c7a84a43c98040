// Proxy exotic objects, sec-proxy-object-internal-methods-and-internal-slots.
//
// The two payload words are [[ProxyTarget]] and [[ProxyHandler]], null once the proxy is revoked. Every internal method first looks
// for its trap; without one it goes on to the target, so a chain of proxies is native recursion and each link checks the stack.

extension Context {
    /// sec-proxycreate
    func proxyCreate(_ target: Value, _ handler: Value) throws(JSThrow) -> JSObject {
        guard let targetObject = target.asObject, handler.isObject else {
            throw throwError(.typeError, "Cannot create proxy with a non-object as target or handler")
        }
        var flags: ObjectFlags = .exotic
        if targetObject.isCallable { flags.insert(.callable) }
        if targetObject.isConstructor { flags.insert(.constructor) }
        let proxy = heap.makeObject(.proxy, Shape.root(prototype: nil, heap, kind: .exotic), inlineSlots: 0, flags: flags)
        proxy.setPayloadValue(0, target)
        proxy.setPayloadValue(1, handler)
        return proxy
    }

    /// [[ProxyTarget]] of a proxy that is not revoked, sec-validatenonrevokedproxy.
    func proxyTarget(_ proxy: JSObject, operation: String) throws(JSThrow) -> JSObject {
        guard let target = proxy.payloadValue(0).asObject else {
            throw throwError(.typeError, "Cannot perform '\(operation)' on a proxy that has been revoked")
        }
        return target
    }

    /// What a proxy does for an operation: its target, its handler, and the handler's trap or undefined.
    fileprivate struct ProxyTrap {
        let target: JSObject
        let handler: Value
        let trap: Value
        let name: Name
    }

    fileprivate func proxyTrap(_ proxy: JSObject, _ name: Name) throws(JSThrow) -> ProxyTrap {
        try pay()
        try checkNativeStack()
        let target = try proxyTarget(proxy, operation: name.text)
        let handler = proxy.payloadValue(1)
        return ProxyTrap(target: target, handler: handler, trap: try getMethod(handler, PropertyKey(name)), name: name)
    }

    /// The TypeError for a trap whose result contradicts the target.
    fileprivate func invariantError(_ trap: ProxyTrap, _ problem: String) -> JSThrow {
        throwError(.typeError, "'\(trap.name.text)' on proxy: \(problem)")
    }
}

extension PropertyDescriptor {
    /// sec-completepropertydescriptor
    fileprivate mutating func complete() {
        if isAccessor {
            if getter.isEmpty { getter = .undefined }
            if setter.isEmpty { setter = .undefined }
        } else {
            if value.isEmpty { value = .undefined }
            present.insert(.writable)
        }
        present.insert([.enumerable, .configurable])
    }
}

extension JSObject {
    // MARK: [[GetPrototypeOf]], [[SetPrototypeOf]], [[IsExtensible]], [[PreventExtensions]]

    /// sec-proxy-object-internal-methods-and-internal-slots-getprototypeof
    func proxyGetPrototypeOf(_ context: Context) throws(JSThrow) -> JSObject? {
        let trap = try context.proxyTrap(self, .getPrototypeOf)
        if trap.trap.isUndefined { return try trap.target.getPrototypeOf(context) }
        let result = try context.call(trap.trap, trap.handler, Value(trap.target))
        guard result.isObject || result.isNull else {
            throw context.invariantError(trap, "trap returned neither object nor null")
        }
        if try trap.target.isExtensible(context) { return result.asObject }
        guard try trap.target.getPrototypeOf(context) == result.asObject else {
            throw context.invariantError(trap, "proxy target is non-extensible but the trap did not return its actual prototype")
        }
        return result.asObject
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v
    func proxySetPrototypeOf(_ prototype: JSObject?, _ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .setPrototypeOf)
        if trap.trap.isUndefined { return try trap.target.setPrototypeOf(prototype, context) }
        let result = try context.call(trap.trap, trap.handler, Value(trap.target), Value(orNull: prototype))
        guard context.toBoolean(result) else { return false }
        if try trap.target.isExtensible(context) { return true }
        guard try trap.target.getPrototypeOf(context) == prototype else {
            throw context.invariantError(trap, "trap returned truish for setting a new prototype on the non-extensible proxy target")
        }
        return true
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-isextensible
    func proxyIsExtensible(_ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .isExtensible)
        if trap.trap.isUndefined { return try trap.target.isExtensible(context) }
        let result = context.toBoolean(try context.call(trap.trap, trap.handler, Value(trap.target)))
        guard try trap.target.isExtensible(context) == result else {
            throw context.invariantError(trap, "trap result does not reflect extensibility of proxy target (which is '\(!result)')")
        }
        return result
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-preventextensions
    func proxyPreventExtensions(_ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .preventExtensions)
        if trap.trap.isUndefined { return try trap.target.preventExtensions(context) }
        let result = context.toBoolean(try context.call(trap.trap, trap.handler, Value(trap.target)))
        if result, try trap.target.isExtensible(context) {
            throw context.invariantError(trap, "the proxy target is extensible")
        }
        return result
    }

    // MARK: [[GetOwnProperty]], [[DefineOwnProperty]]

    /// sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p
    func proxyGetOwnProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> PropertyDescriptor? {
        let trap = try context.proxyTrap(self, .getOwnPropertyDescriptor)
        if trap.trap.isUndefined { return try trap.target.getOwnProperty(key, context) }
        let result = try context.call(trap.trap, trap.handler, Value(trap.target), context.value(of: key))
        guard result.isObject || result.isUndefined else {
            throw context.invariantError(trap, "trap returned neither object nor undefined for property '\(context.describe(key))'")
        }
        let targetDescriptor = try trap.target.getOwnProperty(key, context)
        if result.isUndefined {
            guard let targetDescriptor else { return nil }
            guard targetDescriptor.isConfigurable else {
                throw context.invariantError(
                    trap, "trap returned undefined for property '\(context.describe(key))' which is non-configurable in the proxy target")
            }
            guard try trap.target.isExtensible(context) else {
                throw context.invariantError(
                    trap, "trap returned undefined for property '\(context.describe(key))' which exists in the non-extensible proxy target")
            }
            return nil
        }
        let extensible = try trap.target.isExtensible(context)
        var descriptor = try context.toPropertyDescriptor(result)
        descriptor.complete()
        guard try JSObject.isCompatible(extensible: extensible, descriptor, targetDescriptor, context) else {
            throw context.invariantError(
                trap, "trap returned descriptor for property '\(context.describe(key))' that is incompatible with the existing property in the proxy target")
        }
        if !descriptor.isConfigurable {
            guard let targetDescriptor, !targetDescriptor.isConfigurable else {
                throw context.invariantError(
                    trap, "trap reported non-configurability for property '\(context.describe(key))' which is either non-existent or configurable in the proxy target")
            }
            if descriptor.present.contains(.writable) && !descriptor.isWritable && targetDescriptor.isWritable {
                throw context.invariantError(
                    trap, "trap reported non-configurable and writable for property '\(context.describe(key))' which is non-configurable, non-writable in the proxy target")
            }
        }
        return descriptor
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc
    func proxyDefineOwnProperty(_ key: PropertyKey, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .defineProperty)
        if trap.trap.isUndefined { return try trap.target.defineOwnProperty(key, descriptor, context) }
        let descriptorObject = try context.fromPropertyDescriptor(descriptor)
        let result = try context.call(trap.trap, trap.handler, Value(trap.target), context.value(of: key), descriptorObject)
        guard context.toBoolean(result) else { return false }
        let targetDescriptor = try trap.target.getOwnProperty(key, context)
        let extensible = try trap.target.isExtensible(context)
        let setsConfigurableFalse = descriptor.present.contains(.configurable) && !descriptor.isConfigurable
        guard let targetDescriptor else {
            guard extensible else {
                throw context.invariantError(
                    trap, "trap returned truish for adding property '\(context.describe(key))' to the non-extensible proxy target")
            }
            if setsConfigurableFalse {
                throw context.invariantError(
                    trap, "trap returned truish for defining non-configurable property '\(context.describe(key))' which is either non-existent or configurable in the proxy target")
            }
            return true
        }
        guard try JSObject.isCompatible(extensible: extensible, descriptor, targetDescriptor, context) else {
            throw context.invariantError(
                trap, "trap returned truish for adding property '\(context.describe(key))' that is incompatible with the existing property in the proxy target")
        }
        if setsConfigurableFalse && targetDescriptor.isConfigurable {
            throw context.invariantError(
                trap, "trap returned truish for defining non-configurable property '\(context.describe(key))' which is either non-existent or configurable in the proxy target")
        }
        if !targetDescriptor.isAccessor && !targetDescriptor.isConfigurable && targetDescriptor.isWritable
            && descriptor.present.contains(.writable) && !descriptor.isWritable
        {
            throw context.invariantError(
                trap, "trap returned truish for defining non-configurable property '\(context.describe(key))' which cannot be non-writable")
        }
        return true
    }

    // MARK: [[HasProperty]], [[Get]], [[Set]], [[Delete]]

    /// sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p
    func proxyHasProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .has)
        if trap.trap.isUndefined { return try trap.target.hasProperty(key, context) }
        let result = context.toBoolean(try context.call(trap.trap, trap.handler, Value(trap.target), context.value(of: key)))
        if !result, let targetDescriptor = try trap.target.getOwnProperty(key, context) {
            guard targetDescriptor.isConfigurable else {
                throw context.invariantError(
                    trap, "trap returned falsish for property '\(context.describe(key))' which exists in the proxy target as non-configurable")
            }
            guard try trap.target.isExtensible(context) else {
                throw context.invariantError(
                    trap, "trap returned falsish for property '\(context.describe(key))' but the proxy target is not extensible")
            }
        }
        return result
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver
    func proxyGet(_ key: PropertyKey, _ receiver: Value, _ context: Context) throws(JSThrow) -> Value {
        let trap = try context.proxyTrap(self, .get)
        if trap.trap.isUndefined { return try trap.target.get(key, receiver: receiver, context) }
        let result = try context.call(trap.trap, trap.handler, Value(trap.target), context.value(of: key), receiver)
        if let targetDescriptor = try trap.target.getOwnProperty(key, context), !targetDescriptor.isConfigurable {
            if targetDescriptor.isAccessor {
                if targetDescriptor.getter.isUndefined && !result.isUndefined {
                    throw context.invariantError(
                        trap, "property '\(context.describe(key))' is a non-configurable accessor property on the proxy target and does not have a getter function, but the trap did not return 'undefined'")
                }
            } else if !targetDescriptor.isWritable, try !context.sameValue(result, targetDescriptor.value) {
                throw context.invariantError(
                    trap, "property '\(context.describe(key))' is a read-only and non-configurable data property on the proxy target but the proxy did not return its actual value")
            }
        }
        return result
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver
    func proxySet(_ key: PropertyKey, _ value: Value, _ receiver: Value, _ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .set)
        if trap.trap.isUndefined { return try trap.target.set(key, value, receiver: receiver, context) }
        let result = try context.call(trap.trap, trap.handler, Value(trap.target), context.value(of: key), value, receiver)
        guard context.toBoolean(result) else { return false }
        if let targetDescriptor = try trap.target.getOwnProperty(key, context), !targetDescriptor.isConfigurable {
            if targetDescriptor.isAccessor {
                if targetDescriptor.setter.isUndefined {
                    throw context.invariantError(
                        trap, "trap returned truish for property '\(context.describe(key))' which exists in the proxy target as a non-configurable and non-writable accessor property without a setter")
                }
            } else if !targetDescriptor.isWritable, try !context.sameValue(value, targetDescriptor.value) {
                throw context.invariantError(
                    trap, "trap returned truish for property '\(context.describe(key))' which exists in the proxy target as a non-configurable and non-writable data property with a different value")
            }
        }
        return true
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-delete-p
    func proxyDelete(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> Bool {
        let trap = try context.proxyTrap(self, .deleteProperty)
        if trap.trap.isUndefined { return try trap.target.delete(key, context) }
        let result = try context.call(trap.trap, trap.handler, Value(trap.target), context.value(of: key))
        guard context.toBoolean(result) else { return false }
        guard let targetDescriptor = try trap.target.getOwnProperty(key, context) else { return true }
        guard targetDescriptor.isConfigurable else {
            throw context.invariantError(
                trap, "trap returned truish for property '\(context.describe(key))' which is non-configurable in the proxy target")
        }
        guard try trap.target.isExtensible(context) else {
            throw context.invariantError(
                trap, "trap returned truish for property '\(context.describe(key))' but the proxy target is non-extensible")
        }
        return true
    }

    // MARK: [[OwnPropertyKeys]]

    /// sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys
    func proxyOwnPropertyKeys(_ context: Context) throws(JSThrow) -> KeyList {
        let trap = try context.proxyTrap(self, .ownKeys)
        if trap.trap.isUndefined { return try trap.target.ownPropertyKeys(context) }
        let keys = try propertyKeys(from: context.call(trap.trap, trap.handler, Value(trap.target)), trap, context)
        let extensible = try trap.target.isExtensible(context)
        let targetKeys = try trap.target.ownPropertyKeys(context)
        let bytes = keys.count * 48 + targetKeys.count * 16
        try context.heap.reserve(bytes)
        defer { context.heap.unreserve(bytes) }
        var unchecked = Set(keys)
        var configurableKeys: [PropertyKey] = []
        for key in targetKeys {
            try context.pay()
            if let descriptor = try trap.target.getOwnProperty(key, context), !descriptor.isConfigurable {
                guard unchecked.remove(key) != nil else { throw missingKeyError(key, trap, context) }
            } else {
                configurableKeys.append(key)
            }
        }
        if extensible { return keys }
        for key in configurableKeys {
            guard unchecked.remove(key) != nil else { throw missingKeyError(key, trap, context) }
        }
        guard unchecked.isEmpty else {
            throw context.invariantError(trap, "trap returned extra keys but proxy target is non-extensible")
        }
        return keys
    }

    private func missingKeyError(_ key: PropertyKey, _ trap: Context.ProxyTrap, _ context: Context) -> JSThrow {
        context.invariantError(trap, "trap result did not include '\(context.describe(key))'")
    }

    /// sec-createlistfromarraylike for property keys, without duplicates.
    private func propertyKeys(from value: Value, _ trap: Context.ProxyTrap, _ context: Context) throws(JSThrow) -> KeyList {
        guard let object = value.asObject else {
            throw context.throwError(.typeError, "CreateListFromArrayLike called on non-object")
        }
        let keys = KeyList(context.heap)
        var known: Set<PropertyKey> = []
        var duplicate: PropertyKey?
        var reserved = 0
        defer { context.heap.unreserve(reserved) }
        let length = try context.lengthOfArrayLike(object)
        var index = 0
        while index < length {
            try context.pay()
            let element = try context.getElement(object, index)
            guard element.isString || element.isSymbol else {
                throw context.throwError(.typeError, "\(context.describe(element)) is not a valid property name")
            }
            let key = try context.toPropertyKey(element)
            if index & 63 == 0 {
                try context.heap.reserve(64 * 64)
                reserved += 64 * 64
            }
            try keys.add(key)
            if !known.insert(key).inserted { duplicate = duplicate ?? key }
            index += 1
        }
        if duplicate != nil { throw context.invariantError(trap, "trap returned duplicate entries") }
        return keys
    }
}

extension Context {
    // MARK: [[Call]], [[Construct]]

    /// sec-proxy-object-internal-methods-and-internal-slots-call-thisargument-argumentslist. `this` and the arguments are in the
    /// frame, which is at `top`.
    func proxyCall(_ proxy: JSObject, _ frame: Frame, _ argumentCount: Int) throws(JSThrow) -> Value {
        // Looking for the trap may run code: the arguments must not be in its way.
        frame.clearHeader()
        top = frame.advanced(by: Frame.firstArgument + argumentCount)
        defer { top = frame }
        let trap = try proxyTrap(proxy, .apply)
        if trap.trap.isUndefined {
            top = frame
            return try invoke(Value(trap.target), frame, argumentCount)
        }
        let list = try makeArgumentList(frame, from: 0, to: argumentCount)
        return try call(trap.trap, trap.handler, Value(trap.target), frame.thisValue, Value(list))
    }

    /// sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget
    func proxyConstruct(_ proxy: JSObject, _ frame: Frame, _ argumentCount: Int, _ newTarget: JSObject) throws(JSThrow) -> JSObject {
        frame.clearHeader()
        frame.thisValue = .undefined
        top = frame.advanced(by: Frame.firstArgument + argumentCount)
        defer { top = frame }
        let trap = try proxyTrap(proxy, .construct)
        if trap.trap.isUndefined {
            top = frame
            return try construct(trap.target, frame, argumentCount, newTarget: newTarget)
        }
        let list = try makeArgumentList(frame, from: 0, to: argumentCount)
        let result = try call(trap.trap, trap.handler, Value(trap.target), Value(list), Value(newTarget))
        guard let object = result.asObject else { throw invariantError(trap, "proxy [[Construct]] must return an object") }
        return object
    }
}
