"""Says what a screen asks, through a stream of its own that opens with the first word; it knows no screen.

Nothing waits for it, and nothing fails with it: without a voice or a device it stays silent.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol

from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.audio.output import Output
    from coach.session.by_voice.aside import Aside
    from coach.voice import Voice

OPENING_S = 5.0  # How long voice and device may take; later nobody would know what is spoken about.


class Speaks(Protocol):
    """What speaks for a screen. Nothing here waits."""

    def prepare(self, *texts: str) -> None:
        """Has them made ahead."""

    def say(self, text: str) -> None:
        """Says it after what is being said."""

    def hush(self) -> None:
        """Breaks off."""

    def look(self) -> bool:
        """Whether something is being said or about to be; to be asked many times a second."""

    def close(self, wait_s: float = 0.0) -> None:
        """Lets go of voice and device until the next word; waits for that so many seconds at most."""


class Silence:
    """Says nothing."""

    def prepare(self, *texts: str) -> None: ...

    def say(self, text: str) -> None: ...

    def hush(self) -> None: ...

    def look(self) -> bool:
        return False

    def close(self, wait_s: float = 0.0) -> None: ...


class Speaker:
    """Speaks with a voice and a device of its own; what is said while they are being opened is said then."""

    def __init__(
        self,
        make_voice: "Callable[[], Voice]",
        open_output: "Callable[[], Output]",
        gains: tuple[float, float],
        now_s: Callable[[], float],
    ) -> None:
        """`gains` are those of voice and tones, 0 to 1.5; `now_s` is a clock in seconds that never falls."""
        self._open_both = partial(_opened, make_voice, open_output, gains, now_s)
        self._now_s = now_s
        self._opening: _Opening | None = None

    def prepare(self, *texts: str) -> None:
        self._open().ask(prepare=texts)

    def say(self, text: str) -> None:
        if text:
            self._open().ask(say=text)

    def hush(self) -> None:
        if self._opening is not None:
            self._opening.hush()

    def look(self) -> bool:
        return self._opening is not None and self._opening.look()

    def close(self, wait_s: float = 0.0) -> None:
        opening, self._opening = self._opening, None
        if opening is not None:
            opening.close(wait_s)

    def _open(self) -> "_Opening":
        if self._opening is None:
            self._opening = _Opening(self._open_both, self._now_s)
        return self._opening


class _Opening:
    """Voice and device from the first word until they are closed."""

    def __init__(self, opens: "Callable[[], tuple[Aside, Voice]]", now_s: Callable[[], float]) -> None:
        self._lock = threading.Lock()
        self._now_s = now_s
        self._until_s = now_s() + OPENING_S
        self._prepared: list[str] = []
        self._waiting: list[str] = []
        self._aside: Aside | None = None
        self._voice: Voice | None = None
        self._over = False
        # A daemon: a device that does not answer must not keep the program from ending.
        threading.Thread(target=self._run, args=(opens,), name="questions: open", daemon=True).start()

    def ask(self, *, prepare: tuple[str, ...] = (), say: str = "") -> None:
        with self._lock:
            if self._over or (self._aside is None and self._now_s() > self._until_s):
                return
            self._prepared += prepare
            self._waiting += [say] if say else []
        self._hand_over()

    def hush(self) -> None:
        with self._lock:
            self._waiting.clear()
        if self._aside is not None:
            self._aside.hush()

    def look(self) -> bool:
        self._hand_over()
        if self._aside is None and self._now_s() > self._until_s:  # Nobody waits for a device that does not answer.
            self._waiting.clear()
        return bool(self._waiting) or (self._aside is not None and self._aside.look())

    def close(self, wait_s: float) -> None:
        with self._lock:
            self._over = True
            self._waiting.clear()
            aside, voice = self._aside, self._voice
        if aside is not None and voice is not None:
            ending = threading.Thread(target=_end, args=(aside, voice), name="questions: close", daemon=True)
            ending.start()
            ending.join(wait_s)

    def _hand_over(self) -> None:
        if self._aside is None:
            return
        with self._lock:
            prepared, self._prepared = self._prepared, []
            waiting, self._waiting = self._waiting, []
        if prepared:
            self._aside.prepare(*prepared)
        for text in waiting:
            self._aside.say(text)

    def _run(self, opens: "Callable[[], tuple[Aside, Voice]]") -> None:
        with suppress(CoachError, OSError):
            aside, voice = opens()
            with self._lock:
                self._aside, self._voice = aside, voice
                over = self._over
            if over:
                _end(aside, voice)
            return
        with self._lock:  # Nothing is ever heard.
            self._over = True
            self._waiting.clear()


def _opened(
    make_voice: "Callable[[], Voice]",
    open_output: "Callable[[], Output]",
    gains: tuple[float, float],
    now_s: Callable[[], float],
) -> "tuple[Aside, Voice]":
    """Takes its time. Raises CoachError or OSError where one of them cannot be had."""
    from coach.audio.mixer import Gains
    from coach.session.by_voice.aside import Aside

    voice = make_voice()
    try:
        return Aside(voice, open_output(), Gains(*gains), now_s), voice
    except (CoachError, OSError):
        voice.close()
        raise


def _end(aside: "Aside", voice: "Voice") -> None:
    """Waits for both, so it is not for the thread that draws."""
    aside.close()
    voice.close()
