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

        await check_exposed_tools(mode, client, tools)

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
        check(f"{mode}: stored scripts are tools", tools["script__count"].description == "Counts repositories.", sorted(tools))
        counted = await client.call_tool("script__count", {"org": "example"})
        check(f"{mode}: a stored script as a tool", counted.structured_content == {"count": 2}, counted)
        unfit = await client.call_tool("script__count", {"org": 1})
        check(f"{mode}: input of a stored script", unfit.is_error and '"org"' in unfit.content[0].text, unfit)
        named = await client.call_tool("execute", {"script": "count", "input": {"org": "example"}})
        check(f"{mode}: a stored script by name", named.structured_content.get("result") == {"count": 2}, named)
        refused = await client.call_tool("execute", {"code": "await mcp.callTool('a__b', {})"})
        check(f"{mode}: refusal", refused.structured_content["error"]["type"] == "async_not_allowed", refused)
        endless = await client.call_tool("execute", {"code": "for (;;) {}", "options": {"timeout_ms": 200}})
        check(f"{mode}: time limit", endless.structured_content["error"]["type"] == "timeout", endless)


async def check_exposed_tools(mode, client, tools):
    """The tools of the server `fixture` are passed on; those of the others are not."""
    exposed = {name for name in tools if "__" in name and not name.startswith("script__")}
    check(f"{mode}: exposed tools", exposed and all(name.startswith("fixture__") for name in exposed), exposed)
    described = tools["fixture__with_meta"]
    check(
        f"{mode}: exposed definition",
        (described.title, described.annotations.read_only_hint, described.meta) == ("With metadata", True, {"example.org/kind": "tool"}),
        described)
    mixed = await client.call_tool("fixture__mixed", {})
    check(f"{mode}: exposed content", [part.type for part in mixed.content] == ["text", "image"], mixed)
    structured = await client.call_tool("fixture__structured", {})
    check(f"{mode}: exposed structured content", structured.structured_content == {"zebra": 1, "apple": "x"}, structured)
    failed = await client.call_tool("fixture__fail", {"message": "no luck"})
    check(f"{mode}: exposed failure", failed.is_error and failed.content[0].text == "no luck", failed)
    told = []

    async def progress(done, total, message):
        told.append((done, total, message))

    done = await client.call_tool("fixture__progress", {"steps": 3}, progress_callback=progress)
    check(f"{mode}: exposed progress", done.content[0].text == "done" and told[0] == (1, 3, "step 1"), told)
    told.clear()
    script = "return mcp.callTool('fixture__progress', { steps: 3 })"
    done = await client.call_tool("execute", {"code": script}, progress_callback=progress)
    check(
        f"{mode}: progress of a call of a script",
        done.structured_content["result"] == "done" and told[0][2] == "fixture__progress: step 1 (1/3)", told)

    new = f"added_{mode}"
    await client.call_tool("fixture__change_quietly", {"add": new, "remove": "echo"})
    refreshed = (await client.call_tool("refreshTools", {})).structured_content
    check(f"{mode}: refreshTools", refreshed["changes"] == {"fixture": {"added": [new], "removed": ["echo"]}}, refreshed)
    names = {tool.name for tool in (await client.list_tools(cache_mode="refresh")).tools}
    check(f"{mode}: refreshed list", f"fixture__{new}" in names and "fixture__echo" not in names, names)
    await client.call_tool("fixture__crash", {})
    refreshed = (await client.call_tool("refreshTools", {"serverIds": ["fixture"]})).structured_content
    # The hub connects again by itself, too: whoever comes first sees what has changed.
    back = {"fixture": {"added": ["echo"], "removed": [new]}}
    check(
        f"{mode}: refreshTools connects again",
        refreshed["changes"] in (back, {}) and refreshed["refreshed"] == ["fixture"] and "errors" not in refreshed, refreshed)
    names = {tool.name for tool in (await client.list_tools(cache_mode="refresh")).tools}
    check(f"{mode}: tools of the new process", "fixture__echo" in names and f"fixture__{new}" not in names, names)


async def main():
    await check_era("auto", "2026-07-28")
    await check_era("legacy", "2025-11-25")


asyncio.run(main())
sys.exit(1 if failures else 0)
