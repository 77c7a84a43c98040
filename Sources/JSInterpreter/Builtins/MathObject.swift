// MathObject

enum MathObject {
    static let table = BuiltinTable(.ordinary, [])
}
