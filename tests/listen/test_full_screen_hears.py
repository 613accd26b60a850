"""The full screen with the real microphone process and a virtual microphone, in which the coach is heard, too."""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import speaking
from command import coach, screened
from hearing import needs_recogniser
from looking import seen
from pulse import pulse
from spoken_to import Room
from textual.pilot import Pilot

from coach.app import workspace
from coach.files.settings import Settings
from coach.session import clocks
from coach.tui.app import CoachApp
from coach.tui.screens.agreement import Agreement
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating
from coach.tui.screens.session import SessionScreen
from coach.voice import Voice

TRIES, HEARD_S = 6, 12.0  # What is read back takes some seconds to stand.
pytestmark = [pytest.mark.listen, pytest.mark.sound, pytest.mark.timeout(600), needs_recogniser]


class Speaker:
    """A person who says a word again that was not understood, and takes back what was misheard."""

    def __init__(self, room: Room, app: CoachApp, pilot: Pilot[None]) -> None:
        self._room = room
        self._app = app
        self._pilot = pilot

    async def says(self, word: str, name: str, holds: Callable[[], bool]) -> None:
        for _ in range(TRIES):
            await asyncio.to_thread(self._room.quiet)
            await asyncio.to_thread(self._room.says, word)
            if await self.until(lambda: holds() or self._misheard(name), HEARD_S) and holds():
                return
            if self._misheard(name):
                await asyncio.to_thread(self._room.quiet)
                await asyncio.to_thread(self._room.says, "no")
                await self.until(lambda: not self._misheard(name), HEARD_S)
        raise AssertionError(f"{word} was not understood; on the screen:\n{seen(self._pilot)}")

    def _misheard(self, name: str) -> bool:
        """Whether something else is read back, or asked for once more."""
        screen, ear = self._pilot.app.screen, self._app.ear
        if not isinstance(screen, Rating | Question) or ear is None:
            return False
        sure = isinstance(screen, Question) and screen.hears == "confirm"
        return sure or (screen.turns.phase == "taken" and ear.last not in ("", name))

    async def until(self, holds: Callable[[], bool], limit_s: float = 90.0) -> bool:
        end_s = time.monotonic() + limit_s
        while not holds():
            if time.monotonic() > end_s:
                return False
            await self._pilot.pause(0.05)
        return True


async def test_it_is_led_by_voice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = screened(tmp_path)
    monkeypatch.setenv("COACH_HOME", str(home))
    voice = Voice(speaking.ESPEAK, 150, "en", tmp_path / "voice")
    voice.start()
    (tmp_path / "pulse").mkdir()
    with pulse(tmp_path / "pulse") as server, server.leads_this_process():
        room = Room(server, voice, tmp_path)
        clock = clocks.system()
        spoken = Settings(voice=speaking.ESPEAK, words="brief", change="wait", output="miniaudio")
        ws = replace(workspace.open_workspace(clock.wall()), settings=spoken)
        app = CoachApp(lambda: ws, clock=clock, start="play", routine="short", listen=True)
        with room.hums():
            async with app.run_test(size=(80, 24)) as pilot:
                person = Speaker(room, app, pilot)

                def conducts() -> bool:
                    return isinstance(app.screen, SessionScreen)

                def paused() -> bool:
                    return isinstance(app.screen, SessionScreen) and app.screen.conductor.paused

                def asked(text: str) -> bool:
                    return isinstance(app.screen, Question) and text in app.screen.question

                assert await person.until(lambda: isinstance(app.screen, Agreement))
                await pilot.press("y")
                assert await person.until(lambda: isinstance(app.screen, Rating))
                await person.says("three", "number 3", conducts)
                assert await person.until(
                    lambda: isinstance(app.screen, SessionScreen) and app.screen.conductor.waiting
                )
                await person.says(
                    "ready",
                    "ready",
                    lambda: isinstance(app.screen, SessionScreen) and not app.screen.conductor.waiting,
                )
                await person.says("pause", "pause", paused)
                await person.says("go on", "go_on", lambda: not paused())
                await person.says("it hurts", "hurts", lambda: isinstance(app.screen, Rating))
                await person.says("pain five", "number 5", lambda: asked("Where?"))
                await person.says("back", "back", lambda: asked("It hurts"))
                await person.says("stop", "stop", lambda: isinstance(app.screen, Rating))
                await person.says("pain four", "number 4", lambda: asked("How was it"))
                await person.says("easy", "easy", lambda: not asked("How was it"))
    voice.close()
    (session,) = json.loads(coach(home, "log", "--json").stdout)
    assert (session["before"], session["during"], session["after"], session["effort"]) == (3, 5, 4, "easy")
