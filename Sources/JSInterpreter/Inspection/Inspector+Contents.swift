// What is inside of arrays, collections, buffers and iterators.

extension Inspector {
    /// Appends the pieces that an object consists of, apart from its properties.
    func appendContents(of object: JSObject, to pieces: RootList, _ level: Int, isBufferOfView: Bool) throws(JSThrow) {
        switch object.kind {
        case .array: try appendElements(of: object, to: pieces, level)
        case .typedArray: try appendTypedElements(of: object, to: pieces, level)
        case .map, .set:
            guard let table = object.payload(as: OrderedTable.self) else { return }
            try appendEntries(of: table, from: OrderedTable.Cursor(), object.kind == .map ? .arrow : .value, to: pieces, level)
        case .tableIterator:
            guard let rest = TableIterator.rest(of: object) else { return }
            let kind: EntryKind = rest.kind == .entries ? .pair : rest.kind == .keys ? .key : .value
            try appendEntries(of: rest.table, from: rest.cursor, kind, to: pieces, level)
        case .arrayBuffer: try appendBytes(of: object, to: pieces, isBufferOfView: isBufferOfView)
        case .dataView: try appendView(object, to: pieces, level)
        case .weakMap, .weakSet: try pieces.append(Value(literal("<items unknown>")))
        default: break
        }
    }

    private func appendRemaining(_ count: Int, to pieces: RootList, _ item: String = "item") throws(JSThrow) {
        if count > 0 { try pieces.append(Value(literal("... \(count) more \(item)\(count > 1 ? "s" : "")"))) }
    }

    // MARK: Arrays

    /// Elements and runs of holes, a hundred pieces at most.
    private func appendElements(of array: JSObject, to pieces: RootList, _ level: Int) throws(JSThrow) {
        let length = Int(array.arrayLength)
        var index = 0
        indentation += 2
        while index < length && pieces.count < Inspector.maximumItems {
            if let (value, attributes) = array.ownElement(UInt32(index)) {
                let property =
                    attributes.contains(.accessor)
                    ? try array.getOwnProperty(PropertyKey(index: UInt32(index)), context) ?? PropertyDescriptor()
                    : PropertyDescriptor(value, attributes)
                try pieces.append(Value(try formatValue(of: property, level)))
                index += 1
            } else {
                let next = try nextElement(of: array, after: index) ?? length
                try pieces.append(Value(literal("<\(next - index) empty item\(next - index > 1 ? "s" : "")>")))
                index = next
            }
        }
        indentation -= 2
        try appendRemaining(length - index, to: pieces)
    }

    /// The first index after a hole at which there is an element.
    private func nextElement(of array: JSObject, after hole: Int) throws(JSThrow) -> Int? {
        if array.hasSparseElements {
            let indices = array.sparseElements.indices
            try context.pay(indices.count / 16)
            return indices.first { Int($0) > hole }.map { Int($0) }
        }
        let elements = array.elements
        for index in (hole + 1)..<max(hole + 1, elements.count) {
            if index & 63 == 0 { try context.pay() }
            if !elements[index].isEmpty { return index }
        }
        return nil
    }

    private func appendTypedElements(of array: JSObject, to pieces: RootList, _ level: Int) throws(JSThrow) {
        guard let data = array.typedArrayData else { return }
        let length = data.length
        for index in 0..<min(length, Inspector.maximumItems) {
            try pieces.append(Value(try formatPrimitive(data.element(index, context))))
        }
        try appendRemaining(length - Inspector.maximumItems, to: pieces)
        guard options.showsHidden else { return }
        for (name, value) in [
            (Name.BYTES_PER_ELEMENT, data.type.size), (.length, length), (.byteLength, data.byteLength), (.byteOffset, data.byteOffset),
        ] {
            try pieces.append(Value(literal("[\(name.text)]: \(value)")))
        }
        indentation += 2
        let buffer = try format(Value(data.buffer), level, isBufferOfView: true)
        indentation -= 2
        try pieces.append(
            Value(
                try text { (builder) throws(JSThrow) in
                    try builder.append("[buffer]: ")
                    try builder.append(buffer)
                }))
    }

    // MARK: Collections

    /// What is shown of an entry of a Map or Set: its key, its value, `key => value`, or `[ key, value ]`.
    private enum EntryKind { case key, value, arrow, pair }

    private func appendEntries(
        of table: OrderedTable, from start: OrderedTable.Cursor, _ kind: EntryKind, to pieces: RootList, _ level: Int
    ) throws(JSThrow) {
        var cursor = start
        indentation += 2
        var index = table.next(&cursor, context)
        while index >= 0 && pieces.count < Inspector.maximumItems {
            let key = table.key(at: index)
            let value = table.value(at: index)
            switch kind {
            case .key: try pieces.append(Value(try format(key, level)))
            case .value: try pieces.append(Value(try format(value, level)))
            case .arrow: try pieces.append(Value(try arrow(key, value, level)))
            case .pair: try pieces.append(Value(try pair(key, value, level)))
            }
            index = table.next(&cursor, context)
        }
        var remaining = 0
        while index >= 0 {
            remaining += 1
            if remaining & 63 == 0 { try context.pay() }
            index = table.next(&cursor, context)
        }
        indentation -= 2
        try appendRemaining(remaining, to: pieces)
    }

    private func arrow(_ key: Value, _ value: Value, _ level: Int) throws(JSThrow) -> JSString {
        let left = try format(key, level)
        let right = try format(value, level)
        return try text { (builder) throws(JSThrow) in
            try builder.append(left)
            try builder.append(" => ")
            try builder.append(right)
        }
    }

    private func pair(_ key: Value, _ value: Value, _ level: Int) throws(JSThrow) -> JSString {
        let parts = RootList(context.heap)
        try parts.append(Value(try format(key, level)))
        try parts.append(Value(try format(value, level)))
        let form = Form(
            base: context.emptyString, opening: literal("["), closing: "]", isList: true, keys: RootList(context.heap))
        return try join(parts, form, level, subject: nil)
    }

    /// `[Map Iterator] {`, `[Set Entries] {`, with a tag of its own in front.
    func iteratorForm(_ iterator: JSObject, _ tag: JSString?) throws(JSThrow) -> Form {
        let collection = TableIterator.isOfSet(iterator) ? "Set" : "Map"
        let isOfEntries = TableIterator.rest(of: iterator)?.kind == .entries
        let isPlain: Bool
        if let tag { isPlain = try context.sameText(tag, literal("\(collection) Iterator")) } else { isPlain = true }
        let opening = try text { (builder) throws(JSThrow) in
            try builder.append("[")
            if !isPlain, let tag {
                try builder.append(tag)
                try builder.append("] [")
            }
            try builder.append(literal("\(collection) \(isOfEntries ? "Entries" : "Iterator")] {"))
        }
        return Form(base: context.emptyString, opening: opening, keys: try keys(of: iterator))
    }

    // MARK: Buffers

    private func appendBytes(of object: JSObject, to pieces: RootList, isBufferOfView: Bool) throws(JSThrow) {
        guard let data = object.arrayBufferData else { return }
        if data.isDetached {
            try pieces.append(Value(literal("(detached)")))
        } else if !isBufferOfView {
            let digits = Array("0123456789abcdef".utf8)
            let remaining = data.byteLength - Inspector.maximumItems
            let bytes = try text { (builder) throws(JSThrow) in
                try builder.append("[Uint8Contents]: <")
                for index in 0..<min(data.byteLength, Inspector.maximumItems) {
                    let byte = Int(ElementMemory.loadBits(data.address &+ UInt(index), size: 1) & 0xFF)
                    if index > 0 { try builder.append(" ") }
                    try builder.append(digits[byte >> 4])
                    try builder.append(digits[byte & 15])
                }
                if remaining > 0 { try builder.append(literal(" ... \(remaining) more byte\(remaining > 1 ? "s" : "")")) }
                try builder.append(">")
            }
            try pieces.append(Value(bytes))
        }
        try pieces.append(Value(literal("byteLength: \(data.byteLength)")))
    }

    private func appendView(_ object: JSObject, to pieces: RootList, _ level: Int) throws(JSThrow) {
        guard let view = object.payload(as: DataViewData.self) else { return }
        try pieces.append(Value(literal("byteLength: \(view.isOutOfBounds ? 0 : view.byteLength)")))
        try pieces.append(Value(literal("byteOffset: \(view.isOutOfBounds ? 0 : view.byteOffset)")))
        indentation += 2
        let buffer = try format(Value(view.buffer), level)
        indentation -= 2
        try pieces.append(
            Value(
                try text { (builder) throws(JSThrow) in
                    try builder.append("buffer: ")
                    try builder.append(buffer)
                }))
    }
}
