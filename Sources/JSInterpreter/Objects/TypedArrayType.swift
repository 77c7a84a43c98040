// The twelve element types of typed arrays, sec-typedarray-objects, table "The TypedArray Constructors".

enum TypedArrayType: UInt8, CaseIterable, Sendable {
    case int8, uint8, uint8Clamped, int16, uint16, int32, uint32, float16, float32, float64, bigInt64, bigUint64

    /// log2 of the element size in bytes.
    @inline(__always) var sizeShift: Int {
        switch self {
        case .int8, .uint8, .uint8Clamped: 0
        case .int16, .uint16, .float16: 1
        case .int32, .uint32, .float32: 2
        case .float64, .bigInt64, .bigUint64: 3
        }
    }
    /// Element size in bytes.
    @inline(__always) var size: Int { 1 << sizeShift }

    /// [[ContentType]]: BigInt, else Number.
    @inline(__always) var isBigInt: Bool { rawValue >= TypedArrayType.bigInt64.rawValue }
    @inline(__always) var isFloat: Bool { self == .float16 || self == .float32 || self == .float64 }

    /// The name of the constructor.
    var name: Name {
        switch self {
        case .int8: .Int8Array
        case .uint8: .Uint8Array
        case .uint8Clamped: .Uint8ClampedArray
        case .int16: .Int16Array
        case .uint16: .Uint16Array
        case .int32: .Int32Array
        case .uint32: .Uint32Array
        case .float16: .Float16Array
        case .float32: .Float32Array
        case .float64: .Float64Array
        case .bigInt64: .BigInt64Array
        case .bigUint64: .BigUint64Array
        }
    }

    var constructor: Intrinsic {
        switch self {
        case .int8: .int8Array
        case .uint8: .uint8Array
        case .uint8Clamped: .uint8ClampedArray
        case .int16: .int16Array
        case .uint16: .uint16Array
        case .int32: .int32Array
        case .uint32: .uint32Array
        case .float16: .float16Array
        case .float32: .float32Array
        case .float64: .float64Array
        case .bigInt64: .bigInt64Array
        case .bigUint64: .bigUint64Array
        }
    }

    var prototype: Intrinsic {
        switch self {
        case .int8: .int8ArrayPrototype
        case .uint8: .uint8ArrayPrototype
        case .uint8Clamped: .uint8ClampedArrayPrototype
        case .int16: .int16ArrayPrototype
        case .uint16: .uint16ArrayPrototype
        case .int32: .int32ArrayPrototype
        case .uint32: .uint32ArrayPrototype
        case .float16: .float16ArrayPrototype
        case .float32: .float32ArrayPrototype
        case .float64: .float64ArrayPrototype
        case .bigInt64: .bigInt64ArrayPrototype
        case .bigUint64: .bigUint64ArrayPrototype
        }
    }
}
