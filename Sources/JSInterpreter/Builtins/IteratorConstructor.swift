// The Iterator constructor, sec-iterator-constructor, and its functions except `concat`, `zip` and `zipKeyed`, which are in
// `IteratorConstructor+Joining`.

enum IteratorConstructor {
    static let table = BuiltinTable(
        .constructor(.Iterator, 0, construct, prototype: .iteratorPrototype),
        [
            .method(.concat, 0, concat),
            .method(.from, 1, from),
            .method(.zip, 1, zip),
            .method(.zipKeyed, 1, zipKeyed),
        ])

    /// %WrapForValidIteratorPrototype%, sec-%wrapforvaliditeratorprototype%-object
    static let wrapForValidTable = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .method(.next, 0, wrapperNext),
            .method(.return, 0, wrapperReturn),
        ])

    /// sec-iterator
    static func construct(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let newTarget = arguments.newTarget.asObject else {
            throw context.throwError(.typeError, "Constructor Iterator requires 'new'")
        }
        if newTarget == arguments.callee {
            throw context.throwError(.typeError, "Abstract class Iterator not directly constructable")
        }
        return Value(try context.ordinaryCreateFromConstructor(arguments.newTarget, .iteratorPrototype))
    }

    /// sec-iterator.from
    static func from(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        var record = try context.getIteratorFlattenable(arguments[0], .iterateStringPrimitives)
        let iterator = record.iterator(context)
        if try context.ordinaryHasInstance(Value(context.intrinsic(.iterator)), Value(iterator)) { return Value(iterator) }
        let wrapper = context.heap.makeObject(
            .iterator, Shape.root(prototype: context.intrinsic(.wrapForValidIteratorPrototype), context.heap), inlineSlots: 0)
        wrapper.setPayload(WrappedIterator(record))
        return Value(wrapper)
    }

    /// [[Iterated]] of a wrapper.
    private final class WrappedIterator: CellPayload {
        let record: IteratorRecord
        init(_ record: IteratorRecord) { self.record = record }
        override func trace(_ heap: Heap) { record.trace(heap) }
    }

    private static func wrapped(_ context: Context, _ this: Value, _ method: String) throws(JSThrow) -> IteratorRecord {
        if let record = this.asObject?.payload(as: WrappedIterator.self)?.record { return record }
        throw context.throwError(.typeError, "\(method) called on incompatible receiver \(context.describe(this))")
    }

    /// sec-%wrapforvaliditeratorprototype%.next
    static func wrapperNext(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let record = try wrapped(context, arguments.thisValue, "next")
        return try context.call(record.nextMethod, Value(record.object))
    }

    /// sec-%wrapforvaliditeratorprototype%.return
    static func wrapperReturn(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let record = try wrapped(context, arguments.thisValue, "return")
        let method = try context.getMethod(Value(record.object), PropertyKey(.return))
        if method.isUndefined { return context.createIterResultObject(.undefined, done: true) }
        return try context.call(method, Value(record.object))
    }
}
