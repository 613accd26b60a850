"""A session in lines, in this process: the real plain player on a terminal; only the clock is handed in."""

import io
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import replace

import pytest
from fake_clock import FakeClock

from coach.app.workspace import Workspace
from coach.session import plain_player

SPEED = 1000.0
STEP_S = 0.05 / SPEED  # Time goes on with each look at the clock, so a busy machine changes nothing.
MOST_LOOKS = 200_000


class _Looked(FakeClock):
    """Stands while `stands`: whatever is typed then is read before anything else happens."""

    stands = False
    looks = 0

    def monotonic_s(self) -> float:
        self.looks += 1
        assert self.looks < MOST_LOOKS, "the session did not go on"
        if not self.stands and threading.current_thread() is threading.main_thread():
            self.now_s += STEP_S
        return self.now_s


class _Told(io.StringIO):
    def __init__(self, heed: Callable[[str], None]) -> None:
        super().__init__()
        self._heed = heed

    def write(self, text: str) -> int:
        self._heed(text)
        return super().write(text)


class Plainly:
    """Plays `routine`; `answers` are typed once their text is told, and `ends_at` ends it once that is printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, ws: Workspace) -> None:
        self.ws = ws
        self.clock = _Looked()
        self._patch = monkeypatch
        self.out = self.err = ""

    def play(
        self, routine: str, answers: dict[str, str] | None = None, *, ends_at: str = "", rating: bool = False
    ) -> int:
        keyboard, terminal = os.openpty()
        left = dict(answers or {})

        def heed(text: str) -> None:
            if ends_at and ends_at in text:
                os.kill(os.getpid(), signal.SIGTERM)
            self.clock.stands = self.clock.stands and "count_in" not in text and "00:00.000" not in text
            for asked in [each for each in left if each in text]:
                os.write(keyboard, left.pop(asked).encode())
                self.clock.stands = self.clock.stands or not rating

        self.clock.stands = True  # Until the first words are there, which takes a voice some real time.
        out, err = _Told(heed), _Told(heed)
        with open(terminal, encoding="utf-8") as typed:
            for name, stream in (("stdin", typed), ("stdout", out), ("stderr", err)):
                self._patch.setattr(sys, name, stream)
            try:
                code = plain_player.play(
                    self.ws, routine, clock=self.clock.clock, rating=rating, output_kind="silent", speed=SPEED
                )
            finally:
                self._patch.undo()
                os.close(keyboard)
                self.out, self.err = out.getvalue(), err.getvalue()
        return code

    def wishing(self, **settings: object) -> "Plainly":
        """With other settings."""
        self.ws = replace(self.ws, settings=replace(self.ws.settings, **settings))  # type: ignore[arg-type]
        return self
