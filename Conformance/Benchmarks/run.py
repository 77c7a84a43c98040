#!/usr/bin/env python3
"""Times the benchmark programs on jsexec and on the other engines that this machine has.

The programs are the .js files in the folders beside this file: language, data, text and compute. Each verifies its own result
and prints it; a program that fails, or does not run on an engine, shows as "-". For every program all engines run in turn, and
that is repeated, so that a machine that slows down slows them all. What is compared is the median of the CPU time of the whole
process (user and system); a ratio is jsexec's time divided by the engine's, so below 1 jsexec is faster. "MB" is jsexec's peak
memory; the system reports no peak below that of this runner, about 16 MB. Differences under 25 % in a single row say little on a shared machine.

    swift build -c release --product jsexec
    python3 Conformance/Benchmarks/run.py --engines "node --jitless,qjs" --filter data/

Only the Python standard library is needed. Status 0: all is well; 1: a program failed on jsexec or is slower than
--require-at-most allows; 2: wrong arguments, or an engine that was asked for is missing.
"""

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
GROUPS = ["language", "data", "text", "compute"]

# Runs a program inside the "quickjs" package of PyPI, which has no command of its own.
QUICKJS_PACKAGE = "import quickjs, sys; quickjs.Context().eval(open(sys.argv[1]).read())"


def found_engines():
    """The other engines on this machine: name -> command, without the program."""
    engines = {}
    node = shutil.which("node")
    if node:
        engines["node --jitless"] = [node, "--jitless"]
        engines["node"] = [node]
    for name in ("qjs", "duk", "mujs"):
        if path := shutil.which(name):
            engines[name] = [path]
    if jsc := shutil.which("jsc"):
        engines["jsc"] = [jsc, "--useJIT=false"]
    probe = subprocess.run([sys.executable, "-c", "import quickjs"], capture_output=True)
    if probe.returncode == 0:
        engines["quickjs"] = [sys.executable, "-c", QUICKJS_PACKAGE]
    return engines


def measure(command, timeout):
    """Runs a command once. Returns (CPU seconds, peak bytes, None), or (None, None, what went wrong)."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        timer = None
        if timeout:
            timer = threading.Timer(timeout, process.kill)
            timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if timer:
            timer.cancel()
        if process.returncode != 0:
            output.seek(0)
            lines = output.read().decode(errors="replace").strip().splitlines()
            return None, None, next((line for line in lines if "rror" in line), f"status {process.returncode}")
        unit = 1 if sys.platform == "darwin" else 1024
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, None


def geometric_mean(numbers):
    return math.exp(sum(math.log(number) for number in numbers) / len(numbers)) if numbers else None


def cell(number, form, width):
    return (form % number if number is not None else "-").rjust(width)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jsexec", metavar="PATH", default=str(FOLDER.parents[1] / ".build/release/jsexec"))
    parser.add_argument("--filter", metavar="TEXT", action="append", default=[], help="programs whose path contains TEXT; repeatable")
    parser.add_argument("--repeat", metavar="N", type=int, default=5)
    parser.add_argument("--engines", metavar="A,B", help="of the engines found, compare with these only; empty: none")
    parser.add_argument("--baseline", metavar="PATH", help="another jsexec to compare with, as engine \"baseline\"")
    parser.add_argument("--timeout", metavar="SECONDS", type=float, default=120, help="for one run of one program")
    parser.add_argument("--json", metavar="FILE", help="write every measurement to FILE")
    parser.add_argument(
        "--require-at-most", metavar="ENGINE=RATIO", action="append", default=[],
        help="fail if jsexec takes more than RATIO times the time of ENGINE on any program; repeatable")
    arguments = parser.parse_args()
    if arguments.repeat < 1:
        parser.error("--repeat must be at least 1")
    requirements = {}
    for text in arguments.require_at_most:
        name, separator, ratio = text.rpartition("=")
        try:
            requirements[name] = float(ratio)
        except ValueError:
            separator = ""
        if not separator:
            parser.error(f"--require-at-most {text}: expected ENGINE=RATIO")
    arguments.require_at_most = requirements

    engines = found_engines()
    if arguments.baseline:
        engines = {"baseline": [arguments.baseline, "run"], **engines}
    if arguments.engines is not None:
        wanted = [name.strip() for name in arguments.engines.split(",") if name.strip()]
        if arguments.baseline:
            wanted = ["baseline"] + wanted
        for name in wanted:
            if name not in engines:
                parser.error(f"engine {name} not found; there are: {', '.join(engines) or 'none'}")
        engines = {name: engines[name] for name in wanted}
    for name in requirements:
        if name not in engines:
            parser.error(f"--require-at-most {name}: that engine is not among those measured")
    if not os.access(arguments.jsexec, os.X_OK):
        parser.error(f"no jsexec at {arguments.jsexec}: build it with swift build -c release --product jsexec")
    return arguments, engines


def main():
    arguments, engines = parse_arguments()
    commands = {"jsexec": [arguments.jsexec, "run"], **engines}
    programs = [
        f"{group}/{path.stem}" for group in GROUPS for path in sorted((FOLDER / group).glob("*.js"))
    ]
    if arguments.filter:
        programs = [program for program in programs if any(text in program for text in arguments.filter)]
    if not programs:
        print("no program matches", file=sys.stderr)
        return 2

    widths = {name: max(len(name), 8) for name in engines}
    header = "program".ljust(28) + "jsexec s".rjust(10) + "MB".rjust(6)
    print(header + "".join("  " + name.rjust(widths[name]) for name in engines) + "   (jsexec / engine)")
    results, problems = {}, []
    for group in GROUPS:
        members = [program for program in programs if program.startswith(group + "/")]
        for program in members:
            runs = {name: {"seconds": [], "bytes": []} for name in commands}
            for _ in range(arguments.repeat):
                for name, command in commands.items():
                    if "error" in runs[name]:
                        continue
                    seconds, peak, error = measure(command + [str(FOLDER / (program + ".js"))], arguments.timeout)
                    if error is None:
                        runs[name]["seconds"].append(seconds)
                        runs[name]["bytes"].append(peak)
                    else:
                        runs[name] = {"error": error}
            row = {}
            for name, run in runs.items():
                if "error" not in run:
                    row[name] = {"median": statistics.median(run["seconds"]), "peak": statistics.median(run["bytes"]), **run}
                else:
                    row[name] = run
            results[program] = row
            own = row["jsexec"]
            if "error" in own:
                problems.append(f"{program} fails on jsexec: {own['error']}")
            line = program.ljust(28) + cell(own.get("median"), "%.3f", 10)
            line += cell(own["peak"] / 1e6 if "peak" in own else None, "%.0f", 6)
            for name in engines:
                other = row[name]
                ratio = own["median"] / other["median"] if "median" in own and "median" in other else None
                other["ratio"] = ratio
                line += "  " + cell(ratio, "%.2f", widths[name])
                limit = arguments.require_at_most.get(name)
                if limit is not None and (ratio is None or ratio > limit):
                    shown = "not measured" if ratio is None else f"{ratio:.2f}"
                    problems.append(f"{program}: {shown} against {name}, at most {limit:g} is allowed")
            print(line, flush=True)
        if len(members) > 1:
            print(summary(f"= {group}", members, results, engines, widths), flush=True)
    print(summary("= all", programs, results, engines, widths))

    if arguments.json:
        Path(arguments.json).write_text(json.dumps({"commands": commands, "programs": results}, indent=1) + "\n")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def summary(title, programs, results, engines, widths):
    """The geometric means of a group: time ratios, then memory ratios."""
    line = title.ljust(28) + " " * 16
    for name in engines:
        ratios = [results[program][name]["ratio"] for program in programs]
        line += "  " + cell(geometric_mean([ratio for ratio in ratios if ratio]), "%.2f", widths[name])
    line += "\n" + "  memory".ljust(44)
    for name in engines:
        pairs = [(results[program]["jsexec"].get("peak"), results[program][name].get("peak")) for program in programs]
        line += "  " + cell(geometric_mean([own / other for own, other in pairs if own and other]), "%.2f", widths[name])
    return line


if __name__ == "__main__":
    sys.exit(main())
