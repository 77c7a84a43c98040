// TypedArray exotic objects, sec-typedarray-exotic-objects: canonical numeric string keys are elements, valid or not.

/// A key that is a canonical numeric string: an index that exists or one that does not.
struct TypedArrayIndex {
    let index: Int
    let isValid: Bool
}

extension JSObject {
    /// nil when the key is not a canonical numeric string.
    func typedArrayIndex(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> TypedArrayIndex? { nil }
    /// nil when the key is not a canonical numeric string; then the ordinary method decides.
    func typedArrayGetOwnProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> (descriptor: PropertyDescriptor?, Void)? { nil }
    func typedArraySet(_ index: TypedArrayIndex, _ value: Value, _ context: Context) throws(JSThrow) {}
    func typedArrayDefine(_ index: TypedArrayIndex, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool { false }
    /// sec-validatetypedarray, then sec-typedarraylength: a TypeError when the array is out of the bounds of its buffer.
    func validatedTypedArrayLength(_ context: Context) throws(JSThrow) -> Int { 0 }
    func typedArrayMayPreventExtensions(_ context: Context) throws(JSThrow) -> Bool { true }
    func appendTypedArrayKeys(to keys: KeyList, _ context: Context) throws(JSThrow) {}
}
