// TypedArrayKinds

enum TypedArrayKinds {
    struct Pair: Sendable {
        let constructor: BuiltinTable
        let prototype: BuiltinTable
    }

    static let int8 = Pair(
        constructor: BuiltinTable(.constructor(.Int8Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .int8ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let uint8 = Pair(
        constructor: BuiltinTable(.constructor(.Uint8Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .uint8ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let uint8Clamped = Pair(
        constructor: BuiltinTable(.constructor(.Uint8ClampedArray, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .uint8ClampedArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let int16 = Pair(
        constructor: BuiltinTable(.constructor(.Int16Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .int16ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let uint16 = Pair(
        constructor: BuiltinTable(.constructor(.Uint16Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .uint16ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let int32 = Pair(
        constructor: BuiltinTable(.constructor(.Int32Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .int32ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let uint32 = Pair(
        constructor: BuiltinTable(.constructor(.Uint32Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .uint32ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let float16 = Pair(
        constructor: BuiltinTable(.constructor(.Float16Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .float16ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let float32 = Pair(
        constructor: BuiltinTable(.constructor(.Float32Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .float32ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let float64 = Pair(
        constructor: BuiltinTable(.constructor(.Float64Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .float64ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let bigInt64 = Pair(
        constructor: BuiltinTable(.constructor(.BigInt64Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .bigInt64ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
    static let bigUint64 = Pair(
        constructor: BuiltinTable(.constructor(.BigUint64Array, 3, { (_, _) throws(JSThrow) in .undefined }, prototype: .bigUint64ArrayPrototype), []),
        prototype: BuiltinTable(.ordinary, []))
}
