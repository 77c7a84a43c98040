#!/usr/bin/env python3
"""Compares what a fresh realm costs, in process on one thread, with other engines: the contexts of node's `vm` module without
its JIT, and the "quickjs" package of PyPI if the Python that runs this has it.

All run StartUp/script.js. The engines take turns, several times over; what is printed is each one's median in microseconds, and
jsexec's divided by the engine's. "whole process" is the CPU time of the command on a file with that script.

    swift build -c release
    python3 Conformance/Benchmarks/start-up.py

Only the Python standard library is needed. Status 2: a program is missing.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SCRIPT = FOLDER / "StartUp" / "script.js"
ROWS = ["empty realm", "realm + parse + script", "realm + compiled script"]

NODE = """
const vm = require("vm"), source = require("fs").readFileSync(process.argv[1], "utf8");
function microseconds(body) {
  let turns = 0;
  const start = process.hrtime.bigint(), end = start + 500000000n;
  while (process.hrtime.bigint() < end) for (let i = 0; i < 20; i++, turns++) body(turns);
  return Number(process.hrtime.bigint() - start) / turns / 1000;
}
const compiled = new vm.Script(source);
console.log("empty realm:", microseconds(() => vm.createContext({})));
// A comment that differs keeps the cache of compiled scripts out.
console.log("realm + parse + script:", microseconds((turn) => new vm.Script(source + "//" + turn).runInContext(vm.createContext({}))));
console.log("realm + compiled script:", microseconds(() => compiled.runInContext(vm.createContext({}))));
"""

QUICKJS = """
import quickjs, sys, time
source = open(sys.argv[1]).read()
def microseconds(body):
    turns, start = 0, time.perf_counter()
    while time.perf_counter() < start + 0.5:
        for _ in range(20): body()
        turns += 20
    return (time.perf_counter() - start) / turns * 1e6
print("empty realm:", microseconds(quickjs.Context))
print("realm + parse + script:", microseconds(lambda: quickjs.Context().eval(source)))
"""


def figures(command):
    """What a command prints as "name: number", by name."""
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {name: float(number) for name, number in re.findall(r"^(.+?): ([0-9.]+)", output, re.MULTILINE)}


def process_time(command):
    """The CPU time of a process, in microseconds."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return (usage.ru_utime + usage.ru_stime) * 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--products", metavar="DIR", type=Path, default=FOLDER.parents[1] / ".build/release")
    parser.add_argument("--turns", type=int, default=5, help="how often every engine runs (default 5)")
    arguments = parser.parse_args()
    for product in ("start-up", "jsexec"):
        if not (arguments.products / product).exists():
            print(f"{arguments.products / product} is missing: swift build -c release", file=sys.stderr)
            return 2

    engines = {"jsexec": [str(arguments.products / "start-up"), "standard"]}
    processes = {"jsexec": [str(arguments.products / "jsexec"), "run", str(SCRIPT)]}
    if node := shutil.which("node"):
        engines["node --jitless"] = [node, "--jitless", "-e", NODE, str(SCRIPT)]
        processes["node --jitless"] = [node, "--jitless", str(SCRIPT)]
    if subprocess.run([sys.executable, "-c", "import quickjs"], capture_output=True).returncode == 0:
        engines["quickjs"] = [sys.executable, "-c", QUICKJS, str(SCRIPT)]
    measured = {engine: [] for engine in engines}
    for _ in range(arguments.turns):
        for engine, command in engines.items():
            found = {name.removesuffix(", standard"): figure for name, figure in figures(command).items()}
            if engine in processes:
                found["whole process"] = statistics.median(process_time(processes[engine]) for _ in range(5))
            measured[engine].append(found)

    print("microseconds".ljust(28) + "".join(engine.rjust(24) for engine in engines))
    for row in ROWS + ["whole process"]:
        line = row.ljust(28)
        ours = None
        for engine in engines:
            values = [found[row] for found in measured[engine] if row in found]
            if not values:
                line += "-".rjust(24)
                continue
            median = statistics.median(values)
            ours = ours or median
            line += (f"{median:.1f}" if engine == "jsexec" else f"{median:.1f} ({ours / median:.2f})").rjust(24)
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
