"""`coach doctor` on homes with something wrong: what it says, and its exit code."""

import sys
from datetime import datetime
from pathlib import Path

import pytest
from command import coach

from coach.commands import doctor
from coach.core.model.done import Session
from coach.files.paths import Home
from coach.log import Log


@pytest.mark.voice
def test_a_voice_that_is_not_there_fails_and_says_where_to_change_it(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('voice = "en-gbb"\noutput = "silent"\n', encoding="utf-8")
    done = coach(tmp_path, "doctor")
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if " voice: " in line]
    assert line.startswith("FAIL  voice: There is no voice 'en-gbb' (did you mean 'en-gb'?)")
    assert line.endswith(f"(Change it in {tmp_path / 'settings.toml'}.)")
    assert done.stdout.rstrip().endswith("Something needs your attention: see FAIL above.")


@pytest.mark.voice
def test_a_voice_of_another_language_than_the_cues_is_worth_a_note(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('voice = "de"\noutput = "silent"\n', encoding="utf-8")
    done = coach(tmp_path, "doctor")
    assert done.returncode == 0
    (line,) = [line for line in done.stdout.splitlines() if " voice: " in line]
    assert line.startswith("note  voice: ")
    assert "The cues are English, but the voice speaks German" in line


@pytest.mark.voice
def test_a_voice_that_is_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('voice = "en-gb"\noutput = "silent"\n', encoding="utf-8")
    done = coach(tmp_path, "doctor")
    assert done.returncode == 0
    (line,) = [line for line in done.stdout.splitlines() if " voice: " in line]
    assert line.startswith("ok    voice: pyttsx3 with ")
    assert "gmw/en" in line


def test_without_a_desktop_it_says_that_there_is_nothing_to_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text('output = "silent"\n', encoding="utf-8")
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    done = coach(tmp_path, "doctor")
    assert done.returncode == 0
    if sys.platform == "linux":
        assert "note  sleep, media keys: no desktop session here" in done.stdout
    assert "ok    other players: other players stay as they are. duck_music = true" in done.stdout


def test_one_session_is_one_session(tmp_path: Path) -> None:
    home = Home(tmp_path, tmp_path / "cache")
    with Log(home.log) as log:
        log.add(Session(0, datetime.now().astimezone(), "short", {}, before=2))
    (found,) = doctor._database(home)
    assert found.says.startswith("1 session in ")
