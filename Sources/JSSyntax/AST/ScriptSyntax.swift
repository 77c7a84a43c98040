// A parsed script: the root of the tree, its names, and the owner of its nodes.

/// A parsed script. It is immutable and may be shared by threads. Nodes must not outlive it: keep a reference to the script
/// for as long as any of its nodes is in use.
///
/// `@unchecked Sendable` is right because what is not a constant of a `Sendable` type, `body` and the arena, changes only in
/// `deinit`, when nobody else has a reference.
public final class ScriptSyntax: @unchecked Sendable {
    public let source: SourceText
    /// The texts of all names and string values, by `NameID`.
    public let names: NameTexts
    /// Whether the script is strict code.
    public let isStrict: Bool
    /// The top-level declarations (kind `script`).
    public let scope: ScopeDeclarations
    /// What the code outside of all functions other than arrows refers to.
    public let features: FunctionFeatures
    /// Whether a `return` statement occurs outside of all functions.
    public let containsTopLevelReturn: Bool
    /// The number of functions in the script; their numbers `FunctionNode.id` are below it.
    public let functionCount: Int
    /// About how many bytes the tree, the names and the source text take.
    public let byteCount: Int
    /// The statements of the script, directives included.
    public private(set) var body: [Statement]

    /// Annex B.3.2, by `FunctionNode.id`.
    private let hoistedFromBlock: Set<UInt32>
    /// The deep nodes of the tree, children before their parents.
    private let arena: SyntaxArena

    init(
        source: SourceText, names: NameTexts, isStrict: Bool, scope: ScopeDeclarations, features: FunctionFeatures,
        containsTopLevelReturn: Bool, functionCount: Int, hoistedFromBlock: Set<UInt32>, body: [Statement],
        arena: SyntaxArena
    ) {
        self.source = source
        self.names = names
        self.isStrict = isStrict
        self.scope = scope
        self.features = features
        self.containsTopLevelReturn = containsTopLevelReturn
        self.functionCount = functionCount
        self.hoistedFromBlock = hoistedFromBlock
        self.body = body
        self.arena = arena
        self.byteCount = source.count + 64 * names.count + 96 * arena.nodeCount
    }

    deinit {
        // The arena must hold the only references to the top of the tree when it goes.
        body = []
    }

    /// The text of a name; empty for an identifier of another script that is out of range.
    public func text(of name: NameID) -> JSText {
        let index = Int(name.rawValue)
        return index < names.count ? names[index] : JSText(latin1: [])
    }

    /// Annex B.3.2: whether a function declaration in a block, when it is evaluated, also assigns the function to the `var`
    /// binding of its name.
    public func isHoistedFromBlock(_ function: FunctionNode) -> Bool {
        hoistedFromBlock.contains(function.id)
    }
}

/// References to the deep nodes of a tree in the order of their creation, children before their parents.
///
/// Releasing the root of a deep tree would release its children from inside, and so on, until the native stack ends.
/// Released from the end of this list, every node goes while something still holds its deep children, so each
/// release is at most `shallow` levels deep. A parser that fails leaves its half-built tree to the same care.
final class SyntaxArena {
    /// Nodes up to this height need no help.
    static let shallow: UInt32 = 32

    private var nodes: [any SyntaxNode] = []
    /// The number of all nodes, deep or not.
    private(set) var nodeCount = 0

    /// Counts a node, and takes part in its ownership if it is deep.
    @inline(__always)
    func adopt(_ node: some SyntaxNode) {
        nodeCount &+= 1
        if node.depth > SyntaxArena.shallow { nodes.append(node) }
    }

    deinit {
        while nodes.popLast() != nil {}
    }
}
