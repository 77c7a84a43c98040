// What a fresh realm costs, in process: how long it takes to make one, run a script of 1 KB in it and drop it, and whether two
// threads that do so get twice as much done. `start-up.py` beside this folder compares the figures with other engines.

import Foundation
import JSInterpreter
import Synchronization

/// About 1 KB, of the kind that scripts between tools are.
let source = """
    "use strict";
    const issues = [
      {id: 1, title: "Crash when the file is empty", labels: ["bug", "urgent"], comments: 12},
      {id: 2, title: "Add an option for colours", labels: ["feature"], comments: 3},
      {id: 3, title: "Wrong total on the second page", labels: ["bug"], comments: 7},
      {id: 4, title: "Typing errors in the guide", labels: ["documentation"], comments: 0},
    ];
    function countBy(list, keysOf) {
      const counts = new Map();
      for (const item of list)
        for (const key of keysOf(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
      return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    }
    const open = issues.filter(issue => issue.comments > 0).map(({id, title}) => ({id, title: title.toUpperCase()}));
    const words = issues.flatMap(issue => issue.title.toLowerCase().split(" ")).filter(word => /^[a-z]{4,}$/.test(word));
    let text = "";
    for (let i = 0; i < words.length; i++) text += `${i}: ${words[i]}; `;
    JSON.stringify({open, labels: countBy(issues, issue => issue.labels), words: words.length, text: text.length});
    """

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
}

func compile() -> Script {
    do { return try Script(source: source) } catch { fail(error.message) }
}

func run(_ script: Script, _ profile: Profile) {
    let interpreter = Interpreter(profile: profile)
    do { _ = try interpreter.evaluate(script) } catch { fail("\(error)") }
}

/// Microseconds for one turn: the median of several batches, each about as long as a hundredth of `seconds`.
func microseconds(seconds: Double = 1, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var turns = 1
    while clock.measure({ for _ in 0..<turns { body() } }) < .seconds(seconds / 100) { turns *= 2 }
    let batches = (0..<50).map { _ in clock.measure { for _ in 0..<turns { body() } } / turns }
    return batches.sorted()[25] / .microseconds(1)
}

/// How many times `body` runs in a second on each of so many threads, added up.
func rate(threads: Int, _ body: @escaping @Sendable () -> Void) -> Double {
    let counter = Atomic<Int>(0)
    let ends = ContinuousClock.now + .seconds(1)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
        var turns = 0
        while ContinuousClock.now < ends {
            for _ in 0..<50 { body() }
            turns += 50
        }
        counter.add(turns, ordering: .relaxed)
    }
    return Double(counter.load(ordering: .relaxed))
}

/// The measurements whose names contain the argument of the command, if there is one.
func report(_ name: String, _ unit: String, _ measure: () -> Double) {
    guard CommandLine.arguments.dropFirst().allSatisfy({ name.contains($0) }) else { return }
    print("\(name): \(String(format: "%.2f", measure()))\(unit)")
}

let compiled = compile()
for (name, profile) in [("standard", Profile.standard), ("sandbox", Profile.sandbox)] {
    report("empty realm, \(name)", " µs") { microseconds { _ = Interpreter(profile: profile) } }
    report("realm + parse + script, \(name)", " µs") { microseconds { run(compile(), profile) } }
    report("realm + compiled script, \(name)", " µs") { microseconds { run(compiled, profile) } }
}
report("two threads against one", "") {
    let one = rate(threads: 1) { run(compile(), .standard) }
    return rate(threads: 2) { run(compile(), .standard) } / one
}
