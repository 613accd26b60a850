"""Which rows of the table match, with the figures that made them match; it must not know what follows from a row.

Every matcher gives the figures as a short text, or None. They stand in the order of the table.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from coach.core.model import Finding, Session
from coach.core.progression import ratings, rules

WEEK = 7
LONGEST_BREAK = 28
SEVERE = 8


STOPPED_FOR_PAIN = "stopped: pain"


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


def finding(rule_id: str, figures: str, sentence: str | None = None) -> Finding:
    """The row as it matched now; `sentence` where the row's own would not be true."""
    row = rules.rule(rule_id)
    return Finding(rule_id, sentence or row.sentence, figures, row.basis)


def after_session(ended: Ended) -> tuple[Finding, ...]:
    """The S rows of a session."""
    session, highest = ended.session, max(ended.worst or 0, ended.session.before or 0)
    if highest <= 2 and session.stopped is None and session.effort != "hard" and not ended.unfinished:
        # Nothing but a climb from week to week can be said of such a session.
        climb = _climbing(ended)
        return () if climb is None else (finding("P6", climb, _climbing_on(ended)),)
    found = []
    for rule_id, matcher in AFTER.items():
        figures = matcher(ended)
        if figures is not None:
            sentence = _climbing_on(ended) if rule_id == "P6" else None
            if rule_id == "P5" and figures == STOPPED_FOR_PAIN:
                sentence = "You stopped for pain, so half as much and less far."
            found.append(finding(rule_id, figures, sentence))
    return tuple(found)


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
        again = f"{rules.rule('P3').sentence} It is the second time running: please see a clinician."
        found.append(finding("P3", f"before {before}", again if sore_before else None))
    if before - ref >= 2:
        found.append(finding("P5", f"before {before} against a usual {ref}"))
    return tuple(found)


def too_sore(before: int) -> bool:
    """P3: no session on such a day."""
    return before > 5


def _worst_against(ended: Ended) -> str:
    named = ratings.later_ratings(ended.session)
    name = max(named, key=lambda each: named[each])
    return f"{name} {named[name]} against a usual {ended.ref}: rise {named[name] - ended.ref}"


def _severe(ended: Ended) -> str | None:
    if ended.session.stopped in ("sharp", "spread"):
        return "stopped: sudden sharp pain" if ended.session.stopped == "sharp" else "stopped: pain that spreads"
    if max(ended.worst or 0, ended.session.before or 0) < SEVERE:
        return None
    high = [f"{name} {value}" for name, value in ratings.all_ratings(ended.session).items() if value >= SEVERE]
    return ", ".join(high) or None


def _past_five(ended: Ended) -> str | None:
    return _worst_against(ended) if ended.worst is not None and ended.worst > 5 else None


def _real_change(ended: Ended) -> str | None:
    worst = ended.worst
    if worst is not None and worst > 2 and worst - ended.ref >= 2:
        return _worst_against(ended)
    return STOPPED_FOR_PAIN if ended.session.stopped == "pain" else None


def _climbing(ended: Ended) -> str | None:
    today = ended.session.at.toordinal()
    # A match earlier on the same date counts as one in the days before: one level a week, not one a round.
    if ended.climbed is not None and today - ended.climbed.toordinal() < WEEK:
        return None
    this, number = ended.weeks.this, ended.weeks.this_number
    last, last_number = ended.weeks.last, ended.weeks.last_number
    if number < 3 or last_number < 3 or this * last_number - last * number < number * last_number:
        return None
    return f"after, the mean of 7 days: {this}/{number} against {last}/{last_number} the week before"


def _climbing_on(ended: Ended) -> str | None:
    """P6 a second week running; the first match of such a pair is 7 to 13 days earlier."""
    if ended.climbed is None or not 7 <= (ended.session.at.date() - ended.climbed).days <= 13:
        return None
    return f"{rules.rule('P6').sentence} It is the second week: please see a clinician."


def _twice_running(ended: Ended) -> str | None:
    worst, earlier = ended.worst, ended.earlier
    if earlier is None or worst is None or worst - ended.ref != 1:
        return None
    worst_then = ratings.worst(earlier)
    if worst_then is None or worst_then - ended.earlier_ref < 1:
        return None
    if min(worst, worst_then) <= 2 or not (ratings.rose(ended.session) and ratings.rose(earlier)):
        return None
    return f"{_worst_against(ended)}; the session before: rise {worst_then - ended.earlier_ref}"


def _too_much(ended: Ended) -> str | None:
    session = ended.session
    reasons = ["effort hard"] if session.effort == "hard" else []
    if session.stopped == "tired":
        reasons.append("stopped: tired")
    if ended.unfinished and session.stopped not in ("time", "pain"):
        reasons.append(f"not finished: {', '.join(ended.unfinished)}")
    return "; ".join(reasons) or None


AFTER: dict[str, Callable[[Ended], str | None]] = {
    "P2": _severe,
    "P4": _past_five,
    "P5": _real_change,
    "P6": _climbing,
    "P7": _twice_running,
    "P8": _too_much,
}
