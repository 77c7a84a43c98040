import Testing

@testable import JSInterpreter
@testable import JSSyntax

/// A script that was parsed and analysed, with ways to find functions and names in it.
private struct Analyzed {
    let text: String
    let syntax: ScriptSyntax
    let analysis: ScopeAnalysis

    init(_ text: String, mode: ScriptMode = .functionBody) throws {
        self.text = text
        var options = ParseOptions()
        options.allowsTopLevelReturn = true
        syntax = try parseScript(SourceText(text), options: options)
        analysis = try ScopeAnalysis.analyze(syntax, mode: mode, nativeStackLimit: 0)
    }

    func name(_ text: String) -> NameID {
        NameID(rawValue: UInt32(syntax.names.firstIndex(of: JSText(text)) ?? 0))
    }

    /// The offset of the nth occurrence of a piece of text.
    func offset(of piece: String, _ occurrence: Int = 1) -> UInt32 {
        var start = text.startIndex
        var found = 0
        while start < text.endIndex {
            if text[start...].hasPrefix(piece) {
                found += 1
                if found == occurrence { return UInt32(text.utf8.distance(from: text.startIndex, to: start)) }
            }
            start = text.index(after: start)
        }
        return .max
    }

    /// The functions of the script by number; functions are numbered in the order in which they end.
    func function(_ id: Int) -> FunctionScopes { analysis.functions[id] }

    func resolve(_ text: String, in scope: StaticScope, at offset: UInt32 = .max - 1) -> Resolution {
        scope.resolve(name(text), at: offset)
    }
}

/// A slot of the frame after its header.
private func local(_ index: Int) -> Place { .frame(slot: Frame.firstArgument + index) }

extension Analyzed {
    /// The scope of declarations that must be there.
    func scope(_ declarations: ScopeDeclarations?) throws -> StaticScope {
        let present = try #require(declarations)
        return try #require(analysis.scope(of: present))
    }
}

private func block(_ statement: Statement) -> BlockStatement? {
    if case .block(let block) = statement { block } else { nil }
}

@Suite struct ScopeAnalysisTests {
    // MARK: Places

    @Test func parametersStayWhereTheCallerPutsThem() throws {
        let script = try Analyzed("function f(a, b) { var c; let d; return a + b + c + d }")
        let scope = script.function(0).parameterScope
        #expect(script.resolve("a", in: scope).place == local(0))
        #expect(script.resolve("b", in: scope).place == local(1))
        #expect(script.resolve("c", in: scope).place == local(2))
        #expect(script.resolve("d", in: scope).place == local(3))
        #expect(script.function(0).frameLocalCount == Frame.firstArgument + 4)
        #expect(!scope.makesEnvironment)
    }

    @Test func theLastOfTwoParametersOfOneNameCounts() throws {
        let script = try Analyzed("function f(a, b, a) { return a }")
        #expect(script.resolve("a", in: script.function(0).parameterScope).place == local(2))
    }

    @Test func blocksSideBySideShareSlots() throws {
        let script = try Analyzed("{ let a; a } { let b; b; { let c; c } }")
        let second = try #require(block(script.syntax.body[1]))
        #expect(script.resolve("a", in: try script.scope(block(script.syntax.body[0])?.scope)).place == local(0))
        #expect(script.resolve("b", in: try script.scope(second.scope)).place == local(0))
        #expect(script.resolve("c", in: try script.scope(block(second.body[2])?.scope)).place == local(1))
        #expect(script.analysis.script.frameLocalCount == Frame.firstArgument + 2)
    }

    @Test func capturedVariablesLiveInEnvironments() throws {
        let script = try Analyzed("let a = 1, b = 2; function f() { return () => a }")
        let top = script.analysis.script.parameterScope
        #expect(top.makesEnvironment)
        #expect(top.environmentCount == 1)
        #expect(script.resolve("a", in: top).place == .environment(frameSlot: top.environmentFrameSlot, hops: 0, slot: 0))
        guard case .frame = script.resolve("b", in: top).place else { throw Mistake() }
        // The arrow function ends first. Neither it nor f makes an environment, so both closures have that of the script.
        for id in 0...1 {
            let scope = script.function(id).parameterScope
            #expect(!scope.makesEnvironment)
            #expect(scope.environmentFrameSlot == Frame.environmentSlot)
            #expect(script.resolve("a", in: scope).place == .environment(frameSlot: Frame.environmentSlot, hops: 0, slot: 0))
        }
    }

    @Test func hopsCountTheEnvironmentsBetween() throws {
        let script = try Analyzed("let a; function f(b) { function g(c) { return () => a + b + c } }")
        let arrow = script.function(0).parameterScope
        let g = script.function(1).parameterScope
        #expect(script.resolve("c", in: arrow).place == .environment(frameSlot: 2, hops: 0, slot: 0))
        #expect(script.resolve("b", in: arrow).place == .environment(frameSlot: 2, hops: 1, slot: 0))
        #expect(script.resolve("a", in: arrow).place == .environment(frameSlot: 2, hops: 2, slot: 0))
        #expect(script.resolve("b", in: g).place == .environment(frameSlot: 2, hops: 0, slot: 0))
        #expect(g.environmentFrameSlot == Frame.firstArgument + 1)
        #expect(g.outerEnvironmentFrameSlot == Frame.environmentSlot)
    }

    @Test func blocksOutsideOfLoopsJoinTheEnvironmentAround() throws {
        let script = try Analyzed("function f(a) { { let b; return () => a + b } }")
        let f = script.function(1).parameterScope
        #expect(f.environmentCount == 2)
        let arrow = script.function(0).parameterScope
        #expect(script.resolve("a", in: arrow).place == .environment(frameSlot: 2, hops: 0, slot: 0))
        #expect(script.resolve("b", in: arrow).place == .environment(frameSlot: 2, hops: 0, slot: 1))
        #expect(arrow.parent?.makesEnvironment == false)
        #expect(arrow.parent?.environmentFrameSlot == f.environmentFrameSlot)
    }

    @Test func blocksInLoopsMakeTheirOwnEnvironment() throws {
        let script = try Analyzed("function f(a) { while (a) { let b; g(() => a + b) } }")
        let arrow = script.function(0).parameterScope
        let body = try #require(arrow.parent)
        #expect(body.makesEnvironment)
        #expect(script.resolve("b", in: arrow).place == .environment(frameSlot: 2, hops: 0, slot: 0))
        #expect(script.resolve("a", in: arrow).place == .environment(frameSlot: 2, hops: 1, slot: 0))
    }

    @Test func theBodyOfALoopJoinsTheEnvironmentOfItsHead() throws {
        let script = try Analyzed("for (const x of y) { const z = x; g(() => x + z) }")
        let arrow = script.function(0).parameterScope
        let body = try #require(arrow.parent)
        let head = try #require(body.parent)
        #expect(head.kind == .loop && head.needsPerIterationEnvironment && head.environmentCount == 2)
        #expect(!body.makesEnvironment)
        #expect(script.resolve("z", in: arrow).place == .environment(frameSlot: 2, hops: 0, slot: 1))
    }

    @Test func loopHeadsHaveEnvironmentsOnlyIfCaptured() throws {
        let script = try Analyzed("for (let i = 0; i < 3; i++) { h(i) } for (let i = 0; i < 3; i++) { g(() => i) }")
        guard case .for(let first) = script.syntax.body[0], case .for(let second) = script.syntax.body[1] else { throw Mistake() }
        let plain = try script.scope(first.scope)
        let captured = try script.scope(second.scope)
        #expect(!plain.needsPerIterationEnvironment)
        #expect(captured.needsPerIterationEnvironment)
    }

    @Test func closuresOnTheRightSideOfALoopCountTheHead() throws {
        let script = try Analyzed("let o; for (const x of y(() => o)) g(() => x)")
        #expect(script.resolve("o", in: script.function(0).parameterScope).place == .environment(frameSlot: 2, hops: 1, slot: 0))
    }

    @Test func globalScriptsDeclareNothing() throws {
        let script = try Analyzed("let a; var b; function f() { return a + b } { let c; c }", mode: .global)
        let f = script.function(0).parameterScope
        #expect(script.resolve("a", in: f).place == .global)
        #expect(script.resolve("b", in: f).place == .global)
        #expect(script.resolve("f", in: f).place == .global)
        let inner = try script.scope(block(script.syntax.body[3])?.scope)
        #expect(script.resolve("c", in: inner).place == local(0))
    }

    @Test func scopesWithManyBindingsFindThemAll() throws {
        let names = (0..<100).map { "v\($0)" }
        let script = try Analyzed("function f() { var \(names.joined(separator: ", ")) }")
        let scope = script.function(0).parameterScope
        for (index, name) in names.enumerated() {
            #expect(script.resolve(name, in: scope).place == local(index))
        }
    }

    // MARK: Temporal dead zones

    @Test func referencesAfterTheDeclarationNeedNoCheck() throws {
        let script = try Analyzed("let a = 1; a; const b = () => a")
        let top = script.analysis.script.parameterScope
        #expect(!script.resolve("a", in: top, at: script.offset(of: "a;")).needsCheck)
        #expect(!script.resolve("a", in: script.function(0).parameterScope).needsCheck)
        #expect(top.bindings.allSatisfy { !$0.needsHoleOnEntry })
    }

    @Test func referencesBeforeTheDeclarationNeedACheck() throws {
        let script = try Analyzed("a; let a = 1; a")
        let top = script.analysis.script.parameterScope
        #expect(script.resolve("a", in: top, at: 0).needsCheck)
        #expect(!script.resolve("a", in: top, at: script.offset(of: "a", 3)).needsCheck)
        #expect(top.binding(script.name("a"))?.needsHoleOnEntry == true)
    }

    @Test(arguments: ["let a = a", "let [a = a] = []", "const {a} = {a}", "let a = (() => a)()"])
    func referencesInsideTheDeclarationNeedACheck(text: String) throws {
        let script = try Analyzed(text)
        #expect(script.analysis.script.parameterScope.binding(script.name("a"))?.needsHoleOnEntry == true)
    }

    @Test func functionsThatCallThemselvesThroughTheirVariableNeedNoCheck() throws {
        let script = try Analyzed("const f = n => n ? f(n - 1) : 0; const g = function () { return g }")
        #expect(script.analysis.script.parameterScope.bindings.allSatisfy { !$0.needsHoleOnEntry })
    }

    @Test func hoistedFunctionsMayComeBeforeTheDeclaration() throws {
        let script = try Analyzed("let a; function f() { return a } { function g() { return a } }")
        #expect(script.resolve("a", in: script.function(0).parameterScope).needsCheck)
        // g is made when its block is entered.
        #expect(!script.resolve("a", in: script.function(1).parameterScope).needsCheck)
    }

    @Test func switchClausesAlwaysCheck() throws {
        let script = try Analyzed("switch (0) { case 0: let a = 1; default: a }")
        guard case .switch(let node) = script.syntax.body[0] else { throw Mistake() }
        let scope = try script.scope(node.scope)
        #expect(script.resolve("a", in: scope).needsCheck)
    }

    @Test func parametersAreInitialisedFromLeftToRight() throws {
        let script = try Analyzed("function f(a = b, b = a, c) { return a + b + c }")
        let scope = script.function(0).parameterScope
        #expect(scope.binding(script.name("a"))?.needsHoleOnEntry == false)
        #expect(scope.binding(script.name("b"))?.needsHoleOnEntry == true)
        #expect(script.resolve("a", in: scope).place == local(0))
        // The slot of the argument holds a value already, so b needs another one.
        #expect(script.resolve("b", in: scope).place == local(3))
        #expect(script.resolve("c", in: scope).place == local(2))
    }

    @Test func patternsOfCatchClausesHaveADeadZone() throws {
        let script = try Analyzed("try {} catch ({a = b, b}) { a } try {} catch (e) { e }")
        guard case .try(let first) = script.syntax.body[0], case .try(let second) = script.syntax.body[1] else { throw Mistake() }
        let pattern = try script.scope(first.handler?.scope)
        let simple = try script.scope(second.handler?.scope)
        #expect(pattern.binding(script.name("b"))?.needsHoleOnEntry == true)
        #expect(pattern.binding(script.name("a"))?.needsHoleOnEntry == false)
        #expect(simple.binding(script.name("e"))?.needsHoleOnEntry == false)
    }

    @Test func theRightSideOfALoopSeesTheHeadUninitialised() throws {
        let script = try Analyzed("for (let a of a) a; for (let b of []) b")
        guard case .forOf(let first) = script.syntax.body[0], case .forOf(let second) = script.syntax.body[1] else { throw Mistake() }
        #expect(try script.scope(first.scope).bindings[0].needsHoleOnEntry == true)
        #expect(try script.scope(second.scope).bindings[0].needsHoleOnEntry == false)
    }

    // MARK: Functions

    @Test func bodiesHaveAScopeOfTheirOwnBesideParameterExpressions() throws {
        let script = try Analyzed("function f(a, g = () => a) { var a, b; function c() {} }")
        let f = script.function(2)
        #expect(f.bodyScope.kind == .functionBody)
        #expect(f.bodyScope.parent === f.parameterScope)
        let copied = f.variablesCopiedFromParameters
        #expect(copied.count == 1)
        #expect(copied.first?.parameter.isCaptured == true)
        #expect(copied.first?.variable.isCaptured == false)
        #expect(copied.first?.variable.name == script.name("a"))
    }

    @Test func defaultValuesDoNotSeeTheBody() throws {
        let script = try Analyzed("function f(a = b) { var b; return b }")
        let f = script.function(0)
        #expect(script.resolve("b", in: f.parameterScope).place == .global)
        #expect(script.resolve("b", in: f.bodyScope).place == local(1))
    }

    @Test func argumentsObjectsAreMadeWhenNeeded() throws {
        func f(_ text: String) throws -> FunctionScopes { try Analyzed(text).function(0) }
        #expect(try f("function f() { return 1 }").argumentsBinding == nil)
        #expect(try f("function f() { return arguments }").argumentsBinding != nil)
        #expect(try f("function f() { var arguments; return arguments }").argumentsBinding != nil)
        #expect(try f("function f(arguments) { return arguments }").argumentsBinding == nil)
        #expect(try f("function f() { let arguments; return arguments }").argumentsBinding == nil)
        #expect(try Analyzed("function f() { return arguments; function arguments() {} }").function(1).argumentsBinding == nil)
        #expect(try Analyzed("function f() { return () => arguments }").function(1).argumentsBinding?.isCaptured == true)
        #expect(try f("() => arguments").argumentsBinding == nil)
    }

    @Test func mappedArgumentsPutTheParametersIntoTheEnvironment() throws {
        let script = try Analyzed("function f(a) { return arguments } function g(a) { 'use strict'; return arguments }")
        #expect(script.function(0).argumentsAreMapped)
        #expect(script.function(0).parameterScope.binding(script.name("a"))?.isCaptured == true)
        #expect(!script.function(1).argumentsAreMapped)
        #expect(script.resolve("a", in: script.function(1).parameterScope).place == local(0))
        #expect(try Analyzed("function f() { return arguments }").function(0).argumentsAreMapped)
        #expect(try !Analyzed("function f(a = 1) { return arguments }").function(0).argumentsAreMapped)
    }

    @Test func theNameOfAFunctionExpressionIsTheFunctionOfTheFrame() throws {
        let script = try Analyzed("(function f() { return f }); (function g() { return () => g }); (function h(h) {}); (function k() { var k })")
        #expect(script.resolve("f", in: script.function(0).parameterScope).place == .frame(slot: Frame.functionSlot))
        #expect(script.function(0).capturedNameBinding == nil)
        #expect(script.function(2).capturedNameBinding != nil)
        #expect(script.resolve("h", in: script.function(3).parameterScope).binding?.kind == .parameter)
        #expect(script.resolve("k", in: script.function(4).parameterScope).binding?.kind == .variable)
    }

    @Test func functionsInBlocksAlsoAssignTheVariable() throws {
        let script = try Analyzed("{ function f() {} } f")
        let inner = try script.scope(block(script.syntax.body[0])?.scope)
        let top = script.analysis.script.parameterScope
        #expect(script.resolve("f", in: inner).binding?.kind == .blockFunction)
        #expect(script.resolve("f", in: top).binding?.kind == .variable)
        #expect(inner.resolveVariable(script.name("f")) == script.resolve("f", in: top).place)
    }

    // MARK: this

    @Test func arrowFunctionsFindThisInTheirFrame() throws {
        let script = try Analyzed("class A { m() { return () => this } }")
        let resolution = script.function(0).parameterScope.resolveThis()
        #expect(resolution.place == .frame(slot: Frame.thisSlot))
        #expect(!resolution.needsCheck)
    }

    @Test func arrowFunctionsOfDerivedConstructorsShareThis() throws {
        let script = try Analyzed("class A extends B { constructor() { const f = () => () => super(); f()(); this.x } }")
        let constructor = script.function(2).parameterScope
        let inside = constructor.resolveThis()
        let arrow = script.function(0).parameterScope.resolveThis()
        #expect(inside.place == .environment(frameSlot: constructor.environmentFrameSlot, hops: 0, slot: 0))
        #expect(arrow.place == .environment(frameSlot: Frame.environmentSlot, hops: 0, slot: 0))
        #expect(inside.needsCheck && arrow.needsCheck)
        #expect(
            script.function(0).parameterScope.resolveActiveFunction().place
                == .environment(frameSlot: Frame.environmentSlot, hops: 0, slot: 1))
    }

    @Test func derivedConstructorsWithoutArrowsKeepThisInTheFrame() throws {
        let script = try Analyzed("class A extends B { constructor() { super(); this.x } }")
        let resolution = script.function(0).parameterScope.resolveThis()
        #expect(resolution.place == .frame(slot: Frame.thisSlot))
        #expect(resolution.needsCheck)
    }

    // MARK: Classes

    @Test func elementsNeedNoCheckOfTheClassName() throws {
        let script = try Analyzed("class A { m() { return A } static x = A; [A.key]() {} }")
        let scope = try #require(script.function(0).parameterScope.parent)
        #expect(scope.kind == .classBody)
        #expect(!script.resolve("A", in: script.function(0).parameterScope).needsCheck)
        #expect(!script.resolve("A", in: script.function(1).parameterScope).needsCheck)
        #expect(script.resolve("A", in: scope, at: script.offset(of: "A.key")).needsCheck)
    }

    @Test func staticBlocksMayRunBeforeTheVariableOfTheClass() throws {
        let script = try Analyzed("const X = class { static { X } }; X")
        #expect(script.resolve("X", in: script.function(0).parameterScope).needsCheck)
        #expect(!script.resolve("X", in: script.analysis.script.parameterScope, at: script.offset(of: "X", 3)).needsCheck)
    }

    @Test func privateNamesAreBindings() throws {
        let script = try Analyzed("class A { #a; m(o) { return o.#a } } ")
        guard case .class(let node) = script.syntax.body[0] else { throw Mistake() }
        let scope = try #require(script.analysis.privateScope(of: node))
        #expect(scope.parent?.kind == .classBody)
        let resolution = script.resolve("#a", in: script.function(0).parameterScope)
        #expect(resolution.binding?.kind == .privateName)
        #expect(resolution.place == .environment(frameSlot: 2, hops: 0, slot: 0))
        #expect(!resolution.needsCheck)
    }

    // MARK: with

    @Test func withObjectsComeBeforeWhatTheNameMeans() throws {
        let script = try Analyzed("var a; with (b) { a; with (c) { a } }")
        guard case .with(let outer) = script.syntax.body[1], let last = block(outer.body)?.body.last, case .with(let inner) = last
        else { throw Mistake() }
        let scope = try #require(script.analysis.scope(of: inner))
        let resolution = script.resolve("a", in: scope)
        #expect(resolution.withObjects == [local(2), local(1)])
        #expect(resolution.place == local(0))
    }

    @Test func functionsInsideOfWithFindTheObjectInAnEnvironment() throws {
        let script = try Analyzed("with (b) { (() => a)() }")
        let resolution = script.resolve("a", in: script.function(0).parameterScope)
        #expect(resolution.withObjects == [.environment(frameSlot: 2, hops: 0, slot: 0)])
        #expect(resolution.place == .global)
    }

    // MARK: Depth

    @Test func chainsOfAnyLengthAreWalked() throws {
        let script = try Analyzed("var a; a" + String(repeating: " + a", count: 20_000))
        #expect(script.analysis.script.parameterScope.bindings.count == 1)
    }

    @Test func deepNestingIsAnErrorWhenTheStackDoesNotSuffice() throws {
        let syntax = try parseScript(SourceText("{{{{{{ x }}}}}}"))
        #expect(throws: ScopeAnalysisError.nestedTooDeeply) {
            try ScopeAnalysis.analyze(syntax, mode: .functionBody, nativeStackLimit: .max)
        }
    }

    private struct Mistake: Error {}
}
