"""Gets one text spoken: from the cache, else by the child, twice if need be; it must not know who waits for it.

Everything but `status`, `voices` and `abort` belongs to one thread.
"""

import importlib.metadata
import json
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from coach.core.safe_text import clean
from coach.voice import cache
from coach.voice.choice import CUES_LANGUAGE, NATURAL, Choice, VoiceInfo, VoiceStatus, choose, language_of
from coach.voice.engine_client import Child, ChildError
from coach.voice.pcm import Pcm, decode, trim

# -P: the folder of the script must not become one to import from.
COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("engine_process.py")))
AHEAD = "--natural"  # To the child: load the natural voice from the beginning.
AUTO = "auto"
LOADING = 3  # Times as long as another text may the first one of the natural voice take, on a busy machine.
TRIES = 2
MOST_FAILURES = 3  # Texts in a row, after which there is no voice.


class Synthesis:
    """Speaks texts at `rate_wpm` words a minute with one voice."""

    def __init__(
        self,
        asked: str | None,
        rate_wpm: int,
        language: str,
        clips: cache.ClipCache,
        time_limit_s: float,
        command: Sequence[str],
    ) -> None:
        self.status = VoiceStatus()
        self.voices: tuple[VoiceInfo, ...] = ()
        self._asked = None if asked == AUTO else asked
        self._rate_wpm = rate_wpm
        self._language = language
        self._clips = clips
        self._time_limit_s = time_limit_s
        self._command = tuple(command)
        self._defaults: tuple[str, ...] = ()
        self._natural_spoke = False
        self._broken = ""  # Why the natural voice is not used, though it is installed.
        self._version = ""
        self._voice_id: str | None = None  # Known from the engine, or from a note of what it said once.
        self._once = False
        self._answered = False
        self._child: Child | None = None
        self._requests = 0
        self._failures = 0
        self._silent = ""
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._aborted = False

    def clip(self, text: str) -> Pcm | None:
        """The trimmed speech, or None when it could not be had; `status` then says why."""
        self.identify()
        known = self._clips.load(self._key(text))
        if known is not None:
            return known
        reason = ""
        for _ in range(TRIES):
            if not self.status.ok or self._aborted:
                return None
            try:
                spoken = self._speak(text)
            except ChildError as failure:
                reason = str(failure)
                self.rest()
                continue
            self._natural_spoke = self._natural_spoke or self._voice_id == NATURAL
            self._clips.store(self._key(text), spoken)
            self._failures = 0
            return spoken
        if self._left_natural(reason):
            return self.clip(text)
        self._give_up(reason)
        return None

    def identify(self) -> None:
        """Finds out which voice speaks: from the note beside its clips, or else by asking the engine.

        A voice that was asked for and that the engine did not have is never noted: the engine is asked again.
        """
        if self._voice_id is None:
            noted = _read_note(self._clips.noted(self._note_key()))
            if noted is None:
                self.open()
            else:
                self._choose((noted,))

    def open(self) -> None:
        """Asks the engine for its voices, so that `status` and `voices` are known."""
        reason = ""
        for _ in range(TRIES):
            if self._child is not None or not self.status.ok:
                return
            try:
                self._open()
            except ChildError as failure:
                reason = str(failure)
                self.rest()
        if self._child is None:
            self._declare_dead(reason)

    def rest(self) -> None:
        """Ends the child; the next text gets a fresh one."""
        with self._lock:
            child, self._child = self._child, None
        if child is not None:
            child.end()

    def close(self) -> None:
        """Ends the child and removes its files."""
        self.rest()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def abort(self) -> None:
        """From another thread: whatever is being done fails soon, and no child is started any more."""
        with self._lock:
            self._aborted = True
            child = self._child
        if child is not None:
            child.end()

    def _key(self, text: str) -> str:
        return self._named("clip", str(self._voice_id), str(self._rate_wpm), text)

    def _note_key(self) -> str:
        return self._named("voice", self._asked or "", self._language)

    def _named(self, *parts: str) -> str:
        self._version = self._version or _engine_version()
        return cache.key(self._version, *parts)

    def _speak(self, text: str) -> Pcm:
        child = self._child or self._open()
        self._requests += 1
        try:
            if self._scratch is None:
                self._scratch = self._clips.scratch()
            path = Path(self._scratch.name).absolute() / f"{self._requests}.wav"
            try:
                self._make(child, text, path)
                spoken = trim(decode(path.read_bytes()))
            finally:
                path.unlink(missing_ok=True)
        except (OSError, ValueError) as error:
            raise ChildError(f"made no usable sound file ({_brief(error)})") from error
        if not spoken.samples:
            raise ChildError("made a sound file without sound")
        if self._once and self._voice_id != NATURAL:
            self.rest()
        return spoken

    def _make(self, child: Child, text: str, path: Path) -> None:
        answer = child.ask(
            {
                "id": self._requests,
                "text": text,
                "voice": self._voice_id,
                "rate": self._rate_wpm,
                "path": str(path),
            },
            self._time_limit_s * (1 if self._natural_spoke or self._voice_id != NATURAL else LOADING),
        )
        if "error" in answer:
            raise ChildError(f"could not speak a text ({_brief(answer['error'])})")
        if answer.get("id") != self._requests or answer.get("ok") is not True:
            raise ChildError("answered nonsense")

    def _open(self) -> Child:
        with self._lock:
            if self._aborted:
                raise ChildError("was closed")
            self._child = child = Child((*self._command, *((AHEAD,) if self._naturally else ())))
        self._greet(child.listen(self._time_limit_s))
        return child

    def _greet(self, greeting: dict[str, Any]) -> None:
        if "missing" in greeting:
            self._declare_missing(_brief(greeting["missing"]))
            raise ChildError("found no speech engine")
        self.voices, self._answered = _voices(greeting.get("voices")), True
        self._once = greeting.get("once") is True
        defaults = greeting.get("defaults")
        self._defaults = tuple(map(str, defaults)) if isinstance(defaults, list) else ()
        chosen = self._choose(self.voices)
        if chosen.voice is None or chosen.refusal or self._broken:
            self._clips.forget(self._note_key())
        else:
            self._clips.note(self._note_key(), json.dumps(asdict(chosen.voice)))

    def _choose(self, voices: Sequence[VoiceInfo]) -> Choice:
        """Settles which of the voices speaks, and with it the status."""
        usable = [voice for voice in voices if not (self._broken and voice.id == NATURAL)]
        chosen = choose(usable, self._asked, self._language, self._defaults)
        self._voice_id = chosen.voice.id if chosen.voice else ""
        engine = f"pyttsx3 with {chosen.voice.engine if chosen.voice else 'no voice'}"
        message = " ".join(filter(None, (chosen.warning, self._broken, self._silent)))
        self.status = VoiceStatus(True, engine, self._voice_id, message, chosen.refusal)
        return chosen

    @property
    def _naturally(self) -> bool:
        """Whether the natural voice will speak, where it is installed: better loaded early than when it must."""
        wanted = self._asked == NATURAL or (self._asked is None and language_of(self._language) == CUES_LANGUAGE)
        return wanted and not self._broken

    def _left_natural(self, reason: str) -> bool:
        """Whether another voice speaks from now on: the natural one is installed, but never spoke."""
        if self._voice_id != NATURAL or self._natural_spoke or self._broken or self._aborted:
            return False
        self._broken = f"The natural voice does not work here: the voice program {reason}. Another one speaks."
        self._voice_id = None
        self._clips.forget(self._note_key())
        self.open()
        return self.status.ok and bool(self._voice_id)

    def _give_up(self, reason: str) -> None:
        if not self.status.ok or self._aborted:
            return
        self._failures += 1
        if self._failures >= MOST_FAILURES or not self._answered:
            self._declare_dead(reason)
        else:
            self._silent = f"A text stays silent: the voice program {reason}."
            self.status = replace(self.status, message=self._silent)

    def _declare_dead(self, reason: str) -> None:
        if self.status.ok and not self._aborted:
            message = f"No voice: the voice program {reason}. Try it alone with: coach voices --say hello"
            self.status = replace(self.status, ok=False, message=message)

    def _declare_missing(self, what: str) -> None:
        remedy = {
            "linux": "Install it with: pip install pyttsx3==2.99 espeakng-loader",
            "darwin": "Install it with: pip install pyttsx3==2.99",
        }.get(sys.platform, "Install it with: pip install pyttsx3==2.98")
        self.status = VoiceStatus(False, "", "", f"No voice: no speech engine was found ({what}). {remedy}")


def _engine_version() -> str:
    """What makes the sound, as far as it is known without loading it; part of the cache's key."""
    names = ("pyttsx3", *(("espeakng-loader",) if sys.platform == "linux" else ()), "hibari-tts", "onnxruntime")
    found = []
    for name in names:
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"no {name}")
    return ", ".join([sys.platform, *found])


def _voices(data: Any) -> tuple[VoiceInfo, ...]:
    """Raises ChildError for anything but a list of voices."""
    try:
        rows = data if isinstance(data, list) else [data]
        return tuple(
            VoiceInfo(str(row["id"]), _brief(row["language"]), _brief(row["name"]), _brief(row["engine"]))
            for row in rows
        )
    except (KeyError, TypeError) as error:
        raise ChildError("answered nonsense") from error


def _read_note(text: str) -> VoiceInfo | None:
    """The voice of a note; None where it is none."""
    try:
        return _voices([json.loads(text)])[0]
    except (ValueError, KeyError, TypeError, RecursionError, ChildError):
        return None


def _brief(data: object) -> str:
    """Words from the child for a sentence: one short line without control characters."""
    return clean(str(data))[:200].strip()
