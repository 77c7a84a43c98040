// `sort` and `toSorted`, sec-sortindexedproperties.

extension ArrayPrototype {
    /// sec-array.prototype.sort
    static func sort(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let comparator = try checkComparator(context, arguments[0])
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let sorted = try sortIndexedProperties(context, object, length, comparator, readsThroughHoles: false)
        var index = 0
        while index < sorted.count {
            try context.pay()
            try context.setElement(object, index, sorted[index])
            index += 1
        }
        // As many places as there were holes are holes now.
        while index < length {
            try context.deleteElement(object, index)
            index += 1
        }
        return Value(object)
    }

    /// sec-array.prototype.tosorted
    static func toSorted(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let comparator = try checkComparator(context, arguments[0])
        let object = try context.toObject(arguments.thisValue)
        let length = try context.lengthOfArrayLike(object)
        let result = try context.arrayCreate(Double(length))
        let sorted = try sortIndexedProperties(context, object, length, comparator, readsThroughHoles: true)
        try result.reserveElements(length, context)
        for index in sorted.indices { try context.createElement(result, index, sorted[index]) }
        return Value(result)
    }

    private static func checkComparator(_ context: Context, _ value: Value) throws(JSThrow) -> Value {
        if value.isUndefined || value.isCallable { return value }
        throw context.throwError(.typeError, "The comparison function must be either a function or undefined")
    }

    /// sec-sortindexedproperties with sec-comparearrayelements. undefined goes to the end and is never compared.
    private static func sortIndexedProperties(
        _ context: Context, _ object: JSObject, _ length: Int, _ comparator: Value, readsThroughHoles: Bool
    ) throws(JSThrow) -> RootList {
        let items = RootList(context.heap)
        var undefinedCount = 0
        var index = 0
        while index < length {
            try context.pay()
            let value = readsThroughHoles ? try context.getElement(object, index) : try context.presentElement(object, index)
            if let value {
                if value.isUndefined { undefinedCount += 1 } else { try items.append(value) }
            }
            index += 1
        }
        if comparator.isUndefined {
            try sortByText(items, context)
        } else {
            try context.stableSort(items) { (first, second) throws(JSThrow) in
                let order = try context.call(comparator, .undefined, first, second)
                return order.isInt ? order.uncheckedInt > 0 : try context.toNumber(order) > 0
            }
        }
        for _ in 0..<undefinedCount { try items.append(.undefined) }
        return items
    }

    /// Sorts by the elements' texts, each of which is made once.
    private static func sortByText(_ items: RootList, _ context: Context) throws(JSThrow) {
        if items.allSatisfy({ $0.isString }) {
            return try context.stableSort(items) { (first, second) throws(JSThrow) in
                try context.pay()
                return try context.compareUnits(first.uncheckedString, second.uncheckedString) > 0
            }
        }
        let texts = RootList(context.heap)
        for value in items {
            try context.pay()
            try texts.append(Value(try context.toString(value)))
        }
        // Sorts positions, as ints, by the texts found there.
        let positions = RootList(context.heap)
        for index in items.indices { try positions.append(Value(index)) }
        try context.stableSort(positions) { (first, second) throws(JSThrow) in
            try context.pay()
            let firstText = texts[Int(first.uncheckedInt)].uncheckedString
            return try context.compareUnits(firstText, texts[Int(second.uncheckedInt)].uncheckedString) > 0
        }
        let bytes = items.count * MemoryLayout<Value>.stride
        try context.heap.reserve(bytes)
        defer { context.heap.unreserve(bytes) }
        items.replaceAll(with: positions.map { items[Int($0.uncheckedInt)] })
    }
}

extension Context {
    /// Sorts a list in place. `isAfter` says whether its first argument, which stands before the second one, must go after it; when it
    /// throws the list is as it was.
    ///
    /// A merge sort of natural runs: what is in order already, forwards or backwards, costs one comparison per element. Runs
    /// shorter than `minimumRun` are extended by binary insertion; neighbouring runs are merged so that lengths on the stack keep
    /// doubling.
    func stableSort(_ list: RootList, _ isAfter: (Value, Value) throws(JSThrow) -> Bool) throws(JSThrow) {
        let count = list.count
        if count < 2 { return }
        let bytes = count * 2 * MemoryLayout<Value>.stride
        try heap.reserve(bytes)
        defer { heap.unreserve(bytes) }
        // The list keeps all values alive while the copies are out of order.
        var sort = MergeSort(values: Array(list))
        try sort.run(isAfter)
        list.replaceAll(with: sort.values)
    }
}

private struct MergeSort {
    var values: [Value]
    private var buffer: [Value] = []
    private var runs: [Range<Int>] = []

    init(values: [Value]) { self.values = values }

    static let minimumRun = 12

    mutating func run(_ isAfter: (Value, Value) throws(JSThrow) -> Bool) throws(JSThrow) {
        var start = 0
        while start < values.count {
            var end = try endOfRun(from: start, isAfter)
            let wanted = min(values.count, start + MergeSort.minimumRun)
            while end < wanted {
                try insert(end, into: start..<end, isAfter)
                end += 1
            }
            runs.append(start..<end)
            start = end
            while runs.count > 1, runs[runs.count - 2].count <= 2 * runs[runs.count - 1].count { try mergeLastRuns(isAfter) }
        }
        while runs.count > 1 { try mergeLastRuns(isAfter) }
    }

    /// The end of the run that begins at a position; one in strictly descending order is turned round.
    private mutating func endOfRun(from start: Int, _ isAfter: (Value, Value) throws(JSThrow) -> Bool) throws(JSThrow) -> Int {
        var end = start + 1
        if end == values.count { return end }
        if try isAfter(values[start], values[end]) {
            end += 1
            while end < values.count, try isAfter(values[end - 1], values[end]) { end += 1 }
            values[start..<end].reverse()
        } else {
            end += 1
            while end < values.count, try !isAfter(values[end - 1], values[end]) { end += 1 }
        }
        return end
    }

    /// Moves the value at a position to its place in the sorted range before it.
    private mutating func insert(
        _ position: Int, into range: Range<Int>, _ isAfter: (Value, Value) throws(JSThrow) -> Bool
    ) throws(JSThrow) {
        let value = values[position]
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if try isAfter(values[middle], value) { high = middle } else { low = middle + 1 }
        }
        var index = position
        while index > low {
            values[index] = values[index - 1]
            index -= 1
        }
        values[low] = value
    }

    private mutating func mergeLastRuns(_ isAfter: (Value, Value) throws(JSThrow) -> Bool) throws(JSThrow) {
        let right = runs.removeLast()
        let left = runs.removeLast()
        runs.append(left.lowerBound..<right.upperBound)
        if try !isAfter(values[left.upperBound - 1], values[right.lowerBound]) { return }
        buffer.removeAll(keepingCapacity: true)
        buffer.append(contentsOf: values[left])
        var fromLeft = 0
        var fromRight = right.lowerBound
        var target = left.lowerBound
        while fromLeft < buffer.count && fromRight < right.upperBound {
            if try isAfter(buffer[fromLeft], values[fromRight]) {
                values[target] = values[fromRight]
                fromRight += 1
            } else {
                values[target] = buffer[fromLeft]
                fromLeft += 1
            }
            target += 1
        }
        while fromLeft < buffer.count {
            values[target] = buffer[fromLeft]
            fromLeft += 1
            target += 1
        }
    }
}
