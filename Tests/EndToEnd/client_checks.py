"""What a client of the public SDK must get from the hub. Run by server_matrix.py in the environment of the SDK.

usage: client_checks.py TITLE MODE HISTORY_SCRIPT REPOSITORY HISTORY (JSEXEC CONFIG | URL TOKEN)

MODE is auto or legacy for version 2, and empty for version 1.
"""

import asyncio
import json
import pathlib
import sys

import sdk_clients

TITLE, MODE, HISTORY_SCRIPT, REPOSITORY = sys.argv[1:5]
HISTORY = json.loads(sys.argv[5])
SERVER = sys.argv[6:]
VERSION = "2026-07-28" if MODE == "auto" else "2025-11-25"
# The demonstration servers, the four of the configuration, and the hub.
SERVERS = 6 + 4 + 1
failures = []


def check(what, condition, shown=""):
    print(("ok   " if condition else "FAIL ") + f"{TITLE}: {what}" + ("" if condition else f": {shown}"), flush=True)
    if not condition:
        failures.append(what)


async def every_tool(client):
    """The tools on all pages, and the number of pages."""
    page = await client.list()
    tools, pages = page["tools"], 1
    while "nextCursor" in page:
        page = await client.list(page["nextCursor"])
        tools += page["tools"]
        pages += 1
    return {tool["name"]: tool for tool in tools}, pages


async def until(condition, seconds=60):
    """A machine that is busy may take its time."""
    for _ in range(seconds * 10):
        if await condition():
            return True
        await asyncio.sleep(0.1)
    return False


async def are_there(client):
    script = "return new Set(mcp.tools().map(tool => tool.server)).size"
    return (await run_script(client, script))["structuredContent"].get("result") == SERVERS


async def run_script(client, code, progress=None, **arguments):
    return await client.call("execute", {"code": code, **arguments}, progress)


async def main():
    async with sdk_clients.connect(MODE, SERVER) as client:
        check("protocol version", client.version == VERSION, client.version)
        check("the servers are there", await until(lambda: are_there(client)))
        tools, pages = await every_tool(client)
        wanted = {"execute", "search", "list", "inspect", "invoke", "refreshTools"}
        check("tools", wanted <= set(tools), sorted(tools))
        check("pages of tools", pages > 1 and sum(name.startswith("many__extra_") for name in tools) == 450, (pages, len(tools)))
        check("execute has an output schema", "outputSchema" in tools["execute"])

        await check_hub_tools(client)
        await check_exposed_tools(client, tools)
        await check_scripts(client)
        await check_stored_scripts(client, tools)
        await check_cancellation(client)
        await check_changes(client)


async def check_hub_tools(client):
    async def is_found():
        found = await client.call("search", {"query": "current time"})
        return [tool["name"] for tool in json.loads(found["content"][0]["text"])][:1] == ["time__get_current_time"]

    check("search", await until(is_found))
    called = await client.call("invoke", {"name": "time__get_current_time", "params": {"timezone": "UTC"}})
    check("invoke", called["structuredContent"]["timezone"] == "UTC", called)
    refused = await client.call("invoke", {"name": "time__get_current_time", "params": {}})
    check("invoke checks arguments", refused["isError"] and '"timezone"' in refused["content"][0]["text"], refused)
    wrong = await client.call("invoke", {"name": "time__get_current_time", "params": {"timezone": "Nowhere"}})
    check("invoke passes on failures", wrong["isError"], wrong)
    try:
        missing = await client.call("nothing", {})
    except Exception as error:
        missing = str(error)
    check("unknown tools are refused", "Unknown tool: nothing" in str(missing), missing)


async def check_exposed_tools(client, tools):
    """The tools of some servers are passed on; those of the others are not."""
    exposed = {name.split("__")[0] for name in tools if "__" in name}
    check("exposed tools", exposed == {"fixture", "many", "script"}, exposed)
    described = tools["fixture__with_meta"]
    check(
        "exposed definition",
        (described.get("title"), described["annotations"].get("readOnlyHint"), described.get("_meta"))
        == ("With metadata", True, {"example.org/kind": "tool"}), described)
    mixed = await client.call("fixture__mixed", {})
    check("exposed content", [part["type"] for part in mixed["content"]] == ["text", "image"], mixed)
    structured = await client.call("fixture__structured", {})
    check("exposed structured content", structured.get("structuredContent") == {"zebra": 1, "apple": "x"}, structured)
    failed = await client.call("fixture__fail", {"message": "no luck"})
    check("exposed failure", failed["isError"] and failed["content"][0]["text"] == "no luck", failed)
    told = []

    async def progress(done, total, message):
        told.append((done, total, message))

    done = await client.call("fixture__progress", {"steps": 3}, progress)
    check("exposed progress", done["content"][0]["text"] == "done" and told[:1] == [(1, 3, "step 1")], told)


async def check_scripts(client):
    script = """
        const now = mcp.callTool("time__get_current_time", { timezone: "UTC" });
        const repos = mcp.callTool("github__list_repos", { org: "example" });
        mcp.log("info", "got", { repos: repos.length });
        return { zone: now.timezone, names: repos.map(r => r.name), input: input.x };
    """
    result = await run_script(client, script, input={"x": [1, "a"]})
    outcome = result["structuredContent"]
    check("execute", not result.get("isError"), outcome)
    check("execute result", outcome.get("result") == {"zone": "UTC", "names": ["mcp-weather", "notes"], "input": [1, "a"]}, outcome)
    check("the text says the same", json.loads(result["content"][0]["text"]) == outcome)
    check("logs", outcome["logs"] == [{"level": "info", "message": "got", "fields": {"repos": 2}}], outcome["logs"])
    check("tool calls", [call["tool"] for call in outcome["toolCalls"]] == ["get_current_time", "list_repos"], outcome)
    history = await run_script(client, pathlib.Path(HISTORY_SCRIPT).read_text(), input={"repository": REPOSITORY})
    check("a script over two servers", history["structuredContent"].get("result") == HISTORY, history)

    failed = await run_script(client, "let a = 1;\nreturn missing.x;")
    error = failed["structuredContent"]["error"]
    check("failure", failed["isError"] and error["type"] == "runtime_error", error)
    check("failure position", (error["line"], error["column"]) == (2, 8), error)
    refused = await run_script(client, "await mcp.callTool('a__b', {})")
    check("refusal", refused["structuredContent"]["error"]["type"] == "async_not_allowed", refused)
    endless = await run_script(client, "for (;;) {}", options={"timeout_ms": 200})
    check("time limit", endless["structuredContent"]["error"]["type"] == "timeout", endless)
    told = []

    async def progress(done, total, message):
        told.append(message)

    done = await run_script(client, "return mcp.callTool('fixture__progress', { steps: 3 })", progress)
    check(
        "progress of a call of a script",
        done["structuredContent"]["result"] == "done" and told[:1] == ["fixture__progress: step 1 (1/3)"], told)
    # What progress there is is told when it is news, and not more often than every now and then.
    told.clear()
    await run_script(client, "for (let i = 0; i < 3; i++) mcp.callTool('fixture__slow', { seconds: 0.2 })", progress)
    check("progress of a script", told and told[0].startswith("fixture__slow ok"), told)


async def check_stored_scripts(client, tools):
    check("stored scripts are tools", tools["script__count"]["description"] == "Counts repositories.", sorted(tools))
    counted = await client.call("script__count", {"org": "example"})
    check("a stored script as a tool", counted.get("structuredContent") == {"count": 2}, counted)
    unfit = await client.call("script__count", {"org": 1})
    check("input of a stored script", unfit["isError"] and '"org"' in unfit["content"][0]["text"], unfit)
    named = await client.call("execute", {"script": "count", "input": {"org": "example"}})
    check("a stored script by name", named["structuredContent"].get("result") == {"count": 2}, named)


async def check_cancellation(client):
    """Who gives up a script gives up the calls that it has begun."""

    async def seen():
        seen = (await client.call("fixture__cancelled", {}))["structuredContent"]
        return seen["slow"], len(seen["ids"])

    slow, cancelled = await seen()

    async def is_begun():
        return (await seen())[0] > slow

    async def is_cancelled():
        return (await seen())[1] > cancelled

    script = {"code": "mcp.callTool('fixture__slow', { seconds: 100 })", "options": {"timeout_ms": 100000}}
    await client.begin_and_cancel("execute", script, lambda: until(is_begun))
    check("cancellation reaches the servers", await until(is_cancelled))


async def check_changes(client):
    async with client.listening() as change:
        await client.call("invoke", {"name": "fixture__add_tool", "params": {"name": "brand_new"}})
        try:
            await asyncio.wait_for(change(), 60)
            told = True
        except asyncio.TimeoutError:
            told = False
    tools, _ = await every_tool(client)
    check("changes are told", told and "fixture__brand_new" in tools, (told, sorted(tools)))

    await client.call("fixture__change_quietly", {"add": "added", "remove": "echo"})
    refreshed = (await client.call("refreshTools", {}))["structuredContent"]
    check("refreshTools", refreshed["changes"] == {"fixture": {"added": ["added"], "removed": ["echo"]}}, refreshed)
    tools, _ = await every_tool(client)
    check("refreshed list", "fixture__added" in tools and "fixture__echo" not in tools, sorted(tools))
    await client.call("fixture__crash", {})
    refreshed = (await client.call("refreshTools", {"serverIds": ["fixture"]}))["structuredContent"]
    # The hub connects again by itself, too: whoever comes first sees what has changed.
    back = {"fixture": {"added": ["echo"], "removed": ["brand_new", "added"]}}
    check(
        "refreshTools connects again",
        refreshed["changes"] in (back, {}) and refreshed["refreshed"] == ["fixture"] and "errors" not in refreshed, refreshed)
    tools, _ = await every_tool(client)
    check("tools of the new process", "fixture__echo" in tools and "fixture__added" not in tools, sorted(tools))


asyncio.run(main())
sys.exit(1 if failures else 0)
