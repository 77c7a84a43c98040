// What the conformance suite test262 expects of its host, as its INTERPRETING.md says: `print` and `$262`.

extension Interpreter {
    /// Defines `print`, which passes its text on, and `$262` with `detachArrayBuffer`, `evalScript`, `gc` and `global`.
    public func addConformanceHost(print: @escaping (String) -> Void) {
        context.printHandler = print
        _ = try? enter { () throws(JSThrow) in
            let host = context.makeObject()
            for entry in [ConformanceHost.detachArrayBuffer, ConformanceHost.evalScript, ConformanceHost.gc] {
                try context.createDataPropertyOrThrow(
                    host, context.makeKey(entry.name), Value(context.makeNativeFunction(entry)))
            }
            try context.createDataPropertyOrThrow(host, PropertyKey(.global), Value(context.globalObject))
            let print = context.makeNativeFunction(ConformanceHost.print)
            for (key, value) in [(PropertyKey(.print), print), (context.makeKey("$262"), host)] {
                try context.definePropertyOrThrow(context.globalObject, key, PropertyDescriptor(Value(value), .hidden))
            }
        }
    }
}

private enum ConformanceHost {
    static let print = BuiltinEntry("print", 1) { (context, arguments) throws(JSThrow) in
        let text = context.text(try context.toString(arguments[0]))
        context.printHandler?(text)
        return .undefined
    }

    static let detachArrayBuffer = BuiltinEntry("detachArrayBuffer", 1) { (context, arguments) throws(JSThrow) in
        context.detachArrayBuffer(arguments[0])
        return .null
    }

    static let gc = BuiltinEntry("gc", 0) { (context, _) throws(JSThrow) in
        context.heap.collect()
        return .undefined
    }

    static let evalScript = BuiltinEntry("evalScript", 1) { (context, arguments) throws(JSThrow) in
        let source = context.text(try context.toString(arguments[0]))
        let script: Script
        do throws(ScriptError) {
            script = try Script(source: source, name: "evalScript")
        } catch {
            throw context.throwError(.syntaxError, error.message)
        }
        return try context.run(script)
    }
}
