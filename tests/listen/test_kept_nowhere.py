"""What is heard can be neither kept nor sent: the room has nothing to do it with; sound stays in its process."""

import ast
from pathlib import Path

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
        "tell('level', round(loudest))",
    }
