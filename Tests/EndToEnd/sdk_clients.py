"""The clients of both versions of the public SDK behind one face. What they give is JSON as it was on the wire.

`connect(mode, server)` is a context with a client of the version that is installed; `server` is (JSEXEC, CONFIG) for a hub as a child,
(URL, TOKEN) for one that is there.
"""

import asyncio
import contextlib

from mcp import ClientSession, StdioServerParameters, stdio_client

try:
    import httpx2
    from mcp.client import Client
    from mcp.client.streamable_http import streamable_http_client
except ImportError:
    from mcp.client.streamable_http import streamablehttp_client
    from mcp.types import CancelledNotification, CancelledNotificationParams, ClientNotification

    Client = None


def plain(model):
    return model.model_dump(by_alias=True, mode="json", exclude_none=True)


def is_url(server):
    return server[0].startswith("http")


def child(server):
    return stdio_client(StdioServerParameters(command=server[0], args=["serve", "--demo", "--config", server[1]]))


class Changes:
    """Tells when the server has said that its tools are others now."""

    def __init__(self):
        self.told = asyncio.Event()

    async def handle(self, message):
        inner = getattr(message, "root", message)
        if getattr(inner, "method", None) == "notifications/tools/list_changed":
            self.told.set()


class SecondClient:
    """Version 2, in either era."""

    def __init__(self, client, changes):
        self.client, self.changes = client, changes

    @property
    def version(self):
        return self.client.protocol_version

    async def list(self, cursor=None):
        return plain(await self.client.list_tools(cursor=cursor, cache_mode="refresh"))

    async def call(self, name, arguments, progress=None):
        return plain(await self.client.call_tool(name, arguments, progress_callback=progress))

    async def begin_and_cancel(self, name, arguments, begun):
        """Gives a call up when `begun` says that it is on its way."""
        task = asyncio.ensure_future(self.client.call_tool(name, arguments))
        await begun()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    @contextlib.asynccontextmanager
    async def listening(self):
        """A context whose value waits for a change of the tools."""
        if self.version < "2026":
            self.changes.told.clear()
            yield self.changes.told.wait
        else:
            async with self.client.listen(tools_list_changed=True) as events:
                yield events.__anext__


class FirstClient:
    """Version 1, which knows the old era only."""

    def __init__(self, session, changes, version):
        self.session, self.changes, self.version = session, changes, version

    async def list(self, cursor=None):
        return plain(await self.session.list_tools(cursor))

    async def call(self, name, arguments, progress=None):
        return plain(await self.session.call_tool(name, arguments, progress_callback=progress))

    async def begin_and_cancel(self, name, arguments, begun):
        number = self.session._request_id
        task = asyncio.ensure_future(self.session.call_tool(name, arguments))
        await begun()
        # This version leaves it to its user to tell the server.
        await self.session.send_notification(ClientNotification(CancelledNotification(
            method="notifications/cancelled", params=CancelledNotificationParams(requestId=number))))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    @contextlib.asynccontextmanager
    async def listening(self):
        self.changes.told.clear()
        yield self.changes.told.wait


@contextlib.asynccontextmanager
async def connect(mode, server):
    changes = Changes()
    async with contextlib.AsyncExitStack() as stack:
        if Client is not None:
            if is_url(server):
                web = await stack.enter_async_context(httpx2.AsyncClient(
                    headers={"Authorization": f"Bearer {server[1]}"}, timeout=httpx2.Timeout(60, read=300)))
                transport = streamable_http_client(server[0], http_client=web)
            else:
                transport = child(server)
            client = await stack.enter_async_context(Client(transport, mode=mode, message_handler=changes.handle))
            yield SecondClient(client, changes)
        else:
            if is_url(server):
                transport = streamablehttp_client(server[0], headers={"Authorization": f"Bearer {server[1]}"})
            else:
                transport = child(server)
            read, write, *_ = await stack.enter_async_context(transport)
            session = await stack.enter_async_context(ClientSession(read, write, message_handler=changes.handle))
            initialized = await session.initialize()
            await session.send_ping()
            yield FirstClient(session, changes, initialized.protocolVersion)
