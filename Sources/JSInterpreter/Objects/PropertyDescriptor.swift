// Property descriptors: the specification's records, with `empty` and a mask for absent fields.

/// sec-property-descriptor-specification-type
struct PropertyDescriptor {
    /// `empty` when absent, likewise below.
    var value: Value = .empty
    var getter: Value = .empty
    var setter: Value = .empty
    /// The values of [[Writable]], [[Enumerable]] and [[Configurable]] …
    var attributes: PropertyAttributes = []
    /// … and which of them are present.
    var present: PropertyAttributes = []

    init() {}

    /// A full data descriptor.
    init(_ value: Value, _ attributes: PropertyAttributes) {
        self.value = value
        self.attributes = attributes
        present = .all
    }

    /// A full accessor descriptor.
    init(getter: Value, setter: Value, _ attributes: PropertyAttributes) {
        self.getter = getter
        self.setter = setter
        self.attributes = attributes
        present = [.enumerable, .configurable]
    }

    var isAccessor: Bool { !getter.isEmpty || !setter.isEmpty }
    var isData: Bool { !value.isEmpty || present.contains(.writable) }
    var isGeneric: Bool { !isAccessor && !isData }

    var isWritable: Bool { attributes.contains(.writable) }
    var isEnumerable: Bool { attributes.contains(.enumerable) }
    var isConfigurable: Bool { attributes.contains(.configurable) }
}

extension Context {
    /// sec-frompropertydescriptor
    func fromPropertyDescriptor(_ descriptor: PropertyDescriptor?) throws(JSThrow) -> Value {
        guard let descriptor else { return .undefined }
        let object = makeObject()
        if !descriptor.value.isEmpty { try createDataPropertyOrThrow(object, PropertyKey(.value), descriptor.value) }
        if descriptor.present.contains(.writable) {
            try createDataPropertyOrThrow(object, PropertyKey(.writable), Value(descriptor.isWritable))
        }
        if !descriptor.getter.isEmpty { try createDataPropertyOrThrow(object, PropertyKey(.get), descriptor.getter) }
        if !descriptor.setter.isEmpty { try createDataPropertyOrThrow(object, PropertyKey(.set), descriptor.setter) }
        if descriptor.present.contains(.enumerable) {
            try createDataPropertyOrThrow(object, PropertyKey(.enumerable), Value(descriptor.isEnumerable))
        }
        if descriptor.present.contains(.configurable) {
            try createDataPropertyOrThrow(object, PropertyKey(.configurable), Value(descriptor.isConfigurable))
        }
        return Value(object)
    }

    /// sec-topropertydescriptor
    func toPropertyDescriptor(_ value: Value) throws(JSThrow) -> PropertyDescriptor {
        guard let object = value.asObject else {
            throw throwError(.typeError, "Property description must be an object: \(describe(value))")
        }
        var result = PropertyDescriptor()
        func attribute(_ name: Name, _ attribute: PropertyAttributes) throws(JSThrow) {
            guard try hasProperty(object, PropertyKey(name)) else { return }
            result.present.insert(attribute)
            if toBoolean(try get(object, PropertyKey(name))) { result.attributes.insert(attribute) }
        }
        try attribute(.enumerable, .enumerable)
        try attribute(.configurable, .configurable)
        if try hasProperty(object, PropertyKey(.value)) { result.value = try get(object, PropertyKey(.value)) }
        try attribute(.writable, .writable)
        if try hasProperty(object, PropertyKey(.get)) {
            result.getter = try get(object, PropertyKey(.get))
            if !result.getter.isUndefined && !result.getter.isCallable {
                throw throwError(.typeError, "Getter must be a function: \(describe(result.getter))")
            }
        }
        if try hasProperty(object, PropertyKey(.set)) {
            result.setter = try get(object, PropertyKey(.set))
            if !result.setter.isUndefined && !result.setter.isCallable {
                throw throwError(.typeError, "Setter must be a function: \(describe(result.setter))")
            }
        }
        if result.isAccessor && result.isData {
            throw throwError(
                .typeError, "Invalid property descriptor. Cannot both specify accessors and a value or writable attribute")
        }
        return result
    }
}
