// The methods of `Iterator.prototype` that return an iterator, each with its generator.

extension IteratorPrototype {
    // MARK: map, filter, flatMap

    /// sec-iterator.prototype.map
    static func map(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let iterated = try begin(context, arguments, "map")
        return Value(context.createIteratorHelper(MapHelper(iterated, function: arguments[0])))
    }

    private final class MapHelper: SingleIteratorHelper {
        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            guard let value = try stepValue(context) else { return nil }
            return try callFunction(value, context)
        }
    }

    /// sec-iterator.prototype.filter
    static func filter(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let iterated = try begin(context, arguments, "filter")
        return Value(context.createIteratorHelper(FilterHelper(iterated, function: arguments[0])))
    }

    private final class FilterHelper: SingleIteratorHelper {
        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            while let value = try stepValue(context) {
                if context.toBoolean(try callFunction(value, context)) { return value }
            }
            return nil
        }
    }

    /// sec-iterator.prototype.flatmap
    static func flatMap(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let iterated = try begin(context, arguments, "flatMap")
        return Value(context.createIteratorHelper(FlatMapHelper(iterated, function: arguments[0])))
    }

    private final class FlatMapHelper: SingleIteratorHelper {
        private var inner: IteratorRecord?

        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            while true {
                if var record = inner {
                    do throws(JSThrow) {
                        let value = try context.iteratorStepValue(&record)
                        inner = value == nil ? nil : record
                        if let value { return value }
                    } catch {
                        throw close(throwing: error, context)
                    }
                }
                guard let value = try stepValue(context) else { return nil }
                let mapped = try callFunction(value, context)
                do throws(JSThrow) {
                    inner = try context.getIteratorFlattenable(mapped, .rejectPrimitives)
                } catch {
                    throw close(throwing: error, context)
                }
            }
        }

        /// The inner iterator is closed first: it comes last.
        override var openIterators: [IteratorRecord] { underlyingIterators + (inner.map { [$0] } ?? []) }

        override func trace(_ heap: Heap) {
            super.trace(heap)
            inner?.trace(heap)
        }
    }

    // MARK: take, drop

    /// The limit of `take` or `drop`: a number that is not negative.
    private static func limit(_ context: Context, _ object: JSObject, _ value: Value) throws(JSThrow) -> Double {
        let number: Double
        do throws(JSThrow) {
            number = try context.toNumber(value)
        } catch {
            throw context.iteratorClose(IteratorRecord(iterator: object, nextMethod: .undefined), throwing: error)
        }
        let limit = number.rounded(.towardZero)
        guard limit >= 0, limit.isInfinite || limit <= 9007199254740991 else {
            throw rejectArgument(context, object, .rangeError, "\(context.describe(value)) must be positive")
        }
        return limit
    }

    /// sec-iterator.prototype.take
    static func take(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "take")
        let limit = try limit(context, object, arguments[0])
        return Value(context.createIteratorHelper(TakeHelper(try context.getIteratorDirect(object), limit: limit)))
    }

    private final class TakeHelper: SingleIteratorHelper {
        private var remaining: Double

        init(_ iterated: IteratorRecord, limit: Double) {
            remaining = limit
            super.init(iterated)
        }

        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            if remaining == 0 {
                try close(context)
                return nil
            }
            remaining -= 1
            return try stepValue(context)
        }
    }

    /// sec-iterator.prototype.drop
    static func drop(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "drop")
        let limit = try limit(context, object, arguments[0])
        return Value(context.createIteratorHelper(DropHelper(try context.getIteratorDirect(object), limit: limit)))
    }

    private final class DropHelper: SingleIteratorHelper {
        private var remaining: Double

        init(_ iterated: IteratorRecord, limit: Double) {
            remaining = limit
            super.init(iterated)
        }

        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            while remaining > 0 {
                remaining -= 1
                if try !stepDropped(context) { return nil }
            }
            return try stepValue(context)
        }
    }

    // MARK: chunks, windows

    /// The size of chunks or windows: an integer from 1 to 2^32 - 1.
    private static func size(_ context: Context, _ object: JSObject, _ value: Value) throws(JSThrow) -> Int {
        guard let number = value.asNumber, number.isFinite, number == number.rounded(.towardZero) else {
            throw rejectArgument(context, object, .typeError, "\(context.describe(value)) is not an integer")
        }
        guard number >= 1, number <= 4294967295 else {
            throw rejectArgument(context, object, .rangeError, "\(context.describe(value)) is out of range")
        }
        return Int(number)
    }

    /// sec-iterator.prototype.chunks
    static func chunks(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "chunks")
        let size = try size(context, object, arguments[0])
        return Value(context.createIteratorHelper(ChunksHelper(try context.getIteratorDirect(object), size: size)))
    }

    /// A helper that yields arrays, the last of which may come when the iterator has ended already.
    private class ArraysHelper: SingleIteratorHelper {
        final let size: Int
        final var isAtEnd = false

        init(_ iterated: IteratorRecord, size: Int) {
            self.size = size
            super.init(iterated)
        }

        final override var openIterators: [IteratorRecord] { isAtEnd ? [] : underlyingIterators }
    }

    private final class ChunksHelper: ArraysHelper {
        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            if isAtEnd { return nil }
            let chunk = context.makeArray()
            while Int(chunk.arrayLength) < size {
                guard let value = try stepValue(context) else {
                    isAtEnd = true
                    return chunk.arrayLength == 0 ? nil : Value(chunk)
                }
                try context.append(value, to: chunk)
            }
            return Value(chunk)
        }
    }

    /// sec-iterator.prototype.windows
    static func windows(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        let object = try thisObject(context, arguments, "windows")
        let size = try size(context, object, arguments[0])
        var allowsPartial = false
        if !arguments[1].isUndefined {
            let mode = arguments[1].asString.map { context.abridged($0) }
            guard mode == "only-full" || mode == "allow-partial" else {
                throw rejectArgument(
                    context, object, .typeError, "\(context.describe(arguments[1])) is neither 'only-full' nor 'allow-partial'")
            }
            allowsPartial = mode == "allow-partial"
        }
        let iterated = try context.getIteratorDirect(object)
        let helper = WindowsHelper(iterated, size: size, allowsPartial: allowsPartial, buffer: context.makeArray())
        return Value(context.createIteratorHelper(helper))
    }

    private final class WindowsHelper: ArraysHelper {
        private let allowsPartial: Bool
        /// An array of the engine's own with the last values.
        private let buffer: JSObject

        init(_ iterated: IteratorRecord, size: Int, allowsPartial: Bool, buffer: JSObject) {
            self.allowsPartial = allowsPartial
            self.buffer = buffer
            super.init(iterated, size: size)
        }

        override func trace(_ heap: Heap) {
            super.trace(heap)
            heap.mark(buffer.cell)
        }

        override func advance(_ context: Context) throws(JSThrow) -> Value? {
            if isAtEnd { return nil }
            repeat {
                guard let value = try stepValue(context) else {
                    isAtEnd = true
                    let count = Int(buffer.arrayLength)
                    return allowsPartial && count > 0 && count < size ? try window(context) : nil
                }
                let elements = buffer.elements
                if elements.count == size {
                    elements.storage.move(from: elements.storage, 1, to: 0, count: size - 1)
                    elements[size - 1] = value
                } else {
                    try context.append(value, to: buffer)
                }
            } while Int(buffer.arrayLength) < size
            return try window(context)
        }

        private func window(_ context: Context) throws(JSThrow) -> Value {
            let window = context.makeArray()
            try context.appendElements(of: buffer, 0, buffer.elements.count, to: window)
            return Value(window)
        }
    }
}
