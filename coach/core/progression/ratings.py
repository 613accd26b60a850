"""The words of the pain rules: ref, near, comfort, base, within, rise, green, easy; it must not know what follows.

Ratings are whole numbers 0 to 10 or None where skipped.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.core.exercise import base_of
from coach.core.model.done import Session, Stop

DEFAULT_USUAL = 2
LATEST = 7
FEWEST = 3
HIGHEST_USUAL = 7
NO_PROGRESS_ABOVE = 5
# Up to the first a rating is low, whatever the usual is; above the second it is high.
LOW, HIGH_ABOVE = 2, 5
REAL_RISE = 2  # Less is scatter, or a little.


@dataclass(frozen=True, slots=True)
class Rated:
    """The ratings of a session as the rules read them, against the usual of its time.

    `reports`: the highest of each exercise, under None those of no exercise. `within`: None where there is none.
    """

    ref: int
    base: int
    reports: Mapping[str | None, int]
    during: int | None
    within: int | None
    rise: int
    highest: int


def reference(befores: Sequence[int], usual: int | None) -> int:
    """ref: the lower median of the seven latest `before`.

    The usual pain stands in while there are fewer than three. Without any number 2. At most 1 above the usual
    pain, and never above 7.
    """
    latest = [*befores[-LATEST:]]
    if usual is not None:
        latest += [usual] * (FEWEST - len(latest))
    latest.sort()
    ref = latest[(len(latest) - 1) // 2] if latest else DEFAULT_USUAL
    return min(ref, HIGHEST_USUAL if usual is None else min(HIGHEST_USUAL, usual + 1))


def near(ref: int) -> int:
    """Up to here a rating is the usual."""
    return max(LOW, ref + 1)


def comfort(ref: int) -> int:
    """The highest rating at which anything may go up: nobody progresses above 5."""
    return min(NO_PROGRESS_ABOVE, near(ref))


def read(session: Session, ref: int) -> Rated:
    """The ratings of a session against the usual `ref`."""
    reports = reports_of(session)
    base = ref + 1 if session.before is None else session.before
    settled = session.after is not None and session.after <= base + 1
    counting = [rating for exercise, rating in reports.items() if exercise is None or not settled]
    given = [*counting, *([] if session.after is None else [session.after])]
    within = max(given, default=None)
    asked = (session.before, session.after, session.morning)
    every = [*reports.values(), *(each for each in asked if each is not None)]
    return Rated(
        ref=ref,
        base=base,
        reports=reports,
        during=max(reports.values(), default=None),
        within=within,
        rise=within - base if within is not None and within > LOW else 0,
        highest=max(every, default=0),
    )


def reports_of(session: Session) -> dict[str | None, int]:
    """The highest report of pain in each exercise, of all its entries together.

    `during` is one of no exercise where no report is as high.
    """
    found: dict[str | None, int] = {}
    for each in session.hurts:
        where = None if each.exercise is None else base_of(each.exercise)
        found[where] = max(each.rating, found.get(where, 0))
    if session.during is not None and session.during > max(found.values(), default=-1):
        found[None] = session.during
    return found


def stop(session: Session) -> Stop | None:
    """Why a session was stopped; leg symptoms that went away within five minutes count as pain (screening)."""
    return "pain" if session.stopped == "spread" and session.spread_passed else session.stopped


def green(session: Session, rated: Rated, everything_done: bool) -> bool:
    """A session after which something may go up: rated, near the usual, complete, not stopped, not hard."""
    return (
        session.after is not None
        and rated.highest <= near(rated.ref)
        and rated.rise <= 1
        and everything_done
        and session.stopped is None
        and session.effort != "hard"
    )


def easy(session: Session, rated: Rated) -> bool:
    """Of a green session: whether it was easy."""
    if session.before is None or session.effort != "easy" or rated.highest > NO_PROGRESS_ABOVE:
        return False
    return (rated.within or 0) <= max(LOW, rated.ref, session.before)


def quiet(session: Session, rated: Rated, everything_done: bool) -> bool:
    """What counts as green on the way back from a break: whole and near the usual, also where it is unrated."""
    return everything_done and session.stopped is None and rated.highest <= near(rated.ref)


def refused(session: Session) -> bool:
    """A recorded start that led to no session: nothing planned or done, nothing rated but `before`."""
    rated = (session.during, session.after, session.morning, session.effort)
    nothing = not session.planned and not any(each.reps for each in session.sets) and not session.hurts
    stopped = session.stopped not in (None, "time", "interrupted")
    return nothing and not stopped and all(each is None for each in rated)


def all_ratings(session: Session) -> dict[str, int]:
    """Every rating that was given, by name; `during` is the highest report."""
    during = max(reports_of(session).values(), default=None)
    named = {
        "before": session.before,
        "during": during,
        "after": session.after,
        "morning": session.morning,
    }
    return {name: value for name, value in named.items() if value is not None}
