// ReflectObject

enum ReflectObject {
    static let table = BuiltinTable(.ordinary, [])
}
