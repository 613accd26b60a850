"""Draws the pictures of the README with the program itself: `python tests/pictures.py [FOLDER]`, SVG files.

Clock, log and sound clock are handed in, so that the same program draws the same pictures.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from textual.screen import Screen

from coach import paths, plan, progression, routine, wiring
from coach.audio.mixer import Gains
from coach.audio.outputs import SilentOutput
from coach.conductor import Conductor
from coach.exercises import load_shipped
from coach.log import Log
from coach.model import Profile, Session, SetDone
from coach.settings import ThemeName
from coach.tui.base import BaseApp
from coach.tui.dashboard import Dashboard, Shown
from coach.tui.session import SessionScreen

NOW = datetime(2026, 11, 23, 17, 40)
EXERCISES = load_shipped()
PROFILE = Profile(
    age=41, red_flags_emergency=False, red_flags_clinician=False, clinician_agrees=False,
    clinician_agrees_extension=False, bone_heart_or_steroids=False, pregnant_weeks=0, active=True,
    months_since_spinal_surgery=-1, first_pain_age=35, diagnosis=("none_sitting",), weeks_since_flare=10,
    leg_symptoms_last_14_days=False, usual_pain=3, opt_in_hard=False, stage=1,
    screened_at=NOW - timedelta(days=40),
)
# A made-up month: before and after each session, and a flare in the middle of it.
COURSE = (
    (4, 4), (4, 3), (4, 4), (3, 3), (3, 4), (3, 3), (5, 5), (4, 4), (4, 3), (3, 3), (3, 2), (3, 3), (2, 2), (3, 2),
)


class Host(BaseApp):
    """Nothing but one screen."""

    def __init__(self, screen: Screen[Any], theme: ThemeName = "dark") -> None:
        super().__init__(theme)
        self.first = screen

    def on_mount(self) -> None:
        self.push_screen(self.first)


def course(home: paths.Home) -> Iterator[Session]:
    """A session every other day, each played as it was planned then."""
    path = routine.find("first-weeks", home)
    loaded, _ = routine.load(path, EXERCISES)
    past: list[Session] = []
    for number, (before, after) in enumerate(COURSE):
        at = NOW.replace(hour=7, minute=30) - timedelta(days=2 * (len(COURSE) - 1 - number))
        decision = progression.decide(loaded, EXERCISES, PROFILE, past, at.date(), before)
        session = Session(
            id=number + 1, at=at, routine=loaded.id, planned={e.id: e.dose for e in decision.exercises},
            sets=tuple(
                SetDone(e.id, number_, side, e.dose.reps, at)
                for e in decision.exercises
                for number_ in range(1, e.dose.sets + 1)
                for side in (("left", "right") if EXERCISES[e.id].side == "each" else ("both",))
            ),
            before=before, after=after, effort="ok", finished=True,
            routine_doses={item.exercise.id: item.dose for item in loaded.items},
        )
        past.append(session)
        yield session


async def draw(screen: Screen[Any], size: tuple[int, int], file: Path, title: str) -> None:
    app = Host(screen)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.3)
        file.write_text(app.export_screenshot(title=title), "utf-8")


def dashboard(home: paths.Home) -> Dashboard:
    past = tuple(course(home))
    loaded, _ = routine.load(routine.find("first-weeks", home), EXERCISES)
    decision = progression.decide(loaded, EXERCISES, PROFILE, past, NOW.date())
    today = wiring.Today(loaded, decision, plan.make(loaded, decision, PROFILE))
    return Dashboard(Shown(today, past), EXERCISES, lambda: NOW)


def in_mid_session(home: paths.Home) -> SessionScreen:
    """The bird-dog, held in the fifth repetition."""
    loaded, _ = routine.load(routine.find("first-weeks", home), EXERCISES)
    decision = progression.decide(loaded, EXERCISES, PROFILE, (), NOW.date())
    made = plan.make(loaded, decision, PROFILE)
    assert made is not None
    seconds = 0.0
    log = Log(home.log)
    conductor = Conductor(
        made, decision, output=SilentOutput(clock=lambda: seconds), voice=None, tones={}, log=log,
        clock=lambda: NOW, rate_wpm=160, gains=Gains(), monotonic=lambda: seconds,
        session=log.start(NOW, loaded.id, {}, {}),
    )
    conductor.start()
    conductor.tick()
    assert conductor.player is not None
    held = next(
        cue for cue in conductor.player.timeline.cues
        if cue.exercise == "bird_dog" and cue.phase == "hold" and cue.rep == 5
    )
    while seconds * 1000 < held.at_ms + 700:
        seconds += 0.05
        conductor.tick()
    return SessionScreen(conductor, loaded.title, "round 2 of 3")


def main() -> None:
    default = Path(__file__).resolve().parent.parent / ".github" / "pictures"
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        home = paths.Home(Path(scratch), Path(scratch) / "cache")
        asyncio.run(draw(dashboard(home), (132, 36), folder / "dashboard.svg", "coach"))
        asyncio.run(draw(in_mid_session(home), (100, 30), folder / "session.svg", "coach play"))


if __name__ == "__main__":
    main()
