// JSONObject

enum JSONObject {
    static let table = BuiltinTable(.ordinary, [])
}
