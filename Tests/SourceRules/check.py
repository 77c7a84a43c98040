#!/usr/bin/env python3
"""Checks that what could end the process, or touch memory unchecked, is only where somebody has proved that it cannot go wrong.

Every rule is a pattern that must not occur in Sources/ outside of the files named with it; each of these has the reason. Comments and
texts do not count. A reason that no file needs any more is an error, too, so that the list stays as short as the truth.

    python3 Tests/SourceRules/check.py
"""

import fnmatch
import pathlib
import re
import sys

SOURCES = pathlib.Path(__file__).resolve().parents[2] / "Sources"

CELLS = "handles to cells and raw storage: the compiler has checked nothing here, the collector's rules are the proof"
SYSTEM = "calls of the C library with buffers that live for the call"
MEMORY = "the system has no memory left: there is nothing to go on with"

# What is looked for, and the files that may contain it.
RULES = [
    ("unsafe", r"\bunsafe\b", {
        "JSInterpreter/Heap/*": CELLS,
        "JSInterpreter/Values/*": CELLS,
        "JSInterpreter/Objects/ElementMemory.swift": CELLS,
        "JSInterpreter/Objects/FunctionObject.swift": "the address of code that the realm keeps",
        "JSInterpreter/Objects/JSObject.swift": "payloads that the object keeps",
        "JSInterpreter/Objects/Shape.swift": "tables that the shape keeps",
        "JSInterpreter/Evaluator/Context.swift": "the heap's way back to its owner",
        "JSInterpreter/Evaluator/FunctionCode.swift": "the address of a node that the executable keeps",
        "JSInterpreter/Evaluator/Node.swift": "addresses of nodes that the executable keeps",
        "JSInterpreter/Evaluator/Nodes/FunctionNodes.swift": "the address of code that the realm keeps",
        "JSInterpreter/Evaluator/SharedPropertyCache.swift": "a table of fixed size, indexed by nine bits",
        "JSInterpreter/Builtins/BuiltinTable.swift": "tables that live as long as the process",
        "JSInterpreter/Builtins/HostTime.swift": SYSTEM,
        "JSRegExp/CodeUnit.swift": "views of the subject and program, which the caller keeps",
        "JSRegExp/MatchBudget.swift": "stacks of the matcher that grow before they are written",
        "JSRegExp/Matcher.swift": "programs that the code generator wrote: their jumps and registers are inside",
        "JSRegExp/NativeStack.swift": "the address of a variable, compared only",
        "JSRegExp/RegExpProgram.swift": "storage of a program, of the size that was written",
        "JSSyntax/Parser/NativeStack.swift": "addresses that are compared only",
        "MCPPlatform/*": SYSTEM,
        "*/ChildProcess.swift": SYSTEM,
        "*/JSONReader.swift": "the bytes of a static string",
        "*/JSONWriter.swift": "the bytes of a static string",
    }),
    ("end of the process", r"(?<!func )\b(fatalError|precondition|preconditionFailure|assert|assertionFailure)\(", {
        "JSInterpreter/Heap/Block.swift": MEMORY,
        "JSInterpreter/Heap/RawBytes.swift": MEMORY,
        "JSInterpreter/Heap/ValueStackPool.swift": MEMORY,
        "JSInterpreter/Heap/RootList.swift": "an index outside of the engine's own list, and a system without memory",
    }),
    ("unchecked access", r"\b(unsafelyUnwrapped|unsafeBitCast|unsafeDowncast)\b", {
        "JSInterpreter/Heap/*": "addresses of cells and storage that are never 0",
        "JSInterpreter/Values/*": "addresses of characters that are never 0",
        "JSInterpreter/Objects/ElementMemory.swift": "addresses inside of a buffer of more than no bytes",
        "JSInterpreter/Objects/FunctionObject.swift": "a function always has code",
        "JSInterpreter/Objects/JSObject.swift": "looked at only where the flag says that there is one",
        "JSInterpreter/Objects/Shape.swift": "looked at only where the word is not 0",
        "JSInterpreter/Evaluator/FunctionCode.swift": "a function always has a body",
        "JSInterpreter/Builtins/BuiltinTable.swift": "the tag of the value says that it is an entry",
        "JSRegExp/CodeUnit.swift": "the code generator writes opcodes only",
        "JSSyntax/Parser/NativeStack.swift": "the symbol has that type",
        "*/ChildProcess.swift": "a buffer with at least one element",
    }),
    ("sharing without a check", r"@unchecked Sendable", {
        "JSInterpreter/API/HostFunction.swift": "an interpreter is used by one thread at a time",
        "JSInterpreter/Builtins/BuiltinTable.swift": "written once, before anybody reads it",
        "JSInterpreter/Evaluator/FunctionCode.swift": "a node without state",
        "JSInterpreter/Evaluator/Nodes/StatementNodes.swift": "a node without state",
        "JSRegExp/RegExpProgram.swift": "never changes after it was made",
        "JSSyntax/AST/ScriptSyntax.swift": "never changes after it was made",
        "*/Monitor.swift": "a lock protects the state",
        "jsexec-http/RequestSession.swift": "used by one queue",
    }),
    # Of a number that a script chose, everything but the range checked just before would end the process.
    ("conversion of a double", r"\bU?Int(?:8|16|32|64)?\((?:number|double|seconds|milliseconds|time)\)", {
        "*/JSONWriter.swift": "an integer below 10^15",
        "JSInterpreter/Heap/Cell.swift": "an integer already",
        "JSRegExp/CodeGenerator.swift": "an integer already",
        "JSRegExp/Matcher.swift": "an integer already",
        "*/HTTPClient.swift": "an integer already",
        "*/Monitor.swift": "an integer already",
        "JSInterpreter/Builtins/IteratorPrototype+Helpers.swift": "an integer from 1 to 2^32",
        "JSInterpreter/Builtins/LocaleDateFormat.swift": "from 1 to 3",
        "JSInterpreter/Builtins/LocaleNumberFormat.swift": "from 0 to 100",
        "JSInterpreter/Builtins/StringConstructor.swift": "an integer from 0 to 0x10FFFF",
        "JSInterpreter/Values/Conversions.swift": "each after a comparison with the bounds of its type",
    }),
    ("forced unwrapping", r"[\w)\]]!(?![=\w])", {}),
    ("forced try", r"\btry!", {}),
    ("forced cast", r"\bas!", {}),
]


def code(text):
    """The text without comments and without the contents of strings; its lines stay where they are."""

    def blank(match):
        return "\n" * match.group().count("\n")

    text = re.sub(r'(#*)"""(?:\\.|.)*?"""\1', blank, text, flags=re.S)
    text = re.sub(r'#+"[^\n]*?"#+', '""', text)
    text = re.sub(r'"(?:\\\((?:[^()"\n]|\((?:[^()\n]|\([^()\n]*\))*\)|"[^"\n]*")*\)|\\.|[^"\\\n])*"', '""', text)
    text = re.sub(r"/\*.*?\*/", blank, text, flags=re.S)
    return re.sub(r"//[^\n]*", "", text)


def main():
    problems = []
    used = set()
    for path in sorted(SOURCES.rglob("*.swift")):
        name = path.relative_to(SOURCES).as_posix()
        lines = code(path.read_text()).split("\n")
        for rule, pattern, allowed in RULES:
            hits = [number for number, line in enumerate(lines, 1) if re.search(pattern, line)]
            if not hits:
                continue
            reasons = [glob for glob in allowed if fnmatch.fnmatch(name, glob)]
            used.update((rule, glob) for glob in reasons)
            if not reasons:
                problems += [f"Sources/{name}:{number}: {rule}" for number in hits]
    for rule, _, allowed in RULES:
        for glob in allowed:
            if (rule, glob) not in used and "*/" not in glob:
                problems.append(f"{rule}: no file needs the reason given for {glob}")
    if problems:
        print("\n".join(problems))
        print(f"{len(problems)} places without a proof: remove them, or say in {pathlib.Path(__file__).name} why they cannot go wrong")
        return 1
    print("source rules: nothing without a proof")
    return 0


if __name__ == "__main__":
    sys.exit(main())
