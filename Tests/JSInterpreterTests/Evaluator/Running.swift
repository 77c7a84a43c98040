import JSInterpreter

/// Runs a script as a function body and gives its value as text; an uncaught exception gives its message after `!`.
/// Every script runs twice, the second time with a collection at every few allocations, which must not make a difference.
func run(_ source: String, topLevel: ScriptOptions.TopLevel = .functionBody, steps: UInt64? = 10_000_000) throws -> String {
    let script = try Script(source: source, options: ScriptOptions(topLevel: topLevel))
    let once = evaluate(script, steps: steps, gcStress: false)
    let stressed = evaluate(script, steps: steps, gcStress: true)
    return once == stressed ? once : "\(once) but under gcStress \(stressed)"
}

private func evaluate(_ script: Script, steps: UInt64?, gcStress: Bool) -> String {
    let interpreter = Interpreter(limits: Limits(memoryBytes: 64 << 20, steps: steps), gcStress: gcStress, gcStressInterval: 5)
    do throws(ExecutionError) {
        let value = try interpreter.evaluate(script)
        if let string = value.string { return string }
        if let number = value.number { return number == number.rounded() ? "\(Int(number))" : "\(number)" }
        if let bool = value.boolean { return "\(bool)" }
        return value.typeName
    } catch {
        switch error {
        case .exception(let exception): return "!" + exception.message
        case .terminated(let reason): return "terminated: \(reason)"
        case .serialization(let message): return "serialization: \(message)"
        }
    }
}
