// ArrayBuffer objects, sec-arraybuffer-objects: the bytes, and the abstract operations on them.

/// [[ArrayBufferData]] with its lengths. The storage of a resizable buffer is as large as it has been, not as it may become.
final class ArrayBufferData: CellPayload {
    /// Where the bytes are; valid for `byteLength` bytes.
    private(set) var address: UInt = 0
    private(set) var byteLength: Int
    private var capacity: Int
    /// [[ArrayBufferMaxByteLength]]; nil for a buffer of fixed length.
    let maxByteLength: Int?
    private(set) var isDetached = false

    /// The most that memory limits allow; what is larger cannot be allocated at all.
    static let maximumByteLength = 1 << 32

    private init(address: UInt, byteLength: Int, maxByteLength: Int?) {
        self.address = address
        self.byteLength = byteLength
        capacity = byteLength
        self.maxByteLength = maxByteLength
    }

    var isResizable: Bool { maxByteLength != nil }

    /// sec-createbytedatablock. The caller gives the data to an object at once: only that releases it.
    fileprivate static func make(byteLength: Int, maxByteLength: Int?, _ context: Context) throws(JSThrow) -> ArrayBufferData {
        guard byteLength <= maximumByteLength, maxByteLength ?? 0 <= maximumByteLength else {
            throw context.throwError(.rangeError, "Array buffer allocation failed")
        }
        try context.pay(byteLength / 64)
        let address = try allocate(byteLength, context)
        return ArrayBufferData(address: address, byteLength: byteLength, maxByteLength: maxByteLength)
    }

    private static func allocate(_ byteLength: Int, _ context: Context) throws(JSThrow) -> UInt {
        byteLength == 0 ? 0 : try context.heap.allocateZeroedStorage(bytes: byteLength)
    }

    /// The caller has checked the length against `maxByteLength`.
    func resize(to newByteLength: Int, _ context: Context) throws(JSThrow) {
        if newByteLength > capacity {
            // Growing step by step must not copy everything every time.
            let wanted = min(max(newByteLength, capacity + capacity / 2), max(maxByteLength ?? 0, newByteLength))
            try context.pay(byteLength / 64)
            let larger = try ArrayBufferData.allocate(wanted, context)
            RawBytes.copy(byteLength, from: address, to: larger)
            release(context.heap)
            address = larger
            capacity = wanted
        } else if newByteLength > byteLength {
            try context.pay((newByteLength - byteLength) / 64)
            ElementMemory.fill(address &+ UInt(byteLength), count: newByteLength - byteLength, size: 1, bits: 0)
        }
        byteLength = newByteLength
    }

    /// sec-detacharraybuffer
    func detach(_ heap: Heap) {
        release(heap)
        byteLength = 0
        isDetached = true
    }

    private func release(_ heap: Heap) {
        if capacity > 0 { heap.freeStorage(address, bytes: capacity) }
        address = 0
        capacity = 0
    }

    override func finalize(_ heap: Heap) {
        release(heap)
        byteLength = 0
    }
}

extension JSObject {
    /// The data of an ArrayBuffer; nil for other objects.
    var arrayBufferData: ArrayBufferData? { kind == .arrayBuffer ? payload(as: ArrayBufferData.self) : nil }
}

extension Context {
    /// sec-allocatearraybuffer
    func allocateArrayBuffer(_ constructor: JSObject, byteLength: Int, maxByteLength: Int? = nil) throws(JSThrow) -> JSObject {
        if let maxByteLength, byteLength > maxByteLength { throw throwError(.rangeError, "Invalid array buffer max length") }
        let prototype = try getPrototypeFromConstructor(constructor, .arrayBufferPrototype)
        return try makeArrayBuffer(byteLength: byteLength, maxByteLength: maxByteLength, prototype: prototype).object
    }

    /// A new ArrayBuffer, all zero, with the realm's own prototype unless another one is given.
    func makeArrayBuffer(
        byteLength: Int, maxByteLength: Int? = nil, prototype: JSObject? = nil
    ) throws(JSThrow) -> (object: JSObject, data: ArrayBufferData) {
        let data = try ArrayBufferData.make(byteLength: byteLength, maxByteLength: maxByteLength, self)
        let shape = Shape.root(prototype: prototype ?? intrinsic(.arrayBufferPrototype), heap)
        let object = heap.makeObject(.arrayBuffer, shape, inlineSlots: 0)
        object.setPayload(data)
        return (object, data)
    }

    /// sec-clonearraybuffer, with %ArrayBuffer%. The range lies in the source.
    func cloneArrayBuffer(
        _ source: ArrayBufferData, _ byteOffset: Int, _ byteLength: Int
    ) throws(JSThrow) -> (object: JSObject, data: ArrayBufferData) {
        let new = try makeArrayBuffer(byteLength: byteLength)
        try copyBytes(byteLength, from: source, byteOffset, to: new.data, 0)
        return new
    }

    /// Copies bytes within or between buffers as if through a third one; both ranges are valid.
    func copyBytes(_ count: Int, from source: ArrayBufferData, _ sourceOffset: Int, to target: ArrayBufferData, _ targetOffset: Int) throws(JSThrow) {
        if count <= 0 { return }
        try pay(count / 64)
        RawBytes.copy(count, from: source.address &+ UInt(sourceOffset), to: target.address &+ UInt(targetOffset))
    }

    /// Makes an ArrayBuffer lose its data, as a host does when it transfers the buffer. Does nothing for other values.
    func detachArrayBuffer(_ value: Value) {
        value.asObject?.arrayBufferData?.detach(heap)
    }
}
