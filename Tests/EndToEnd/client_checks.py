"""Checks of `jsexec serve` with the public Python SDK as the client. Run by run.py and http_checks.py.

usage: client_checks.py (JSEXEC CONFIG | URL) HISTORY_SCRIPT REPOSITORY HISTORY
"""

import asyncio
import json
import pathlib
import sys

from mcp import StdioServerParameters, stdio_client
from mcp.client import Client

SERVER = sys.argv[1:-3]
HISTORY_SCRIPT, REPOSITORY = sys.argv[-3:-1]
HISTORY = json.loads(sys.argv[-1])
failures = []


def check(what, condition, shown=""):
    print(("ok   " if condition else "FAIL ") + what + ("" if condition else f": {shown}"))
    if not condition:
        failures.append(what)


def connection():
    if len(SERVER) == 1:
        return SERVER[0]
    jsexec, config = SERVER
    return stdio_client(StdioServerParameters(command=jsexec, args=["serve", "--demo", "--config", config]))


async def check_era(mode, version):
    server = connection()
    async with Client(server, mode=mode) as client:
        check(f"{mode}: protocol version", client.protocol_version == version, client.protocol_version)
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        wanted = {"execute", "search", "list", "inspect", "invoke", "refreshTools"}
        check(f"{mode}: tools", wanted <= set(tools), sorted(tools))
        check(f"{mode}: execute has an output schema", tools["execute"].output_schema is not None)
        check(f"{mode}: execute names the servers", "time" in tools["execute"].description)

        # A machine that is busy may take longer to start the servers than the hub waits for them.
        for _ in range(30):
            found = await client.call_tool("search", {"query": "current time"})
            names = [tool["name"] for tool in json.loads(found.content[0].text)]
            if "time__get_current_time" in names:
                break
            await asyncio.sleep(1)
        check(f"{mode}: search", names[:1] == ["time__get_current_time"], names)
        called = await client.call_tool("invoke", {"name": "time__get_current_time", "params": {"timezone": "UTC"}})
        check(f"{mode}: invoke", called.structured_content["timezone"] == "UTC", called)
        refused = await client.call_tool("invoke", {"name": "time__get_current_time", "params": {}})
        check(f"{mode}: invoke checks arguments", refused.is_error and '"timezone"' in refused.content[0].text, refused)
        wrong = await client.call_tool("invoke", {"name": "time__get_current_time", "params": {"timezone": "Nowhere"}})
        check(f"{mode}: invoke passes on failures", wrong.is_error, wrong)

        script = """
            const now = mcp.callTool("time__get_current_time", { timezone: "UTC" });
            const repos = mcp.callTool("github__list_repos", { org: "example" });
            mcp.log("info", "got", { repos: repos.length });
            return { zone: now.timezone, names: repos.map(r => r.name), input: input.x };
        """
        result = await client.call_tool("execute", {"code": script, "input": {"x": [1, "a"]}})
        outcome = result.structured_content
        check(f"{mode}: execute", not result.is_error, outcome)
        check(
            f"{mode}: execute result",
            outcome.get("result") == {"zone": "UTC", "names": ["mcp-weather", "notes"], "input": [1, "a"]}, outcome)
        check(f"{mode}: the text says the same", json.loads(result.content[0].text) == outcome)
        check(f"{mode}: logs", outcome["logs"] == [{"level": "info", "message": "got", "fields": {"repos": 2}}], outcome["logs"])
        check(f"{mode}: tool calls", [call["tool"] for call in outcome["toolCalls"]] == ["get_current_time", "list_repos"], outcome)

        history = await client.call_tool(
            "execute", {"code": pathlib.Path(HISTORY_SCRIPT).read_text(), "input": {"repository": REPOSITORY}})
        check(f"{mode}: a script over two servers", history.structured_content.get("result") == HISTORY, history)

        failed = await client.call_tool("execute", {"code": "let a = 1;\nreturn missing.x;"})
        error = failed.structured_content["error"]
        check(f"{mode}: failure", failed.is_error and error["type"] == "runtime_error", error)
        check(f"{mode}: failure position", (error["line"], error["column"]) == (2, 8), error)
        refused = await client.call_tool("execute", {"code": "await mcp.callTool('a__b', {})"})
        check(f"{mode}: refusal", refused.structured_content["error"]["type"] == "async_not_allowed", refused)
        endless = await client.call_tool("execute", {"code": "for (;;) {}", "options": {"timeout_ms": 200}})
        check(f"{mode}: time limit", endless.structured_content["error"]["type"] == "timeout", endless)


async def main():
    await check_era("auto", "2026-07-28")
    await check_era("legacy", "2025-11-25")


asyncio.run(main())
sys.exit(1 if failures else 0)
