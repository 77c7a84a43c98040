"""The hub as the client of a server with bad manners (misbehaving_server.py), over both transports and in both eras.

Each thing that goes wrong has one outcome: a result in spite of it, or a failure with a code and words that say what happened.
Meanwhile other servers answer, and afterwards the server is used as before.
"""

import contextlib
import json
import sys
import time

import peers

SCRIPT = peers.DIRECTORY / "misbehaving_server.py"
# Seconds that the hub waits for an answer, where none comes. Where one comes, it waits as long as the machine needs.
TIMEOUT = 8
GOOD = "good"
UNSURE = "may or may not have had its effect"


def failure(code, *words):
    return {"code": code, "words": words}


# What a call has to lead to: tool, parameters, result or failure.
EVERYWHERE = [
    ("echo", {"a": ["é\u2028", 1.5, None]}, {"a": ["é\u2028", 1.5, None]}),
    ("strange_ids", {}, GOOD),
    ("twice", {}, GOOD),
    ("garbage", {}, GOOD),
    ("chatter", {}, GOOD),
    ("drip", {}, GOOD),
    ("bad_utf8", {}, "a\ufffdz"),
    ("not_json", {}, failure("UPSTREAM_ERROR", "the server's answer cannot be read", "'N'", UNSURE)),
    ("nested", {}, failure("UPSTREAM_ERROR", "the server's answer cannot be read", "nested deeper than 500 levels", UNSURE)),
    ("not_an_answer", {}, failure("UPSTREAM_ERROR", "the server's answer cannot be read", UNSURE)),
    ("no_object", {}, failure("UPSTREAM_ERROR", "the result is not an object")),
    ("wants_input", {}, failure("UPSTREAM_ERROR", "asks for input from the user")),
    ("wants_capability", {}, failure("UPSTREAM_ERROR", "needs a client capability", "sampling")),
    ("internal_error", {}, failure("UPSTREAM_ERROR", "internal trouble")),
    ("fails", {}, failure("TOOL_ERROR", "no such thing")),
]
# These are asked of another server of the same kind, whose `timeout` is short.
WITHOUT_ANSWER = [
    ("silence", {}, failure("CALL_TIMEOUT", "no answer in time")),
    ("late", {"seconds": TIMEOUT + 1}, failure("CALL_TIMEOUT", "no answer in time")),
]
OVER_HTTP = [
    ("page", {}, failure("UPSTREAM_ERROR", "something else than an answer", UNSURE)),
    ("plain", {}, GOOD),
    ("wrong_answer", {}, failure("UPSTREAM_ERROR", "something else than an answer", UNSURE)),
    ("accepted", {}, failure("UPSTREAM_ERROR", "accepted the request without answering", UNSURE)),
    ("cut_stream", {}, failure("UPSTREAM_ERROR", "ended its answer too early", UNSURE)),
    ("empty_stream", {}, failure("UPSTREAM_ERROR", "ended its answer too early", UNSURE)),
    ("reset", {}, failure("UPSTREAM_ERROR", UNSURE)),
    ("no_http", {}, failure("UPSTREAM_ERROR", UNSURE)),
    ("short_body", {}, failure("UPSTREAM_ERROR", UNSURE)),
    ("status", {"status": 500, "body": "Traceback"}, failure("UPSTREAM_ERROR", "HTTP status 500")),
    ("status", {"status": 503}, failure("UPSTREAM_ERROR", "HTTP status 503")),
    ("status", {"status": 401}, failure("UPSTREAM_ERROR", "HTTP status 401", '"headers"')),
    ("status", {"status": 307}, failure("UPSTREAM_ERROR", "redirection to https://elsewhere.example/mcp", "not followed")),
]
# In the old era this says that the session is forgotten, and another one begins.
ONLY_MODERN = [("status", {"status": 404}, failure("UPSTREAM_ERROR", "HTTP status 404"))]
# What a server that can never be used is told to be.
MANNERS = {
    "silent": failure("UPSTREAM_ERROR", "not connected: the server did not answer in time"),
    "dies": failure("UPSTREAM_ERROR", "not connected: "),
    "no-tools": failure("UPSTREAM_ERROR", 'its list of tools has no "tools"'),
    "old-version": failure("UPSTREAM_ERROR", "1999-01-01"),
}
MANNERS_OVER_STREAMS = {"garbage": failure("UPSTREAM_ERROR", "not connected: the server did not answer in time")}
MANNERS_OVER_HTTP = {
    "garbage": failure("UPSTREAM_ERROR", "something else than an answer"),
    "html": failure("UPSTREAM_ERROR", "something else than an answer"),
    "missing": failure("UPSTREAM_ERROR", "HTTP status 404"),
    "broken": failure("UPSTREAM_ERROR", "HTTP status 500"),
    "elsewhere": failure("UPSTREAM_ERROR", "a redirection to /other, which is not followed"),
}
# What is wrong here costs nothing but what is wrong.
HARMLESS_MANNERS = {"odd-tools": "echo", "same-cursor": "echo", "endless-pages": "tool_999", "restless": "echo"}


def fits(answer, wanted):
    if isinstance(wanted, dict) and "code" in wanted:
        error = answer.get("error") or {}
        return error.get("code") == wanted["code"] and all(words in error["message"] for words in wanted["words"])
    return answer.get("ok") and answer.get("result") == wanted


def configuration(transport, era, port):
    def server(manner, **settings):
        if transport == "HTTP":
            return {"url": f"http://127.0.0.1:{port}/{manner}", **settings}
        arguments = [str(SCRIPT), "stdio", "--era", era] + (["--manner", manner] if manner else [])
        return {"command": sys.executable, "args": arguments, **settings}

    good = {"command": sys.executable, "args": [str(SCRIPT), "stdio"], "required": True}
    servers = {"good": good, "bad": server("", required=True), "mute": server("", timeout=TIMEOUT)}
    for manner in [*MANNERS, *(MANNERS_OVER_HTTP if transport == "HTTP" else MANNERS_OVER_STREAMS), *HARMLESS_MANNERS]:
        servers[manner] = server(manner)
    for manner in ["silent"] + (["garbage"] if transport == "stdio" else []):
        servers[manner]["timeout"] = TIMEOUT
    return {"mcpServers": servers, "codeExecution": {"poolSize": 60, "memoryLimitMB": 20}}


# Begins a script that asks until the answer is good, but not for ever.
PATIENTLY = """
const patiently = (ask, isGood) => {
  const start = Date.now();
  for (;;) {
    const answer = ask();
    if (isGood(answer) || Date.now() - start > 50000) return answer;
  }
};
"""


def patient_script(hub, expression, condition):
    return hub.script(f"{PATIENTLY} return patiently(() => {expression}, a => {condition})", timeout_ms=60000)


def check_calls(check, title, hub, outcomes):
    """All at the same time, so that what is silent for one does not hold up the others."""
    def begin(server, tool, params):
        return hub.begin_script(f"return call_tool('{server}', '{tool}', {json.dumps(params)})", timeout_ms=60000)

    # On a busy machine it may take more than one attempt to start a server whose `timeout` is short.
    patient_script(hub, "call_tool('mute', 'calls', {})", "a.ok")
    begun = [(what, begin("mute", *what[:2])) for what in WITHOUT_ANSWER] + [(what, begin("bad", *what[:2])) for what in outcomes]
    meanwhile = hub.script("for (let i = 0; i < 20; i++) mcp.callTool('good__echo', {i})", timeout_ms=60000)
    check(f"{title}: another server is not delayed", "error" not in meanwhile and not hub.answered(begun[0][1]), meanwhile)
    for (tool, params, wanted), number in begun:
        answer = hub.outcome(number)
        what = f"{tool} {params['status']}" if tool == "status" else tool
        check(f"{title}: {what}", fits(answer.get("result") or {}, wanted), answer)
    # Over HTTP both servers are one.
    counts = hub.script("return Object.assign(mcp.callTool('mute__calls', {}), mcp.callTool('bad__calls', {}))").get("result") or {}
    tools = [tool for tool, *_ in WITHOUT_ANSWER + outcomes]
    check(f"{title}: no call was made twice", all(counts.get(tool) == tools.count(tool) for tool in tools), counts)


def check_manners(check, title, hub, manners):
    for manner, tool in HARMLESS_MANNERS.items():
        answer = patient_script(hub, f"call_tool('{manner}', '{tool}', {{}})", "a.ok")
        check(f"{title}: {manner}: usable", (answer.get("result") or {}).get("ok"), answer)
    listed = hub.script("['odd-tools', 'same-cursor', 'endless-pages'].map(s => mcp.tools().filter(t => t.server === s).length)")
    check(f"{title}: lists of tools end", listed.get("result") == [1, 2, 1000], listed)
    for manner, wanted in manners.items():
        # Attempts to connect go on, and during one the failure of the last is not known.
        answer = patient_script(hub, f"call_tool('{manner}', 'echo', {{}})", "a.error?.message.includes('not connected')")
        check(f"{title}: {manner}", fits(answer.get("result") or {}, wanted), answer)


def check_size(check, title, hub):
    large = hub.script("mcp.callTool('bad__huge', {bytes: 5_000_000}).length", timeout_ms=60000)
    check(f"{title}: huge results", large.get("result") == 5_000_000, large)
    too_large = hub.script("mcp.callTool('bad__huge', {bytes: 25_000_000}).length", timeout_ms=60000)
    check(f"{title}: results too large for a script", too_large.get("error", {}).get("type") == "memory_limit", too_large)


def check_changes(check, title, hub, started):
    hub.script("mcp.callTool('bad__change', {name: 'brand_new', times: 200})")
    added = patient_script(hub, "mcp.tools().filter(t => t.name === 'bad__brand_new').length", "a")
    check(f"{title}: changes of the list", added.get("result") == 1, added)
    # However often it says so, it is not asked all the time.
    lists = [(hub.script(f"mcp.callTool('{server}__calls', {{}})").get("result") or {}).get(f"list {manner}", 0)
             for server, manner in [("bad", ""), ("restless", "restless")]]
    most = 4 * (time.monotonic() - started) + 5
    # Over HTTP two servers are one, and count together.
    check(f"{title}: storms of changes", 2 <= lists[0] <= 2 * most and 2 <= lists[1] <= most, lists)


def check_crashes(check, title, hub, transport):
    for tool in ["crash", "half"]:
        answer = hub.script(f"return call_tool('bad', '{tool}', {{}})", timeout_ms=60000)
        words = [UNSURE] if transport == "HTTP" else [UNSURE, "process exited with status"]
        check(f"{title}: {tool}", fits(answer.get("result") or {}, failure("UPSTREAM_ERROR", *words)), answer)
        back = patient_script(hub, "call_tool('bad', 'echo', {x: 1})", "a.ok")
        check(f"{title}: {tool}: the server is back", fits(back.get("result") or {}, {"x": 1}), back)


def check_cell(check, jsexec, scratch, transport, era):
    title = f"hub as client of bad manners, {transport}, {era}"
    port = peers.free_port()
    file = scratch / f"misbehaviour-{transport}-{era}.json"
    file.write_text(json.dumps(configuration(transport, era, port)))
    outcomes, manners = list(EVERYWHERE), dict(MANNERS)
    with contextlib.ExitStack() as stack:
        if transport == "HTTP":
            stack.enter_context(peers.server(sys.executable, SCRIPT.name, port, "--era", era))
            outcomes += OVER_HTTP + (ONLY_MODERN if era == "modern" else [])
            manners |= MANNERS_OVER_HTTP
        else:
            manners |= MANNERS_OVER_STREAMS
        started = time.monotonic()
        hub = peers.Served(jsexec, file)
        try:
            check_calls(check, title, hub, outcomes)
            check_manners(check, title, hub, manners)
            check_size(check, title, hub)
            check_changes(check, title, hub, started)
            check_crashes(check, title, hub, transport)
            said = [line for line in hub.logged("ignored a line that is no message") if line["server"] == "bad"]
            check(f"{title}: garbage is logged, but not all of it", 1 <= len(said) <= 60, len(said))
        finally:
            check(f"{title}: the hub ends", hub.close())


CELLS = [(transport, era) for transport in ["stdio", "HTTP"] for era in ["modern", "legacy"]]
