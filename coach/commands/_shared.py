"""What several commands do: open the full screen, make today's plan; it must not know which command asks.

Most of the coach is imported in the functions, because the screen shows its first frame before that is loaded.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from coach import streams
from coach.errors import CoachError
from coach.files.settings import Settings
from coach.session import clocks

YES = ("y", "yes")

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from coach.app.workspace import Loaded, Workspace
    from coach.core.model.planned import Plan
    from coach.core.model.routine import VoiceMode
    from coach.desktop.client import Desktop
    from coach.files.paths import Home
    from coach.session.asking.beginning import Beginning
    from coach.tui.flow import Start


def with_words(ws: "Workspace", words: "VoiceMode | None") -> "Workspace":
    """The same, with as many words as the command line asks for, if it does."""
    return ws if words is None else replace(ws, settings=replace(ws.settings, words=words))


def has_terminal() -> bool:
    """Whether there is a terminal to ask in and to draw on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def has_screen() -> bool:
    """Whether the full screen may be opened: not on a dumb terminal, and not where ACCESSIBLE asks for lines."""
    return has_terminal() and streams.draws()


def says_yes(question: str) -> bool:
    """Asks on standard error, where no output is; Enter is no."""
    print(f"{question} yes or no (Enter: no) ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline(100).strip().lower() in YES


def insist_free(target: "Path", home: "Home", *, replace: bool) -> None:
    """Raises CoachError for a file of the coach's own, and for one that is there and stays.

    Without `replace` it asks first; the file stays where nobody says yes, or nobody can be asked.
    """
    from coach.files import targets

    targets.refuse_own(target, home)
    if not targets.is_taken(target) or replace:
        return
    if not has_terminal():
        raise CoachError(f"{target} is there already and stays as it is. To replace it, add: --replace")
    if not says_yes(f"{target} is there already. Replace it?"):
        raise CoachError(f"{target} stays as it is. Choose another name.")


def todays_plan(ws: "Workspace", routine: str, now: "datetime", *, why: bool = False) -> "Plan":
    """The plan with as many words as the settings ask for; warnings go to stderr, with `why` the reasons too.

    Works without a profile, and then says that nothing was screened. Raises CoachError where nothing may be played.
    """
    from coach.app.today import todays
    from coach.core import words
    from coach.core.reason import Reason
    from coach.core.timeline.cue_text import the_day
    from coach.files import changes
    from coach.session import speech

    today = todays(ws, routine, now)
    for warning in (*ws.warnings, *today.warnings):
        print(warning, file=sys.stderr)
    if ws.profile is None:
        print(words.sentence(Reason("nothing_screened")), file=sys.stderr)
    if today.plan is None:
        raise CoachError(words.together(today.decision.reasons))
    if why:
        for sentence in the_day(today.decision):
            print(sentence, file=sys.stderr)
    played = changes.as_wished(
        speech.as_wanted(today.plan, ws.settings.words), ws.settings.change, ws.settings.change_s
    )
    return replace(played, change="timed")  # A file cannot wait.


def open_app(
    open_ws: "Callable[[], Workspace]",
    settings: Settings,
    *,
    start: "Start",
    routine: "str | Loaded | None" = None,
    rating: bool = True,
    speed: float = 1.0,
    output: str | None = None,
    beginning: "Beginning | None" = None,
    listen: bool = False,
) -> int:
    """Runs the TUI and returns the exit code; raises CoachError where it cannot, and whatever failed in it.

    `open_ws` is called when the first frame is on the screen.
    """
    if not has_screen():
        raise no_terminal(open_ws())
    from coach.files import paths
    from coach.files.settings import keep_theme
    from coach.tui.app import CoachApp

    app = CoachApp(
        open_ws,
        clock=clocks.system(),
        start=start,
        routine=routine,
        rating=rating,
        speed=speed,
        output=output,
        beginning=beginning,
        listen=listen,
        theme=settings.theme,
        plain=streams.writes_plainly(settings.plain_characters),
        keep_theme=partial(keep_theme, paths.home().settings),
        desktop=desktop_at(speed),
    )
    app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


def desktop_at(speed: float) -> "Callable[[Workspace], Desktop | None]":
    """How what stands beside a session is started; faster than life nothing is."""
    return start_desktop if speed == 1.0 else lambda _: None


def start_desktop(ws: "Workspace") -> "Desktop | None":
    """What stands beside a session that is played as fast as life; one that is tried out needs none."""
    from coach.session import desktop

    return desktop.start(ws)


def no_terminal(ws: "Workspace") -> CoachError:
    """What to do instead of opening the screen."""
    if ws.profile is None:
        from coach.app import workspace

        return CoachError(workspace.SCREENING_FIRST)
    return CoachError("The full screen needs a terminal. Without one: coach play --plain, or coach today")
