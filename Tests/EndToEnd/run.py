"""End-to-end checks of the command line and of the hub, with real servers and real clients.

usage: run.py JSEXEC [ENVIRONMENT] [--only WORD]

Makes Python environments in the directory ENVIRONMENT (kept and reused if given, temporary otherwise), installs both versions of the
public MCP SDK, two servers and two conformance testers into them, and checks
  - the commands, and every example of the documentation (command_checks.py),
  - what README says about hosts (readme_checks.py),
  - the configuration, and its changes while the hub runs (configuration_checks.py),
  - the rules of HTTP (http_checks.py),
  - the hub as a server, for every client over every transport (server_matrix.py),
  - the hub as a client, of every server over every transport (client_matrix.py),
  - the hub as a client of a server with bad manners (misbehaviour_checks.py).

Groups of checks run at the same time. With --only, only those run whose name contains WORD.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import typing
import venv

import client_matrix
import command_checks
import configuration_checks
import http_checks
import misbehaviour_checks
import readme_checks
import server_matrix

PACKAGES = {
    "2.x": ["mcp==2.3.0", "mcp-server-time==2026.10.19", "mcp-server-git==2026.10.19", "mcp-conform==0.1.0", "jbt-mcpcheck==0.1.1"],
    "1.x": ["mcp==1.30.0"],
}
# Most groups wait for processes to start, and then for each other.
WORKERS = 4


class Environments:
    """A Python environment for each version of the SDK."""

    def __init__(self, directory):
        self.directory = directory
        with concurrent.futures.ThreadPoolExecutor() as pool:
            list(pool.map(self.make, PACKAGES))

    def make(self, version):
        directory = self.path(version)
        wanted = "\n".join(PACKAGES[version])
        mark = directory / "packages"
        if mark.exists() and mark.read_text() == wanted:
            return
        if not self.python(version).exists():
            venv.create(directory, with_pip=True)
        subprocess.run(
            [self.python(version), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES[version]], check=True)
        mark.write_text(wanted)

    def path(self, version):
        return self.directory / f"sdk-{version}"

    def python(self, version):
        return self.path(version) / "bin" / "python"

    def program(self, name):
        return str(self.path("2.x") / "bin" / name)


class Program:
    def __init__(self, path):
        self.path = str(pathlib.Path(path).resolve())

    def run(self, *arguments, stdin=None):
        return subprocess.run(
            [self.path, *arguments], input=stdin, capture_output=True, text=True, timeout=300)

    def json(self, *arguments, stdin=None):
        done = self.run(*arguments, stdin=stdin)
        try:
            return done.returncode, json.loads(done.stdout)
        except json.JSONDecodeError:
            return done.returncode, {"stdout": done.stdout, "stderr": done.stderr}


class Report:
    """Takes what the checks find, from any thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.failures = 0

    def check(self, what, condition, shown=""):
        with self.lock:
            if not condition:
                self.failures += 1
            print(f"ok   {what}" if condition else f"FAIL {what}: {shown}", flush=True)

    def run(self, name, group):
        start = time.monotonic()
        try:
            group()
        except Exception:
            self.check(name, False, traceback.format_exc())
        with self.lock:
            print(f"     {name}: {time.monotonic() - start:.1f} s", flush=True)


class History(typing.NamedTuple):
    """A script over two servers, and what it gives."""

    script: pathlib.Path
    repository: pathlib.Path
    expected: dict


# What history.js finds in the repository that `make_repository` makes.
FOUND = {
    "history": [
        {"author": "Ada", "message": "Work of Ada", "hour": "08:45", "files": ["Ada-23.txt"]},
        {"author": "Grace", "message": "Work of Grace", "hour": "01:30", "files": ["Grace-16.txt"]},
        {"author": "Ada", "message": "Work of Ada", "hour": "17:15", "files": ["Ada-08.txt"]},
    ],
    "authors": 2,
    "codes": ["INVALID_ARGS", "TOOL_ERROR", "UNKNOWN_TOOL"],
}


def make_repository(directory):
    subprocess.run(["git", "init", "--quiet", str(directory)], check=True)
    for hour, author in [("08:15", "Ada"), ("16:30", "Grace"), ("23:45", "Ada")]:
        (directory / f"{author}-{hour[:2]}.txt").write_text(f"{hour}\n")
        date = f"2026-01-05T{hour}:00+00:00"
        identity = {
            "GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": "author@example.org", "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_NAME": author, "GIT_COMMITTER_EMAIL": "author@example.org", "GIT_COMMITTER_DATE": date,
        }
        subprocess.run(["git", "-C", str(directory), "add", "."], check=True)
        subprocess.run(
            ["git", "-C", str(directory), "commit", "--quiet", "-m", f"Work of {author}"], check=True,
            env=os.environ | identity)


def groups(check, jsexec, environments, scratch):
    """All groups of checks, the long ones first, each with a directory of its own."""

    def directory(name):
        path = scratch / name
        path.mkdir()
        return path

    repository = directory("repository")
    make_repository(repository)
    history = History(pathlib.Path(__file__).with_name("history.js"), repository, FOUND)
    servers = directory("servers")
    configuration = server_matrix.configure(servers, client_matrix.servers_on_streams(environments, repository))
    clients = directory("clients")
    misbehaviour = directory("misbehaviour")
    yield "configuration", lambda path=directory("configuration"): configuration_checks.run(check, jsexec, path)
    for transport, era in misbehaviour_checks.CELLS:
        yield f"bad manners, {transport}, {era}", lambda transport=transport, era=era: misbehaviour_checks.check_cell(
            check, jsexec, misbehaviour, transport, era)
    for name, cell in server_matrix.cells(check, jsexec, environments, history, configuration):
        yield name, cell
    for name, cell in client_matrix.cells(check, jsexec, environments, clients, history):
        yield name, cell
    yield "commands", lambda path=directory("commands"): command_checks.run(check, jsexec, path)
    yield "HTTP", lambda path=directory("http"): http_checks.run(check, jsexec, path)
    yield "README", lambda path=directory("readme"): readme_checks.run(check, jsexec, environments, history, path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jsexec")
    parser.add_argument("environment", nargs="?", type=pathlib.Path)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    jsexec = Program(arguments.jsexec)
    report = Report()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        scratch = pathlib.Path(temporary)
        environments = Environments((arguments.environment or scratch / "environment").resolve())
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            for name, group in groups(report.check, jsexec, environments, scratch):
                if arguments.only in name:
                    pool.submit(report.run, name, group)
    print(f"{report.failures} failures, {time.monotonic() - start:.0f} s")
    sys.exit(1 if report.failures else 0)


main()
