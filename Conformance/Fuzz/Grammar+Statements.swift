// Statements. Loops are short or burn fuel; jumps go to places that exist.

extension Grammar {
    mutating func statement() -> String {
        guard spend() else { return "N(\(name()));" }
        switch random.below(30) {
        case 0..<5: return "\(random.chance(30) ? "N(\(expression()))" : "(\(expression()))");"
        case 5..<7: return declaration()
        case 7: return "if (\(expression())) { \(statement()) } else { \(statement()) }"
        case 8..<11: return forLoop()
        case 11: return forOf()
        case 12: return "for (var \(declare()) in \(expression())) { if (!F()) break; \(inLoop { $0.statement() }) }"
        case 13: return "while (F() && (\(expression()))) { \(inLoop { $0.statement() }) }"
        case 14: return "do { \(inLoop { $0.statement() }) } while (F() && (\(expression())))"
        case 15..<18: return tryStatement()
        case 18: return switchStatement()
        case 19: return labelled()
        case 20: return jump()
        case 21: return "throw \(expression());"
        case 22:
            let name = freshName()
            let text = functionDeclaration(name)
            names.append(name)
            return "{ \(text) N(\(name)()) }"
        case 23:
            let name = freshName()
            let text = classExpression(name)
            return "{ let \(name) = \(text); N(new \(name)(\(list(2)))) }"
        case 24: return isStrict ? "\(mutation());" : "with (\(expression())) { \(statement()) }"
        case 25: return block()
        case 26:
            return "for (const \(bindingPattern().text) of \(expression())) { if (!F()) break; \(inLoop { $0.statement() }) }"
        case 27: return isSandbox ? escape() : "\(mutation());"
        default: return "\(mutation());"
        }
    }

    private mutating func declare() -> String {
        let name = freshName()
        names.append(name)
        return name
    }

    private mutating func declaration() -> String {
        let initial = expression()
        let (text, declared) = bindingPattern()
        names += declared
        return "\(random.pick(["var", "let", "const"])) \(text) = \(text.hasPrefix("[") ? "[\(initial), 2]" : initial);"
            .inOwnBlock(unless: text.hasPrefix("x"))
    }

    private mutating func inLoop(_ body: (inout Grammar) -> String) -> String {
        loopDepth += 1
        defer { loopDepth -= 1 }
        return body(&self)
    }

    private mutating func inSwitch(_ body: (inout Grammar) -> String) -> String {
        switchDepth += 1
        defer { switchDepth -= 1 }
        return body(&self)
    }

    private mutating func block() -> String {
        let saved = names
        defer { names = saved }
        return "{ " + (0..<1 + random.below(3)).map { _ in statement() }.joined(separator: " ") + " }"
    }

    private mutating func forLoop() -> String {
        let saved = names
        defer { names = saved }
        let index = declare()
        let count = random.pick(["2", "3", "5", "20", "100", "1000"])
        let body = inLoop { $0.statement() }
        switch random.below(4) {
        case 0: return "for (var \(index) = 0; \(index) < \(count); \(index)++) { if (!F()) break; \(body) }"
        case 1:
            return
                "for (let \(index) = \(random.pick(Literals.numbers)); F(); \(index) \(random.pick(["+= 1", "*= 2", "-= 1", "= \(expression())"]))) { \(body) }"
        default:
            return
                "for (let \(index) = 0; \(index) < \(count); \(index)++) { \(random.chance(50) ? "" : "if (!F()) break; ")\(body) }"
        }
    }

    private mutating func forOf() -> String {
        let saved = names
        defer { names = saved }
        let target = random.chance(70) ? "\(random.pick(["let", "const", "var"])) \(declare())" : assignmentTarget()
        let sequence = random.chance(50) ? iterable() : expression()
        return "for (\(target) of \(sequence)) { if (!F()) break; \(inLoop { $0.statement() }) }"
    }

    private mutating func tryStatement() -> String {
        let body = block()
        switch random.below(3) {
        case 0: return "try \(body) finally \(block())"
        case 1:
            let (text, declared) = bindingPattern()
            let saved = names
            defer { names = saved }
            names += declared
            return "try \(body) catch (\(text)) \(block()) finally \(block())"
        default: return "try \(body) catch (e) { N(e); \(statement()) }"
        }
    }

    private mutating func switchStatement() -> String {
        var text = "switch (\(expression())) { "
        let defaultAt = random.below(5)
        for index in 0..<random.below(5) {
            text += index == defaultAt ? "default: " : "case \(expression()): "
            text += inSwitch { grammar in "{ \(grammar.statement()) }" }
            if random.chance(50) { text += " break;" }
            text += " "
        }
        return text + "}"
    }

    private mutating func labelled() -> String {
        let label = "L\(labels.count)"
        labels.append(label)
        defer { labels.removeLast() }
        return "\(label): { \(statement()) \(statement()) }"
    }

    private mutating func jump() -> String {
        if let label = labels.last, random.chance(50) { return "if (\(expression())) break \(label);" }
        if loopDepth == 0, switchDepth > 0 { return "if (\(expression())) break;" }
        if loopDepth > 0 { return "if (\(expression())) \(random.pick(["break", "continue"]));" }
        if isInFunction, random.chance(50) { return "if (\(expression())) return \(expression());" }
        return "\(mutation());"
    }

    /// Tries for what the sandbox does not give; calling `escaped` would tell.
    private mutating func escape() -> String {
        let code = random.pick(["'escaped()'", "'return escaped()'", "'a', 'escaped()'"])
        let function = random.pick([
            "(() => {})", "(function*() {})", "Math.max", "note", "(class {})", name(), "Array", "[].map",
            "Object.getOwnPropertyDescriptor(Map.prototype, 'size').get",
        ])
        return switch random.below(8) {
        case 0: "(\(function)['con' + 'structor'](\(code)))();"
        case 1: "new (Object.getPrototypeOf(\(function))['con' + 'structor'])(\(code))();"
        case 2: "globalThis['ev' + 'al'](\(code));"
        case 3: "globalThis['Fun' + 'ction'](\(code))();"
        case 4: "Object.getPrototypeOf(\(function))[\(propertyKey())] = \(self.name());"
        case 5:
            "Object.defineProperty(\(random.pick(["Array.prototype", "Object.prototype", "Function.prototype", "String.prototype", "Math", "JSON", "Error"])), \(propertyKey()), {value: \(self.name())});"
        case 6:
            "\(random.pick(["Array", "Object", "Map", "RegExp", "Iterator", "Error"])).prototype[\(propertyKey())] = \(self.name());"
        default:
            "Object.setPrototypeOf(\(random.pick(["Array.prototype", "Object.prototype", "Math", "globalThis", "Function.prototype"])), \(self.name()));"
        }
    }
}

extension String {
    /// Declarations with a pattern stand in a block: their names may exist already.
    fileprivate func inOwnBlock(unless isPlain: Bool) -> String { isPlain ? self : "{ \(self) }" }
}
