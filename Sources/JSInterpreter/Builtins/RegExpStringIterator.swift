// RegExp string iterators, sec-%regexpstringiteratorprototype%-object: the matches that `matchAll` finds.

/// What such an iterator knows, sec-createregexpstringiterator.
final class RegExpStringIteratorData: CellPayload {
    fileprivate let regExp: JSObject
    fileprivate let string: JSString
    fileprivate let isGlobal: Bool
    fileprivate let isUnicode: Bool
    fileprivate var isDone = false
    fileprivate var isRunning = false

    fileprivate init(_ regExp: JSObject, _ string: JSString, isGlobal: Bool, isUnicode: Bool) {
        self.regExp = regExp
        self.string = string
        self.isGlobal = isGlobal
        self.isUnicode = isUnicode
    }

    override func trace(_ heap: Heap) {
        heap.mark(regExp.cell)
        heap.mark(string.cell)
    }
}

enum RegExpStringIterator {
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .method(.next, 0, next),
            .toStringTag("RegExp String Iterator"),
        ])

    /// sec-%regexpstringiteratorprototype%.next
    private static func next(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let object = arguments.thisValue.asObject, object.kind == .iterator,
            let data = object.payload(as: RegExpStringIteratorData.self)
        else {
            throw context.throwError(
                .typeError,
                "Method RegExp String Iterator.prototype.next called on incompatible receiver \(context.describe(arguments.thisValue))")
        }
        if data.isRunning { throw context.throwError(.typeError, "Generator is already running") }
        if data.isDone { return context.createIterResultObject(.undefined, done: true) }
        data.isRunning = true
        defer { data.isRunning = false }
        do throws(JSThrow) {
            return try step(context, data)
        } catch {
            data.isDone = true
            throw error
        }
    }

    private static func step(_ context: Context, _ data: RegExpStringIteratorData) throws(JSThrow) -> Value {
        guard let match = try context.regExpExec(data.regExp, data.string).asObject else {
            data.isDone = true
            return context.createIterResultObject(.undefined, done: true)
        }
        if data.isGlobal {
            let text = try context.toString(context.get(match, PropertyKey(index: 0)))
            if text.length == 0 {
                try RegExpPrototype.skipEmptyMatch(context, data.regExp, data.string, data.isUnicode)
            }
        } else {
            data.isDone = true
        }
        return context.createIterResultObject(Value(match), done: false)
    }
}

extension Context {
    /// sec-createregexpstringiterator; the string is flat.
    func createRegExpStringIterator(_ regExp: JSObject, _ string: JSString, global: Bool, unicode: Bool) -> JSObject {
        let object = heap.makeObject(
            .iterator, Shape.root(prototype: intrinsic(.regExpStringIteratorPrototype), heap), inlineSlots: 0)
        object.setPayload(RegExpStringIteratorData(regExp, string, isGlobal: global, isUnicode: unicode))
        return object
    }
}
