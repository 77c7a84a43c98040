"""Checks of the rules that the hub follows as a server over HTTP: who may come in, how it ends, what it counts. Run by run.py."""

import json
import re
import socket
import time
import urllib.error
import urllib.request

from peers import hub, post

TOKEN = "0123456789abcdef0123456789abcdef"


def check_access(check, jsexec):
    with hub(jsexec, "--demo") as (process, url):
        status, _ = post(url, {"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"Origin": "http://evil.example.com"})
        check("HTTP: strange origins are refused", status == 403, status)
        status, _ = post(url, {"jsonrpc": "2.0", "id": 1, "method": "ping"}, {"Host": "evil.example.com"})
        check("HTTP: strange hosts are refused", status == 421, status)
    with hub(jsexec, "--demo", token=TOKEN) as (process, url):
        check("HTTP: a token is wanted", post(url, {})[0] == 401)
    done = jsexec.run("serve", "--http", "0.0.0.0:0")
    check("HTTP: other machines need a token", done.returncode == 2 and "JSEXEC_HTTP_TOKEN" in done.stderr, done)


def check_end(check, jsexec):
    with hub(jsexec, "--demo", token=TOKEN) as (process, url):
        headers = {"Authorization": f"Bearer {TOKEN}", "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/call", "Mcp-Name": "execute"}
        call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
            "name": "execute", "arguments": {"code": "for (;;) {}"},
            "_meta": {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}}}
        body = json.dumps(call).encode()
        with socket.create_connection(("127.0.0.1", int(url.split(":")[2].split("/")[0])), timeout=30) as client:
            head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            head += "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + f"Content-Length: {len(body)}\r\n\r\n"
            client.sendall(head.encode() + body)
            deadline = time.monotonic() + 30
            while not any("execution started" in line for line in process.lines) and time.monotonic() < deadline:
                time.sleep(0.05)
            process.terminate()
            answer = b""
            while chunk := client.recv(65536):
                answer += chunk
        check("HTTP: SIGTERM leaves nobody without an answer", b'"type":"cancelled"' in answer, answer)
        check("HTTP: SIGTERM ends the hub", process.wait(timeout=20) == 0, process.returncode)


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


def run(check, jsexec, scratch):
    check_access(check, jsexec)
    check_end(check, jsexec)
    check_metrics(check, jsexec, scratch)
