#!/usr/bin/env python3
"""Checks in the machine code that evaluating a script touches no reference count and checks no exclusive access.

Every node of the executable tree overrides `evaluate`, `evaluateCondition` or `execute`. None of these may call the runtime
functions below, unless the node is listed here with the reason. What a node calls in turn is not looked at.

    python3 Conformance/Benchmarks/disassembly.py .build/release/jsexec

Needs `objdump`. Status 1: a node has such a call, or a listed one has none any more; 2: the program cannot be read.
"""

import re
import subprocess
import sys

FORBIDDEN = re.compile(r"\bcall\w*\s.*<(swift_(?:retain|release|bridgeObjectRetain|bridgeObjectRelease|beginAccess|allocObject|once))\b")
NODE = re.compile(r"^[0-9a-f]+ <\$s13JSInterpreter\d+([A-Za-z0-9]+?)C(?:8evaluate|17evaluateCondition|7execute)y.*5FrameV.*7Context.*>:$")

# These run once for each evaluation of something that allocates or looks up by name anyway.
ALLOWED = {
    "CallSpread": "collects its arguments in a list",
    "ClassDefinition": "makes a class",
    "DeclareGlobals": "runs once for each script",
    "DefaultDerivedConstructor": "collects its arguments in a list",
    "DeleteGlobal": "looks up a variable by name",
    "GeneratorStart": "makes the Swift object of a generator",
    "ObjectLiteralNode": "an object literal with members that are not plain",
    "PrivateIn": "makes the text of an error",
    "RegExpLiteralNode": "hands out the compiled pattern",
    "ResumableObjectLiteral": "an object literal that pauses",
    "SetSuperMember": "makes the text of an error",
    "ModifySuperMember": "makes the text of an error",
    "SpreadList": "collects its arguments in a list",
    "StrictGlobalAssign": "makes the text of an error",
    "SuperCall": "collects its arguments in a list",
    "SuperMember": "makes the text of an error",
    "TemplateObject": "makes the object of a tagged template, once",
    "WithAssign": "looks up a variable by name",
    "WithTarget": "looks up a variable by name",
}


def main():
    if len(sys.argv) != 2:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        process = subprocess.Popen(
            ["objdump", "--disassemble", "--no-show-raw-insn", sys.argv[1]], stdout=subprocess.PIPE, text=True)
    except OSError as error:
        print(f"objdump: {error}", file=sys.stderr)
        return 2
    node = None
    nodes, calls = set(), {}
    for line in process.stdout:
        if line.endswith(">:\n"):
            match = NODE.match(line)
            node = match and match[1]
            nodes.add(node)
        elif node and (match := FORBIDDEN.search(line)):
            calls.setdefault(node, set()).add(match[1])
    if process.wait() != 0:
        return 2
    nodes.discard(None)
    status = 0
    for name in sorted(calls.keys() - ALLOWED.keys()):
        print(f"FAIL {name} calls {', '.join(sorted(calls[name]))}")
        status = 1
    for name in sorted(ALLOWED.keys() - calls.keys()):
        print(f"FAIL {name} is listed, and calls nothing of that kind any more")
        status = 1
    print(f"{len(nodes)} nodes, {len(calls.keys() & ALLOWED.keys())} of them allowed to touch reference counts")
    return status if nodes else 2


if __name__ == "__main__":
    sys.exit(main())
