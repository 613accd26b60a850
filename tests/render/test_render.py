"""`coach render` and what it is made of, on real files, some of them in a process that is killed or has no room."""

import json
import os
import random
import re
import signal
import stat
import struct
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from captions_read import parsed

from coach.audio import tones
from coach.audio.mixer import FRAMES_PER_MS, Gains, Score, Sound, mix
from coach.core.exercise import Dose
from coach.core.model.planned import Plan, PlanItem
from coach.core.timeline import compile_plan, estimate_ms, phrases
from coach.core.timeline.captions import Chapter
from coach.errors import CoachError
from coach.files.exercises import load_shipped
from coach.render import beside, render
from coach.render.formats import Tags, ending_of
from coach.session.sound.soundtrack import Soundtrack

ANSWERS = Path(__file__).parents[1] / "data" / "sitting.toml"
TONES = tones.load(None)
CHAPTERS = (Chapter(0, 2500, "Bird-dog"), Chapter(2500, 7321, "Clamshell · left side"))
Samples = npt.NDArray[np.int16]


def tags(ending: str) -> Tags:
    return Tags(ending, "Erste Wochen für zu Hause", date(2026, 11, 23), "Backcoach 1", CHAPTERS)


def sounds(total_ms: int, each: int = 12) -> Score:
    chance = random.Random(7)
    return Score(
        Sound(chance.randrange(total_ms - 1300), TONES[chance.choice(tones.NAMES)], "tone", chance.uniform(-1, 1))
        for _ in range(each)
    )


def written(ending: str, folder: Path, score: Score, total_ms: int) -> Path:
    path = folder / f"session{ending}"
    render(score, total_ms, Gains(), path, tags(ending))
    return path


def wav_samples(path: Path) -> Samples:
    with wave.open(str(path)) as file:
        assert file.getparams()[:3] == (2, 2, 48_000)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").reshape(-1, 2)


def chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    while data:
        name, size = struct.unpack_from("<4sI", data)
        yield name, data[8 : 8 + size]
        data = data[8 + size + size % 2 :]


# --- the sound ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("block", [480, 7_777, 1_000_000])
def test_a_wav_holds_what_the_mixer_gives_in_blocks_of_any_size(tmp_path: Path, block: int) -> None:
    score, frames = sounds(7_321), 7_321 * FRAMES_PER_MS
    heard = np.concatenate([mix(score, at, block, Gains()) for at in range(0, frames, block)])[:frames]
    assert np.array_equal(wav_samples(written(".wav", tmp_path, score, 7_321)), heard)


def test_a_wav_says_16_bits_stereo_48_khz_and_its_sizes_add_up(tmp_path: Path) -> None:
    data = written(".wav", tmp_path, sounds(7_321), 7_321).read_bytes()
    assert struct.unpack_from("<4sI4s", data) == (b"RIFF", len(data) - 8, b"WAVE")
    parts = list(chunks(data[12:]))
    assert [name for name, _ in parts] == [b"fmt ", b"data", b"LIST", b"cue ", b"LIST"]
    assert struct.unpack("<HHIIHH", parts[0][1]) == (1, 2, 48_000, 192_000, 4, 16)
    assert len(parts[1][1]) == 7_321 * FRAMES_PER_MS * 4


def test_a_wav_carries_title_date_software_and_a_cue_point_for_each_chapter(tmp_path: Path) -> None:
    parts = list(chunks(written(".wav", tmp_path, sounds(7_321), 7_321).read_bytes()[12:]))
    info = {name: text.rstrip(b"\0").decode() for name, text in chunks(parts[2][1][4:])}
    assert info == {b"INAM": "Erste Wochen für zu Hause", b"ICRD": "2026-11-23", b"ISFT": "Backcoach 1"}
    count, *points = struct.unpack("<I" + "II4sIII" * 2, parts[3][1])
    assert (count, points[5], points[11]) == (2, 0, 2500 * FRAMES_PER_MS)
    labels = [text[4:].rstrip(b"\0").decode() for _, text in chunks(parts[4][1][4:])]
    assert labels == ["Bird-dog", "Clamshell · left side"]


def test_the_last_sound_is_not_cut_off_by_the_end_of_the_timeline(tmp_path: Path) -> None:
    score = Score((Sound(900, TONES["session_done"], "tone"),))
    assert len(wav_samples(written(".wav", tmp_path, score, 1_000))) == score.end_frame > 48_000


def test_a_wav_that_its_format_cannot_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match=r"at most.*flac or \.mp3"):
        render(Score(), 7 * 3_600_000, Gains(), tmp_path / "long.wav", tags(".wav"))


def test_every_tone_of_a_session_is_at_its_place_in_the_timeline(tmp_path: Path) -> None:
    exercise = load_shipped()["bird_dog"]
    item = PlanItem(exercise, Dose(2, 3, 4), exercise.move_ms, exercise.return_ms, 20_000)
    timeline = compile_plan(Plan("one", "One", "beeps", (item,)), estimate_ms)
    schedule = Soundtrack(None, TONES, 160).schedule(timeline.cues)
    heard = wav_samples(written(".wav", tmp_path, Score(schedule), timeline.total_ms)).astype(np.float32) / 32767
    beeps = [cue for cue in timeline.cues if cue.kind == "beep"]
    assert len(beeps) == len(schedule) > 20
    for cue in beeps:
        clip = TONES[cue.sound or ""]
        quieter = {"left": (1, 1 - 0.6 * 0.45), "right": (1 - 0.6 * 0.45, 1), None: (1, 1)}[cue.side]
        part = heard[cue.at_ms * FRAMES_PER_MS :][: len(clip)]
        for ear in (0, 1):
            assert np.allclose(part[:, ear], clip * 0.7 * quieter[ear], atol=1e-4)


def test_a_flac_holds_the_same_samples_tags_and_chapters(tmp_path: Path) -> None:
    soundfile = pytest.importorskip("soundfile", reason="needs the extra: render")
    flac = pytest.importorskip("mutagen.flac", reason="needs the extra: render")
    score = sounds(7_321)
    path = written(".flac", tmp_path, score, 7_321)
    samples, rate = soundfile.read(path, dtype="int16")
    assert rate == 48_000
    assert np.array_equal(samples, mix(score, 0, 7_321 * FRAMES_PER_MS, Gains()))
    found = {key: value[0] for key, value in flac.FLAC(path).items()}
    assert found["title"] == "Erste Wochen für zu Hause"
    assert (found["date"], found["encoder"]) == ("2026-11-23", "Backcoach 1")
    assert (found["chapter002"], found["chapter002name"]) == ("00:00:02.500", "Clamshell · left side")


def test_an_mp3_has_every_sound_in_its_place_to_the_sample(tmp_path: Path) -> None:
    pytest.importorskip("lameenc", reason="needs the extra: render")
    import miniaudio

    score = sounds(7_321)
    decoded = miniaudio.decode_file(
        str(written(".mp3", tmp_path, score, 7_321)), miniaudio.SampleFormat.SIGNED16, 2, 48_000
    )
    heard = np.frombuffer(decoded.samples.tobytes(), dtype=np.int16).reshape(-1, 2)[:, 0].astype(float)
    mixed = mix(score, 0, 7_321 * FRAMES_PER_MS, Gains())[:, 0].astype(float)
    size = 1 << 20
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(mixed, size)))
    assert int(match.argmax()) == 0
    assert 0 <= len(heard) - len(mixed) < 3 * 1152


def test_an_mp3_has_the_whole_first_word_and_its_tones_in_their_place(tmp_path: Path) -> None:
    """Speech begins 10 ms after its cue, but the first 23 ms of an MP3 hold nothing."""
    pytest.importorskip("lameenc", reason="needs the extra: render")
    import miniaudio

    word = np.zeros(300 * FRAMES_PER_MS, dtype=np.float32)  # One that is loud for its first 12 ms only.
    word[10 * FRAMES_PER_MS : 22 * FRAMES_PER_MS] = 0.4 * np.sin(np.arange(12 * FRAMES_PER_MS) / 8)
    go = Sound(1000, TONES["go"], "tone")
    path = written(".mp3", tmp_path, Score((Sound(0, word), go)), 2_000)
    decoded = miniaudio.decode_file(str(path), miniaudio.SampleFormat.SIGNED16, 2, 48_000)
    heard = np.frombuffer(decoded.samples.tobytes(), dtype=np.int16).reshape(-1, 2)[:, 0].astype(float) / 32767
    kept = (heard[: len(word) * 2] ** 2).sum() / (word.astype(float) ** 2).sum()
    print(f"{kept:.2f} of the word is heard")
    assert 0.85 < kept < 1.1  # As much as of one in the middle; the rest is what LAME leaves out everywhere.
    match = np.correlate(heard[900 * FRAMES_PER_MS : 1500 * FRAMES_PER_MS], TONES["go"].astype(float), "valid")
    assert int(match.argmax()) == 100 * FRAMES_PER_MS


def test_an_mp3_is_silent_for_a_minute_to_the_sample_and_sounds_as_well_after_it(tmp_path: Path) -> None:
    pytest.importorskip("lameenc", reason="needs the extra: render")
    import miniaudio

    go = Sound(1000, TONES["go"], "tone")
    score, total_ms = Score((go, replace(go, at_ms=62_003))), 63_000
    decoded = miniaudio.decode_file(
        str(written(".mp3", tmp_path, score, total_ms)), miniaudio.SampleFormat.SIGNED16, 2, 48_000
    )
    heard = np.frombuffer(decoded.samples.tobytes(), dtype=np.int16).reshape(-1, 2)[: total_ms * FRAMES_PER_MS]
    assert not heard[2 * 48_000 : 61_900 * FRAMES_PER_MS].any()
    wanted = mix(score, 48_000, 400 * FRAMES_PER_MS, Gains()).astype(float)
    for at_ms in (1000, 62_003):
        part = heard[at_ms * FRAMES_PER_MS :][: len(wanted)]
        error = np.sqrt(((part - wanted) ** 2).mean() / (wanted**2).mean())
        print(f"at {at_ms}: {error:.3f} of the signal")
        assert error < 0.08


def test_an_mp3_carries_title_date_and_chapters(tmp_path: Path) -> None:
    pytest.importorskip("lameenc", reason="needs the extra: render")
    id3 = pytest.importorskip("mutagen.id3", reason="needs the extra: render")
    found = id3.ID3(written(".mp3", tmp_path, sounds(7_321), 7_321))
    assert (str(found["TIT2"]), str(found["TDRC"])) == ("Erste Wochen für zu Hause", "2026-11-23")
    assert found["TSSE"].text == ["Backcoach 1"]
    assert found["CTOC:toc"].child_element_ids == ["chapter1", "chapter2"]
    chapter = found["CHAP:chapter2"]
    assert (chapter.start_time, chapter.end_time) == (2500, 7321)
    assert str(chapter.sub_frames["TIT2"]) == "Clamshell · left side"


TWO_HOURS = """
import resource, sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from coach.audio import tones
from coach.audio.mixer import Gains, Score, Sound
from coach.render import beside, render
from coach.render.formats import Tags
go = tones.load(None)["go"]
score = Score(Sound(at * 4000, go, "tone") for at in range(1800))
"""


def test_two_hours_are_rendered_in_constant_memory() -> None:
    peak_kb = """
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
render(score, 7_200_000, Gains(), Path("/dev/null"), Tags(".wav", "Long", date(2026, 1, 1), "x"))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    grown = subprocess.run(
        [sys.executable, "-c", TWO_HOURS + peak_kb], capture_output=True, text=True, timeout=60, check=True
    )
    assert int(grown.stdout) < 20_000  # The samples are 1.4 million kB.


# --- whole or not at all -----------------------------------------------------------------------------------------


def test_a_file_takes_its_place_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with beside(path) as part:
        part.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize(("shared", "mode"), [(False, 0o600), (True, 0o644)])
def test_a_new_file_is_its_owners_alone_unless_it_is_shared(shared: bool, mode: int, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with beside(tmp_path / "a.wav", shared=shared) as part:
            part.write_bytes(b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, target = tmp_path / "link.wav", tmp_path / "target.wav"
    link.symlink_to(target)
    with beside(link) as part:
        part.write_bytes(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_whatever_goes_wrong_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"old")

    def write_until_full() -> None:
        with beside(path) as part:
            part.write_bytes(b"half")
            raise OSError(28, "No space left on device")

    with pytest.raises(CoachError, match=r"a\.wav cannot be written: No space left on device"):
        write_until_full()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


FOREVER = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
with beside(Path(sys.argv[1])) as part:
    render(score, 20_000_000, Gains(), part, Tags(".wav", "Long", date(2026, 1, 1), "x"))
"""


def endless(path: Path) -> "subprocess.Popen[bytes]":
    """A process that renders for hours. It takes Ctrl-C: shells let what they start in the background ignore it."""
    return subprocess.Popen([sys.executable, "-c", TWO_HOURS + FOREVER, str(path)], stderr=subprocess.DEVNULL)


def test_what_a_killed_render_left_is_removed_by_the_next_one_in_that_folder_and_a_running_ones_is_not(
    tmp_path: Path,
) -> None:
    killed = endless(tmp_path / "killed.wav")
    kill_when(killed, tmp_path, 1_000_000, signal.SIGKILL)
    (left,) = leftovers(tmp_path)
    for name in (".notes.part", ".a.wav.0123abcd.part", "a.0123abcd.backcoach-part"):
        (tmp_path / name).write_text("somebody else's")
    (tmp_path / ".link.0123abcd.backcoach-part").symlink_to(tmp_path / ".notes.part")
    (tmp_path / ".folder.0123abcd.backcoach-part").mkdir()
    others = set(tmp_path.iterdir()) - {left}
    running = endless(tmp_path / "running.wav")
    try:
        wait_for_part(running, tmp_path, "running", 1_000_000)
        assert not left.exists()
        mine = set(tmp_path.iterdir()) - others
        with beside(tmp_path / "b.wav"):
            pass
        assert set(tmp_path.iterdir()) == {*others, *mine, tmp_path / "b.wav"}
        assert running.poll() is None
    finally:
        running.kill()
        running.wait(30)
    with beside(tmp_path / "b.wav"):
        pass
    assert set(tmp_path.iterdir()) == {*others, tmp_path / "b.wav"}


def test_two_renders_of_the_same_file_at_once_do_not_touch_each_others_part(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with beside(path) as first:
        first.write_bytes(b"first")
        with beside(path) as second:
            second.write_bytes(b"second")
        assert path.read_bytes() == b"second"
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_render_killed_in_the_middle_never_shows_a_half_written_file(tmp_path: Path, number: int) -> None:
    path = tmp_path / "long.wav"
    path.write_bytes(b"old")
    process = endless(path)
    kill_when(process, tmp_path, 1_000_000, number)
    assert path.read_bytes() == b"old"
    if number == signal.SIGINT:
        assert list(tmp_path.iterdir()) == [path]


def wait_for_part(process: "subprocess.Popen[bytes]", folder: Path, of: str, size: int) -> None:
    """Until a part in the folder, of a file whose name begins so, is that large."""
    deadline = time.monotonic() + 30
    while not any(part.stat().st_size >= size for part in folder.glob(f".{of}*.backcoach-part")):
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.002)


def kill_when(process: "subprocess.Popen[bytes]", folder: Path, size: int, number: int) -> None:
    """Sends the signal as soon as a part in the folder is that large, and waits for the end."""
    wait_for_part(process, folder, "", size)
    process.send_signal(number)
    assert process.wait(30) != 0


# --- the command -------------------------------------------------------------------------------------------------


Done = subprocess.CompletedProcess[str]


def coach(home: Path, *arguments: str | Path, code: int = 0, **environment: str) -> Done:
    done = subprocess.run(
        [sys.executable, "-m", "coach", *map(str, arguments)],
        env={**os.environ, "COACH_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which sessions have tones alone, so that no voice is needed."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "settings.toml").write_text('words = "beeps"\n', encoding="utf-8")
    return folder


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(".")]


def test_a_session_is_written_and_says_where_it_is_and_how_to_log_it(home: Path, tmp_path: Path) -> None:
    coach(home, "screen", "--answers", ANSWERS)
    path = tmp_path / "session.wav"
    done = coach(home, "render", "first-weeks", "-o", path)
    assert done.stderr == "Your first session. We start as your routine says.\n"
    where, _, command = done.stdout.splitlines()
    assert where.startswith(f"{path} (")
    assert command.startswith(f"coach log add --routine first-weeks --at {datetime.now():%Y-%m-%dT}")
    assert not leftovers(tmp_path)
    typed = [word for word in command.split() if word not in ("--before", "--during", "--after", "N")]
    coach(home, *typed[1:])


def test_without_a_profile_it_says_that_nothing_was_screened(home: Path, tmp_path: Path) -> None:
    done = coach(home, "render", "first-weeks", "-o", tmp_path / "session.WAV")
    assert done.stderr == (
        "Nothing was screened, as there is no profile yet. Answer the screening: coach screen\n"
        "Your first session. We start as your routine says.\n"
    )
    assert len(wav_samples(tmp_path / "session.WAV")) > 48_000 * 60


def test_what_is_left_out_and_why_is_told_as_when_it_is_played(home: Path, tmp_path: Path) -> None:
    coach(home, "screen", "--answers", ANSWERS)
    routine = tmp_path / "mine.toml"
    routine.write_text(
        'format = 1\nname = "Mine"\n'
        + "".join(f'[[exercise]]\nid = "{each}"\nreps = 4\n' for each in ("bird_dog", "superman", "glute_bridge")),
        encoding="utf-8",
    )
    rendered = coach(home, "render", routine, "-o", tmp_path / "session.wav").stderr
    fast = ("--no-rating", "--speed", "1000", "--output", "silent")
    played = coach(home, "play", routine, "--plain", *fast).stderr
    assert "Left out: superman. " in rendered
    assert rendered in played


def test_nothing_is_rendered_when_nothing_may_be_played(home: Path, tmp_path: Path) -> None:
    coach(home, "screen", "--answers", ANSWERS)
    profile, now = home / "profile.toml", datetime.now()
    screened = re.sub(
        r"(?m)^screened_at = .*",
        f"screened_at = {now - timedelta(days=2):%Y-%m-%dT%H:%M}:00",
        profile.read_text("utf-8"),
    )
    profile.write_text(screened, encoding="utf-8")
    at = f"{now - timedelta(minutes=1):%Y-%m-%dT%H:%M}"
    coach(home, "log", "add", "--routine", "first-weeks", "--at", at, "--during", "9", "--stopped", "pain")
    done = coach(home, "render", "first-weeks", "-o", tmp_path / "session.wav", code=1)
    assert done.stderr == coach(home, "timeline", "first-weeks", code=1).stderr
    assert len(done.stderr) > 20
    assert not (tmp_path / "session.wav").exists()


@pytest.mark.parametrize(
    ("output", "code", "says"),
    [
        ("session.ogg", 2, "has to end in .wav or .flac or .mp3"),
        ("session", 2, "has to end in"),
        ("folder.wav", 1, "is a folder"),
        ("missing/session.wav", 1, "does not exist"),
        ("pipe.wav", 1, "no ordinary file"),
    ],
)
def test_a_place_that_cannot_be_written_is_told_at_once(
    home: Path, tmp_path: Path, output: str, code: int, says: str
) -> None:
    (tmp_path / "folder.wav").mkdir()
    os.mkfifo(tmp_path / "pipe.wav")
    done = coach(home, "render", "first-weeks", "-o", tmp_path / output, code=code)
    assert says in done.stderr
    assert not leftovers(tmp_path)


def test_captions_need_their_ending_and_a_folder(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "session.wav"
    assert ".vtt" in coach(home, "render", "first-weeks", "-o", path, "--captions", "a.txt", code=2).stderr
    coach(home, "render", "first-weeks", "-o", path, "--captions", tmp_path / "no" / "a.vtt", code=1)
    assert not path.exists()


@pytest.mark.parametrize("ending", [".wav", ".flac", ".mp3"])
def test_a_full_disk_leaves_the_old_files_and_no_traceback(home: Path, tmp_path: Path, ending: str) -> None:
    if ending != ".wav":
        pytest.importorskip("lameenc", reason="needs the extra: render")
    path, captions = tmp_path / f"session{ending}", tmp_path / "session.vtt"
    for each in (path, captions):
        each.write_bytes(b"old")
    command = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (150_000,) * 2); "
        "from coach.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", command, "render", "first-weeks", "-o", str(path), "--captions", str(captions)],
        env={**os.environ, "COACH_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert (path.read_bytes(), captions.read_bytes()) == (b"old", b"old")
    assert not leftovers(tmp_path)


def test_being_asked_to_end_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    pytest.importorskip("lameenc", reason="needs the extra: render")
    process = subprocess.Popen(
        [sys.executable, "-m", "coach", "render", "first-weeks", "-o", str(tmp_path / "session.mp3")],
        env={**os.environ, "COACH_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    kill_when(process, tmp_path, 20_000, signal.SIGTERM)
    assert process.stderr is not None
    assert process.stderr.read().endswith(b"Stopped.\n")
    process.stderr.close()
    assert list(tmp_path.iterdir()) == [home]


def broken(folder: Path, library: str) -> str:
    """A folder for PYTHONPATH that keeps the library from being imported, as where it is not installed."""
    folder.mkdir()
    (folder / f"{library}.py").write_text("raise ImportError\n", encoding="utf-8")
    return os.pathsep.join((str(folder), os.getcwd()))


@pytest.mark.parametrize(("ending", "library"), [(".flac", "soundfile"), (".mp3", "lameenc")])
def test_without_the_extra_the_command_that_installs_it_is_told(
    home: Path, tmp_path: Path, ending: str, library: str
) -> None:
    path = tmp_path / f"session{ending}"
    done = coach(home, "render", "first-weeks", "-o", path, code=1, PYTHONPATH=broken(tmp_path / "lib", library))
    assert done.stderr == (
        f'For {ending} files more is needed; .wav works without it. Install it: pip install "backcoach[render]"\n'
    )
    assert ending_of(Path("a.wav")) == ".wav"


def test_without_a_voice_it_says_what_to_do(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = tmp_path / "session.wav"
    done = coach(home, "render", "first-weeks", "-o", path, code=1, PYTHONPATH=broken(tmp_path / "lib", "pyttsx3"))
    assert 'write words = "beeps" in' in done.stderr
    assert not path.exists()
    assert not leftovers(tmp_path)


@pytest.mark.voice
def test_captions_of_a_spoken_session_are_where_its_voice_is(tmp_path: Path) -> None:
    path, captions = tmp_path / "session.wav", tmp_path / "session.vtt"
    coach(tmp_path / "home", "render", "desk-break", "-o", path, "--captions", captions)
    heard = np.abs(wav_samples(path)).max(axis=1)
    found = [each for each in parsed(captions.read_text("utf-8")) if " · " not in each[2]]
    assert len(found) > 10
    for start_ms, end_ms, text in found:
        assert heard[start_ms * FRAMES_PER_MS : end_ms * FRAMES_PER_MS].max() > 2000, text
    first_ms = found[0][1]
    gap = heard[(first_ms + 20) * FRAMES_PER_MS : (first_ms + 280) * FRAMES_PER_MS]
    assert gap.max() == 0


@pytest.mark.voice
def test_the_captions_follow_the_words_that_are_asked_for(home: Path, tmp_path: Path) -> None:
    captions = tmp_path / "session.vtt"
    words = "desk-break", "--words", "brief"  # Whatever the settings say.
    coach(home, "render", *words, "-o", tmp_path / "session.wav", "--captions", captions)
    cues = json.loads(coach(home, "timeline", *words, "--json").stdout)
    told = [(cue["at_ms"], cue["at_ms"] + cue["dur_ms"], cue["text"]) for cue in cues if cue["kind"] == "say"]
    assert [each for each in parsed(captions.read_text("utf-8")) if " · " not in each[2]] == told
    assert not {phrases.HALFWAY_THROUGH, phrases.KEEP_BREATHING} & {text for _, _, text in told}


def test_a_terminal_sees_how_far_it_is(home: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    try:
        subprocess.run(
            [sys.executable, "-m", "coach", "render", "first-weeks", "-o", str(tmp_path / "session.wav")],
            env={**os.environ, "COACH_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            timeout=60,
            check=True,
        )
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "\rWriting session.wav:  50 %\r" in shown
    assert shown.endswith("\rWriting session.wav: 100 %\r\n")
