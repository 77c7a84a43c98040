"""An MCP server made with the public SDK, over Streamable HTTP, with a tool for every kind of content.

usage: fixture_server.py PORT [--json] [--stateless]     (mcp 2.x)
"""

import asyncio
import sys

from mcp.server.mcpserver import Context, MCPServer
from mcp_types import AudioContent, EmbeddedResource, ImageContent, ResourceLink, TextContent, TextResourceContents
from pydantic import BaseModel

server = MCPServer("fixture")
calls = {"count": 0}


class Point(BaseModel):
    x: int
    y: float


@server.tool()
def text() -> TextContent:
    return TextContent(type="text", text="plain text")


@server.tool()
def json_text() -> TextContent:
    return TextContent(type="text", text='{"zebra": 1, "apple": [12345678901234567890, 1.50]}')


@server.tool()
def structured(x: int) -> Point:
    return Point(x=x, y=0.5)


@server.tool()
def image() -> ImageContent:
    return ImageContent(type="image", data="iVBORw0KGgo=", mime_type="image/png")


@server.tool()
def audio() -> AudioContent:
    return AudioContent(type="audio", data="UklGRg==", mime_type="audio/wav")


@server.tool()
def link() -> ResourceLink:
    return ResourceLink(type="resource_link", uri="test://one", name="one")


@server.tool()
def embedded() -> EmbeddedResource:
    return EmbeddedResource(
        type="resource", resource=TextResourceContents(uri="test://one", mime_type="text/plain", text="inside"))


@server.tool()
def fail() -> str:
    raise ValueError("no such thing")


@server.tool()
def echo(value: str) -> TextContent:
    return TextContent(type="text", text=value)


@server.tool()
def huge(size: int) -> TextContent:
    return TextContent(type="text", text="x" * size)


@server.tool()
async def slow(seconds: float) -> TextContent:
    calls["count"] += 1
    await asyncio.sleep(seconds)
    return TextContent(type="text", text="awake")


@server.tool()
async def progress(steps: int, context: Context) -> TextContent:
    for step in range(steps):
        await context.report_progress(step, steps)
    return TextContent(type="text", text="done")


@server.tool()
def slow_calls() -> dict:
    return calls


server.run(
    "streamable-http", host="127.0.0.1", port=int(sys.argv[1]), json_response="--json" in sys.argv,
    stateless_http="--stateless" in sys.argv)
