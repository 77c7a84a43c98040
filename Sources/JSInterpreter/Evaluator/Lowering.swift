enum Lowering {
    static func lower(_ code: FunctionCode, _ context: Context) throws(JSThrow) {}
}
extension Context {
    func initializeFields(of object: JSObject, by function: JSObject) throws(JSThrow) {}
    func superNotCalled() -> JSThrow { throwError(.referenceError, "Must call super constructor in derived class before accessing 'this' or returning from derived constructor") }
}
