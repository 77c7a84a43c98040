"""Checks of the command line: exit statuses and outputs, the examples of the documentation, traces and recordings. Run by run.py."""

import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def check_scripts(check, jsexec, scratch):
    """jsexec run, and the interactive loop on piped input."""
    source = "console.log('%s is', 'this', {a: [1, 2]}); print('x', 1); console.group(); console.error('in'); null.x"
    done = jsexec.run("run", "-", stdin=source)
    check("run prints", done.stdout == "this is { a: [ 1, 2 ] }\nx 1\n  in\n", done)
    check("run reports what was not caught",
          done.returncode == 1 and done.stderr.startswith("Uncaught TypeError: Cannot read properties of null")
          and "\n    at stdin:1:" in done.stderr, done)
    done = jsexec.run("run", "-", stdin="throw {code: 1}")
    check("run reports any value", (done.returncode, done.stderr) == (1, "Uncaught { code: 1 }\n"), done)
    done = jsexec.run("run", "-", stdin="let x = ;")
    check("run reports errors of syntax", done.returncode == 1 and "Uncaught SyntaxError" in done.stderr, done)
    first, second = scratch / "first.js", scratch / "second.js"
    first.write_text("const shared = 20")
    second.write_text("print(shared + 1)")
    done = jsexec.run("run", first, second)
    check("run has one realm for all files", (done.returncode, done.stdout) == (0, "21\n"), done)
    done = jsexec.run("run", "-", stdin="for (let i = 0; i < 100000; i++) console.log('line', i)")
    check("run loses no line", done.stdout.count("\n") == 100000 and done.stdout.endswith("line 99999\n"), done.stdout[-50:])
    done = jsexec.run("run", "--timeout", "100", "-", stdin="print('before'); for (;;);")
    check("run prints before it ends a script", (done.returncode, done.stdout) == (1, "before\n"), done)
    done = jsexec.run("run", "--test262", "-", stdin="print($262.evalScript('1 + 1'))")
    check("run --test262 adds the host object", (done.returncode, done.stdout) == (0, "2\n"), done)

    for lines, expected in [
        ("1 + 1", "2\n"), ("'text'", "'text'\n"), ("let x = 1\nlet x = 2\nx", "2\n"), ("{a: 1}", "{ a: 1 }\n"),
        ("function f(a,\n  b) {\n  return a + b\n}\nf(1,\n2)", "3\n"), ("`a\nb`", "'a\\nb'\n"), ("/* a\nb */ 5", "5\n"),
        ("{ a: 1, b:\n2 }", "{ a: 1, b: 2 }\n"), ("6 * 7\n_ + 1", "42\n43\n"), (f".load {first}\nshared", "20\n"),
        ("1\n.exit\n2", "1\n"), ("[1, 2].map(x => {\n  return x * 2\n})", "[ 2, 4 ]\n"), ("undefined", ""),
    ]:
        done = jsexec.run(stdin=lines + "\n")
        check(f"interactive {lines!r}", (done.returncode, done.stdout, done.stderr) == (0, expected, ""), done)
    done = jsexec.run(stdin="nothing\n1 2\n3\n")
    check("interactive goes on after errors",
          (done.returncode, done.stdout) == (1, "3\n") and "Uncaught ReferenceError: nothing is not defined" in done.stderr, done)


def check_commands(check, jsexec, scratch):
    status, outcome = jsexec.json("exec", "--code", "return input.a + 1", "--input", '{"a": 41}')
    check("exec returns the value", (status, outcome.get("ok"), outcome.get("value")) == (0, True, 42), outcome)
    status, outcome = jsexec.json("exec", "--code", "({z: 1, a: 2})", "--format", "execute")
    check("exec --format execute", status == 0 and list(outcome.get("result") or {}) == ["z", "a"], outcome)
    status, outcome = jsexec.json("exec", "--file", "-", stdin="throw new TypeError('no')")
    error = outcome.get("error", {})
    check("a failing script has status 1", (status, error.get("code")) == (1, "RUNTIME_ERROR"), outcome)
    check("errors have positions", (error.get("line"), error.get("message")) == (1, "TypeError: no"), error)
    status, outcome = jsexec.json("exec", "--code", "for (;;) {}", "--timeout", "100")
    check("endless scripts end", outcome.get("error", {}).get("code") == "TIMEOUT", outcome)
    done = jsexec.run("exec", "--code", "x", "--format", "execute")
    check("errors are told in words", "runtime_error: ReferenceError: x is not defined" in done.stderr, done.stderr)
    for arguments in [
        [], ["--code", "1", "--file", "x"], ["--code", "1", "--timeout", "0"], ["--code", "1", "--timeout", "600001"],
        ["--code", "1", "--input", "[1]"], ["--code", "1", "--input", "{"], ["--file", "/does/not/exist"],
        ["--code", "1", "--config", "/does/not/exist"], ["--code", "1", "--nonsense"],
    ]:
        done = jsexec.run("exec", *arguments)
        check(f"exec {arguments} has status 2", done.returncode == 2 and done.stdout == "" and done.stderr, done)

    broken = scratch / "broken.json"
    broken.write_text('{"mcpServers": {"a": {"command": "x", "timeout": -1}}}')
    done = jsexec.run("list", "--config", str(broken))
    check("a bad configuration has status 2", done.returncode == 2 and "mcpServers.a.timeout: -1" in done.stderr, done)
    required = scratch / "required.json"
    required.write_text('{"mcpServers": {"a": {"command": "/does/not/exist", "required": true}}}')
    done = jsexec.run("list", "--config", str(required))
    check("a missing required server has status 2", done.returncode == 2 and '"a"' in done.stderr, done)

    (scratch / "scripts").mkdir(exist_ok=True)
    (scratch / "scripts" / "double.js").write_text("return input.n * 2")
    (scratch / "empty.json").write_text("{}")
    status, outcome = jsexec.json(
        "exec", "--script", "double", "--config", str(scratch / "empty.json"), "--input", '{"n": 4}')
    check("exec --script", outcome.get("value") == 8, outcome)
    (scratch / "typed.ts").write_text("const n: number = input.n as number; return n * 2")
    status, outcome = jsexec.json("exec", "--file", str(scratch / "typed.ts"), "--input", '{"n": 4}')
    check("exec --file of TypeScript", outcome.get("value") == 8, outcome)
    done = jsexec.run("run", "--language", "typescript", "-", stdin="let a: number = 1; print(a as number)")
    check("run of TypeScript", (done.returncode, done.stdout) == (0, "1\n"), done)
    status, found = jsexec.json("check", str(scratch / "typed.ts"))
    check("check of TypeScript", status == 0, found)

    status, tools = jsexec.json("list", "--demo", "--server", "github")
    check("list", status == 0 and len(tools) == 5 and tools[0]["name"] == "github__get_repo", tools)
    status, tool = jsexec.json("inspect", "github__get_repo", "--demo")
    check("inspect", status == 0 and tool["signature"].startswith("github__get_repo(params:"), tool)
    status, tools = jsexec.json("list", "--demo", "--query", "search repos", "--detail", "signature")
    check("list --detail", status == 0 and list(tools[0]) == ["name", "signature", "summary"], tools)
    status, tool = jsexec.json("inspect", "github__get_repo", "--demo", "--detail", "name")
    check("inspect --detail", (status, tool) == (0, {"name": "github__get_repo", "summary": "One repository"}), tool)
    check("an unknown level of detail has status 2", jsexec.run("list", "--demo", "--detail", "much").returncode == 2)
    check("inspect of nothing has status 1", jsexec.run("inspect", "a__b", "--demo").returncode == 1)
    status, result = jsexec.json("invoke", "server1__get_stats", "--demo")
    check("invoke", status == 0 and result["count"] == 128, result)
    done = jsexec.run("invoke", "filesystem__read_file", '{"path": "/x"}', "--demo")
    check("a failing tool has status 1", done.returncode == 1 and "TOOL_ERROR: ENOENT" in done.stderr, done)

    good, bad = scratch / "good.js", scratch / "bad.js"
    good.write_text("var x = 1; console.log('sum', x + 1); print('done');\n")
    bad.write_text("null.x;\n")
    done = jsexec.run("run", str(good))
    check("run prints", (done.returncode, done.stdout) == (0, "sum 2\ndone\n"), done)
    done = jsexec.run("run", str(good), str(bad))
    check("run reports exceptions", done.returncode == 1 and done.stderr.startswith("Uncaught TypeError: "), done)
    status, found = jsexec.json("check", "-", stdin="await x;\nsetTimeout(f);")
    check("check", status == 1 and len(found["diagnostics"]) == 2, found)
    check("check of a good script", jsexec.json("check", str(good))[0] == 0)


def check_documentation(check, jsexec):
    text = (ROOT / "docs" / "scripting.md").read_text()
    blocks = re.findall(r"^```(js|ts|json)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for index, (kind, body) in enumerate(blocks):
        if kind == "json":
            continue
        title = f"documentation example {body.strip().splitlines()[0][:60]!r}"
        status, outcome = jsexec.json("exec", "--demo", "--format", "execute", "--file", "-", stdin=f"```{kind}\n{body}```")
        refused = re.match(r"// refused: (\w+)", body)
        if refused:
            check(title, outcome.get("error", {}).get("type") == refused.group(1), outcome)
            continue
        check(title, status == 0, outcome)
        if index + 1 < len(blocks) and blocks[index + 1][0] == "json":
            expected = json.loads(blocks[index + 1][1])
            check(title + " has the printed result", outcome.get("result") == expected, outcome.get("result"))
    for path in sorted((ROOT / "docs" / "examples").glob("*.js")):
        status, outcome = jsexec.json("exec", "--demo", "--file", str(path))
        check(f"example {path.name}", status == 0 and len(outcome.get("toolCalls", [])) >= 4, outcome)


OBSERVED = """
const stats = mcp.callTools(["server1", "server2"].map(server => ({tool: server + "__get_stats"})));
console.log(stats.map(answer => answer.result.count), Math.random());
const end = Date.now() + 20;
let turns = 0;
while (Date.now() < end) turns++;
return {turns, zone: new Date().getTimezoneOffset(), repo: mcp.callTool("github__get_repo", {owner: "modelcontextprotocol", repo: "servers"})};
"""


def check_observability(check, jsexec, scratch):
    """Traces, recordings, and replays of them."""
    recording, trace = scratch / "recording.jsonl", scratch / "trace.json"
    status, outcome = jsexec.json(
        "exec", "--demo", "--code", OBSERVED, "--record", str(recording), "--trace", str(trace))
    check("exec --record --trace", status == 0, outcome)
    check("only their owner can read them", all(path.stat().st_mode & 0o777 == 0o600 for path in [recording, trace]))
    events = json.loads(trace.read_text())["traceEvents"]
    spans = [event for event in events if event["ph"] == "X"]
    check("traces have phases",
          {"queue", "parse", "analyse", "run", "serialise"} <= {span["name"] for span in spans if span["cat"] == "phase"}, spans)
    calls = [span for span in spans if span["cat"] == "tool"]
    check("traces have calls", len(calls) == 3 and all(span["tid"] > 1 and span["dur"] > 0 for span in calls), calls)
    named = {event["tid"] for event in events if event["ph"] == "M"}
    check("traces name their lanes", {span["tid"] for span in spans} <= named, events)

    environment = os.environ | {"TZ": "Asia/Tokyo"}
    done = subprocess.run([jsexec.path, "replay", str(recording)], capture_output=True, text=True, env=environment)
    report = json.loads(done.stdout)
    check("a replay is the same, wherever it happens", (done.returncode, report["same"]) == (0, True), done)
    changed = scratch / "changed.js"
    for old, new, what in [
        ('repo: "servers"', 'repo: "other"', "arguments"), ('"server1", "server2"', '"server2", "server1"', "tool"),
        ("console.log(stats", "console.log('x', stats", "logs"), ("return {turns,", "return {turns, more: 1,", "result"),
    ]:
        changed.write_text(OBSERVED.replace(old, new))
        status, report = jsexec.json("replay", str(recording), "--file", str(changed))
        check(f"a replay finds other {what}", (status, report["difference"]["what"]) == (1, what), report)
    edited = scratch / "edited.jsonl"
    edited.write_text(recording.read_text().replace('"count":128', '"count":127'))
    status, report = jsexec.json("replay", str(edited))
    check("a replay finds what other answers lead to", (status, report["difference"]["what"]) == (1, "logs"), report)
    for text in ["", "nothing", "{}", "".join(recording.read_text().splitlines(True)[:-1])]:
        edited.write_text(text)
        done = jsexec.run("replay", str(edited))
        check(f"replay of {text[:20]!r} has status 2", done.returncode == 2 and done.stdout == "" and done.stderr, done)
    for option in ["--record", "--trace"]:
        done = jsexec.run("exec", "--demo", "--code", "1", option, str(scratch / "no" / "file"))
        check(f"exec {option} of a file that cannot be made has status 2", done.returncode == 2 and done.stdout == "", done)

    done = jsexec.run("exec", "--demo", "--log-level", "debug", "--code", OBSERVED)
    outcome, lines = json.loads(done.stdout), [json.loads(line) for line in done.stderr.splitlines()]
    about = [line for line in lines if line["message"].startswith(("execution", "tool call"))]
    check("log lines about executions name them",
          len(about) == 5 and all(line["execution_id"] == outcome["stats"]["executionId"] for line in about), lines)
    check("the ledger has times and sizes",
          [call["argumentBytes"] for call in outcome["toolCalls"]] == [0, 0, 49]
          and all(call["bytes"] > 0 and call["startMs"] >= 0 for call in outcome["toolCalls"]), outcome["toolCalls"])


def run(check, jsexec, scratch):
    check_scripts(check, jsexec, scratch)
    check_commands(check, jsexec, scratch)
    check_documentation(check, jsexec)
    check_observability(check, jsexec, scratch)
