// Expressions that make a value of some kind, with a liking for those that run code when they are looked at.

extension Grammar {
    mutating func primitive() -> String {
        switch random.below(10) {
        case 0..<4: random.pick(Literals.numbers)
        case 4..<7: random.pick(Literals.strings)
        case 7: random.pick(Literals.bigInts)
        case 8: random.pick(Literals.symbols)
        default: random.pick(Literals.primitives)
        }
    }

    mutating func propertyName() -> String { random.pick(Literals.propertyNames) }

    /// A value of any kind.
    mutating func value() -> String {
        guard spend() else { return primitive() }
        switch random.below(32) {
        case 0..<5: return primitive()
        case 5: return "[\(list(random.below(6)))]"
        case 6:
            return "[\(random.pick(["1,,3", ",,", "1.5,2.5", "'a','b'", "1,2,3,4,5,6,7,8,9", "{},[],null", "1n,2", "NaN,-0,0"]))]"
        case 7: return "Array(\(random.pick(["0", "3", "10", "100", "1000", "4294967295", "65536"])))"
        case 8:
            return
                "Array.from({length: \(random.pick(["5", "33", "200"]))}, (_, i) => \(random.pick(["i", "i * 1.5", "'k' + i", "({i})", "i % 3", "-i", "BigInt(i)"])))"
        case 9: return "Object.\(random.pick(["freeze", "seal", "preventExtensions"]))(\(value()))"
        case 10:
            let storage = buffer()
            return
                "new \(random.pick(Literals.typedArrays))(\(random.pick(["0", "1", "8", "100", "[1,2,3]", "[1n,2n]", storage, "\(storage), 0", "\(storage), 8, 1", name()])))"
        case 11: return buffer()
        case 12: return "new DataView(\(buffer()))"
        case 13:
            return
                "new \(random.pick(["Map", "Set", "WeakMap", "WeakSet"]))(\(random.pick(["", "[[1,2],[{},3],[NaN,4]]", "[1,2,3,'a']", name()])))"
        case 14: return "new Date(\(random.pick(["0", "NaN", "8.64e15", "-1", "2020,1,30", "'2020-01-01'", primitive()])))"
        case 15: return random.pick(Literals.patterns)
        case 16:
            return
                "new RegExp(\(random.pick(Literals.strings)), \(random.pick(["'g'", "'y'", "'dgimsuy'", "'v'", "''", "undefined"])))"
        case 17: return "new \(random.pick(Literals.errors))(\(primitive()), {cause: \(name())})"
        case 18, 19: return hookObject()
        case 20: return arrayLike()
        case 21: return isSandbox ? hookObject() : proxy()
        case 22: return functionExpression()
        case 23: return classExpression("")
        case 24: return "(function*(a) { \(generatorBody()) })()"
        case 25: return "Object(\(primitive()))"
        case 26: return "Object.create(\(random.pick(["null", "Array.prototype", "Function.prototype", name()])))"
        case 27: return iterable()
        case 28: return "(function() { return arguments })(\(list(random.below(4))))"
        case 29: return "[\(list(2))][\(random.pick(["Symbol.iterator", "'entries'", "'keys'"]))]()"
        case 30: return objectLiteral()
        default: return name()
        }
    }

    mutating func list(_ count: Int) -> String {
        (0..<count).map { _ in
            random.chance(8) ? "...\(random.chance(50) ? name() : value())" : random.chance(50) ? value() : name()
        }
        .joined(separator: ", ")
    }

    private mutating func buffer() -> String {
        switch random.below(6) {
        case 0: "new ArrayBuffer(8)"
        case 1: "new ArrayBuffer(64, {maxByteLength: \(random.pick(["64", "128", "1e6"]))})"
        case 2: "new ArrayBuffer(0)"
        case 3: "new ArrayBuffer(\(random.pick(Literals.numbers)))"
        case 4: "new SharedArrayBuffer(16, {maxByteLength: 32})"
        default: "new ArrayBuffer(1000)"
        }
    }

    /// What a hook does before it answers: changes what the caller is working on.
    mutating func mutation() -> String {
        let target = variable()
        return switch random.below(26) {
        case 0: "\(target).length = \(random.pick(["0", "1", "5", "1000", "4294967295"]))"
        case 1: "\(target) = \(spend() ? value() : primitive())"
        case 2: "delete \(target)[\(random.pick(["0", "1", "2", "'length'", "'a'", "Symbol.iterator"]))]"
        case 3: "\(target).resize(\(random.pick(["0", "4", "64", "128"])))"
        case 4: "\(target).buffer.transfer()"
        case 5: "\(target).buffer.resize(\(random.pick(["0", "7", "128"])))"
        case 6: "Object.freeze(\(target))"
        case 7:
            "Object.defineProperty(\(target), \(propertyKey()), {get() { if (F()) { \(variable()) = 1 } return \(primitive()) }, configurable: true})"
        case 8:
            "Object.defineProperty(\(target), \(propertyKey()), {value: \(primitive()), writable: \(random.chance(50)), configurable: \(random.chance(50))})"
        case 9: "Object.setPrototypeOf(\(target), \(variable()))"
        case 10: "\(target)[\(random.pick(Literals.numbers))] = \(primitive())"
        case 11: "\(target).push(\(list(2)))"
        case 12: "\(target)[\(propertyKey())] = \(name())"
        case 13: "\(target).clear()"
        case 14: "\(target).set(\(primitive()), \(name()))"
        case 15: "\(target).delete(\(primitive()))"
        case 16: "\(target).splice(\(random.below(4)), \(random.below(4)), \(primitive()))"
        case 17: "throw \(primitive())"
        case 18: "gc()"
        case 19: "\(target).lastIndex = \(random.pick(Literals.numbers))"
        case 20: "\(target).compile(\(random.pick(Literals.strings)))"
        case 21: "\(target).next()"
        case 22: "for (var k in \(target)) delete \(target)[k]"
        case 23: "\(target).add(\(primitive()))"
        case 24:
            isSandbox
                ? "\(target).reverse()"
                : "\(random.pick(["Array", "Object", "String", "RegExp", "Map", "Number", "Function"])).prototype[\(propertyKey())] = \(name())"
        default: "\(target).fill(\(primitive()))"
        }
    }

    /// The body of a hook: some mutations while there is fuel, then an answer.
    mutating func hookBody() -> String {
        let changes = (0..<random.below(3)).map { _ in mutation() }.joined(separator: "; ")
        return "if (F()) { \(changes) } return \(random.chance(60) ? primitive() : name())"
    }

    mutating func propertyKey() -> String {
        switch random.below(6) {
        case 0: random.pick(Literals.symbols)
        case 1: random.pick(Literals.numbers)
        case 2: random.pick(Literals.strings)
        default: "'\(propertyName())'"
        }
    }

    /// An object whose conversions run code.
    mutating func hookObject() -> String {
        var members: [String] = []
        for name in [
            "valueOf()", "toString()", "[Symbol.toPrimitive](h)", "get length()", "get constructor()", "get 0()", "set a(v)",
            "toJSON(k)", "get index()", "exec(s)",
            "get [Symbol.species]()", "get [Symbol.isConcatSpreadable]()", "get flags()", "get lastIndex()", "set lastIndex(v)",
            "[Symbol.replace](s)", "[Symbol.split](s)", "get [Symbol.toStringTag]()",
            "get size()", "has(k)", "keys()", "get next()", "[Symbol.hasInstance](v)",
        ] where random.chance(12) {
            members.append("\(name) { \(hookBody()) }")
        }
        return "({\(members.joined(separator: ", "))})"
    }

    private mutating func arrayLike() -> String {
        "({length: \(random.pick(["3", "-1", "2**53-1", "4294967296", "'2'", "{valueOf() { \(hookBody()) }}"])), 0: \(name()), 1: \(primitive()), 2: \(primitive())})"
    }

    mutating func iterable() -> String {
        """
        ({[Symbol.iterator]() { let n = 0; return {next() { if (F()) { \(mutation()) } return {done: n++ > \(random.below(5)), value: \(name())} }\
        \(random.chance(50) ? ", return(v) { \(hookBody()) }" : "")} }})
        """
    }

    private mutating func proxy() -> String {
        var traps: [String] = []
        for trap in [
            "get(t, k, r)", "set(t, k, v, r)", "has(t, k)", "deleteProperty(t, k)", "ownKeys(t)",
            "getOwnPropertyDescriptor(t, k)", "defineProperty(t, k, d)", "getPrototypeOf(t)",
            "setPrototypeOf(t, p)", "isExtensible(t)", "preventExtensions(t)", "apply(t, r, a)", "construct(t, a, n)",
        ] where random.chance(20) {
            let name = trap.prefix { $0 != "(" }
            let arguments = trap.drop { $0 != "(" }
            let body = random.chance(70) ? "if (F()) { \(mutation()) } return Reflect.\(name)\(arguments)" : hookBody()
            traps.append("\(trap) { \(body) }")
        }
        let target = random.pick(["{}", "[1,2,3]", "function() {}", "class {}", variable(), variable(), "new Uint8Array(4)"])
        return "new Proxy(\(target), {\(traps.joined(separator: ", "))})"
    }

    /// A call of some function of the realm.
    mutating func builtinCall() -> String {
        guard let function = catalogue.functions.isEmpty ? nil : random.pick(catalogue.functions) else { return name() }
        let count = random.pick([0, 1, 1, 2, 2, 3, 4])
        let arguments = (0..<count).map { _ in argument() }.joined(separator: ", ")
        switch function.kind {
        case .constructor where random.chance(80):
            return random.chance(70) || isSandbox
                ? "new (\(function.path))(\(arguments))"
                : "Reflect.construct(\(function.path), [\(arguments)], \(random.chance(50) ? name() : "Array"))"
        default:
            let receiver = random.chance(75) ? receiver(for: function) : argument()
            return arguments.isEmpty
                ? "(\(function.path)).call(\(receiver))" : "(\(function.path)).call(\(receiver), \(arguments))"
        }
    }

    private mutating func argument() -> String {
        switch random.below(10) {
        case 0..<3: variable()
        case 3..<6: primitive()
        case 6: callback()
        default: value()
        }
    }

    private mutating func callback() -> String {
        switch random.below(5) {
        case 0:
            "(a, b) => \(random.pick(["a - b", "b < a", "1", "-1", "NaN", "a > b ? 1 : -1", "Math.random() - 0.5", "undefined"]))"
        case 1: "a => a"
        case 2: "function(a, b, c) { \(hookBody()) }"
        case 3: "(a, b) => { if (F()) { \(mutation()) } return \(random.pick(["a", "b", "a + b", "[a]", "true", "{}"])) }"
        default: "class { constructor(n) { \(hookBody()) } }"
        }
    }

    /// Something that a builtin at this path is made for.
    private mutating func receiver(for function: Catalogue.Function) -> String {
        let owner = function.path
        func has(_ text: String) -> Bool { owner.contains(text) }
        if has("TypedArray") || has("Uint8Array") {
            return random.chance(60)
                ? "new \(random.pick(Literals.typedArrays))(\(random.pick(["8", "new ArrayBuffer(16, {maxByteLength: 32})", "[3,1,2]", "0"])))"
                : variable()
        }
        if has("ArrayBuffer") { return buffer() }
        if has("DataView") { return "new DataView(\(buffer()))" }
        if has("Array.prototype") {
            return random.pick([
                variable(), "[\(list(4))]", "Array(\(random.below(50)))", arrayLike(), "[3,1,2,,5]",
                "Array.from({length: 40}, (_, i) => i * 7 % 11)",
            ])
        }
        if has("String.prototype") { return random.pick(Literals.strings) }
        if has("RegExp") { return random.pick(Literals.patterns) }
        if has("Map.prototype") { return random.pick(["new Map([[1,2],['a',{}]])", "new WeakMap()", variable()]) }
        if has("Set.prototype") { return random.pick(["new Set([1,2,3])", "new WeakSet()", variable()]) }
        if has("Date") { return "new Date(\(random.pick(Literals.numbers)))" }
        if has("BigInt") { return random.pick(Literals.bigInts) }
        if has("Number") { return random.pick(Literals.numbers) }
        if has("Symbol") { return random.pick(Literals.symbols) }
        if has("Function.prototype") {
            return random.pick([callback(), "(function() {})", variable(), "Math.max", "(class {})"])
        }
        if has("Iterator") || has("function*") {
            return random.pick([
                iterable(), "[1,2,3].values()", "(function*() { yield 1; yield 2 })()", "new Map([[1,2]]).entries()", variable(),
            ])
        }
        if has("Error") { return "new Error()" }
        return random.chance(50) ? variable() : value()
    }
}
