"""An MCP server over stdio with tools for every content type and for every kind of bad manners.

Standard library only. Options:
  --era legacy|modern|both   which protocol it speaks (default both)
  --die-on-probe             end when the first message is not `initialize`
  --page-size N              tools per page (default 5)
  --extra-tools N            offer N more tools
  --silent-probe             never answer `server/discover`
  --start-delay SECONDS      sleep before reading anything
  --ignore-eof               keep running after stdin has closed, and ignore SIGTERM
"""

import argparse
import json
import os
import signal
import sys
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--era", default="both")
parser.add_argument("--die-on-probe", action="store_true")
parser.add_argument("--page-size", type=int, default=5)
parser.add_argument("--extra-tools", type=int, default=0)
parser.add_argument("--silent-probe", action="store_true")
parser.add_argument("--start-delay", type=float, default=0)
parser.add_argument("--ignore-eof", action="store_true")
options = parser.parse_args()

MODERN = "2026-07-28"
META = "io.modelcontextprotocol/"
output_lock = threading.Lock()
state = {"cancelled": [], "legacy": None, "extra": [], "listen": None, "client_answers": [], "removed": [], "slow": 0}


def write_line(text):
    with output_lock:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def send(message):
    write_line(json.dumps({"jsonrpc": "2.0", **message}))


def tool(name, properties=None, required=None, **extra):
    schema = {"type": "object", "properties": properties or {}}
    if required:
        schema["required"] = required
    return {"name": name, "description": f"Fixture tool {name}", "inputSchema": schema, **extra}


def tools():
    return [
        tool("text"),
        tool("json_text"),
        tool("image"),
        tool("audio"),
        tool("resource_link"),
        tool("embedded"),
        tool("mixed"),
        tool("empty"),
        tool("two_texts"),
        tool(
            "structured",
            outputSchema={"type": "object", "properties": {"zebra": {"type": "integer"}, "apple": {"type": "string"}}},
        ),
        tool("fail", {"message": {"type": "string"}}),
        tool("protocol_error"),
        tool("slow", {"seconds": {"type": "number"}}, ["seconds"]),
        tool("crash"),
        tool("huge", {"bytes": {"type": "integer"}}, ["bytes"]),
        tool("echo"),
        tool("environment"),
        tool("garbage"),
        tool("cancelled"),
        tool("add_tool", {"name": {"type": "string"}}, ["name"]),
        tool("ask_client"),
        tool("twice"),
        tool("needs_input"),
        tool("progress", {"steps": {"type": "integer"}, "total": {"type": "boolean"}}, ["steps"]),
        tool("change_quietly", {"add": {"type": "string"}, "remove": {"type": "string"}, "describe": {"type": "string"}}),
        tool("with_meta", title="With metadata", annotations={"readOnlyHint": True}, _meta={"example.org/kind": "tool"}),
        tool("numbers", outputSchema={"type": "array", "items": {"type": "integer"}}),
        tool("as_task", **{"execution": {"taskSupport": "required"}}),
        {"name": "no_schema"},
    ] + [tool(f"extra_{number}") for number in range(options.extra_tools)] + state["extra"]


def listed_tools():
    return [entry for entry in tools() if entry["name"] not in state["removed"]]


def text(value):
    return {"content": [{"type": "text", "text": value}]}


PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def call(request_id, name, arguments, token):
    if name == "text":
        return text("plain text")
    if name == "json_text":
        return text('{"zebra": 1, "apple": [12345678901234567890, 1.50]}')
    if name == "image":
        return {"content": [{"type": "image", "data": PIXEL, "mimeType": "image/png"}]}
    if name == "audio":
        return {"content": [{"type": "audio", "data": "UklGRg==", "mimeType": "audio/wav"}]}
    if name == "resource_link":
        return {"content": [{"type": "resource_link", "uri": "test://one", "name": "one"}]}
    if name == "embedded":
        return {"content": [{"type": "resource", "resource": {"uri": "test://one", "mimeType": "text/plain", "text": "inside"}}]}
    if name == "mixed":
        return {"content": [{"type": "text", "text": "caption"}, {"type": "image", "data": PIXEL, "mimeType": "image/png"}]}
    if name == "empty":
        return {"content": []}
    if name == "two_texts":
        return {"content": [{"type": "text", "text": "first"}, {"type": "text", "text": "second"}]}
    if name == "structured":
        return {"content": [{"type": "text", "text": "ignored"}], "structuredContent": {"zebra": 1, "apple": "x"}}
    if name == "fail":
        return {**text(arguments.get("message", "it failed")), "isError": True}
    if name == "slow":
        state["slow"] += 1
        time.sleep(arguments["seconds"])
        return text("awake")
    if name == "crash":
        os._exit(3)
    if name == "huge":
        return text("x" * arguments["bytes"])
    if name == "echo":
        return {"content": [], "structuredContent": arguments}
    if name == "environment":
        return {"content": [], "structuredContent": dict(os.environ)}
    if name == "garbage":
        write_line("this is not JSON")
        write_line("{\"jsonrpc\": \"2.0\"}")
        write_line("")
        print("\x1b[31mred\x1b[0m on stderr", file=sys.stderr, flush=True)
        send({"id": 999999, "result": {}})
        send({"method": "notifications/unknown", "params": {}})
        return text("clean")
    if name == "cancelled":
        return {"content": [], "structuredContent": {"ids": state["cancelled"], "slow": state["slow"]}}
    if name == "add_tool":
        state["extra"].append(tool(arguments["name"]))
        if state["legacy"]:
            send({"method": "notifications/tools/list_changed"})
        elif state["listen"] is not None:
            meta = {META + "subscriptionId": state["listen"]}
            send({"method": "notifications/tools/list_changed", "params": {"_meta": meta}})
        return text("added")
    if name == "progress":
        for step in range(1, arguments["steps"] + 1):
            time.sleep(0.12)
            if token is not None:
                report = {"progressToken": token, "progress": step, "message": f"step {step}"}
                if arguments.get("total", True):
                    report["total"] = arguments["steps"]
                send({"method": "notifications/progress", "params": report})
        return text("no token" if token is None else "done")
    if name == "change_quietly":
        if "add" in arguments:
            state["extra"].append(tool(arguments["add"]))
        if "remove" in arguments:
            state["removed"].append(arguments["remove"])
        for entry in state["extra"]:
            entry["description"] = arguments.get("describe", entry["description"])
        return text("changed")
    if name == "with_meta":
        return {**text("see _meta"), "_meta": {"example.org/trace": [1, 2], META + "serverInfo": {"name": "fixture"}}}
    if name == "numbers":
        return {"content": [], "structuredContent": [1, 2]}
    if name == "ask_client":
        send({"id": "q1", "method": "ping"})
        send({"id": "q2", "method": "roots/list"})
        deadline = time.time() + 2
        while len(state["client_answers"]) < 2 and time.time() < deadline:
            time.sleep(0.01)
        return {"content": [], "structuredContent": {"answers": state["client_answers"]}}
    if name == "twice":
        send({"id": request_id, "result": complete(text("first answer"))})
        return text("second answer")
    if name == "needs_input":
        return {"resultType": "input_required", "requestState": "x"}
    return None


def complete(result):
    return result if state["legacy"] else {"resultType": "complete", **result}


def serve_call(request_id, params):
    name = params.get("name")
    if name == "protocol_error":
        send({"id": request_id, "error": {"code": -32603, "message": "internal trouble", "data": {"x": 1}}})
        return
    result = call(request_id, name, params.get("arguments") or {}, (params.get("_meta") or {}).get("progressToken"))
    if result is None:
        send({"id": request_id, "error": {"code": -32602, "message": f"Unknown tool: {name}"}})
    else:
        send({"id": request_id, "result": complete(result)})


def handle(message):
    method, request_id, params = message.get("method"), message.get("id"), message.get("params") or {}
    if method is None:
        state["client_answers"].append(message)
        return
    if request_id is None:
        if method == "notifications/cancelled":
            state["cancelled"].append(params.get("requestId"))
        return
    meta = params.get("_meta") or {}
    if method == "initialize" and options.era != "modern":
        state["legacy"] = "2025-11-25"
        send({"id": request_id, "result": {
            "protocolVersion": state["legacy"], "capabilities": {"tools": {"listChanged": True}},
            "serverInfo": {"name": "fixture", "version": "1"}, "instructions": "Use with care."}})
        return
    if options.die_on_probe and not state["legacy"]:
        os._exit(4)
    if method == "server/discover" and options.silent_probe:
        return
    if state["legacy"] is None and options.era == "legacy":
        send({"id": request_id, "error": {"code": -32600, "message": "not initialized"}})
        return
    if state["legacy"] is None and (META + "protocolVersion" not in meta or META + "clientCapabilities" not in meta):
        send({"id": request_id, "error": {"code": -32602, "message": "missing _meta"}})
        return
    if method == "server/discover":
        send({"id": request_id, "result": {
            "resultType": "complete", "supportedVersions": [MODERN], "ttlMs": 0, "cacheScope": "private",
            "capabilities": {"tools": {"listChanged": True}}, "instructions": "Use with care."}})
    elif method == "tools/list":
        start = int(params.get("cursor") or 0)
        page = listed_tools()[start:start + options.page_size]
        result = {"tools": page, "ttlMs": 0, "cacheScope": "private"}
        if start + options.page_size < len(listed_tools()):
            result["nextCursor"] = str(start + options.page_size)
        send({"id": request_id, "result": complete(result)})
    elif method == "subscriptions/listen":
        state["listen"] = request_id
        send({"method": "notifications/subscriptions/acknowledged", "params": {
            "_meta": {META + "subscriptionId": request_id}, "notifications": params.get("notifications")}})
    elif method == "tools/call":
        threading.Thread(target=serve_call, args=(request_id, params), daemon=True).start()
    else:
        send({"id": request_id, "error": {"code": -32601, "message": f"Method not found: {method}"}})


print("fixture server started", file=sys.stderr, flush=True)
if options.ignore_eof:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
time.sleep(options.start_delay)
for line in sys.stdin:
    if line.strip():
        handle(json.loads(line))
while options.ignore_eof:
    time.sleep(1)
