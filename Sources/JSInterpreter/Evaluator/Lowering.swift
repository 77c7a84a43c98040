// Lowering: from the syntax tree of one function to executable nodes.
//
// A function is lowered when it is first called. Its variables have been given their places by scope analysis; lowering resolves each
// identifier once more in the scope where it stands, picks the most special node class that fits, and allocates temporaries in the
// frame after the local variables. What must happen on entering a scope becomes nodes at its beginning:
//
//     environment of the scope → holes for bindings in their temporal dead zone → function declarations → statements
//
// The parts: `Lowering+Expressions`, `+Targets` (assignment), `+Calls`, `+Functions` (entering a function or script),
// `+Statements`, `+Patterns` (destructuring), `+Classes`, `+Iteration`, `+Generators`.

import JSSyntax

/// Lowers one function. Lives only as long as that takes.
final class Lowering {
    let context: Context
    let code: FunctionCode
    let executable: ScriptExecutable
    let analysis: ScopeAnalysis
    /// Whether the code that is being lowered is strict: that of the function, or of a class in it.
    var isStrict: Bool
    /// The scope of the code that is being lowered.
    var scope: StaticScope

    /// Temporaries in use, and the most there were; both count frame slots from 0.
    private var nextTemporary: Int
    private(set) var frameSize: Int

    // Labels and jumps.
    private var nextTarget: Int32 = 1
    var jumps: [JumpTarget] = []
    /// Labels that stand directly before the statement to be lowered.
    var pendingLabels: [NameID] = []

    /// Expressions whose value is in a temporary already, by their syntax node: parts of an optional chain, and what a
    /// generator has evaluated before a `yield`.
    var storedValues: [ObjectIdentifier: Int] = [:]
    /// Callees that have been evaluated: the temporaries with their value and `this`.
    var storedReferences: [ObjectIdentifier: (value: Int, this: Int)] = [:]
    /// Whether the function has had any of these: most do not, and need not look.
    var storesParts = false

    /// For generator functions.
    var generator: GeneratorLowering?

    /// Whether a call that is the value of a `return` here is in tail position, and whether there is one.
    var allowsTailCalls = false
    var hasTailCalls = false

    /// Whether statements give the completion value of a script.
    var tracksCompletionValue = false

    /// A statement that `break` or `continue` can name.
    struct JumpTarget {
        let number: Int32
        let labels: [NameID]
        /// Whether an unlabelled `break` means it: loops and `switch`.
        let takesBreak: Bool
        /// Whether `continue` means it: loops.
        let takesContinue: Bool
    }

    init(_ code: FunctionCode, _ context: Context, scopes: FunctionScopes) {
        self.context = context
        self.code = code
        executable = code.executable
        analysis = code.executable.script.analysis
        isStrict = code.isStrict
        scope = scopes.parameterScope
        nextTemporary = scopes.frameLocalCount
        frameSize = scopes.frameLocalCount
        // Of a class constructor nothing may be left but its own frame, where its `this` is. The fields of classes are no bodies.
        allowsTailCalls = code.isStrict && !code.isGenerator && !code.isClassConstructor
            && code.syntax.map { $0.kind != .fieldInitializer } ?? false
    }

    /// Makes the nodes of a function's code.
    static func lower(_ code: FunctionCode, _ context: Context) throws(JSThrow) {
        let analysis = code.executable.script.analysis
        let scopes = code.syntax.map { analysis[$0] } ?? analysis.script
        let lowering = Lowering(code, context, scopes: scopes)
        if let syntax = code.syntax {
            try lowering.lowerFunction(syntax, scopes)
        } else {
            try lowering.lowerScript(scopes)
        }
        code.frameSize = lowering.frameSize
        try context.pay(lowering.nodeCount)
    }

    private(set) var nodeCount = 0

    /// Gives a node to the executable, which keeps it; every node goes through here.
    func add<Made: Node>(_ node: Made) -> Made {
        nodeCount += 1
        context.heap.charge(Lowering.bytesPerNode)
        executable.adopt(node)
        return node
    }

    /// What the memory account takes for a node and its place in the list of all nodes: more than most take.
    private static let bytesPerNode = 112

    /// A list of nodes for a node.
    func makeList(_ nodes: [Node]) -> NodeList { executable.makeList(nodes, context.heap) }

    /// Ends the script when its nodes, for which `add` accounts without being able to throw, take more than it may have. At every
    /// expression and statement, so that not even one long function gets far beyond the limit.
    @inline(__always) func checkMemory() throws(JSThrow) {
        if context.heap.bytes > context.heap.limit { try context.refuel() }
    }

    /// What is run again and again, the body of a loop or of a function, with a payment for what is in it when that is long. `start`:
    /// the count of nodes before all that is run each time.
    func paid(_ node: Node, since start: Int) -> Node {
        let count = nodeCount - start
        return count < Payment.freeNodes ? node : add(Payment(node, steps: count / Payment.nodesPerStep))
    }

    // MARK: Temporaries

    /// A frame slot of its own until `releaseTemporaries` goes back below it.
    func makeTemporary() -> Int {
        let slot = nextTemporary
        nextTemporary += 1
        frameSize = max(frameSize, nextTemporary)
        return slot
    }

    /// Runs `body` and gives back the temporaries that it made; not in a generator, which may pause with any of them in use.
    func withTemporaries<Result>(_ body: () throws(JSThrow) -> Result) throws(JSThrow) -> Result {
        if generator != nil { return try body() }
        let mark = nextTemporary
        defer { nextTemporary = mark }
        return try body()
    }

    // MARK: Jumps

    func makeJumpTarget(labels: [NameID], takesBreak: Bool, takesContinue: Bool) -> JumpTarget {
        defer { nextTarget += 1 }
        return JumpTarget(number: nextTarget, labels: labels, takesBreak: takesBreak, takesContinue: takesContinue)
    }

    /// The completion of `break` or `continue`; the parser has checked that the target exists.
    func completion(ofBreak label: NameID?) -> Completion {
        let target = jumps.last { target in label.map { target.labels.contains($0) } ?? target.takesBreak }
        return .break(target?.number ?? 0)
    }

    func completion(ofContinue label: NameID?) -> Completion {
        let target = jumps.last { target in target.takesContinue && (label.map { target.labels.contains($0) } ?? true) }
        return .continue(target?.number ?? 0)
    }

    // MARK: Scopes

    /// Runs `body` with a scope open. The nodes that enter it come first in `nodes`.
    func inScope<Result>(_ inner: StaticScope?, _ nodes: inout [Node], _ body: (inout [Node]) throws(JSThrow) -> Result) throws(JSThrow) -> Result {
        guard let inner else { return try body(&nodes) }
        let outer = scope
        scope = inner
        defer { scope = outer }
        enter(inner, &nodes)
        return try body(&nodes)
    }

    /// What entering a scope takes: its environment, and holes for bindings that may be read too early.
    func enter(_ scope: StaticScope, _ nodes: inout [Node]) {
        if scope.makesEnvironment {
            nodes.append(
                add(EnterEnvironment(
                    frameSlot: scope.environmentFrameSlot, outerFrameSlot: scope.outerEnvironmentFrameSlot,
                    count: scope.environmentCount, position: 0)))
        }
        for binding in scope.bindings where binding.needsHoleOnEntry { nodes.append(setter(scope.place(of: binding), .empty)) }
    }

    /// A node that puts a constant value into a place.
    func setter(_ place: Place, _ value: Value) -> Node {
        switch place {
        case .frame(let slot): add(SetSlot(slot: slot, value: value, position: 0))
        case .environment(let frameSlot, let hops, let slot):
            add(SetEnvironmentSlot(path: EnvironmentPath(frameSlot: frameSlot, hops: hops), slot: slot, value: value, position: 0))
        case .global: add(EmptyNode(position: 0))
        }
    }

    /// A node that evaluates a value into a place, without any check.
    func setter(_ place: Place, _ value: Node) -> Node {
        switch place {
        case .frame(let slot): add(LocalSet(slot: slot, value: value, position: value.position))
        case .environment(let frameSlot, let hops, let slot):
            add(EnvironmentSet(path: EnvironmentPath(frameSlot: frameSlot, hops: hops), slot: slot, value: value, position: value.position))
        case .global: value
        }
    }

    /// A node that reads a place, without any check.
    func getter(_ place: Place, position: Int32) -> Node {
        switch place {
        case .frame(let slot): add(LocalGet(slot: slot, position: position))
        case .environment(Frame.environmentSlot, 0, let slot): add(ClosureGet(slot: slot, position: position))
        case .environment(let frameSlot, let hops, let slot):
            add(EnvironmentGet(path: EnvironmentPath(frameSlot: frameSlot, hops: hops), slot: slot, position: position))
        case .global: add(Constant(.undefined, position: position))
        }
    }

    // MARK: Names

    /// What an identifier or private name in the present scope refers to. Where scopes are nested deeply the way to it is paid for.
    func resolve(_ name: NameID, at offset: UInt32) throws(JSThrow) -> Resolution {
        let resolution = scope.resolve(name, at: offset)
        try pay(for: resolution)
        return resolution
    }

    /// Where `this` is found.
    func resolveThis() throws(JSThrow) -> Resolution {
        let resolution = scope.resolveThis()
        try pay(for: resolution)
        return resolution
    }

    private func pay(for resolution: Resolution) throws(JSThrow) {
        if resolution.distance >= 64 { try context.pay(resolution.distance / 64) }
        // A variable that is many environments away counts for as many nodes whenever it is used, see `paid`.
        if case .environment(_, let hops, _) = resolution.place { nodeCount += hops / 8 }
    }

    /// A key as a constant: the text of an index is a string that nobody else keeps.
    func keyValue(_ key: PropertyKey) -> Value { executable.keep(context.value(of: key)) }

    func key(_ name: NameID) throws(JSThrow) -> PropertyKey { try executable.key(name, context) }
    func string(_ name: NameID) throws(JSThrow) -> JSString { try executable.string(name, context) }
}

extension SourceRange {
    /// The start as nodes keep it.
    var position: Int32 { Int32(truncatingIfNeeded: start) }
    var endPosition: Int32 { Int32(truncatingIfNeeded: end) }
}
