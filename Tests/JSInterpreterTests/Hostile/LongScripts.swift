// Scripts that hide much work between two steps: a hundred kilobytes of straight code in an endless loop, or in a function that one
// calls. What is long must pay for its length, or a time limit is noticed only after many turns.

extension Probe {
    /// An endless loop around so many repetitions of a text.
    private static func long(_ name: String, _ before: String, _ repeated: String, _ count: Int, _ after: String) -> Probe {
        Probe(theme: "long scripts", name: name, endless: before + String(repeating: repeated, count: count) + after)
    }

    private static func numbered(_ name: String, _ before: String, _ count: Int, _ part: (Int) -> String, _ after: String) -> Probe {
        Probe(theme: "long scripts", name: name, endless: before + (0..<count).map(part).joined(separator: ",") + after)
    }

    /// Scripts that only their time limit ends.
    static let longScripts: [Probe] = [
        long("statements in a loop", "let a = 1; for (;;) {", "a;", 45_000, "}"),
        long("an expression in a loop", "let a = 1; for (;;) { a", "+a", 10_000, "}"),
        long("the test of a loop", "let a = 1; for (; a", "+a", 10_000, ";) {}"),
        long("the update of a loop", "let a = 1; for (;; a", "+a", 10_000, ") {}"),
        long("a while loop", "let a = 1; while (a) {", "a = a + 1 | 0 || 1;", 5_000, "}"),
        long("a do-while loop", "let a = 1; do {", "a;", 45_000, "} while (true)"),
        long("a for-of loop", "let a = 1; for (const x of function* () { for (;;) yield 1 }()) {", "a;", 40_000, "}"),
        long("a function in a loop", "let a = 1; function f() {", "a;", 45_000, "} for (;;) f()"),
        long("an arrow function in a loop", "let a = 1; const f = () => a", "+a", 10_000, "; for (;;) f()"),
        long("a function called by a builtin", "let a = 1; const f = () => a", "+a", 10_000, "; for (;;) Array(1e5).fill(0).forEach(f)"),
        long("a generator", "let a = 1; function* f() {", "a;", 45_000, "} for (;;) f().next()"),
        long("a getter", "let a = 1; const o = { get x() {", "a;", 45_000, "} }; for (;;) o.x"),
        long("arguments of a call", "function f() {} let a = 1; for (;;) f(", "a,", 45_000, "a)"),
        long("an array literal", "let a = 1; for (;;) [", "a,", 45_000, "]"),
        long("an array pattern", "let a; const x = []; for (;;) [", "a,", 30_000, "] = x"),
        long("conditions", "let a = 0; for (;;) a", "?1:a", 8_000, ""),
        long("logical operators", "let a = 1; for (;;) a", "&&a", 10_000, ""),
        long("a chain of properties", "let a = {}; a.a = a; for (;;) a", ".a", 10_000, ""),
        long("an optional chain", "let a = {}; a.a = a; for (;;) a", "?.a", 30_000, ""),
        long("commas", "let a = 1; for (;;) a", ",a", 45_000, ""),
        long("globals", "globalThis.g = 1; for (;;) {", "g;", 45_000, "}"),
        long("assignments to globals", "globalThis.g = 1; for (;;) {", "g = 2;", 15_000, "}"),
        long("deletions", "let a = {}; for (;;) {", "delete a.x;", 9_000, "}"),
        long("labels", "let a = 1; for (;;) {", "x: { a; break x }", 6_000, "}"),
        long("handlers", "let a = 1; for (;;) {", "try { throw a } catch {}", 4_000, "}"),
        long("cases that are no constants", "let a = 1, b = 2; for (;;) switch (a) {", "case b:", 12_000, "}"),
        long("cases that are constants", "let a = 'a'.repeat(2); for (;;) switch (a) {", "case 'b': case 'bc':", 5_000, "}"),
        numbered("variables of a function", "function f() { let ", 12_000, { "a\($0)" }, "} for (;;) f()"),
        numbered("parameters", "function f(", 12_000, { "a\($0)" }, ") {} for (;;) f()"),
        numbered("properties of a literal", "let a = 1; for (;;) ({", 9_000, { "a\($0): a" }, "})"),
        numbered("an object pattern", "let a; const x = {}; for (;;) ({", 9_000, { "a\($0): a" }, "} = x)"),
        numbered("variables of a function that are never used", "function f() { var ", 13_000, { "a\($0)" }, "} for (;;) f()"),
        long("a chain of bound functions", "let f = () => 0; for (let i = 0; i < 1e5; i++) f = f.bind(null); for (;;) f()", "", 0, ""),
        long("instances of bound functions", "let f = class {}; for (let i = 0; i < 1e5; i++) f = f.bind(null);", """
            for (;;) try { ({}) instanceof f } catch {}
            """, 1, ""),
        long("bound arguments", "const f = (() => 0).bind(null, ...Array(1e5).fill(0)); for (;;) f()", "", 0, ""),
        long("a variable beyond many scopes", "let b = 1;" + String(repeating: "{let a;", count: 2_500) + "for (;;) {", "b;", 35_000, "}" + String(repeating: "}", count: 2_500)),
        long("a variable beyond many closures", "let b = 1; (() => b);" + String(repeating: "(() => { let a = 1; (() => a);", count: 1_200) + "for (;;) {", "b;", 100, "}" + String(repeating: "})();", count: 1_200)),
        long("holes", "const a = Array(1e6).fill(0); for (;;) { a.length = 0; a.length = 1e6; a[999_999] = 1 }", "", 0, ""),
    ]
}
