// The WeakRef constructor, sec-weak-ref-constructor.
//
// A run is one job, and sec-addtokeptobjects keeps a target that was made or looked at alive until its job ends: so a WeakRef of ours
// holds its target like any property would.

/// [[WeakRefTarget]]
final class WeakRefData: CellPayload {
    let target: Value

    init(target: Value) { self.target = target }
    override func trace(_ heap: Heap) { heap.mark(target) }
}

enum WeakRefConstructor {
    static let table = BuiltinTable(.constructor(.WeakRef, 1, construct, prototype: .weakRefPrototype), [])

    /// sec-weak-ref-target
    private static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        if arguments.newTarget.isUndefined { throw context.throwError(.typeError, "Constructor WeakRef requires 'new'") }
        guard WeakTable.canHold(arguments[0], context) else {
            throw context.throwError(.typeError, "WeakRef: target must be an object")
        }
        let weakRef = try context.ordinaryCreateFromConstructor(arguments.newTarget, .weakRefPrototype, kind: .weakRef, inlineSlots: 0)
        weakRef.setPayload(WeakRefData(target: arguments[0]))
        return Value(weakRef)
    }
}
