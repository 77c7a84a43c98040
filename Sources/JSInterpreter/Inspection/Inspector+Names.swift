// What an object is called: its class, its tag, and the texts that stand for functions, classes and wrapped primitives.

import JSNumerics

extension Inspector {
    func isName(_ text: JSString?, _ name: Name) throws(JSThrow) -> Bool {
        guard let text else { return false }
        return try context.sameText(text, name.string)
    }

    /// A property that is stored on an object or its prototypes; nil for an accessor and what is not there.
    func storedValue(_ object: JSObject, _ key: PropertyKey) throws(JSThrow) -> Value? {
        var next: JSObject? = object
        while let current = next, current.kind != .proxy {
            if let location = current.findOwn(key, context) {
                return location.attributes.contains(.accessor) ? nil : context.slotValue(current, location.slot)
            }
            try context.pay()
            next = current.prototype
        }
        return nil
    }

    /// An own property if it is stored as a value.
    func ownStoredValue(_ object: JSObject, _ name: Name) -> Value? {
        guard object.kind != .proxy, let location = object.findOwn(PropertyKey(name), context),
            !location.attributes.contains(.accessor)
        else { return nil }
        return context.slotValue(object, location.slot)
    }

    // MARK: Classes

    /// The name of the class of an object: of the first constructor on its way to the root that it is an instance of. Nil if it
    /// has no prototype.
    func constructorName(of object: JSObject, _ level: Int) throws(JSThrow) -> JSString? {
        var next: JSObject? = object
        var first: JSObject??
        while let current = next, current.kind != .proxy {
            try context.pay()
            if let constructor = ownStoredValue(current, .constructor)?.asObject, constructor.isCallable,
                let name = ownStoredValue(constructor, .name)?.asString, name.length > 0,
                try isInstance(object, of: constructor, foundAt: current)
            {
                return name
            }
            next = current.prototype
            if first == nil { first = .some(next) }
        }
        guard case .some(.some(let prototype)) = first else { return nil }
        try context.checkNativeStack()
        let kindName = internalName(of: object).string
        if level > options.depth {
            return try text { (builder) throws(JSThrow) in
                try builder.append(kindName)
                try builder.append(" <Complex prototype>")
            }
        }
        let inner: JSString
        if prototype.kind == .proxy {
            inner = Name.Object.string
        } else if let name = try constructorName(of: prototype, level + 1) {
            inner = name
        } else {
            var innerOptions = options
            innerOptions.depth = -1
            inner = try Inspector(context, innerOptions).inspect(Value(prototype))
        }
        return try text { (builder) throws(JSThrow) in
            try builder.append(kindName)
            try builder.append(" <")
            try builder.append(inner)
            try builder.append(">")
        }
    }

    /// OrdinaryHasInstance for a constructor whose `prototype` is stored as a value.
    private func isInstance(_ object: JSObject, of constructor: JSObject, foundAt home: JSObject) throws(JSThrow) -> Bool {
        guard let prototype = ownStoredValue(constructor, .prototype)?.asObject else { return false }
        if prototype == home { return home != object }
        var next = object.prototype
        while let current = next, current.kind != .proxy {
            if current == prototype { return true }
            try context.pay()
            next = current.prototype
        }
        return false
    }

    /// What an object without usable constructor is by its own nature.
    private func internalName(of object: JSObject) -> Name {
        switch object.kind {
        case .array: .Array
        case .function, .nativeFunction, .boundFunction: .Function
        case .error: .Error
        case .date: .Date
        case .regexp: .RegExp
        case .map: .Map
        case .set: .Set
        case .weakMap: .WeakMap
        case .weakSet: .WeakSet
        case .weakRef: .WeakRef
        case .arrayBuffer: .ArrayBuffer
        case .dataView: .DataView
        case .typedArray: object.typedArrayData?.type.name ?? .TypedArray
        case .primitiveWrapper: wrapperName(object)
        default: .Object
        }
    }

    /// `Symbol.toStringTag` if it is a text that no enumerable own property will show anyway.
    func toStringTag(of object: JSObject) throws(JSThrow) -> JSString? {
        let key = PropertyKey(WellKnownSymbol.toStringTag)
        if let own = object.findOwn(key, context), options.showsHidden || own.attributes.contains(.enumerable) { return nil }
        // The tags that are builtin accessors.
        if let data = object.typedArrayData { return data.type.name.string }
        guard let tag = try storedValue(object, key)?.asString, tag.length > 0 else { return nil }
        return tag
    }

    // MARK: Prefixes

    /// `Class(size) [tag] `, or `[Kind: null prototype] [tag] `.
    func prefix(_ constructor: JSString?, _ tag: JSString?, fallback: Name, size: Int? = nil) throws(JSThrow) -> JSString {
        var shownTag = tag
        if let tag, try context.sameText(tag, constructor ?? fallback.string) { shownTag = nil }
        return try text { (builder) throws(JSThrow) in
            if constructor == nil { try builder.append("[") }
            try builder.append(constructor ?? fallback.string)
            if let size {
                try builder.append("(")
                try builder.append(decimal: size)
                try builder.append(")")
            }
            if constructor == nil { try builder.append(": null prototype]") }
            try builder.append(" ")
            if let shownTag {
                try builder.append("[")
                try builder.append(shownTag)
                try builder.append("] ")
            }
        }
    }

    /// The prefix of an object of any kind.
    func prefix(of object: JSObject, _ constructor: JSString?, _ tag: JSString?) throws(JSThrow) -> JSString {
        var fallback = internalName(of: object)
        if try isName(tag, fallback) { fallback = .Object }
        return try prefix(constructor, tag, fallback: fallback)
    }

    // MARK: Functions

    /// `[Function: name]`, `[class Name extends Parent]`
    func functionBase(_ function: JSObject, _ constructor: JSString?, _ tag: JSString?) throws(JSThrow) -> JSString {
        if function.has(.classConstructor) { return try classBase(function, constructor, tag) }
        let isGenerator = function.kind == .function && FunctionObject(function).code.isGenerator
        let type: Name = isGenerator ? .GeneratorFunction : .Function
        let name = try storedValue(function, PropertyKey(.name))?.asString ?? context.emptyString
        let hasPlainName = try isName(constructor, type)
        let shownTag = try differing(tag, from: constructor)
        return try text { (builder) throws(JSThrow) in
            try builder.append("[")
            try builder.append(type.string)
            if constructor == nil { try builder.append(" (null prototype)") }
            if name.length == 0 {
                try builder.append(" (anonymous)")
            } else {
                try builder.append(": ")
                try builder.append(name)
            }
            try builder.append("]")
            if !hasPlainName, let constructor {
                try builder.append(" ")
                try builder.append(constructor)
            }
            if let shownTag { try appendTag(shownTag, to: &builder) }
        }
    }

    private func classBase(_ function: JSObject, _ constructor: JSString?, _ tag: JSString?) throws(JSThrow) -> JSString {
        let name = ownStoredValue(function, .name)?.asString ?? context.emptyString
        let hasPlainName = try isName(constructor, .Function)
        let shownTag = try differing(tag, from: constructor)
        var parent = context.emptyString
        if let prototype = function.prototype {
            parent = try storedValue(prototype, PropertyKey(.name))?.asString ?? context.emptyString
        }
        return try text { (builder) throws(JSThrow) in
            try builder.append("[class ")
            if name.length == 0 { try builder.append("(anonymous)") } else { try builder.append(name) }
            if !hasPlainName, let constructor { try appendTag(constructor, to: &builder) }
            if let shownTag { try appendTag(shownTag, to: &builder) }
            if constructor == nil {
                try builder.append(" extends [null prototype]")
            } else if parent.length > 0 {
                try builder.append(" extends ")
                try builder.append(parent)
            }
            try builder.append("]")
        }
    }

    private func differing(_ tag: JSString?, from constructor: JSString?) throws(JSThrow) -> JSString? {
        guard let tag, let constructor else { return tag }
        return try context.sameText(tag, constructor) ? nil : tag
    }

    private func appendTag(_ tag: JSString, to builder: inout TextBuilder) throws(JSThrow) {
        try builder.append(" [")
        try builder.append(tag)
        try builder.append("]")
    }

    // MARK: Values that are objects

    private func wrapperName(_ object: JSObject) -> Name {
        let value = object.internalValue
        return value.isNumber ? .Number : value.isString ? .String : value.isBoolean ? .Boolean : value.isBigInt ? .BigInt : .Symbol
    }

    /// `[Number: 3]`
    func wrapperBase(_ object: JSObject, _ constructor: JSString?, _ tag: JSString?) throws(JSThrow) -> JSString {
        let type = wrapperName(object)
        let isPlain = try isName(constructor, type)
        let shownTag = try differing(tag, from: constructor)
        let value = try formatPrimitive(object.internalValue)
        return try text { (builder) throws(JSThrow) in
            try builder.append("[")
            try builder.append(type.string)
            if !isPlain {
                try builder.append(" (")
                if let constructor { try builder.append(constructor) } else { try builder.append("null prototype") }
                try builder.append(")")
            }
            try builder.append(": ")
            try builder.append(value)
            try builder.append("]")
            if let shownTag { try appendTag(shownTag, to: &builder) }
        }
    }

    func dateText(_ object: JSObject) -> JSString {
        guard let time = object.internalValue.asNumber, let text = DateMath.isoString(time) else { return literal("Invalid Date") }
        return literal(String(decoding: text, as: UTF8.self))
    }

    func regExpText(_ object: JSObject) throws(JSThrow) -> JSString {
        guard let data = object.regExpData else { return literal("/(?:)/") }
        let source = try RegExpPrototype.escapePattern(context, context.flattened(data.source))
        return try text { (builder) throws(JSThrow) in
            try builder.append("/")
            try builder.append(source)
            try builder.append("/")
            try builder.append(literal(data.flags.text))
        }
    }
}
