"""The shipped tones and a user's own sounds."""

import struct
import wave
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from coach.audio import clips, tone_maker, tones
from coach.audio.clips import Clip, from_pcm, load_wav
from coach.errors import CoachError
from coach.files.paths import shipped

LENGTHS_MS = {
    "count_in": 120,
    "go": 350,
    "repetition": 220,
    "last_repetition": 380,
    "hold_start": 180,
    "hold_end": 200,
    "return": 220,
    "tick": 60,
    "side_change": 450,
    "rest": 500,
    "halfway": 300,
    "exercise_done": 600,
    "session_done": 1200,
}


def likeness(one: Clip, other: Clip) -> float:
    """The largest normalised cross-correlation over all shifts, from 0 to 1."""
    size = 1 << (len(one) + len(other)).bit_length()
    product = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    return float(np.abs(np.fft.irfft(product, size)).max() / np.sqrt((one**2).sum() * (other**2).sum()))


def pitch_hz(clip: Clip) -> float:
    size = 1 << 17
    return float(np.abs(np.fft.rfft(clip * np.hanning(len(clip)), size)).argmax() * clips.RATE / size)


def write_wav(path: Path, samples: bytes, width: int = 2, rate: int = 48_000, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples)
    return path


def write_float_wav(path: Path, values: Clip) -> Path:
    data = values.astype("<f4").tobytes()
    header = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + len(data),
        b"WAVE",
        b"fmt ",
        16,
        3,
        1,
        48_000,
        192_000,
        4,
        32,
        b"data",
        len(data),
    )
    path.write_bytes(header + data)
    return path


def sine(hz: float, rate: int, seconds: float = 0.5) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return 0.5 * np.sin(2 * np.pi * hz * np.arange(int(rate * seconds)) / rate)


def test_the_shipped_files_are_what_the_script_makes(tmp_path: Path) -> None:
    tone_maker.write(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in shipped("sounds").iterdir()}


def test_there_is_a_tone_with_one_meaning_for_each_name() -> None:
    assert set(tones.NAMES) == set(LENGTHS_MS) == set(tone_maker.TONES) == set(tones.load(None))
    assert len({tone.meaning for tone in tone_maker.TONES.values()}) == len(tones.NAMES)


@pytest.mark.parametrize("name", tones.NAMES)
def test_a_tone_has_its_length_and_no_click(name: str) -> None:
    clip = tones.load(None)[name]
    assert len(clip) == LENGTHS_MS[name] * 48
    assert clip[0] == clip[-1] == 0
    assert 20 * np.log10(np.abs(clip).max()) == pytest.approx(-9, abs=0.1)
    assert np.abs(np.diff(clip)).max() < 0.12
    attack, release = np.abs(clip[: 4 * 48]).max(), np.abs(clip[-8 * 48 :]).max()
    assert max(attack, release) < np.abs(clip).max()


def test_no_tone_can_be_taken_for_another() -> None:
    found = tones.load(None)
    alike = {pair: likeness(found[pair[0]], found[pair[1]]) for pair in combinations(tones.NAMES, 2)}
    assert max(alike.values()) < 0.7, max(alike, key=lambda pair: alike[pair])


@pytest.mark.parametrize(
    ("name", "rises"),
    [
        ("repetition", True),
        ("last_repetition", True),
        ("exercise_done", True),
        ("session_done", True),
        ("return", False),
        ("hold_end", False),
        ("rest", False),
    ],
)
def test_the_way_out_rises_and_the_way_back_falls(name: str, rises: bool) -> None:
    clip = tones.load(None)[name]
    first, last = pitch_hz(clip[: len(clip) // 3]), pitch_hz(clip[-len(clip) // 3 :])
    assert (last > first * 1.1) if rises else (last < first * 0.95)


def test_an_own_sound_comes_before_the_shipped_one(tmp_path: Path) -> None:
    write_wav(tmp_path / "tick.wav", (sine(300, 48_000) * 32767).astype("<i2").tobytes())
    found, refused = tones.read(tmp_path)
    assert refused == ()
    assert len(found["tick"]) == 24_000
    assert np.array_equal(found["rest"], tones.load(None)["rest"])


@pytest.mark.parametrize("times", [1.5, 1000.0, 1e30])
def test_an_own_sound_is_no_louder_than_full_scale_and_keeps_its_shape(tmp_path: Path, times: float) -> None:
    values = sine(440, 48_000).astype(np.float32)
    clip = load_wav(write_float_wav(tmp_path / "tick.wav", (values * np.float32(times)).astype(np.float32)))
    peak = min(1.0, 0.5 * times)
    assert np.abs(clip).max() == pytest.approx(peak, abs=1e-5)
    assert np.allclose(clip, values * peak / 0.5, atol=1e-4)


@pytest.mark.parametrize(
    ("width", "rate", "channels"),
    [(1, 8000, 1), (2, 44_100, 2), (3, 48_000, 1), (4, 96_000, 2), (2, 22_050, 1), (2, 192_000, 1)],
)
def test_an_own_sound_may_have_any_usual_form(tmp_path: Path, width: int, rate: int, channels: int) -> None:
    values = np.repeat(sine(440, rate), channels)
    if width == 1:
        data = (values * 127 + 128).astype(np.uint8).tobytes()
    else:
        top = np.rint(values * (2**31 - 1)).astype("<i4")
        data = top.view(np.uint8).reshape(-1, 4)[:, 4 - width :].tobytes()
    clip = load_wav(write_wav(tmp_path / "go.wav", data, width, rate, channels))
    assert clip.dtype == np.float32
    assert len(clip) == pytest.approx(24_000, abs=20)
    assert pitch_hz(clip) == pytest.approx(440, abs=2)
    assert np.abs(clip).max() == pytest.approx(0.5, abs=0.05)


def test_an_own_sound_may_be_made_of_floats(tmp_path: Path) -> None:
    values = sine(440, 48_000).astype(np.float32)
    assert np.allclose(load_wav(write_float_wav(tmp_path / "go.wav", values)), values)


def _bad_files(folder: Path) -> dict[str, Path]:
    good = write_wav(folder / "good.wav", bytes(9600)).read_bytes()
    files = {
        "too long": write_wav(folder / "long.wav", bytes(8000 * 11), 1, 8000),
        "nothing in it": write_wav(folder / "empty.wav", b""),
        "not a number": write_float_wav(folder / "nan.wav", np.full(100, np.nan, dtype=np.float32)),
        "a folder": folder / "folder.wav",
        "a dangling link": folder / "dangling.wav",
    }
    files["a folder"].mkdir()
    files["a dangling link"].symlink_to(folder / "nowhere.wav")
    for name, data in {
        "text": b"this is no sound",
        "zero bytes": b"",
        "a header alone": good[:20],
        "0 Hz": (good[:24] + bytes(4) + good[28:]),
        "1 Hz": (good[:24] + b"\1\0\0\0" + good[28:]),
        "4 GHz": (good[:24] + b"\xff\xff\xff\xff" + good[28:]),
        "40 channels": good[:22] + b"\50\0" + good[24:],
        "0 channels": good[:22] + bytes(2) + good[24:],
        "far too large": good + bytes(17_000_000),
    }.items():
        files[name] = folder / f"{name}.wav"
        files[name].write_bytes(data)
    return files


def test_a_bad_own_sound_is_refused_with_a_sentence_and_the_shipped_one_is_used(tmp_path: Path) -> None:
    ours = tones.load(None)
    files = tmp_path / "files"
    files.mkdir()
    for case, path in _bad_files(files).items():
        own = tmp_path / case
        own.mkdir()
        path.rename(own / "rest.wav")
        found, refused = tones.read(own)
        assert len(refused) == 1, case
        assert str(own / "rest.wav") in refused[0]
        assert refused[0].endswith("The shipped tone is used instead."), case
        assert np.array_equal(found["rest"], ours["rest"]), case


def test_a_header_that_promises_more_than_there_is_does_no_harm(tmp_path: Path) -> None:
    data = bytearray(write_wav(tmp_path / "go.wav", bytes(9600)).read_bytes())
    data[40:44] = struct.pack("<I", 0x7FFFFFF0)
    (tmp_path / "go.wav").write_bytes(bytes(data))
    found, refused = tones.read(tmp_path)
    assert len(found["go"]) in (4800, LENGTHS_MS["go"] * 48)
    assert len(refused) == (len(found["go"]) != 4800)


def test_a_voice_at_22050_hz_keeps_its_pitch_and_length() -> None:
    pcm = (sine(330, 22_050, 1.0) * 32767).astype("<i2").tobytes()
    clip = from_pcm(pcm, 22_050)
    assert len(clip) == pytest.approx(48_000, abs=10)
    assert pitch_hz(clip) == pytest.approx(330, abs=1)
    assert not clip.flags.writeable


def test_odd_pcm_is_taken_as_far_as_it_goes() -> None:
    assert len(from_pcm(b"", 22_050)) == 0
    assert len(from_pcm(b"\0\0\0", 48_000)) == 1
    with pytest.raises(ValueError, match="0 Hz"):
        from_pcm(b"\0\0", 0)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"nothing\.wav: there is no such sound file"):
        load_wav(tmp_path / "nothing.wav")
