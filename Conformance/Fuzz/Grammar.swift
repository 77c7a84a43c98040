// Programs over the whole language. They are made to run, not to be pretty: every statement at the top has a `try` of its own, names
// mostly exist, recursion and hooks burn the fuel of a counter, so that one program reaches much of the engine before it ends.
//
// `Grammar+Expressions.swift`, `Grammar+Values.swift` and `Grammar+Statements.swift` have the productions.

struct Grammar {
    var random: Random
    /// Functions of the realm by the expressions that name them.
    let catalogue: Catalogue
    let isSandbox: Bool
    /// Productions that may still be expanded; then everything becomes a leaf.
    var budget = 0
    /// What an expression may refer to, innermost last.
    var names: [String] = []
    var labels: [String] = []
    var loopDepth = 0
    var switchDepth = 0
    var isInFunction = false
    var isInGenerator = false
    var isInMethod = false
    var isInDerivedConstructor = false
    var privateNames: [String] = []
    var isStrict = false
    private var nameCount = 0

    init(_ random: Random, _ catalogue: Catalogue, isSandbox: Bool) {
        self.random = random
        self.catalogue = catalogue
        self.isSandbox = isSandbox
    }

    static let variableCount = 10

    /// What every program begins with. `F` is the fuel; `N` notes a value, `T` notes what a function gives or throws.
    static let prelude = """
        var fuel = 60; function F() { return fuel-- > 0 }
        function N(v) { note(v); return v }
        function T(f) { try { return N(f()) } catch (e) { N(e); return e } }

        """

    /// A program of statements.
    mutating func program() -> String {
        isStrict = random.chance(30)
        var text = isStrict ? "\"use strict\";\n" : ""
        text += Grammar.prelude
        text += declarations()
        let count = 2 + random.below(10)
        for _ in 0..<count {
            budget = 10 + random.below(60)
            text += "try { \(statement()) } catch (e) { N(e) }\n"
        }
        for index in 0..<Grammar.variableCount where random.chance(30) { text += "T(() => v\(index));\n" }
        return text
    }

    /// A program that calls builtins with whatever there is.
    mutating func calls() -> String {
        isStrict = random.chance(20)
        var text = isStrict ? "\"use strict\";\n" : ""
        text += Grammar.prelude
        text += variables()
        let count = 4 + random.below(24)
        for _ in 0..<count {
            budget = 6 + random.below(14)
            let call = builtinCall()
            if random.chance(30) {
                text += "T(() => v\(random.below(Grammar.variableCount)) = \(call));\n"
            } else {
                text += "T(() => \(call));\n"
            }
            if random.chance(15) { text += "try { \(mutation()) } catch (e) { N(e) }\n" }
        }
        return text
    }

    private mutating func variables() -> String {
        var text = ""
        for index in 0..<Grammar.variableCount {
            budget = 8 + random.below(10)
            text += "var v\(index); try { v\(index) = \(value()) } catch (e) { N(e) }\n"
            names.append("v\(index)")
        }
        return text
    }

    private mutating func declarations() -> String {
        var text = variables()
        for index in 0..<random.below(3) {
            budget = 20 + random.below(30)
            text += functionDeclaration("f\(index)") + "\n"
            names.append("f\(index)")
        }
        for index in 0..<random.below(3) {
            budget = 30 + random.below(40)
            text += "try { var C\(index) = \(classExpression("C\(index)")) } catch (e) { N(e) }\n"
            names.append("C\(index)")
        }
        return text
    }

    mutating func freshName() -> String {
        nameCount += 1
        return "x\(nameCount)"
    }

    /// A variable of the program.
    mutating func variable() -> String { "v\(random.below(Grammar.variableCount))" }

    /// Anything in scope, the innermost preferred.
    mutating func name() -> String {
        guard !names.isEmpty else { return "undefined" }
        return random.chance(40) ? names[max(0, names.count - 1 - random.below(4))] : random.pick(names)
    }

    /// Whether to expand one more production.
    mutating func spend() -> Bool {
        budget -= 1
        return budget > 0
    }

    /// Runs `body` in the scope of a function.
    mutating func inFunction(
        generator: Bool = false, method: Bool = false, derivedConstructor: Bool = false, arrow: Bool = false,
        parameters: [String] = [],
        _ body: (inout Grammar) -> String
    ) -> String {
        let saved = (names, labels, loopDepth, switchDepth, isInFunction, isInGenerator, isInMethod, isInDerivedConstructor)
        names += parameters
        labels = []
        loopDepth = 0
        switchDepth = 0
        isInFunction = true
        isInGenerator = generator
        if !arrow {
            isInMethod = method
            isInDerivedConstructor = derivedConstructor
        }
        let text = body(&self)
        (names, labels, loopDepth, switchDepth, isInFunction, isInGenerator, isInMethod, isInDerivedConstructor) = saved
        return text
    }
}
