// String iterators, sec-%stringiteratorprototype%-object: the code points of a string.

/// What a string iterator knows: the string, or undefined at the end, and how far it is.
final class StringIteratorData: CellPayload {
    fileprivate var string: Value
    fileprivate var position = 0

    fileprivate init(_ string: JSString) { self.string = Value(string) }
    override func trace(_ heap: Heap) { heap.mark(string) }
}

enum StringIterator {
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .method(.next, 0, next),
            .toStringTag("String Iterator"),
        ])

    /// sec-%stringiteratorprototype%.next
    private static func next(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject, object.kind == .iterator,
            let data = object.payload(as: StringIteratorData.self)
        else {
            throw context.throwError(
                .typeError,
                "Method String Iterator.prototype.next called on incompatible receiver \(context.describe(arguments.thisValue))")
        }
        guard let string = data.string.asString else { return context.createIterResultObject(.undefined, done: true) }
        if data.position >= string.length {
            data.string = .undefined
            return context.createIterResultObject(.undefined, done: true)
        }
        let (codePoint, length) = StringUnits(string).codePoint(at: data.position)
        data.position += length
        return context.createIterResultObject(Value(context.makeString(codePoint: codePoint)), done: false)
    }
}

extension Context {
    /// An iterator over the code points of a string.
    func createStringIterator(_ string: JSString) throws(JSThrow) -> JSObject {
        let flat = try flattened(string)
        let object = heap.makeObject(
            .iterator, Shape.root(prototype: intrinsic(.stringIteratorPrototype), heap), inlineSlots: 0)
        object.setPayload(StringIteratorData(flat))
        return object
    }
}
