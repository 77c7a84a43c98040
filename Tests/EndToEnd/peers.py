"""What the checks talk to: hubs that serve, clients that speak to them line by line, and servers on ports."""

import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

DIRECTORY = pathlib.Path(__file__).resolve().parent
# A machine that is busy takes its time; nothing that goes well waits so long.
PATIENCE = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def hub(jsexec, *arguments, token=None):
    """A hub that serves HTTP on a port of its choice; gives its process, whose `lines` are its log, and its address."""
    environment = os.environ | ({"JSEXEC_HTTP_TOKEN": token} if token else {})
    process = subprocess.Popen(
        [jsexec.path, "serve", "--http", "0", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=environment, text=True)
    try:
        url = None
        while url is None:
            line = process.stderr.readline()
            if not line:
                raise RuntimeError("the hub did not start")
            url = json.loads(line).get("url")
        process.lines = []
        threading.Thread(target=lambda: process.lines.extend(process.stderr), daemon=True).start()
        yield process, url
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


@contextlib.contextmanager
def server(python, script, port, *arguments):
    """A server of this directory that listens on `port`; gives its process."""
    process = subprocess.Popen(
        [str(python), str(DIRECTORY / script), str(port), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{script} did not start")
                time.sleep(0.1)
        yield process
    finally:
        # With all that it has started.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def post(url, message, headers=None):
    """The status and the body of the answer."""
    request = urllib.request.Request(
        url, json.dumps(message).encode(), {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


class Served:
    """`jsexec serve` and a client that speaks to it line by line."""

    def __init__(self, jsexec, configuration):
        self.process = subprocess.Popen(
            [jsexec.path, "serve", "--config", str(configuration)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)
        self.changed = threading.Condition()
        self.messages, self.log, self.next_id = [], [], 0
        for stream, kept in [(self.process.stdout, self.messages), (self.process.stderr, self.log)]:
            threading.Thread(target=self.read, args=(stream, kept), daemon=True).start()
        self.ask("initialize", {
            "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "checks", "version": "1"}})
        self.send({"method": "notifications/initialized"})

    def read(self, stream, kept):
        for line in stream:
            with self.changed:
                kept.append(json.loads(line))
                self.changed.notify_all()

    def send(self, message):
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()

    def wait(self, condition, seconds=PATIENCE):
        with self.changed:
            self.changed.wait_for(condition, seconds)
            return condition()

    def begin(self, method, params):
        self.next_id += 1
        self.send({"id": self.next_id, "method": method, "params": params})
        return self.next_id

    def answered(self, number):
        return [message for message in self.messages if message.get("id") == number]

    def answer(self, number):
        found = self.wait(lambda: self.answered(number))
        return found[0].get("result", found[0]) if found else {}

    def ask(self, method, params=None):
        return self.answer(self.begin(method, params or {}))

    def begin_script(self, code, **options):
        return self.begin("tools/call", {"name": "execute", "arguments": {"code": code, "options": options}})

    def outcome(self, number):
        return self.answer(number).get("structuredContent", {})

    def script(self, code, **options):
        return self.outcome(self.begin_script(code, **options))

    def logged(self, message):
        return [line for line in self.log if line["message"] == message]

    def announced(self):
        return len([message for message in self.messages if message.get("method") == "notifications/tools/list_changed"])

    def close(self):
        """Whether the hub ends as it should."""
        self.process.stdin.close()
        try:
            return self.process.wait(PATIENCE) == 0
        except subprocess.TimeoutExpired:
            self.process.kill()
            return False
