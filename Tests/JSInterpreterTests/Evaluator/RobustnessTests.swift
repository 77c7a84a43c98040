// Scripts of unusual size. Long flat forms run; deep nesting runs or ends with an error, and never with the end of the process.

import Foundation
import JSInterpreter
import Synchronization
import Testing

@Suite struct RobustnessTests {
    @Test(arguments: flatForms)
    func longFlatFormsRun(form: FlatForm) {
        #expect(outcome(of: form.source) == "true")
    }

    /// Environments of these sizes have a block of their own, of the ordinary size.
    @Test(arguments: [300, 1000, 2030, 2050, 3000])
    func environmentsOfAnySizeAreCollected(count: Int) throws {
        let variables = (0..<count).map { "let v\($0) = {n: \($0)};" }.joined()
        let body = "function f() { \(variables) return () => v0.n + v\(count - 1).n } let s = 0; for (let i = 0; i < 3; i++) s += f()(); s"
        #expect(try run(body) == "\(3 * (count - 1))")
    }

    @Test(arguments: deepForms)
    func deepFormsEndSomehow(form: DeepForm) {
        let result = outcome(of: form.source(depth: 20_000))
        #expect(result == "ended" || result.hasPrefix("RangeError") || result.hasPrefix("SyntaxError"), "\(result)")
    }
}

/// What becomes of the body of a function: its value as text, `ended` for an undefined one, or the error. It runs on a thread
/// with as much stack as long operator chains need in a debug build.
private func outcome(of body: String) -> String {
    let result = Mutex("")
    let isDone = DispatchSemaphore(value: 0)
    let thread = Thread {
        let text = outcomeOnThisThread(of: "(function () { \(body)\n})()")
        result.withLock { $0 = text }
        isDone.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    isDone.wait()
    return result.withLock { $0 }
}

private func outcomeOnThisThread(of source: String) -> String {
    let script: Script
    do {
        script = try Script(source: source)
    } catch {
        return "SyntaxError: \(error)"
    }
    let interpreter = Interpreter(limits: Limits(memoryBytes: 512 << 20, steps: 50_000_000))
    do throws(ExecutionError) {
        let value = try interpreter.evaluate(script)
        if let boolean = value.boolean { return "\(boolean)" }
        return "ended"
    } catch {
        switch error {
        case .exception(let exception): return exception.message
        case .terminated(let reason): return "terminated: \(reason)"
        case .serialization(let message): return "serialization: \(message)"
        }
    }
}

struct FlatForm: CustomTestStringConvertible {
    let testDescription: String
    let source: String

    /// `before`, the numbered pieces, `after`.
    init(_ name: String, _ count: Int, _ before: String, _ piece: (Int) -> String, separator: String = "", _ after: String) {
        testDescription = name
        source = before + (0..<count).map(piece).joined(separator: separator) + after
    }
}

private let flatForms: [FlatForm] = [
    FlatForm("sum", 10_000, "let a = 1; return ", { _ in "a" }, separator: "+", " === 10000"),
    FlatForm("concatenation", 10_000, "let a = 'x'; return (", { _ in "a" }, separator: "+", ").length === 10000"),
    FlatForm("conjunction", 10_000, "let a = 1; return (", { _ in "a" }, separator: "&&", ") === 1"),
    FlatForm("coalescing", 10_000, "let a = null; return (", { _ in "a" }, separator: "??", ") === null"),
    FlatForm("sequence", 10_000, "let a = 1; return (", { _ in "a" }, separator: ",", ") === 1"),
    FlatForm("array literal", 100_000, "return [", { _ in "1" }, separator: ",", "].length === 100000"),
    FlatForm("holes", 100_000, "return [", { _ in "," }, "].length === 100000"),
    FlatForm("array with spreads", 20_000, "const b = [1]; return [", { _ in "...b" }, separator: ",", "].length === 20000"),
    FlatForm("object literal", 20_000, "return {", { "k\($0): \($0)" }, separator: ",", "}.k19999 === 19999"),
    FlatForm("computed keys", 20_000, "return {", { "['k\($0)']: \($0)" }, separator: ",", "}.k19999 === 19999"),
    FlatForm("switch", 50_000, "const f = x => { switch (x) {", { "case \($0): return \($0);" }, "} }; return f(49999) === 49999"),
    FlatForm("else if", 1_000, "const f = x => { ", { "if (x === \($0)) return \($0);" }, separator: " else ", "}; return f(999) === 999"),
    FlatForm("local variables", 60_000, "function f() { ", { "var v\($0) = \($0);" }, "return v59999; } return f() === 59999"),
    FlatForm("captured variables", 20_000, "function f() { ", { "let v\($0) = \($0);" }, "return () => v0 + v19999; } return f()() === 19999"),
    FlatForm("parameters", 1_000, "function f(", { "p\($0)" }, separator: ",", ") { return p999; } return f(...Array(1000).fill(7)) === 7"),
    FlatForm("arguments", 20_000, "function f() { return arguments.length; } return f(", { "\($0)" }, separator: ",", ") === 20000"),
    FlatForm("statements", 50_000, "let x = 0;", { _ in "x++;" }, "return x === 50000"),
    FlatForm("functions", 10_000, "", { "function f\($0)() { return \($0); }" }, "return f9999() === 9999"),
    FlatForm("template", 5_000, "const a = 1; return `", { _ in "${a}" }, "`.length === 5000"),
    FlatForm("array pattern", 20_000, "const [", { "v\($0)" }, separator: ",", "] = Array(20000).fill(7); return v19999 === 7"),
    FlatForm("object pattern", 10_000, "const {", { "v\($0)" }, separator: ",", "} = {v9999: 7}; return v9999 === 7"),
    FlatForm("methods of a class", 5_000, "class C {", { "m\($0)() { return \($0); }" }, "} return new C().m4999() === 4999"),
    FlatForm("fields of a class", 5_000, "class C {", { "f\($0) = \($0);" }, "} return new C().f4999 === 4999"),
    FlatForm("private fields", 2_000, "class C {", { "#f\($0) = \($0);" }, "g() { return this.#f1999; } } return new C().g() === 1999"),
    FlatForm("labelled statements", 5_000, "let n = 0;", { "l\($0): { n++; break l\($0); }" }, "return n === 5000"),
    FlatForm("nested labels", 1_000, "", { "l\($0):" }, "for (;;) break l0; return true"),
    FlatForm("try statements", 5_000, "let n = 0;", { _ in "try { n++; } catch (e) {}" }, "return n === 5000"),
    FlatForm("pauses in sequence", 5_000, "function* g() {", { _ in "yield 1;" }, "} let n = 0; for (const x of g()) n += x; return n === 5000"),
    FlatForm(
        "pauses in a sum", 300, "function* g() { return ", { _ in "(yield)" }, separator: "+",
        "} const i = g(); let r = i.next(); while (!r.done) r = i.next(1); return r.value === 300"),
    FlatForm("spread arguments", 1, "function f() { return arguments.length; } return f(", { _ in "...Array(100000).fill(1)" }, ") === 100000"),
    FlatForm("applied arguments", 1, "function f(...r) { return r.length; } return f.apply(null, ", { _ in "Array(100000).fill(1)" }, ") === 100000"),
    FlatForm("long string", 1, "return '", { _ in String(repeating: "x", count: 1_000_000) }, "'.length === 1000000"),
    FlatForm("long identifier", 1, "const ", { _ in String(repeating: "x", count: 100_000) }, " = 1; return true"),
]

struct DeepForm: CustomTestStringConvertible {
    let before: String
    let innermost: String
    let after: String
    let first: String
    let last: String

    init(_ before: String, _ innermost: String, _ after: String, first: String = "", last: String = "") {
        self.before = before
        self.innermost = innermost
        self.after = after
        self.first = first
        self.last = last
    }

    func source(depth: Int) -> String {
        first + String(repeating: before, count: depth) + innermost + String(repeating: after, count: depth) + last
    }

    var testDescription: String { source(depth: 2) }
}

private let deepForms: [DeepForm] = [
    DeepForm("(", "1", ")"), DeepForm("[", "", "]"), DeepForm("{a:", "1", "}", first: "x = "), DeepForm("!", "1", ""),
    DeepForm("- ", "1", ""), DeepForm("typeof ", "1", ""), DeepForm("delete ", "1", ""), DeepForm("2**", "1", ""),
    DeepForm("1+", "1", ""), DeepForm("1?", "1", ":1"), DeepForm("0?1:", "1", ""), DeepForm("a=", "1", "", first: "var a;"),
    DeepForm("a+=", "1", "", first: "var a;"), DeepForm("{", "", "}"), DeepForm("if(1)", ";", ""), DeepForm("if(0);else ", ";", ""),
    DeepForm("while(0)", ";", ""), DeepForm("for(;0;)", ";", ""), DeepForm("for(x in 1)", ";", ""), DeepForm("for(x of [])", ";", ""),
    DeepForm("do ", ";", " while(0);"), DeepForm("try{", "", "}catch(e){}"), DeepForm("try{", "", "}finally{}"),
    DeepForm("try{}catch(e){", "", "}"), DeepForm("try{}finally{", "", "}"), DeepForm("switch(1){case 1:", "", "}"),
    DeepForm("switch(", "1", "){}"), DeepForm("with(1)", ";", ""), DeepForm("function f(){", "", "}"), DeepForm("(function(){", "", "})()"),
    DeepForm("x=>", "1", ""), DeepForm("(x=>{", "1", "})()"), DeepForm("f(", "1", ")", first: "var f=x=>x;"),
    DeepForm("()", "", "", first: "var f=()=>f; f"), DeepForm("new ", "Object", ""), DeepForm("new Object(", "1", ")"),
    DeepForm(".a", "", "", first: "var o={get a(){return this}}; o"), DeepForm("?.a", "", "", first: "var o={get a(){return this}}; o"),
    DeepForm("?.()", "", "", first: "var f=()=>f; f"), DeepForm("a?.[", "0", "]", first: "var a=[0];"), DeepForm("a[", "0", "]", first: "var a=[0];"),
    DeepForm("`${", "1", "}`"), DeepForm("f`${", "1", "}`", first: "var f=()=>1;"), DeepForm("``", "", "", first: "var f=()=>f; f"),
    DeepForm("class A{m(){", "", "}}"), DeepForm("(class{static x=", "1", "})"), DeepForm("(class{[", "1", "]=1})"),
    DeepForm("class A{static{", "", "}}"), DeepForm("(class extends ", "Object", "{})"), DeepForm("[", "a", "]", first: "var ", last: "=[]"),
    DeepForm("{a:", "a", "}", first: "var ", last: "={}"), DeepForm("[", "a", "]", first: "function f(", last: "){} f([])"),
    DeepForm("[a=", "1", "]=[]", first: "var a;"), DeepForm("[...", "[]", "]"), DeepForm("({[", "1", "]:1})"),
    DeepForm("({get a(){return ", "1", "}})"), DeepForm("function f(a=", "1", "){}"), DeepForm("(a=", "1", ")=>1"),
    DeepForm("{", "yield", "}", first: "function* g(){", last: "} [...g()]"), DeepForm("(", "yield", ")", first: "function* g(){return ", last: "} [...g()]"),
    DeepForm("yield ", "1", "", first: "function* g(){", last: "} g().next()"), DeepForm("yield* ", "[]", "", first: "function* g(){", last: "} g().next()"),
    DeepForm("+a", "", "", first: "function* g(a){return (yield)", last: "} [...g(1)]"), DeepForm("[", "yield", "]", first: "function* g(){return ", last: "} [...g()]"),
    DeepForm("/(", "", ")/", first: "", last: ""), DeepForm("(?:", "a", ")*", first: "/", last: "/.test('a')"),
]
