"""The voice against real speech, and against real child processes that misbehave."""

import json
import os
import subprocess
import sys
import threading
import time
from array import array
from contextlib import suppress
from pathlib import Path

import pytest
from speaking import ESPEAK, NATURAL, start

from coach.voice import Pcm, Voice
from coach.voice.pcm import decode

RATE_HZ = 22_050
HELLO = {
    "defaults": [""],
    "once": False,
    "voices": [{"id": "one", "language": "en-us", "name": "One", "engine": "test"}],
}

# A child that follows the protocol but for what `behave(request, count)` does; it counts its starts in a file.
CHILD = """
import json, os, sys, time, wave
def answer(message):
    print(json.dumps(message), flush=True)
def sound(path, value=9000, frames=2205):
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(value.to_bytes(2, "little") * frames)
with open(sys.argv[1], "a") as file:
    file.write(str(os.getpid()) + "\\n")
starts = len(open(sys.argv[1]).readlines())
BEFORE
answer(HELLO)
for line in sys.stdin:
    request = json.loads(line)
    BEHAVE
    answer({"id": request["id"], "ok": True})
"""


class Bad:
    """A child of its own making and the file in which it notes its process ids."""

    def __init__(self, folder: Path, *, behave: str = "sound(request['path'])", before: str = "") -> None:
        self.starts = folder / "starts"
        script = folder / "child.py"
        text = CHILD.replace("HELLO", repr(HELLO)).replace("BEFORE", before).replace("BEHAVE", behave)
        script.write_text(text, encoding="utf-8")
        self.command = (sys.executable, str(script), str(self.starts))

    @property
    def pids(self) -> list[int]:
        return [int(line) for line in self.starts.read_text().split()] if self.starts.exists() else []


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def gone_within(limit_s: float, pid: int) -> bool:
    end = time.monotonic() + limit_s
    while is_running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_running(pid)


def children(of: int) -> set[str]:
    """The processes that one has started and that are still there, zombies too."""
    if Path("/proc/self/stat").exists():  # A small Linux has no ps.
        stats = []
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # It has ended meanwhile.
                stats.append((file.parent.name, file.read_text(errors="replace").rpartition(")")[2].split()[1]))
        return {pid for pid, parent in stats if parent == str(of)}
    with subprocess.Popen(["ps", "-A", "-o", "pid=,ppid="], stdout=subprocess.PIPE, text=True) as ps:
        rows = [line.split() for line in ps.communicate()[0].splitlines()]
    return {pid for pid, parent in rows if parent == str(of) and pid != str(ps.pid)}


def loudness(pcm: Pcm) -> float:
    values = array("h", pcm.samples)
    return float((sum(value * value for value in values) / len(values)) ** 0.5)


def refuse_all(folder: Path) -> Path:
    """A folder that nobody can write to, not even root: its parent is a file."""
    (folder / "file").write_text("")
    return folder / "file" / "cache"


# --- real speech -----------------------------------------------------------------------------------------------


@pytest.mark.voice
def test_speech_has_sound_and_no_silence_at_its_ends(opened: list[Voice], tmp_path: Path) -> None:
    voice = start(opened, tmp_path, voice=ESPEAK)
    pcm = voice.wait("Lie on your back, knees bent.", 20)
    assert pcm is not None
    assert pcm.rate_hz == RATE_HZ
    assert 1200 < pcm.length_ms < 4000
    assert loudness(pcm) > 1000
    values = array("h", pcm.samples)
    assert max(map(abs, values[:300])) > 100
    assert max(map(abs, values[-300:])) > 100
    assert voice.length_ms("Lie on your back, knees bent.") == pcm.length_ms
    assert voice.status.ok
    assert voice.status.voice_id == ESPEAK
    assert voice.status.message == ""


@pytest.mark.voice
def test_a_spoken_text_comes_from_the_cache_without_a_child(opened: list[Voice], tmp_path: Path) -> None:
    first = start(opened, tmp_path).wait("Lift.", 20)
    again = start(opened, tmp_path, command=("/no/such/program",))
    assert again.wait("Lift.", 20) == first
    assert again.status.ok
    assert again.wait("Lower.", 20) is None
    assert not again.status.ok


@pytest.mark.voice
def test_another_rate_or_voice_is_spoken_anew(opened: list[Voice], tmp_path: Path) -> None:
    text = "Lower your arm and your leg."
    lengths = {
        start(opened, tmp_path, **other).wait(text, 20)
        for other in ({}, {"rate_wpm": 100}, {"voice": "gmw/de"}, {"voice": "en-gb"})
    }
    assert None not in lengths
    assert len(lengths) == 4


@pytest.mark.voice
def test_many_texts_keep_their_own_words(opened: list[Voice], tmp_path: Path) -> None:
    texts = [f"Number {'and on ' * count} {count}." for count in range(30)]
    voice = start(opened, tmp_path)
    voice.prefetch([*texts, *texts])
    lengths = [clip.length_ms for text in texts if (clip := voice.wait(text, 20)) is not None]
    assert len(lengths) == 30
    assert lengths == sorted(lengths)
    assert len(list(tmp_path.glob("*.wav"))) == 30


@pytest.mark.voice
def test_a_wrong_voice_id_is_said_and_another_voice_speaks(opened: list[Voice], tmp_path: Path) -> None:
    voice = start(opened, tmp_path, voice="gmw/en-uss")
    status = voice.ready(20)
    assert status.ok
    best = next(each for each in voice.voices if each.id in (NATURAL, ESPEAK))
    assert status.voice_id == best.id
    assert status.message.startswith("There is no voice 'gmw/en-uss' (did you mean 'gmw/en-us', ")
    assert f", so {best.name} speaks." in status.message
    assert status.refusal.endswith("'?). The voices: coach voices")
    assert voice.wait("Rest.", 20) is not None


@pytest.mark.voice
def test_the_child_itself_refuses_a_voice_that_is_not_there(tmp_path: Path) -> None:
    child = Path(sys.modules["coach.voice"].__path__[0]) / "engine_process.py"
    request = {"id": 1, "text": "Rest.", "voice": "nobody", "rate": 160, "path": str(tmp_path / "a.wav")}
    unwritable = {**request, "id": 2, "voice": "gmw/en", "path": "/no/such/folder/a.wav"}
    fine = {**request, "id": 3, "voice": "gmw/en"}
    lines = "".join(json.dumps(each) + "\n" for each in (request, unwritable, fine))
    done = subprocess.run(
        [sys.executable, "-P", child], input=lines, capture_output=True, text=True, timeout=60, check=True
    )
    hello, refused, failed, spoken = map(json.loads, done.stdout.splitlines())
    assert {each["engine"] for each in hello["voices"]} >= {"espeak"}
    assert refused == {"id": 1, "error": "there is no voice 'nobody'"}
    assert "No such file" in failed["error"]
    assert spoken == {"id": 3, "ok": True}


@pytest.mark.voice
def test_an_environment_in_a_deep_folder_still_speaks(opened: list[Voice], tmp_path: Path) -> None:
    """espeak ends the process when its data path is longer than 160 bytes."""
    import espeakng_loader

    deep = tmp_path / ("a" * 120) / ("b" * 120)
    deep.mkdir(parents=True)
    (deep / "espeakng_loader").symlink_to(Path(espeakng_loader.__file__).parent)
    child = Path(sys.modules["coach.voice"].__path__[0]) / "engine_process.py"
    program = f"import sys; sys.path.insert(0, {str(deep)!r}); import runpy; "
    program += f"runpy.run_path({str(child)!r}, run_name='__main__')"
    voice = start(opened, tmp_path / "cache", command=(sys.executable, "-c", program))
    assert voice.wait("Rest.", 20) is not None
    assert len(espeakng_loader.get_data_path()) < 160 < len(str(deep))


@pytest.mark.voice
def test_a_cache_that_cannot_be_written_does_not_silence_the_voice(opened: list[Voice], tmp_path: Path) -> None:
    voice = start(opened, refuse_all(tmp_path))
    assert voice.wait("Hold.", 20) is not None
    assert voice.wait("Lower.", 20) is not None
    assert voice.status.ok


@pytest.mark.voice
def test_a_damaged_clip_is_made_again(opened: list[Voice], tmp_path: Path) -> None:
    before = start(opened, tmp_path).wait("Hold.", 20)
    (path,) = tmp_path.glob("*.wav")
    path.write_bytes(path.read_bytes()[:500])
    after = start(opened, tmp_path).wait("Hold.", 20)
    assert before is not None
    assert after is not None
    assert abs(after.length_ms - before.length_ms) < 50
    assert decode(path.read_bytes()) == after


@pytest.mark.voice
def test_close_leaves_no_process_and_no_file_but_clips_and_the_note_on_their_voice(tmp_path: Path) -> None:
    before, threads = children(os.getpid()), threading.active_count()
    voice = Voice(None, 160, "en", tmp_path)
    voice.start()
    voice.prefetch(f"This is text number {count}." for count in range(100))
    assert voice.wait("Stop.", 20) is not None
    assert children(os.getpid()) != before
    voice.close()
    voice.close()
    assert children(os.getpid()) == before
    assert threading.active_count() == threads
    assert [path.suffix for path in tmp_path.iterdir() if path.suffix != ".wav"] == [".json"]
    assert voice.wait("Too late.", 20) is None


@pytest.mark.voice
def test_the_child_ends_when_the_coach_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from coach.voice import Voice; "
        f"voice = Voice(None, 160, 'en', Path({str(tmp_path)!r})); voice.wait('Hold.', 9); "
        "print('there', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as coach:
        assert coach.stdout is not None
        assert coach.stdout.readline() == "there\n"
        (child,) = children(coach.pid)
        coach.kill()
    assert gone_within(5, int(child))


# --- what is remembered of the voice ------------------------------------------------------------------------------


def test_what_is_odd_about_the_voice_is_said_again_where_every_clip_is_cached(
    opened: list[Voice], tmp_path: Path
) -> None:
    bad = Bad(tmp_path)
    script = Path(bad.command[1])
    script.write_text(script.read_text().replace("'en-us', 'name': 'One'", "'de', 'name': 'German'"))
    cache = tmp_path / "cache"
    first = start(opened, cache, voice="one", command=bad.command)
    assert first.wait("Hold.", 20) is not None
    again = start(opened, cache, voice="one", command=("/no/such/program",))
    assert again.wait("Hold.", 20) is not None
    assert again.status == first.status
    assert again.status.message.startswith("The cues are English, but the voice speaks German")


@pytest.mark.parametrize("note", ["", "{", "[]", '{"engine": 1}', '{"id": "one", "engine": "x"}'])
def test_the_engine_is_asked_again_where_the_note_on_the_voice_is_gone_or_damaged(
    opened: list[Voice], tmp_path: Path, note: str
) -> None:
    bad, cache = Bad(tmp_path), tmp_path / "cache"
    assert start(opened, cache, command=bad.command).wait("Hold.", 20) is not None
    (path,) = cache.glob("*.json")
    kept = path.read_text()
    path.write_text(note)
    again = start(opened, cache, command=bad.command)
    assert again.identified(5).voice_id == "one"
    assert again.wait("Hold.", 20) is not None
    assert len(bad.pids) == 2
    assert path.read_text() == kept


def test_a_voice_that_is_not_there_is_refused_each_time_and_one_that_was_there_from_then_on(
    opened: list[Voice], tmp_path: Path
) -> None:
    bad, cache = Bad(tmp_path), tmp_path / "cache"
    for _ in range(2):
        gone = start(opened, cache, voice="two", command=bad.command)
        assert gone.identified(5).refusal == "There is no voice 'two'. The voices: coach voices"
        assert gone.wait("Hold.", 20) is not None, "in mid-session it is a notice"
    assert start(opened, cache, voice="one", command=bad.command).identified(5).refusal == ""
    script = Path(bad.command[1])
    script.write_text(script.read_text().replace("'id': 'one'", "'id': 'other'").replace("'One'", "'Other'"))
    removed = start(opened, cache, voice="one", command=bad.command)
    assert removed.identified(5).refusal == "", "its clips are there"
    assert removed.wait("A new text.", 20) is not None
    assert removed.status.refusal.startswith("There is no voice 'one'")
    assert start(opened, cache, voice="one", command=bad.command).identified(5).refusal == removed.status.refusal


def test_which_voice_speaks_is_known_without_the_engine_once_it_was_asked(
    opened: list[Voice], tmp_path: Path
) -> None:
    bad, cache = Bad(tmp_path), tmp_path / "cache"
    start(opened, cache, voice="ONE", command=bad.command).identified(5)
    again = start(opened, cache, voice="ONE", command=("/no/such/program",))
    assert again.identified(5).voice_id == "one"
    assert again.status.ok


# --- children that misbehave -----------------------------------------------------------------------------------


def test_a_waited_for_text_overtakes_the_queue(opened: list[Voice], tmp_path: Path) -> None:
    bad = Bad(tmp_path, behave="time.sleep(0.05); sound(request['path'], frames=100 * len(request['text']))")
    voice = start(opened, tmp_path, command=bad.command)
    voice.prefetch("abcdefghijklmnopqrst")
    assert voice.wait("Now.", 20) is not None
    assert voice.clip("t") is None
    assert voice.wait("t", 20) is not None


def test_a_hanging_child_is_killed_and_the_text_tried_in_a_fresh_one(opened: list[Voice], tmp_path: Path) -> None:
    bad = Bad(tmp_path, behave="time.sleep(60 if starts == 1 else 0); sound(request['path'])")
    voice = start(opened, tmp_path, command=bad.command, time_limit_s=1)
    assert voice.wait("Hold.", 20) is not None
    first, second = bad.pids
    assert not is_running(first)
    assert is_running(second)
    assert voice.status.ok


def test_a_file_without_sound_is_tried_again(opened: list[Voice], tmp_path: Path) -> None:
    bad = Bad(tmp_path, behave="sound(request['path'], value=0 if starts == 1 else 9000)")
    assert start(opened, tmp_path, command=bad.command).wait("Hold.", 20) is not None
    assert len(bad.pids) == 2


@pytest.mark.parametrize(
    "behave",
    [
        "pass",
        "open(request['path'], 'w').close()",
        "open(request['path'], 'wb').write(b'RIFF' * 40)",
        "os._exit(3)",
        "print('x' * 3_000_000, flush=True)",
        "print('[' * 100_000, flush=True)",
        "answer({'id': 99, 'ok': True})",
        "answer([1])",
        "answer({'id': request['id'], 'error': 'no\\x1b[31m voice'})",
    ],
)
def test_a_text_that_fails_twice_is_given_up_and_the_voice_after_three(
    opened: list[Voice], tmp_path: Path, behave: str
) -> None:
    bad = Bad(tmp_path, behave=behave)
    voice = start(opened, tmp_path, command=bad.command)
    assert voice.wait("One.", 20) is None
    assert voice.status.ok
    assert voice.status.message.startswith("A text stays silent: the voice program ")
    assert voice.wait("Two.", 20) is None
    assert voice.wait("Three.", 20) is None
    assert not voice.status.ok
    assert voice.status.message.startswith("No voice: the voice program ")
    assert voice.status.message.isprintable()
    starts = len(bad.pids)
    assert starts == 6
    assert voice.wait("Four.", 20) is None
    assert len(bad.pids) == starts
    assert not any(map(is_running, bad.pids))


@pytest.mark.parametrize(
    "before", ["os._exit(1)", "answer({'missing': 'no engine'})", "print('hello', flush=True)", "answer({})"]
)
def test_a_child_that_cannot_begin_is_said_without_waiting_for_the_time_limit(
    opened: list[Voice], tmp_path: Path, before: str
) -> None:
    begin = time.monotonic()
    voice = start(opened, tmp_path, command=Bad(tmp_path, before=before).command, time_limit_s=30)
    assert voice.wait("Hold.", 20) is None
    assert time.monotonic() - begin < 10
    assert not voice.status.ok
    assert voice.status.message.startswith("No voice: ")


def test_a_program_that_is_not_there_is_said_at_once(opened: list[Voice], tmp_path: Path) -> None:
    voice = start(opened, tmp_path, command=("/no/such/program",))
    assert not voice.ready(1).ok
    assert "cannot be started (No such file or directory)" in voice.status.message
    assert voice.wait("Hold.", 20) is None


def test_an_engine_that_is_not_installed_is_said_with_what_to_install(opened: list[Voice], tmp_path: Path) -> None:
    child = Path(sys.modules["coach.voice"].__path__[0]) / "engine_process.py"
    voice = start(opened, tmp_path, command=(sys.executable, "-S", str(child)))  # -S: no installed packages
    status = voice.ready(20)
    assert not status.ok
    assert "No module named 'pyttsx3'" in status.message
    assert "pip install pyttsx3" in status.message


def test_closing_does_not_wait_for_a_hanging_child(tmp_path: Path) -> None:
    bad = Bad(tmp_path, behave="time.sleep(60)")
    voice = Voice(None, 160, "en", tmp_path / "cache", command=bad.command)
    voice.prefetch(["Hold."])
    assert voice.wait("Now.", 0.3) is None
    begin = time.monotonic()
    voice.close()
    assert time.monotonic() - begin < 3
    assert not any(map(is_running, bad.pids))
    assert [path.suffix for path in (tmp_path / "cache").iterdir()] in ([], [".json"])
    assert voice.status.ok


def test_an_idle_child_is_ended_and_a_later_text_gets_a_fresh_one(opened: list[Voice], tmp_path: Path) -> None:
    bad = Bad(tmp_path)
    voice = start(opened, tmp_path, command=bad.command, idle_s=0.1)
    assert voice.wait("One.", 20) is not None
    assert gone_within(5, bad.pids[0])
    assert voice.wait("Two.", 20) is not None
    assert len(bad.pids) == 2


def test_a_child_for_one_text_only_is_replaced_after_each(opened: list[Voice], tmp_path: Path) -> None:
    bad = Bad(tmp_path)
    script = Path(bad.command[1])
    script.write_text(script.read_text().replace("'once': False", "'once': True"))
    voice = start(opened, tmp_path, command=bad.command)
    assert voice.wait("One.", 20) is not None
    assert voice.wait("Two.", 20) is not None
    assert len(bad.pids) == 2


def test_what_has_no_words_is_not_spoken(opened: list[Voice], tmp_path: Path) -> None:
    voice = start(opened, tmp_path, command=("/no/such/program",))
    voice.prefetch(["…", ""])
    assert voice.wait("…", 20) is None
    assert voice.status.ok
