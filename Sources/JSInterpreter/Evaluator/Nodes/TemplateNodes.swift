// Template literals, sec-template-literals.

/// `` `text ${value} text` ``
final class TemplateNode: Node {
    /// One more than there are values; kept alive by the executable.
    let strings: [JSString]
    let values: NodeList
    init(strings: [JSString], values: NodeList, position: Int32) {
        self.strings = strings
        self.values = values
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        var result = strings[0]
        var index = 0
        while index < values.count {
            let value = try values.evaluate(index, frame, context)
            let text: JSString
            if value.isString {
                text = value.uncheckedString
            } else {
                frame.setPosition(position)
                text = try context.toString(value)
            }
            result = result.length == 0 ? text : try context.concatenate(result, text)
            let next = strings[index &+ 1]
            if next.length > 0 { result = try context.concatenate(result, next) }
            index &+= 1
        }
        return Value(result)
    }
}

/// A value in a template as text, in a generator that may pause in a later one.
final class TemplateText: Node {
    let value: Node
    init(value: Node, position: Int32) {
        self.value = value
        super.init(position: position)
    }
    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        let result = try value.fetch(frame, context)
        frame.setPosition(position)
        return Value(try context.toString(result))
    }
}

/// The template object of a tagged template, sec-gettemplateobject: one for each place in the source and realm.
final class TemplateObject: Node {
    /// nil where the text has an invalid escape.
    let cooked: [JSString?]
    let raw: [JSString]
    /// Owns this node.
    private unowned let executable: ScriptExecutable
    private var object: JSObject?
    init(cooked: [JSString?], raw: [JSString], executable: ScriptExecutable, position: Int32) {
        self.cooked = cooked
        self.raw = raw
        self.executable = executable
        super.init(position: position)
    }

    override func evaluate(_ frame: Frame, _ context: Context) throws(JSThrow) -> Value {
        if let object { return Value(object) }
        let template = context.makeArray()
        let rawArray = context.makeArray()
        for string in cooked { try context.append(string.map { Value($0) } ?? .undefined, to: template) }
        for string in raw { try context.append(Value(string), to: rawArray) }
        _ = try context.setIntegrityLevel(rawArray, frozen: true)
        try template.addOwn(PropertyKey(.raw), Value(rawArray), [], context)
        _ = try context.setIntegrityLevel(template, frozen: true)
        _ = executable.keep(Value(template))
        object = template
        return Value(template)
    }
}
