// Operations on iterators, sec-operations-on-iterator-objects, under the names of the specification.
//
// Most iterations are over plain arrays whose iterator nobody has replaced. For these, `getIterator` makes no iterator object: the record
// names the array and the next position, and a step reads an element. Nothing can tell the difference: the moment somebody
// needs the iterator itself (to call its `return`), it is made, in the state that it would have had.

/// sec-iterator-records
struct IteratorRecord {
    /// [[Iterator]], or the array of a direct iteration.
    private(set) var object: JSObject
    /// [[NextMethod]]; `empty` for a direct iteration.
    private(set) var nextMethod: Value
    /// The next position of a direct iteration.
    fileprivate(set) var index = 0
    /// [[Done]]
    var done = false

    init(iterator: JSObject, nextMethod: Value) {
        object = iterator
        self.nextMethod = nextMethod
    }

    /// A record whose parts were stored elsewhere in between (in the frame of a generator, say).
    init(object: JSObject, nextMethod: Value, index: Int, done: Bool) {
        self.object = object
        self.nextMethod = nextMethod
        self.index = index
        self.done = done
    }

    /// An iteration over the values of an array for which `Context.hasOriginalIteration` said yes.
    fileprivate init(direct array: JSObject) {
        object = array
        nextMethod = .empty
    }

    /// Whether this is the iteration of an array without an iterator object.
    @inline(__always) var isDirect: Bool { nextMethod.isEmpty }

    /// Marks what the record refers to, for records that a payload holds.
    func trace(_ heap: Heap) {
        heap.mark(object.cell)
        heap.mark(nextMethod)
    }

    /// [[Iterator]]; made now if it was not needed so far.
    mutating func iterator(_ context: Context) -> JSObject {
        if isDirect {
            object = context.createArrayIterator(object, .values, index: done ? nil : index)
            nextMethod = Value(context.intrinsic(.arrayIteratorPrototypeNext))
        }
        return object
    }
}

extension Context {
    // MARK: Starting

    /// sec-getiterator with kind sync.
    func getIterator(_ value: Value) throws(JSThrow) -> IteratorRecord {
        if let object = value.asObject, hasOriginalIteration(object) { return IteratorRecord(direct: object) }
        let method = try getV(value, PropertyKey(WellKnownSymbol.iterator))
        guard method.isCallable else { throw notIterable(value) }
        return try getIteratorFromMethod(value, method)
    }

    /// sec-getiteratorfrommethod
    func getIteratorFromMethod(_ value: Value, _ method: Value) throws(JSThrow) -> IteratorRecord {
        if let object = value.asObject, method == Value(intrinsic(.arrayPrototypeValues)), hasOriginalIteration(object) {
            return IteratorRecord(direct: object)
        }
        guard let iterator = try call(method, value).asObject else {
            throw throwError(.typeError, "Result of the Symbol.iterator method is not an object")
        }
        return try getIteratorDirect(iterator)
    }

    /// sec-getiteratordirect
    func getIteratorDirect(_ iterator: JSObject) throws(JSThrow) -> IteratorRecord {
        IteratorRecord(iterator: iterator, nextMethod: try get(iterator, PropertyKey(.next)))
    }

    /// What sec-getiteratorflattenable does with a primitive that has no iterator of its own right.
    enum PrimitiveHandling { case iterateStringPrimitives, rejectPrimitives }

    /// sec-getiteratorflattenable
    func getIteratorFlattenable(_ value: Value, _ handling: PrimitiveHandling) throws(JSThrow) -> IteratorRecord {
        if !value.isObject {
            guard value.isString, handling == .iterateStringPrimitives else {
                throw throwError(.typeError, "\(describe(value)) is not an object")
            }
        }
        let method = try getMethod(value, PropertyKey(WellKnownSymbol.iterator))
        if let object = value.asObject, method == Value(intrinsic(.arrayPrototypeValues)), hasOriginalIteration(object) {
            return IteratorRecord(direct: object)
        }
        let iterator = method.isUndefined ? value : try call(method, value)
        guard let object = iterator.asObject else { throw throwError(.typeError, "\(describe(iterator)) is not an object") }
        return try getIteratorDirect(object)
    }

    /// The TypeError for a value without an iterator.
    func notIterable(_ value: Value) -> JSThrow {
        let text = value.isString || !value.isObject ? describe(value) : value.isCallable ? describe(value) : "object"
        return throwError(.typeError, "\(text) is not iterable")
    }

    // MARK: Stepping

    /// sec-iteratornext
    func iteratorNext(_ record: inout IteratorRecord) throws(JSThrow) -> JSObject {
        try iteratorNext(&record) { (next, iterator) throws(JSThrow) in try call(next, iterator) }
    }

    func iteratorNext(_ record: inout IteratorRecord, _ value: Value) throws(JSThrow) -> JSObject {
        try iteratorNext(&record) { (next, iterator) throws(JSThrow) in try call(next, iterator, value) }
    }

    @inline(__always) private func iteratorNext(
        _ record: inout IteratorRecord, _ step: (Value, Value) throws(JSThrow) -> Value
    ) throws(JSThrow) -> JSObject {
        let iterator = record.iterator(self)
        let result: Value
        do throws(JSThrow) {
            result = try step(record.nextMethod, Value(iterator))
        } catch {
            record.done = true
            throw error
        }
        guard let object = result.asObject else {
            record.done = true
            throw throwError(.typeError, "Iterator result \(describe(result)) is not an object")
        }
        return object
    }

    /// sec-iteratorcomplete
    func iteratorComplete(_ result: JSObject) throws(JSThrow) -> Bool {
        if result.shape == iteratorResultShape { return toBoolean(result.slots[1]) }
        return toBoolean(try get(result, PropertyKey(.done)))
    }

    /// sec-iteratorvalue
    func iteratorValue(_ result: JSObject) throws(JSThrow) -> Value {
        if result.shape == iteratorResultShape { return result.slots[0] }
        return try get(result, PropertyKey(.value))
    }

    /// sec-iteratorstep: nil for done.
    func iteratorStep(_ record: inout IteratorRecord) throws(JSThrow) -> JSObject? {
        let result = try iteratorNext(&record)
        do throws(JSThrow) {
            if try !iteratorComplete(result) { return result }
        } catch {
            record.done = true
            throw error
        }
        record.done = true
        return nil
    }

    /// sec-iteratorstepvalue: nil for done.
    ///
    /// The `next` of a builtin iterator is not called: its step gives the value without a result object.
    @inline(__always) func iteratorStepValue(_ record: inout IteratorRecord) throws(JSThrow) -> Value? {
        if record.isDirect {
            try pay()
            let array = record.object
            let index = record.index
            if !record.done && index < Int(array.arrayLength) {
                record.index = index &+ 1
                let elements = array.elements
                if index < elements.count {
                    let value = elements[index]
                    if !value.isEmpty { return value }
                }
                return try directStep(&record, index)
            }
            record.done = true
            return nil
        }
        return try iteratorStepValueByProtocol(&record)
    }

    /// An element that is a hole or sparse.
    @inline(never) private func directStep(_ record: inout IteratorRecord, _ index: Int) throws(JSThrow) -> Value {
        do throws(JSThrow) {
            return try get(record.object, indexKey(index))
        } catch {
            record.done = true
            throw error
        }
    }

    @inline(never) private func iteratorStepValueByProtocol(_ record: inout IteratorRecord) throws(JSThrow) -> Value? {
        if record.object.kind == .generator, isBuiltin(record.nextMethod, GeneratorPrototype.nextEntry) {
            do throws(JSThrow) {
                if let value = try generatorStepValue(record.object) { return value }
            } catch {
                record.done = true
                throw error
            }
            record.done = true
            return nil
        }
        if let next = record.nextMethod.asObject, next.kind == .nativeFunction, let step = FunctionObject(next).entry.step {
            try pay()
            try checkNativeStack()
            do throws(JSThrow) {
                if let value = try step(self, Value(record.object)) { return value }
            } catch {
                record.done = true
                throw error
            }
            record.done = true
            return nil
        }
        guard let result = try iteratorStep(&record) else { return nil }
        do throws(JSThrow) {
            return try iteratorValue(result)
        } catch {
            record.done = true
            throw error
        }
    }

    // MARK: Ending

    /// sec-iteratorclose with a completion that is not a throw.
    func iteratorClose(_ record: IteratorRecord) throws(JSThrow) {
        if record.isDirect && !hasIteratorReturn { return }
        var record = record
        let iterator = Value(record.iterator(self))
        let method = try getMethod(iterator, PropertyKey(.return))
        if method.isUndefined { return }
        let result = try call(method, iterator)
        if !result.isObject { throw throwError(.typeError, "\(describe(result)) is not an object") }
    }

    /// sec-iteratorclose with a throw completion: the exception that is pending goes on, whatever `return` does. The caller
    /// throws what this returns.
    func iteratorClose(_ record: IteratorRecord, throwing error: JSThrow) -> JSThrow {
        if error == .termination || (record.isDirect && !hasIteratorReturn) { return error }
        let pending = exception
        exception = .undefined
        var record = record
        let iterator = Value(record.iterator(self))
        do throws(JSThrow) {
            _ = try catching { () throws(JSThrow) in
                let method = try getMethod(iterator, PropertyKey(.return))
                if !method.isUndefined { _ = try call(method, iterator) }
            }
        } catch {
            return error
        }
        exception = pending
        return .exception
    }

    /// sec-iteratorcloseall with a completion that is not a throw: every record is closed, the last one first; the first exception
    /// wins.
    func iteratorCloseAll(_ records: [IteratorRecord]) throws(JSThrow) {
        let roots = try rooted(records)
        defer { withExtendedLifetime(roots) {} }
        var records = records[...]
        while let record = records.popLast() {
            do throws(JSThrow) {
                try iteratorClose(record)
            } catch {
                throw iteratorCloseAll(Array(records), throwing: error)
            }
        }
    }

    /// Keeps records alive while they are closed one after the other: whoever has held them may be gone already.
    private func rooted(_ records: [IteratorRecord]) throws(JSThrow) -> RootList {
        let roots = RootList(heap)
        for record in records {
            try roots.append(Value(record.object))
            try roots.append(record.nextMethod)
        }
        return roots
    }

    /// sec-iteratorcloseall with a throw completion.
    func iteratorCloseAll(_ records: [IteratorRecord], throwing error: JSThrow) -> JSThrow {
        let roots: RootList
        do throws(JSThrow) { roots = try rooted(records) } catch { return error }
        defer { withExtendedLifetime(roots) {} }
        var failure = error
        for record in records.reversed() { failure = iteratorClose(record, throwing: failure) }
        return failure
    }

    /// sec-createiterresultobject
    func createIterResultObject(_ value: Value, done: Bool) -> Value {
        if let shape = iteratorResultShape {
            let object = heap.makeObject(.object, shape, inlineSlots: 2)
            object.slots[0] = value
            object.slots[1] = Value(done)
            return Value(object)
        }
        let object = makeObject()
        // Two inline slots are there: nothing can fail.
        try? object.addOwn(PropertyKey(.value), value, .all, self)
        try? object.addOwn(PropertyKey(.done), Value(done), .all, self)
        return Value(object)
    }

    // MARK: Whole iterations

    /// Calls `body` with each value of an iterable. When `body` throws, the iterator is closed first.
    func forEachValue(of iterable: Value, _ body: (Value) throws(JSThrow) -> Void) throws(JSThrow) {
        var record = try getIterator(iterable)
        try forEachValue(of: &record, body)
    }

    /// The same for an iteration that is under way.
    func forEachValue(of record: inout IteratorRecord, _ body: (Value) throws(JSThrow) -> Void) throws(JSThrow) {
        while let value = try iteratorStepValue(&record) {
            do throws(JSThrow) {
                try body(value)
            } catch {
                throw iteratorClose(record, throwing: error)
            }
        }
    }

    /// sec-iteratortolist of a new iterator, into a list that the collector knows.
    func iterableToList(_ iterable: Value) throws(JSThrow) -> RootList {
        var record = try getIterator(iterable)
        return try iteratorToList(&record)
    }

    /// sec-iteratortolist
    func iteratorToList(_ record: inout IteratorRecord) throws(JSThrow) -> RootList {
        let list = RootList(heap)
        while let value = try iteratorStepValue(&record) { try list.append(value) }
        return list
    }

    // MARK: Arrays whose iterator is the original one

    /// Whether iterating over an object is reading an array by position: a property `Symbol.iterator` of its own, another
    /// prototype, or a changed builtin would make it something else.
    @inline(__always) func hasOriginalIteration(_ object: JSObject) -> Bool {
        guard object.kind == .array else { return false }
        return (object.shape == arrayShape || inheritsArrayIteration(object)) && arrayIterationIsOriginal
    }

    @inline(never) private func inheritsArrayIteration(_ array: JSObject) -> Bool {
        array.prototype == intrinsic(.arrayPrototype) && array.findOwn(PropertyKey(WellKnownSymbol.iterator), self) == nil
    }

    /// Whether `Array.prototype[Symbol.iterator]` and the `next` of array iterators are the original ones.
    @inline(__always) private var arrayIterationIsOriginal: Bool {
        originalArrayIteration.holds || findOriginalArrayIteration()
    }

    @inline(never) private func findOriginalArrayIteration() -> Bool {
        let prototype = intrinsic(.arrayPrototype)
        if commonShapes.arrayIterable?.shape != prototype.shape {
            commonShapes.arrayIterable = plainSlot(of: PropertyKey(WellKnownSymbol.iterator), in: prototype)
        }
        let iterator = intrinsic(.arrayIteratorPrototype)
        if commonShapes.arrayIterator?.shape != iterator.shape {
            commonShapes.arrayIterator = plainSlot(of: PropertyKey(.next), in: iterator)
        }
        guard let iterable = commonShapes.arrayIterable, let next = commonShapes.arrayIterator else { return false }
        let values = Value(intrinsic(.arrayPrototypeValues))
        let nextFunction = Value(intrinsic(.arrayIteratorPrototypeNext))
        guard slotValue(prototype, iterable.slot) == values, slotValue(iterator, next.slot) == nextFunction else { return false }
        originalArrayIteration = OriginalArrayIteration(
            prototype: prototype, iterableSlot: iterable.slot, values: values, iterator: iterator, nextSlot: next.slot, next: nextFunction)
        return true
    }

    /// The slot of a data property that is writable.
    func plainSlot(of key: PropertyKey, in object: JSObject) -> KnownSlot? {
        guard let location = object.findOwn(key, self), location.isPlainData else { return nil }
        return KnownSlot(shape: object.shape, slot: location.slot)
    }

    /// Whether array iterators have a method `return`, which no builtin gives them.
    private var hasIteratorReturn: Bool {
        if epochWithoutIteratorReturn == prototypeEpoch { return false }
        var next: JSObject? = intrinsic(.arrayIteratorPrototype)
        while let object = next {
            if object.isExotic || object.findOwn(PropertyKey(.return), self) != nil { return true }
            // From now on a change of the object ends the epoch.
            object.becomePrototype(heap)
            next = object.prototype
        }
        epochWithoutIteratorReturn = prototypeEpoch
        return false
    }
}

/// Where the original functions that iterate over arrays were found: as long as both objects have the shapes they had then, a
/// look at two slots says whether they are still there. Forgotten at every collection, because a shape that dies may leave its
/// address to another.
struct OriginalArrayIteration {
    private var prototype: UInt = 0
    private var prototypeShape: UInt = 0
    private var iterableSlot = 0
    private var values = Value.empty
    private var iterator: UInt = 0
    private var iteratorShape: UInt = 0
    private var nextSlot = 0
    private var next = Value.empty

    init() {}

    init(prototype: JSObject, iterableSlot: Int, values: Value, iterator: JSObject, nextSlot: Int, next: Value) {
        self.prototype = prototype.cell.address
        prototypeShape = prototype.shape.cell.address
        self.iterableSlot = iterableSlot
        self.values = values
        self.iterator = iterator.cell.address
        iteratorShape = iterator.shape.cell.address
        self.nextSlot = nextSlot
        self.next = next
    }

    @inline(__always) var holds: Bool {
        if prototype == 0 { return false }
        let prototype = JSObject(cell: Cell(address: prototype))
        let iterator = JSObject(cell: Cell(address: iterator))
        return prototype.cell.word(8) == prototypeShape && prototype.slots[iterableSlot] == values
            && iterator.cell.word(8) == iteratorShape && iterator.slots[nextSlot] == next
    }
}
