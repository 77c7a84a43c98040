"""Runs well-known JavaScript libraries in jsexec and in node, and compares what they say.

usage: run.py JSEXEC ENVIRONMENT [--only NAME]... [--times]

The libraries are those that Python packages bring along for web pages. The packages are downloaded with pip into the directory
ENVIRONMENT, which is kept and reused. Each library has a driver beside this script, NAME.js, which prints results, one
a line. Library and driver run as scripts of one realm,
    jsexec run harness.js LIBRARY... NAME.js
and the same with node (node.js beside this script), which gets the same global names. The outputs must be equal to the byte.

  --only NAME   only this library
  --times       also print the processor time of jsexec and of node without its JIT
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
# Old packages without a wheel want this one to tell their names.
SETUPTOOLS = "setuptools==80.9.0"
PACKAGES = [
    "altair_viewer==0.4.0", "CoffeeScript==2.0.3", "dukpy==0.6.0", "js.ace==1.4.11", "js.handlebars==1.3.0", "mkdocs==1.6.1", "nbclassic==1.3.3",
    "sphinxcontrib-katex==0.9.11", "XStatic-D3==3.5.17.1", "XStatic-Dagre==0.6.4.1", "XStatic-js-yaml==3.13.1.2",
    "XStatic-jsencrypt==2.3.1.2", "XStatic-lodash==4.16.4.2", "XStatic-tv4==1.2.7.1",
]
JUPYTER = "nbclassic/static/components/"
ACE = "js/ace/resources/"
MODES = """
    xml javascript css clike htmlmixed markdown python sql ruby shell go rust yaml php haskell lua perl swift clojure sass stylus toml
    dockerfile diff stex verilog r scheme erlang julia pascal fortran groovy coffeescript vb q mathematica elm d cobol tcl
    nginx puppet crystal dart textile turtle
""".split()


class Library:
    """files: scripts, in order; modules: a directory of CommonJS modules, which become one script; inputs: files that the
    driver finds as text in the object `inputs`; zone: the time zone. NAME.setup.js, if there is one, runs before the files."""

    def __init__(self, name, *files, modules=None, inputs=None, zone="UTC"):
        self.name, self.files, self.modules, self.inputs, self.zone = name, files, modules, inputs or {}, zone


LIBRARIES = [
    Library("lodash", "xstatic/pkg/lodash/data/lodash.js"),
    Library("underscore", JUPYTER + "underscore/underscore-min.js"),
    Library("moment", JUPYTER + "moment/min/moment-with-locales.js", zone="America/New_York"),
    Library("js-yaml", "xstatic/pkg/js_yaml/data/js-yaml.js"),
    Library("marked", JUPYTER + "marked/lib/marked.js"),
    Library("lunr", "mkdocs/contrib/search/templates/search/lunr.js"),
    Library("typescript", "dukpy/jsmodules/typescriptServices.js", inputs={"js-yaml": "xstatic/pkg/js_yaml/data/js-yaml.js"}),
    Library("babel", "dukpy/jsmodules/babel-6.26.0.min.js", inputs={"marked": JUPYTER + "marked/lib/marked.js"}),
    Library("ace", *(ACE + f"worker-{name}.js" for name in ["javascript", "css", "html", "xml", "php", "lua", "json", "xquery"]), inputs={"lunr": "mkdocs/contrib/search/templates/search/lunr.js"}),
    Library("coffeescript", "coffeescript/coffeescript.js"),
    Library("react", "dukpy/jsmodules/react/react.js", "dukpy/jsmodules/react/react-dom-server.js"),
    Library("less", modules="dukpy/jsmodules/less"),
    Library("katex", "sphinxcontrib/katex.min.js"),
    Library("dagre", "xstatic/pkg/dagre/data/dagre.js"),
    Library("d3", "xstatic/pkg/d3/data/d3.js", zone="Europe/Berlin"),
    Library("tv4", "xstatic/pkg/tv4/data/tv4.js"),
    Library("jsencrypt", "xstatic/pkg/jsencrypt/data/jsencrypt.js"),
    Library("handlebars", "js/handlebars/resources/handlebars.js"),
    Library("codemirror", JUPYTER + "codemirror/addon/runmode/runmode-standalone.js", JUPYTER + "codemirror/addon/mode/simple.js",
            JUPYTER + "codemirror/addon/mode/overlay.js", JUPYTER + "codemirror/addon/mode/multiplex.js",
            *(JUPYTER + f"codemirror/mode/{mode}/{mode}.js" for mode in MODES),
            inputs={"marked": JUPYTER + "marked/lib/marked.js"}),
    Library("vega-lite", "altair_viewer/scripts/vega-5.21.0.js", "altair_viewer/scripts/vega-lite-4.17.0.js"),
]


def download(environment):
    """The directory with what the packages hold, each in a directory of its own."""
    unpacked = environment / "libraries"
    record = environment / "libraries.json"
    if not record.exists() or json.loads(record.read_text()) != PACKAGES:
        shutil.rmtree(unpacked, ignore_errors=True)
        python = environment / "bin" / "python"
        if not python.exists():
            venv.create(environment, with_pip=True)
        pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check"]
        archives = environment / "archives"
        shutil.rmtree(archives, ignore_errors=True)
        subprocess.run([*pip, "install", SETUPTOOLS], check=True)
        subprocess.run([*pip, "download", "--no-deps", "--no-build-isolation", "--dest", archives, *PACKAGES], check=True)
        for archive in archives.iterdir():
            target = unpacked / archive.name
            if archive.suffix in (".whl", ".zip"):
                zipfile.ZipFile(archive).extractall(target)
            else:
                with tarfile.open(archive) as tar:
                    tar.extractall(target, filter="data")
        record.write_text(json.dumps(PACKAGES))
    return unpacked


def find(unpacked, path):
    """The one file or directory whose path in its package, or below the package's only directory, is this one."""
    found = [*unpacked.glob("*/" + path), *unpacked.glob("*/*/" + path)]
    if len(found) != 1:
        sys.exit(f"{len(found)} packages have {path}")
    return found[0]


def files_of(library, unpacked, scratch):
    scripts = [HERE / "harness.js"]
    if library.inputs:
        inputs = {name: find(unpacked, path).read_text(encoding="utf-8") for name, path in library.inputs.items()}
        path = scratch / (library.name + ".inputs.js")
        path.write_text(f"var inputs = {json.dumps(inputs)};\n", encoding="utf-8")
        scripts.append(path)
    setup = HERE / (library.name + ".setup.js")
    if setup.exists():
        scripts.append(setup)
    if library.modules:
        root = find(unpacked, library.modules)
        path = scratch / (library.name + ".modules.js")
        with path.open("w", encoding="utf-8") as out:
            for module in sorted(root.rglob("*.js")):
                name = module.relative_to(root).with_suffix("").as_posix()
                body = module.read_text(encoding="utf-8")
                out.write(f"modules[{json.dumps(name)}] = function (module, exports, require) {{{body}\n}};\n")
        scripts.append(path)
    return scripts + [find(unpacked, path) for path in library.files] + [HERE / (library.name + ".js")]


def start(command, library, output):
    with output.open("wb") as out:
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, "TZ": library.zone})


def finish(process):
    """The exit status and the processor time of the process."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime


def first_difference(left, right):
    for number, (a, b) in enumerate(zip(left, right), 1):
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            start = max(0, at - 60)
            return f"line {number}, {a.split(b': ')[0].decode()}, byte {at}:\n  jsexec …{show(a, start)}\n  node   …{show(b, start)}"
    return f"{len(left)} lines and {len(right)}: " + show((left + right)[min(len(left), len(right)) - 1:][0], 0)


def show(line, start):
    return line[start:start + 200].decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("jsexec")
    parser.add_argument("environment", type=pathlib.Path)
    parser.add_argument("--only", action="append")
    parser.add_argument("--times", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("node"):
        print("libraries: skipped, because node, whose results are the measure, is not installed")
        return
    jsexec = str(pathlib.Path(arguments.jsexec).resolve())
    environment = arguments.environment.resolve()
    scratch = environment / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    unpacked = download(environment)
    names = subprocess.run([jsexec, "run", "-"], input="print(JSON.stringify(Object.getOwnPropertyNames(globalThis)))",
                           capture_output=True, text=True, check=True).stdout.strip()

    failures = 0
    for library in LIBRARIES:
        if arguments.only and library.name not in arguments.only:
            continue
        files = [str(path) for path in files_of(library, unpacked, scratch)]
        # Like jsexec, node then makes no code from text.
        node = ["node", "--disallow-code-generation-from-strings", "--stack-size=4000"]
        outputs = {engine: scratch / f"{library.name}.{engine}.txt" for engine in ["jsexec", "node", "jitless"]}
        runs = [start([jsexec, "run", "--timeout", "120000", *files], library, outputs["jsexec"]),
                start([*node, str(HERE / "node.js"), names, *files], library, outputs["node"])]
        (ours, time), (theirs, _) = map(finish, runs)
        left, right = (outputs[engine].read_bytes().splitlines() for engine in ["jsexec", "node"])
        if ours == theirs == 0 and left == right:
            text = f"ok   {library.name}: {len(left)} results"
        else:
            failures += 1
            text = f"FAIL {library.name}: statuses {ours} and {theirs}, {first_difference(left, right)}"
        if arguments.times:
            _, slow = finish(start([node[0], "--jitless", *node[1:], str(HERE / "node.js"), names, *files], library,
                                   outputs["jitless"]))
            text += f", {time:.2f} s, without JIT {slow:.2f} s, {time / slow:.2f}"
        print(text, flush=True)
    sys.exit(1 if failures else 0)


main()
