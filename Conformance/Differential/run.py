#!/usr/bin/env python3
"""Runs generated programs on jsexec and on node, and compares what they print.

A program is made of a seed, the name of a family and a number, and of nothing else: the same three always give the same
program. Each is a stand-alone script; to save starting processes many run in one, one after the other, each in a function of
its own. A program that prints different things is run again alone and shown, with its seed, unless a rule of explained.py says
why the engines may differ.

    swift build -c release --product jsexec
    python3 Conformance/Differential/run.py --programs 5000 --seed 7 --family regexps --family statements

Only the Python standard library is needed. Status 0: all is well; 1: a difference that no rule explains; 2: wrong arguments, or
an engine is missing.
"""

import argparse
import collections
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))
sys.dont_write_bytecode = True

import explained  # noqa: E402
from chooser import Chooser  # noqa: E402
from families import FAMILIES, WEIGHTS  # noqa: E402

PRELUDE = (FOLDER / "prelude.js").read_text()
BATCH = 50
MARK = re.compile(r"^=== (\d+) ", re.MULTILINE)


@dataclass
class Program:
    family: str
    number: int
    body: str
    zone: str = "UTC"
    needs: str = ""
    alone: bool = False

    @property
    def name(self):
        return f"{self.family}/{self.number}"


def make_program(seed, family, number):
    made = FAMILIES[family](Chooser(f"{seed}/{family}/{number}"))
    return Program(family, number, made) if isinstance(made, str) else Program(family, number, **made)


def choose_programs(seed, families, count):
    weighted = [(WEIGHTS.get(family, 1), family) for family in families]
    return [make_program(seed, Chooser(f"{seed}/{number}").weighted(weighted), number) for number in range(count)]


def script(programs):
    calls = [f'program({program.number}, "{program.family}", function () {{\n{program.body}\n}});\n' for program in programs]
    return "(function () {\n" + PRELUDE + "\n" + "\n".join(calls) + "})();\n"


def execute(command, path, zone, timeout):
    """Runs a script and returns what it printed, with a last line that tells how it ended if that was not well."""
    with open(f"{path}.out", "w+b") as output, open(f"{path}.err", "w+b") as errors:
        try:
            process = subprocess.run(
                command + [path], stdin=subprocess.DEVNULL, stdout=output, stderr=errors, timeout=timeout,
                env={**os.environ, "TZ": zone, "LC_ALL": "en_US.UTF-8", "NODE_OPTIONS": ""})
            status = process.returncode
        except subprocess.TimeoutExpired:
            status = "timeout"
        output.seek(0)
        errors.seek(0)
        text = output.read().decode(errors="surrogateescape")
        if status != 0:
            problem = re.search(r"^(?:Uncaught )?(\w*Error)\b", errors.read().decode(errors="replace"), re.MULTILINE)
            text += f"ends with {problem[1] if problem and status == 1 else status}\n"
    return text


def split(text):
    """Number of a program -> the lines that it printed."""
    pieces = MARK.split(text)
    return {int(number): lines.split("\n") for number, lines in zip(pieces[1::2], pieces[2::2])}


class Comparison:
    def __init__(self, jsexec, node, timeout, folder):
        self.commands = {"node": [node], "jsexec": [jsexec, "run"]}
        self.timeout, self.folder = timeout, folder

    def outputs(self, programs, name):
        """What each engine printed, by name of the engine."""
        source = script(programs)
        result = {}
        for engine, command in self.commands.items():
            path = os.path.join(self.folder, f"{name}-{engine}.js")
            Path(path).write_text(source)
            result[engine] = execute(command, path, programs[0].zone, self.timeout)
        return result

    def run(self, programs, name):
        """The programs of a batch that differ, with what the engines printed when the program was run alone."""
        outputs = self.outputs(programs, name)
        if outputs["node"] == outputs["jsexec"] and "ends with" not in outputs["node"]:
            return []
        if len(programs) == 1:
            return [] if outputs["node"] == outputs["jsexec"] else [(programs[0], outputs)]
        parts = {engine: split(text) for engine, text in outputs.items()}
        different = []
        for program in programs:
            mine = [parts[engine].get(program.number) for engine in ("node", "jsexec")]
            if None in mine or mine[0] != mine[1] or any("ends with" in text for text in mine[0]):
                alone = self.outputs([program], f"{name}-{program.number}")
                if alone["node"] != alone["jsexec"]:
                    different.append((program, alone))
                elif None not in mine and mine[0] != mine[1] and not any("ends with" in text for text in outputs.values()):
                    different.append((program, {engine: "\n".join(["(in a batch only)"] + parts[engine][program.number]) for engine in parts}))
        return different


def first_difference(outputs, family):
    """The first line that no rule explains as (node's, jsexec's), or None, and the reasons of those that rules explain."""
    expected, actual = outputs["node"].split("\n"), outputs["jsexec"].split("\n")
    reasons = []
    for index in range(max(len(expected), len(actual))):
        pair = [lines[index] if index < len(lines) else "(nothing)" for lines in (expected, actual)]
        if pair[0] != pair[1]:
            reason = explained.reason(family, *pair)
            if reason is None:
                return pair, reasons
            reasons.append(reason)
    return None, reasons


def unmet_needs(node, programs):
    """The expressions that the installed node does not satisfy."""
    needs = sorted({program.needs for program in programs if program.needs})
    source = "\n".join(f"console.log({need});" for need in needs)
    answers = subprocess.run([node, "-e", source], capture_output=True, text=True, check=True).stdout.split()
    return {need for need, answer in zip(needs, answers) if answer != "true"}


def batches(programs):
    groups = collections.defaultdict(list)
    for program in programs:
        if program.alone:
            yield [program]
        else:
            groups[program.zone].append(program)
    for group in groups.values():
        for start in range(0, len(group), BATCH):
            yield group[start : start + BATCH]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jsexec", metavar="PATH", default=str(FOLDER.parents[1] / ".build/release/jsexec"))
    parser.add_argument("--node", metavar="PATH", default="node")
    parser.add_argument("--programs", metavar="N", type=int, default=2000)
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    parser.add_argument("--family", metavar="NAME", action="append", default=[], help="programs of this family only; repeatable")
    parser.add_argument("--program", metavar="FAMILY/NUMBER", help="print this one program of the seed, and run it")
    parser.add_argument("--keep", metavar="DIR", help="write programs that differ, and what they printed, to DIR")
    parser.add_argument("--timeout", metavar="SECONDS", type=float, default=60, help="for one process")
    arguments = parser.parse_args()
    if arguments.programs < 1:
        parser.error("--programs must be at least 1")
    for family in arguments.family:
        if family not in FAMILIES:
            parser.error(f"no family {family}; there are: {', '.join(FAMILIES)}")
    if arguments.program and not re.fullmatch(f"({'|'.join(FAMILIES)})/\\d+", arguments.program):
        parser.error(f"--program {arguments.program}: expected FAMILY/NUMBER")
    if not os.access(arguments.jsexec, os.X_OK):
        parser.error(f"no jsexec at {arguments.jsexec}: build it with swift build -c release --product jsexec")
    if not shutil.which(arguments.node):
        parser.error(f"no node: {arguments.node}")
    return arguments


def main():
    arguments = parse_arguments()
    if arguments.program:
        family, number = arguments.program.split("/")
        programs = [make_program(arguments.seed, family, int(number))]
        print(script(programs))
    else:
        programs = choose_programs(arguments.seed, arguments.family or list(FAMILIES), arguments.programs)
    missing = unmet_needs(arguments.node, programs)
    skipped = sum(program.needs in missing for program in programs)
    programs = [program for program in programs if program.needs not in missing]

    reasons, unexplained = collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        comparison = Comparison(arguments.jsexec, arguments.node, arguments.timeout, folder)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            tasks = [pool.submit(comparison.run, batch, str(index)) for index, batch in enumerate(batches(programs))]
            differences = [difference for task in tasks for difference in task.result()]
    for program, outputs in differences:
        if re.search(r"^ends with -\d+$", outputs["node"], re.MULTILINE):
            reasons["node crashed"] += 1
            continue
        pair, explanations = first_difference(outputs, program.family)
        reasons.update(set(explanations))
        if pair is None:
            continue
        unexplained.append(program)
        print(f"== {program.name}, seed {arguments.seed}, TZ={program.zone}\n{program.body}\n-- node:   {pair[0]}\n-- jsexec: {pair[1]}\n", flush=True)
        if arguments.keep:
            kept = Path(arguments.keep)
            kept.mkdir(parents=True, exist_ok=True)
            stem = program.name.replace("/", "-")
            (kept / f"{stem}.js").write_text(script([program]))
            for engine, text in outputs.items():
                (kept / f"{stem}.{engine}").write_text(text, errors="surrogateescape")

    counts = collections.Counter(program.family for program in programs)
    failures = collections.Counter(program.family for program in unexplained)
    for family in sorted(counts):
        print(f"{family:20}{counts[family]:6}" + (f"   {failures[family]} different" if failures[family] else ""))
    for reason, count in reasons.items():
        print(f"explained in {count}: {reason}")
    if skipped:
        print(f"skipped {skipped} that need more than this node has")
    print(f"{len(programs)} programs of seed {arguments.seed}, {len(unexplained)} unexplained differences")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
