"""The full screen on one user's files, for the tests that press its keys: how to start it and what it shows."""

from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from fake_clock import NOW as NOW
from fake_clock import FakeClock
from looking import until as until
from person import person
from saying import Person
from textual.pilot import Pilot

from coach.app import workspace
from coach.core.model.done import Session
from coach.files import exercises, paths
from coach.files.settings import Settings
from coach.session.asking.beginning import AT_ONCE, Beginning
from coach.tui.app import CoachApp
from coach.tui.around_session.open_session import StartDesktop
from coach.tui.by_voice.hearing import OpenEars
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.question import Question
from coach.tui.screens.rating import Rating
from coach.tui.screens.session import SessionScreen

PROFILE = person(first_pain_age=30, screened_at=datetime(2026, 11, 1, 8).astimezone(), disclaimer_agreed=True)
ROUTINE = """
format = 1
name = "{title}"
rounds_per_day = 2
voice = "beeps"

[[exercise]]
id = "bird_dog"
reps = 4
hold_s = 5

[[exercise]]
id = "clamshell"
sets = 2
reps = 3
rest_s = 10
"""
Start = Literal["dashboard", "play"]


class FakedApp(CoachApp):
    """The app with a clock whose time passes while a test waits for something (`looking.step`)."""

    def __init__(self, fake: FakeClock, *args: Any, **options: Any) -> None:
        super().__init__(*args, clock=fake.clock, **options)
        self.fake = fake


class Bench:
    """One user's files in a temporary home, and the app on them."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        home = paths.Home(folder, folder / "cache")
        self.ws = workspace.Workspace(home, exercises.load_shipped(), PROFILE, Settings())
        self.write("Two exercises")

    def write(self, title: str) -> None:
        self.ws.home.routines.mkdir(parents=True, exist_ok=True)
        (self.ws.home.routines / "two.toml").write_text(ROUTINE.replace("{title}", title), encoding="utf-8")

    def app(
        self,
        *,
        start: Start = "dashboard",
        rating: bool = True,
        speed: float = 1.0,
        output: str = "silent",
        plain: bool = False,
        routine: str | None = "two",
        desktop: StartDesktop = lambda _: None,
        beginning: Beginning = AT_ONCE,
        person: Person | None = None,
        open_ears: OpenEars | None = None,
    ) -> CoachApp:
        """`person` is who is heard from the beginning; else `open_ears` gives one when it is to be heard."""
        return FakedApp(
            self.clock, lambda: self.ws, start=start, routine=routine, rating=rating, speed=speed, output=output,
            plain=plain, desktop=desktop, beginning=beginning, listen=person is not None,
            open_ears=open_ears if person is None else lambda *_: person,
        )  # fmt: skip

    def sessions(self) -> tuple[Session, ...]:
        with workspace.open_log(self.ws) as log:
            return log.sessions(played_now=True)


def screen_text(pilot: Pilot[None]) -> str:
    strips = pilot.app.screen._compositor.render_strips()  # What is seen, hidden and cut texts left out.
    return "\n".join(strip.text for strip in strips).replace("╱", " ")  # A paused session is hatched.


def flat(text: str) -> str:
    """The words in one line, without frames and bars."""
    return " ".join("".join(" " if "─" <= char <= "▟" else char for char in text).split())


async def on(pilot: Pilot[None], screen: type, text: str = "") -> None:
    """Waits for a kind of screen that shows a text, and listens."""

    def is_there() -> bool:
        now = pilot.app.screen
        listens = not getattr(now, "deaf", False)
        return isinstance(now, screen) and listens and text in flat(screen_text(pilot))

    await until(pilot, is_there, f"{screen.__name__} with {text!r}")


def session_of(pilot: Pilot[None]) -> SessionScreen:
    assert isinstance(pilot.app.screen, SessionScreen)
    return pilot.app.screen


async def in_session(pilot: Pilot[None], *before: str) -> SessionScreen:
    """From the dashboard into a running session."""
    await on(pilot, Dashboard)
    await pilot.press("enter")
    await on(pilot, Rating, "How is your back now")
    await pilot.press(*before or ("2",))
    await on(pilot, SessionScreen, "left")
    await until(pilot, lambda: session_of(pilot).conductor.view() is not None, "the first view")
    return session_of(pilot)


async def hurts(pilot: Pilot[None], pain: str, where: str) -> None:
    """In a session: it hurts this much, here (both as the keys that say so)."""
    await pilot.press("h")
    await on(pilot, Rating)
    await pilot.press(pain)
    await on(pilot, Question, "Where?")
    await pilot.press(where)


def reps_done(screen: SessionScreen) -> int:
    """The repetitions that are done of the set at hand."""
    view = screen.conductor.view()
    return 0 if view is None else view.reps_done


async def in_hold(pilot: Pilot[None], screen: SessionScreen) -> None:
    """On to the first hold, paused there."""

    def state() -> str:
        view = screen.conductor.view()
        return "" if view is None else view.phase or ""

    await pilot.press("n")
    await until(pilot, lambda: state() == "hold", "a hold")
    await pilot.press("space")
    await on(pilot, SessionScreen, "Paused. Press space")
