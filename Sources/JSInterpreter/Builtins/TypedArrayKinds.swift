// The twelve TypedArray constructors and their prototypes, sec-typedarray-constructors.

enum TypedArrayKinds {
    struct Pair: Sendable {
        let constructor: BuiltinTable
        let prototype: BuiltinTable

        /// sec-properties-of-the-typedarray-constructors, sec-properties-of-typedarray-prototype-objects
        fileprivate init(_ type: TypedArrayType, constructor: [BuiltinProperty] = [], prototype: [BuiltinProperty] = []) {
            let size = BuiltinProperty.constant(.BYTES_PER_ELEMENT, Value(type.size))
            self.constructor = BuiltinTable(
                .constructor(
                    type.name, 3, { (context, arguments) throws(JSThrow) in try construct(type, context, arguments) },
                    prototype: type.prototype),
                prototype: .typedArray, [size] + constructor)
            self.prototype = BuiltinTable(
                .ordinary, prototype: .typedArrayPrototype, [size, .intrinsic(.constructor, type.constructor)] + prototype)
        }
    }

    static let int8 = Pair(.int8)
    static let uint8 = Pair(.uint8, constructor: Uint8ArrayText.constructorProperties, prototype: Uint8ArrayText.prototypeProperties)
    static let uint8Clamped = Pair(.uint8Clamped)
    static let int16 = Pair(.int16)
    static let uint16 = Pair(.uint16)
    static let int32 = Pair(.int32)
    static let uint32 = Pair(.uint32)
    static let float16 = Pair(.float16)
    static let float32 = Pair(.float32)
    static let float64 = Pair(.float64)
    static let bigInt64 = Pair(.bigInt64)
    static let bigUint64 = Pair(.bigUint64)

    // MARK: Constructing

    /// sec-typedarray
    private static func construct(_ type: TypedArrayType, _ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let newTarget = arguments.newTarget.asObject else {
            throw context.throwError(.typeError, "Constructor \(type.name.text) requires 'new'")
        }
        guard let first = arguments[0].asObject else {
            let length = try context.toIndex(arguments[0])
            let prototype = try context.getPrototypeFromConstructor(newTarget, type.prototype)
            return Value(try context.makeTypedArray(type, prototype: prototype, length: length))
        }
        let prototype = try context.getPrototypeFromConstructor(newTarget, type.prototype)
        if let source = first.typedArrayData { return Value(try fromTypedArray(type, prototype, source, context)) }
        if let data = first.arrayBufferData {
            return Value(try fromArrayBuffer(type, prototype, first, data, arguments[1], arguments[2], context))
        }
        return Value(try fromObject(type, prototype, first, context))
    }

    /// sec-initializetypedarrayfromtypedarray
    private static func fromTypedArray(
        _ type: TypedArrayType, _ prototype: JSObject, _ source: TypedArrayData, _ context: Context
    ) throws(JSThrow) -> JSObject {
        if source.isOutOfBounds {
            throw context.throwError(.typeError, "Cannot perform Construct on a detached ArrayBuffer")
        }
        let length = source.length
        let buffer = try context.makeArrayBuffer(byteLength: try context.typedArrayByteLength(type, length))
        if type.isBigInt != source.type.isBigInt { throw context.mixedContentError() }
        try context.copyElements(length, from: source, 0, to: buffer.data, type, byteOffset: 0)
        return context.makeTypedArray(type, prototype: prototype, on: buffer, length: length)
    }

    /// sec-initializetypedarrayfromarraybuffer
    private static func fromArrayBuffer(
        _ type: TypedArrayType, _ prototype: JSObject, _ buffer: JSObject, _ data: ArrayBufferData, _ byteOffset: Value,
        _ length: Value, _ context: Context
    ) throws(JSThrow) -> JSObject {
        let offset = try context.toIndex(byteOffset)
        guard offset % type.size == 0 else {
            throw context.throwError(.rangeError, "start offset of \(type.name.text) should be a multiple of \(type.size)")
        }
        let newLength = length.isUndefined ? nil : try context.toIndex(length)
        if data.isDetached { throw context.throwError(.typeError, "Cannot perform Construct on a detached ArrayBuffer") }
        let available = data.byteLength - offset
        var elementLength: Int?
        if let newLength {
            guard newLength <= available >> type.sizeShift else {
                throw context.throwError(.rangeError, "Invalid typed array length: \(newLength)")
            }
            elementLength = newLength
        } else {
            if !data.isResizable && data.byteLength % type.size != 0 {
                throw context.throwError(.rangeError, "byte length of \(type.name.text) should be a multiple of \(type.size)")
            }
            guard available >= 0 else {
                throw context.throwError(.rangeError, "Start offset \(offset) is outside the bounds of the buffer")
            }
            if !data.isResizable { elementLength = available >> type.sizeShift }
        }
        return context.makeTypedArray(type, prototype: prototype, on: (buffer, data), byteOffset: offset, length: elementLength)
    }

    /// sec-initializetypedarrayfromlist, sec-initializetypedarrayfromarraylike
    private static func fromObject(_ type: TypedArrayType, _ prototype: JSObject, _ source: JSObject, _ context: Context) throws(JSThrow) -> JSObject {
        let method = try context.getMethod(Value(source), PropertyKey(WellKnownSymbol.iterator))
        if !method.isUndefined {
            var record = try context.getIteratorFromMethod(Value(source), method)
            let values = try context.iteratorToList(&record)
            let array = try context.makeTypedArray(type, prototype: prototype, length: values.count)
            for index in 0..<values.count {
                try context.pay()
                try array.setTypedArrayElement(index, values[index], context)
            }
            return array
        }
        let length = try context.lengthOfArrayLike(source)
        let array = try context.makeTypedArray(type, prototype: prototype, length: length)
        for index in 0..<length {
            try context.pay()
            try array.setTypedArrayElement(index, try context.getElement(source, index), context)
        }
        return array
    }
}

extension Context {
    func mixedContentError() -> JSThrow {
        throwError(.typeError, "Cannot mix BigInt and other types, use explicit conversions")
    }

    /// Copies elements of the same content type, converting them if the types differ. The target range is valid and does not
    /// overlap the source.
    func copyElements(
        _ count: Int, from source: TypedArrayData, _ start: Int, to target: ArrayBufferData, _ type: TypedArrayType, byteOffset: Int
    ) throws(JSThrow) {
        if source.type == type || source.type.isBigInt {
            let sourceOffset = source.byteOffset + start << type.sizeShift
            return try copyBytes(count << type.sizeShift, from: source.bufferData, sourceOffset, to: target, byteOffset)
        }
        var done = 0
        while done < count {
            let piece = min(count - done, 4096)
            try pay(piece / 4)
            ElementMemory.convert(
                piece, from: source.type, source.address(start + done), to: type,
                target.address &+ UInt(byteOffset + done << type.sizeShift))
            done += piece
        }
    }
}
