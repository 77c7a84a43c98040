// The iterators of Map and Set, sec-map-iterator-objects and sec-set-iterator-objects: a cell that names the collection and a place in
// its table. Payload: the collection, undefined at the end | next position, flags | epoch | last sequence number.

enum TableIterator {
    /// What a step gives.
    enum Kind: UInt { case keys, values, entries }

    private static let setFlag: UInt = 4
    private static let indexShift: UInt = 3

    static func make(_ collection: JSObject, _ kind: Kind, _ context: Context) -> JSObject {
        let isSet = collection.kind == .set
        let prototype = context.intrinsic(isSet ? .setIteratorPrototype : .mapIteratorPrototype)
        let iterator = context.heap.makeObject(
            .tableIterator, Shape.root(prototype: prototype, context.heap), inlineSlots: 0)
        iterator.setPayloadValue(0, Value(collection))
        iterator.setPayloadWord(1, kind.rawValue | (isSet ? setFlag : 0))
        return iterator
    }

    /// sec-%mapiteratorprototype%.next, sec-%setiteratorprototype%.next: the next value; nil at the end.
    static func step(_ context: Context, _ this: Value, isSet: Bool) throws(JSThrow) -> Value? {
        guard let iterator = this.asObject, iterator.kind == .tableIterator, (iterator.payloadWord(1) & setFlag != 0) == isSet else {
            throw context.throwError(
                .typeError,
                "Method \(isSet ? "Set" : "Map") Iterator.prototype.next called on incompatible receiver \(context.describe(this))")
        }
        guard let collection = iterator.payloadValue(0).asObject else { return nil }
        let state = iterator.payloadWord(1)
        var cursor = cursor(of: iterator)
        let entry = try collection.withTable { table throws(JSThrow) -> (key: Value, value: Value)? in
            let index = table.next(&cursor, context)
            return index < 0 ? nil : (table.key(at: index), table.value(at: index))
        }
        guard let entry else {
            iterator.setPayloadValue(0, .undefined)
            return nil
        }
        iterator.setPayloadWord(1, UInt(cursor.index) << indexShift | state & (1 << indexShift &- 1))
        iterator.setPayloadWord(2, UInt(cursor.epoch))
        iterator.setPayloadWord(3, UInt(cursor.lastSequence))
        switch kind(of: iterator) {
        case .keys: return entry.key
        case .values: return entry.value
        case .entries: return Value(try context.makePair(entry.key, entry.value))
        }
    }

    // MARK: The state of an iterator

    static func isOfSet(_ iterator: JSObject) -> Bool { iterator.payloadWord(1) & setFlag != 0 }

    private static func kind(of iterator: JSObject) -> Kind { Kind(rawValue: iterator.payloadWord(1) & 3) ?? .keys }

    private static func cursor(of iterator: JSObject) -> OrderedTable.Cursor {
        OrderedTable.Cursor(
            index: Int(iterator.payloadWord(1) >> indexShift), epoch: UInt32(truncatingIfNeeded: iterator.payloadWord(2)),
            lastSequence: UInt64(iterator.payloadWord(3)))
    }

    /// What an iterator has still to give; nil when it has come to its end.
    static func rest(of iterator: JSObject) -> (table: OrderedTable, cursor: OrderedTable.Cursor, kind: Kind)? {
        guard let table = iterator.payloadValue(0).asObject?.payload(as: OrderedTable.self) else { return nil }
        return (table, cursor(of: iterator), kind(of: iterator))
    }
}
