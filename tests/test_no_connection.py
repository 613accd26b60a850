"""No code of the program opens a network connection: held over its sources, and while its commands run.

The session bus and the sound server are sockets of this computer (AF_UNIX) and not meant.
"""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import COMMAND, environment, screened
from test_structure import MODULES, tree_of

# What the standard library has to reach another computer with.
REACHES = {
    "ftplib", "http", "imaplib", "nntplib", "poplib", "smtplib", "socket", "socketserver", "ssl", "telnetlib",
    "urllib", "webbrowser", "xmlrpc",
}  # fmt: skip
# Others' code runs in these processes too; so every process, children included, tells what it reaches for.
WATCH = """
import os, sys

def look(event, arguments):
    reached = None
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        reached = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.bind"):
        reached = arguments[1] if isinstance(arguments[1], tuple) else None
    if reached is not None:
        with open(os.environ["BACKCOACH_REACHED"], "a", encoding="utf-8") as told:
            told.write(f"{event} {reached}\\n")

sys.addaudithook(look)
with open(os.environ["BACKCOACH_WATCHED"], "a", encoding="utf-8") as told:
    told.write(f"{sys.orig_argv}\\n")
"""
COMMANDS = (
    ("check",), ("today", "--why"), ("doctor",), ("about",), ("log", "--json"), ("rules",), ("schema",),
    ("timeline", "short", "--json"), ("show", "bird_dog", "--plain"), ("export", "--format", "json"),
    ("play", "short", "--plain", "--no-rating", "--speed", "200"),
    ("render", "short", "-o", "short.wav"), ("remind", "--ics", "-o", "rounds.ics"), ("remind", "--dry-run"),
    ("handout", "short", "-o", "short.html"),
)  # fmt: skip


def reaches(tree: ast.Module) -> set[str]:
    """What a module imports of that; names of places (`urllib.parse`) reach nothing."""
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names if name != "urllib.parse"} & REACHES


@pytest.mark.parametrize("name", sorted(MODULES))
def test_no_module_imports_what_reaches_another_computer(name: str) -> None:
    assert reaches(tree_of(name)) == set()


def test_such_an_import_would_be_found() -> None:
    tree = ast.parse("def f():\n    from urllib.request import urlopen")
    assert reaches(tree) == {"urllib"}
    assert reaches(ast.parse("import socket as s, http.client")) == {"socket", "http"}
    assert reaches(ast.parse("from urllib.parse import quote")) == set()


class Watched:
    """A folder of which every Python process that is led there tells what it reaches for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "watch"
        self.folder.mkdir()
        (self.folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
        self.reached, self.seen = self.folder / "reached", self.folder / "seen"

    def environment(self, home: Path) -> dict[str, str]:
        led = environment(home)
        path = os.pathsep.join((str(self.folder), led["PYTHONPATH"]))
        return {
            **led,
            "PYTHONPATH": path,
            "BACKCOACH_REACHED": str(self.reached),
            "BACKCOACH_WATCHED": str(self.seen),
        }


def test_no_command_reaches_another_computer(tmp_path: Path) -> None:
    home = screened(tmp_path / "home")
    watched = Watched(tmp_path)
    for arguments in COMMANDS:
        done = subprocess.run(
            [*COMMAND, *arguments],
            env=watched.environment(home),
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
    seen = watched.seen.read_text("utf-8")
    assert seen.count("'coach'") >= len(COMMANDS)
    assert "engine_process.py" in seen, "the children are watched, too"
    assert not watched.reached.exists(), watched.reached.read_text("utf-8")


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket().connect_ex(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
    ],
)
def test_one_that_did_would_be_found(tmp_path: Path, code: str) -> None:
    watched = Watched(tmp_path)
    subprocess.run([sys.executable, "-c", code], env=watched.environment(tmp_path), check=True)
    assert watched.reached.exists()


def test_a_socket_of_this_computer_is_not_meant(tmp_path: Path) -> None:
    watched = Watched(tmp_path)
    code = "import socket; a, b = socket.socketpair(); socket.socket(socket.AF_UNIX).connect_ex('nothing')"
    subprocess.run([sys.executable, "-c", code], env=watched.environment(tmp_path), check=True)
    assert watched.seen.exists()
    assert not watched.reached.exists()
