extension JSObject {
    func typedArrayElement(_ index: Int) -> Value? { nil }
    func setTypedArrayElement(_ index: Int, _ value: Value) -> Bool { false }
}
