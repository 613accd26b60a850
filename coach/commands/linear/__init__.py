"""The whole coach in lines, for screen readers and terminals that cannot be drawn on; it decides nothing itself.

It is opened where TERM is dumb or ACCESSIBLE is set: sentences and numbered choices, no pictures, no columns.
"""

import sys
from collections.abc import Callable

from coach.app import workspace
from coach.app.routine_offers import offers
from coach.app.today import todays
from coach.commands._shared import start_desktop
from coach.commands.linear import history, telling
from coach.commands.linear.asking import choose, say
from coach.commands.screen import ask_in_lines, screened
from coach.commands.show import spoken_page
from coach.core.number_words import counted
from coach.errors import CoachError
from coach.files import settings
from coach.session import clocks, plain_player

Act = Callable[[workspace.Workspace, clocks.Clock], None]


def run(clock: clocks.Clock) -> int:
    """Today and what can be done, again and again until the person leaves. Raises CoachError as `screened`."""
    screened(workspace.open_workspace(clock.wall()), full_screen=False)
    while True:
        ws = workspace.open_workspace(clock.wall())
        say()
        for warning in ws.warnings:
            say(warning)
        _tell(ws, clock)
        chosen = choose("What now?", [what for what, _ in CHOICES], "leave")
        if chosen is None:
            return 0
        try:
            CHOICES[chosen][1](ws, clock)
        except CoachError as error:
            print(error, file=sys.stderr, flush=True)


def _tell(ws: workspace.Workspace, clock: clocks.Clock) -> None:
    try:
        for sentence in telling.today(todays(ws, None, clock.wall()), ws.exercises):
            say(sentence)
    except CoachError as error:
        print(error, file=sys.stderr, flush=True)


def _play(ws: workspace.Workspace, clock: clocks.Clock) -> None:
    plain_player.play(
        ws, None, clock=clock, rating=True, output_kind=None, speed=1.0, listen=ws.settings.listen,
        desktop=start_desktop,
    )  # fmt: skip


def _why(ws: workspace.Workspace, clock: clocks.Clock) -> None:
    for sentence in telling.why(todays(ws, None, clock.wall())):
        say(sentence)


def _history(ws: workspace.Workspace, clock: clocks.Clock) -> None:
    history.run(ws, clock.wall)


def _diary(ws: workspace.Workspace, clock: clocks.Clock) -> None:
    from coach.app.diary.week import OwnDiary
    from coach.commands.linear import diary

    diary.run(OwnDiary(ws, clock.wall), todays(ws, None, clock.wall()).routine)


def _routine(ws: workspace.Workspace, _clock: clocks.Clock) -> None:
    found = offers(ws)
    facts = [
        each.wrong or f"about {counted(each.minutes, 'minute')}, {each.rounds_per_day} a day" for each in found
    ]
    told = [f"{each.title}: {fact}" for each, fact in zip(found, facts, strict=True)]
    chosen = choose("Which routine from now on?", told, "keep the present one")
    if chosen is None:
        return
    if found[chosen].wrong:
        raise CoachError(f"{found[chosen].title} {found[chosen].wrong}. {found[chosen].why}")
    settings.keep(ws.home.settings, "routine", found[chosen].name)
    say(f"{found[chosen].title} is played from now on.")


def _exercise(ws: workspace.Workspace, _clock: clocks.Clock) -> None:
    known = list(ws.exercises.values())
    chosen = choose("Which exercise?", [each.name for each in known], "go back")
    if chosen is not None:
        for sentence in spoken_page(known[chosen], ws.exercises):
            say(sentence)


def _screen(ws: workspace.Workspace, _clock: clocks.Clock) -> None:
    ask_in_lines(ws.home)


CHOICES: tuple[tuple[str, Act], ...] = (
    ("Start the session", _play),
    ("Why it is as it is today", _why),
    ("Past sessions: read, rate, correct", _history),
    ("Another routine", _routine),
    ("How an exercise is done", _exercise),
    ("Answer the safety questions again, also to report a warning sign", _screen),
    ("Your week: log a walk, rate own things", _diary),
)
