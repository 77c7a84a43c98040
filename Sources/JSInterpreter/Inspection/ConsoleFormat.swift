// The line that console functions print: the arguments, or a format with directives like those of `printf`.

enum ConsoleFormat {
    static func format(_ arguments: RootList, _ context: Context) throws(JSThrow) -> JSString {
        var builder = TextBuilder(context)
        var next = 0
        if let format = arguments.first?.asString, arguments.count > 1 {
            next = try expand(context.flattened(format), arguments, to: &builder, context)
        }
        for index in next..<max(next, arguments.count) {
            if index > 0 { try builder.append(" ") }
            try append(arguments[index], to: &builder, context)
        }
        return try builder.take()
    }

    /// A string as it is, anything else inspected.
    private static func append(_ value: Value, to builder: inout TextBuilder, _ context: Context) throws(JSThrow) {
        if let string = value.asString { try builder.append(string) } else { try builder.append(Inspector(context).inspect(value)) }
    }

    /// Appends the format with its directives replaced, and returns how many arguments are used up.
    private static func expand(
        _ format: JSString, _ arguments: RootList, to builder: inout TextBuilder, _ context: Context
    ) throws(JSThrow) -> Int {
        let units = StringUnits(format)
        var used = 1
        var plain = 0
        var position = 0
        while let percent = try context.nextPosition(of: 0x25, in: units, from: position, through: units.count - 2) {
            try context.pay()
            position = percent + 2
            let directive = units[percent + 1]
            if directive == 0x25 {
                try builder.append(units, from: plain, to: percent + 1)
                plain = position
                continue
            }
            guard used < arguments.count, let kind = Directive(rawValue: directive) else { continue }
            try builder.append(units, from: plain, to: percent)
            try builder.append(kind.text(of: arguments[used], context))
            used += 1
            plain = position
        }
        try builder.append(units, from: plain, to: units.count)
        context.keepAlive(format)
        return used
    }

    private enum Directive: UInt16 {
        case string = 0x73
        case number = 0x64
        case integer = 0x69
        case float = 0x66
        case json = 0x6A
        case everything = 0x6F
        case object = 0x4F
        case style = 0x63

        func text(of value: Value, _ context: Context) throws(JSThrow) -> JSString {
            switch self {
            case .string: return try ConsoleFormat.stringText(of: value, context)
            case .json: return try ConsoleFormat.jsonText(of: value, context)
            case .object: return try Inspector(context).inspect(value)
            case .everything:
                return try Inspector(context, Inspector.Options(depth: 4, showsHidden: true, showsProxies: true)).inspect(value)
            case .style: return context.emptyString
            case .number, .integer, .float:
                if value.isSymbol { return Name.NaN.string }
                if value.isBigInt && self != .float { return try context.plainText(ofPrimitive: value) }
                return try context.plainText(ofPrimitive: Value(number: number(of: value, context)))
            }
        }

        private func number(of value: Value, _ context: Context) throws(JSThrow) -> Double {
            switch self {
            case .integer: return try context.parseInt(context.toString(value), radix: 0)
            case .float: return try context.parseFloat(context.toString(value))
            default:
                let numeric = try context.toNumeric(value)
                return numeric.asBigInt?.double ?? numeric.asNumber ?? .nan
            }
        }
    }

    /// `%s`: a text if the value has one of its own, else a short description.
    private static func stringText(of value: Value, _ context: Context) throws(JSThrow) -> JSString {
        guard let object = value.asObject else { return try context.plainText(ofPrimitive: value) }
        if object.isCallable { return try context.toString(value) }
        if !(try hasBuiltinText(object, context)) { return try context.toString(value) }
        return try Inspector(context, Inspector.Options(depth: 0)).inspect(value)
    }

    /// Whether converting an object to a string would run code of the engine only.
    private static func hasBuiltinText(_ object: JSObject, _ context: Context) throws(JSThrow) -> Bool {
        var next: JSObject? = object
        while let current = next {
            if current.kind == .proxy {
                // What a proxy says about itself is for scripts to ask.
                guard let target = current.payloadValue(0).asObject else { return true }
                next = target
            } else if current.findOwn(PropertyKey(.toString), context) != nil
                || current.findOwn(PropertyKey(WellKnownSymbol.toPrimitive), context) != nil
            {
                guard current != object, let location = current.findOwn(PropertyKey(.constructor), context),
                    !location.attributes.contains(.accessor)
                else { return false }
                return context.slotValue(current, location.slot).asObject?.kind == .nativeFunction
            } else {
                next = current.prototype
            }
            try context.pay()
        }
        return true
    }

    /// `%j`
    private static func jsonText(of value: Value, _ context: Context) throws(JSThrow) -> JSString {
        let attempt = try context.catching { () throws(JSThrow) in try context.stringifyJSON(value) }
        if let result = attempt.result {
            guard let bytes = result else { return Name.undefined.string }
            return try context.makeString(utf8: bytes)
        }
        if let error = attempt.exception.asObject, error.kind == .error,
            context.describeThrown(attempt.exception).hasPrefix("TypeError: Converting circular structure to JSON")
        {
            return context.makeString("[Circular]")
        }
        throw context.throwValue(attempt.exception)
    }
}
