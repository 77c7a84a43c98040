// Stack traces: the frames on the value stack at the time an error is made.

/// Functions and positions, turned into text only when somebody reads `stack`.
struct StackTrace {
    /// Like `Error.stackTraceLimit` in other engines.
    static let limit = 10
    /// What making one costs, apart from the search.
    static let steps = 24

    enum Entry {
        case script(FunctionCode, position: Int32)
        case native(BuiltinEntry)
    }

    var entries: [Entry] = []

    var frames: [StackFrame] {
        entries.map { entry in
            switch entry {
            case .native(let entry): StackFrame(function: entry.name, script: nil, line: 0, column: 0)
            case .script(let code, let position): code.stackFrame(at: position)
            }
        }
    }
}

extension Context {
    /// The functions being called now, the innermost first, without the first few and, if `function` is given, only those
    /// that called it, directly or not. Pays for the search, without stopping: whoever makes an error cannot have another one thrown.
    func captureStackTrace(skipping count: Int = 0, above function: JSObject? = nil) -> StackTrace {
        var trace = StackTrace()
        var skipped = 0
        var caller = function
        var slot = (Int(top.storage.base) - Int(stackBase.base)) / 8 - 1
        let first = slot
        while slot >= Frame.argumentCountSlot && trace.entries.count < StackTrace.limit {
            let word = stackBase[slot].bits
            if word & 0xFFFF_FFFF_0000_0000 == Frame.tag {
                let frame = Frame(stackBase.advanced(by: slot - Frame.argumentCountSlot))
                let callee = frame[Frame.functionSlot]
                // Stack that nobody has written in this call may still hold what looks like a frame.
                let isScript = heap.holds(callee, .function)
                guard isScript || heap.holds(callee, .nativeFunction) else {
                    slot -= 1
                    continue
                }
                if skipped < count {
                    skipped += 1
                } else if let sought = caller {
                    if callee == Value(sought) { caller = nil }
                } else if isScript {
                    let code = FunctionObject(callee.uncheckedObject).code
                    trace.entries.append(.script(code, position: frame[Frame.positionSlot].uncheckedInt))
                } else {
                    trace.entries.append(.native(FunctionObject(callee.uncheckedObject).entry))
                }
                slot -= Frame.argumentCountSlot
            }
            slot -= 1
        }
        fuel &-= StackTrace.steps &+ (first &- slot) / 8
        return trace
    }
}
