// Errors: their stack trace, then what else they carry.

extension Inspector {
    /// The text of an error. Takes from its keys what the text says already, and adds `cause` and `errors`.
    func errorBase(_ error: JSObject, _ constructor: JSString?, _ tag: JSString?, _ keys: RootList) throws(JSThrow) -> JSString {
        let storedName = try storedValue(error, PropertyKey(.name))
        let name = storedName?.asString ?? Name.Error.string
        let storedMessage = try storedValue(error, PropertyKey(.message))
        let message = storedMessage?.asString ?? context.emptyString
        let stack = try stack(of: error, name, message)
        try removeRepeated(of: error, from: keys, in: stack.head, stack.lines)
        let cause = try storedValue(error, PropertyKey(.cause))
        if cause != nil { try addKey(.cause, of: error, to: keys) }
        if ownStoredValue(error, .errors)?.asObject?.kind == .array { try addKey(.errors, of: error, to: keys) }

        let head = try improved(stack.head, constructor, name, tag)
        var lines = stack.lines
        if let causeError = cause?.asObject, causeError.kind == .error {
            lines = withoutShared(lines, of: try self.stack(of: causeError, name, message).lines)
        }
        let headHasTrace = try contains(head, literal("\n    at"))
        let isBare = lines.isEmpty && !headHasTrace
        let whole = try text { (builder) throws(JSThrow) in
            if isBare { try builder.append("[") }
            try builder.append(head)
            for line in lines {
                try builder.append("\n")
                try builder.append(literal(line))
            }
            if isBare { try builder.append("]") }
        }
        return indentation == 0 ? whole : try indented(whole)
    }

    /// What `stack` holds: for a trace that nobody has replaced its lines are separate.
    private func stack(of error: JSObject, _ name: JSString, _ message: JSString) throws(JSThrow) -> (head: JSString, lines: [String]) {
        if let own = ownStoredValue(error, .stack)?.asString, own.length > 0 { return (own, []) }
        if let data = error.payload(as: ErrorData.self) {
            if data.override.isEmpty {
                return (try context.stackText(of: error, StackTrace()), data.trace.frames.map { "    " + $0.description })
            }
            if let override = data.override.asString, override.length > 0 { return (override, []) }
        }
        let head = try text { (builder) throws(JSThrow) in
            try builder.append(name)
            if name.length > 0 && message.length > 0 { try builder.append(": ") }
            try builder.append(message)
        }
        return (head, [])
    }

    private func contains(_ text: JSString, _ part: JSString) throws(JSThrow) -> Bool {
        let flat = try context.flattened(text)
        let flatPart = try context.flattened(part)
        defer {
            context.keepAlive(flat)
            context.keepAlive(flatPart)
        }
        return try context.indexOf(StringUnits(flat), StringUnits(flatPart), from: 0) != nil
    }

    /// Properties whose text is in the stack need not be shown again.
    private func removeRepeated(of error: JSObject, from keys: RootList, in head: JSString, _ lines: [String]) throws(JSThrow) {
        for name in [Name.name, .message, .stack] {
            let key = Value(bits: PropertyKey(name).bits)
            guard let index = keys.firstIndex(of: key), let own = ownStoredValue(error, name)?.asString else { continue }
            let text = context.text(try context.substring(own, 0, min(own.length, 1000)))
            let isInHead = try contains(head, own)
            if isInHead || lines.contains(where: { $0.contains(text) }) { keys.remove(at: index) }
        }
    }

    private func addKey(_ name: Name, of error: JSObject, to keys: RootList) throws(JSThrow) {
        let key = Value(bits: PropertyKey(name).bits)
        if ownStoredValue(error, name) != nil && !keys.contains(key) { try keys.append(key) }
    }

    /// The first line with the name of the class, if that says more than the name of the error.
    private func improved(_ head: JSString, _ constructor: JSString?, _ name: JSString, _ tag: JSString?) throws(JSThrow) -> JSString {
        let flat = try context.flattened(head)
        let flatName = try context.flattened(name)
        let units = StringUnits(flat)
        let nameUnits = StringUnits(flatName)
        defer {
            context.keepAlive(flat)
            context.keepAlive(flatName)
        }
        let end = nameUnits.count
        let startsWithName =
            units.count >= end && units.hasPart(nameUnits, at: 0)
            && (units.count == end || units[end] == 0x3A || units[end] == 0x0A)
        let error = StringUnits(Name.Error.string)
        let isErrorName = end >= error.count && nameUnits.hasPart(error, from: end - error.count)
        guard startsWithName, constructor == nil || isErrorName else { return head }
        let withSpace = try prefix(constructor, tag, fallback: .Error)
        let shown = try context.substring(withSpace, 0, withSpace.length - 1)
        if try context.sameText(shown, name) { return head }
        let containsName = try contains(shown, name)
        return try text { (builder) throws(JSThrow) in
            try builder.append(shown)
            if !containsName {
                try builder.append(" [")
                try builder.append(name)
                try builder.append("]")
            }
            if end == 0 { try builder.append(": ") }
            try builder.append(units, from: end, to: units.count)
        }
    }

    /// Leaves out the lines that the trace of the cause has, too, if they are more than three in a row.
    private func withoutShared(_ lines: [String], of cause: [String]) -> [String] {
        for start in lines.indices.dropLast(3) {
            guard let position = cause.firstIndex(of: lines[start]) else { continue }
            var count = 1
            while start + count < lines.count, position + count < cause.count, lines[start + count] == cause[position + count] {
                count += 1
            }
            if count > 3 {
                let notice = "    ... \(count - 2) lines matching cause stack trace ..."
                return Array(lines[...start]) + [notice] + Array(lines[(start + count - 1)...])
            }
        }
        return lines
    }

    /// The text with its further lines indented like the object it is part of.
    private func indented(_ string: JSString) throws(JSThrow) -> JSString {
        let flat = try context.flattened(string)
        let units = StringUnits(flat)
        let result = try text { (builder) throws(JSThrow) in
            var start = 0
            while let newline = try context.nextPosition(of: 0x0A, in: units, from: start, through: units.count - 1) {
                try builder.append(units, from: start, to: newline + 1)
                try appendSpaces(indentation, to: &builder)
                start = newline + 1
            }
            try builder.append(units, from: start, to: units.count)
        }
        context.keepAlive(flat)
        return result
    }
}

extension StringUnits {
    /// Whether the text ends with `part` from a position on.
    fileprivate func hasPart(_ part: StringUnits, from position: Int) -> Bool {
        position >= 0 && count - position == part.count && hasPart(part, at: position)
    }
}
