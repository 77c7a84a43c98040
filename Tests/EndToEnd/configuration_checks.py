"""Checks of `jsexec config check` and of changes of the configuration while `jsexec serve` runs. Run by run.py."""

import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import peers

FIXTURE = pathlib.Path(__file__).resolve().parents[1] / "MCPHubTests" / "Fixtures" / "fixture_server.py"


def server(mark, **settings):
    return {"command": sys.executable, "args": [str(FIXTURE)], "env": {"MARK": mark}, **settings}


def check_command(check, jsexec, scratch):
    status, report = jsexec.json("config", "check")
    check("config check without a file", status == 0 and report["ok"] and report["codeExecution"]["poolSize"] == 10, report)
    good = scratch / "good.json"
    good.write_text(json.dumps({
        "mcpServers": {"a": server("${SECRET_MARK}", maxConcurrency=2)},
        "codeExecution": {"poolsize": 3, "deniedTools": ["a__crash"], "servers": {"a": {"readOnly": True}}},
    }))
    done = subprocess.run(
        [jsexec.path, "config", "check", "-c", str(good)], capture_output=True, text=True,
        env=os.environ | {"SECRET_MARK": "swordfish"})
    report = json.loads(done.stdout)
    check("config check of a good file", done.returncode == 0 and report["ok"] and report["problems"] == [], done)
    check("config check shows settings", report["codeExecution"]["deniedTools"] == ["a__crash"]
          and report["servers"][0]["maxConcurrency"] == 2 and report["servers"][0]["env"] == ["MARK"], report)
    check("config check warns", [warning["path"] for warning in report["warnings"]] == ["codeExecution.poolsize"], report)
    check("config check shows no secrets", "swordfish" not in done.stdout + done.stderr, done)
    bad = scratch / "bad.json"
    bad.write_text('{"mcpServers": {"a": {"command": "x", "timeout": -1}}, "codeExecution": {"poolSize": 0}}')
    status, report = jsexec.json("config", "check", "--config", str(bad))
    check("config check of a bad file",
          status == 2 and not report["ok"] and [(problem["path"], problem["value"]) for problem in report["problems"]]
          == [("mcpServers.a.timeout", -1), ("codeExecution.poolSize", 0)], report)
    check("config check of nothing", jsexec.json("config", "check", "-c", "/does/not/exist")[0] == 2)
    check("config without check", jsexec.run("config").returncode == 2)

    status, outcome = jsexec.json(
        "exec", "--demo", "--allowed-tools", "github__get_*,server1__*", "--read-only", "--code",
        "['github__list_repos', 'github__get_stats', 'server1__get_stats'].map(n => call_tool(...n.split('__'), {}).ok)")
    check("exec --allowed-tools --read-only", outcome.get("value") == [False, True, True], outcome)
    done = jsexec.run("invoke", "a__crash", "--config", str(good))
    check("invoke obeys the configuration", done.returncode != 0, done)


def check_reload(check, jsexec, scratch):
    file = scratch / "changing.json"

    def write(servers, **code_execution):
        # As editors do it: the file is replaced as a whole.
        text = scratch / "changing.new"
        text.write_text(json.dumps({"mcpServers": servers, "codeExecution": code_execution}))
        text.rename(file)

    write({"kept": server("kept"), "changed": server("old"), "removed": server("old")})
    hub = peers.Served(jsexec, file)
    mark = "name => { const a = call_tool(name, 'environment', {}); return a.ok ? a.result.MARK : a.error.code; }"
    hub.ask("tools/list")
    pids = children(hub.process.pid)
    check("three servers run", len(pids) == 3, pids)
    running = hub.begin_script(
        f"const mark = {mark}; const slow = call_tool('removed', 'slow', {{seconds: 2}}).ok;"
        "return [slow, mark('removed'), mark('changed'), mark('kept')];")
    hub.wait(lambda: hub.logged("execution started"))
    time.sleep(0.5)
    write({"kept": server("kept"), "changed": server("new"), "added": server("added")})
    hub.process.send_signal(signal.SIGHUP)
    check("SIGHUP reloads", hub.wait(lambda: hub.logged("configuration reloaded")), hub.log[-5:])
    note = hub.logged("servers of the new configuration")[0]
    check("servers are told apart", (note["added"], note["restarted"], note["removed"], note["kept"])
          == (["added"], ["changed"], ["removed"], 1), note)
    fresh = hub.script(f"['removed', 'changed', 'kept', 'added'].map({mark})")
    check("what begins later has the new servers",
          fresh.get("result") == ["UNKNOWN_SERVER", "new", "kept", "added"], fresh)
    ended = hub.outcome(running)
    check("what runs ends as it began", ended.get("result") == [True, "old", "old", "kept"], ended)
    check("clients are told", hub.wait(hub.announced))
    hub.wait(lambda: len(children(hub.process.pid)) == 3, 10)
    now = children(hub.process.pid)
    check("former servers end, others stay", len(now) == 3 and len(set(now) & set(pids)) == 1, (pids, now))

    file.write_text('{"codeExecution": {"poolSize": "many"}}')
    hub.process.send_signal(signal.SIGHUP)
    refused = hub.wait(lambda: hub.logged("the configuration cannot be used, the former one stays"))
    check("an invalid file is logged", refused and "codeExecution.poolSize" in refused[0]["problems"][0], hub.log[-3:])
    check("and changes nothing", hub.script(f"['changed', 'kept'].map({mark})").get("result") == ["new", "kept"])

    write({"kept": server("kept")}, enabled=True, deniedTools=["kept__env*"])
    check("a changed file is noticed", hub.wait(lambda: len(hub.logged("configuration reloaded")) == 2), hub.log[-3:])
    denied = hub.script("call_tool('kept', 'environment', {}).error")
    check("new permissions hold", denied.get("result") == {
        "code": "SERVER_NOT_ALLOWED",
        "message": 'tool not allowed: kept__environment; refused by codeExecution.deniedTools: "kept__env*"'}, denied)
    names = [tool["name"] for tool in hub.ask("tools/list")["tools"]]
    check("code_execution is offered", "code_execution" in names, names)
    narrowed = hub.script("[call_tool('kept', 'text', {}), call_tool('kept', 'echo', {})].map(a => a.ok)",
                          allowed_tools=["kept__te*"])
    check("requests can narrow", narrowed.get("result") == [True, False], narrowed)
    narrowed = hub.script("call_tool('kept', 'text', {}).error.message", read_only=True)
    check("requests can be read-only", "the request's read_only" in str(narrowed.get("result")), narrowed)
    hub.process.stdin.close()
    check("the end of input ends the hub", hub.process.wait(20) == 0)


def check_token(check, jsexec, scratch):
    file = scratch / "token.json"

    def write(token):
        file.write_text(json.dumps({"http": {"token": token}}))

    write("first-first-first")
    process = subprocess.Popen(
        [jsexec.path, "serve", "--config", str(file), "--http", "127.0.0.1:0"], stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True)
    url = None
    for line in process.stderr:
        url = json.loads(line).get("url")
        if url:
            break

    def status(token):
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "checks", "version": "1"}}})
        request = urllib.request.Request(url, body.encode(), {
            "Content-Type": "application/json", "Accept": "application/json, text/event-stream",
            "Authorization": "Bearer " + token})
        try:
            return urllib.request.urlopen(request, timeout=20).status
        except urllib.error.HTTPError as error:
            return error.code

    before = status("first-first-first"), status("second-second-second")
    write("second-second-second")
    process.send_signal(signal.SIGHUP)
    for line in process.stderr:
        if json.loads(line)["message"] == "configuration reloaded":
            break
    after = status("first-first-first"), status("second-second-second")
    check("SIGHUP changes the token of HTTP", (before, after) == ((200, 401), (401, 200)), (before, after))
    process.terminate()
    check("and SIGTERM ends the hub", process.wait(20) == 0)


def children(pid):
    found = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True)
    rows = [line.split() for line in found.stdout.splitlines()]
    return sorted(row[0] for row in rows if row[1] == str(pid))


def run(check, jsexec, scratch):
    check_command(check, jsexec, scratch)
    check_reload(check, jsexec, scratch)
    check_token(check, jsexec, scratch)
