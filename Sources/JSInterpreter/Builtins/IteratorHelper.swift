// Iterator helper objects, sec-iterator-helper-objects: what `map`, `filter`, `Iterator.concat` and the like return.
//
// The specification writes each as a generator. Here each is a subclass of `IteratorHelperState`, whose `advance` is one turn from
// one yield to the next; the state of the generator around it is the same for all.

enum IteratorHelper {
    /// %IteratorHelperPrototype%
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .next(step),
            .method(.return, 0, close),
            .toStringTag("Iterator Helper"),
        ])

    /// sec-%iteratorhelperprototype%.next
    static func step(_ context: Context, _ this: Value) throws(JSThrow) -> Value? {
        let helper = try state(context, this, "next")
        switch helper.state {
        case .executing: throw context.throwError(.typeError, "Generator is already running")
        case .completed: return nil
        case .suspendedStart, .suspendedYield: break
        }
        helper.state = .executing
        let value: Value?
        do throws(JSThrow) {
            value = try helper.advance(context)
        } catch {
            helper.state = .completed
            throw error
        }
        helper.state = value == nil ? .completed : .suspendedYield
        return value
    }

    /// sec-%iteratorhelperprototype%.return
    static func close(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let helper = try state(context, arguments.thisValue, "return")
        switch helper.state {
        case .executing:
            throw context.throwError(.typeError, "Generator is already running")
        case .completed:
            break
        case .suspendedStart:
            helper.state = .completed
            try context.iteratorCloseAll(helper.underlyingIterators)
        case .suspendedYield:
            helper.state = .executing
            defer { helper.state = .completed }
            try context.iteratorCloseAll(helper.openIterators)
        }
        return context.createIterResultObject(.undefined, done: true)
    }

    private static func state(_ context: Context, _ this: Value, _ method: String) throws(JSThrow) -> IteratorHelperState {
        if let state = this.asObject?.payload(as: IteratorHelperState.self) { return state }
        throw context.throwError(
            .typeError, "Iterator Helper.prototype.\(method) called on incompatible receiver \(context.describe(this))")
    }
}

/// The generator that a helper object stands for.
class IteratorHelperState: CellPayload {
    enum State { case suspendedStart, suspendedYield, executing, completed }

    final var state = State.suspendedStart

    /// Runs to the next yield; nil when the generator returns.
    func advance(_ context: Context) throws(JSThrow) -> Value? { nil }
    /// [[UnderlyingIterators]]: what `return` closes before the first turn.
    var underlyingIterators: [IteratorRecord] { [] }
    /// What `return` closes at a yield.
    var openIterators: [IteratorRecord] { underlyingIterators }
}

/// A helper over one iterator, which a function may have been given to.
class SingleIteratorHelper: IteratorHelperState {
    private final var iterated: IteratorRecord
    final let function: Value
    final var counter = 0

    init(_ iterated: IteratorRecord, function: Value = .undefined) {
        self.iterated = iterated
        self.function = function
    }

    override var underlyingIterators: [IteratorRecord] { [iterated] }

    override func trace(_ heap: Heap) {
        iterated.trace(heap)
        heap.mark(function)
    }

    // The record is copied while it is in use: a collection in the middle of a step reads it.

    final func stepValue(_ context: Context) throws(JSThrow) -> Value? {
        var record = iterated
        let value = try context.iteratorStepValue(&record)
        iterated = record
        return value
    }

    final func stepDropped(_ context: Context) throws(JSThrow) -> Bool {
        var record = iterated
        let result = try context.iteratorStep(&record)
        iterated = record
        return result != nil
    }

    /// Calls the function with a value and the number of it; an exception closes the iterator.
    final func callFunction(_ value: Value, _ context: Context) throws(JSThrow) -> Value {
        do throws(JSThrow) {
            let result = try context.call(function, .undefined, value, Value(counter))
            counter += 1
            return result
        } catch {
            throw context.iteratorClose(iterated, throwing: error)
        }
    }

    final func close(throwing error: JSThrow, _ context: Context) -> JSThrow { context.iteratorClose(iterated, throwing: error) }
    final func close(_ context: Context) throws(JSThrow) { try context.iteratorClose(iterated) }
}

extension Context {
    /// sec-createiteratorfromclosure for iterator helpers.
    func createIteratorHelper(_ state: IteratorHelperState) -> JSObject {
        payloadInTheMaking = state
        defer { payloadInTheMaking = nil }
        let object = heap.makeObject(
            .iterator, Shape.root(prototype: intrinsic(.iteratorHelperPrototype), heap), inlineSlots: 0)
        object.setPayload(state)
        return object
    }
}
