"""Checks of Streamable HTTP with real peers, called by run.py: the hub as a server for several clients, and as a client of
several servers.
"""

import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
import venv

DIRECTORY = pathlib.Path(__file__).resolve().parent
LEGACY_PACKAGES = ["mcp==1.30.0"]
PACKAGES = ["jbt-mcpcheck==0.1.1"]
TOKEN = "0123456789abcdef0123456789abcdef"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def hub(jsexec, *arguments, token=None):
    """A hub that serves HTTP on a port of its choice; gives its process and address."""
    environment = os.environ | ({"JSEXEC_HTTP_TOKEN": token} if token else {})
    process = subprocess.Popen(
        [jsexec.path, "serve", "--http", "0", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment, text=True)
    try:
        url = None
        while url is None:
            line = process.stderr.readline()
            if not line:
                raise RuntimeError("the hub did not start")
            url = json.loads(line).get("url")
        yield process, url
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


@contextlib.contextmanager
def fixture(python, program, port, *arguments):
    """A server of this directory, when it accepts connections."""
    process = subprocess.Popen(
        [python, str(DIRECTORY / program), str(port), *arguments], stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            time.sleep(0.1)
        yield process
    finally:
        process.kill()
        process.wait()


def post(url, message, headers=None):
    """The status and the body of the answer."""
    request = urllib.request.Request(
        url, json.dumps(message).encode(), {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def read_metrics(text):
    """The numbers of Prometheus' text format, by name and labels; every line must be what the format prescribes."""
    values, kinds = {}, {}
    label = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*"'
    pattern = re.compile(rf"([a-zA-Z_:][a-zA-Z0-9_:]*)(\{{{label}(?:,{label})*\}})? (\+Inf|-Inf|NaN|-?[0-9.]+(?:[eE][+-]?[0-9]+)?)")
    for line in text.removesuffix("\n").split("\n"):
        if line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            assert name not in kinds, line
            kinds[name] = kind
        elif not line.startswith("# HELP "):
            match = pattern.fullmatch(line)
            assert match, line
            name, labels, value = match.groups()
            family = name if name in kinds else re.sub("_(bucket|sum|count)$", "", name)
            assert family in kinds and (name == family or kinds[family] == "histogram"), line
            assert name + (labels or "") not in values, line
            values[name + (labels or "")] = float(value)
    return values, kinds


def get(url, headers=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers or {}), timeout=30) as response:
            return response.status, response.headers.get("Content-Type"), response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get("Content-Type"), error.read().decode()


def check_metrics(check, jsexec, scratch):
    traces, recordings = scratch / "traces", scratch / "recordings"
    with hub(jsexec, "--demo", "--trace", str(traces), "--record", str(recordings), token=TOKEN) as (_, url):
        metrics, token = url.removesuffix("/mcp") + "/metrics", {"Authorization": f"Bearer {TOKEN}"}
        check("HTTP: numbers want the token", get(metrics)[0] == 401)
        check("HTTP: numbers are not for strange origins", get(metrics, token | {"Origin": "http://evil.example.com"})[0] == 403)
        check("HTTP: numbers are not for strange hosts", get(metrics, token | {"Host": "evil.example.com"})[0] == 421)
        check("HTTP: numbers can only be read", post(metrics, {}, token)[0] == 405)
        status, kind, text = get(metrics, token)
        check("HTTP: numbers have the type of Prometheus", (status, kind) == (200, "text/plain; version=0.0.4; charset=utf-8"), kind)
        before, _ = read_metrics(text)
        headers = token | {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "execute"}
        for code in ["mcp.callTool('server1__get_stats', {})", "call_tool('server1', 'get_stats', {}); call_tool('nobody', 'x', {})", "null.x"]:
            status, _ = post(url, {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
                "name": "execute", "arguments": {"code": code},
                "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}}}, headers)
            check("HTTP: a script for the numbers", status == 200, status)
        after, kinds = read_metrics(get(metrics, token)[2])
        moved = {name: value - before.get(name, 0) for name, value in after.items()}
        for name, value in {
            'jsexec_executions_total{tool="execute",outcome="success"}': 2,
            'jsexec_executions_total{tool="execute",outcome="runtime_error"}': 1,
            'jsexec_execution_duration_seconds_count{tool="execute"}': 3, "jsexec_execution_queue_seconds_count": 3,
            'jsexec_tool_calls_total{server="server1",code="ok"}': 2,
            'jsexec_tool_calls_total{server="(unknown)",code="UNKNOWN_SERVER"}': 1,
            'jsexec_upstream_call_duration_seconds_count{server="server1"}': 2,
        }.items():
            check(f"HTTP: {name} moves", moved.get(name) == value, moved.get(name))
        check("HTTP: requests are counted", moved.get('jsexec_http_requests_total{status="200"}', 0) >= 3
              and after.get('jsexec_http_requests_total{status="401"}') == 1, after)
        check("HTTP: numbers of the present", after["jsexec_pool_size"] == 10
              and after['jsexec_upstream_connection_state{server="server1",state="ready"}'] == 1
              and kinds["jsexec_execution_duration_seconds"] == "histogram", after)
        files = sorted(recordings.iterdir())
        check("HTTP: each execution has a trace and a recording", len(files) == len(list(traces.iterdir())) == 3, files)
        check("HTTP: recordings can be replayed", all(jsexec.run("replay", str(path)).returncode == 0 for path in files), files)


def run_client(check, what, command):
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout, end="")
    check(what, done.returncode == 0, done.stdout + done.stderr)


def check_server(check, jsexec, environment, configuration, history, scratch):
    python = environment / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    legacy = environment / "legacy"
    if not (legacy / "bin" / "python").exists():
        venv.create(legacy, with_pip=True)
    subprocess.run([legacy / "bin" / "python", "-m", "pip", "install", "--quiet", *LEGACY_PACKAGES], check=True)

    with hub(jsexec, "--demo", "--config", str(configuration)) as (process, url):
        run_client(check, "HTTP: the SDK as client", [python, DIRECTORY / "client_checks.py", url, *history])
        base = url.removesuffix("/mcp")
        done = subprocess.run(
            [environment / "bin" / "mcp-conform", "server", "--transport", "http", "--url", base], capture_output=True, text=True)
        check("HTTP: mcp-conform", done.returncode == 0, done.stdout)
        done = subprocess.run(
            [environment / "bin" / "mcpcheck", url, "--legacy-probes"], capture_output=True, text=True)
        check("HTTP: mcpcheck", done.returncode == 0, done.stdout)
        status, _ = post(url, {"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"Origin": "http://evil.example.com"})
        check("HTTP: strange origins are refused", status == 403, status)
        status, _ = post(url, {"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"Host": "evil.example.com"})
        check("HTTP: strange hosts are refused", status == 421, status)

    with hub(jsexec, "--demo", token=TOKEN) as (process, url):
        check("HTTP: a token is wanted", post(url, {})[0] == 401)
        run_client(
            check, "HTTP: version 1 of the SDK as client",
            [legacy / "bin" / "python", DIRECTORY / "legacy_client_checks.py", url, TOKEN])
        headers = {"Authorization": f"Bearer {TOKEN}", "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "execute"}
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
            "name": "execute", "arguments": {"code": "for (;;) {}"},
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}}}
        body = json.dumps(call).encode()
        with socket.create_connection(("127.0.0.1", int(url.split(":")[2].split("/")[0])), timeout=30) as client:
            head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            head += "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + f"Content-Length: {len(body)}\r\n\r\n"
            client.sendall(head.encode() + body)
            time.sleep(0.5)
            process.terminate()
            answer = b""
            while chunk := client.recv(65536):
                answer += chunk
        check("HTTP: SIGTERM leaves nobody without an answer", b'"type":"cancelled"' in answer, answer)
        check("HTTP: SIGTERM ends the hub", process.wait(timeout=20) == 0, process.returncode)

    done = jsexec.run("serve", "--http", "0.0.0.0:0")
    check("HTTP: other machines need a token", done.returncode == 2 and "JSEXEC_HTTP_TOKEN" in done.stderr, done)


CONTENTS = """
const out = {};
for (const name of ["text", "json_text", "image", "audio", "link", "embedded"]) out[name] = mcp.callTool("web__" + name, {});
out.structured = mcp.callTool("web__structured", {x: 3});
out.echo = mcp.callTool("web__echo", {value: "é\\n\u2028\U0001F600"});
out.huge = mcp.callTool("web__huge", {size: 5000000}).length;
out.progress = mcp.callTool("web__progress", {steps: 5});
try { mcp.callTool("web__fail", {}); } catch (error) { out.fail = error.code; }
const start = Date.now();
out.parallel = mcp.callTools([1, 2, 3, 4].map(() => ({tool: "web__slow", params: {seconds: 0.5}}))).every(r => r.ok);
out.isParallel = Date.now() - start < 1800;
return out;
"""


def check_client(check, jsexec, environment, scratch):
    python = environment / "bin" / "python"
    for era, arguments in [("modern", []), ("modern, JSON", ["--json"])]:
        port = free_port()
        configuration = scratch / "web.json"
        configuration.write_text(json.dumps({"mcpServers": {
            "web": {"url": f"http://127.0.0.1:{port}/mcp", "headers": {"X-Key": "${HOME}"}, "timeout": 20, "required": True},
            "dead": {"url": f"http://127.0.0.1:{free_port()}/mcp"},
        }}))
        with fixture(python, "fixture_server.py", port, *arguments):
            status, outcome = jsexec.json("exec", "--config", str(configuration), "--code", CONTENTS)
            value = outcome.get("value") or {}
            title = f"HTTP: {era} server"
            check(f"{title}: text", value.get("text") == "plain text", outcome)
            check(f"{title}: JSON", str(value.get("json_text")).startswith("{'zebra': 1, 'apple': [1234567890123456"), value)
            check(f"{title}: structured", value.get("structured") == {"x": 3, "y": 0.5}, value)
            kinds = [(value.get(name) or [{}])[0].get("type") for name in ["image", "audio", "link", "embedded"]]
            check(f"{title}: contents", kinds == ["image", "audio", "resource_link", "resource"], kinds)
            check(f"{title}: characters", value.get("echo") == "é\n\u2028\U0001F600", value)
            check(f"{title}: size", value.get("huge") == 5000000, value)
            check(f"{title}: progress", value.get("progress") == "done", value)
            check(f"{title}: failures", value.get("fail") == "TOOL_ERROR", value)
            check(f"{title}: parallel calls", value.get("parallel") and value.get("isParallel"), value)
            status, outcome = jsexec.json(
                "exec", "--config", str(configuration), "--timeout", "1000", "--code", "mcp.callTool('web__slow', {seconds: 30})")
            check(f"{title}: time limit", outcome.get("error", {}).get("code") == "TIMEOUT", outcome)
            status, outcome = jsexec.json(
                "exec", "--config", str(configuration), "--code", "mcp.callTool('web__slow_calls', {}).count")
            check(f"{title}: no call was made twice", outcome.get("value") == 5, outcome)


def check_legacy_client(check, jsexec, environment, scratch):
    python = environment / "legacy" / "bin" / "python"
    script = """
        const image = mcp.callTool("web__image", {});
        const late = mcp.callTools([1, 2, 3].map(() => ({tool: "web__slow", params: {seconds: 0.3}})));
        return [mcp.callTool("web__echo", {value: "é"}), image[0].type, mcp.callTool("web__progress", {steps: 3}),
            ...late.map(answer => answer.result)].map(value => value.result ?? value);
    """
    expected = ["é", "image", "done", "awake", "awake", "awake"]
    configuration = scratch / "legacy.json"
    for arguments in [[], ["--json"], ["--stateless"]]:
        port = free_port()
        configuration.write_text(json.dumps({"mcpServers": {"web": {"url": f"http://127.0.0.1:{port}/mcp", "required": True}}}))
        with fixture(python, "legacy_fixture_server.py", port, *arguments):
            status, outcome = jsexec.json("exec", "--config", str(configuration), "--code", script)
            check(f"HTTP: version 1 of the SDK as server {arguments}", outcome.get("value") == expected, outcome)

    # A server that is ended and started again has forgotten its sessions.
    port = free_port()
    configuration.write_text(json.dumps({"mcpServers": {"web": {"url": f"http://127.0.0.1:{port}/mcp"}}}))
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
        "name": "invoke", "arguments": {"name": "web__echo", "params": {"value": "x"}},
        "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}}}
    headers = {"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "invoke"}
    with fixture(python, "legacy_fixture_server.py", port):
        hub_running = hub(jsexec, "--config", str(configuration))
        _, url = hub_running.__enter__()
        check("HTTP: invoke of a server behind a URL", '"isError":true' not in post(url, call, headers)[1])
        time.sleep(1.2)
    try:
        gone = post(url, call, headers)[1]
        check("HTTP: a server that is gone is reported", '"isError":true' in gone and "may or may not" not in gone, gone)
        with fixture(python, "legacy_fixture_server.py", port):
            deadline = time.monotonic() + 20
            while '"isError":true' in (answer := post(url, call, headers)[1]) and time.monotonic() < deadline:
                time.sleep(0.2)
            check("HTTP: a server that is back is used again", '"isError":true' not in answer, answer)
    finally:
        hub_running.__exit__(None, None, None)


def check_chain(check, jsexec, configuration, scratch):
    """A hub behind a hub: real servers on pipes, their hub over HTTP, and a hub that is its client."""
    with hub(jsexec, "--config", str(configuration)) as (_, url):
        outer = scratch / "outer.json"
        outer.write_text(json.dumps({"mcpServers": {"inner": {"url": url, "required": True}}}))
        status, outcome = jsexec.json(
            "exec", "--config", str(outer), "--code",
            "mcp.callTool('inner__invoke', {name: 'time__get_current_time', params: {timezone: 'UTC'}}).timezone")
        check("HTTP: mcp-server-time through two hubs", outcome.get("value") == "UTC", outcome)


def run(check, jsexec, environment, configuration, history, scratch):
    check_server(check, jsexec, environment, configuration, history, scratch)
    check_metrics(check, jsexec, scratch)
    check_client(check, jsexec, environment, scratch)
    check_legacy_client(check, jsexec, environment, scratch)
    check_chain(check, jsexec, configuration, scratch)
