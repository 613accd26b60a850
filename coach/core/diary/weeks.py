"""Counts a week's rounds and activities, and the weeks that were kept, kindly; it must not know files or a screen.

A week counts with half of the rounds that were meant for it, or with a round on half of the days. A week with a
flare counts with one round. Weeks that do not count cost nothing: they are a sum, and no run that could break.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.core.diary import WALK, Activity
from coach.core.history.schedule import DAYS_OF_A_WEEK, Schedule
from coach.core.history.summary import monday
from coach.core.model.done import Stop
from coach.core.progression import ratings
from coach.core.progression.matchers import ABOVE_USUAL
from coach.core.reason import Reason

FLARING_STOPS = ("pain", "sharp", "spread")


@dataclass(frozen=True, slots=True)
class Glance:
    """The little of a session that a week is counted by; `is_round`: something was done. Ratings are 0 to 10."""

    day: date
    routine: str
    is_round: bool
    before: int | None = None
    during: int | None = None
    after: int | None = None
    morning: int | None = None
    stopped: Stop | None = None
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """What a routine means for a week: `rounds` on `days` of it. `scheduled`: whether it says on which days."""

    rounds: int
    days: int = DAYS_OF_A_WEEK
    scheduled: bool = False


@dataclass(frozen=True, slots=True)
class ThisWeek:
    """A week as a line tells it: its Monday, rounds done, those meant, minutes walked and of other activities.

    `meant` is None where the routine says no days. `kept`: whether it counts by now; `weeks_kept`: how many weeks
    do, this one among them. `asks`: whether it is time for the week's question; `named`: whether anything is.
    """

    week: date
    rounds: int
    meant: int | None
    walked_minutes: int = 0
    other_minutes: int = 0
    kept: bool = False
    weeks_kept: int = 0
    asks: bool = False
    named: bool = False


def reasons(week: ThisWeek, *, asks: bool = False, titled: bool = False) -> tuple[Reason, ...]:
    """What a line tells of a week; nothing of what there is none of, as a week without a round is no debt.

    With `asks` also that it is time for the week's question, where it is. `titled`: it stands where it is said
    already which week this is.
    """
    told = []
    if week.rounds or week.walked_minutes or week.other_minutes:
        figures = {"walked": week.walked_minutes, "other": week.other_minutes}
        told.append(Reason("week_done" if titled else "week_line", rounds=week.rounds, meant=week.meant, **figures))
    if week.weeks_kept:
        told.append(Reason("weeks_kept", weeks=week.weeks_kept, this=week.kept))
    if asks and week.asks:
        told.append(Reason("week_asks", named=week.named))
    return tuple(told)


def meant(rounds_per_day: int, schedule: Schedule | None) -> Meant:
    """What a routine of so many rounds a day means for a week; without a schedule any day may have them."""
    days = DAYS_OF_A_WEEK if schedule is None else len(schedule.days)
    return Meant(rounds_per_day * days, days, schedule is not None)


def this_week(
    glances: Sequence[Glance],
    activities: Iterable[Activity],
    on: date,
    routine: str,
    meant_of: Callable[[str], Meant],
    *,
    asks: bool = False,
    named: bool = False,
) -> ThisWeek:
    """The week of `on`, which is played with `routine`; what is of a later date is left out.

    `glances`: those of every session, by moment. `meant_of` tells of a routine's id what it means for a week.
    """
    first = monday(on)
    past = [each for each in glances if each.day <= on]
    kept = weeks_kept(past, meant_of, {first: routine})
    mine = [each for each in activities if first <= each.at.date() <= on]
    walked = sum(each.minutes for each in mine if each.what == WALK)
    plan = meant_of(routine)
    return ThisWeek(
        week=first,
        rounds=sum(each.is_round for each in past if each.day >= first),
        meant=plan.rounds if plan.scheduled else None,
        walked_minutes=walked,
        other_minutes=sum(each.minutes for each in mine) - walked,
        kept=first in kept,
        weeks_kept=len(kept),
        asks=asks,
        named=named,
    )


def weeks_kept(
    glances: Sequence[Glance], meant_of: Callable[[str], Meant], routines: dict[date, str] | None = None
) -> frozenset[date]:
    """The Mondays of the weeks that count. `glances`: every session, by moment.

    A week is measured by the routine of its last round, or by the one that `routines` names for it. Only of those
    that would not count else it is asked whether there was a flare: ten years are counted at every start.
    """
    of_week: dict[date, list[int]] = {}
    for place, each in enumerate(glances):
        of_week.setdefault(monday(each.day), []).append(place)
    kept = set()
    for week, places in of_week.items():
        rounds = [glances[place] for place in places if glances[place].is_round]
        if rounds and (
            _is_half(rounds, meant_of((routines or {}).get(week, rounds[-1].routine)))
            or any(_flares(glances[place], _usual(glances, place)) for place in places)
        ):
            kept.add(week)
    return frozenset(kept)


def _usual(glances: Sequence[Glance], place: int) -> int:
    """The usual pain before a session, as the pain rules have it: from the latest that were rated before."""
    befores: list[int] = []
    for earlier in range(place - 1, -1, -1):
        each = glances[earlier]
        if each.before is not None:
            befores.append(each.before)
            if len(befores) == ratings.LATEST:
                break
    return ratings.reference(befores[::-1], glances[place].usual)


def _flares(each: Glance, ref: int) -> bool:
    """Whether a session tells of a flare: stopped in pain, a rise of two points, or pain well above the usual.

    The thresholds are those of the pain rules (P2, P4, P5, P7), against the usual of its time, `ref`.
    """
    if each.stopped in FLARING_STOPS:
        return True
    base = ref + 1 if each.before is None else each.before
    rises = any(
        rating is not None and rating > ratings.LOW and rating - base >= ratings.REAL_RISE
        for rating in (each.during, each.after)
    )
    return rises or any(
        rating is not None
        and rating > ratings.LOW
        and (rating - ref >= ABOVE_USUAL or (rating > ratings.HIGH_ABOVE and rating > ratings.near(ref)))
        for rating in (each.before, each.morning)
    )


def _is_half(rounds: Sequence[Glance], plan: Meant) -> bool:
    days = {each.day for each in rounds}
    return len(rounds) * 2 >= plan.rounds or len(days) * 2 >= plan.days
