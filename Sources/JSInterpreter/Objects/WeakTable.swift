// The table behind WeakMap, WeakSet and FinalizationRegistry: keys by identity, held weakly.
//
// An entry's value is alive when the collection and the key are (an ephemeron). The collector asks for the entries of every such
// table it meets, and has dead ones dropped before it sweeps.

final class WeakTable: CellPayload, WeakEntries {
    let entries: OrderedTable
    /// Entries for which it is accounted what the collector keeps of them while their keys are not marked.
    private var accountedEntries = 0
    private static let bytesPerWaitingEntry = 96

    init(hasValues: Bool) { entries = OrderedTable(hasValues: hasValues) }

    /// sec-canbeheldweakly: objects, and symbols that no registry can make again.
    static func canHold(_ value: Value, _ context: Context) -> Bool {
        if value.isObject { return true }
        guard let symbol = value.asSymbol else { return false }
        return !context.isRegistered(symbol)
    }

    /// Whatever cannot be held weakly is never found.
    func find(_ key: Value) -> Int { entries.find(entries.key(identity: key)) }

    func set(_ key: Value, _ value: Value, _ context: Context) throws(JSThrow) {
        if entries.count >= accountedEntries {
            let more = max(8, accountedEntries / 8)
            try context.heap.reserve(more * WeakTable.bytesPerWaitingEntry)
            accountedEntries += more
        }
        try entries.set(entries.key(identity: key), value, context)
    }

    func add(_ key: Value, _ context: Context) throws(JSThrow) {
        try entries.add(entries.key(identity: key), context)
    }

    func remove(_ key: Value, _ context: Context) throws(JSThrow) -> Bool {
        try entries.remove(entries.key(identity: key), context)
    }

    // MARK: WeakEntries

    func forEachEntry(_ body: (Cell, Value) -> Void) {
        // A key cannot keep itself alive.
        guard entries.hasValues else { return }
        for index in 0..<entries.used {
            if let key = entries.key(at: index).asCell { body(key, entries.value(at: index)) }
        }
    }

    func removeDeadEntries() {
        for index in 0..<entries.used {
            if let key = entries.key(at: index).asCell, key.mark == 0 { entries.remove(at: index) }
        }
    }

    override func finalize(_ heap: Heap) {
        heap.unreserve(accountedEntries * WeakTable.bytesPerWaitingEntry)
        entries.finalize(heap)
    }
}

extension Context {
    /// Whether a symbol is in the registry of `Symbol.for`.
    func isRegistered(_ symbol: JSSymbol) -> Bool {
        guard let text = symbol.description.asString else { return false }
        return symbolRegistry[key(of: text)] == symbol
    }
}
