"""The hub as a server: each client over each transport that it has.

Clients are both versions of the public SDK, version 2 in both eras of the protocol, mcp-conform and mcpcheck.
"""

import json
import subprocess
import sys

import peers

FIXTURE = peers.DIRECTORY.parent / "MCPHubTests" / "Fixtures" / "fixture_server.py"
TOKEN = "0123456789abcdef0123456789abcdef"
# A script that is published as a tool.
STORED_SCRIPT = """/*---
description: Counts repositories.
inputSchema: {"properties": {"org": {"type": "string"}}, "required": ["org"]}
allowedServers: ["github"]
---*/
interface Repository { name: string }
const found = mcp.callTool("github__list_repos", { org: input.org as string }) as Repository[];
return { count: found.length };
"""


def configure(scratch, servers):
    """A configuration with more tools than a list gives at once, and a stored script."""
    (scratch / "scripts").mkdir(exist_ok=True)
    (scratch / "scripts" / "count.ts").write_text(STORED_SCRIPT)
    # Clients do not wait for ever until a hub answers, so it does not wait for slow servers here.
    servers = {name: {**server, "required": False} for name, server in servers.items()}
    fixture = {"command": sys.executable, "args": [str(FIXTURE)]}
    file = scratch / "servers.json"
    file.write_text(json.dumps({
        "exposeTools": ["fixture", "many"],
        "mcpServers": {
            **servers, "fixture": fixture, "many": {**fixture, "args": [str(FIXTURE), "--extra-tools", "450", "--page-size", "100"]}},
    }))
    return str(file)


def run_client(check, what, command, shows=False):
    """Runs a client that says by its exit status whether all is well; `shows` if each line that it prints is a check of its own."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=300)
    if shows:
        print(done.stdout, end="", flush=True)
    check(what, done.returncode == 0, ("" if shows else done.stdout[-5000:]) + done.stderr[-5000:])


def check_sdk(check, jsexec, environments, history, configuration, version, mode, transport):
    title = f"hub as server, {transport}, SDK {version} {mode}".rstrip()
    client = [environments.python(version), peers.DIRECTORY / "client_checks.py", title, mode]
    rest = [history.script, history.repository, json.dumps(history.expected)]
    if transport == "stdio":
        return run_client(check, title, [*client, *rest, jsexec.path, configuration], shows=True)
    with peers.hub(jsexec, "--demo", "--config", configuration, token=TOKEN) as (_, url):
        run_client(check, title, [*client, *rest, url, TOKEN], shows=True)


def check_conform(check, jsexec, environments, configuration, transport):
    program = environments.program("mcp-conform")
    title = f"hub as server, {transport}, mcp-conform"
    if transport == "stdio":
        command = f"{jsexec.path} serve --demo --config {configuration} --log-level error"
        return run_client(check, title, [program, "server", "--transport", "stdio", "--command", command])
    with peers.hub(jsexec, "--demo", "--config", configuration) as (_, url):
        run_client(check, title, [program, "server", "--transport", "http", "--url", url.removesuffix("/mcp")])


def check_mcpcheck(check, jsexec, environments, configuration):
    with peers.hub(jsexec, "--demo", "--config", configuration, token=TOKEN) as (_, url):
        run_client(
            check, "hub as server, HTTP, mcpcheck",
            [environments.program("mcpcheck"), url, "--legacy-probes", "--token", TOKEN])


def cells(check, jsexec, environments, history, configuration):
    """Groups of checks with their names."""
    for transport in ["stdio", "HTTP"]:
        for version, mode in [("2.x", "auto"), ("2.x", "legacy"), ("1.x", "")]:
            yield f"hub as server, {transport}, SDK {version} {mode}", lambda to=(version, mode, transport): check_sdk(
                check, jsexec, environments, history, configuration, *to)
        yield f"hub as server, {transport}, mcp-conform", lambda transport=transport: check_conform(
            check, jsexec, environments, configuration, transport)
    yield "hub as server, HTTP, mcpcheck", lambda: check_mcpcheck(check, jsexec, environments, configuration)
