// ArrayConstructor

enum ArrayConstructor {
    static let table = BuiltinTable(.constructor(.Array, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .arrayPrototype), [])
}
