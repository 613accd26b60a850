"""Folds the log on from where it was folded up to before; it must not know SQL, nor what a rule says.

Ten years of sessions take half a second to read and fold. So the state after all sessions before a date is kept in
the log's own file, which forgets it when one of them is changed (`log_checkpoint`). It is used only where all else
that it came from is as it was too: routine, exercises, screening, and the program itself. Where anything is other
than it should be, the whole log is folded.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from coach.core import progression
from coach.core.model import Session
from coach.core.progression.fold import fold
from coach.core.progression.state import Setting, State, first_doses
from coach.log import codec
from coach.log.checkpoint import Checkpoint

if TYPE_CHECKING:
    from coach.log import Log

# What is drawn and listed needs the sessions themselves: those of eight weeks, and the last few.
DRAWN = timedelta(weeks=8)
LISTED = 10
# So far back that ratings of the last mornings do not touch it, and that it serves a date two weeks back as well.
LEFT = timedelta(weeks=10)
FEWEST_LEFT = 50
# As many sessions are worth being written to the disk, so as not to be folded again.
WORTH = 200

HERE = Path(__file__).parents[1]
# Everything that leads from the rows of the log to a state, beside coach/progression.
SOURCES = (
    "log/led_to",
    "log/codec",
    "core/doses",
    "errors",
    "log/checkpoint",
    "log/rows",
    "log/schema",
    "core/model",
    "core/reason",
    "core/screening/__init__",
    "core/screening/table",
)


@dataclass(frozen=True, slots=True)
class Early:
    """What the sessions before the date `until` led to, with their number and highest id.

    `last`: of them the last one, the last that was rated, and the last of each routine that has a plan.
    """

    until: date
    newest: int
    sessions: int
    last: tuple[Session, ...]
    state: State


def led_to(log: "Log", setting: Setting, on: date, worth: int = WORTH) -> tuple[State, tuple[Session, ...]]:
    """What the sessions of the log up to and with `on` have led to; and its sessions, oldest first.

    Of these all from eight weeks before `on`, the last ten, and of earlier ones at least those in `Early.last`.
    Where `worth` sessions or more need not be folded again, that is kept in the log.
    """
    early, sessions = log.since_checkpoint(setting.routine.id, lambda kept: _opened(kept, _key(setting), on))
    if early is not None and len(sessions) < LISTED:
        early, sessions = None, log.sessions()
    shown = sessions if early is None else (*early.last, *sessions)
    past = progression.up_to(on, sessions)
    # A short log asks for no key; a long one before the fold, so that it is that of the rules that fold.
    key = _key(setting) if len(past) >= worth + FEWEST_LEFT else None
    if key is not None and (further := _further(setting, early, past, worth)) is not None:
        _keep(log, setting.routine.id, further, key)
        early, past = further, past[bisect_left(past, further.until, key=_day) :]
    return fold(setting, past, None if early is None else early.state), shown


def _further(setting: Setting, early: Early | None, past: Sequence[Session], worth: int) -> Early | None:
    """The next checkpoint, where it is worth it and already certain.

    `past` are the sessions since `early`, at least `FEWEST_LEFT`.
    """
    weeks_before = max(1, past[-1].at.toordinal() - LEFT.days)
    until = min(date.fromordinal(weeks_before), past[-FEWEST_LEFT].at.date())
    more = past[: bisect_left(past, until, key=_day)]
    if len(more) < worth:
        return None
    if early is not None:
        state, number, newest, last = early.state, early.sessions, early.newest, early.last
    elif first_doses(setting, more) is not None:
        state, number, newest, last = None, 0, 0, ()
    else:
        return None  # What the routine began with is told by a later session.
    return Early(
        until, max(newest, *(each.id for each in more)), number + len(more), _last((*last, *more)),
        fold(setting, more, state),
    )  # fmt: skip


def _last(sessions: Sequence[Session]) -> tuple[Session, ...]:
    """The sessions of `Early.last` among these, oldest first."""
    planned = {session.routine: session.id for session in sessions if session.planned}
    rated = [session.id for session in sessions if session.before is not None or session.after is not None]
    ids = {sessions[-1].id, *rated[-1:], *planned.values()}
    return tuple(session for session in sessions if session.id in ids)


def _day(session: Session) -> date:
    return session.at.date()


def _keep(log: "Log", routine: str, early: Early, key: str) -> None:
    try:
        text = json.dumps(codec.plain(early))
    except TypeError:  # A name in the log that is no text.
        return
    if _early(text) == early:  # Nothing is kept that would not be read back as it is.
        kept = Checkpoint(early.until.isoformat(), early.newest, early.sessions, text, _seal(key, text))
        log.keep_checkpoint(routine, kept)


def _opened(kept: Checkpoint, key: str | None, on: date) -> Early | None:
    """What a checkpoint says; None where it does not hold for this key, or is too late for the date."""
    if key is None or kept.seal != _seal(key, kept.text):
        return None
    early = _early(kept.text)
    if early is None or on - early.until < DRAWN:
        return None
    written = (early.until.isoformat(), early.newest, early.sessions)
    return early if written == (kept.until, kept.newest, kept.sessions) else None


def _early(text: str) -> Early | None:
    try:
        found: Early = codec.made(Early, json.loads(text))
    except (ValueError, RecursionError):
        return None
    return found


def _seal(key: str, text: str) -> str:
    return sha256(f"{key}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def _key(setting: Setting) -> str | None:
    """Tells the setting and the program from any other; None where it cannot be told."""
    program = of_program(HERE)
    if program is None:
        return None
    return sha256(f"{program}\n{json.dumps(codec.plain(setting))}".encode()).hexdigest()


@cache
def of_program(folder: Path) -> str | None:
    """Tells the rules in a folder of modules from any others by their source; None where there is none to read."""
    found = sha256()
    fold_first = (
        folder / "core" / "progression" / "fold.py",
        *sorted((folder / "core" / "progression").glob("*.py")),
    )
    try:
        for path in (*fold_first, *(folder / f"{name}.py" for name in SOURCES)):
            source = path.read_bytes()
            found.update(f"{path.name} {len(source)}\n".encode())
            found.update(source)
    except OSError:
        return None
    return found.hexdigest()
