"""mcp-server-time or mcp-server-git over Streamable HTTP, which their own commands do not offer.

usage: http_front.py PORT time | git REPOSITORY
"""

import pathlib
import sys

port, name = int(sys.argv[1]), sys.argv[2]
if name == "time":
    from mcp_server_time.server import create_server

    server = create_server("UTC")
else:
    from mcp_server_git.server import create_server

    server = create_server(pathlib.Path(sys.argv[3]))
server.run("streamable-http", host="127.0.0.1", port=port)
