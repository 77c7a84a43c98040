// String exotic objects, sec-string-exotic-objects: the code units of the string value and `length` are own properties.

extension JSObject {
    /// sec-stringgetownproperty, and `length`.
    func stringGetOwnProperty(_ key: PropertyKey, _ context: Context) -> PropertyDescriptor? {
        guard let string = internalValue.asString else { return nil }
        if let index = key.index {
            guard Int(index) < string.length else { return nil }
            let flat = context.flatten(string)
            // A string that does not fit the memory limit became empty; the script ends.
            guard Int(index) < flat.length else { return nil }
            return PropertyDescriptor(Value(context.makeString(unit: flat.unit(at: Int(index)))), .enumerable)
        }
        return key == PropertyKey(.length) ? PropertyDescriptor(Value(string.length), []) : nil
    }

    func appendStringKeys(to keys: KeyList, _ context: Context) throws(JSThrow) {
        guard let string = internalValue.asString else { return }
        try keys.reserve(string.length)
        for index in 0..<string.length {
            if index & 63 == 0 { try context.pay(64) }
            keys.append(PropertyKey(index: UInt32(index)))
        }
    }
}
