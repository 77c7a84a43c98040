// %Array.prototype%, sec-properties-of-the-array-prototype-object: itself an array. The methods are in files by what they do:
// `+Callbacks` (every … some), `+Searching` (at … lastIndexOf), `+Changing` (copyWithin … unshift), `+Copying` (concat … with),
// `+Sorting`, `+Text` (join, toString).

enum ArrayPrototype {
    static let table = BuiltinTable(
        .special(make),
        [
            .method(.at, 1, at),
            .method(.concat, 1, concat),
            .intrinsic(.constructor, .array),
            .method(.copyWithin, 2, copyWithin),
            .method(.entries, 0, entries),
            .method(.every, 1, every),
            .method(.fill, 1, fill),
            .method(.filter, 1, filter),
            .method(.find, 1, find),
            .method(.findIndex, 1, findIndex),
            .method(.findLast, 1, findLast),
            .method(.findLastIndex, 1, findLastIndex),
            .method(.flat, 0, flat),
            .method(.flatMap, 1, flatMap),
            .method(.forEach, 1, forEach),
            .method(.includes, 1, includes),
            .method(.indexOf, 1, indexOf),
            .method(.join, 1, join),
            .method(.keys, 0, keys),
            .method(.lastIndexOf, 1, lastIndexOf),
            .method(.map, 1, map),
            .method(.pop, 0, pop),
            .method(.push, 1, push),
            .method(.reduce, 1, reduce),
            .method(.reduceRight, 1, reduceRight),
            .method(.reverse, 0, reverse),
            .method(.shift, 0, shift),
            .method(.slice, 2, slice),
            .method(.some, 1, some),
            .method(.sort, 1, sort),
            .method(.splice, 2, splice),
            .method(.toLocaleString, 0, toLocaleString),
            .method(.toReversed, 0, toReversed),
            .method(.toSorted, 1, toSorted),
            .method(.toSpliced, 2, toSpliced),
            .intrinsic(.toString, .arrayPrototypeToString),
            .method(.unshift, 1, unshift),
            .intrinsic(.values, .arrayPrototypeValues),
            .method(.with, 2, with),
            .intrinsic(symbol: .iterator, .arrayPrototypeValues),
            BuiltinProperty(
                key: .symbol(.unscopables),
                content: .entry(BuiltinEntry("[Symbol.unscopables]", .value { makeUnscopables($0) })), attributes: .configurable),
        ])

    static let valuesTable = BuiltinTable(.function("values", 0, values), [])
    static let toStringTable = BuiltinTable(.function("toString", 0, toString), [])

    private static func make(_ context: Context, _ shape: Shape) -> JSObject {
        context.heap.makeObject(.array, shape, inlineSlots: 48, flags: context.profile == .sandbox ? .lengthReadonly : [])
    }

    /// sec-array.prototype-%symbol.unscopables%
    private static func makeUnscopables(_ context: Context) -> Value {
        let names: [Name] = [
            .at, .copyWithin, .entries, .fill, .find, .findIndex, .findLast, .findLastIndex, .flat, .flatMap, .includes, .keys,
            .toReversed, .toSorted, .toSpliced, .values,
        ]
        let list = context.ordinaryObjectCreate(nil)
        // A small object: a failing allocation has already requested the termination.
        for name in names { try? list.addOwn(PropertyKey(name), .true, .all, context) }
        if context.profile == .sandbox { context.freezeBuiltin(list) }
        return Value(list)
    }

    /// sec-array.prototype.entries
    static func entries(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(context.createArrayIterator(try context.toObject(arguments.thisValue), .entries))
    }

    /// sec-array.prototype.keys
    static func keys(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(context.createArrayIterator(try context.toObject(arguments.thisValue), .keys))
    }

    /// sec-array.prototype.values
    static func values(_ context: Context, _ arguments: Arguments) throws(JSThrow) -> Value {
        Value(context.createArrayIterator(try context.toObject(arguments.thisValue), .values))
    }

    /// The callback that a method was given; a TypeError if it is no function.
    static func callback(_ context: Context, _ value: Value) throws(JSThrow) -> Value {
        if value.isCallable { return value }
        throw context.throwError(.typeError, "\(context.describe(value)) is not a function")
    }

    /// The TypeError for an array-like that would have more than 2^53 - 1 elements.
    static func tooManyElements(_ context: Context) -> JSThrow {
        context.throwError(.typeError, "Pushing elements past the maximum length of an array-like object is not allowed")
    }

    /// The greatest length of an array-like object.
    static let maximumLength = (1 << 53) - 1
}
