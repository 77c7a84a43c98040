// A script in a realm: its immutable code and what this realm has made of it.

import JSRegExp
import JSSyntax
import Synchronization

/// A parsed and analysed script: immutable, shared by all its runs on all threads.
final class ScriptCode: Sendable {
    let syntax: ScriptSyntax
    let analysis: ScopeAnalysis
    let name: String
    /// Whether its lexical declarations may replace those of earlier scripts.
    let allowsRedeclaration: Bool
    /// The atoms of names that the whole process shares, `empty` for others; indexed by `NameID`.
    let sharedNames: [Value]
    /// About what tree and analysis take, whoever shares them.
    let byteCount: Int
    /// The programs of regular-expression literals, by their positions: made by the first realm that comes to one.
    private let programs = Mutex<[Int32: RegExpProgram]>([:])
    /// Larger programs are not kept.
    private static let largestKeptProgram = 64 * 1024

    init(syntax: ScriptSyntax, analysis: ScopeAnalysis, name: String, allowsRedeclaration: Bool = false) {
        self.syntax = syntax
        self.analysis = analysis
        self.name = name
        self.allowsRedeclaration = allowsRedeclaration
        byteCount = syntax.byteCount + analysis.byteCount + syntax.names.count * 8
        // The fixed names are the first ones of every script.
        let fixed = ScriptCode.fixedNames.withLock { known in
            if known.isEmpty { known = syntax.names.prefix(NameID.fixedCount).map(ScriptCode.sharedAtom) }
            return known
        }
        var names = fixed
        names.reserveCapacity(syntax.names.count)
        for name in syntax.names.dropFirst(NameID.fixedCount) { names.append(ScriptCode.sharedAtom(name)) }
        sharedNames = names
    }

    private static let fixedNames = Mutex<[Value]>([])

    private static func sharedAtom(_ name: JSText) -> Value {
        if case .latin1(let bytes) = name.storage, let atom = StaticAtoms.shared.find(bytes) { Value(atom) } else { .empty }
    }

    func program(at position: Int32) -> RegExpProgram? { programs.withLock { $0[position] } }

    func keep(_ program: RegExpProgram, at position: Int32) {
        if program.byteCount <= ScriptCode.largestKeptProgram { programs.withLock { $0[position] = program } }
    }
}

/// The executable form of a script in one realm. The realm owns it.
final class ScriptExecutable: HeapTraced {
    let script: ScriptCode
    /// The atoms of the script's names, `empty` until used; indexed by `NameID`.
    private let names: ValueStorage
    private let nameCount: Int
    /// The code of functions that closures were made of, by `FunctionNode.id`.
    private var functions: [FunctionCode?]
    /// Other cells that nodes refer to for good.
    private var constants: [Value] = []
    private var nodes = NodeChain()
    /// The list of nodes that was made last; every list names the one made before it.
    private var lastList: NodeList?

    init(script: ScriptCode) {
        self.script = script
        nameCount = script.sharedNames.count
        names = ValueStorage(base: RawBytes.allocate(nameCount * MemoryLayout<Value>.stride))
        for (index, name) in script.sharedNames.enumerated() { names[index] = name }
        functions = Array(repeating: nil, count: script.syntax.functionCount)
    }

    deinit {
        functions = []
        RawBytes.release(names.base)
        while let list = lastList {
            lastList = list.previous
            list.deallocate()
        }
        nodes.release()
    }

    var name: String { script.name }

    /// Keeps a node until the realm ends, and its caches clean.
    @inline(__always) func adopt(_ node: Node) { nodes = nodes.appending(node) }

    /// What the tables take that have an entry for each name and function of the script.
    static func tableBytes(_ script: ScriptCode) -> Int { (script.syntax.names.count + script.syntax.functionCount) * 8 }

    /// A list of nodes, whose storage goes with the executable.
    func makeList(_ nodes: [Node], _ heap: Heap) -> NodeList {
        heap.charge(96 + nodes.count * 16)
        let list = NodeList(nodes, after: lastList)
        lastList = list
        return list
    }

    /// A piece of the source for messages, not too long.
    func sourceText(from start: Int32, to end: Int32) -> String {
        guard end > start else { return "expression" }
        guard end - start <= 80 else { return "(intermediate value)" }
        let text = script.syntax.source.string(SourceRange(start: UInt32(start), end: UInt32(end)))
        return text.contains("\n") ? "(intermediate value)" : text
    }

    /// Keeps a cell alive that a node refers to.
    func keep(_ value: Value) -> Value {
        if value.isCell { constants.append(value) }
        return value
    }

    /// The string of a name or literal.
    func string(_ id: NameID, _ context: Context) throws(JSThrow) -> JSString {
        let index = Int(id.rawValue)
        if let known = names[index].asString { return known }
        let string: JSString
        switch script.syntax.names[index].storage {
        case .latin1(let bytes): string = try context.makeString(latin1: bytes)
        case .utf16(let units): string = try context.makeString(utf16: units)
        }
        // The atom in place of the string, so that the name as a property key is at hand.
        let key = context.key(of: string)
        let atom = key.atom ?? string
        names[index] = Value(atom)
        return atom
    }

    func key(_ id: NameID, _ context: Context) throws(JSThrow) -> PropertyKey { context.key(of: try string(id, context)) }

    /// The code of a function of this script.
    func code(_ function: FunctionNode, _ heap: Heap) -> FunctionCode {
        if let known = functions[Int(function.id)] { return known }
        heap.charge(FunctionCode.byteCount)
        let code = FunctionCode(syntax: function, executable: self, isStrict: function.isStrict)
        functions[Int(function.id)] = code
        return code
    }

    /// The name of a function in stack traces.
    func functionName(_ code: FunctionCode) -> String {
        guard let function = code.syntax else { return "" }
        if let name = function.name { return script.syntax.text(of: name.name).string(limit: 100) }
        return "<anonymous>"
    }

    func trace(_ heap: Heap) {
        for index in 0..<nameCount { heap.mark(names[index]) }
        for constant in constants { heap.mark(constant) }
        for function in functions { if let function { heap.mark(function.name) } }
    }

    func dropDeadCells() {
        nodes.forEach { $0.dropDeadCells() }
    }
}

/// Top-level `let`, `const` and `class` bindings of the scripts that ran in a realm, sec-global-environment-records.
struct GlobalLexicals {
    struct Binding {
        /// One variable in an environment of its own, so that nodes can keep its address.
        let cell: Environment
        let isMutable: Bool
    }

    private(set) var bindings: [PropertyKey: Binding] = [:]

    mutating func add(_ key: PropertyKey, _ binding: Binding) { bindings[key] = binding }

    func trace(_ heap: Heap) {
        for (key, binding) in bindings {
            heap.mark(key)
            heap.mark(binding.cell.cell)
        }
    }
}
