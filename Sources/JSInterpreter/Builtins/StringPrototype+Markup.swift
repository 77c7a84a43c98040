// String.prototype: the methods that make HTML, sec-additional-properties-of-the-string.prototype-object.

extension StringPrototype {
    static let markup: [BuiltinProperty] = [
        element(.anchor, "a", "name"), element(.big, "big"), element(.blink, "blink"), element(.bold, "b"),
        element(.fixed, "tt"), element(.fontcolor, "font", "color"), element(.fontsize, "font", "size"),
        element(.italics, "i"), element(.link, "a", "href"), element(.small, "small"), element(.strike, "strike"),
        element(.sub, "sub"), element(.sup, "sup"),
    ]

    private static func element(_ name: Name, _ tag: StaticString, _ attribute: StaticString? = nil) -> BuiltinProperty {
        .method(name, attribute == nil ? 0 : 1) { (context, arguments) throws(JSThrow) in
            try createHTML(context, arguments, name, tag, attribute)
        }
    }

    /// sec-createhtml
    private static func createHTML(
        _ context: Context, _ arguments: Arguments, _ name: Name, _ tag: StaticString, _ attribute: StaticString?
    ) throws(JSThrow) -> Value {
        let string = try context.toString(context.requireObjectCoercible(arguments.thisValue, "String.prototype.\(name.text)"))
        var builder = TextBuilder(context)
        try builder.append(0x3C)
        try builder.append(tag)
        if let attribute {
            let value = try context.flattened(context.toString(arguments[0]))
            try builder.append(0x20)
            try builder.append(attribute)
            try builder.append("=\"")
            let units = StringUnits(value)
            var start = 0
            while let quote = try context.nextPosition(of: 0x22, in: units, from: start, through: units.count - 1) {
                try builder.append(value, from: start, to: quote)
                try builder.append("&quot;")
                start = quote + 1
            }
            try builder.append(value, from: start, to: value.length)
            try builder.append(0x22)
        }
        try builder.append(0x3E)
        try builder.append(string)
        try builder.append("</")
        try builder.append(tag)
        try builder.append(0x3E)
        return Value(try builder.take())
    }
}
