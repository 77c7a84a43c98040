"""What a host does: reads a configuration file, starts the server that it names, and lets a script run. Run by readme_checks.py.

usage: host.py FILE     (mcp 2.x)
"""

import asyncio
import json
import os
import sys

from mcp import StdioServerParameters, stdio_client
from mcp.client import Client

SCRIPT = """
const start = Date.now();
for (;;) {
  const time = call_tool("time", "get_current_time", { timezone: "UTC" });
  const status = call_tool("git", "git_status", { repo_path: input.home + "/project" });
  if (time.ok && status.ok || Date.now() - start > 60000) return { time, status };
}
"""


async def main():
    configuration = json.load(open(sys.argv[1]))
    entry = (configuration.get("mcpServers") or configuration.get("servers"))["jsexec"]
    # Without `env`, the SDK gives its children what hosts usually do: PATH, HOME and a few more.
    parameters = StdioServerParameters(command=entry["command"], args=entry["args"])
    async with Client(stdio_client(parameters)) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert "execute" in names, names
        called = await client.call_tool("execute", {
            "code": SCRIPT, "input": {"home": os.environ["HOME"]}, "options": {"timeout_ms": 90000}})
        result = (called.structured_content or {}).get("result") or called
        assert result["time"]["result"]["timezone"] == "UTC", result
        assert "On branch" in result["status"]["result"], result
        print(result)


asyncio.run(main())
