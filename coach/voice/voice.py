"""The voice for everybody else: texts are queued, a thread gets them spoken, clips are handed out.

It must not know how speech is made, nor what it is for. Nothing raises here, whatever happens to the engine.
"""

import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from pathlib import Path

from coach.core.safe_text import speakable
from coach.voice.cache import ClipCache
from coach.voice.choice import VoiceInfo, VoiceStatus
from coach.voice.pcm import Pcm
from coach.voice.synthesis import COMMAND, Synthesis

END_S = 5.0

# In the queue, where no text is empty or a blank: ask the engine for its voices, and find out which voice speaks.
_OPEN, _IDENTIFY = "", " "


class Voice:
    """Speaks texts ahead of time, so that no caller ever waits unless it wants to.

    `voice` is a voice's id, language code or name, or None: then `language` chooses. `rate_wpm` is in words a
    minute. `time_limit_s` is what the engine has for one text, twice. `command` starts another child (in tests).
    A child with nothing to do for `idle_s` is ended until it is needed again: espeak takes some 20 MB, the natural
    voice 190, and all the cues of a session are made in its first seconds.
    """

    def __init__(
        self,
        voice: str | None,
        rate_wpm: int,
        language: str,
        cache: Path,
        time_limit_s: float = 5.0,
        command: Sequence[str] = COMMAND,
        idle_s: float = 5.0,
    ) -> None:
        self._cache = ClipCache(cache)
        self._synthesis = Synthesis(voice, rate_wpm, language, self._cache, time_limit_s, command)
        self._idle_s = idle_s
        self._clips: dict[str, Pcm | None] = {}  # None: it could not be spoken.
        self._queue: deque[str] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._opened = False
        self._identified = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts the thread; the child is only started by the first text that the cache does not hold."""
        with self._changed:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
                self._thread.start()

    def prefetch(self, texts: Iterable[str]) -> None:
        """Gets these spoken, in this order, after what was asked for before."""
        with self._changed:
            waiting = set(self._queue)
            for text in map(speakable, texts):
                if text and text not in waiting and text not in self._clips:
                    waiting.add(text)
                    self._queue.append(text)
            self._changed.notify_all()

    def clip(self, text: str) -> Pcm | None:
        """The speech if it is there by now, without silence at both ends; never waits."""
        with self._changed:
            return self._clips.get(speakable(text))

    def length_ms(self, text: str) -> int | None:
        """How long the clip is, rounded up; None while there is none."""
        pcm = self.clip(text)
        return None if pcm is None else pcm.length_ms

    def wait(self, text: str, timeout_s: float) -> Pcm | None:
        """The speech, before everything else in the queue; None after the time, or when it cannot be had."""
        wanted = speakable(text)
        if not wanted:
            return None
        self._ask_first(wanted)
        with self._changed:
            self._changed.wait_for(lambda: wanted in self._clips or self._closed, timeout_s)
            return self._clips.get(wanted)

    def ready(self, timeout_s: float) -> VoiceStatus:
        """Asks the engine, cache or not, so that `status` and `voices` are known; waits no longer than the time."""
        with self._changed:
            asked = self._opened
        if not asked:
            self._ask_first(_OPEN)
        with self._changed:
            self._changed.wait_for(lambda: self._opened or self._closed, timeout_s)
        return self.status

    def identified(self, timeout_s: float) -> VoiceStatus:
        """As `ready`, but asks the engine only where it was not asked when the clips in the cache were made."""
        with self._changed:
            known = self._identified
        if not known:
            self._ask_first(_IDENTIFY)
        with self._changed:
            self._changed.wait_for(lambda: self._identified or self._closed, timeout_s)
        return self.status

    @property
    def status(self) -> VoiceStatus:
        return self._synthesis.status

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """The engine's voices; none before `ready`."""
        return self._synthesis.voices

    def close(self) -> None:
        """Ends the thread and the child, whatever they are doing, and removes unfinished files."""
        with self._changed:
            self._closed = True
            self._queue.clear()
            self._changed.notify_all()
        self._synthesis.abort()
        if self._thread is not None:
            self._thread.join(END_S)

    def _ask_first(self, item: str) -> None:
        self.start()
        with self._changed:
            if item in self._clips or self._closed:
                return
            if item in self._queue:
                self._queue.remove(item)
            self._queue.appendleft(item)
            self._changed.notify_all()

    def _work(self) -> None:
        try:
            self._cache.prune()
            while (item := self._next()) is not None:
                self._do(item)
                with self._changed:
                    self._changed.notify_all()
        finally:
            self._synthesis.close()
            with self._changed:
                self._closed = True
                self._changed.notify_all()

    def _do(self, item: str) -> None:
        if item == _OPEN:
            self._synthesis.open()
            self._opened = self._identified = True
        elif item == _IDENTIFY:
            self._synthesis.identify()
            self._identified = True
        else:
            self._clips[item] = self._synthesis.clip(item)

    def _next(self) -> str | None:
        """The next text; None at the end."""
        idle_since = time.monotonic()
        while True:
            with self._changed:
                if self._closed:
                    return None
                while self._queue:
                    item = self._queue.popleft()
                    if item not in self._clips:  # It may have been asked for again while it was being made.
                        return item
                left_s = idle_since + self._idle_s - time.monotonic()
                self._changed.wait(left_s if left_s > 0 else None)
            if time.monotonic() >= idle_since + self._idle_s:
                self._synthesis.rest()
