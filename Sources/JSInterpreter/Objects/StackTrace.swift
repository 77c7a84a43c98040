// Stack traces: the frames on the value stack at the time an error is made.

/// Functions and positions, turned into text only when somebody reads `stack`.
struct StackTrace {
    /// Like `Error.stackTraceLimit` in other engines.
    static let limit = 10

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
    func captureStackTrace() -> StackTrace {
        var trace = StackTrace()
        var slot = (Int(top.storage.base) - Int(stackBase.base)) / 8 - 1
        while slot >= Frame.argumentCountSlot && trace.entries.count < StackTrace.limit {
            let word = stackBase[slot].bits
            if word & 0xFFFF_FFFF_0000_0000 == Frame.tag {
                let frame = Frame(stackBase.advanced(by: slot - Frame.argumentCountSlot))
                let function = frame.function
                if function.kind == .function {
                    trace.entries.append(.script(FunctionObject(function).code, position: frame[Frame.positionSlot].uncheckedInt))
                } else if function.kind == .nativeFunction {
                    trace.entries.append(.native(FunctionObject(function).entry))
                }
                slot -= Frame.argumentCountSlot
            }
            slot -= 1
        }
        return trace
    }
}
