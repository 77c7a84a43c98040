"""An MCP server made with the public SDK, with a tool for every kind of content. For version 1 of the SDK as for version 2.

usage: content_server.py stdio|PORT [--json] [--stateless] [--events]

Over HTTP its answers are streams of events unless --json asks for JSON; --events is the transport of the first version of the
protocol, which is another one.
"""

import asyncio
import sys

try:
    from mcp.server.mcpserver import Context, MCPServer
    from mcp_types import AudioContent, EmbeddedResource, ImageContent, ResourceLink, TextContent

    is_first = False
except ImportError:
    from mcp.server.fastmcp import Context, FastMCP as MCPServer
    from mcp.types import AudioContent, EmbeddedResource, ImageContent, ResourceLink, TextContent

    is_first = True
from pydantic import BaseModel

address, options = sys.argv[1], sys.argv[2:]
settings = {"json_response": "--json" in options, "stateless_http": "--stateless" in options}
if address != "stdio":
    settings |= {"host": "127.0.0.1", "port": int(address)}
# In version 1 these belong to the server, in version 2 to the transport.
server = MCPServer("content", **settings) if is_first else MCPServer("content")
calls = {"count": 0}


class Point(BaseModel):
    x: int
    y: float


def content(kind, **members):
    return kind.model_validate(members)


def plain_tool(function):
    """Without structured content, which version 1 would make of everything."""
    return server.tool(structured_output=False)(function)


@plain_tool
def text():
    return content(TextContent, type="text", text="plain text")


@plain_tool
def json_text():
    return content(TextContent, type="text", text='{"zebra": 1, "apple": [12345678901234567890, 1.50]}')


@plain_tool
def two_texts():
    return [content(TextContent, type="text", text=text) for text in ["first", "second"]]


@plain_tool
def nothing():
    return []


@server.tool()
def structured(x: int) -> Point:
    return Point(x=x, y=0.5)


@plain_tool
def image():
    return content(ImageContent, type="image", data="iVBORw0KGgo=", mimeType="image/png")


@plain_tool
def audio():
    return content(AudioContent, type="audio", data="UklGRg==", mimeType="audio/wav")


@plain_tool
def link():
    return content(ResourceLink, type="resource_link", uri="test://one", name="one")


@plain_tool
def embedded():
    return content(EmbeddedResource, type="resource", resource={"uri": "test://one", "mimeType": "text/plain", "text": "inside"})


@plain_tool
def binary():
    return content(
        EmbeddedResource, type="resource",
        resource={"uri": "test://two", "mimeType": "application/octet-stream", "blob": "AAEC"})


@plain_tool
def mixed():
    return [content(TextContent, type="text", text="caption"), image()]


@plain_tool
def fail():
    raise ValueError("no such thing")


@plain_tool
def echo(value: str):
    return content(TextContent, type="text", text=value)


@plain_tool
def huge(size: int):
    return content(TextContent, type="text", text="x" * size)


@plain_tool
async def slow(seconds: float):
    calls["count"] += 1
    await asyncio.sleep(seconds)
    return content(TextContent, type="text", text="awake")


@plain_tool
async def progress(steps: int, context: Context):
    for step in range(steps):
        await context.report_progress(step, steps)
        await context.info("on the way")
    return content(TextContent, type="text", text="done")


@server.tool()
def slow_calls() -> dict:
    return calls


if address == "stdio":
    server.run("stdio")
elif "--events" in options:
    server.run("sse", **({} if is_first else {"host": "127.0.0.1", "port": int(address)}))
else:
    server.run("streamable-http", **({} if is_first else settings))
