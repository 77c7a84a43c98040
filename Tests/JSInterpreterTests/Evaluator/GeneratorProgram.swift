// Generator programs that log what they do.

import Testing

/// A program and its log. `log` and `key` note a value or a name and pass a value on; `drive` resumes a generator with values,
/// `T(error)` and `R(value)` among them throw and return; `>` precedes what it yields, `=` its result.
struct GeneratorProgram: CustomTestStringConvertible {
    let name: String
    let source: String
    let expected: String

    init(_ name: String, _ source: String, logs expected: String) {
        self.name = name
        self.source = source
        self.expected = expected
    }

    var testDescription: String { name }

    func log() throws -> String { try run(GeneratorProgram.prelude + source + "\nreturn out.join(' | ');") }

    private static let prelude = #"""
        const out = [];
        function log(x) { out.push(text(x)); return x; }
        function key(name, value) { out.push(name); return value; }
        function text(x) { return x && typeof x == "object" ? JSON.stringify(x) : typeof x == "function" ? "function" : String(x); }
        function show(r) { out.push((r.done ? "= " : "> ") + text(r.value)); }
        function T(value) { return { method: "throw", value }; }
        function R(value) { return { method: "return", value }; }
        function drive(g, ...sent) {
          out.push("start");
          for (const s of [{ method: "next" }, ...sent]) {
            const { method, value } = s && s.method ? s : { method: "next", value: s };
            try { show(g[method](value)); } catch (e) { out.push("threw " + (e && e.name || e)); }
          }
        }
        function* it(name, n) { for (let i = 0; i < n; i++) { out.push(name + i); yield name + i; } out.push(name + " end"); }
        function closing(list) {
          let i = 0;
          return { [Symbol.iterator]() { return { next() { return { value: list[i], done: i++ >= list.length }; }, return() { out.push("closed"); return {}; } }; } };
        }

        """#
}
