"""Decides whether it is time to be reminded of a round, and how; it must not know who rings, nor the words.

Silence is the rule: once a round is done, on days of rest, where no session may be played, late in the evening.
Nothing is remembered of a reminder: the rings of the day and the log decide, so the same moment says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.core.history import summary
from coach.core.history.summary import NextRound
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.reason import Reason
from coach.core.reminding.rings import REPEAT, Rings


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whether it is `due` at a moment, and the reasons: of what it reminds, or why nothing is said."""

    due: bool
    reasons: tuple[Reason, ...]


def at(
    decision: Decision, routine: Routine, past: Sequence[Session], now: datetime, rings: Rings, *, playing: bool
) -> Reminder:
    """The reminder of a moment; `past` are the last sessions, oldest first, `now` has its offset from UTC.

    `playing`: a session runs now, and counts for nothing yet.
    """
    following = summary.next_round(decision, past, now, routine.minutes_between_rounds, routine.schedule)
    why = _silence(decision, past, now, rings, following, playing=playing)
    if why:
        return Reminder(False, why)
    which = "remind_gently" if _is_gentle(decision) else "remind_round"
    once_more = "_again" if rings.is_again(now) else ""
    figures = {"number": decision.rounds_done + 1, "goal": decision.rounds_goal}
    return Reminder(True, (Reason(f"{which}{once_more}", **figures),))


def _is_gentle(decision: Decision) -> bool:
    """Whether the day is a flare's, or its way back: less is played than usual."""
    return decision.level != "full" or decision.sore_day


def _silence(
    decision: Decision,
    past: Sequence[Session],
    now: datetime,
    rings: Rings,
    following: NextRound,
    *,
    playing: bool,
) -> tuple[Reason, ...]:
    """Why nothing is said; nothing where a round is due."""
    if not decision.allowed:
        return (Reason("quiet_stop"),)
    if playing:
        return (Reason("quiet_playing"),)
    if following.over:
        return (Reason("quiet_done", goal=decision.rounds_goal),)
    if following.rest:
        return (Reason("quiet_rest_day"), *([] if following.next is None else [following.next]))
    if not decision.exercises:
        return (Reason("quiet_nothing"),)
    if summary.too_much_today(past, now):
        return (Reason("quiet_hurt"),)
    if decision.rounds_done >= rings.rounds_by(now, decision.rounds_goal):
        ahead = rings.later_today(now)
        return (Reason("quiet_so_far") if ahead is None else Reason("quiet_until", at=f"{ahead:%H:%M}"),)
    if following.late or _is_late(now, rings):
        return (Reason("quiet_late"),)
    if following.at is not None and following.at > now:
        return (Reason("quiet_pause", at=f"{following.at:%H:%M}"),)
    return ()


def _is_late(now: datetime, rings: Rings) -> bool:
    """In the evening only a ring of the evening counts: not one that a sleeping computer makes up for."""
    last = rings.last(now)
    return now.time() > summary.LATEST and (last is None or now - last > REPEAT)


def standing(
    decision: Decision, routine: Routine, past: Sequence[Session], now: datetime, *, playing: bool
) -> tuple[Reason, ...]:
    """How today stands, in parts of a few words, for a line among others; as for `at`."""
    if not decision.allowed:
        return (Reason("line_stop"),)
    following = summary.next_round(decision, past, now, routine.minutes_between_rounds, routine.schedule)
    rounds = Reason("line_rounds", done=decision.rounds_done, goal=decision.rounds_goal)
    level = (Reason("line_level", level=decision.level),) if decision.level != "full" else ()
    if playing:
        return (Reason("line_playing"),)
    if following.over:
        return (rounds,)
    if following.rest:
        return (Reason("line_rest_day"),)
    if not decision.exercises:
        return (rounds, Reason("line_nothing"))
    if following.late or summary.too_much_today(past, now):
        return (rounds, Reason("line_over"))
    if following.at is None:
        return (rounds, *level)
    when = Reason("line_now") if following.at <= now else Reason("line_at", at=f"{following.at:%H:%M}")
    return (rounds, when, *level)
