"""The hub as a client: each server over each transport that it has, and the scripts see the same.

Servers are mcp-server-time and mcp-server-git, and content_server.py in both versions of the public SDK.
"""

import json
import time

import peers

CONTENTS = """
const out = {};
const names = ["text", "json_text", "two_texts", "nothing", "image", "audio", "link", "embedded", "binary", "mixed"];
for (const name of names) out[name] = mcp.callTool("content__" + name, {});
out.structured = mcp.callTool("content__structured", {x: 3});
out.echo = mcp.callTool("content__echo", {value: "é\\n\u2028\U0001F600"});
out.huge = mcp.callTool("content__huge", {size: 5000000}).length;
out.progress = mcp.callTool("content__progress", {steps: 5});
try { mcp.callTool("content__fail", {}); } catch (error) { out.fail = [error.code, error.tool, error.message.includes("fail")]; }
const answers = mcp.callTools([1, 2, 3, 4].map(() => ({tool: "content__slow", params: {seconds: 0.3}})));
out.parallel = answers.every(answer => answer.ok && answer.result === "awake");
return out;
"""
IMAGE = {"type": "image", "data": "iVBORw0KGgo=", "mimeType": "image/png"}
EXPECTED = {
    "text": "plain text",
    "json_text": {"zebra": 1, "apple": [12345678901234567890, 1.5]},
    "two_texts": "first\nsecond",
    "nothing": None,
    "image": [IMAGE],
    "audio": [{"type": "audio", "data": "UklGRg==", "mimeType": "audio/wav"}],
    "link": [{"type": "resource_link", "uri": "test://one", "name": "one"}],
    "embedded": [{"type": "resource", "resource": {"uri": "test://one", "mimeType": "text/plain", "text": "inside"}}],
    "binary": [{"type": "resource", "resource": {"uri": "test://two", "mimeType": "application/octet-stream", "blob": "AAEC"}}],
    "mixed": [{"type": "text", "text": "caption"}, IMAGE],
    "structured": {"x": 3, "y": 0.5},
    "echo": "é\n\u2028\U0001F600",
    "huge": 5000000,
    "progress": "done",
    "fail": ["TOOL_ERROR", "content__fail", True],
    "parallel": True,
}
CONTENT_CELLS = [
    (version, transport) for version in ["2.x", "1.x"]
    for transport in ["stdio", "HTTP", "HTTP --json", "HTTP --stateless", "HTTP --events"]
]


def write(scratch, name, servers):
    file = scratch / f"{name}.json"
    file.write_text(json.dumps({"mcpServers": servers}))
    return str(file)


def check_contents(check, jsexec, environments, scratch, version, transport):
    title = f"hub as client of content, SDK {version}, {transport}"
    python, (way, *options) = environments.python(version), transport.split()
    port = peers.free_port()
    path = "sse" if "--events" in options else "mcp"
    if way == "stdio":
        script = str(peers.DIRECTORY / "content_server.py")
        return check_content_server(check, jsexec, scratch, title, {"command": str(python), "args": [script, "stdio"]})
    with peers.server(python, "content_server.py", port, *options):
        check_content_server(
            check, jsexec, scratch, title, {"url": f"http://127.0.0.1:{port}/{path}", "headers": {"X-Key": "${HOME}"}})


def check_content_server(check, jsexec, scratch, title, server):
    file = write(scratch, title.replace(" ", "-").replace(",", ""), {"content": {**server, "required": True}})
    status, outcome = jsexec.json("exec", "--config", file, "--code", CONTENTS)
    value = outcome.get("value") or {}
    check(title, status == 0, outcome)
    for name, expected in EXPECTED.items():
        shown = value.get(name)
        # Numbers beyond 2^53 are what JavaScript makes of them.
        check(f"{title}: {name}", shown == expected or name == "json_text" and repr(shown).startswith(
            "{'zebra': 1, 'apple': [1234567890123456"), shown)
    status, outcome = jsexec.json(
        "exec", "--config", file, "--timeout", "1000", "--code", "mcp.callTool('content__slow', {seconds: 30})")
    check(f"{title}: time limit", outcome.get("error", {}).get("code") == "TIMEOUT", outcome)
    if "stdio" not in title:
        status, outcome = jsexec.json("exec", "--config", file, "--code", "mcp.callTool('content__slow_calls', {}).count")
        check(f"{title}: no call was made twice", outcome.get("value") == 5, outcome)


def check_history(check, jsexec, environments, scratch, history, transport):
    """mcp-server-time and mcp-server-git together."""
    title = f"hub as client of mcp-server-time and mcp-server-git, {transport}"
    if transport == "stdio":
        return run_history(check, jsexec, scratch, title, history, servers_on_streams(environments, history.repository))
    time_port, git_port = peers.free_port(), peers.free_port()
    python = environments.python("2.x")
    with peers.server(python, "http_front.py", time_port, "time"):
        with peers.server(python, "http_front.py", git_port, "git", str(history.repository)):
            run_history(check, jsexec, scratch, title, history, {
                name: {"url": f"http://127.0.0.1:{port}/mcp", "required": True}
                for name, port in [("time", time_port), ("git", git_port)]})


def servers_on_streams(environments, repository):
    return {
        "time": {"command": environments.program("mcp-server-time"), "args": ["--local-timezone", "UTC"], "required": True},
        "git": {"command": environments.program("mcp-server-git"), "args": ["-r", str(repository)], "required": True},
    }


def run_history(check, jsexec, scratch, title, history, servers):
    file = write(scratch, title.replace(" ", "-").replace(",", ""), servers)
    status, outcome = jsexec.json(
        "exec", "--config", file, "--file", str(history.script), "--input", json.dumps({"repository": str(history.repository)}))
    check(title, outcome.get("value") == history.expected, outcome)


def check_return(check, jsexec, environments, scratch):
    """A server that is ended and started again has forgotten its sessions."""
    port = peers.free_port()
    python = environments.python("1.x")
    file = write(scratch, "return", {"content": {"url": f"http://127.0.0.1:{port}/mcp"}})
    invoke = {"name": "invoke", "arguments": {"name": "content__echo", "params": {"value": "x"}}}
    with peers.server(python, "content_server.py", port):
        hub = peers.Served(jsexec, file)
        answer = hub.ask("tools/call", invoke)
        check("HTTP: invoke of a server behind a URL", not answer.get("isError"), answer)
    try:
        gone = hub.ask("tools/call", invoke)
        check("HTTP: a server that is gone is reported", gone.get("isError") and "may or may not" not in str(gone), gone)
        with peers.server(python, "content_server.py", port):
            deadline = time.monotonic() + peers.PATIENCE
            while (back := hub.ask("tools/call", invoke)).get("isError") and time.monotonic() < deadline:
                time.sleep(0.2)
            check("HTTP: a server that is back is used again", not back.get("isError"), back)
    finally:
        hub.close()


def check_chain(check, jsexec, environments, scratch, history):
    """A hub behind a hub: real servers on pipes, their hub over HTTP, and a hub that is its client."""
    file = write(scratch, "inner", servers_on_streams(environments, history.repository))
    with peers.hub(jsexec, "--config", file) as (_, url):
        outer = write(scratch, "outer", {"inner": {"url": url, "required": True}})
        status, outcome = jsexec.json(
            "exec", "--config", outer, "--code",
            "mcp.callTool('inner__invoke', {name: 'time__get_current_time', params: {timezone: 'UTC'}}).timezone")
        check("HTTP: mcp-server-time through two hubs", outcome.get("value") == "UTC", outcome)


def cells(check, jsexec, environments, scratch, history):
    """Groups of checks with their names."""
    for version, transport in CONTENT_CELLS:
        yield f"hub as client, {transport}, content, SDK {version}", lambda to=(version, transport): check_contents(
            check, jsexec, environments, scratch, *to)
    for transport in ["stdio", "HTTP"]:
        yield f"hub as client, {transport}, time and git", lambda transport=transport: check_history(
            check, jsexec, environments, scratch, history, transport)
    yield "hub as client, HTTP, return of a server", lambda: check_return(check, jsexec, environments, scratch)
    yield "hub as client, HTTP, of a hub", lambda: check_chain(check, jsexec, environments, scratch, history)
