// The DataView constructor, sec-dataview-constructor, and what a DataView holds.

/// The internal slots of a DataView.
final class DataViewData: CellPayload {
    /// [[ViewedArrayBuffer]]
    let buffer: JSObject
    let bufferData: ArrayBufferData
    /// [[ByteOffset]]
    let byteOffset: Int
    /// [[ByteLength]]; nil for auto.
    let fixedByteLength: Int?

    init(buffer: JSObject, _ bufferData: ArrayBufferData, byteOffset: Int, byteLength: Int?) {
        self.buffer = buffer
        self.bufferData = bufferData
        self.byteOffset = byteOffset
        fixedByteLength = byteLength
    }

    /// sec-isviewoutofbounds
    var isOutOfBounds: Bool {
        bufferData.isDetached || byteOffset + (fixedByteLength ?? 0) > bufferData.byteLength
    }

    /// sec-getviewbytelength; the view is not out of bounds.
    var byteLength: Int { fixedByteLength ?? max(0, bufferData.byteLength - byteOffset) }

    override func trace(_ heap: Heap) { heap.mark(buffer) }
}

enum DataViewConstructor {
    static let table = BuiltinTable(.constructor(.DataView, 1, construct, prototype: .dataViewPrototype), [])

    /// sec-dataview-buffer-byteoffset-bytelength
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let newTarget = arguments.newTarget.asObject else {
            throw context.throwError(.typeError, "Constructor DataView requires 'new'")
        }
        guard let buffer = arguments[0].asObject, let data = buffer.arrayBufferData else {
            throw context.throwError(.typeError, "First argument to DataView constructor must be an ArrayBuffer")
        }
        let offset = try context.toIndex(arguments[1])
        if data.isDetached { throw detachedError(context) }
        let bufferByteLength = data.byteLength
        guard offset <= bufferByteLength else { throw offsetError(context, offset) }
        var viewByteLength: Int?
        if !arguments[2].isUndefined {
            let length = try context.toIndex(arguments[2])
            guard length <= bufferByteLength - offset else { throw lengthError(context, length) }
            viewByteLength = length
        } else if !data.isResizable {
            viewByteLength = bufferByteLength - offset
        }
        let prototype = try context.getPrototypeFromConstructor(newTarget, .dataViewPrototype)
        // The prototype may have been found by code that detached or resized the buffer.
        if data.isDetached { throw detachedError(context) }
        guard offset <= data.byteLength else { throw offsetError(context, offset) }
        if let viewByteLength, viewByteLength > data.byteLength - offset { throw lengthError(context, viewByteLength) }
        let object = context.heap.makeObject(.dataView, Shape.root(prototype: prototype, context.heap), inlineSlots: 0)
        object.setPayload(DataViewData(buffer: buffer, data, byteOffset: offset, byteLength: viewByteLength))
        return Value(object)
    }

    private static func detachedError(_ context: Context) -> JSThrow {
        context.throwError(.typeError, "Cannot perform DataView on a detached ArrayBuffer")
    }

    private static func offsetError(_ context: Context, _ offset: Int) -> JSThrow {
        context.throwError(.rangeError, "Start offset \(offset) is outside the bounds of the buffer")
    }

    private static func lengthError(_ context: Context, _ length: Int) -> JSThrow {
        context.throwError(.rangeError, "Invalid DataView length \(length)")
    }
}
