"""Every screen there is, led by the keys of a clicker: a screen that is new has to be told of here."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import scenes
from looking import step
from textual.containers import VerticalScroll
from textual.pilot import Pilot
from textual.screen import Screen

import coach.tui
from coach.core.history import exercise_course
from coach.session.asking.beginning import Beginning
from coach.tui.one_button import clicker
from coach.tui.one_button.countdown import Countdown
from coach.tui.one_button.offering import Offering
from coach.tui.screens.agreement import Agreement
from coach.tui.screens.card import Card, Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.diary.scale import OwnScale
from coach.tui.screens.exercise import ExerciseScreen
from coach.tui.screens.exercise_courses import Trends
from coach.tui.screens.history import History
from coach.tui.screens.list_and_detail import Panes
from coach.tui.screens.pain import where_question
from coach.tui.screens.question import Question
from coach.tui.screens.rating import InterruptedQuestion, Rating
from coach.tui.screens.routine_chooser import Chooser
from coach.tui.screens.screening import Asking
from coach.tui.screens.session import SessionScreen
from coach.tui.screens.settings import SettingsScreen
from coach.tui.screens.sheet import Sheet
from coach.tui.screens.text_question import TextQuestion
from coach.tui.screens.today.why import Why
from coach.tui.screens.verdict import OutcomeSheet
from coach.tui.screens.writing.editor import Editor
from coach.tui.screens.writing.trouble import TroubleScreen

NEXT, BACK = clicker.NEXT, clicker.BACK
IS_NONE_BY_ITSELF = {Card, Offering, Panes, Sheet}
LISTENS_AFTER_S = 1.0
SMALL, WIDE = (60, 20), (140, 40)  # Where all is in one column, and where lists and details are seen at once.


@dataclass(frozen=True)
class Way:
    """How a screen is made. `looks` says how it stands where the picture moves by itself.

    `without` are keys that do nothing there, as there is a text to be typed in.
    """

    make: Callable[[Any], Screen[Any]]
    looks: Callable[[Any], object] | None = None
    without: frozenset[str] = frozenset()


def trends(home: Any) -> Trends:
    history = scenes.history(home, False)
    found = exercise_course.courses(history.past.sessions, scenes.EXERCISES)
    return Trends(found, scenes.EXERCISES, history.past.today)


def verdict(home: Any) -> OutcomeSheet:
    """A moment after it was shown."""
    made = scenes.verdict(home, False)
    made.clock = lambda: LISTENS_AFTER_S
    return made


def moment(screen: SessionScreen) -> object:
    view = screen.conductor.view()
    assert view is not None
    return screen.conductor.paused, view.item, view.set, view.side


WAYS: dict[type[Screen[Any]], Way] = {
    Agreement: Way(lambda _: Agreement()),
    Asking: Way(lambda home: scenes.question(home, False, "red_flags_emergency")),
    OutcomeSheet: Way(verdict, lambda screen: screen.query_one(".paper").scroll_offset.y),
    Dashboard: Way(scenes.dashboard),
    Why: Way(lambda home: Why(scenes.dashboard(home, flare=True).panels)),
    Message: Way(lambda _: Message("Long", "\n".join(map(str, range(40))))),
    Question: Way(lambda _: where_question()),
    Rating: Way(lambda _: Rating()),
    OwnScale: Way(lambda _: OwnScale("stairs", 3)),
    InterruptedQuestion: Way(lambda home: InterruptedQuestion(next(scenes.course(home)), "It goes on.")),
    TextQuestion: Way(lambda _: TextQuestion("Your note", str)),
    Countdown: Way(lambda _: Countdown(Beginning(in_s=3000))),
    SessionScreen: Way(lambda home: scenes.session(home), moment),
    ExerciseScreen: Way(
        lambda home: scenes.exercise(home, False),
        lambda screen: (screen.exercise.id, screen.stopped, screen.query_one("#about").scroll_offset.y),
    ),
    History: Way(lambda home: scenes.history(home, False)),
    Trends: Way(trends),
    Chooser: Way(lambda home: scenes.chooser(home, False)),
    SettingsScreen: Way(scenes.settings_screen),
    Editor: Way(lambda home: scenes.written(home, False), without=frozenset({"f5"})),
    TroubleScreen: Way(lambda home: scenes.trouble(home, False)),
}


def screens() -> Iterator[type[Screen[Any]]]:
    """All that the program has."""
    for module in pkgutil.walk_packages(coach.tui.__path__, "coach.tui."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == module.name:
                yield each


def test_no_screen_is_forgotten() -> None:
    assert {each for each in screens() if each not in IS_NONE_BY_ITSELF} == set(WAYS)


class Led:
    """One screen over another, and what it gave."""

    def __init__(self, pilot: Pilot[None], way: Way, screen: Screen[Any]) -> None:
        self.pilot, self.way, self.screen = pilot, way, screen
        self.given: list[object] = []
        pilot.app.push_screen(screen, self.given.append)

    def looks(self) -> object:
        """How it stands: what is on top, what was given, and the picture with its styles."""
        top = self.pilot.app.screen
        if top is not self.screen:
            return type(top), len(self.given)
        if self.way.looks is not None:
            return self.way.looks(top)
        strips = top._compositor.render_strips()
        return [[(segment.text, str(segment.style)) for segment in strip] for strip in strips]

    async def settled(self) -> object:
        """The same, once nothing changes any more."""
        before = None
        for _ in range(100):
            await step(self.pilot, 0.0)
            now = self.looks()
            if now == before:
                return now
            before = now
        return before

    async def acts(self, key: str) -> bool:
        """Whether a key does anything."""
        before = await self.settled()
        await self.pilot.press(key)
        for _ in range(20):
            await step(self.pilot, 0.0)
            if self.looks() != before:
                return True
        return False

    def is_all_seen(self, by: int) -> bool:
        """Whether there is nothing out of sight, below or above."""
        for each in self.pilot.app.screen.query(VerticalScroll):
            top, most = round(each.scroll_offset.y), round(each.max_scroll_y)
            if each.display and top != (most if by > 0 else 0):
                return False
        return True

    @property
    def is_over(self) -> bool:
        return bool(self.given) or self.pilot.app.screen is not self.screen


@asynccontextmanager
async def host(folder: Path, kind: type[Screen[Any]], size: tuple[int, int]) -> Any:
    """Makes the screen anew, as often as it is asked to."""
    home = scenes.home_in(folder)
    async with scenes.Host(Message("Behind", "it")).run_test(size=size) as pilot:

        async def anew() -> Led:
            while len(pilot.app.screen_stack) > 2:
                await pilot.app.pop_screen()
            led = Led(pilot, WAYS[kind], WAYS[kind].make(home))
            await step(pilot, LISTENS_AFTER_S)
            while getattr(led.screen, "deaf", False):
                await step(pilot, LISTENS_AFTER_S)
            return led

        yield anew


CASES = [*((kind, SMALL) for kind in WAYS), *((kind, WIDE) for kind in (Agreement, Asking, Rating, History))]


@pytest.mark.parametrize(
    ("kind", "size"), CASES, ids=lambda each: each.__name__ if isinstance(each, type) else str(each[0])
)
async def test_next_back_confirm_and_leave_work(
    tmp_path: Path, kind: type[Screen[Any]], size: tuple[int, int]
) -> None:
    async with host(tmp_path, kind, size) as anew:
        led = await anew()
        assert await led.acts(NEXT) or led.is_all_seen(1), "next"
        assert led.is_over or await led.acts(BACK) or led.is_all_seen(-1), "back"
        for key in (*clicker.GO_KEYS, "escape"):
            led = await anew()
            assert await led.acts(key) or key in WAYS[kind].without, key
