"""Which rows of the table match, with the figures that made them match; it must not know what follows from a row.

Every matcher gives a reason with its figures, or None. They stand in the order of the table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from coach.core.model import Finding, Session
from coach.core.progression import ratings, rules
from coach.core.reason import Figure, Reason

WEEK = 7
LONGEST_BREAK = 28
SEVERE = 8


@dataclass(slots=True)
class Weeks:
    """The ratings `after` of the last 14 days up to a day: by day, and their sum and number in each week."""

    days: list[list[int]] = field(default_factory=list)
    this: int = 0
    this_number: int = 0
    last: int = 0
    last_number: int = 0
    moved: int = 0

    def copy(self) -> "Weeks":
        """Weeks that can be changed without changing these."""
        return replace(self, days=[list(each) for each in self.days])

    def add(self, today: int, after: int | None) -> None:
        """Moves on to the day with that ordinal, and adds a rating of it where there is one."""
        days = self.days
        while self.moved < len(days) and today - days[self.moved][0] >= WEEK:
            _, total, number = days[self.moved]
            self.this, self.this_number = self.this - total, self.this_number - number
            self.last, self.last_number = self.last + total, self.last_number + number
            self.moved += 1
        while days and today - days[0][0] >= 2 * WEEK:
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
    """What the rows after a session look at. `weeks` are those up to and with this session."""

    session: Session
    worst: int | None
    ref: int
    unfinished: tuple[str, ...]
    earlier: Session | None
    earlier_ref: int
    weeks: Weeks
    climbed: date | None


def finding(rule_id: str, reason: str | None = None, /, **figures: Figure) -> Finding:
    """The row as it matched now; `reason` is the id of its sentence where the row's own would not be true."""
    return Finding(rule_id, Reason(reason or rules.rule(rule_id).reason, **figures))


def after_session(ended: Ended) -> tuple[Finding, ...]:
    """The S rows of a session."""
    session, highest = ended.session, max(ended.worst or 0, ended.session.before or 0)
    if highest <= 2 and session.stopped is None and session.effort != "hard" and not ended.unfinished:
        # Nothing but a climb from week to week can be said of such a session.
        climb = _climbing(ended)
        return () if climb is None else (climb,)
    return tuple(found for matcher in AFTER if (found := matcher(ended)) is not None)


def between(days: int) -> str | None:
    """The G row for a number of days between the last session's date and the new one's."""
    if days >= LONGEST_BREAK:
        return "G3"
    if days >= 14:
        return "G2"
    return "G1" if days >= 7 else None


def at_start(before: int | None, ref: int, sore_before: bool) -> tuple[Finding, ...]:
    """The B rows for a `before`; `sore_before`: the last rating of that kind was above 5 too."""
    if before is None or before <= 2:
        return ()
    found = []
    if too_sore(before):
        found.append(finding("P3", "too_sore_again" if sore_before else None, before=before))
    if before - ref >= 2:
        found.append(finding("P5", "above_usual", before=before, usual=ref))
    return tuple(found)


def too_sore(before: int) -> bool:
    """P3: no session on such a day."""
    return before > 5


def _worst_against(ended: Ended) -> dict[str, Figure]:
    """The worst rating by its name, and the usual beside it."""
    named = ratings.later_ratings(ended.session)
    name = max(named, key=lambda each: named[each])
    return {"usual": ended.ref, name: named[name]}


def _severe(ended: Ended) -> Finding | None:
    if ended.session.stopped in ("sharp", "spread"):
        return finding("P2", stopped=ended.session.stopped)
    if max(ended.worst or 0, ended.session.before or 0) < SEVERE:
        return None
    high = {name: value for name, value in ratings.all_ratings(ended.session).items() if value >= SEVERE}
    return finding("P2", stopped=None, **high) if high else None


def _past_five(ended: Ended) -> Finding | None:
    return finding("P4", **_worst_against(ended)) if ended.worst is not None and ended.worst > 5 else None


def _real_change(ended: Ended) -> Finding | None:
    worst = ended.worst
    if worst is not None and worst > 2 and worst - ended.ref >= 2:
        return finding("P5", **_worst_against(ended))
    return finding("P5", "stopped_for_pain") if ended.session.stopped == "pain" else None


def _climbing(ended: Ended) -> Finding | None:
    """P6; the first match of a pair in two weeks running is 7 to 13 days earlier."""
    session = ended.session
    today = session.at.toordinal()
    # A match earlier on the same date counts as one in the days before: one level a week, not one a round.
    if ended.climbed is not None and today - ended.climbed.toordinal() < WEEK:
        return None
    this, number = ended.weeks.this, ended.weeks.this_number
    last, last_number = ended.weeks.last, ended.weeks.last_number
    if number < 3 or last_number < 3 or this * last_number - last * number < number * last_number:
        return None
    on = ended.climbed is not None and WEEK <= (session.at.date() - ended.climbed).days < 2 * WEEK
    return finding(
        "P6", "climbing_on" if on else None, this=this, ratings=number, last=last, last_ratings=last_number
    )


def _twice_running(ended: Ended) -> Finding | None:
    worst, earlier = ended.worst, ended.earlier
    if earlier is None or worst is None or worst - ended.ref != 1:
        return None
    worst_then = ratings.worst(earlier)
    if worst_then is None or worst_then - ended.earlier_ref < 1:
        return None
    if min(worst, worst_then) <= 2 or not (ratings.rose(ended.session) and ratings.rose(earlier)):
        return None
    return finding("P7", rise_before=worst_then - ended.earlier_ref, **_worst_against(ended))


def _too_much(ended: Ended) -> Finding | None:
    session = ended.session
    hard, tired = session.effort == "hard", session.stopped == "tired"
    unfinished = () if session.stopped in ("time", "pain") else ended.unfinished
    return finding("P8", hard=hard, tired=tired, unfinished=unfinished) if hard or tired or unfinished else None


AFTER: tuple[Callable[[Ended], Finding | None], ...] = (
    _severe,
    _past_five,
    _real_change,
    _climbing,
    _twice_running,
    _too_much,
)
