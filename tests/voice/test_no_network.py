"""The voice process asks no other computer for anything: every use of a socket in it is noted, and fails."""

import subprocess
import sys
from importlib.util import find_spec
from os import environ
from pathlib import Path

import pytest

from coach.voice import Voice

# Run by every Python that starts with its folder in PYTHONPATH.
WATCH = """
import sys
from pathlib import Path

noted = Path(__file__).with_name("noted.txt")


def note(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        with noted.open("a") as file:
            file.write(f"{event} {arguments!r}\\n")
        raise OSError("no network here")


with noted.open("a") as file:
    file.write("started\\n")
sys.addaudithook(note)
"""


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("en-us", marks=pytest.mark.voice),
        pytest.param(
            "natural",
            marks=[
                pytest.mark.natural,
                pytest.mark.skipif(
                    find_spec("hibari") is None and "BACKCOACH_TEST_NATURAL" not in environ,
                    reason='the natural voice is not installed: pip install -c constraints.txt -e ".[natural]"',
                ),
            ],
        ),
    ],
)
def test_speech_is_made_without_any_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    watch = tmp_path / "watch"
    watch.mkdir()
    (watch / "sitecustomize.py").write_text(WATCH, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(watch))
    voice = Voice(asked, 160, "en", tmp_path / "cache")
    try:
        clips = [voice.wait(text, 60) for text in ("Rest.", "Next: clamshell, left side.", "Zxqv wombly.")]
        assert all(clips), voice.status
        assert voice.status.message == ""
    finally:
        voice.close()
    lines = (watch / "noted.txt").read_text("utf-8").splitlines()
    assert set(lines) == {"started"}, lines


def test_what_watches_for_a_connection_finds_one(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH, "utf-8")
    program = "import socket\nsocket.create_connection(('127.0.0.1', 9))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env={**environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "no network here" in done.stderr
    assert "socket." in (tmp_path / "noted.txt").read_text("utf-8")
