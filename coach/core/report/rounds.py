"""Counts rounds, asked and done, and means of ratings by the week; it must not judge them.

Asked is what the routine in force on a day asks by its file as it is now: the log does not keep what a file asked
in the past. In force is the routine of that day's last session, else of the last one before. Nothing is asked
before the first session, and today no more than was done: the day is not over.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.history.summary import is_round
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.report.values import RATED, Mean, Point, Rated, RoutinePlayed, Week

MOST_DAYS_SINGLY = 26 * DAYS_OF_A_WEEK  # More points than these run into each other on paper.
ONE_DAY = timedelta(days=1)


def in_span(sessions: Iterable[Session], first: date, last: date) -> tuple[Session, ...]:
    """The sessions from `first` on; one of a date after `last` (a clock set back) counts as one of that."""
    return tuple(each for each in sessions if first <= day_of(each, last) <= last and not each.running)


def day_of(session: Session, last: date) -> date:
    return min(session.at.date(), last)


def asked(
    ids: Mapping[date, str], routines: Mapping[str, Routine], first: date, last: date, today: int
) -> dict[date, int | None]:
    """The rounds asked for on each day; None where nobody knows. `ids`: the routine of each day with a session."""
    found: dict[date, int | None] = {}
    before = [day for day in ids if day < first]
    id_ = ids[max(before)] if before else None
    day = first
    while day <= last:
        id_ = ids.get(day, id_)
        if id_ is None:
            found[day] = 0
        else:
            found[day] = _of_day(routines.get(id_), day)
        day += ONE_DAY
    of_today = found[last]
    found[last] = None if of_today is None else min(of_today, today)
    return found


def _of_day(routine: Routine | None, day: date) -> int | None:
    if routine is None:
        return None
    return routine.rounds_per_day if routine.schedule is None or routine.schedule.holds(day) else 0


def together(counts: Iterable[int | None]) -> int | None:
    """Their sum; None where one of them is not known."""
    known = [*counts]
    return None if None in known else sum(count or 0 for count in known)


def weeks(sessions: Sequence[Session], asked_on: Mapping[date, int | None], last: date) -> tuple[Week, ...]:
    """The weeks of the span, oldest first, each of seven days, the last one up to and with `last`."""
    first = min(asked_on)
    of_week: dict[date, list[Session]] = {}
    for session in sessions:
        of_week.setdefault(week_of(day_of(session, last), first), []).append(session)
    found = []
    begins = first
    while begins <= last:
        ends = begins + timedelta(days=DAYS_OF_A_WEEK - 1)
        mine = of_week.get(begins, [])
        done = [each for each in mine if is_round(each)]
        means = {rated: mean for rated in RATED if (mean := mean_of(rating(each, rated) for each in mine))}
        total = together(asked_on[begins + number * ONE_DAY] for number in range(DAYS_OF_A_WEEK))
        days = len({day_of(each, last) for each in done})
        found.append(Week(begins, ends, total, len(done), days, means))
        begins = ends + ONE_DAY
    return tuple(found)


def week_of(day: date, first: date) -> date:
    """The first day of its week, where weeks are counted from the date `first` on."""
    return day - timedelta(days=(day - first).days % DAYS_OF_A_WEEK)


def rating(session: Session, rated: Rated) -> int | None:
    """One of a session's ratings, 0 to 10."""
    return {"before": session.before, "after": session.after, "morning": session.morning}[rated]


def mean_of(ratings: Iterable[int | None]) -> Mean | None:
    """The mean of those that were given; None where none was."""
    given = [each for each in ratings if each is not None]
    return Mean(sum(given) / len(given), len(given)) if given else None


def points(
    sessions: Iterable[Session], rated: Rated, first: date, last: date, *, by_week: bool
) -> tuple[Point, ...]:
    """The means of the days, oldest first; a morning stands at the day after its session's. `by_week`: of weeks."""
    ratings: dict[date, list[int]] = {}
    for session in sessions:
        value = rating(session, rated)
        if value is None:
            continue
        day = day_of(session, last)
        if by_week:
            day = week_of(day, first)
        elif rated == "morning":
            day = min(day + ONE_DAY, last)
        ratings.setdefault(day, []).append(value)
    return tuple(Point(day, sum(values) / len(values)) for day, values in sorted(ratings.items()))


def played(
    sessions: Iterable[Session], ids: Mapping[int, str], routines: Mapping[str, Routine]
) -> tuple[RoutinePlayed, ...]:
    """The routines with a round, most rounds first; `ids` are those of today by the ids of sessions."""
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}
    for session in filter(is_round, sessions):
        id_ = ids[session.id]
        counts[id_] = counts.get(id_, 0) + 1
        titles[id_] = session.routine_title or session.routine
    found = []
    for id_, count in sorted(counts.items(), key=lambda each: -each[1]):
        now = routines.get(id_)
        if now is None:
            found.append(RoutinePlayed(titles[id_], count, None))
        else:
            days = () if now.schedule is None else now.schedule.days
            found.append(RoutinePlayed(now.title, count, now.rounds_per_day, days))
    return tuple(found)
