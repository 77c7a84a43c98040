// The properties of ArrayBuffer.prototype, sec-properties-of-the-arraybuffer-prototype-object.

enum ArrayBufferPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .getter(.byteLength, byteLength),
            .intrinsic(.constructor, .arrayBuffer),
            .getter(.detached, detached),
            .getter(.maxByteLength, maxByteLength),
            .getter(.resizable, resizable),
            .method(.resize, 1, resize),
            .method(.slice, 2, slice),
            .method(.transfer, 0) { (context, arguments) throws(JSThrow) in
                try copyAndDetach(context, arguments, "transfer", preservesResizability: true)
            },
            .method(.transferToFixedLength, 0) { (context, arguments) throws(JSThrow) in
                try copyAndDetach(context, arguments, "transferToFixedLength", preservesResizability: false)
            },
            .toStringTag(.ArrayBuffer),
        ])

    private static func thisData(_ context: Context, _ arguments: Arguments, _ method: String) throws(JSThrow) -> ArrayBufferData {
        if let data = arguments.thisValue.asObject?.arrayBufferData { return data }
        throw context.throwError(
            .typeError, "Method ArrayBuffer.prototype.\(method) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    private static func detachedError(_ context: Context, _ method: String) -> JSThrow {
        context.throwError(.typeError, "Cannot perform ArrayBuffer.prototype.\(method) on a detached ArrayBuffer")
    }

    /// sec-get-arraybuffer.prototype.bytelength
    private static func byteLength(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisData(context, arguments, "byteLength").byteLength)
    }

    /// sec-get-arraybuffer.prototype.detached
    private static func detached(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisData(context, arguments, "detached").isDetached)
    }

    /// sec-get-arraybuffer.prototype.maxbytelength
    private static func maxByteLength(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisData(context, arguments, "maxByteLength")
        return data.isDetached ? .zero : Value(data.maxByteLength ?? data.byteLength)
    }

    /// sec-get-arraybuffer.prototype.resizable
    private static func resizable(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisData(context, arguments, "resizable").isResizable)
    }

    /// sec-arraybuffer.prototype.resize
    private static func resize(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisData(context, arguments, "resize")
        guard let maxByteLength = data.maxByteLength else {
            throw context.throwError(
                .typeError,
                "Method ArrayBuffer.prototype.resize called on incompatible receiver \(context.describe(arguments.thisValue))")
        }
        let newByteLength = try context.toIndex(arguments[0])
        if data.isDetached { throw detachedError(context, "resize") }
        guard newByteLength <= maxByteLength else {
            throw context.throwError(.rangeError, "ArrayBuffer.prototype.resize: Invalid length parameter")
        }
        try data.resize(to: newByteLength, context)
        return .undefined
    }

    /// sec-arraybuffer.prototype.slice
    private static func slice(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject, let data = object.arrayBufferData else {
            _ = try thisData(context, arguments, "slice")
            return .undefined
        }
        if data.isDetached { throw detachedError(context, "slice") }
        let length = data.byteLength
        let first = try context.toRelativeIndex(arguments[0], length: length)
        let final = arguments[1].isUndefined ? length : try context.toRelativeIndex(arguments[1], length: length)
        let newLength = max(final - first, 0)
        let constructor = try context.speciesConstructor(object, .arrayBuffer)
        let new = try context.construct(constructor, arguments: [Value(newLength)])
        guard let newData = new.arrayBufferData else {
            throw context.throwError(
                .typeError,
                "Method ArrayBuffer.prototype.slice called on incompatible receiver \(context.describe(Value(new)))")
        }
        if newData.isDetached { throw detachedError(context, "slice") }
        if newData === data { throw context.throwError(.typeError, "ArrayBuffer subclass returned this from species constructor") }
        if newData.byteLength < newLength {
            throw context.throwError(.typeError, "Species constructor returned a too small ArrayBuffer")
        }
        if data.isDetached { throw detachedError(context, "slice") }
        if first < data.byteLength {
            try context.copyBytes(min(newLength, data.byteLength - first), from: data, first, to: newData, 0)
        }
        return Value(new)
    }

    /// sec-arraybuffercopyanddetach
    private static func copyAndDetach(
        _ context: Context, _ arguments: Arguments, _ method: String, preservesResizability: Bool
    ) throws(JSThrow) -> Value {
        let data = try thisData(context, arguments, method)
        let newByteLength = arguments[0].isUndefined ? data.byteLength : try context.toIndex(arguments[0])
        if data.isDetached { throw detachedError(context, method) }
        return Value(
            try context.arrayBufferCopyAndDetach(
                data, newByteLength: newByteLength, maxByteLength: preservesResizability ? data.maxByteLength : nil))
    }
}

extension Context {
    /// A new ArrayBuffer with the bytes of one that loses them.
    func arrayBufferCopyAndDetach(_ data: ArrayBufferData, newByteLength: Int, maxByteLength: Int?) throws(JSThrow) -> JSObject {
        if let maxByteLength, newByteLength > maxByteLength { throw throwError(.rangeError, "Invalid array buffer length") }
        let new = try makeArrayBuffer(byteLength: newByteLength, maxByteLength: maxByteLength)
        try copyBytes(min(newByteLength, data.byteLength), from: data, 0, to: new.data, 0)
        data.detach(heap)
        return new.object
    }
}
