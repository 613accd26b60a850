"""`coach voices`, run as a user runs it."""

import subprocess
from pathlib import Path

import pytest
from command import coach


def coach_voices(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return coach(home, "voices", *arguments)


@pytest.mark.voice
def test_the_voices_are_listed_and_the_one_in_use_is_marked(tmp_path: Path) -> None:
    done = coach_voices(tmp_path, "--voice", "en-gb")
    assert done.returncode == 0
    assert done.stderr.startswith("There is a voice that is far easier") or "natural" in done.stdout
    rows = done.stdout.splitlines()
    assert len(rows) > 50
    (used,) = [row for row in rows if row.startswith("* ")]
    assert used.split() == ["*", "gmw/en", "en-gb", "espeak-ng", "English", "(Great", "Britain)"]
    assert {row[used.index("en-gb") - 2 : used.index("en-gb")] for row in rows} == {"  "}


@pytest.mark.voice
def test_a_voice_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = coach_voices(tmp_path, "--voice", "en-gbb")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no voice 'en-gbb' (did you mean 'en-gb'?). The voices: coach voices")
    assert len(done.stdout.splitlines()) > 50, "the list to choose from is there all the same"


@pytest.mark.parametrize("voice", ["", " ", "x" * 301])
def test_what_settings_do_not_take_for_a_voice_is_bad_usage(tmp_path: Path, voice: str) -> None:
    done = coach_voices(tmp_path, "--voice", voice)
    assert done.returncode == 2
    assert "argument --voice: a voice has 1 to 300 characters; the voices: coach voices" in done.stderr
    assert done.stdout == ""


@pytest.mark.voice
@pytest.mark.parametrize(("text", "says"), [("Hold.", 'output = "silent"'), ("…", "nothing to say")])
def test_what_cannot_be_heard_is_said_and_exits_with_1(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "settings.toml").write_text('output = "silent"\n', encoding="utf-8")
    done = coach_voices(tmp_path, "--say", text)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
