// The methods of typed arrays that move or write elements.

extension TypedArrayPrototype {
    /// sec-%typedarray%.prototype.copywithin
    static func copyWithin(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "copyWithin")
        let data = this.data
        let target = try context.toRelativeIndex(arguments[0], length: this.length)
        let start = try context.toRelativeIndex(arguments[1], length: this.length)
        let end = try end(context, arguments[2], length: this.length)
        let count = min(end - start, this.length - target)
        guard count > 0 else { return arguments.thisValue }
        // The conversions may have shrunk the buffer.
        if data.isOutOfBounds { throw outOfBoundsError(context, this) }
        let length = min(this.length, data.length)
        let available = min(count, length - target, length - start)
        if available > 0 {
            let shift = data.type.sizeShift
            try context.copyBytes(
                available << shift, from: data.bufferData, data.byteOffset + start << shift, to: data.bufferData,
                data.byteOffset + target << shift)
        }
        return arguments.thisValue
    }

    private static func outOfBoundsError(_ context: Context, _ this: This) -> JSThrow {
        context.throwError(.typeError, "Cannot perform %TypedArray%.prototype.\(this.method) on a detached ArrayBuffer")
    }

    /// sec-%typedarray%.prototype.fill
    static func fill(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "fill")
        let data = this.data
        let bits = try context.elementBits(data.type, arguments[0])
        let start = try context.toRelativeIndex(arguments[1], length: this.length)
        let end = try end(context, arguments[2], length: this.length)
        if data.isOutOfBounds { throw outOfBoundsError(context, this) }
        try fill(context, data, bits, start, min(end, data.length))
        return arguments.thisValue
    }

    private static func fill(_ context: Context, _ data: TypedArrayData, _ bits: UInt64, _ start: Int, _ end: Int) throws(JSThrow) {
        var index = start
        while index < end {
            let piece = min(end - index, 65536)
            try context.pay(piece / 16)
            ElementMemory.fill(data.address(index), count: piece, size: data.type.size, bits: bits)
            index += piece
        }
    }

    /// sec-%typedarray%.prototype.reverse
    static func reverse(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "reverse")
        try reverse(context, this.data, this.length)
        return arguments.thisValue
    }

    private static func reverse(_ context: Context, _ data: TypedArrayData, _ length: Int) throws(JSThrow) {
        if length == 0 { return }
        try context.pay(length / 16)
        ElementMemory.reverse(data.address(0), count: length, size: data.type.size)
    }

    /// sec-%typedarray%.prototype.toreversed
    static func toReversed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "toReversed")
        let new = try copy(context, this.data, 0, this.length)
        if let data = new.typedArrayData { try reverse(context, data, this.length) }
        return Value(new)
    }

    /// A new typed array of the same type with some of the elements, sec-typedarray-create-same-type.
    static func copy(_ context: Context, _ data: TypedArrayData, _ start: Int, _ length: Int) throws(JSThrow) -> JSObject {
        let new = try context.makeTypedArray(data.type, length: length)
        if let newData = new.typedArrayData {
            try context.copyElements(length, from: data, start, to: newData.bufferData, data.type, byteOffset: 0)
        }
        return new
    }

    /// sec-%typedarray%.prototype.with
    static func with(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "with")
        let relative = try context.toClampedInteger(arguments[0])
        let index = relative >= 0 ? relative : this.length + max(relative, -this.length - 1)
        let bits = try context.elementBits(this.data.type, arguments[1])
        guard index >= 0, this.data.isValid(index) else { throw context.throwError(.rangeError, "Invalid typed array index") }
        // Elements that are gone by now are undefined, which no number becomes but NaN and 0.
        let present = min(this.length, this.data.length)
        let new = try context.makeTypedArray(this.data.type, length: this.length)
        if let newData = new.typedArrayData {
            try context.copyElements(present, from: this.data, 0, to: newData.bufferData, this.data.type, byteOffset: 0)
            if present < this.length {
                try fill(context, newData, try context.elementBits(this.data.type, .undefined), present, this.length)
            }
            if newData.isValid(index) { ElementMemory.storeBits(bits, newData.address(index), size: newData.type.size) }
        }
        return Value(new)
    }

    /// sec-%typedarray%.prototype.slice
    static func slice(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "slice")
        let data = this.data
        let start = try context.toRelativeIndex(arguments[0], length: this.length)
        let end = try end(context, arguments[1], length: this.length)
        let count = max(end - start, 0)
        let new = try context.typedArraySpeciesCreate(this.object, data, length: count, "%TypedArray%.prototype.slice")
        guard count > 0, let target = new.typedArrayData else { return Value(new) }
        if data.isOutOfBounds { throw outOfBoundsError(context, this) }
        let available = min(end, data.length) - start
        if available <= 0 { return Value(new) }
        if target.type == data.type {
            let shift = data.type.sizeShift
            let byteCount = min(available, target.length) << shift
            try context.pay(byteCount / 64)
            ElementMemory.copyAscending(byteCount, from: data.address(start), to: target.address(0))
        } else {
            for index in 0..<available {
                try context.pay()
                try target.setElement(index, try data.element(start + index, context), context)
            }
        }
        return Value(new)
    }

    /// sec-%typedarray%.prototype.subarray
    static func subarray(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject, let data = object.typedArrayData else {
            throw context.throwError(.typeError, "this is not a typed array.")
        }
        let sourceLength = data.length
        let start = try context.toRelativeIndex(arguments[0], length: sourceLength)
        var newLength: Int?
        if data.fixedLength != nil || !arguments[1].isUndefined {
            newLength = max(try end(context, arguments[1], length: sourceLength) - start, 0)
        }
        return Value(
            try context.typedArraySpeciesCreate(
                object, data, buffer: data.buffer, byteOffset: data.byteOffset + start << data.type.sizeShift, length: newLength,
                "%TypedArray%.prototype.subarray"))
    }

    // MARK: set

    /// sec-%typedarray%.prototype.set
    static func set(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let target = arguments.thisValue.asObject?.typedArrayData else {
            throw context.throwError(.typeError, "this is not a typed array.")
        }
        let offset = try context.toIntegerOrInfinity(arguments[1])
        if offset < 0 { throw context.throwError(.rangeError, "offset is out of bounds") }
        if let source = arguments[0].asObject?.typedArrayData {
            try setFromTypedArray(context, target, offset, source)
        } else {
            try setFromArrayLike(context, target, offset, arguments[0])
        }
        return .undefined
    }

    /// The offset, if so many elements fit behind it.
    private static func checkedOffset(_ context: Context, _ offset: Double, _ count: Int, _ targetLength: Int) throws(JSThrow) -> Int {
        guard offset <= Double(targetLength - count) else { throw context.throwError(.rangeError, "offset is out of bounds") }
        return Int(offset)
    }

    /// sec-settypedarrayfromtypedarray
    private static func setFromTypedArray(
        _ context: Context, _ target: TypedArrayData, _ targetOffset: Double, _ source: TypedArrayData
    ) throws(JSThrow) {
        if target.isOutOfBounds || source.isOutOfBounds {
            throw context.throwError(.typeError, "Cannot perform %TypedArray%.prototype.set on a detached ArrayBuffer")
        }
        let count = source.length
        if target.type.isBigInt != source.type.isBigInt { throw context.mixedContentError() }
        let offset = try checkedOffset(context, targetOffset, count, target.length)
        if count == 0 { return }
        let byteOffset = target.byteOffset + offset << target.type.sizeShift
        if target.bufferData === source.bufferData && target.type != source.type {
            // A copy of the source, so that writing does not change what is still to be read.
            let copy = try copy(context, source, 0, count)
            guard let copied = copy.typedArrayData else { return }
            try context.copyElements(count, from: copied, 0, to: target.bufferData, target.type, byteOffset: byteOffset)
            context.keepAlive(copy)
        } else {
            try context.copyElements(count, from: source, 0, to: target.bufferData, target.type, byteOffset: byteOffset)
        }
    }

    /// sec-settypedarrayfromarraylike
    private static func setFromArrayLike(
        _ context: Context, _ target: TypedArrayData, _ targetOffset: Double, _ value: Value
    ) throws(JSThrow) {
        if target.isOutOfBounds {
            throw context.throwError(.typeError, "Cannot perform %TypedArray%.prototype.set on a detached ArrayBuffer")
        }
        let targetLength = target.length
        let source = try context.toObject(value)
        let count = try context.lengthOfArrayLike(source)
        let offset = try checkedOffset(context, targetOffset, count, targetLength)
        for index in 0..<count {
            try context.pay()
            try target.setElement(offset + index, try context.getElement(source, index), context)
        }
    }
}
