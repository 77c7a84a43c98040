// `Iterator.concat`, `Iterator.zip` and `Iterator.zipKeyed`.

extension IteratorConstructor {
    /// The object of a helper whose state is still to be filled. It keeps alive what the state collects, and is itself kept alive by
    /// the frame of the function that makes it.
    private static func makeHelper(_ context: Context, _ arguments: Arguments, _ state: IteratorHelperState) -> JSObject {
        let helper = context.createIteratorHelper(state)
        arguments.frame.thisValue = Value(helper)
        return helper
    }

    // MARK: concat

    /// sec-iterator.concat
    static func concat(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let state = ConcatHelper()
        let helper = makeHelper(context, arguments, state)
        for index in 0..<arguments.count {
            let item = arguments[index]
            guard item.isObject else { throw context.throwError(.typeError, "\(context.describe(item)) is not an object") }
            let method = try context.getMethod(item, PropertyKey(WellKnownSymbol.iterator))
            if method.isUndefined { throw context.notIterable(item) }
            try state.append(item, method, context)
        }
        return Value(helper)
    }

    private final class ConcatHelper: IteratorHelperState {
        private var iterables: [(iterable: Value, method: Value)] = []
        private var next = 0
        private var inner: IteratorRecord?

        func append(_ iterable: Value, _ method: Value, _ context: Context) throws(JSThrow) {
            try context.heap.reserve(16)
            iterables.append((iterable, method))
        }

        override func finalize(_ heap: Heap) { heap.unreserve(iterables.count * 16) }

        override func trace(_ heap: Heap) {
            for (iterable, method) in iterables {
                heap.mark(iterable)
                heap.mark(method)
            }
            inner?.trace(heap)
        }

        override var openIterators: [IteratorRecord] { inner.map { [$0] } ?? [] }

        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            while true {
                if var record = inner {
                    let value = try context.iteratorStepValue(&record)
                    inner = value == nil ? nil : record
                    if let value { return value }
                }
                if next == iterables.count { return nil }
                let (iterable, method) = iterables[next]
                next += 1
                inner = try context.getIteratorFromMethod(iterable, method)
            }
        }
    }

    // MARK: zip

    /// The options of `zip` and `zipKeyed`.
    private static func zipOptions(_ context: Context, _ value: Value) throws(JSThrow) -> (mode: ZipMode, padding: Value) {
        // sec-getoptionsobject
        guard let options = value.isUndefined ? context.ordinaryObjectCreate(nil) : value.asObject else {
            throw context.throwError(.typeError, "\(context.describe(value)) is not an object")
        }
        let modeValue = try context.get(options, PropertyKey(.mode))
        guard let mode = modeValue.isUndefined ? .shortest : modeValue.asString.flatMap({ ZipMode(rawValue: context.abridged($0)) }) else {
            throw context.throwError(.typeError, "\(context.describe(modeValue)) is not 'shortest', 'longest' or 'strict'")
        }
        if mode != .longest { return (mode, .undefined) }
        let padding = try context.get(options, PropertyKey(.padding))
        guard padding.isUndefined || padding.isObject else {
            throw context.throwError(.typeError, "\(context.describe(padding)) is not an object")
        }
        return (mode, padding)
    }

    /// sec-iterator.zip
    static func zip(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard arguments[0].isObject else {
            throw context.throwError(.typeError, "\(context.describe(arguments[0])) is not an object")
        }
        let (mode, padding) = try zipOptions(context, arguments[1])
        let state = ZipHelper(mode)
        let helper = makeHelper(context, arguments, state)
        var input = try context.getIterator(arguments[0])
        while true {
            let item: Value?
            do throws(JSThrow) {
                item = try context.iteratorStepValue(&input)
            } catch {
                throw context.iteratorCloseAll(state.openIterators, throwing: error)
            }
            guard let item else { break }
            do throws(JSThrow) {
                try state.append(context.getIteratorFlattenable(item, .rejectPrimitives), key: nil, context)
            } catch {
                throw context.iteratorClose(input, throwing: context.iteratorCloseAll(state.openIterators, throwing: error))
            }
        }
        if mode == .longest {
            do throws(JSThrow) {
                try readPadding(padding, state, context)
            } catch {
                throw context.iteratorCloseAll(state.openIterators, throwing: error)
            }
        }
        return Value(helper)
    }

    private static func readPadding(_ padding: Value, _ state: ZipHelper, _ context: Context) throws(JSThrow) {
        if padding.isUndefined { return }
        var record = try context.getIterator(padding)
        for index in 0..<state.count {
            guard let value = try context.iteratorStepValue(&record) else { return }
            state.padding[index] = value
        }
        try context.iteratorClose(record)
    }

    /// sec-iterator.zipkeyed
    static func zipKeyed(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        guard let iterables = arguments[0].asObject else {
            throw context.throwError(.typeError, "\(context.describe(arguments[0])) is not an object")
        }
        let (mode, padding) = try zipOptions(context, arguments[1])
        let state = ZipHelper(mode)
        let helper = makeHelper(context, arguments, state)
        let keys = try iterables.ownPropertyKeys(context)
        do throws(JSThrow) {
            for key in keys {
                try context.pay()
                guard let descriptor = try iterables.getOwnProperty(key, context), descriptor.isEnumerable else { continue }
                let value = try context.get(iterables, key)
                if value.isUndefined { continue }
                try state.append(context.getIteratorFlattenable(value, .rejectPrimitives), key: key, context)
            }
            if mode == .longest, let padding = padding.asObject {
                for index in 0..<state.count { state.padding[index] = try context.get(padding, state.keys[index]) }
            }
        } catch {
            throw context.iteratorCloseAll(state.openIterators, throwing: error)
        }
        return Value(helper)
    }

    private enum ZipMode: String { case shortest, longest, strict }

    /// sec-iteratorzip
    private final class ZipHelper: IteratorHelperState {
        private let mode: ZipMode
        private var iterators: [IteratorRecord] = []
        private var isOpen: [Bool] = []
        /// The keys of the results; none for arrays.
        private(set) var keys: [PropertyKey] = []
        var padding: [Value] = []

        init(_ mode: ZipMode) { self.mode = mode }

        private static let bytesPerIterator = 128

        func append(_ iterator: IteratorRecord, key: PropertyKey?, _ context: Context) throws(JSThrow) {
            try context.heap.reserve(ZipHelper.bytesPerIterator)
            iterators.append(iterator)
            isOpen.append(true)
            padding.append(.undefined)
            if let key { keys.append(key) }
        }

        override func finalize(_ heap: Heap) { heap.unreserve(iterators.count * ZipHelper.bytesPerIterator) }

        override func trace(_ heap: Heap) {
            for iterator in iterators { iterator.trace(heap) }
            for key in keys { heap.mark(key) }
            for value in padding { heap.mark(value) }
        }

        var count: Int { iterators.count }
        override var underlyingIterators: [IteratorRecord] { iterators.indices.filter { isOpen[$0] }.map { iterators[$0] } }

        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            if count == 0 { return nil }
            let results = context.makeArray()
            for index in iterators.indices {
                if !isOpen[index] {
                    try context.append(padding[index], to: results)
                    continue
                }
                if let value = try step(index, context) {
                    try context.append(value, to: results)
                    continue
                }
                switch mode {
                case .shortest:
                    try context.iteratorCloseAll(openIterators)
                    return nil
                case .strict:
                    try checkAllDone(after: index, context)
                    return nil
                case .longest:
                    if !isOpen.contains(true) { return nil }
                    try context.append(padding[index], to: results)
                }
            }
            return keys.isEmpty ? Value(results) : Value(try makeObject(results, context))
        }

        /// A step of one iterator, which is open; an exception closes all others, the end closes it.
        private func step(_ index: Int, _ context: Context) throws(JSThrow) -> Value? {
            var record = iterators[index]
            do throws(JSThrow) {
                let value = try context.iteratorStepValue(&record)
                iterators[index] = record
                if value == nil { isOpen[index] = false }
                return value
            } catch {
                isOpen[index] = false
                throw context.iteratorCloseAll(openIterators, throwing: error)
            }
        }

        /// In strict mode all iterators end together: the first one must be the first to end, and the others must follow.
        private func checkAllDone(after first: Int, _ context: Context) throws(JSThrow) {
            var isTogether = first == 0
            var index = 1
            while isTogether && index < count {
                var record = iterators[index]
                do throws(JSThrow) {
                    if try context.iteratorStep(&record) == nil { isOpen[index] = false } else { isTogether = false }
                } catch {
                    isOpen[index] = false
                    throw context.iteratorCloseAll(openIterators, throwing: error)
                }
                index += 1
            }
            if !isTogether {
                throw context.iteratorCloseAll(
                    openIterators, throwing: context.throwError(.typeError, "Iterators of Iterator.zip have different lengths"))
            }
        }

        private func makeObject(_ results: JSObject, _ context: Context) throws(JSThrow) -> JSObject {
            let object = context.ordinaryObjectCreate(nil)
            for (index, key) in keys.enumerated() {
                try context.createDataPropertyOrThrow(object, key, results.elements[index])
            }
            return object
        }
    }
}
