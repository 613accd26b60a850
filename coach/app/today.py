"""Today's decision for a routine, and what is asked before it is played; it must not know a screen.

For a start the routine's file is read once and the log folded once: a rating changes only the last step.
"""

import sys
from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from coach.app import chosen_routine, other_routines
from coach.app.workspace import Loaded, Workspace, load_file, load_routine, open_log
from coach.core import plan, progression, screening
from coach.core.changes import ChangeKind, LastTimes
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.planned import Plan
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import outlook
from coach.core.progression.fold import fold
from coach.core.progression.state import Setting, State
from coach.core.reason import Reason
from coach.core.screening.table import LEG_DAYS
from coach.files import reach
from coach.files.moments import MOMENT, local

if TYPE_CHECKING:
    from coach.log import Log

LONGEST_MEMORY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Today:
    """A routine with today's decision and plan; the plan is None where nothing may be played.

    `past` are the sessions to show, oldest first (`checkpoint.led_to`); `reminders` what it is time to think of;
    `playing` whether a session runs now, in this program or in another, which counts for nothing yet. `ahead` is
    what would bring more.
    """

    routine: Routine
    decision: Decision
    plan: Plan | None
    warnings: tuple[str, ...] = ()
    past: tuple[Session, ...] = ()
    reminders: tuple[Reason, ...] = ()
    playing: bool = False
    ahead: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """All that the decision of the date `on` is made from, but for the rating before the session.

    `past` is that of `Today`; `morning` is the date of the morning that is to be asked for, if one is; `told` is
    what the log has to be told of it. `slow` are the changes of position that took long lately.
    """

    loaded: Loaded
    profile: Profile | None
    on: date
    setting: Setting
    state: State
    past: tuple[Session, ...] = ()
    morning: date | None = None
    told: tuple[Reason, ...] = ()
    playing: bool = False
    slow: Mapping[ChangeKind, LastTimes] = field(default_factory=dict)

    def decided(self, before: int | None = None) -> Today:
        """The decision and the plan with today's pain, 0 to 10, where it was rated."""
        routine, warnings = self.loaded
        decision = progression.decide_from(self.setting, self.state, self.on, before)
        made = plan.make(routine, decision, self.profile)
        made = made and replace(made, slow=self.slow)
        reminders = () if self.profile is None else screening.reminders(self.profile, self.on)
        ahead = outlook.ahead(self.setting, self.state, self.on)
        return Today(routine, decision, made, warnings, self.past, (*reminders, *self.told), self.playing, ahead)


def basis_of(
    ws: Workspace,
    wanted: str | Loaded | None,
    now: datetime,
    really: datetime | None = None,
    *,
    keep: bool = True,
) -> Basis:
    """What today's decision is made from. Raises CoachError for files that cannot be used.

    `wanted` is the routine's name or path, or the routine where it was read already; None for the chosen one.
    `really` is the moment of the clock where another one is looked at. Without `keep` no checkpoint is kept in the
    log, which would be one of a routine that is in no file yet.
    """
    on, really = now.date(), local(really or now)
    with open_log(ws) if reach.is_there(ws.home.log) else nullcontext() as log:
        loaded, gone = _loaded(ws, wanted, log)
        since = () if log is None else log.sessions(on - timedelta(days=LEG_DAYS))
        lately = progression.up_to(on, since, really)
        spread = screening.lately_spread(ws.profile, lately, on)
        mine = loaded.routine
        others = other_routines.rounds(ws, mine)
        setting = progression.settle(mine, ws.exercises, ws.profile, on, spread, others=others, now=really)
        if log is None:
            told = (*gone, *_copy_left(ws))
            return Basis(loaded, ws.profile, on, setting, fold(setting, ()), told=told)
        state, past = _led_to(log, setting, on, really, keep=keep)
        told = (*gone, *odd_moments(past, on, really), *other_routines.left_behind(setting, past))
        morning = _morning_to_ask(log, past, on)
        return Basis(
            loaded, ws.profile, on, setting, state, past, morning, told, log.playing(), _slow_changes(log, on)
        )


def _copy_left(ws: Workspace) -> tuple[Reason, ...]:
    """What is told where there is no log, but a copy of one."""
    from coach.log import kinds  # As for the log itself: whoever has one is not kept waiting for this.

    there = kinds.copies_of(ws.home.log)
    return (Reason("log_copy_left", day=kinds.day_of(there[-1])),) if there else ()


def _loaded(ws: Workspace, wanted: str | Loaded | None, log: "Log | None") -> tuple[Loaded, tuple[Reason, ...]]:
    """The routine, and what is told of it where another one was chosen, which is gone."""
    if isinstance(wanted, str):
        return load_routine(ws, wanted), ()
    if wanted is not None:
        return wanted, ()
    path, gone = chosen_routine.chosen(ws.home, ws.settings.routine, log)
    loaded = load_file(ws, path)
    return loaded, () if gone is None else (Reason("chosen_gone", old=gone, title=loaded.routine.title),)


def todays(
    ws: Workspace,
    wanted: str | Loaded | None,
    now: datetime,
    before: int | None = None,
    really: datetime | None = None,
) -> Today:
    """Today's decision and plan for a routine; `really` as for `basis_of`."""
    return basis_of(ws, wanted, now, really).decided(before)


def looked_at(ws: Workspace, edited: Loaded, now: datetime) -> Today:
    """What a routine would make today that is only looked at: nothing is kept of it."""
    return basis_of(ws, edited, now, keep=False).decided()


def following(ws: Workspace, played: Loaded, now: datetime) -> Today:
    """What a session that is over means for the next one: tomorrow's, or today's where nothing is played then.

    That of today says of a rest, or of a day that is to come, what it is.
    """
    tomorrow = todays(ws, played, now + timedelta(days=1))
    return tomorrow if tomorrow.plan is not None else todays(ws, played, now)


def odd_moments(past: Iterable[Session], on: date, now: datetime) -> tuple[Reason, ...]:
    """What is told of sessions that count as if they were of the date `on`: the last of each kind.

    Those that are still to come (a slip of the year, a clock set back), and those whose date was a later one where
    they were (a journey west). None where `on` is before today: those do not count for it.
    """
    if on < now.date():
        return ()
    latest = now if on == now.date() else local(datetime.combine(on, time.max))
    ahead = [each for each in past if each.at > latest]
    elsewhere = [each for each in past if each.at <= latest and each.at.date() > on]
    told = [Reason("after_now", id=each.id, moment=f"{each.at:{MOMENT}}") for each in ahead[-1:]]
    told += [Reason("dated_ahead", moment=f"{each.at:{MOMENT}}") for each in elsewhere[-1:]]
    return tuple(told)


def _led_to(
    log: "Log", setting: Setting, on: date, now: datetime, *, keep: bool
) -> tuple[State, tuple[Session, ...]]:
    from coach.log import checkpoint  # What needs no log starts without it.

    worth = checkpoint.WORTH if keep else sys.maxsize
    return checkpoint.led_to(log, setting, on, worth, now)


def _slow_changes(log: "Log", on: date) -> Mapping[ChangeKind, LastTimes]:
    from coach.log import change_times

    return change_times.lately(log, on)


def asks_before(today: Today) -> bool:
    """Whether a rating is asked for before playing: also after a start that was too sore (P3).

    Then the second time running means more than the first. Where every exercise is left out nothing would follow
    from it: such a day counts for nothing.
    """
    return today.plan is not None or (not today.decision.allowed and "P3" in today.decision.rules)


def note_unplayed(ws: Workspace, today: Today, now: datetime, before: int | None) -> None:
    """Keeps a rating after which nothing is played, as it was too sore to start (P3)."""
    if before is None or today.decision.allowed or "P3" not in today.decision.rules:
        return
    usual, screened_at = (ws.profile.usual_pain, ws.profile.dated) if ws.profile else (None, None)
    with open_log(ws) as log:
        log.add(
            Session(
                0, now, today.routine.id, {}, before=before, routine_doses=today.routine.doses, usual_pain=usual,
                screened_at=screened_at, routine_title=today.routine.title, fixed=today.routine.fixed,
                aside=today.decision.aside,
            )
        )  # fmt: skip


def _morning_to_ask(log: "Log", past: tuple[Session, ...], on: date) -> date | None:
    """The morning to ask for at the first start of a day: the one after the last day with a session.

    None where it was rated or was asked for already, where there is a session of today (the day's first start has
    been), and from a week on, when nobody remembers it.
    """
    lately = [session for session in past if session.at.date() > on - LONGEST_MEMORY]
    done = [session.at.date() for session in lately if session.sets]
    if not done or lately[-1].at.date() >= on:
        return None
    skipped = log.skipped_mornings()
    that_day = [session for session in lately if session.at.date() >= done[-1]]
    asked = any(session.morning is not None or session.id in skipped for session in that_day)
    return None if asked else done[-1] + timedelta(days=1)


def keep_morning(ws: Workspace, morning: date, rating: int | None, at: datetime) -> None:
    """Keeps the rating of a morning, given at `at`, or that it was skipped: it is not asked for again."""
    with open_log(ws) as log:
        if rating is None:
            log.skip_morning(morning)
        else:
            log.morning(morning, rating, at)
