"""A voice that the settings name and that is not there: an error before anything begins, never a silent change."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from command import coach, screened
from full_screen import Bench, on, until

from coach.tui.screens.rating import Rating

KLINGON = "There is no voice 'klingonish' (did you mean 'Klingon' or 'Finnish'?). The voices: coach voices\n"
FAST = ("play", "short", "--plain", "--output", "silent", "--speed", "1000")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screened(tmp_path_factory.mktemp("template"))


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


def settings(home: Path, text: str) -> None:
    (home / "settings.toml").write_text(text, encoding="utf-8")


def engineless(folder: Path) -> dict[str, str]:
    """The environment in which pyttsx3 cannot be imported, as where it is not installed."""
    folder.mkdir()
    (folder / "pyttsx3.py").write_text("raise ImportError('no engine')\n", encoding="utf-8")
    return {"PYTHONPATH": f"{folder}:{Path(__file__).parents[2]}"}


@pytest.mark.voice
def test_a_render_is_refused_each_time_and_writes_nothing(home: Path, tmp_path: Path) -> None:
    path, captions = tmp_path / "session.wav", tmp_path / "session.vtt"
    path.write_bytes(b"old")
    coach(home, "timeline", "short")  # The clips of another voice are no help.
    settings(home, 'voice = "klingonish"\n')
    for _ in range(2):
        done = coach(home, "render", "short", "-o", str(path), "--captions", str(captions))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith(KLINGON)
        assert path.read_bytes() == b"old"
        assert {each.name for each in tmp_path.iterdir()} == {"home", "session.wav"}
    timeline = coach(home, "timeline", "short")
    assert (timeline.returncode, timeline.stdout) == (1, "")
    assert timeline.stderr.endswith(KLINGON)


@pytest.mark.voice
@pytest.mark.parametrize("more", [(), ("--no-rating",)])
def test_a_plain_session_is_refused_before_its_first_cue_and_is_not_logged(
    home: Path, more: tuple[str, ...]
) -> None:
    settings(home, 'voice = "klingonish"\n')
    done = coach(home, *FAST, *more, stdin="2\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(KLINGON)
    assert json.loads(coach(home, "log", "--json").stdout) == []


@pytest.mark.voice
def test_near_ids_are_named(home: Path) -> None:
    settings(home, 'voice = "gmw/en-uss"\n')
    done = coach(home, *FAST, "--no-rating")
    assert done.returncode == 1
    assert "There is no voice 'gmw/en-uss' (did you mean 'gmw/en-us', " in done.stderr


@pytest.mark.voice
async def test_a_full_screen_session_is_refused_with_the_same_sentence(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    chosen = replace(bench.ws.settings, voice="klingonish", words="full")
    bench.ws = replace(bench.ws, settings=chosen)
    app = bench.app(start="play")
    async with app.run_test() as pilot:
        await on(pilot, Rating)
        await pilot.press("2")
        await until(pilot, lambda: app.return_code is not None, "the end")
    assert app.return_code == 1
    assert f"{app.failure}\n" == KLINGON
    assert bench.sessions() == ()


def test_without_an_engine_a_session_goes_on_whatever_voice_is_asked_for(home: Path, tmp_path: Path) -> None:
    settings(home, 'voice = "klingonish"\n')
    done = coach(home, *FAST, "--no-rating", more=engineless(tmp_path / "lib"))
    assert done.returncode == 0
    assert "No voice: no speech engine was found (no engine)" in done.stderr
    assert "set done: clamshell 1 right" in done.stdout


def test_tones_alone_need_no_voice(home: Path) -> None:
    settings(home, 'voice = "klingonish"\nwords = "beeps"\n')
    assert coach(home, *FAST, "--no-rating").returncode == 0


@pytest.mark.voice
def test_the_language_of_the_voice_is_told_each_time_by_play_and_render(home: Path, tmp_path: Path) -> None:
    settings(home, 'voice = "de"\n')
    for _ in range(2):
        for arguments in (("render", "short", "-o", str(tmp_path / "a.wav")), (*FAST, "--no-rating")):
            done = coach(home, *arguments)
            assert done.returncode == 0
            assert "The cues are English, but the voice speaks German" in done.stderr, arguments
