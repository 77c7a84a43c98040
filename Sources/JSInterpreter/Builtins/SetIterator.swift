// %SetIteratorPrototype%, sec-%setiteratorprototype%-object.

enum SetIterator {
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .next { (context, this) throws(JSThrow) in try TableIterator.step(context, this, isSet: true) },
            .toStringTag("Set Iterator"),
        ])
}
