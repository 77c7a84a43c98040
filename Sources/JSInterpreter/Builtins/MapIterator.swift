// %MapIteratorPrototype%, sec-%mapiteratorprototype%-object.

enum MapIterator {
    static let table = BuiltinTable(
        .ordinary, prototype: .iteratorPrototype,
        [
            .next { (context, this) throws(JSThrow) in try TableIterator.step(context, this, isSet: false) },
            .toStringTag("Map Iterator"),
        ])
}
