// What JSON serializers know of shapes: where the properties of a plain object are, and their keys as JSON. It is kept from one call of
// `JSON.stringify` to the next, until the collector runs, because scripts turn many small objects of few shapes into text.

/// The plans of one realm.
final class ShapePlans {
    struct Member {
        let key: PropertyKey
        let slot: Int
        /// The key in quotes with the colon after it.
        let quoted: JSString
    }

    /// What is known of the objects of one shape.
    struct Plan {
        let shape: Shape
        /// Where in `members` the enumerable properties are.
        let members: Range<Int>
        /// The epoch in which `toJSON` was absent.
        var plainEpoch: UInt64 = 0
    }

    private static let maximumCount = 256

    private var plans: [Plan] = []
    private(set) var members: [Member] = []
    /// The number of a plan plus one, by the hash of its shape, in a table with room for twice the plans; 0 is nothing.
    private var table: [UInt16]
    private var lastPlan = 0
    private var reservedBytes = 0
    /// Serializers under way.
    private var users = 0

    /// The objects that are being serialized and the keys that led to them, of all serializers under way.
    let stack: RootList
    let path: RootList
    private let heap: Heap

    init(_ heap: Heap) {
        self.heap = heap
        heap.charge(1 << 10)
        table = Array(repeating: 0, count: 2 * ShapePlans.maximumCount)
        stack = RootList(heap)
        path = RootList(heap)
    }

    func begin() {
        if users == 0 && plans.count == ShapePlans.maximumCount { removeAll() }
        users += 1
    }

    func end() { users -= 1 }

    subscript(index: Int) -> Plan {
        @inline(__always) get { plans[index] }
        @inline(__always) _modify { yield &plans[index] }
    }

    // MARK: Finding and making

    /// The plan for a shape, if there is one.
    @inline(__always) func plan(of shape: Shape) -> Int? {
        if lastPlan < plans.count && plans[lastPlan].shape == shape { return lastPlan }
        return find(shape)
    }

    private static func hash(_ shape: Shape) -> Int { Int(truncatingIfNeeded: (shape.cell.address >> 4) &* 0x9E37_79B9) >> 8 }

    private func find(_ shape: Shape) -> Int? {
        var place = ShapePlans.hash(shape)
        while true {
            let number = Int(table[place & (table.count - 1)])
            if number == 0 { return nil }
            if plans[number - 1].shape == shape {
                lastPlan = number - 1
                return lastPlan
            }
            place &+= 1
        }
    }

    /// The plan for an object whose members can be read by position; nil if they cannot.
    @inline(__always) func plan(for object: JSObject, _ context: Context) throws(JSThrow) -> Int? {
        guard object.kind == .object, !object.isExotic, !object.hasSparseElements, object.elements.count == 0 else { return nil }
        if let known = plan(of: object.shape) { return known }
        return try makePlan(object.shape, context)
    }

    @inline(never) private func makePlan(_ shape: Shape, _ context: Context) throws(JSThrow) -> Int? {
        if shape.isDictionary || plans.count >= ShapePlans.maximumCount { return nil }
        var properties: [(PropertyKey, Int)] = []
        var isPlain = true
        shape.forEach(context.heap) { key, location in
            if location.attributes.contains(.accessor) { isPlain = false }
            // What quoting a long key costs is paid for each time: steps must not depend on collections, which forget plans.
            if let name = key.atom, name.length >= 64 { isPlain = false }
            if !key.isSymbol && location.attributes.contains(.enumerable) { properties.append((key, location.slot)) }
        }
        if !isPlain { return nil }
        let bytes = 128 + properties.count * 48
        try heap.reserve(bytes)
        reservedBytes += bytes
        let first = members.count
        for (key, slot) in properties {
            var builder = TextBuilder(context)
            try builder.appendJSONQuoted(context.toString(context.value(of: key)), context)
            try builder.append(0x3A)
            members.append(Member(key: key, slot: slot, quoted: try builder.take()))
        }
        plans.append(Plan(shape: shape, members: first..<members.count))
        var place = ShapePlans.hash(shape)
        while table[place & (table.count - 1)] != 0 { place &+= 1 }
        table[place & (table.count - 1)] = UInt16(plans.count)
        lastPlan = plans.count - 1
        return lastPlan
    }

    // MARK: The collector

    func trace(_ heap: Heap) {
        if users == 0 { return }
        for plan in plans { heap.mark(plan.shape.cell) }
        for member in members { heap.mark(member.quoted.cell) }
    }

    /// What nobody uses at the moment goes with every collection.
    func dropDeadCells() {
        if users == 0 { removeAll() }
    }

    private func removeAll() {
        if reservedBytes == 0 { return }
        plans.removeAll()
        members.removeAll()
        for index in table.indices { table[index] = 0 }
        heap.unreserve(reservedBytes)
        reservedBytes = 0
    }
}

extension Context {
    func shapePlans() -> ShapePlans {
        if let plans = jsonShapePlans { return plans }
        let plans = ShapePlans(heap)
        jsonShapePlans = plans
        return plans
    }
}
