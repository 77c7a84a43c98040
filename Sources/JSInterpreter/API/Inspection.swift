// Values as people want to see them: the text that `util.inspect` and `console.log` of Node give.

extension Interpreter {
    /// A value shown as `util.inspect` of Node shows it: objects with their contents, three levels deep, strings quoted. Runs no code
    /// of the script: getters are named and not called, a proxy is shown as its target.
    public func inspect(_ value: JSValue) throws(ExecutionError) -> String {
        try enter { () throws(JSThrow) in
            try context.hostText(Inspector(context).inspect(value.value))
        }
    }

    /// The line that `console.log` of Node prints for these arguments, without its end: strings as they are, everything else
    /// inspected, separated by spaces. A first argument with directives (`%s %d %i %f %j %o %O %c %%`) is a format for those
    /// that follow; only these directives may run code of the script, where they convert an object.
    public func formatConsoleArguments(_ values: [JSValue]) throws(ExecutionError) -> String {
        if values.count == 1, let only = values.first, let text = only.string { return text }
        return try enter { () throws(JSThrow) in
            let arguments = RootList(context.heap)
            for value in values { try arguments.append(value.value) }
            return try context.hostText(ConsoleFormat.format(arguments, context))
        }
    }
}

extension Context {
    /// A text for the host. What it takes is accounted while it is made.
    fileprivate func hostText(_ string: JSString) throws(JSThrow) -> String {
        let flat = try flattened(string)
        let bytes = try utf8(StringUnits(flat))
        keepAlive(flat)
        try heap.reserve(bytes.count * 2)
        defer { heap.unreserve(bytes.count * 2) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
