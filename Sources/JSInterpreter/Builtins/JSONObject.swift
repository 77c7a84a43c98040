// The JSON object, sec-json-object.

/// What marks an object made by `JSON.rawJSON`, [[IsRawJSON]].
private final class RawJSONData: CellPayload {}

enum JSONObject {
    static let table = BuiltinTable(
        .ordinary,
        [
            .method(.isRawJSON, 1, isRawJSON),
            .method(.parse, 2, parse),
            .method(.rawJSON, 1, rawJSON),
            .method(.stringify, 3, stringify),
            .toStringTag(.JSON),
        ])

    /// sec-json.israwjson
    private static func isRawJSON(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(arguments[0].asObject.map { context.isRawJSON($0) } ?? false)
    }

    /// sec-json.parse
    private static func parse(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let text = try context.toString(arguments[0])
        guard arguments[1].isCallable else { return try context.parseJSON(text) }
        let flat = try context.flattened(text)
        let records = JSONRecordList(context.heap)
        let value = try context.parseJSON(flat, records: records)
        return try JSONReviver(context: context, reviver: arguments[1], records: records, text: flat).revive(value)
    }

    /// sec-json.rawjson
    private static func rawJSON(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let text = try context.flattened(context.toString(arguments[0]))
        guard let first = StringUnits(text).first, let last = StringUnits(text).last, !isSpace(first), !isSpace(last),
            first != 0x7B, first != 0x5B
        else {
            throw context.throwError(.syntaxError, "Invalid value for JSON.rawJSON")
        }
        _ = try context.parseJSON(text)
        let object = context.heap.makeObject(.host, Shape.root(prototype: nil, context.heap), inlineSlots: 1)
        object.setPayload(RawJSONData())
        try context.createDataPropertyOrThrow(object, PropertyKey(.rawJSON), Value(text))
        _ = try context.setIntegrityLevel(object, frozen: true)
        return Value(object)
    }

    private static func isSpace(_ unit: UInt16) -> Bool { unit == 0x09 || unit == 0x0A || unit == 0x0D || unit == 0x20 }

    /// sec-json.stringify
    private static func stringify(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var serializer = JSONSerializer(context)
        let replacer = arguments[1]
        if replacer.isCallable {
            serializer.replacer = replacer
        } else if try context.isArray(replacer), let list = replacer.asObject {
            serializer.propertyList = try propertyList(context, list)
        }
        try serializer.setGap(arguments[2])
        guard try serializer.serialize(arguments[0]) else { return .undefined }
        return Value(try serializer.text.take())
    }

    /// The keys that an array as a replacer names.
    private static func propertyList(_ context: Context, _ list: JSObject) throws(JSThrow) -> KeyList {
        let keys = KeyList(context.heap)
        var known: Set<PropertyKey> = []
        defer { context.heap.unreserve(known.count * 32) }
        for index in 0..<(try context.lengthOfArrayLike(list)) {
            try context.pay()
            let element = try context.getElement(list, index)
            let primitive = element.asObject.map { $0.kind == .primitiveWrapper ? $0.internalValue : .undefined } ?? element
            guard primitive.isString || primitive.isNumber else { continue }
            let key = context.key(of: try context.toString(element))
            if known.contains(key) { continue }
            try context.heap.reserve(32)
            known.insert(key)
            try keys.add(key)
        }
        return keys
    }
}

extension Context {
    /// Whether an object has the internal slot [[IsRawJSON]].
    func isRawJSON(_ object: JSObject) -> Bool { object.kind == .host && object.payload(as: RawJSONData.self) != nil }
}
