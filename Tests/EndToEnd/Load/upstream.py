"""An MCP server that does next to nothing, as fast as Python can, and knows what it was asked.

usage: upstream.py JOURNAL          serves standard input and output
       upstream.py JOURNAL PORT     serves HTTP on 127.0.0.1

JOURNAL gets a line `start PID`, and then a line for the key of each call of `add` and `wait`, before it is answered: whatever happens
to this process, the journal tells which calls have had their effect.

Tools:
  add(key, a, b)            {key, sum}
  wait(key, milliseconds)   the same, later
  instant()                 {}; takes note of the time since the answer before it
  gaps()                    {nanoseconds: [...]} between an answer and the next call of `instant`, since this was last asked
  records(megabytes)        {records: [...]}, so many megabytes of JSON as structured content
  text(megabytes)           the same as text
"""

import json
import os
import re
import socket
import sys
import threading
import time

TOOLS = {
    "add": {"key": "string", "a": "integer", "b": "integer"}, "wait": {"key": "string", "milliseconds": "integer"},
    "instant": {}, "gaps": {}, "records": {"megabytes": "number"}, "text": {"megabytes": "number"},
}
DISCOVERY = {
    "resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {"tools": {}}, "ttlMs": 0, "cacheScope": "private",
    "_meta": {"io.modelcontextprotocol/serverInfo": {"name": "upstream", "version": "1"}},
}
LIST = {
    "resultType": "complete", "ttlMs": 0, "cacheScope": "private", "tools": [
        {"name": name, "inputSchema": {
            "type": "object", "properties": {key: {"type": kind} for key, kind in properties.items()}, "required": list(properties)}}
        for name, properties in TOOLS.items()],
}
INSTANT = re.compile(rb'"id":(\d+).{0,60}"name":"instant"')

journal = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
os.write(journal, b"start %d\n" % os.getpid())
answered = 0
gaps = []
prepared = {}


def large(megabytes, as_text):
    """A result with records of some hundred bytes, every tenth of them active; encoded once."""
    if (megabytes, as_text) not in prepared:
        records, size, number = [], 0, 0
        while size < megabytes * 1_000_000:
            record = json.dumps({
                "id": number, "name": f"record {number}", "active": number % 10 == 0, "score": number / 7,
                "tags": ["one", "two", f"t{number % 13}"], "note": "a \"quoted\" remark, é \n" + "x" * (number % 100)}, ensure_ascii=False)
            records.append(record)
            size += len(record.encode()) + 1
            number += 1
        text = '{"records":[' + ",".join(records) + "]}"
        prepared[megabytes, as_text] = (
            '"content":[{"type":"text","text":' + json.dumps(text, ensure_ascii=False) + "}]" if as_text
            else '"content":[],"structuredContent":' + text).encode()
    return prepared[megabytes, as_text]


def handle(message, send):
    """Answers a message, now or later, by calling `send` with a line."""
    global answered
    arrived = time.perf_counter_ns()
    quick = INSTANT.search(message)
    if quick:
        gaps.append(arrived - answered)
        send(b'{"jsonrpc":"2.0","id":%b,"result":{"resultType":"complete","content":[],"structuredContent":{}}}\n' % quick[1])
        answered = time.perf_counter_ns()
        return
    request = json.loads(message)
    if "id" not in request:
        return

    def answer(members):
        send(b'{"jsonrpc":"2.0","id":%b,%b}\n' % (json.dumps(request["id"]).encode(), members))

    def result(value):
        answer(b'"result":{"resultType":"complete","content":[],"structuredContent":%b}' % json.dumps(value).encode())

    method = request["method"]
    if method == "server/discover":
        return answer(b'"result":' + json.dumps(DISCOVERY).encode())
    if method == "tools/list":
        return answer(b'"result":' + json.dumps(LIST).encode())
    if method != "tools/call":
        return answer(b'"error":{"code":-32601,"message":"Method not found"}')
    name, arguments = request["params"]["name"], request["params"]["arguments"]
    if name == "add":
        os.write(journal, arguments["key"].encode() + b"\n")
        result({"key": arguments["key"], "sum": arguments["a"] + arguments["b"]})
    elif name == "wait":
        os.write(journal, arguments["key"].encode() + b"\n")
        threading.Timer(arguments["milliseconds"] / 1000, result, [{"key": arguments["key"]}]).start()
    elif name == "gaps":
        # The first one is about whatever was before.
        result({"nanoseconds": gaps[1:]})
        gaps.clear()
    elif name in ("records", "text"):
        answer(b'"result":{"resultType":"complete",%b}' % large(arguments["megabytes"], name == "text"))
    else:
        answer(b'"error":{"code":-32602,"message":"Unknown tool"}')


def serve_lines():
    writing = threading.Lock()

    def send(line):
        with writing:
            while line:
                line = line[os.write(1, line):]

    waiting = b""
    while chunk := os.read(0, 1 << 16):
        *lines, waiting = (waiting + chunk).split(b"\n")
        for line in lines:
            handle(line, send)


def serve_connection(connection):
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    waiting = b""
    try:
        while True:
            while b"\r\n\r\n" not in waiting:
                chunk = connection.recv(1 << 16)
                if not chunk:
                    return
                waiting += chunk
            head, waiting = waiting.split(b"\r\n\r\n", 1)
            fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
            length = int(fields.get(b"content-length", 0))
            while len(waiting) < length:
                waiting += connection.recv(1 << 16)
            body, waiting = waiting[:length], waiting[length:]
            closes = fields.get(b"connection") == b"close"
            if not head.startswith(b"POST"):
                connection.sendall(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n")
                continue
            answers = []
            done = threading.Event()
            handle(body, lambda line: (answers.append(line), done.set()))
            if b'"id"' in body:
                done.wait()
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n%bContent-Length: %d\r\n\r\n%b"
                % (b"Connection: close\r\n" if closes else b"", len(answers[0]), answers[0])
                if answers else b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")
            if closes:
                return
    except OSError:
        pass
    finally:
        connection.close()


def serve_http(port):
    with socket.create_server(("127.0.0.1", port), backlog=512) as listener:
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve_connection, args=[connection], daemon=True).start()


if len(sys.argv) > 2:
    serve_http(int(sys.argv[2]))
else:
    serve_lines()
