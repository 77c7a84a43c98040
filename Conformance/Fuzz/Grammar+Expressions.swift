// Expressions: operators, calls, property access, functions, classes, templates, patterns.

extension Grammar {
    mutating func expression() -> String {
        guard spend() else { return random.chance(60) ? name() : primitive() }
        switch random.below(40) {
        case 0..<5: return name()
        case 5..<8: return primitive()
        case 8..<11: return value()
        case 11..<15: return binary()
        case 15: return "\(random.pick(["-", "+", "~", "!", "typeof ", "void "]))\(operand())"
        case 16: return "delete \(member())"
        case 17: return "(\(expression()) ? \(expression()) : \(expression()))"
        case 18:
            return
                "(\(assignmentTarget()) \(random.pick(["=", "+=", "-=", "*=", "**=", "%=", "<<=", ">>>=", "&=", "||=", "&&=", "??="])) \(expression()))"
        case 19:
            return random.chance(50)
                ? "\(assignmentTarget())\(random.pick(["++", "--"]))" : "(\(random.pick(["++", "--"]))\(assignmentTarget()))"
        case 20..<23: return member()
        case 23..<26: return call()
        case 26: return "new \(random.chance(60) ? name() : "(\(expression()))")(\(arguments()))"
        case 27: return "`\(random.pick(["", "a", "\\u{1F600}"]))${\(expression())}${\(expression())}`"
        case 28: return "\(random.pick(["String.raw", "(s, ...r) => s", name()]).parenthesized)`a${\(expression())}\\n`"
        case 29: return functionExpression()
        case 30: return classExpression("")
        case 31: return "([\(pattern(1))] = \(random.chance(50) ? iterable() : expression()))"
        case 32: return "({\(objectPattern(1))} = \(expression()))"
        case 33: return objectLiteral()
        case 34: return "[\(list(random.below(5)))]"
        case 35:
            return "\(operand())?.\(random.pick([propertyName().isIdentifier ?? "a", "[\(expression())]", "(\(arguments()))"]))"
        case 36:
            if isInGenerator { return random.chance(70) ? "(yield \(expression()))" : "(yield* \(iterable()))" }
            return "(\(expression()), \(expression()))"
        case 37:
            if isInMethod {
                return random.pick([
                    "super.\(propertyName().isIdentifier ?? "a")", "super[\(expression())]", "this", "new.target",
                    "super.toString()",
                ])
            }
            return isInFunction ? random.pick(["this", "new.target", "arguments.length"]) : "this"
        case 38:
            if let private_ = privateNames.last, isInMethod {
                return random.pick(["this.\(private_)", "(\(private_) in \(name()))", "(this.\(private_) = \(expression()))"])
            }
            return builtinCall()
        default: return builtinCall()
        }
    }

    /// An expression that binds tightly.
    private mutating func operand() -> String { random.chance(60) ? name() : "(\(expression()))" }

    private mutating func binary() -> String {
        let sign = random.pick([
            "+", "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "==", "!=", "===", "!==", "<", ">", "<=", ">=",
            "&&", "||", "??", "in", "instanceof",
        ])
        return "((\(expression())) \(sign) (\(expression())))"
    }

    private mutating func member() -> String {
        if let identifier = propertyName().isIdentifier, random.chance(60) { return "\(operand()).\(identifier)" }
        return "\(operand())[\(random.chance(50) ? propertyKey() : expression())]"
    }

    private mutating func call() -> String {
        random.chance(50) ? "\(member())(\(arguments()))" : "\(operand())(\(arguments()))"
    }

    private mutating func arguments() -> String {
        (0..<random.below(4)).map { _ in random.chance(10) ? "...\(expression())" : expression() }.joined(separator: ", ")
    }

    mutating func assignmentTarget() -> String { random.chance(50) ? variable() : member() }

    // MARK: Patterns

    /// The elements of an array pattern.
    mutating func pattern(_ depth: Int) -> String {
        var elements: [String] = []
        for _ in 0..<random.below(4) {
            if random.chance(10) { elements.append(""); continue }
            elements.append(patternElement(depth))
        }
        if random.chance(20) { elements.append("...\(assignmentTarget())") }
        return elements.joined(separator: ", ")
    }

    private mutating func patternElement(_ depth: Int) -> String {
        let target: String
        if depth > 0, random.chance(25) {
            target = random.chance(50) ? "[\(pattern(depth - 1))]" : "{\(objectPattern(depth - 1))}"
        } else {
            target = assignmentTarget()
        }
        return random.chance(30) ? "\(target) = \(expression())" : target
    }

    mutating func objectPattern(_ depth: Int) -> String {
        var elements: [String] = []
        for _ in 0..<random.below(4) {
            let key = random.chance(60) ? (propertyName().isIdentifier ?? "a") : "[\(expression())]"
            elements.append("\(key): \(patternElement(depth))")
        }
        if random.chance(20) { elements.append("...\(assignmentTarget())") }
        return elements.joined(separator: ", ")
    }

    /// A pattern that declares names, and the names.
    mutating func bindingPattern() -> (text: String, names: [String]) {
        let first = freshName()
        let second = freshName()
        return switch random.below(8) {
        case 0: ("[\(first), \(second) = \(expression())]", [first, second])
        case 1: ("{a: \(first), ...\(second)}", [first, second])
        case 2: ("[\(first), ...\(second)]", [first, second])
        case 3: ("{length: \(first), [\(expression())]: \(second) = 1}", [first, second])
        default: (first, [first])
        }
    }

    // MARK: Functions

    mutating func parameters() -> (text: String, names: [String]) {
        var texts: [String] = []
        var all: [String] = []
        for _ in 0..<random.below(4) {
            let (text, names) = bindingPattern()
            texts.append(random.chance(20) ? "\(text) = \(expression())" : text)
            all += names
        }
        if random.chance(15) {
            let rest = freshName()
            texts.append("...\(rest)")
            all.append(rest)
        }
        return (texts.joined(separator: ", "), all)
    }

    mutating func functionBody() -> String {
        // Functions that call each other end with the fuel.
        var text = "if (!F()) return \(primitive()); "
        for _ in 0..<1 + random.below(3) { text += statement() + " " }
        return text + "return \(expression())"
    }

    mutating func generatorBody() -> String {
        inFunction(generator: true) { grammar in
            var text = "if (!F()) return; "
            for _ in 0..<1 + grammar.random.below(3) {
                text += grammar.random.chance(50) ? "yield \(grammar.expression()); " : grammar.statement() + " "
            }
            return text
        }
    }

    mutating func functionDeclaration(_ name: String) -> String {
        let generator = random.chance(25)
        let (text, names) = parameters()
        let body = inFunction(generator: generator, parameters: names) { $0.functionBody() }
        return "function\(generator ? "*" : "") \(name)(\(text)) { \(body) }"
    }

    mutating func functionExpression() -> String {
        let (text, names) = parameters()
        switch random.below(5) {
        case 0:
            let body = inFunction(arrow: true, parameters: names) { grammar in
                grammar.isInGenerator = false
                return grammar.expression()
            }
            return "((\(text)) => (\(body)))"
        case 1: return "((\(text)) => { \(inFunction(arrow: true, parameters: names) { $0.functionBody() }) })"
        case 2: return "(function*(\(text)) { \(inFunction(generator: true, parameters: names) { $0.functionBody() }) })"
        case 3: return "(function() {}).bind(\(list(2)))"
        default: return "(function(\(text)) { \(inFunction(parameters: names) { $0.functionBody() }) })"
        }
    }

    mutating func objectLiteral() -> String {
        var members: [String] = []
        for _ in 0..<random.below(6) {
            let key = random.chance(60) ? (propertyName().isIdentifier ?? "'1'") : "[\(propertyKey())]"
            switch random.below(7) {
            case 0: members.append("get \(key)() { \(hookBody()) }")
            case 1: members.append("set \(key)(x) { \(hookBody()) }")
            case 2: members.append("\(key)() { \(inFunction(method: true) { $0.functionBody() }) }")
            case 3: members.append("...\(random.chance(60) ? name() : "(\(expression()))")")
            case 4: members.append("*\(key)() { \(inFunction(generator: true, method: true) { $0.functionBody() }) }")
            default:
                if key != "__proto__" || !members.contains(where: { $0.hasPrefix("__proto__:") }) {
                    members.append("\(key): \(expression())")
                }
            }
        }
        return "({\(members.joined(separator: ", "))})"
    }

    mutating func classExpression(_ name: String) -> String {
        guard spend() else { return "(class {})" }
        let isDerived = random.chance(50)
        let heritage =
            isDerived
            ? " extends \(random.pick(["Array", "Map", "Error", "null", "Uint8Array", "Object", "RegExp", self.name(), "(\(expression()))"]))"
            : ""
        let field = "#p\(privateNames.count)"
        privateNames.append(field)
        let savedStrict = isStrict
        isStrict = true
        defer {
            privateNames.removeLast()
            isStrict = savedStrict
        }
        var members = ["\(random.chance(30) ? "static " : "")\(field) = \(inFunction(method: true) { $0.expression() })"]
        if random.chance(40) {
            let body = inFunction(method: true, derivedConstructor: isDerived) { grammar in
                var text = ""
                if isDerived, grammar.random.chance(85) { text = "super(\(grammar.list(2))); " }
                return text + "if (F()) { \(grammar.statement()) }"
            }
            members.append("constructor(a) { \(body) }")
        }
        for _ in 0..<random.below(5) {
            let prefix = random.chance(25) ? "static " : ""
            let key =
                random.chance(70) ? (propertyName().isMemberName ?? "m") : "[\(random.chance(50) ? propertyKey() : self.name())]"
            switch random.below(7) {
            case 0: members.append("\(prefix)get \(key)() { \(inFunction(method: true) { $0.functionBody() }) }")
            case 1: members.append("\(prefix)set \(key)(x) { \(hookBody()) }")
            case 2: members.append("\(prefix)*\(key)() { \(inFunction(generator: true, method: true) { $0.functionBody() }) }")
            case 3: members.append("\(prefix)\(key) = \(inFunction(method: true) { $0.expression() })")
            case 4: members.append("static { \(inFunction(method: true) { $0.statement() }) }")
            case 5: members.append("\(prefix)accessor_\(members.count)() { return this.\(field) }")
            default:
                members.append(
                    "\(prefix)\(key)(a, ...b) { \(inFunction(method: true, parameters: ["a", "b"]) { $0.functionBody() }) }")
            }
        }
        return "(class \(name)\(heritage) { \(members.joined(separator: "; ")) })"
    }
}

extension String {
    fileprivate var parenthesized: String { "(\(self))" }

    /// The text if it can follow a dot.
    var isIdentifier: String? { utf8.first.map { $0 >= 0x41 } == true ? self : nil }

    /// The text if it can name a member of a class, static or not.
    fileprivate var isMemberName: String? {
        isIdentifier.flatMap { ["constructor", "prototype", "name", "length"].contains($0) ? nil : $0 }
    }
}
