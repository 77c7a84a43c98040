// The ArrayBuffer constructor, sec-arraybuffer-constructor.

enum ArrayBufferConstructor {
    static let table = BuiltinTable(
        .constructor(.ArrayBuffer, 1, construct, prototype: .arrayBufferPrototype),
        [
            .method(.isView, 1, isView),
            .getter(symbol: .species) { (_, arguments) throws(JSThrow) in arguments.thisValue },
        ])

    /// sec-arraybuffer-length
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let newTarget = arguments.newTarget.asObject else {
            throw context.throwError(.typeError, "Constructor ArrayBuffer requires 'new'")
        }
        let byteLength = try context.toIndex(arguments[0])
        let requestedMaxByteLength = try maxByteLengthOption(context, arguments[1])
        return Value(try context.allocateArrayBuffer(newTarget, byteLength: byteLength, maxByteLength: requestedMaxByteLength))
    }

    /// sec-getarraybuffermaxbytelengthoption; nil for empty.
    private static func maxByteLengthOption(_ context: Context, _ options: Value) throws(JSThrow) -> Int? {
        guard let object = options.asObject else { return nil }
        let maxByteLength = try context.get(object, PropertyKey(.maxByteLength))
        return maxByteLength.isUndefined ? nil : try context.toIndex(maxByteLength)
    }

    /// sec-arraybuffer.isview
    private static func isView(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments[0].asObject else { return .false }
        return Value(object.kind == .typedArray || object.kind == .dataView)
    }
}
