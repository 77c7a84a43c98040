"""An MCP server with bad manners, on standard streams or over HTTP. Standard library only.

usage: misbehaving_server.py stdio|PORT [--era modern|legacy] [--manner MANNER]

Most tools do one thing wrong when they are called, and the server is all right otherwise; what each one has to lead to is in
misbehaviour_checks.py. A manner is something that is wrong with the whole server; over HTTP it is the path of the address:

  silent         never answers anything
  dies           ends as soon as it is asked something (on HTTP, closes the connection)
  garbage        answers everything with what is not JSON
  no-tools       answers `tools/list` without a list
  odd-tools      lists definitions that are none, beside a good one
  endless-pages  gives every page of tools another cursor
  same-cursor    gives every page of tools the same cursor
  restless       says that its tools have changed whenever it lists them
  old-version    agrees to a version of the protocol that never was
  html, missing, broken, elsewhere
                 (HTTP) answers everything with a page, with 404, with 500, with a redirection
"""

import argparse
import json
import os
import socket
import struct
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODERN, LEGACY = "2026-07-28", "2025-11-25"
META = "io.modelcontextprotocol/"

parser = argparse.ArgumentParser()
parser.add_argument("address")
parser.add_argument("--era", default="modern", choices=["modern", "legacy"])
parser.add_argument("--manner", default="")
options = parser.parse_args()
is_modern = options.era == "modern"

state = threading.Condition()
calls = {}
added_tools = []
# What listens to changes: functions that send a message.
listeners = []


# What is said, whichever way it goes.


def message(**members):
    return {"jsonrpc": "2.0", **members}


def answer(request_id, result):
    return message(id=request_id, result={"resultType": "complete", **result} if is_modern else result)


def text(value):
    return {"content": [{"type": "text", "text": value}]}


def error(request_id, code, words):
    return message(id=request_id, error={"code": code, "message": words})


def progress(token, number):
    return message(method="notifications/progress", params={"progressToken": token, "progress": number})


def tool(name, **properties):
    return {"name": name, "inputSchema": {"type": "object", "properties": properties}}


TOOLS = [tool(name) for name in [
    "echo", "calls", "strange_ids", "twice", "garbage", "silence", "late", "chatter", "not_json", "not_an_answer", "no_object",
    "nested", "wants_input", "wants_capability", "internal_error", "fails", "drip", "change", "huge", "crash", "half",
    "bad_utf8", "page", "status", "accepted", "plain", "cut_stream", "empty_stream", "reset", "no_http", "short_body", "wrong_answer",
]]


def tool_page(manner, cursor):
    number = int(cursor or 0)
    if manner == "no-tools":
        return {"nothing": True}
    if manner == "odd-tools":
        return {"tools": [
            "text", None, {}, {"name": 5, "inputSchema": {"type": "object"}}, {"name": "no_schema"},
            {"name": "null_schema", "inputSchema": None}, {"name": "", "inputSchema": {"type": "object"}}, tool("echo"), tool("echo"),
            {"name": "task", "inputSchema": {"type": "object"}, "execution": {"taskSupport": "required"}},
        ]}
    if manner == "endless-pages":
        return {"tools": [tool(f"tool_{10 * number + index}") for index in range(10)], "nextCursor": str(number + 1)}
    if manner == "same-cursor":
        return {"tools": [tool("echo") if number == 0 else tool(f"again_{number}")], "nextCursor": "1"}
    with state:
        return {"tools": TOOLS + [tool(name) for name in added_tools]}


def announce(times=1):
    with state:
        told = list(listeners)
    for send in told:
        for _ in range(times):
            send(message(method="notifications/tools/list_changed"))


def simple_answer(request, manner):
    """The answer to everything but a call of a tool that misbehaves; `None` for those."""
    request_id, method, params = request["id"], request["method"], request.get("params") or {}
    cache = {"ttlMs": 0, "cacheScope": "private"} if is_modern else {}
    if method == "initialize" and not is_modern:
        return answer(request_id, {
            "protocolVersion": "1999-01-01" if manner == "old-version" else LEGACY,
            "capabilities": {"tools": {"listChanged": True}}, "serverInfo": {"name": "misbehaving", "version": "1"}})
    if method == "server/discover" and is_modern:
        return answer(request_id, {
            "supportedVersions": ["1999-01-01" if manner == "old-version" else MODERN],
            "capabilities": {"tools": {"listChanged": True}}, **cache})
    if method == "tools/list":
        with state:
            calls[f"list {manner}"] = calls.get(f"list {manner}", 0) + 1
        if manner == "restless":
            announce()
        return answer(request_id, {**tool_page(manner, params.get("cursor")), **cache})
    if method != "tools/call":
        return error(request_id, -32601, f"Method not found: {method}")
    name, arguments = params["name"], params.get("arguments") or {}
    with state:
        calls[name] = calls.get(name, 0) + 1
    if name == "echo":
        return answer(request_id, {"content": [], "structuredContent": arguments})
    if name == "calls":
        with state:
            return answer(request_id, {"content": [], "structuredContent": dict(calls)})
    if name == "no_object":
        return message(id=request_id, result="text")
    if name == "wants_input":
        return message(id=request_id, result={"resultType": "input_required", "requestState": "x"})
    if name == "wants_capability":
        return error(request_id, -32021, "sampling")
    if name == "internal_error":
        return error(request_id, -32603, "internal trouble")
    if name == "fails":
        return answer(request_id, {**text("no such thing"), "isError": True})
    if name.startswith("tool_"):
        return answer(request_id, text("good"))
    if name == "huge":
        return answer(request_id, text("x" * arguments["bytes"]))
    if name == "change":
        with state:
            added_tools.append(arguments["name"])
        announce(arguments["times"])
        return answer(request_id, text("changed"))
    return None


def misbehave(request, send, write):
    """What both ways have in common. `send` sends a message, `write` sends bytes as they are, in the place of a message.

    Returns whether the tool is one of these.
    """
    request_id, params = request["id"], request["params"]
    name, arguments = params["name"], params.get("arguments") or {}
    good = answer(request_id, text("good"))
    if name == "strange_ids":
        for strange in [999_999, -1, "x", None, 1.5, [], str(request_id)]:
            send(message(id=strange, result=text("strange")))
        send(message(result=text("no id")))
        send(error(424_242, -32603, "strange"))
        send(good)
    elif name == "twice":
        send(good)
        send(answer(request_id, text("second")))
        send(error(request_id, -32603, "third"))
    elif name == "garbage":
        for garbage in [b"this is not JSON", b"{", b"[]", b"\xff\xfe\x00", b'{"jsonrpc": "2.0"}', b"[" * 100_000, b"x" * 1_000_000, b"null"]:
            write(garbage)
        send(good)
    elif name == "silence":
        time.sleep(3600)
    elif name == "late":
        time.sleep(arguments["seconds"])
        send(good)
    elif name == "chatter":
        token = (params.get("_meta") or {}).get("progressToken")
        for number in range(300):
            send(progress(token if number % 2 else "stranger", number))
            send(message(method="notifications/message", params={"level": "info", "data": "x" * 100}))
            send(message(method=f"notifications/unknown_{number}"))
        send(good)
    elif name == "not_json":
        # What Python's `json.dumps` makes of such a number, for example.
        write(b'{"jsonrpc": "2.0", "id": %d, "result": {"structuredContent": {"x": NaN}, "content": []}}' % request_id)
    elif name == "bad_utf8":
        write(json.dumps(answer(request_id, text("a?z"))).encode().replace(b"?", b"\xff"))
    elif name == "not_an_answer":
        send(message(id=request_id))
    elif name == "nested":
        write(b'{"jsonrpc": "2.0", "id": %d, "result": {"content": [], "structuredContent": %s}}' % (request_id, b"[" * 5000 + b"]" * 5000))
    else:
        return False
    return True


# Standard streams


def serve_streams():
    output, lock = sys.stdout.buffer, threading.Lock()

    def write(line):
        with lock:
            output.write(line + b"\n")
            output.flush()

    def send(value):
        write(json.dumps(value).encode())

    def call(request):
        name = request["params"]["name"]
        line = json.dumps(answer(request["id"], text("good"))).encode()
        if name == "crash":
            os._exit(3)
        elif name == "half":
            output.write(line[:20])
            output.flush()
            os._exit(4)
        elif name == "drip":
            with lock:
                for index in range(len(line)):
                    output.write(line[index:index + 1])
                    output.flush()
                    time.sleep(0.005)
                output.write(b"\n")
                output.flush()
        elif not misbehave(request, send, write):
            send(error(request["id"], -32602, f"Unknown tool: {name}"))

    for line in sys.stdin:
        request = json.loads(line)
        if options.manner == "silent":
            continue
        if options.manner == "dies":
            os._exit(5)
        if options.manner == "garbage":
            write(b"Welcome to the server! What can I do for you?")
            continue
        if "method" not in request or "id" not in request:
            continue
        if request["method"] == "subscriptions/listen" and is_modern:
            subscription = {"_meta": {META + "subscriptionId": request["id"]}}
            send(message(method="notifications/subscriptions/acknowledged", params={**subscription, "notifications": {"toolsListChanged": True}}))
            with state:
                listeners.append(lambda change, of=subscription: send({**change, "params": of}))
            if options.manner == "restless":
                announce()
            continue
        if request["method"] == "initialize" and not is_modern:
            with state:
                listeners.append(send)
        reply = simple_answer(request, options.manner)
        if reply is not None:
            send(reply)
        else:
            threading.Thread(target=call, args=(request,), daemon=True).start()


# HTTP


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self, status, body=b"", kind="application/json", **headers):
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def begin_stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def event(self, data):
        self.wfile.write(b"data: " + data + b"\n\n")
        self.wfile.flush()

    def listen(self, before, parameters):
        """A stream of changes, until the client goes."""
        self.begin_stream()
        if before is not None:
            self.event(json.dumps(before).encode())
        queue = []

        def send(change):
            with state:
                queue.append(json.dumps({**change, "params": parameters}).encode())
                state.notify_all()

        with state:
            listeners.append(send)
        if self.manner == "restless":
            announce()
        try:
            while True:
                with state:
                    state.wait(1)
                    sent, queue[:] = list(queue), []
                for change in sent:
                    self.event(change)
                self.wfile.write(b":\n\n")
                self.wfile.flush()
        except OSError:
            with state:
                listeners.remove(send)

    @property
    def manner(self):
        return self.path.strip("/")

    def do_GET(self):
        if is_modern or self.manner not in ("", "restless"):
            return self.reply(405)
        self.listen(None, {})

    def do_DELETE(self):
        self.reply(204)

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        manner = self.manner
        if manner == "silent":
            time.sleep(3600)
        elif manner == "dies":
            self.close_connection = True
        elif manner == "garbage":
            self.reply(200, b"Welcome to the server! What can I do for you?")
        elif manner == "html":
            self.reply(200, b"<html><body>Welcome</body></html>", "text/html")
        elif manner == "missing":
            self.reply(404, b"<html><body>Nothing here</body></html>", "text/html")
        elif manner == "broken":
            self.reply(500, b"Traceback (most recent call last):", "text/plain")
        elif manner == "elsewhere":
            self.reply(307, Location="/other")
        elif "id" not in request:
            self.reply(202)
        elif not is_modern and request["method"] != "initialize" and self.headers.get("Mcp-Session-Id") != "session":
            self.reply(400, b"no session", "text/plain")
        elif request["method"] == "subscriptions/listen" and is_modern:
            subscription = {"_meta": {META + "subscriptionId": request["id"]}}
            acknowledged = {**subscription, "notifications": {"toolsListChanged": True}}
            self.listen(message(method="notifications/subscriptions/acknowledged", params=acknowledged), subscription)
        else:
            reply = simple_answer(request, manner)
            if reply is None:
                self.call(request)
            else:
                headers = {} if is_modern else {"Mcp_Session_Id": "session"}
                self.reply(200, json.dumps(reply).encode(), **headers)

    def call(self, request):
        request_id, name, arguments = request["id"], request["params"]["name"], request["params"].get("arguments") or {}
        body = json.dumps(answer(request_id, text("good"))).encode()
        if name == "crash":
            os._exit(3)
        elif name in ("half", "short_body"):
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[:20])
            self.wfile.flush()
            if name == "half":
                os._exit(4)
            self.close_connection = True
        elif name == "drip":
            self.begin_stream()
            for byte in b"event: message\r\ndata: " + body + b"\r\n\r\n":
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.005)
        elif name == "page":
            self.reply(200, b"<html><body>Please log in</body></html>", "text/html")
        elif name == "status":
            self.reply(arguments["status"], arguments.get("body", "").encode(), "text/plain", Location="https://elsewhere.example/mcp")
        elif name == "accepted":
            self.reply(202)
        elif name == "plain":
            self.reply(200, body, "text/plain")
        elif name == "wrong_answer":
            self.reply(200, json.dumps(answer(999_999, text("strange"))).encode())
        elif name == "cut_stream":
            self.begin_stream()
            self.event(json.dumps(message(method="notifications/message", params={"level": "info", "data": "x"})).encode())
            self.wfile.write(b"data: " + body[:20])
        elif name == "empty_stream":
            self.begin_stream()
        elif name == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
            self.close_connection = True
        elif name == "no_http":
            self.wfile.write(b"SSH-2.0-OpenSSH_9.9\r\n")
            self.close_connection = True
        elif name in ("not_json", "not_an_answer", "nested", "bad_utf8"):
            # Here the answer is the whole body.
            def send(value):
                self.reply(200, json.dumps(value).encode())

            misbehave(request, send, lambda data: self.reply(200, data))
        else:
            self.begin_stream()
            if not misbehave(request, lambda value: self.event(json.dumps(value).encode()), self.event):
                self.event(json.dumps(error(request_id, -32602, f"Unknown tool: {name}")).encode())


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


def serve_http(port):
    """The socket outlives the process that serves: who crashes is back at once."""
    server = Server(("127.0.0.1", port), Handler)
    while True:
        child = os.fork()
        if child == 0:
            server.serve_forever()
        os.waitpid(child, 0)


if options.address == "stdio":
    serve_streams()
else:
    serve_http(int(options.address))
