// What programs find besides the language: `note` takes a value and looks at it, `gc` collects, `escaped` is what only code that was
// made from a string can call, because no program names it.

import JSInterpreter

final class FuzzHost {
    private(set) var notes = Checksum()
    private(set) var isEscaped = false
    private var count = 0
    private static let maximumNotes = 300

    func install(in interpreter: Interpreter) {
        interpreter.setGlobal(
            "note",
            to: interpreter.makeFunction(name: "note", length: 1) { [self] call in
                count += 1
                if count <= FuzzHost.maximumNotes { notes.add(try call.interpreter.inspect(call[0])) }
                return call.interpreter.undefined
            })
        interpreter.setGlobal(
            "gc",
            to: interpreter.makeFunction(name: "gc") { call in
                call.interpreter.collectGarbage()
                return call.interpreter.undefined
            })
        interpreter.setGlobal(
            "escaped",
            to: interpreter.makeFunction(name: "escaped") { [self] call in
                isEscaped = true
                return call.interpreter.undefined
            })
    }
}
