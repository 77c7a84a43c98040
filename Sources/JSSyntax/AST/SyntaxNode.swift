// The syntax tree: what all nodes have in common.
//
// Kinds of nodes are enums (`Expression`, `Statement`, `Pattern` ...) whose cases carry immutable final classes, so
// that whoever walks the tree writes an exhaustive `switch` and no casts. Nodes are immutable and shared by threads.
//
// Trees can be very deep where the parser builds them in a loop (`a + a + a + ...`, `a.b.c`, `f()()()`, `else if`).
// Every node therefore knows the height of its subtree (`depth`): a walk that recurses looks at it to decide whether
// it has to compare the native stack with its limit. For the same reason nodes must not outlive their `ScriptSyntax`,
// which takes deep trees apart from the top without recursion.

/// A node of the syntax tree.
public protocol SyntaxNode: AnyObject, Sendable {
    /// The source text of the node. Parentheses around an expression are not part of it.
    var range: SourceRange { get }
    /// The height of the subtree: 1 for a leaf, else one more than the greatest height among all children.
    var depth: UInt32 { get }
}

extension SyntaxNode {
    /// The height of a node above children whose greatest height is `height`.
    static func above(_ height: UInt32) -> UInt32 {
        height == UInt32.max ? height : height + 1
    }
}

extension Sequence {
    /// The greatest height among elements, 0 if there are none.
    func height(_ heightOf: (Element) -> UInt32) -> UInt32 {
        var greatest: UInt32 = 0
        for element in self { greatest = Swift.max(greatest, heightOf(element)) }
        return greatest
    }
}
