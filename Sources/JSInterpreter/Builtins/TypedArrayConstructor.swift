// The %TypedArray% intrinsic object, sec-%typedarray%-intrinsic-object, and how typed arrays make others.

enum TypedArrayConstructor {
    static let table = BuiltinTable(
        .constructor(.TypedArray, 0, construct, prototype: .typedArrayPrototype),
        [
            .method(.from, 1, from),
            .method(.of, 0, of),
            .getter(symbol: .species) { (_, arguments) throws(JSThrow) in arguments.thisValue },
        ])

    /// sec-%typedarray%
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        throw context.throwError(.typeError, "Abstract class TypedArray not directly constructable")
    }

    private static func thisConstructor(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> JSObject {
        guard let constructor = arguments.thisValue.asObject, constructor.isConstructor else {
            throw context.throwError(.typeError, "\(context.describe(arguments.thisValue)) is not a constructor")
        }
        return constructor
    }

    /// sec-%typedarray%.from
    private static func from(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let constructor = try thisConstructor(context, arguments)
        let mapper = arguments[1]
        guard mapper.isUndefined || mapper.isCallable else {
            throw context.throwError(.typeError, "\(context.describe(mapper)) is not a function")
        }
        let this = arguments[2]
        let source = arguments[0]
        let method = try context.getMethod(source, PropertyKey(WellKnownSymbol.iterator))
        if !method.isUndefined {
            var record = try context.getIteratorFromMethod(source, method)
            let values = try context.iteratorToList(&record)
            let length = values.count
            let target = try context.typedArrayCreateFromConstructor(constructor, length: length, "%TypedArray%.from")
            for index in 0..<length {
                try context.pay()
                var value = values[index]
                if !mapper.isUndefined { value = try context.call(mapper, this, value, Value(index)) }
                try target.setTypedArrayElement(index, value, context)
            }
            return Value(target)
        }
        let arrayLike = try context.toObject(source)
        let length = try context.lengthOfArrayLike(arrayLike)
        let target = try context.typedArrayCreateFromConstructor(constructor, length: length, "%TypedArray%.from")
        for index in 0..<length {
            try context.pay()
            var value = try context.getElement(arrayLike, index)
            if !mapper.isUndefined { value = try context.call(mapper, this, value, Value(index)) }
            try target.setTypedArrayElement(index, value, context)
        }
        return Value(target)
    }

    /// sec-%typedarray%.of
    private static func of(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let constructor = try thisConstructor(context, arguments)
        let target = try context.typedArrayCreateFromConstructor(constructor, length: arguments.count, "%TypedArray%.of")
        for index in 0..<arguments.count {
            try context.pay()
            try target.setTypedArrayElement(index, arguments[index], context)
        }
        return Value(target)
    }
}

extension Context {
    /// sec-validatetypedarray, as far as later steps need no more than the object.
    @discardableResult
    func validateTypedArray(_ value: Value, _ method: String) throws(JSThrow) -> TypedArrayData {
        guard let data = value.asObject?.typedArrayData else { throw throwError(.typeError, "this is not a typed array.") }
        if data.isOutOfBounds { throw throwError(.typeError, "Cannot perform \(method) on a detached ArrayBuffer") }
        return data
    }

    /// sec-typedarraycreatefromconstructor with a length.
    func typedArrayCreateFromConstructor(_ constructor: JSObject, length: Int, _ method: String) throws(JSThrow) -> JSObject {
        let new = try construct(constructor, arguments: [Value(length)])
        if try validateTypedArray(Value(new), method).length < length {
            throw throwError(.typeError, "Derived TypedArray constructor created an array which was too small")
        }
        return new
    }

    /// sec-typedarrayspeciescreate with a length.
    func typedArraySpeciesCreate(_ exemplar: JSObject, _ data: TypedArrayData, length: Int, _ method: String) throws(JSThrow) -> JSObject {
        let constructor = try speciesConstructor(exemplar, data.type.constructor)
        if constructor == intrinsic(data.type.constructor) { return try makeTypedArray(data.type, length: length) }
        let new = try typedArrayCreateFromConstructor(constructor, length: length, method)
        try checkContentType(new, data)
        return new
    }

    /// sec-typedarrayspeciescreate with a buffer, a byte offset and a length or nothing.
    func typedArraySpeciesCreate(
        _ exemplar: JSObject, _ data: TypedArrayData, buffer: JSObject, byteOffset: Int, length: Int?, _ method: String
    ) throws(JSThrow) -> JSObject {
        let constructor = try speciesConstructor(exemplar, data.type.constructor)
        var values = [Value(buffer), Value(byteOffset)]
        if let length { values.append(Value(length)) }
        let new = try construct(constructor, arguments: values)
        try validateTypedArray(Value(new), method)
        try checkContentType(new, data)
        return new
    }

    private func checkContentType(_ new: JSObject, _ data: TypedArrayData) throws(JSThrow) {
        if new.typedArrayData?.type.isBigInt != data.type.isBigInt {
            throw throwError(.typeError, "Content type of the new typed array does not match")
        }
    }
}
