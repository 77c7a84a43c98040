// The second half of `JSON.parse`: what a reviver function makes of the parsed values, with the source text of those that are still
// as they were parsed.

/// The parts of a JSON text and the values that they gave, sec-json-parse-record. Kept as a list whose entries refer to each other by
/// position, so that neither making nor dropping it goes deep.
final class JSONRecordList {
    fileprivate struct Record {
        /// Where in the text.
        let start: Int
        let end: Int
        var firstChild: Int
        var nextSibling = -1
        /// The key in the object that has the value as a property.
        var key: PropertyKey?
    }

    /// The parts of a container, as they are read.
    struct Children {
        fileprivate var first = -1
        fileprivate var last = -1
    }

    fileprivate var records: [Record] = []
    /// The values of the records, and after them nothing else.
    fileprivate let values: RootList
    /// Keys are kept alive as values.
    private let keys: RootList
    private var reservedBytes = 0
    private let heap: Heap

    init(_ heap: Heap) {
        self.heap = heap
        values = RootList(heap)
        keys = RootList(heap)
    }

    deinit { heap.unreserve(reservedBytes) }

    func addPrimitive(_ value: Value, _ start: Int, _ end: Int, _ context: Context) throws(JSThrow) {
        try addContainer(value, start, end, Children(), context)
    }

    func addContainer(_ value: Value, _ start: Int, _ end: Int, _ children: Children, _ context: Context) throws(JSThrow) {
        let bytes = 2 * (MemoryLayout<Record>.stride + 16)
        try context.heap.reserve(bytes)
        reservedBytes += bytes
        records.append(Record(start: start, end: end, firstChild: children.first))
        values.appendReserved(value)
    }

    /// Makes the record that was added last a part of a container.
    func adopt(_ children: inout Children, _ key: PropertyKey? = nil) {
        let index = records.count - 1
        if let key {
            records[index].key = key
            keys.appendReserved(Value(bits: key.bits))
        }
        if children.last < 0 { children.first = index } else { records[children.last].nextSibling = index }
        children.last = index
    }

    /// The whole text's record.
    fileprivate var rootIndex: Int { records.count - 1 }
}

/// Walks the values that a text gave, from the leaves up.
struct JSONReviver {
    let context: Context
    let reviver: Value
    let records: JSONRecordList
    /// The text, flat.
    let text: JSString

    func revive(_ value: Value) throws(JSThrow) -> Value {
        let root = context.makeObject()
        let emptyKey = PropertyKey(atom: context.emptyString)
        try context.createDataPropertyOrThrow(root, emptyKey, value)
        return try internalize(root, emptyKey, records.rootIndex)
    }

    /// sec-internalizejsonproperty; `record` is -1 for none.
    private func internalize(_ holder: JSObject, _ name: PropertyKey, _ record: Int) throws(JSThrow) -> Value {
        try context.checkNativeStack()
        try context.pay()
        let value = try context.get(holder, name)
        let details = context.makeObject()
        var child = -1
        if record >= 0, try context.sameValue(records.values[record], value) {
            let entry = records.records[record]
            child = entry.firstChild
            if !value.isObject {
                let source = try context.substring(text, entry.start, entry.end)
                try context.createDataPropertyOrThrow(details, PropertyKey(.source), Value(source))
            }
        }
        if let object = value.asObject {
            if try context.isArray(value) {
                try internalizeElements(object, child)
            } else {
                try internalizeEntries(object, child)
            }
        }
        return try context.call(reviver, Value(holder), context.value(of: name), value, Value(details))
    }

    private func internalizeElements(_ array: JSObject, _ firstChild: Int) throws(JSThrow) {
        let length = try context.lengthOfArrayLike(array)
        var child = firstChild
        for index in 0..<length {
            try update(array, context.indexKey(index), child)
            if child >= 0 { child = records.records[child].nextSibling }
        }
    }

    private func internalizeEntries(_ object: JSObject, _ firstChild: Int) throws(JSThrow) {
        let keys = try context.enumerableOwnStringKeys(object)
        // Mostly the keys are those of the text, in its order; else they are looked up.
        let isAligned = matches(keys, firstChild)
        let reserved = isAligned ? 0 : count(firstChild) * JSONReviver.bytesPerEntry
        try context.heap.reserve(reserved)
        defer { context.heap.unreserve(reserved) }
        let lookup = isAligned ? [:] : try entries(firstChild)
        var child = firstChild
        for key in keys {
            let record = isAligned ? child : lookup[key] ?? -1
            if isAligned { child = records.records[child].nextSibling }
            try update(object, key, record)
        }
    }

    private func matches(_ keys: KeyList, _ firstChild: Int) -> Bool {
        var child = firstChild
        for key in keys {
            guard child >= 0, records.records[child].key == key else { return false }
            child = records.records[child].nextSibling
        }
        return child < 0
    }

    /// What a record takes in a dictionary, which is three eighths full at least.
    private static let bytesPerEntry = 64

    private func count(_ firstChild: Int) -> Int {
        var count = 0
        var child = firstChild
        while child >= 0 {
            count += 1
            child = records.records[child].nextSibling
        }
        return count
    }

    /// The records of a container by key; of a key that was repeated, the last one.
    private func entries(_ firstChild: Int) throws(JSThrow) -> [PropertyKey: Int] {
        var result: [PropertyKey: Int] = [:]
        var child = firstChild
        while child >= 0 {
            try context.pay()
            if let key = records.records[child].key { result[key] = child }
            child = records.records[child].nextSibling
        }
        return result
    }

    private func update(_ object: JSObject, _ key: PropertyKey, _ record: Int) throws(JSThrow) {
        let element = try internalize(object, key, record)
        if element.isUndefined {
            _ = try object.delete(key, context)
        } else {
            _ = try context.createDataProperty(object, key, element)
        }
    }
}
