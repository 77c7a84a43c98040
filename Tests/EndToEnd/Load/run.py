"""The hub under load, with real processes: what it takes, what it loses (nothing), and how it ends.

usage: run.py JSEXEC [--full] [NAME...]

NAME is one of load, overhead, large, kills, ends; all of them without a name. --full takes the sizes of docs/PERFORMANCE.md instead of
those that fit into every run of CI.
"""

import json
import os
import pathlib
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter

from clients import UPSTREAM, Hub, Usage, Web, drive, journal, message, pipe_server, post

MILLION = 1_000_000
# Two calls one after the other, then three at the same time.
FIVE_CALLS = """
const request = i => ({server: input.server, tool: "add", args: {key: input.key + "/" + i, a: i, b: input.n}});
const one = i => call_tool(input.server, "add", request(i).args);
return [one(0), one(1), ...call_tools([2, 3, 4].map(request), {max_parallel: 3})];
"""
failures = 0


def check(what, condition, shown=""):
    global failures
    if condition:
        print(f"ok   {what}")
    else:
        failures += 1
        print(f"FAIL {what}: {str(shown)[:2000]}")


def tell(text):
    print(f"     {text}", flush=True)


def execution(number, server):
    key = f"{server}-{number}"
    return key, post(message(number, FIVE_CALLS, {"server": server, "key": key, "n": number}))


def expected(key):
    number = int(key.split("-")[1])
    return [{"ok": True, "result": {"key": f"{key}/{i}", "sum": i + number}} for i in range(5)]


def quantile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


# MARK: Many clients

def check_load(jsexec, directory, full):
    """Many clients, whose scripts call servers on pipes and over HTTP: every call has its effect once and its result is the right one."""
    count = 5000 if full else 1000
    with Web(directory) as web, Hub(jsexec, directory, {"pipe": pipe_server(directory, "pipe"), "web": web.configuration}) as hub:
        hub.execute("return [call_tool('pipe', 'gaps', {}), call_tool('web', 'gaps', {})].length")
        for servers in [["pipe"], ["web"], ["pipe", "web"]]:
            title = " and ".join(servers)
            first = len(journal(directory, "pipe")[0]) + len(journal(directory, "web")[0])
            before, began = hub.usage, time.perf_counter()
            keys = [(first + number, servers[number % len(servers)]) for number in range(count)]
            answers = drive(hub.port, (execution(*key) for key in keys))
            seconds = time.perf_counter() - began
            wrong = [answer for answer in answers if (answer.outcome or {}).get("result") != expected(answer.key)]
            check(f"load, {title}: {count} executions of 50 clients have their results", len(answers) == count and not wrong,
                  (len(answers), wrong and wrong[0].body))
            wanted = Counter(f"{server}-{number}/{i}" for number, server in keys for i in range(5))
            counted = Counter(key for name in servers for key in journal(directory, name)[0] if key in wanted)
            check(f"load, {title}: each of {5 * count} calls was made once", counted == wanted, wanted - counted or counted - wanted)
            after = hub.usage
            times = [answer.seconds * 1000 for answer in answers]
            tell(f"{count / seconds:.0f} executions/s, {5 * count / seconds:.0f} calls/s; "
                 f"p50 {quantile(times, 0.5):.1f} ms, p99 {quantile(times, 0.99):.1f} ms, longest {max(times):.1f} ms")
            if after.processor is not None:
                tell(f"processor time of the hub: {1e6 * (after.processor - before.processor) / count:.0f} µs for each execution")
        after = settled(hub, lambda usage: usage.descriptors <= before.descriptors)
        if after.threads is None:
            return tell("this system does not tell what a process takes")
        tell(f"threads {before.threads} → {after.threads}, descriptors {before.descriptors} → {after.descriptors}, "
             f"peak memory {after.peak_bytes / MILLION:.0f} MB")
        check("load: no descriptor is left behind", after.descriptors <= before.descriptors, after.descriptors)
        check("load: no thread is left behind", after.threads <= before.threads + 2, after.threads)
        check("load: memory stays small", after.peak_bytes < 300 * MILLION, after.peak_bytes)


def settled(hub, condition, patience=10):
    """What the hub takes, as soon as it fulfils a condition, or after some seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        usage = hub.usage
        if usage.threads is None or condition(usage):
            break
        time.sleep(0.1)
    return usage


# MARK: What the hub adds to a call

LOOP = """
for (let i = 0; i < input.calls; i++) mcp.callTool(input.server + "__instant", {});
return mcp.callTool(input.server + "__gaps", {}).nanoseconds;
"""
INSTANT = b'{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"instant","arguments":{}}}\n'
GAPS = b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"gaps","arguments":{}}}\n'


def direct_gaps(exchange, calls):
    """The gaps that the smallest of clients leaves: it writes bytes and reads bytes."""
    exchange(GAPS)
    for number in range(calls):
        exchange(INSTANT % number)
    return json.loads(exchange(GAPS))["result"]["structuredContent"]["nanoseconds"]


def direct_pipe_gaps(directory, calls):
    with subprocess.Popen(
        [sys.executable, UPSTREAM, str(directory / "direct.journal")], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        def exchange(line):
            os.write(server.stdin.fileno(), line)
            answer = b""
            while not answer.endswith(b"\n"):
                answer += os.read(server.stdout.fileno(), 1 << 16)
            return answer
        gaps = direct_gaps(exchange, calls)
        server.stdin.close()
    return gaps


def direct_web_gaps(web, calls):
    with socket.create_connection(("127.0.0.1", web.port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def exchange(line):
            connection.sendall(b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%b" % (len(line), line))
            answer = b""
            while not answer.endswith(b"\n"):
                answer += connection.recv(1 << 16)
            return answer.split(b"\r\n\r\n", 1)[1]
        return direct_gaps(exchange, calls)


def check_overhead(jsexec, directory, full):
    """The time between an answer of a server and the next call of the same script, which is all the hub's and the system's.

    The median of the best round counts: other work on the machine makes times longer, and nothing makes them shorter.
    """
    calls, rounds = (1000, 10) if full else (1000, 3)
    with Web(directory) as web, Hub(jsexec, directory, {"pipe": pipe_server(directory, "pipe"), "web": web.configuration}) as hub:
        for server, direct, limit in [
            ("pipe", lambda: direct_pipe_gaps(directory, calls), 300), ("web", lambda: direct_web_gaps(web, calls), 1000),
        ]:
            hub.execute(LOOP, {"server": server, "calls": 100})
            best = least = float("inf")
            patience = time.monotonic() + 60
            while rounds > 0 or best >= limit and time.monotonic() < patience:
                rounds -= 1
                before = hub.usage
                gaps = [gap / 1000 for gap in hub.execute(LOOP, {"server": server, "calls": calls})[0]]
                after = hub.usage
                if statistics.median(gaps) < best:
                    best, slowest = statistics.median(gaps), quantile(gaps, 0.99)
                    spent = (after.processor - before.processor) / calls * 1e6 if after.processor is not None else float("nan")
                least = min(least, statistics.median(direct()) / 1000)
            rounds = 10 if full else 3
            tell(f"{server}: between answer and next call: median {best:.0f} µs, p99 {slowest:.0f} µs; {spent:.0f} µs of processor time; "
                 f"with the smallest of clients {least:.0f} µs")
            check(f"overhead, {server}: the hub takes less than {limit} µs for a call (median)", best < limit, best)


# MARK: Large results

FILTER = """
const {records} = mcp.callTool(input.tool, {megabytes: input.megabytes});
return records.filter(record => record.active).map(record => [record.id, record.note.length]);
"""


def check_large(jsexec, directory, full):
    """A result of ten megabytes reaches a script, is filtered and returned."""
    rounds, limit = (10 if full else 3), 0.5
    with Web(directory) as web, Hub(jsexec, directory, {"pipe": pipe_server(directory, "pipe"), "web": web.configuration}) as hub:
        for server in ["pipe", "web"]:
            for tool in ["records", "text"]:
                value = {"tool": f"{server}__{tool}", "megabytes": 10}
                # The first one is put together by the server.
                found, _ = hub.execute(FILTER, value)
                check(f"large, {server}, {tool}: the script sees all of it",
                      [number for number, _ in found] == list(range(0, 10 * len(found), 10)) and len(found) > 5000
                      and found[1][1] == len("a \"quoted\" remark, é \n") + 10, found[:3])
                pids = [os.getpid(), hub.process.pid, web.process.pid, *hub.children]
                before, times, own = hub.usage, [], []
                patience = time.monotonic() + 30
                while len(times) < rounds or min(own) >= limit and time.monotonic() < patience:
                    waiting, processor = sum(Usage(pid).waiting for pid in pids), hub.usage.processor
                    times.append(hub.execute(FILTER, value)[1])
                    # What it would have taken if nobody else had wanted the processors. Threads that wait at the same time count too often.
                    waiting = sum(Usage(pid).waiting for pid in pids) - waiting
                    own.append(max(times[-1] - waiting, (hub.usage.processor or 0) - (processor or 0)))
                after = hub.usage
                tell(f"{server}, {tool}: best {min(times) * 1000:.0f} ms, median {statistics.median(times) * 1000:.0f} ms; best without waiting for a processor "
                     f"{min(own) * 1000:.0f} ms"
                     + ("" if after.processor is None else
                        f"; {(after.processor - before.processor) / len(times) * 1000:.0f} ms of processor time of the hub, "
                        f"peak memory {after.peak_bytes / MILLION:.0f} MB"))
                check(f"large, {server}, {tool}: ten megabytes in less than {limit} s, waiting for a processor apart", min(own) < limit, (times, own))


# MARK: Servers that are killed

def check_kills(jsexec, directory, full):
    """Servers are killed at random times: only calls that they have begun are lost, and other servers are not concerned."""
    rounds, seed = (30 if full else 6), 7
    chance = random.Random(seed)
    with Web(directory) as web, Hub(jsexec, directory, {
        "victim": pipe_server(directory, "victim"), "steady": pipe_server(directory, "steady"), "web": web.configuration,
    }) as hub:
        stopped = threading.Event()
        collected = []

        def requests():
            number = 0
            while not stopped.is_set():
                yield execution(number, ["victim", "steady", "web"][number % 3])
                number += 1

        driver = threading.Thread(target=lambda: collected.extend(drive(hub.port, requests(), clients=20)))
        driver.start()
        kills, returns = {"victim": [], "web": []}, {"victim": [], "web": []}
        time.sleep(1.5)
        for number in range(rounds):
            server = ["victim", "web"][number % 2]
            kills[server].append(time.perf_counter())
            if server == "web":
                web.kill()
                time.sleep(chance.uniform(0, 0.3))
                web.start()
            else:
                os.kill(journal(directory, "victim")[1][-1], signal.SIGKILL)
            # From here on it can be reached, or is started by the hub.
            began = time.perf_counter()
            while hub.execute(f"return call_tool('{server}', 'add', {{key: 'probe', a: 1, b: 1}}).ok")[0] is not True:
                if time.perf_counter() - began > 60:
                    break
                time.sleep(0.01)
            returns[server].append(time.perf_counter())
            time.sleep(chance.uniform(0, 2))
        stopped.set()
        driver.join()

    check(f"kills: {len(collected)} executions have a result", all(answer.outcome and "result" in answer.outcome for answer in collected),
          next((answer.body for answer in collected if not answer.outcome or "result" not in answer.outcome), None))
    for server in ["victim", "steady", "web"]:
        times, backs = kills.get(server, []), returns.get(server, [])
        written = Counter(journal(directory, server)[0])
        answers = [answer for answer in collected if answer.key.startswith(server) and answer.outcome and "result" in answer.outcome]
        good, bad = [], []
        for answer in answers:
            for wanted, got in zip(expected(answer.key), answer.outcome["result"]):
                (good if got == wanted else bad).append((answer, wanted["result"]["key"], got))
        check(f"kills, {server}: each call that succeeded had its effect once", all(written[key] == 1 for _, key, _ in good))
        check(f"kills, {server}: no call that failed had its effect twice", all(written[key] <= 1 for _, key, _ in bad))
        check(f"kills, {server}: failures are reported as such",
              all(got["ok"] is False and got["error"]["code"] == "UPSTREAM_ERROR" for _, _, got in bad), bad[:1])
        words = Counter((got.get("error") or {}).get("message") for _, _, got in bad)
        tell(f"{server}: {len(times)} times killed, {len(good)} calls succeeded, {len(bad)} failed {dict(words)}")
        if server == "steady":
            check("kills, steady: calls to other servers are not concerned", not bad and len(good) > 0, bad[:1])
            continue
        check(f"kills, {server}: calls fail only when the server is killed",
              all(any(answer.began <= back and answer.ended >= at for at, back in zip(times, backs)) for answer, _, _ in bad))
        downtimes = [back - at for at, back in zip(times, backs)]
        tell(f"{server}: back after {quantile(downtimes, 0.5) * 1000:.0f} ms (median), {max(downtimes) * 1000:.0f} ms (longest)")
        check(f"kills, {server}: it is back within its backoff", max(downtimes) < 15, downtimes)
        if server == "victim":
            # A pool of ten threads, each with up to three calls at the same time.
            check("kills, victim: only calls that were in flight are lost",
                  all(word.startswith(LOST) for word in words) and len(bad) <= 30 * len(times), words)


LOST = "server is unavailable: the connection was lost during the call, which may or may not have had its effect"


# MARK: Ends

WAITING = """
const done = [];
for (let i = 0; i < 20; i++) {
  done.push(call_tool("pipe", "wait", {key: `${input.key}/${i}`, milliseconds: 50}).ok);
  if (input.web) done.push(call_tool("web", "add", {key: `${input.key}/${i}/w`, a: 1, b: 1}).ok);
}
return done;
"""


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return True


def is_final(answer):
    """Whether an answer says how an execution ended: with its result, cancelled, or not begun."""
    if "error" in answer:
        return "shutting down" in answer["error"]["message"]
    outcome = answer["result"]["structuredContent"]
    return "result" in outcome or outcome["error"]["type"] == "cancelled"


def kind(answer):
    if "error" in answer:
        return "not begun"
    return "cancelled" if "error" in answer["result"]["structuredContent"] else "result"


def check_end_over_http(jsexec, directory, delay):
    with Web(directory) as web, Hub(jsexec, directory, {"pipe": pipe_server(directory, "pipe"), "web": web.configuration}) as hub:
        children = hub.children

        def requests():
            number = 0
            while True:
                quick = number % 2 == 0
                yield execution(number, "pipe") if quick else (None, post(message(number, WAITING, {"key": f"w{number}", "web": True})))
                number += 1

        collected = []
        driver = threading.Thread(target=lambda: collected.extend(drive(hub.port, requests(), timeout=60)))
        driver.start()
        time.sleep(delay)
        hub.process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        status = hub.process.wait(timeout=30)
        took = time.monotonic() - began
        driver.join()
        ends = Counter(kind(answer.message) if answer.status == 200 else answer.status for answer in collected)
        tell(f"HTTP, SIGTERM after {delay:.1f} s: {dict(ends)}; ended after {took:.1f} s")
        check("ends, HTTP: SIGTERM leaves nobody without an answer",
              all(answer.status == 503 or answer.status == 200 and is_final(answer.message) for answer in collected),
              [(answer.status, answer.body[:300]) for answer in collected
               if not (answer.status == 503 or answer.status == 200 and is_final(answer.message))][:3])
        check("ends, HTTP: all clients were answered", len(collected) >= 50, len(collected))
        check("ends, HTTP: SIGTERM ends the hub in order", status == 0 and took < 20, (status, took))
        check("ends, HTTP: no child is left", not any(is_alive(pid) for pid in children), children)


def check_end_of_pipes(jsexec, directory, end):
    count = 50
    with Hub(jsexec, directory, {"pipe": pipe_server(directory, "pipe")}, http=False) as hub:
        process = hub.process
        lines = [message(number, FIVE_CALLS if number % 2 else WAITING, {"server": "pipe", "key": f"p-{number}", "n": number})
                 for number in range(count)]
        process.stdin.write(lines[1] + b"\n")
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline())]
        children = hub.children
        process.stdin.write(b"".join(line + b"\n" for number, line in enumerate(lines) if number != 1))
        process.stdin.flush()
        # The first of these answers tells that the hub is reading, and busy.
        answers.append(json.loads(process.stdout.readline()))
        time.sleep(0.2)
        began = time.monotonic()
        if end == "SIGTERM":
            process.send_signal(signal.SIGTERM)
        else:
            process.stdin.close()
            process.stdin = None
        answers += [json.loads(line) for line in process.stdout]
        status = process.wait(timeout=30)
        took = time.monotonic() - began
        tell(f"pipes, {end}: {dict(Counter(map(kind, answers)))}; ended after {took:.1f} s")
        check(f"ends, pipes, {end}: every request has one answer", sorted(answer["id"] for answer in answers) == list(range(count)), answers)
        check(f"ends, pipes, {end}: each of them is final", all(map(is_final, answers)), answers)
        check(f"ends, pipes, {end}: the hub ends in order", status == 0 and took < 20, (status, took))
        check(f"ends, pipes, {end}: no child is left", not any(is_alive(pid) for pid in children), children)


def check_ends(jsexec, directory, full):
    """SIGTERM, and the end of input, while there is much to do."""
    for number in range(10 if full else 2):
        scratch = directory / str(number)
        scratch.mkdir()
        check_end_over_http(jsexec, scratch, random.uniform(0.3, 1.5))
        check_end_of_pipes(jsexec, scratch, "SIGTERM")
        check_end_of_pipes(jsexec, scratch, "end of input")


def main():
    names = [argument for argument in sys.argv[2:] if argument != "--full"]
    checks = {"load": check_load, "overhead": check_overhead, "large": check_large, "kills": check_kills, "ends": check_ends}
    for name in names or checks:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as directory:
            checks[name](str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(directory), "--full" in sys.argv)
        tell(f"{name}: {time.monotonic() - began:.0f} s")
    print(f"{failures} failures")
    sys.exit(1 if failures else 0)


main()
