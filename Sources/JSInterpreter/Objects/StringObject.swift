// String exotic objects, sec-string-exotic-objects: the code units of the string value and `length` are own properties.

extension JSObject {
    /// sec-stringgetownproperty, and `length`.
    func stringGetOwnProperty(_ key: PropertyKey, _ context: Context) -> PropertyDescriptor? {
        guard let string = internalValue.asString else { return nil }
        if let index = key.index {
            guard Int(index) < string.length else { return nil }
            let unit = context.flatten(string).unit(at: Int(index))
            return PropertyDescriptor(Value(context.makeString(unit: unit)), .enumerable)
        }
        return key == PropertyKey(.length) ? PropertyDescriptor(Value(string.length), []) : nil
    }

    func appendStringKeys(to keys: KeyList, _ context: Context) throws(JSThrow) {
        guard let string = internalValue.asString else { return }
        try context.pay(string.length)
        try context.heap.reserve(string.length * 8)
        context.heap.unreserve(string.length * 8)
        for index in 0..<string.length { keys.append(PropertyKey(index: UInt32(index))) }
    }
}
