// The well-known symbols. They are the same in every realm, so they live outside the heaps, shared by the process.

/// sec-well-known-symbols
enum WellKnownSymbol: Int, CaseIterable {
    case hasInstance, isConcatSpreadable, iterator, match, matchAll, replace, search, species, split, toPrimitive
    case toStringTag, unscopables
    // The asynchronous ones exist as values, though nothing here uses them.
    case asyncIterator

    private static let base: UInt = {
        let base = RawBytes.allocateForever(allCases.count * JSSymbol.size)
        for symbol in allCases {
            let cell = Cell(address: base + UInt(symbol.rawValue * JSSymbol.size))
            cell.initializeHeader(.symbol)
            cell.mark = Cell.immortalMark
            cell.setWord(JSString.noHash | UInt(UInt32(truncatingIfNeeded: (symbol.rawValue + 1) &* 0x9E37_79B1)), 8)
            cell.setValue(symbol.description.value, 16)
        }
        return base
    }()

    @inline(__always) var cell: Cell { Cell(address: WellKnownSymbol.base &+ UInt(rawValue &* JSSymbol.size)) }
    var symbol: JSSymbol { JSSymbol(cell: cell) }
    var value: Value { Value(symbol) }
}

extension WellKnownSymbol {
    /// [[Description]]
    var description: Name {
        switch self {
        case .hasInstance: .Symbol_hasInstance
        case .isConcatSpreadable: .Symbol_isConcatSpreadable
        case .iterator: .Symbol_iterator
        case .match: .Symbol_match
        case .matchAll: .Symbol_matchAll
        case .replace: .Symbol_replace
        case .search: .Symbol_search
        case .species: .Symbol_species
        case .split: .Symbol_split
        case .toPrimitive: .Symbol_toPrimitive
        case .toStringTag: .Symbol_toStringTag
        case .unscopables: .Symbol_unscopables
        case .asyncIterator: .Symbol_asyncIterator
        }
    }
}

extension Context {
    func makeSymbol(description: Value, isPrivate: Bool = false) -> JSSymbol {
        let cell = heap.allocate(.symbol, size: JSSymbol.size)
        cell.initializeHeader(.symbol, flags: isPrivate ? JSSymbol.privateFlag : 0)
        cell.setValue(description, 16)
        nextSymbolHash = nextSymbolHash &* 0x9E37_79B1 &+ 0x7F4A_7C15
        cell.setWord(JSString.noHash | UInt(nextSymbolHash), 8)
        return JSSymbol(cell: cell)
    }
}
