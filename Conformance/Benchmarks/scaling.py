#!/usr/bin/env python3
"""How the time of common work grows with its input: from a thousand elements to a million.

Every program does the same work in all, on inputs of one size after another: a thousand inputs of a thousand elements, or one of a
million. So equal times mean linear growth; what is more than that is caches, the collector, and the logarithm of sorting. Each time
is CPU time, the least of several runs, without that of making the input.
"""

import argparse
import os
import resource
import subprocess
import sys
from pathlib import Path

TOTAL = 1_000_000
# So many millions, for times well above those of starting the process.
TURNS = 4
SIZES = [1_000, 10_000, 100_000, 1_000_000]

PROGRAMS = {
    "sort of numbers": """
        const a = Array.from({ length: n }, (_, i) => i * 7919 % 1000003);
        return () => a.slice().sort((x, y) => x - y).length;""",
    "building a string": """
        return () => { let s = ""; for (let i = 0; i < n; i++) s += i & 7; return s.charCodeAt(n >> 1); };""",
    "join and split": """
        const a = Array.from({ length: n }, (_, i) => "w" + i % 100);
        return () => a.join(" ").split(" ").length;""",
    "push and shift": """
        return () => { const a = []; for (let i = 0; i < n; i++) a.push(i); let s = 0; while (a.length) s += a.shift(); return s; };""",
    "Map": """
        return () => { const m = new Map(); for (let i = 0; i < n; i++) m.set("k" + i, i); let s = 0;
          for (let i = 0; i < n; i++) s += m.get("k" + i); return s; };""",
    "JSON": """
        const a = Array.from({ length: n / 10 }, (_, i) => ({ id: i, name: "n" + i, tags: ["a", "b"], score: i / 8 }));
        return () => JSON.parse(JSON.stringify(a)).length;""",
    "regular expression": """
        const s = "2026-11-21 error at line 42; ".repeat(n / 10);
        return () => s.match(/(\\d+)-(\\d+)-(\\d+) \\w+/g).length;""",
    "replace": """
        const s = "one two three ".repeat(n / 10);
        return () => s.replace(/two/g, "2").length;""",
    "creating properties": """
        return () => { const o = {}; for (let i = 0; i < n; i++) o["k" + i] = i; return Object.keys(o).length; };""",
    "map, filter, reduce": """
        const a = Array.from({ length: n }, (_, i) => i);
        return () => a.map(x => x * 2).filter(x => x % 3).reduce((x, y) => x + y, 0);""",
    "spread": """
        const a = Array.from({ length: n }, (_, i) => i);
        return () => [...a, ...a].length;""",
    "closures kept": """
        return () => { const a = []; for (let i = 0; i < n; i++) a.push(() => i); return a[n - 1](); };""",
}


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = Path(__file__).resolve().parents[2]
    parser.add_argument("--jsexec", default=str(root / ".build/release/jsexec"))
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--require-at-most", type=float, metavar="RATIO", help="fail if a larger size takes more than RATIO times as long")
    options = parser.parse_args()

    script = Path(os.environ.get("TMPDIR", "/tmp")) / f"jsexec-scaling-{os.getpid()}.js"
    failures = []
    try:
        def time_of(text):
            script.write_text(text)
            return min(cpu_seconds([options.jsexec, "run", str(script)]) for _ in range(options.repeat))

        print("time relative to that for inputs of 1,000 elements, the same work in all")
        print(f"{'':24}" + "".join(f"{size:>12,}" for size in SIZES))
        for name, body in PROGRAMS.items():
            times = []
            for size in SIZES:
                def program(turns):
                    return f"const work = (n => {{{body}\n}})({size}); let sum = 0; for (let i = 0; i < {turns}; i++) sum += work();"

                turns = TURNS * TOTAL // size
                times.append(max(time_of(program(turns)) - time_of(program(0)), 0.001))
            ratios = [each / times[0] for each in times]
            print(f"{name:24}" + "".join(f"{ratio:12.2f}" for ratio in ratios), flush=True)
            if options.require_at_most and max(ratios) > options.require_at_most:
                failures.append(name)
    finally:
        script.unlink(missing_ok=True)
    for name in failures:
        print(f"{name}: more than {options.require_at_most} times the time of the smallest size", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
