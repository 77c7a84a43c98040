"""README as a stranger follows it: the configurations that it shows, used as they are printed. Run by run.py.

Only what a stranger would have to change is changed: where the programs are, and the address of the remote server. A `uvx` that finds the
servers without a network is on the PATH.
"""

import json
import os
import pathlib
import re
import subprocess

import peers

ROOT = pathlib.Path(__file__).resolve().parents[2]


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)


def commands():
    return re.findall(r"^    (\S.*)$", (ROOT / "README.md").read_text(), re.MULTILINE)


def run(check, jsexec, environments, history, scratch):
    home = scratch / "home"
    programs, tools = home / "jsexec", scratch / "bin"
    programs.mkdir(parents=True)
    tools.mkdir()
    for program in ["jsexec", "jsexec-http"]:
        (programs / program).symlink_to(pathlib.Path(jsexec.path).resolve().with_name(program))
    # As with the real one, env has to find what runs it.
    launcher = tools / "uvx"
    launcher.write_text(f'#!/usr/bin/env sh\nprogram="$1"; shift\nexec "{environments.path("2.x")}/bin/$program" "$@"\n')
    launcher.chmod(0o755)
    (home / "project").symlink_to(history.repository)
    environment = {"PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(home)}

    hosts, servers = [], []
    for text in blocks("json"):
        value = json.loads(text)
        (hosts if "jsexec" in (value.get("mcpServers") or value.get("servers") or {}) else servers).append(text)
    check("README shows configurations of hosts and of servers", len(hosts) == 2 and len(servers) == 1, (hosts, servers))
    remote = f"http://127.0.0.1:{peers.free_port()}/mcp"
    (programs / "servers.json").write_text(servers[0].replace("https://example.com/mcp", remote))

    for index, text in enumerate(hosts):
        file = scratch / f"host{index}.json"
        file.write_text(text.replace("/home/me", str(home)))
        done = subprocess.run(
            [environments.python("2.x"), peers.DIRECTORY / "host.py", file], capture_output=True, text=True, env=environment, timeout=300)
        check(f"README: a host with configuration {index + 1}", done.returncode == 0, done.stdout + done.stderr)

    for command in commands():
        if command.startswith("~/jsexec/jsexec "):
            done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, timeout=300)
            check(f"README: {command}", done.returncode == 0, done)
    done = subprocess.run(
        f"{programs}/jsexec exec --demo --file docs/examples/aggregate.js", shell=True, capture_output=True, text=True, cwd=ROOT,
        env=environment, timeout=300)
    check("README: the first example", done.returncode == 0 and json.loads(done.stdout)["ok"], done)
