// DataViewConstructor

enum DataViewConstructor {
    static let table = BuiltinTable(.constructor(.DataView, 0, { (_, _) throws(JSThrow) in .undefined }, prototype: .dataViewPrototype), [])
}
