// The properties of %TypedArray%.prototype, sec-properties-of-the-%typedarrayprototype%-object: the table and the accessors. The
// methods are in files by what they do.

enum TypedArrayPrototype {
    static let table = BuiltinTable(
        .ordinary,
        [
            .method(.at, 1, at),
            .getter(.buffer, buffer),
            .getter(.byteLength, byteLength),
            .getter(.byteOffset, byteOffset),
            .intrinsic(.constructor, .typedArray),
            .method(.copyWithin, 2, copyWithin),
            .method(.entries, 0) { (context, arguments) throws(JSThrow) in try iterator(context, arguments, .entries) },
            .method(.every, 1, every),
            .method(.fill, 1, fill),
            .method(.filter, 1, filter),
            .method(.find, 1, find),
            .method(.findIndex, 1, findIndex),
            .method(.findLast, 1, findLast),
            .method(.findLastIndex, 1, findLastIndex),
            .method(.forEach, 1, forEach),
            .method(.includes, 1, includes),
            .method(.indexOf, 1, indexOf),
            .method(.join, 1, join),
            .method(.keys, 0) { (context, arguments) throws(JSThrow) in try iterator(context, arguments, .keys) },
            .method(.lastIndexOf, 1, lastIndexOf),
            .getter(.length, length),
            .method(.map, 1, map),
            .method(.reduce, 1, reduce),
            .method(.reduceRight, 1, reduceRight),
            .method(.reverse, 0, reverse),
            .method(.set, 1, set),
            .method(.slice, 2, slice),
            .method(.some, 1, some),
            .method(.sort, 1, sort),
            .method(.subarray, 2, subarray),
            .method(.toLocaleString, 0, toLocaleString),
            .method(.toReversed, 0, toReversed),
            .method(.toSorted, 1, toSorted),
            .intrinsic(.toString, .arrayPrototypeToString),
            .intrinsic(.values, .typedArrayPrototypeValues),
            .method(.with, 2, with),
            .intrinsic(symbol: .iterator, .typedArrayPrototypeValues),
            .getter(symbol: .toStringTag, toStringTag),
        ])

    /// sec-%typedarray%.prototype.values, which is also the method of Symbol.iterator.
    static let valuesTable = BuiltinTable(
        .function("values", 0, { (context, arguments) throws(JSThrow) in try iterator(context, arguments, .values) }), [])

    // MARK: Accessors

    private static func thisData(_ context: Context, _ arguments: Arguments, _ property: String) throws(JSThrow) -> TypedArrayData {
        if let data = arguments.thisValue.asObject?.typedArrayData { return data }
        throw context.throwError(
            .typeError,
            "Method get TypedArray.prototype.\(property) called on incompatible receiver \(context.describe(arguments.thisValue))")
    }

    /// sec-get-%typedarray%.prototype.buffer
    private static func buffer(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisData(context, arguments, "buffer").buffer)
    }

    /// sec-get-%typedarray%.prototype.bytelength
    private static func byteLength(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisData(context, arguments, "byteLength").byteLength)
    }

    /// sec-get-%typedarray%.prototype.byteoffset
    private static func byteOffset(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisData(context, arguments, "byteOffset")
        return data.isOutOfBounds ? .zero : Value(data.byteOffset)
    }

    /// sec-get-%typedarray%.prototype.length
    private static func length(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(try thisData(context, arguments, "length").length)
    }

    /// sec-get-%typedarray%.prototype-%symbol.tostringtag%
    private static func toStringTag(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let data = arguments.thisValue.asObject?.typedArrayData else { return .undefined }
        return data.type.name.value
    }

    // MARK: Shared by the methods

    /// A validated `this` with its length at that time.
    struct This {
        let object: JSObject
        let data: TypedArrayData
        let length: Int
        let method: String
    }

    /// sec-validatetypedarray for `this`.
    @inline(__always) static func this(_ context: Context, _ arguments: Arguments, _ method: String) throws(JSThrow) -> This {
        guard let object = arguments.thisValue.asObject, let data = object.typedArrayData else {
            throw context.throwError(.typeError, "this is not a typed array.")
        }
        if data.isOutOfBounds {
            throw context.throwError(.typeError, "Cannot perform %TypedArray%.prototype.\(method) on a detached ArrayBuffer")
        }
        return This(object: object, data: data, length: data.length, method: method)
    }

    static func callback(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let callback = arguments[0]
        guard callback.isCallable else {
            throw context.throwError(.typeError, "\(context.describe(callback)) is not a function")
        }
        return callback
    }

    /// An end index: `undefined` is the length.
    static func end(_ context: Context, _ value: Value, length: Int) throws(JSThrow) -> Int {
        value.isUndefined ? length : try context.toRelativeIndex(value, length: length)
    }

    /// sec-%typedarray%.prototype.values, entries, keys
    private static func iterator(_ context: Context, _ arguments: Arguments, _ kind: ArrayIteratorKind) throws(JSThrow) -> Value {
        let this = try this(context, arguments, "\(kind)")
        return Value(context.createArrayIterator(this.object, kind))
    }
}
