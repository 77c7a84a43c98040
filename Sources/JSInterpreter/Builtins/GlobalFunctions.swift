// The functions of the global object, sec-function-properties-of-the-global-object.

enum GlobalFunctions {
    static let properties: [BuiltinProperty] = []
}
