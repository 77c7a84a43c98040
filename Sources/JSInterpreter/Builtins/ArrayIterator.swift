// Array iterators, sec-array-iterator-objects: a cell that names the array (undefined at the end and while `next` runs), and next
// index, running flag and kind in one word.

enum ArrayIterator {
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .intrinsic(.next, .arrayIteratorPrototypeNext),
            .toStringTag("Array Iterator"),
        ])

    /// An intrinsic of its own, so that iterations can see whether it is still in place.
    static let nextTable = BuiltinTable(.next(step), [])

    /// sec-%arrayiteratorprototype%.next
    static func step(_ context: Context, _ this: Value) throws(JSThrow) -> Value? {
        guard let iterator = this.asObject, iterator.kind == .arrayIterator else {
            throw context.throwError(.typeError, "next method called on incompatible receiver \(context.describe(this))")
        }
        let state = iterator.payloadWord(1)
        guard let array = iterator.payloadValue(0).asObject else {
            if state & running != 0 { throw context.throwError(.typeError, "Array Iterator is already running") }
            return nil
        }
        let index = Int(state >> indexShift)
        let kind = ArrayIteratorKind(rawValue: state & 3) ?? .values
        let value: Value
        let elements = array.elements
        if array.kind == .array && index < elements.count && !elements[index].isEmpty {
            value = elements[index]
        } else {
            // As in a generator: code that runs meanwhile cannot resume this one, and an exception ends it.
            iterator.setPayloadWord(1, state | running)
            iterator.setPayloadValue(0, .undefined)
            let element: Value?
            do throws(JSThrow) {
                element = try ArrayIterator.element(of: array, index, kind, context)
            } catch {
                iterator.setPayloadWord(1, state)
                throw error
            }
            iterator.setPayloadWord(1, state)
            guard let element else { return nil }
            iterator.setPayloadValue(0, Value(array))
            value = element
        }
        iterator.setPayloadWord(1, state &+ 1 << indexShift)
        switch kind {
        case .keys: return Value(index)
        case .values: return value
        case .entries: return Value(try context.makePair(Value(index), value))
        }
    }

    static let running: UInt = 4
    static let indexShift: UInt = 3

    /// The element that the iterator has come to (anything, if only keys are asked for), or nil at the end.
    private static func element(
        of array: JSObject, _ index: Int, _ kind: ArrayIteratorKind, _ context: Context
    ) throws(JSThrow) -> Value? {
        let length =
            array.kind == .typedArray ? try array.validatedTypedArrayLength(context) : try context.lengthOfArrayLike(array)
        if index >= length { return nil }
        return kind == .keys ? .undefined : try context.getElement(array, index)
    }
}

/// The kind of sec-createarrayiterator.
enum ArrayIteratorKind: UInt {
    case keys, values, entries
}

extension Context {
    /// sec-createarrayiterator. Without an index the iterator has come to its end.
    func createArrayIterator(_ array: JSObject, _ kind: ArrayIteratorKind, index: Int? = 0) -> JSObject {
        let iterator = heap.makeObject(
            .arrayIterator, Shape.root(prototype: intrinsic(.arrayIteratorPrototype), heap), inlineSlots: 0)
        iterator.setPayloadValue(0, index == nil ? .undefined : Value(array))
        iterator.setPayloadWord(1, UInt(bitPattern: index ?? 0) << ArrayIterator.indexShift | kind.rawValue)
        return iterator
    }

    /// A new array of two values.
    func makePair(_ first: Value, _ second: Value) throws(JSThrow) -> JSObject {
        let array = try makeArray(room: 2)
        let elements = array.elements
        elements[0] = first
        elements[1] = second
        elements.count = 2
        array.arrayLength = 2
        return array
    }
}
