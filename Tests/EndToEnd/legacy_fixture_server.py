"""An MCP server made with version 1 of the public SDK, over Streamable HTTP.

usage: legacy_fixture_server.py PORT [--json] [--stateless]     (mcp 1.x)
"""

import asyncio
import sys

from mcp.server.fastmcp import Context, FastMCP
from mcp.types import ImageContent

server = FastMCP(
    "legacy", host="127.0.0.1", port=int(sys.argv[1]), json_response="--json" in sys.argv,
    stateless_http="--stateless" in sys.argv)


@server.tool()
def echo(value: str) -> str:
    return value


@server.tool(structured_output=False)
def image() -> ImageContent:
    return ImageContent(type="image", data="iVBORw0KGgo=", mimeType="image/png")


@server.tool()
async def progress(steps: int, context: Context) -> str:
    for step in range(steps):
        await context.report_progress(step, steps)
        await context.info("on the way")
    return "done"


@server.tool()
async def slow(seconds: float) -> str:
    await asyncio.sleep(seconds)
    return "awake"


server.run("streamable-http")
