"""Which rows of the table match, with the figures that made them match; it must not know what follows from a row.

Every matcher gives a reason with its figures, or None. They stand in the order of the table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from coach.core import doses
from coach.core.exercise import Exercise
from coach.core.model.decided import Finding
from coach.core.model.done import Session
from coach.core.progression import ratings, rules
from coach.core.progression.ratings import Rated
from coach.core.reason import Figure, Reason

FORTNIGHT = 14
FEWEST_RATINGS = 5
SHORT_BREAK, LONG_BREAK, LONGEST_BREAK = 10, 21, 42
SEVERE, VERY_SEVERE = 8, 9
SEVERE_UP_TO_USUAL = 5
TOO_SORE = 8
TOO_SORE_AGAIN = "too_sore_again"  # The reason of a P3 the second time running.
ABOVE_USUAL = 3
AGAIN_WITHIN_DAYS = 28


@dataclass(slots=True)
class Fortnights:
    """The ratings `after` of the last 28 days up to a day: by day, with their sum and number in each half."""

    days: list[list[int]] = field(default_factory=list)
    this: int = 0
    this_number: int = 0
    last: int = 0
    last_number: int = 0
    moved: int = 0

    def copy(self) -> "Fortnights":
        """One that can be changed without changing this."""
        return replace(self, days=[list(each) for each in self.days])

    def add(self, today: int, after: int | None) -> None:
        """Moves on to the day with that ordinal, and adds a rating of it where there is one."""
        days = self.days
        while self.moved < len(days) and today - days[self.moved][0] >= FORTNIGHT:
            _, total, number = days[self.moved]
            self.this, self.this_number = self.this - total, self.this_number - number
            self.last, self.last_number = self.last + total, self.last_number + number
            self.moved += 1
        while days and today - days[0][0] >= 2 * FORTNIGHT:
            _, total, number = days.pop(0)
            self.last, self.last_number = self.last - total, self.last_number - number
            self.moved -= 1
        if after is None:
            return
        self.this, self.this_number = self.this + after, self.this_number + 1
        if days and days[-1][0] == today:
            days[-1][1] += after
            days[-1][2] += 1
        else:
            days.append([today, after, 1])


@dataclass(slots=True)
class Ended:
    """What the rows after a session look at.

    `fortnights` are those up to and with this session; `rose`: the session before rose by 1 or more;
    `at_half`: it was played at half; `climbed`, `rested`: the dates of the last P6 and P16; `hurt`: the exercises
    whose own level is half or lower.
    """

    session: Session
    day: date
    rated: Rated
    unfinished: tuple[str, ...]
    exercises: Mapping[str, Exercise]
    fortnights: Fortnights
    climbed: date | None
    rested: date | None
    rose: bool
    at_half: bool
    hurt: frozenset[str]


def finding(rule_id: str, reason: str | None = None, /, **figures: Figure) -> Finding:
    """The row as it matched now; `reason` is the id of its sentence where the row's own would not be true."""
    return Finding(rule_id, Reason(reason or rules.rule(rule_id).reason, **figures))


def after_session(ended: Ended) -> tuple[Finding, ...]:
    """The S rows of a session, in table order."""
    return tuple([found for matcher in AFTER if (found := matcher(ended)) is not None])


def rose_a_little(rated: Rated) -> bool:
    """Half of P7: a session after which pain was 1 or more higher, and above the usual."""
    return rated.rise >= 1 and rated.within is not None and rated.within > rated.ref


def after_break(days: int) -> Finding | None:
    """The G row for a number of days between the last session's date and the new one's."""
    if days < SHORT_BREAK:
        return None
    row = "G1" if days < LONG_BREAK else "G2" if days < LONGEST_BREAK else "G3"
    return finding(row, days=days)


def at_start(before: int | None, ref: int, refused_before: bool) -> tuple[Finding, ...]:
    """The B rows for a `before`; `refused_before`: the start before was too sore as well."""
    if before is None or before <= ratings.LOW:
        return ()
    found = []
    if too_sore(before):
        found.append(finding("P3", TOO_SORE_AGAIN if refused_before else None, before=before))
    if before > ratings.HIGH_ABOVE and before > ratings.near(ref):
        found.append(finding("P4", "sore_day", before=before, usual=ref))
    if before - ref >= ABOVE_USUAL:
        found.append(finding("P5", "sore_day", before=before, usual=ref))
    return tuple(found)


def too_sore(before: int) -> bool:
    """P3: no session on such a day."""
    return before >= TOO_SORE


def severe(session: Session, rated: Rated) -> dict[str, int]:
    """P2: the ratings, by name, that are severe."""
    least = SEVERE if rated.ref <= SEVERE_UP_TO_USUAL else VERY_SEVERE
    named = {"during": rated.during, "after": session.after, "morning": session.morning}
    return {name: value for name, value in named.items() if value is not None and value >= least}


def _severe(ended: Ended) -> Finding | None:
    stop = ratings.stop(ended.session)
    if stop in ("sharp", "spread"):
        return finding("P2", stopped=stop)
    high = severe(ended.session, ended.rated)
    return finding("P2", stopped=None, **high) if high else None


def _against_before(ended: Ended) -> dict[str, Figure]:
    """What rose, by the name of its rating, and from what; `usual` in place of a `before` that is missing."""
    rated = ended.rated
    name = "after" if ended.session.after == rated.within else "during"
    started = {"usual": rated.ref} if ended.session.before is None else {"before": rated.base}
    return {**started, name: rated.within}


def _past_five(ended: Ended) -> Finding | None:
    past = ended.rated.rise >= ratings.REAL_RISE and (ended.rated.within or 0) > ratings.HIGH_ABOVE
    return finding("P4", **_against_before(ended)) if past else None


def _rise(ended: Ended) -> Finding | None:
    if ended.rated.rise >= ratings.REAL_RISE:
        return finding("P5", **_against_before(ended))
    return finding("P5", "stopped_for_pain") if ratings.stop(ended.session) == "pain" else None


def _climbing(ended: Ended) -> Finding | None:
    since = None if ended.climbed is None else (ended.day - ended.climbed).days
    if since is not None and since < FORTNIGHT:
        return None
    weeks = ended.fortnights
    this, number, last, last_number = weeks.this, weeks.this_number, weeks.last, weeks.last_number
    if min(number, last_number) < FEWEST_RATINGS or this * last_number - last * number < number * last_number:
        return None
    on = since is not None and since < 2 * FORTNIGHT
    return finding(
        "P6", "climbing_on" if on else None, this=this, ratings=number, last=last, last_ratings=last_number
    )


def _a_little(ended: Ended) -> Finding | None:
    session, rated = ended.session, ended.rated
    within = rated.within or 0
    if rated.rise == 1 and within > rated.ref and ended.rose:
        return finding("P7", **_against_before(ended))
    if rated.rise == 1 and within > ratings.HIGH_ABOVE and within > ratings.near(rated.ref):
        return finding("P7", "up_past_five", **_against_before(ended))
    morning = session.morning
    if rated.rise <= 1 and morning is not None and morning > ratings.LOW and morning - rated.ref >= ABOVE_USUAL:
        return finding("P7", "sore_morning", morning=morning, usual=rated.ref)
    return None


def _too_much(ended: Ended) -> Finding | None:
    session = ended.session
    hard, tired = session.effort == "hard", session.stopped == "tired"
    unfinished = () if set_aside(session, ended.rated) else ended.unfinished
    return finding("P8", hard=hard, tired=tired, unfinished=unfinished) if hard or tired or unfinished else None


def set_aside(session: Session, rated: Rated) -> bool:
    """P8: whether what was not done says nothing of the doses."""
    return ratings.stop(session) in ("time", "interrupted", "pain") or bool(rated.reports)


def _even_the_least(ended: Ended) -> Finding | None:
    session = ended.session
    if not ended.at_half or not (ended.rated.rise >= ratings.REAL_RISE or ratings.stop(session) == "pain"):
        return None
    played = [(dose, ended.exercises[id_]) for id_, dose in session.planned.items() if id_ in ended.exercises]
    if not played or not all(doses.at_its_least(dose, exercise) for dose, exercise in played):
        return None
    again = ended.rested is not None and (ended.day - ended.rested).days <= AGAIN_WITHIN_DAYS
    return finding("P16", "rest_days_again" if again else None)


def _hurt(ended: Ended) -> Finding | None:
    found = hurting(ended.rated)
    if not found:
        return None
    exercises, before = tuple(found), ended.rated.base
    rests = tuple(id_ for id_ in exercises if id_ in ended.hurt)
    if rests:
        return finding("P15", "rest_of_exercise", exercises=exercises, rests=rests, before=before)
    return finding("P15", exercises=exercises, before=before)


def hurting(rated: Rated) -> dict[str, int]:
    """P15: the reports, by exercise, that make less of it."""
    return {
        id_: rating
        for id_, rating in rated.reports.items()
        if id_ is not None and rating > ratings.LOW and rating >= rated.base + ratings.REAL_RISE
    }


AFTER: tuple[Callable[[Ended], Finding | None], ...] = (
    _severe,
    _past_five,
    _rise,
    _climbing,
    _a_little,
    _too_much,
    _even_the_least,
    _hurt,
)
