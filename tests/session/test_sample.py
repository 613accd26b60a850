"""A sentence or some tones to try a setting: really heard, as loud as was asked for, and silenced at once."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pulse import RATE, Pulse, pulse, until

from coach.core.words import sentence
from coach.errors import CoachError
from coach.files.paths import Home
from coach.files.settings import Settings
from coach.session.sample import NO_DEVICE, SILENT, Sample

TONES = ("go", "return", "hold_end")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Pulse]:
    with pulse(tmp_path / "pulse") as running, running.leads_this_process():
        yield running


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    (tmp_path / "pulse").mkdir()


def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data", tmp_path / "cache")


def loudest(server: Pulse, since: int) -> int:
    return int(np.abs(server.recorded(since).astype(int)).max(initial=0))


@pytest.mark.sound
@pytest.mark.voice
@pytest.mark.xdist_group("sound")
def test_a_text_is_heard_as_loud_as_the_settings_say(server: Pulse, tmp_path: Path) -> None:
    sample = Sample(home(tmp_path))
    peaks = []
    for volume in (1.0, 0.3):
        before = server.frames()
        sample.say(Settings(voice="en-us", voice_volume=volume, lead_in_ms=200), "Hold.")
        until(lambda before=before: loudest(server, before) > 100)
        time.sleep(0.2)
        peaks.append(loudest(server, before))
    assert peaks[1] < 0.5 * peaks[0]


@pytest.mark.sound
@pytest.mark.xdist_group("sound")
def test_it_is_silenced_in_the_middle_and_the_device_closed(server: Pulse, tmp_path: Path) -> None:
    sample = Sample(home(tmp_path))
    speaking = threading.Thread(target=sample.say, args=(Settings(), "", TONES * 10), daemon=True)
    before = server.frames()
    speaking.start()
    until(lambda: loudest(server, before) > 100)
    sample.stop()
    until(lambda: not speaking.is_alive())
    until(lambda: server.streams() == 0)
    assert server.frames() - before < 15 * RATE, "the whole would take longer than twenty seconds"


def test_what_cannot_be_heard_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "none"))
    sample = Sample(home(tmp_path))
    for chosen, says in ((Settings(output="silent"), SILENT), (Settings(), NO_DEVICE)):
        with pytest.raises(CoachError) as caught:
            sample.say(chosen, "", TONES)
        assert str(caught.value) == sentence(says)


@pytest.mark.voice
def test_a_text_with_no_words_and_a_voice_that_is_not_there_are_said(tmp_path: Path) -> None:
    sample = Sample(home(tmp_path))
    with pytest.raises(CoachError, match="nothing to say"):
        sample.say(Settings(output="silent", voice="en-us"), "…")
    with pytest.raises(CoachError, match="There is no voice 'en-gbb'"):
        sample.say(Settings(output="silent", voice="en-gbb"), "Hold.")
