"""What is heard can be neither kept nor sent: the program has nothing to do it with; sound stays in its process."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hearing import needs_recogniser

ROOM = Path(__file__).resolve().parents[2] / "coach" / "listen"
SENDS_OR_KEEPS = {
    "asyncio", "ftplib", "http", "io", "logging", "pickle", "shelve", "shutil", "smtplib", "socket", "sqlite3",
    "ssl", "subprocess", "tempfile", "urllib", "wave",
}  # fmt: skip
WRITES = {
    "open", "write_bytes", "write_text", "writelines", "dump", "tofile", "save", "savez", "wav_write_file",
    "writeframes", "copyfile", "replace_file", "print",
}  # fmt: skip


def used(source: str) -> set[str]:
    """Every module imported and every name called in a source that could send or keep something."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names} & SENDS_OR_KEEPS
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "").partition(".")[0]} & SENDS_OR_KEEPS
        elif isinstance(node, ast.Call):
            found |= {getattr(node.func, "id", getattr(node.func, "attr", ""))} & WRITES
    return found


def test_no_module_of_the_room_can_send_or_keep_anything() -> None:
    sources = {path.name: path.read_text("utf-8") for path in ROOM.rglob("*.py")}
    assert len(sources) > 5
    assert {name: used(source) for name, source in sources.items() if used(source)} == {}


def test_what_could_would_be_found() -> None:
    assert used("import socket") == {"socket"}
    assert used("def f():\n    from urllib import request") == {"urllib"}
    assert used("open('x', 'wb').write(b'')") == {"open"}
    assert used("path.write_bytes(sound)") == {"write_bytes"}


def test_only_words_and_levels_leave_the_process() -> None:
    """All that goes out goes through `tell`, which takes no bytes: a word, a number, a level."""
    source = (ROOM / "microphone_process.py").read_text("utf-8")
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    writes = [node for node in calls if getattr(node.func, "attr", "") == "write"]
    told = {ast.unparse(node) for node in calls if getattr(node.func, "id", "") == "tell"}
    assert len(writes) == 1
    assert told == {
        "tell('open')",
        "tell('heard', *since, heard.loudest, heard.name)",
        "tell('speaking', int(spoke))",
        "tell('level', loudest, size, round((time.monotonic() - came_s) * 1000))",
    }


# --- the whole program -------------------------------------------------------------------------------------------

PROGRAM = ROOM.parent
NETWORK = {
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "urllib", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
CONNECTS = {
    "create_connection", "create_datagram_endpoint", "create_server", "create_unix_connection", "open_connection",
    "open_unix_connection", "sock_connect", "start_server",
}  # fmt: skip
# Where sound itself is handled, and who may have it: nobody but the room, and the command for a recording.
SOUND = {"microphone_process", "recogniser", "recording", "speech"}
MAY_HAVE_SOUND = {"commands/listen.py"}


def sends(source: str) -> set[str]:
    """Every module imported and every name called in a source that reaches another computer."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names} & NETWORK
        elif isinstance(node, ast.ImportFrom) and node.module != "urllib.parse":  # Which only writes addresses.
            found |= {(node.module or "").partition(".")[0]} & NETWORK
        elif isinstance(node, ast.Attribute | ast.Name):
            found |= {node.attr if isinstance(node, ast.Attribute) else node.id} & CONNECTS
    return found


def test_no_file_of_the_program_can_send_anything() -> None:
    sources = {path.relative_to(PROGRAM): path.read_text("utf-8") for path in PROGRAM.rglob("*.py")}
    assert len(sources) > 100
    assert {str(name): sends(source) for name, source in sources.items() if sends(source)} == {}


def test_what_sends_would_be_found() -> None:
    assert sends("import http.client") == {"http"}
    assert sends("from urllib.request import urlopen") == {"urllib"}
    assert sends("await asyncio.open_connection('host', 80)") == {"open_connection"}


def test_nobody_but_the_room_handles_sound_that_was_heard() -> None:
    """Others take `insist` and `installed` of the recogniser, which are no sound."""
    found = {}
    for path in PROGRAM.rglob("*.py"):
        name = path.relative_to(PROGRAM).as_posix()
        if path.is_relative_to(ROOM) or name in MAY_HAVE_SOUND:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        taken = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "") == "coach.listen"
            for alias in node.names
        } & SOUND
        deeper = {
            f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").removeprefix("coach.listen.") in SOUND
            for alias in node.names
        }
        used = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") == "recogniser"
        }
        if taken - {"recogniser"} or deeper or used - {"insist", "installed", "MISSING"}:
            found[name] = (taken, deeper, used)
    assert found == {}


@pytest.mark.listen
@needs_recogniser
def test_the_recogniser_opens_no_connection_and_writes_no_file(tmp_path: Path) -> None:
    """As the interpreter itself sees it: every connection, file and process that is asked for while it hears."""
    watched = """
import sys
def watch(event, told):
    writes = event == "open" and isinstance(told[1], str) and set(told[1]) & set("wax+")
    if writes or event.startswith(("socket.", "subprocess.", "os.system", "os.rename")):
        print(event, told, flush=True)
from coach.listen import recogniser
found = recogniser.Recogniser()
sys.addaudithook(watch)
noise = bytes(range(256)) * 125
for _ in range(40):
    list(found.take(noise))
list(found.end())
print("heard", flush=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", watched],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(PROGRAM.parent)}, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["heard"]
    assert list(tmp_path.iterdir()) == []
