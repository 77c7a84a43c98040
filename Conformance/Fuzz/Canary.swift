// A fixed program that uses a bit of everything. What it gives may not depend on what other realms of the process have done.

import JSInterpreter

extension Execution {
    private static let canary: Script? = try? Script(
        source: """
            const out = [];
            class A { #x = 1; get x() { return this.#x } static s = [] }
            class B extends A { constructor() { super(); this.y = [this.x, super.x] } }
            function* g(n) { for (let i = 0; i < n; i++) try { yield i } finally { out.push(-i) } }
            for (const v of g(3)) out.push(v);
            out.push(JSON.stringify(new B), [].concat([1, [2]], 3).flat(), 'aXbX'.replace(/x/gi, m => m + 1), [..."a\\u{1F600}"].length);
            out.push(new Map([[NaN, 1]]).get(NaN), [3, 1, 2].sort().join(''), (2n ** 70n).toString(36), (0.1 + 0.2).toFixed(20));
            out.push(Object.keys({ b: 1, 2: 1, a: 1, 1: 1 }), new Uint8Array([1, 256, 3]).toString(), [, 1].length, [].length, ({}).a);
            try { null.x } catch (e) { out.push(e.message) }
            try { (function f() { f() })() } catch (e) { out.push(e instanceof RangeError) }
            out.push(Object.getOwnPropertyNames(Array.prototype).join(), typeof [].at, String(Object.getOwnPropertySymbols(RegExp.prototype).map(String)));
            out.join('|')
            """, name: "canary", options: ScriptOptions(topLevel: .functionBody))

    func checkCanary() throws(Finding) {
        guard let script = Execution.canary else { throw Finding(kind: .canary, detail: "it cannot be parsed") }
        for profile in [Profile.standard, .sandbox] {
            let interpreter = Interpreter(profile: profile)
            var outcome = ""
            do throws(ExecutionError) {
                outcome = try interpreter.text(of: try interpreter.evaluate(script))
            } catch {
                outcome = "\(error)"
            }
            // How deep a recursion goes depends on the native stack, and steps with it; the text does not.
            let key = profile == .standard ? 0 : 1
            if canaryTexts.count <= key {
                canaryTexts.append(outcome)
            } else if canaryTexts[key] != outcome {
                throw Finding(kind: .canary, detail: outcome)
            }
        }
    }
}
