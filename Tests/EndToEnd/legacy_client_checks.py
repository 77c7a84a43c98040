"""Checks of `jsexec serve --http` with version 1 of the public Python SDK as the client. Run by http_checks.py."""

import asyncio
import sys

from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

failures = []


def check(what, condition, shown=""):
    print(("ok   " if condition else "FAIL ") + what + ("" if condition else f": {shown}"))
    if not condition:
        failures.append(what)


async def main():
    headers = {"Authorization": f"Bearer {sys.argv[2]}"}
    async with streamablehttp_client(sys.argv[1], headers=headers) as (read, write, session_id):
        async with ClientSession(read, write) as session:
            initialized = await session.initialize()
            check("mcp 1: protocol version", initialized.protocolVersion == "2025-11-25", initialized)
            check("mcp 1: session", len(session_id() or "") == 64, session_id())
            tools = [tool.name for tool in (await session.list_tools()).tools]
            check("mcp 1: tools", tools[0] == "execute", tools)
            await session.send_ping()
            told = []

            async def progress(done, total, message):
                told.append(message)

            script = "return [1, 2].map(() => mcp.callTool('server1__get_stats', {}).count)"
            result = await session.call_tool("execute", {"code": script}, progress_callback=progress)
            check("mcp 1: execute", result.structuredContent["result"] == [128, 128], result)
            check("mcp 1: progress", told and told[0].startswith("server1__get_stats ok"), told)
            failed = await session.call_tool("execute", {"code": "return missing.x;"})
            check("mcp 1: failure", failed.isError and failed.structuredContent["error"]["type"] == "runtime_error", failed)


asyncio.run(main())
sys.exit(1 if failures else 0)
