"""Half a minute to get to know a room: what is made of figures, and the command with a virtual microphone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import speaking
from command import ROOT, coach, screened
from hearing import needs_recogniser
from pulse import Pulse, pulse
from spoken_to import LOUDNESS, Room

from coach.core.words import sentence
from coach.files import settings
from coach.listen import room
from coach.listen.room import Said
from coach.session.by_voice.learning import STEPS
from coach.voice import Voice


def said(understood: int, loudest: int, name: str = "stop") -> Said:
    """Three tries at a word, so many of them understood."""
    return Said(name, 3, tuple((name if number < understood else "", loudest) for number in range(3)))


@pytest.mark.parametrize(
    ("room_level", "understood", "loudest", "works", "why"),
    [
        (100, 9, 9000, True, None),
        (100, 6, 9000, True, "room_unclear"),
        (100, 2, 9000, False, "room_unclear"),
        (4000, 2, 9000, False, "room_noisy"),
        (100, 2, 32_700, False, "room_clips"),
        (10, 2, 100, False, "room_soft"),
    ],
)
def test_what_was_understood_decides_and_loudness_says_why(
    room_level: int, understood: int, loudest: int, works: bool, why: str | None
) -> None:
    each = [said(min(3, understood - start), loudest) for start in (0, 3, 6)]
    does, reasons = room.judge(room_level, each)
    assert does == works
    assert [reason.id for reason in reasons[1:]] == ([] if why is None else [why])
    assert f"{understood} of 9 words" in sentence(reasons[0])


def test_where_nobody_was_heard_it_is_said_so() -> None:
    works, reasons = room.judge(100, [Said("stop", 3, ())])
    assert not works
    assert reasons[1].id == "room_nobody"


@pytest.mark.parametrize(
    ("loudest", "gain"), [(30_000, 1.0), (8000, 1.0), (5000, 1.0), (4000, 2.0), (400, 20.0), (40, 30.0), (0, 30.0)]
)
def test_a_soft_microphone_is_taken_louder(loudest: int, gain: float) -> None:
    assert room.gain_for(loudest) == gain


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Pulse]:
    (tmp_path / "pulse").mkdir()
    with pulse(tmp_path / "pulse") as running:
        yield running


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[Voice]:
    made = Voice(speaking.ESPEAK, 150, "en", tmp_path / "voice")
    made.start()
    made.prefetch([phrase for *_, phrase in STEPS])
    yield made
    made.close()


SENTENCES_S = 1.3  # Longer than a voice pauses between two.


def learn(home: Path, room: Room, loudness: float) -> tuple[int, str]:
    """The command, with a person who says each phrase three times; its exit code and all that it printed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "listen", "--learn"],
        env={**room.environment, "COACH_HOME": str(home), "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    lines = []
    assert process.stdout is not None
    with process.stdout as printed:
        for line in printed:
            before = room.server.frames()
            lines.append(line)
            phrase = next((phrase for *_, phrase in STEPS if f"say: {phrase}." in line), None)
            if phrase is not None and loudness:
                room.coach_speaks(before)
                room.quiet(SENTENCES_S)
                for _ in range(3):
                    room.says(phrase, loudness)
                    room.pause()
    return process.wait(30), "".join(lines)


@pytest.mark.listen
@pytest.mark.sound
@pytest.mark.timeout(400)
@needs_recogniser
@pytest.mark.parametrize("loudness", [LOUDNESS, LOUDNESS / 20])
def test_a_room_that_works_says_so_and_a_soft_microphone_is_taken_louder(
    tmp_path: Path, server: Pulse, voice: Voice, loudness: float
) -> None:
    home = screened(tmp_path)
    room = Room(server, voice, tmp_path)
    with room.hums():
        code, printed = learn(home, room, loudness)
    assert code == 0, printed
    assert "Voice commands work here" in printed
    assert {"heard: stop", "heard: number 5", "heard: go_on"} <= set(printed.splitlines())
    gain = settings.load(home / "settings.toml").microphone_gain
    assert (gain > 4) == (loudness < LOUDNESS), printed


@pytest.mark.listen
@pytest.mark.sound
@needs_recogniser
def test_a_microphone_that_is_muted_is_told(tmp_path: Path, server: Pulse, voice: Voice) -> None:
    home = screened(tmp_path)
    heard = Room(server, voice, tmp_path)
    heard.pactl("set-source-mute", "microphone", "1")
    code, printed = learn(home, heard, 0)
    assert code == 1
    assert printed.splitlines()[-1].startswith("The microphone gives nothing but silence.")


@pytest.mark.listen
@needs_recogniser
def test_no_microphone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = screened(tmp_path)
    (tmp_path / "none.conf").write_text("")
    monkeypatch.setitem(os.environ, "PULSE_SERVER", f"unix:{tmp_path / 'none'}")
    monkeypatch.setitem(os.environ, "ALSA_CONFIG_PATH", str(tmp_path / "none.conf"))
    done = coach(home, "listen", "--learn")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("No microphone can be used.")
