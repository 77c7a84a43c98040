// What a fresh realm costs, in process: how long it takes to make one, run a script of 1 KB in it and drop it, and whether two
// threads that do so get twice as much done. `../start-up.py` compares the figures with other engines.

import Foundation
import JSInterpreter
import Synchronization

/// About 1 KB, of the kind that scripts between tools are.
let source: String = {
    let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    do { return try String(contentsOfFile: "/" + path + "/script.js", encoding: .utf8) } catch { fail("\(error)") }
}()

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
