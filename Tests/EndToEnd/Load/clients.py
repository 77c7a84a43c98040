"""What the checks under load are made with: a hub that serves HTTP or its standard streams, and many clients in one loop."""

import contextlib
import json
import os
import pathlib
import selectors
import socket
import subprocess
import sys
import tempfile
import time

UPSTREAM = str(pathlib.Path(__file__).resolve().parent / "upstream.py")
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


def message(identifier, code, value, timeout=60_000):
    """A call of `execute`, as one line of JSON."""
    return json.dumps({"jsonrpc": "2.0", "id": identifier, "method": "tools/call", "params": {
        "name": "execute", "arguments": {"code": code, "input": value, "options": {"timeout_ms": timeout}}, "_meta": META}}).encode()


def post(body):
    return (b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json, text/event-stream\r\n"
            b"MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: execute\r\n"
            b"Content-Length: %d\r\n\r\n%b" % (len(body), body))


def body_of(answer):
    """The body of a complete HTTP answer."""
    head, body = answer.split(b"\r\n\r\n", 1)
    return body if b"transfer-encoding: chunked" not in head.lower() else unchunked(body)


def unchunked(body):
    pieces = b""
    while True:
        size, body = body.split(b"\r\n", 1)
        if not int(size, 16):
            return pieces
        pieces, body = pieces + body[:int(size, 16)], body[int(size, 16) + 2:]


def outcome_of(body):
    """The message in an answer, whether it is JSON or a stream of events."""
    for line in body.split(b"\n"):
        if line.startswith(b"data: "):
            body = line[6:]
    return json.loads(body)


class Answer:
    """What a request came to: `message` is the answer, None if the connection was closed without one."""

    def __init__(self, key, began, ended, status, body):
        self.key, self.began, self.ended, self.status = key, began, ended, status
        self.message = outcome_of(body) if status == 200 else None
        self.body = body

    @property
    def seconds(self):
        return self.ended - self.began

    @property
    def outcome(self):
        """The structured content of the result, None if there is no result."""
        return ((self.message or {}).get("result") or {}).get("structuredContent")


class Client:
    """One lasting connection with one request at a time."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = bytearray()
        self.key = self.began = None

    def send(self, key, request):
        self.key, self.began, self.received = key, time.perf_counter(), bytearray()
        self.socket.sendall(request)

    def receive(self):
        """Takes what has arrived; gives the status of the answer when it is complete, 0 at the end of the connection, else None."""
        try:
            piece = self.socket.recv(1 << 20)
        except OSError:
            piece = b""
        if not piece:
            return 0
        self.received += piece
        head = self.received.find(b"\r\n\r\n")
        if head < 0:
            return None
        fields = bytes(self.received[:head]).lower()
        if b"transfer-encoding: chunked" in fields:
            complete = self.received.endswith(b"\r\n0\r\n\r\n")
        else:
            complete = len(self.received) >= head + 4 + int(fields.split(b"content-length: ")[1].split(b"\r\n")[0])
        return int(fields[9:12]) if complete else None


def drive(port, requests, clients=50, timeout=300):
    """Sends each of the (key, request) pairs once, over so many connections at the same time; gives the answers.

    A client is done when there are no more requests, and when the other side closes its connection or says that it will.
    """
    answers = []
    with selectors.DefaultSelector() as selector, contextlib.ExitStack() as stack:
        requests = iter(requests)

        def advance(client):
            pair = next(requests, None)
            if pair is None:
                selector.unregister(client.socket)
                return
            try:
                client.send(*pair)
            except OSError:
                finish(client, 0)

        def finish(client, status):
            raw = bytes(client.received)
            answers.append(Answer(
                client.key, client.began, time.perf_counter(), status, body_of(raw) if status else raw))
            if status and b"connection: close" not in raw[:raw.find(b"\r\n\r\n")].lower():
                advance(client)
            else:
                selector.unregister(client.socket)

        for _ in range(clients):
            client = Client(port)
            stack.enter_context(client.socket)
            selector.register(client.socket, selectors.EVENT_READ, client)
            advance(client)
        deadline = time.monotonic() + timeout
        while selector.get_map():
            if time.monotonic() > deadline:
                raise TimeoutError(f"{len(selector.get_map())} of {clients} clients have no answer after {timeout} s")
            for key, _ in selector.select(timeout=1):
                status = key.data.receive()
                if status is not None:
                    finish(key.data, status)
    return answers


class Usage:
    """What a process takes at the moment; None where the system does not tell."""

    def __init__(self, pid):
        self.threads = self.descriptors = self.peak_bytes = self.processor = None
        # Seconds in which threads could have run but had no processor, because others had them.
        self.waiting = 0
        with contextlib.suppress(OSError):
            fields = dict(line.split(":", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
            self.threads = int(fields["Threads"])
            self.peak_bytes = int(fields["VmHWM"].split()[0]) * 1024
            self.descriptors = len(os.listdir(f"/proc/{pid}/fd"))
            times = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            self.processor = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
            for path in pathlib.Path(f"/proc/{pid}/task").glob("*/schedstat"):
                with contextlib.suppress(OSError):
                    self.waiting += int(path.read_text().split()[1]) / 1e9


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Web:
    """The upstream server that speaks HTTP; it can be killed and started again on the same port."""

    def __init__(self, directory, name="web"):
        self.port, self.journal = free_port(), directory / f"{name}.journal"
        self.start()

    def start(self):
        self.process = subprocess.Popen([sys.executable, UPSTREAM, str(self.journal), str(self.port)], stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            time.sleep(0.01)
        raise TimeoutError("the upstream server did not start")

    def kill(self):
        self.process.kill()
        self.process.wait()

    @property
    def configuration(self):
        return {"url": f"http://127.0.0.1:{self.port}/mcp", "required": True}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()


def pipe_server(directory, name):
    """The configuration of an upstream server on pipes."""
    return {"command": sys.executable, "args": [UPSTREAM, str(directory / f"{name}.journal")], "required": True}


def journal(directory, name):
    """The keys in a journal, and the identifiers of the processes that wrote it."""
    lines = (directory / f"{name}.journal").read_text().splitlines()
    return ([line for line in lines if not line.startswith("start ")],
            [int(line.split()[1]) for line in lines if line.startswith("start ")])


class Hub:
    """A hub with these servers: over HTTP at `port`, or on pipes."""

    def __init__(self, jsexec, directory, servers, http=True, options=None):
        configuration = directory / "servers.json"
        configuration.write_text(json.dumps({"mcpServers": servers, "codeExecution": options or {}}))
        self.log = tempfile.TemporaryFile(dir=directory)
        self.process = subprocess.Popen(
            [jsexec, "serve", "--config", str(configuration), *(["--http", "0"] if http else [])],
            stdin=subprocess.DEVNULL if http else subprocess.PIPE, stdout=subprocess.DEVNULL if http else subprocess.PIPE,
            stderr=self.log)
        self.port = None
        deadline = time.monotonic() + 60
        while http and self.port is None:
            url = next((line["url"] for line in self.lines() if "url" in line), None)
            if url:
                self.port = int(url.split(":")[2].split("/")[0])
            elif self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the hub did not start: {self.lines()}")
            else:
                time.sleep(0.02)

    def lines(self):
        """The log so far."""
        size = os.fstat(self.log.fileno()).st_size
        return [json.loads(line) for line in os.pread(self.log.fileno(), size, 0).split(b"\n")[:-1]]

    @property
    def usage(self):
        return Usage(self.process.pid)

    @property
    def children(self):
        """The identifiers of the processes that the hub has started."""
        found = []
        for path in pathlib.Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if int(path.read_text().rsplit(")", 1)[1].split()[1]) == self.process.pid:
                    found.append(int(path.parent.name))
        return found

    def execute(self, code, value=None):
        """The outcome of one script, over HTTP, and the seconds it took."""
        [answer] = drive(self.port, [(None, post(message(1, code, value or {})))], clients=1)
        if not answer.outcome or "error" in answer.outcome:
            raise RuntimeError(f"a script failed: {answer.body[:2000]}")
        return answer.outcome["result"], answer.seconds

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        self.log.close()
