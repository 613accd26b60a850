"""The parts of the voice that need no engine: words, samples, cache, the choice of a voice."""

import contextlib
import os
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.voice import Pcm, VoiceInfo
from coach.voice.cache import ClipCache
from coach.voice.choice import Choice, choose
from coach.voice.pcm import decode, encode, trim

RATE_HZ = 22_050


@given(st.binary(max_size=400), st.integers(0, 50), st.integers(0, 50))
def test_trimming_keeps_every_loud_sample_and_its_order(middle: bytes, before: int, after: int) -> None:
    middle = b"\x00\x20" + middle[: len(middle) // 2 * 2] + b"\x00\xe0"
    trimmed = trim(Pcm(bytes(200 * before) + middle + bytes(200 * after), 8000)).samples
    assert middle in trimmed
    assert len(trimmed) <= len(middle) + 2 * 2 * 80
    assert trimmed.strip(b"\x00") == middle.strip(b"\x00")


@given(st.binary(min_size=2, max_size=100), st.sampled_from([8000, 22050, 44100]))
def test_a_clip_survives_its_file(data: bytes, rate_hz: int) -> None:
    pcm = Pcm(data[: len(data) // 2 * 2], rate_hz)
    assert decode(encode(pcm)) == pcm


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"FORM", b"RIFF\x00\x00\x00\x00WAVEfmt ", b"FORM0000AIFFCOMM", encode(Pcm(b"ab", 8000))]),
)
def test_any_bytes_are_a_clip_or_refused(data: bytes, head: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(decode(head + data), Pcm)


@pytest.mark.parametrize(("kind", "coding", "order"), [(b"AIFF", b"", ">"), (b"AIFC", b"sowt", "<")])
def test_the_files_of_macos_are_read(kind: bytes, coding: bytes, order: str) -> None:
    values = (0, 1000, -1000, 32767)
    common = struct.pack(">hIh", 1, len(values), 16) + struct.pack(">HQ", 16383 + 14, 22050 << 49) + coding
    sound = struct.pack(">II", 0, 0) + struct.pack(f"{order}4h", *values)
    body = kind + b"".join(
        name + struct.pack(">I", len(chunk)) + chunk for name, chunk in ((b"COMM", common), (b"SSND", sound))
    )
    pcm = decode(b"FORM" + struct.pack(">I", len(body)) + body)
    assert pcm == Pcm(struct.pack("<4h", *values), 22050)


def test_a_clip_with_one_changed_bit_or_of_another_text_is_made_anew(tmp_path: Path) -> None:
    clips, pcm = ClipCache(tmp_path), Pcm(b"\x01\x02" * 500, RATE_HZ)
    clips.store("a", pcm)
    assert clips.load("a") == pcm
    whole = (tmp_path / "a.wav").read_bytes()
    for at in (0, 30, 700, len(whole) - 1):
        (tmp_path / "a.wav").write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert clips.load("a") is None
    (tmp_path / "b.wav").write_bytes(whole)
    assert clips.load("b") is None
    (tmp_path / "a.wav").write_bytes(encode(pcm))  # As the versions before kept it.
    assert clips.load("a") is None
    clips.store("a", pcm)
    assert clips.load("a") == pcm


def test_the_cache_drops_what_was_not_used_for_longest(tmp_path: Path) -> None:
    clips = ClipCache(tmp_path)
    for age, name in enumerate("abcd"):
        clips.store(name, Pcm(b"\x01\x02" * 500, RATE_HZ))
        os.utime(tmp_path / f"{name}.wav", (1000 - age, 1000 - age))
    assert clips.load("d") is not None
    clips.prune(most_bytes=2500)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "d.wav"]


def test_left_overs_of_killed_processes_go_and_other_files_stay(tmp_path: Path) -> None:
    clips = ClipCache(tmp_path)
    for name in (".scratch-old", ".scratch-new", ".mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.wav").write_text("")
    (tmp_path / ".scratch-link").symlink_to(tmp_path / ".mine")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / ".a.wav.0123abcd.backcoach-part").write_bytes(b"half a clip")
    os.utime(tmp_path / ".scratch-old", (1, 1))
    os.utime(tmp_path / ".scratch-link", (1, 1), follow_symlinks=False)
    clips.prune(most_bytes=0)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".mine", ".scratch-new", "notes.txt"]
    assert (tmp_path / ".mine" / "1.wav").exists()


VOICES = (
    VoiceInfo("de", "de", "German"),
    VoiceInfo("gb", "en-gb", "British"),
    VoiceInfo("us", "en_US", "American"),
    VoiceInfo("br", "pt-br", "Brazilian"),
)


@pytest.mark.parametrize(
    ("asked", "language", "default", "voice", "warning"),
    [
        (None, "en", "", "us", ""),
        (None, "en-GB", "", "gb", ""),
        (None, "en", "gb", "gb", ""),
        (None, "en", "de", "us", ""),
        ("british", "en", "", "gb", ""),
        ("de", "en", "", "de", "The cues are English"),
        (None, "de", "", "de", "The cues are English"),
        (None, "pt", "", "br", "The cues are English"),
        (None, "xx", "", "us", "no voice for the language 'xx', so American speaks"),
        ("gone", "en", "", "us", "no voice 'gone', so American speaks"),
        (" ", "en", "", "us", "no voice ' ', so American speaks"),
    ],
)
def test_the_voice_is_the_asked_one_else_one_of_the_language(
    asked: str | None, language: str, default: str, voice: str, warning: str
) -> None:
    chosen = choose(VOICES, asked, language, [default])
    assert chosen.voice is not None
    assert chosen.voice.id == voice
    assert warning in chosen.warning
    assert bool(warning) == bool(chosen.warning)
    assert bool(chosen.refusal) == ("There is no voice '" in chosen.warning)
    assert "speaks" not in chosen.refusal


def test_a_voice_whose_language_is_not_known_is_not_warned_of() -> None:
    chosen = choose((VoiceInfo("x", "", "David"), VoiceInfo("y", "", "Zira")), None, "en", ["y"])
    assert (chosen.voice, chosen.warning) == (VoiceInfo("y", "", "Zira"), "")


def test_a_blank_is_no_voice_also_where_languages_are_not_known() -> None:
    assert choose((VoiceInfo("x", "", "David"),), "  ", "en", ["x"]).refusal


def test_an_engine_that_lists_no_voice_speaks_with_its_own_but_not_with_one_that_is_asked_for() -> None:
    assert choose((), None, "en", []) == Choice(None)
    assert choose((), "x", "en", []).refusal == "There is no voice 'x'. The voices: coach voices"


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("british", ""),
        ("gbb", " (did you mean 'gb'?)"),
        ("en-gx", " (did you mean 'en-gb'?)"),
        ("bri", " (did you mean 'br'?)"),
        ("klingonish", ""),
    ],
)
def test_a_voice_that_is_not_there_is_refused_with_what_is_near(asked: str, near: str) -> None:
    refusal = choose(VOICES, asked, "en", []).refusal
    assert refusal == ("" if asked == "british" else f"There is no voice {asked!r}{near}. The voices: coach voices")


@pytest.mark.parametrize("asked", ["natural", " Natural "])
def test_without_the_natural_voice_who_asks_for_it_is_told_how_to_get_it(asked: str) -> None:
    told = choose(VOICES, asked, "en", [])
    assert "There is no natural voice here. To get it: pip install" in told.refusal
    assert 'voice = "auto"' in told.refusal
    assert told.warning.startswith("There is no natural voice here, so ")
