// TypedArray exotic objects, sec-typedarray-exotic-objects: canonical numeric string keys are elements, valid or not.
//
// A typed array has no elements of its own: every access goes to the bytes of its buffer, which may have been detached or resized
// in the meantime. So each looks at the buffer's present length, and nobody keeps an address across anything that runs code.

/// The internal slots of a typed array.
final class TypedArrayData: CellPayload {
    let type: TypedArrayType
    /// [[ViewedArrayBuffer]]
    let buffer: JSObject
    let bufferData: ArrayBufferData
    /// [[ByteOffset]]
    let byteOffset: Int
    /// [[ArrayLength]]; nil for one that is as long as its buffer allows (`auto`).
    let fixedLength: Int?
    /// `fixedLength`, or 0; and the end of those elements.
    private let plainLength: Int
    private let plainEnd: Int

    init(_ type: TypedArrayType, buffer: JSObject, _ bufferData: ArrayBufferData, byteOffset: Int, length: Int?) {
        self.type = type
        self.buffer = buffer
        self.bufferData = bufferData
        self.byteOffset = byteOffset
        fixedLength = length
        plainLength = length ?? 0
        plainEnd = byteOffset + plainLength << type.sizeShift
    }

    override func trace(_ heap: Heap) { heap.mark(buffer) }

    /// sec-istypedarrayoutofbounds
    var isOutOfBounds: Bool {
        bufferData.isDetached || byteOffset > bufferData.byteLength || plainEnd > bufferData.byteLength
    }

    /// sec-typedarraylength; 0 when out of bounds.
    @inline(__always) var length: Int {
        if fixedLength != nil && plainEnd <= bufferData.byteLength { return plainLength }
        return trackedLength
    }

    @inline(never) private var trackedLength: Int {
        fixedLength != nil || byteOffset > bufferData.byteLength ? 0 : (bufferData.byteLength - byteOffset) >> type.sizeShift
    }

    /// sec-typedarraybytelength
    var byteLength: Int { length << type.sizeShift }

    /// Whether an index is that of an element now.
    @inline(__always) func isValid(_ index: Int) -> Bool { index >= 0 && index < length }

    /// The address of a valid element (or of the end of the last one), until the buffer changes.
    @inline(__always) func address(_ index: Int) -> UInt {
        bufferData.address &+ UInt(bitPattern: byteOffset &+ index << type.sizeShift)
    }

    // MARK: Elements

    /// sec-typedarraygetelement: undefined for what is no element.
    @inline(__always) func element(_ index: Int, _ context: Context) throws(JSThrow) -> Value {
        guard isValid(index) else { return .undefined }
        if type.isBigInt { return try ElementMemory.value(type, bits: ElementMemory.loadBits(address(index), size: 8), context) }
        return ElementMemory.number(type, address(index))
    }

    /// sec-typedarraysetelement: converts, then writes if the element (still) exists.
    @inline(__always) func setElement(_ index: Int, _ value: Value, _ context: Context) throws(JSThrow) {
        let bits = try bits(of: value, context)
        if isValid(index) { ElementMemory.storeBits(bits, address(index), size: type.size) }
    }

    /// What a value becomes as an element: sec-tonumber or sec-tobigint, then sec-numerictorawbytes.
    @inline(__always) func bits(of value: Value, _ context: Context) throws(JSThrow) -> UInt64 {
        if value.isInt && type.rawValue <= TypedArrayType.uint32.rawValue && type != .uint8Clamped {
            return UInt64(truncatingIfNeeded: value.uncheckedInt)
        }
        return try context.elementBits(type, value)
    }
}

extension Context {
    /// sec-numerictorawbytes after the conversion that the type's content asks for.
    func elementBits(_ type: TypedArrayType, _ value: Value) throws(JSThrow) -> UInt64 {
        if type.isBigInt { return try toBigInt64Bits(value) }
        return ElementMemory.bits(type, number: try toNumber(value))
    }
}

/// A key that is a canonical numeric string: an index that exists or one that does not.
struct TypedArrayIndex {
    let index: Int
    let isValid: Bool
}

extension JSObject {
    /// The internal slots of a typed array; nil for other objects.
    var typedArrayData: TypedArrayData? { kind == .typedArray ? payload(as: TypedArrayData.self) : nil }

    @inline(__always) private func withTypedArray<Result>(_ body: (TypedArrayData) throws(JSThrow) -> Result) throws(JSThrow) -> Result {
        try withBorrowed(TypedArrayData.self, payloadWord(0), body)
    }

    // MARK: For the evaluator; the object is a typed array

    /// The element at an index, undefined if there is none.
    @inline(__always) func typedArrayElement(_ index: Int, _ context: Context) throws(JSThrow) -> Value {
        try withTypedArray { data throws(JSThrow) in try data.element(index, context) }
    }

    /// Assigns to the element at an index; if there is none, only converts.
    @inline(__always) func setTypedArrayElement(_ index: Int, _ value: Value, _ context: Context) throws(JSThrow) {
        try withTypedArray { data throws(JSThrow) in try data.setElement(index, value, context) }
        // Converting the value may run code; nobody else needs to have the array meanwhile.
        context.keepAlive(self)
    }

    // MARK: Internal methods

    /// nil when the key is not a canonical numeric string.
    func typedArrayIndex(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> TypedArrayIndex? {
        if let index = key.index {
            return TypedArrayIndex(
                index: Int(index), isValid: try withTypedArray { data throws(JSThrow) in data.isValid(Int(index)) })
        }
        guard let number = try context.canonicalNumericIndexString(key) else { return nil }
        guard let index = Int(exactly: number), number != 0 else { return TypedArrayIndex(index: -1, isValid: false) }
        return TypedArrayIndex(index: index, isValid: try withTypedArray { data throws(JSThrow) in data.isValid(index) })
    }

    /// sec-typedarray-getownproperty. nil when the key is not a canonical numeric string; then the ordinary method decides.
    func typedArrayGetOwnProperty(_ key: PropertyKey, _ context: Context) throws(JSThrow) -> (descriptor: PropertyDescriptor?, Void)? {
        guard let index = try typedArrayIndex(key, context) else { return nil }
        guard index.isValid else { return (nil, ()) }
        return (PropertyDescriptor(try typedArrayElement(index.index, context), .all), ())
    }

    /// sec-typedarraysetelement
    func typedArraySet(_ index: TypedArrayIndex, _ value: Value, _ context: Context) throws(JSThrow) {
        try setTypedArrayElement(index.index, value, context)
    }

    /// sec-typedarray-defineownproperty for a canonical numeric string.
    func typedArrayDefine(_ index: TypedArrayIndex, _ descriptor: PropertyDescriptor, _ context: Context) throws(JSThrow) -> Bool {
        guard index.isValid else { return false }
        if descriptor.isAccessor || !descriptor.present.isSubset(of: descriptor.attributes) { return false }
        if !descriptor.value.isEmpty { try typedArraySet(index, descriptor.value, context) }
        return true
    }

    /// sec-typedarray-preventextensions: only for those of fixed length (sec-istypedarrayfixedlength).
    func typedArrayMayPreventExtensions(_ context: Context) throws(JSThrow) -> Bool {
        try withTypedArray { data throws(JSThrow) in data.fixedLength != nil && !data.bufferData.isResizable }
    }

    /// sec-validatetypedarray, then sec-typedarraylength: a TypeError when the array is out of the bounds of its buffer.
    func validatedTypedArrayLength(_ context: Context) throws(JSThrow) -> Int {
        try context.validateTypedArray(Value(self), "%TypedArray%.prototype.values").length
    }

    func appendTypedArrayKeys(to keys: KeyList, _ context: Context) throws(JSThrow) {
        let length = try withTypedArray { data throws(JSThrow) in data.length }
        try keys.reserve(length)
        for index in 0..<length {
            if index & 63 == 0 { try context.pay(64) }
            keys.append(context.indexKey(index))
        }
    }
}

extension Context {
    /// sec-canonicalnumericindexstring for a key that is not an index; nil for undefined.
    fileprivate func canonicalNumericIndexString(_ key: PropertyKey) throws(JSThrow) -> Double? {
        guard let atom = key.atom, atom.length > 0 else { return nil }
        // The texts of numbers begin with a digit, a sign, or as Infinity and NaN do.
        let first = atom.unit(at: 0)
        guard first >= 0x30 && first <= 0x39 || first == 0x2D || first == 0x49 || first == 0x4E else { return nil }
        if atom.length == 2, first == 0x2D, atom.unit(at: 1) == 0x30 { return -0.0 }
        let number = try stringToNumber(atom)
        return try sameText(numberToString(number), atom) ? number : nil
    }

    /// A typed array on a buffer; the range is valid. With the realm's own prototype unless another one is given.
    func makeTypedArray(
        _ type: TypedArrayType, prototype: JSObject? = nil, on buffer: (object: JSObject, data: ArrayBufferData), byteOffset: Int = 0,
        length: Int?
    ) -> JSObject {
        let shape = Shape.root(prototype: prototype ?? intrinsic(type.prototype), heap, kind: .exotic)
        let object = heap.makeObject(.typedArray, shape, inlineSlots: 0, flags: .exotic)
        object.setPayload(TypedArrayData(type, buffer: buffer.object, buffer.data, byteOffset: byteOffset, length: length))
        return object
    }

    /// A new typed array on a buffer of its own, all zero.
    func makeTypedArray(_ type: TypedArrayType, prototype: JSObject? = nil, length: Int) throws(JSThrow) -> JSObject {
        let buffer = try makeArrayBuffer(byteLength: try typedArrayByteLength(type, length))
        return makeTypedArray(type, prototype: prototype, on: buffer, length: length)
    }

    func typedArrayByteLength(_ type: TypedArrayType, _ length: Int) throws(JSThrow) -> Int {
        guard length <= ArrayBufferData.maximumByteLength >> type.sizeShift else {
            throw throwError(.rangeError, "Invalid typed array length: \(length)")
        }
        return length << type.sizeShift
    }
}
