// How values are named in error messages.

extension Context {
    /// A short text for a value: what V8 prints in its messages.
    func describe(_ value: Value) -> String {
        if let string = value.asString {
            let text = self.text((try? substring(string, 0, min(string.length, 100))) ?? emptyString)
            return "\"\(text)\"" + (string.length > 100 ? "..." : "")
        }
        if let symbol = value.asSymbol {
            return "Symbol(" + (symbol.description.asString.map { abridged($0) } ?? "") + ")"
        }
        guard let object = value.asObject else {
            if value.isBigInt || value.isEmpty { return value.isEmpty ? "undefined" : abridged((try? toString(value)) ?? emptyString) }
            return text((try? toString(value)) ?? emptyString)
        }
        if object.isCallable {
            let name = functionName(object)
            return object.has(.classConstructor) ? "class \(name)" : name.isEmpty ? "function" : "function \(name)"
        }
        if object.kind == .array { return "[object Array]" }
        return "#<\(className(of: object))>"
    }

    func describe(_ key: PropertyKey) -> String {
        if let index = key.index { return String(index) }
        if let symbol = key.symbol {
            let description = symbol.description.asString.map { abridged($0) } ?? ""
            return symbol.isPrivate ? description : "Symbol(\(description))"
        }
        return key.atom.map { abridged($0) } ?? ""
    }

    /// The own `name` of a function if it is a plain string; runs no code.
    func functionName(_ object: JSObject) -> String {
        guard let location = object.findOwn(PropertyKey(.name), self), !location.attributes.contains(.accessor) else { return "" }
        return slotValue(object, location.slot).asString.map { abridged($0) } ?? ""
    }

    /// The name of the constructor that an object's prototype names, or "Object"; runs no code.
    func className(of object: JSObject) -> String {
        var next: JSObject? = object.kind == .proxy ? nil : object
        var depth = 0
        while let current = next, depth < 100 {
            if let location = current.findOwn(PropertyKey(.constructor), self), !location.attributes.contains(.accessor) {
                if let constructor = slotValue(current, location.slot).asObject, constructor.isCallable {
                    let name = functionName(constructor)
                    if !name.isEmpty { return name }
                }
            }
            next = current.kind == .proxy ? nil : current.prototype
            depth += 1
        }
        return "Object"
    }
}
