// Base64 and hexadecimal text of Uint8Array, sec-uint8array.frombase64 and following.

enum Uint8ArrayText {
    static let constructorProperties: [BuiltinProperty] = [
        .method(.fromBase64, 1, fromBase64),
        .method(.fromHex, 1, fromHex),
    ]

    static let prototypeProperties: [BuiltinProperty] = [
        .method(.setFromBase64, 1, setFromBase64),
        .method(.setFromHex, 1, setFromHex),
        .method(.toBase64, 0, toBase64),
        .method(.toHex, 0, toHex),
    ]

    // MARK: Arguments

    /// sec-validateuint8array
    private static func thisBytes(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> TypedArrayData {
        if let data = arguments.thisValue.asObject?.typedArrayData, data.type == .uint8 { return data }
        throw context.throwError(.typeError, "this is not a Uint8Array")
    }

    private static func stringArgument(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> JSString {
        guard let string = arguments[0].asString else { throw context.throwError(.typeError, "Input must be a string") }
        return try context.flattened(string)
    }

    /// sec-getoptionsobject; nil for undefined.
    private static func optionsObject(_ context: Context, _ value: Value) throws(JSThrow) -> JSObject? {
        if value.isUndefined { return nil }
        if let object = value.asObject { return object }
        throw context.throwError(.typeError, "Options must be an object")
    }

    /// One of a few words from an option; the first is the default.
    private static func option(_ context: Context, _ options: JSObject?, _ name: Name, _ words: [String]) throws(JSThrow) -> Int {
        guard let options else { return 0 }
        let value = try context.get(options, PropertyKey(name))
        if value.isUndefined { return 0 }
        if let string = value.asString, let found = words.firstIndex(of: context.abridged(string)) { return found }
        throw context.throwError(.typeError, "Invalid value for option '\(name.text)'")
    }

    private static func alphabet(_ context: Context, _ options: JSObject?) throws(JSThrow) -> Base64.Alphabet {
        try option(context, options, .alphabet, ["base64", "base64url"]) == 0 ? .standard : .url
    }

    private static func lastChunkHandling(_ context: Context, _ options: JSObject?) throws(JSThrow) -> Base64.LastChunkHandling {
        switch try option(context, options, .lastChunkHandling, ["loose", "strict", "stop-before-partial"]) {
        case 0: .loose
        case 1: .strict
        default: .stopBeforePartial
        }
    }

    // MARK: To text

    /// The bytes, in a buffer that may change as soon as code runs.
    private static func validatedLength(_ context: Context, _ data: TypedArrayData) throws(JSThrow) -> Int {
        if data.isOutOfBounds { throw context.throwError(.typeError, "Cannot read a Uint8Array on a detached ArrayBuffer") }
        return data.length
    }

    /// sec-uint8array.prototype.tobase64
    private static func toBase64(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisBytes(context, arguments)
        let options = try optionsObject(context, arguments[0])
        let alphabet = try alphabet(context, options)
        let omitsPadding = try options.map { (options) throws(JSThrow) in
            context.toBoolean(try context.get(options, PropertyKey(.omitPadding)))
        }
        let length = try validatedLength(context, data)
        let text = try context.allocateString(
            length: Base64.encodedLength(length, padded: omitsPadding != true), isWide: false)
        try context.pay(length / 16)
        Base64.encode(data.address(0), count: length, alphabet, padded: omitsPadding != true, to: text.characters)
        return Value(text.length == 0 ? context.emptyString : text)
    }

    /// sec-uint8array.prototype.tohex
    private static func toHex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisBytes(context, arguments)
        let length = try validatedLength(context, data)
        if length == 0 { return Value(context.emptyString) }
        let text = try context.allocateString(length: length * 2, isWide: false)
        try context.pay(length / 16)
        Hexadecimal.encode(data.address(0), count: length, to: text.characters)
        return Value(text)
    }

    // MARK: From text

    /// A new Uint8Array with the bytes that `decode` writes to storage of its own.
    private static func makeArray(
        _ context: Context, _ string: JSString, capacity: Int, _ decode: (StringUnits, UInt) -> TextDecoding
    ) throws(JSThrow) -> Value {
        try context.pay(string.length / 16)
        var buffer = try context.makeArrayBuffer(byteLength: capacity)
        let result = decode(StringUnits(string), buffer.data.address)
        if let error = result.error { throw context.throwError(.syntaxError, error) }
        if result.written < capacity { buffer = try context.cloneArrayBuffer(buffer.data, 0, result.written) }
        return Value(context.makeTypedArray(.uint8, on: buffer, length: result.written))
    }

    /// sec-uint8array.frombase64
    private static func fromBase64(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try stringArgument(context, arguments)
        let options = try optionsObject(context, arguments[1])
        let alphabet = try alphabet(context, options)
        let handling = try lastChunkHandling(context, options)
        return try makeArray(context, string, capacity: Base64.decodedCapacity(StringUnits(string))) { text, address in
            Base64.decode(text, alphabet, handling, limit: .max, to: address)
        }
    }

    /// sec-uint8array.fromhex
    private static func fromHex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let string = try stringArgument(context, arguments)
        return try makeArray(context, string, capacity: string.length / 2) { text, address in
            Hexadecimal.decode(text, limit: .max, to: address)
        }
    }

    /// The object `{read, written}` of a decoding into an existing array.
    private static func result(_ context: Context, _ decoding: TextDecoding) throws(JSThrow) -> Value {
        if let error = decoding.error { throw context.throwError(.syntaxError, error) }
        let object = context.makeObject()
        try context.createDataPropertyOrThrow(object, PropertyKey(.read), Value(decoding.read))
        try context.createDataPropertyOrThrow(object, PropertyKey(.written), Value(decoding.written))
        return Value(object)
    }

    /// sec-uint8array.prototype.setfrombase64
    private static func setFromBase64(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisBytes(context, arguments)
        let string = try stringArgument(context, arguments)
        let options = try optionsObject(context, arguments[1])
        let alphabet = try alphabet(context, options)
        let handling = try lastChunkHandling(context, options)
        let length = try validatedLength(context, data)
        try context.pay(string.length / 16)
        return try result(context, Base64.decode(StringUnits(string), alphabet, handling, limit: length, to: data.address(0)))
    }

    /// sec-uint8array.prototype.setfromhex
    private static func setFromHex(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let data = try thisBytes(context, arguments)
        let string = try stringArgument(context, arguments)
        let length = try validatedLength(context, data)
        try context.pay(string.length / 16)
        return try result(context, Hexadecimal.decode(StringUnits(string), limit: length, to: data.address(0)))
    }
}
