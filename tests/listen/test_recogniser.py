"""Real words, spoken by the voice that is always there, through the real recogniser; and `coach listen --file`."""

import re
import socket
import wave
from pathlib import Path

import pytest
import speaking
from hearing import needs_recogniser

from coach import cli
from coach.listen import recogniser
from coach.listen.vocabulary import Context
from coach.voice import Voice

pytestmark = [
    pytest.mark.listen,
    needs_recogniser,
]
SAID: tuple[tuple[Context, str, str], ...] = (
    ("controls", "ready", "ready"),
    ("controls", "it hurts", "hurts"),
    ("controls", "too hard", "too_hard"),
    ("controls", "pause", "pause"),
    ("controls", "stop", "stop"),
    ("controls", "what's next", "whats_next"),
    ("rating", "three", "number 3"),
    ("rating", "pain four", "number 4"),
    ("rating", "skip", "skip"),
    ("effort", "easy", "easy"),
    ("effort", "okay", "ok"),
    ("confirm", "no", "no"),
)


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> "Voice":
    made = Voice(speaking.ESPEAK, 150, "en", tmp_path_factory.mktemp("voice"))
    made.start()
    return made


def recorded(voice: Voice, path: Path, *texts: str) -> list[int]:
    """Texts in a WAV of the voice's own rate, a second of digital silence before each; when each ends, in ms."""
    clips = [clip for text in texts if (clip := voice.wait(text, 20)) is not None]
    assert len(clips) == len(texts)
    sound, ends = b"", []
    for clip in clips:
        sound += bytes(2 * clip.rate_hz) + clip.samples
        ends.append(len(sound) * 500 // clip.rate_hz)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(clips[0].rate_hz)
        file.writeframes(sound + bytes(2 * clips[0].rate_hz))
    return ends


@pytest.mark.parametrize("context", ["controls", "rating", "effort", "confirm"])
def test_words_are_understood_in_their_context(context: Context, voice: Voice, tmp_path: Path) -> None:
    from coach.listen import recording

    said = [(text, name) for each, text, name in SAID if each == context]
    ends = recorded(voice, tmp_path / "said.wav", *(text for text, _ in said))
    heard = list(recogniser.understood(recording.sound(tmp_path / "said.wav"), context))
    assert [each.name for each in heard] == [name for _, name in said]
    assert all(abs(each.end_ms - end_ms) < 300 for each, end_ms in zip(heard, ends, strict=True))


def test_a_sentence_is_no_command(voice: Voice, tmp_path: Path) -> None:
    from coach.listen import recording

    recorded(voice, tmp_path / "talk.wav", "I will be ready to come back and help you with that in a minute or two")
    assert list(recogniser.understood(recording.sound(tmp_path / "talk.wav"), "controls")) == []


def test_the_command_prints_a_line_for_each(
    voice: Voice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recorded(voice, tmp_path / "said.wav", "three", "skip")
    assert cli.main(["listen", "--file", str(tmp_path / "said.wav"), "--context", "rating"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[2] for line in lines] == ["number 3", "skip"]
    assert all(re.fullmatch(r"\d\d\.\d{3} .+", line) for line in lines)


@pytest.mark.parametrize("what", ["missing", "text", "none"])
def test_what_is_no_recording_is_told(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "said.wav"
    if what == "text":
        path.write_text("not a sound")
    assert cli.main(["listen", *([] if what == "none" else ["--file", str(path)])]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    assert "Traceback" not in shown.err


def test_nothing_heard_is_sent_or_kept(voice: Voice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a socket is opened nor a file written while a recording is understood."""
    from coach.listen import recording

    recorded(voice, tmp_path / "said.wav", "three")
    sound = list(recording.sound(tmp_path / "said.wav"))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.chdir(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert [each.name for each in recogniser.understood(sound, "rating")] == ["number 3"]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before
