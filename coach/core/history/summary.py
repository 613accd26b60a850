"""Turns past sessions into what a glance needs: series, weeks, changes, a next time; it must not know a screen.

Nothing here judges: doses are decided elsewhere. A day counts as kept with one round; a day without is rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from coach.core.exercise import Dose
from coach.core.history.schedule import Schedule
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.plan import MOST_PAIN_TO_GO_ON
from coach.core.reason import Reason

Rated = Literal["before", "after"]
Series = tuple[tuple[date, float], ...]

LATEST = time(21)  # No round is suggested to begin later in the evening.
LEAST_BETWEEN = timedelta(minutes=150)  # Where the routine says nothing.
MOST_BETWEEN = timedelta(hours=4)  # Spread out, but not into the evening when the morning allows more.
ROUNDED_TO = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Change:
    """An exercise whose dose is another than last time; None where it was not, or is no longer, played."""

    id: str
    old: Dose | None
    new: Dose | None

    @property
    def up(self) -> bool:
        return _size(self.new) > _size(self.old)


@dataclass(frozen=True, slots=True)
class NextRound:
    """When the next round is suggested: `at` (None: at any time), or `over` where today has had its rounds."""

    at: datetime | None = None
    over: bool = False
    late: bool = False  # Rounds are left, but no time for them before the evening.
    scheduled: bool = False  # The time is that of the routine's schedule.
    rest: bool = False  # Today is no day of the schedule.
    next: Reason | None = None  # When the next day of the schedule is, where nothing more is meant for today.


def too_much_today(sessions: Sequence[Session], now: datetime) -> bool:
    """Whether the last session was of today and hurt so much that it should not be followed by another one.

    One of a later date, after a journey west, counts as one of today.
    """
    if not sessions or sessions[-1].at.date() < now.date():
        return False
    last = sessions[-1]
    rated = (last.during, last.after, *(each.rating for each in last.hurts))
    return last.stopped == "pain" or any(each is not None and each > MOST_PAIN_TO_GO_ON for each in rated)


def is_round(session: Session) -> bool:
    """Whether anything was done: a session that ended before its first repetition is none."""
    return any(done.reps > 0 for done in session.sets)


def pain(sessions: Iterable[Session], rated: Rated, on: date, days: int) -> Series:
    """The mean rating of each day that has one, oldest first, in the `days` days up to and with `on`."""
    first = on - timedelta(days=days - 1)
    ratings: dict[date, list[int]] = {}
    for session in sessions:
        day = session.at.date()
        value = session.before if rated == "before" else session.after
        if value is not None and first <= day <= on:
            ratings.setdefault(day, []).append(value)
    return tuple((day, sum(values) / len(values)) for day, values in sorted(ratings.items()))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def rounds_per_week(sessions: Iterable[Session], on: date, weeks: int) -> tuple[tuple[date, int], ...]:
    """The rounds of each of the last `weeks` weeks, with the week's Monday, oldest first; this week is the last."""
    counts = {monday(on) - timedelta(weeks=back): 0 for back in range(weeks - 1, -1, -1)}
    for session in sessions:
        week = monday(session.at.date())
        if week in counts and session.at.date() <= on and is_round(session):
            counts[week] += 1
    return tuple(counts.items())


def rounds_of_week(sessions: Iterable[Session], on: date) -> tuple[int, ...]:
    """For Monday to Sunday of the week of `on`: how many rounds the day had."""
    first = monday(on)
    done = [session.at.date() for session in sessions if session.at.date() >= first and is_round(session)]
    return tuple(done.count(first + timedelta(days=weekday)) for weekday in range(7))


def days_kept(sessions: Iterable[Session], on: date) -> tuple[bool, ...]:
    """For Monday to Sunday of the week of `on`: whether the day had at least one round."""
    return tuple(count > 0 for count in rounds_of_week(sessions, on))


def days_meant(schedule: Schedule | None) -> tuple[bool, ...]:
    """For Monday to Sunday: whether a round is meant for the day; without a schedule for each."""
    return tuple(schedule is None or weekday in schedule.days for weekday in range(7))


def changes(decision: Decision, sessions: Iterable[Session]) -> tuple[Change, ...] | None:
    """What differs from the doses of this routine's last round; None where there was no such round.

    In the order of today's plan, then what is no longer played.
    """
    last = None
    for session in sessions:
        if session.routine == decision.routine and session.at.date() <= decision.date and session.planned:
            last = session
    if last is None:
        return None
    now = {prescribed.id: prescribed.dose for prescribed in decision.exercises}
    found = [Change(id_, last.planned.get(id_), dose) for id_, dose in now.items()]
    found += [Change(id_, dose, None) for id_, dose in last.planned.items() if id_ not in now]
    # What is of another round, now or then, is there now and then: nobody changed it.
    by_turns = decision.aside.keys() | last.aside.keys()
    return tuple(change for change in found if change.old != change.new and change.id not in by_turns)


def next_round(
    decision: Decision,
    sessions: Sequence[Session],
    now: datetime,
    least_minutes: int | None,
    schedule: Schedule | None = None,
) -> NextRound:
    """When today's next round would be good: rounds spread over what is left of the day, with time between them.

    `least_minutes` is the routine's own time between rounds. A time that has passed means now. A `schedule` that
    has a time for the round says when, and what is not one of its days is rest.
    """
    left = decision.rounds_goal - decision.rounds_done
    following = None if schedule is None else schedule.following(now.date())
    if left <= 0:
        return NextRound(over=True, next=following)
    if schedule is not None and not schedule.holds(now.date()):
        return NextRound(rest=True, next=following)
    done_today = [session for session in sessions if session.at.date() >= now.date() and is_round(session)]
    number = decision.rounds_done + 1
    meant = None if schedule is None else schedule.time_of(number)
    if not done_today:
        return NextRound() if meant is None else NextRound(at=_on(now, meant), scheduled=True)
    # In the zone of now, so that the times are those of the clock on the wall.
    ended = min(now, max(_there(done.at, now) for session in done_today for done in session.sets))
    evening = datetime.combine(now.date(), LATEST, now.tzinfo)
    least = LEAST_BETWEEN if least_minutes is None else timedelta(minutes=least_minutes)
    if schedule is not None and meant is not None:
        before = schedule.time_of(number - 1) if number > 1 else None
        between = least if before is None else min(least, _on(now, meant) - _on(now, before))
        rested = _rounded(ended + between)
        return NextRound(at=max(rested, _on(now, meant)), scheduled=rested <= _on(now, meant))
    at = _rounded(ended + max(least, min(MOST_BETWEEN, (evening - ended) / left)))
    if max(at, now) > evening:
        return NextRound(late=True, next=following)
    return NextRound(at=at)


def _on(now: datetime, clock: time) -> datetime:
    """A time of the clock on the wall, today."""
    return datetime.combine(now.date(), clock, now.tzinfo)


def _there(at: datetime, now: datetime) -> datetime:
    return at if at.tzinfo is None else at.astimezone(now.tzinfo)


def _rounded(at: datetime) -> datetime:
    """The time on the next full five minutes."""
    start = datetime.combine(at.date(), time(), at.tzinfo)
    steps = -(-(at - start) // ROUNDED_TO)
    return start + steps * ROUNDED_TO


def _size(dose: Dose | None) -> int:
    return 0 if dose is None else dose.repetitions * (dose.hold_s + 1)
