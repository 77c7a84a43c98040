// Executable nodes: what lowering makes of the syntax tree, and what the evaluator runs.
//
// A node is a final class whose children are constants, so that evaluating is one indirect call per node and touches no reference
// count. Lowering picks a specialised class where it knows more (`local < int`, a call with two arguments, a named property …).
// Every function's nodes belong to the code of that function and live as long as the realm. What a node learns while it runs, its
// inline caches, are plain stored properties.

/// How a statement ended.
@safe
struct Completion: Equatable {
    let code: Int32
    @inline(__always) init(code: Int32) { self.code = code }

    static var normal: Completion { Completion(code: 0) }
    /// The value is in `Context.returnValue`.
    static var `return`: Completion { Completion(code: 1) }
    /// Leaves the loop, switch or labelled statement with this number (from 1, unique in its function).
    static func `break`(_ target: Int32) -> Completion { Completion(code: target << 2 | 2) }
    /// Goes on with the next turn of the loop with this number.
    static func `continue`(_ target: Int32) -> Completion { Completion(code: target << 2 | 3) }

    /// A generator pauses; only where the statement has a `yield` in it.
    static var suspended: Completion { Completion(code: -1) }

    @inline(__always) var isNormal: Bool { code == 0 }
}

class Node {
    /// Where the node is in the source, for errors and stack traces.
    final let position: Int32
    /// The address of the node that was made before this one, see `NodeChain`.
    fileprivate final var previous: UInt = 0
    /// The slot of the frame whose value the node stands for, if it is a `LocalGet`; negative if it is anything else.
    final let localSlot: Int32

    init(position: Int32, localSlot: Int32 = -1) {
        self.position = position
        self.localSlot = localSlot
    }

    /// The value of an expression, as parents ask for it: that of a local variable costs no call.
    @inline(__always) final func fetch(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        localSlot >= 0 ? frame[Int(localSlot)] : try evaluate(frame, context)
    }

    /// The value of an expression.
    func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        _ = try execute(frame, context)
        return .undefined
    }

    /// The value of an expression as a condition.
    func evaluateCondition(_ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        context.toBoolean(try evaluate(frame, context))
    }

    /// Runs a statement; for an expression, evaluates it and drops the value.
    func execute(_ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        _ = try evaluate(frame, context)
        return .normal
    }

    // MARK: As an assignment target

    /// Assigns to the reference that the node stands for. Only for nodes made by `Lowering.target`.
    func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {}

    /// Evaluates the parts of the reference that come before the value, and leaves them in temporaries for `assign`: a target in a
    /// pattern or loop.
    func prepareReference(_ frame: Frame, _ context: Context) throws(JSThrow) {}

    /// The present value of a target after `prepareReference`.
    func readReference(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value { try evaluate(frame, context) }

    // MARK: Caches

    /// Called after marking: forgets every cell that was not reached.
    func dropDeadCells() {}
}

/// All nodes of an executable, kept by references from each to the one made before it.
@safe
struct NodeChain {
    /// The address of the node that was made last; 0 before the first.
    private let last: UInt

    init() { last = 0 }

    private init(last: UInt) { self.last = last }

    /// The chain with one more node. No change in place: whoever keeps a chain in an object would check for exclusive access each time.
    @inline(__always) func appending(_ node: Node) -> NodeChain {
        node.previous = last
        return unsafe NodeChain(last: UInt(bitPattern: Unmanaged.passRetained(node).toOpaque()))
    }

    /// From the last node to the first.
    func forEach(_ body: (Node) -> Void) {
        var address = last
        while let pointer = unsafe UnsafeRawPointer(bitPattern: address) {
            let node = unsafe Unmanaged<Node>.fromOpaque(pointer).takeUnretainedValue()
            body(node)
            address = node.previous
        }
    }

    /// Children were made before their parents: released in the opposite order, no release is deep. The chain must not be used any more.
    func release() {
        var address = last
        while let pointer = unsafe UnsafeRawPointer(bitPattern: address) {
            let node = unsafe Unmanaged<Node>.fromOpaque(pointer).takeRetainedValue()
            address = node.previous
        }
    }
}

/// A node that may be missing. Unlike with an optional, running it touches no reference count.
struct OptionalNode {
    private let node: Node
    let isPresent: Bool

    init(_ node: Node?) {
        self.node = node ?? EmptyNode.shared
        isPresent = node != nil
    }

    @inline(__always) func execute(_ frame: Frame, _ context: Context) throws(JSThrow) {
        if isPresent { _ = try node.execute(frame, context) }
    }

    @inline(__always) func assign(_ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        if isPresent { try node.assign(value, frame, context) }
    }

    /// undefined without a node.
    @inline(__always) func fetch(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        isPresent ? try node.fetch(frame, context) : .undefined
    }
}

/// A fixed list of nodes that can be walked without touching reference counts. The executable keeps the nodes alive.
@safe
struct NodeList {
    private let base: UnsafeMutablePointer<UInt>
    let count: Int
    // Behind the nodes: address and count of the list made before.

    init(_ nodes: [Node], after previous: NodeList?) {
        count = nodes.count
        unsafe base = .allocate(capacity: nodes.count + 2)
        for (index, node) in nodes.enumerated() { unsafe base[index] = UInt(bitPattern: Unmanaged.passUnretained(node).toOpaque()) }
        unsafe base[count] = previous.map { unsafe UInt(bitPattern: $0.base) } ?? 0
        unsafe base[count + 1] = UInt(previous?.count ?? 0)
    }

    private init(base: UnsafeMutablePointer<UInt>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// The list that was made before this one.
    var previous: NodeList? {
        guard let base = unsafe UnsafeMutablePointer<UInt>(bitPattern: base[count]) else { return nil }
        return unsafe NodeList(base: base, count: Int(bitPattern: self.base[count + 1]))
    }

    /// The storage lives as long as the realm's nodes do; whoever owns the list calls this at its end.
    func deallocate() { unsafe base.deallocate() }

    @inline(__always) func evaluate(_ index: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        try unsafe withBorrowed(Node.self, base[index]) { node throws(JSThrow) in try node.fetch(frame, context) }
    }

    @inline(__always) func execute(_ index: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Completion {
        try unsafe withBorrowed(Node.self, base[index]) { node throws(JSThrow) in try node.execute(frame, context) }
    }

    /// Gives a node of the list to `body`. Only for lists all of whose nodes are of that class.
    @inline(__always) func withNode<Kind: Node, Result>(
        _ kind: Kind.Type, _ index: Int, _ body: (Kind) throws(JSThrow) -> Result
    ) throws(JSThrow) -> Result {
        try unsafe withBorrowed(Kind.self, base[index], body)
    }

    @inline(__always) func evaluateCondition(_ index: Int, _ frame: Frame, _ context: Context) throws(JSThrow) -> Bool {
        try unsafe withBorrowed(Node.self, base[index]) { node throws(JSThrow) in try node.evaluateCondition(frame, context) }
    }

    @inline(__always) func prepareReference(_ index: Int, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try unsafe withBorrowed(Node.self, base[index]) { node throws(JSThrow) in try node.prepareReference(frame, context) }
    }

    @inline(__always) func assign(_ index: Int, _ value: Value, _ frame: Frame, _ context: Context) throws(JSThrow) {
        try unsafe withBorrowed(Node.self, base[index]) { node throws(JSThrow) in try node.assign(value, frame, context) }
    }
}
