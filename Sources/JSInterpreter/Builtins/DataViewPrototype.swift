// The properties of DataView.prototype, sec-properties-of-the-dataview-prototype-object.

enum DataViewPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .getter(.buffer, buffer),
            .getter(.byteLength, byteLength),
            .getter(.byteOffset, byteOffset),
            .intrinsic(.constructor, .dataView),
            getMethod(.getBigInt64, .bigInt64),
            getMethod(.getBigUint64, .bigUint64),
            getMethod(.getFloat16, .float16),
            getMethod(.getFloat32, .float32),
            getMethod(.getFloat64, .float64),
            getMethod(.getInt8, .int8),
            getMethod(.getInt16, .int16),
            getMethod(.getInt32, .int32),
            getMethod(.getUint8, .uint8),
            getMethod(.getUint16, .uint16),
            getMethod(.getUint32, .uint32),
            setMethod(.setBigInt64, .bigInt64),
            setMethod(.setBigUint64, .bigUint64),
            setMethod(.setFloat16, .float16),
            setMethod(.setFloat32, .float32),
            setMethod(.setFloat64, .float64),
            setMethod(.setInt8, .int8),
            setMethod(.setInt16, .int16),
            setMethod(.setInt32, .int32),
            setMethod(.setUint8, .uint8),
            setMethod(.setUint16, .uint16),
            setMethod(.setUint32, .uint32),
            .toStringTag(.DataView),
        ])

    private static func getMethod(_ name: Name, _ type: TypedArrayType) -> BuiltinProperty {
        .method(name, 1) { (context, arguments) throws(JSThrow) in try getViewValue(context, arguments, name, type) }
    }

    private static func setMethod(_ name: Name, _ type: TypedArrayType) -> BuiltinProperty {
        .method(name, 2) { (context, arguments) throws(JSThrow) in try setViewValue(context, arguments, name, type) }
    }

    private static func thisView(_ context: Context, _ arguments: Arguments, _ name: Name) throws(JSThrow) -> DataViewData {
        if let object = arguments.thisValue.asObject, object.kind == .dataView,
            let data = object.payload(as: DataViewData.self)
        {
            return data
        }
        throw context.throwError(
            .typeError,
            "Method DataView.prototype.\(name.text) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    private static func outOfBoundsError(_ context: Context, _ data: DataViewData, _ name: Name) -> JSThrow {
        context.throwError(
            .typeError,
            data.bufferData.isDetached
                ? "Cannot perform DataView.prototype.\(name.text) on a detached ArrayBuffer"
                : "Invalid DataView accessor \(name.text) on an out-of-bounds view")
    }

    /// sec-get-dataview.prototype.buffer
    private static func buffer(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisView(context, arguments, .buffer).buffer)
    }

    /// sec-get-dataview.prototype.bytelength
    private static func byteLength(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let view = try thisView(context, arguments, .byteLength)
        if view.isOutOfBounds { throw outOfBoundsError(context, view, .byteLength) }
        return Value(view.byteLength)
    }

    /// sec-get-dataview.prototype.byteoffset
    private static func byteOffset(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let view = try thisView(context, arguments, .byteOffset)
        if view.isOutOfBounds { throw outOfBoundsError(context, view, .byteOffset) }
        return Value(view.byteOffset)
    }

    /// sec-getviewvalue
    private static func getViewValue(_ context: Context, _ arguments: Arguments, _ name: Name, _ type: TypedArrayType) throws(JSThrow) -> Value {
        let view = try thisView(context, arguments, name)
        let index = try context.toIndex(arguments[0])
        let isLittleEndian = context.toBoolean(arguments[1])
        let address = try elementAddress(context, view, index, name, type)
        var bits = ElementMemory.loadBits(address, size: type.size)
        if !isLittleEndian { bits = ElementMemory.swapped(bits, size: type.size) }
        return try ElementMemory.value(type, bits: bits, context)
    }

    /// sec-setviewvalue
    private static func setViewValue(_ context: Context, _ arguments: Arguments, _ name: Name, _ type: TypedArrayType) throws(JSThrow) -> Value {
        let view = try thisView(context, arguments, name)
        let index = try context.toIndex(arguments[0])
        var bits = try context.elementBits(type, arguments[1])
        let isLittleEndian = context.toBoolean(arguments[2])
        let address = try elementAddress(context, view, index, name, type)
        if !isLittleEndian { bits = ElementMemory.swapped(bits, size: type.size) }
        ElementMemory.storeBits(bits, address, size: type.size)
        return .undefined
    }

    private static func elementAddress(
        _ context: Context, _ view: DataViewData, _ index: Int, _ name: Name, _ type: TypedArrayType
    ) throws(JSThrow) -> UInt {
        if view.isOutOfBounds { throw outOfBoundsError(context, view, name) }
        guard index <= view.byteLength - type.size else {
            throw context.throwError(.rangeError, "Offset is outside the bounds of the DataView")
        }
        return view.bufferData.address &+ UInt(view.byteOffset + index)
    }
}
