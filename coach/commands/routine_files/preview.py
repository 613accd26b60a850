"""Shows what a new routine would be before it is written; it must not know what it is made of, nor write."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence

from coach.app.shared_routine import Shared
from coach.core import words
from coach.core.exercise import Exercise
from coach.core.model.routine import RoutineItem
from coach.core.model.screened import Omission
from coach.core.number_words import counted
from coach.core.safe_text import clean
from coach.core.words.english.doses import dose_words
from coach.files.routines.parts.clock import DAYS

WIDTH = 80
LONGEST_NAME = 26
AS_IT_IS = ("as_planned", "no_smaller")


def of_new(
    title: str, items: Sequence[RoutineItem], left_out: Iterable[Omission], exercises: Mapping[str, Exercise]
) -> Iterator[str]:
    """The lines for a routine that would be built: exercises with doses, what is left out and why."""
    yield title
    yield from _table([(item.exercise.name, _dose(item), "") for item in items])
    yield from _left_out("Left out for you", left_out, exercises)


def of_copy(shared: Shared, minutes: int, exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """The lines for a copy of another one's routine: its doses today, and what would be otherwise than there."""
    routine, decision = shared.routine, shared.today.decision
    of_all = "" if len(routine.items) == shared.written else f" of {shared.written}"
    days = () if routine.schedule is None else tuple(DAYS[day] for day in routine.schedule.days)
    yield f"{clean(routine.title)}: {size(len(routine.items), minutes, routine.rounds_per_day, of_all, days)}"
    if not decision.allowed:
        yield from textwrap.wrap(f"No session today. {words.together(decision.reasons)}", WIDTH)
    now = {each.id: each for each in decision.exercises}
    waiting = [each for each in decision.omitted if decision.allowed]
    rows = []
    for item in routine.every:
        today = now.get(item.exercise.id)
        stands_by = today is None and item not in routine.items
        if stands_by or item.exercise.id in {each.id for each in waiting}:
            continue
        told = "" if today is None or today.reason.id in AS_IT_IS else words.sentence(today.reason)
        rows.append((item.exercise.name, _dose(item, None if today is None else today.dose.figures), told))
    yield from _table(rows)
    yield from _left_out("Not in your copy", shared.gone, exercises)
    yield from _left_out("In it, and left for later", waiting, exercises)
    yield from _left_out("Look at these", shared.noted, exercises)


def size(exercises: int, minutes: int, rounds: int, of_all: str = "", days: Sequence[str] = ()) -> str:
    """How much a routine is, in a sentence; `days` are none where every day is meant."""
    many = f"{exercises}{of_all} exercises" if of_all else counted(exercises, "exercise")
    on = f" on {', '.join(day.capitalize() for day in days)}" if 0 < len(days) < len(DAYS) else ""
    return f"{many}, about {counted(minutes, 'minute')}, {counted(rounds, 'round')} a day{on}."


def _dose(item: RoutineItem, figures: tuple[int, int, int] | None = None) -> str:
    side = " a side" if item.exercise.side == "each" else ""
    return dose_words(figures or item.dose.figures) + side


def _table(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Name, dose, and beside or below them what is said of it."""
    name_wide = min(LONGEST_NAME, max((len(name) for name, _, _ in rows), default=0))
    dose_wide = max((len(dose) for _, dose, _ in rows), default=0)
    for name, dose, told in rows:
        cells = f"  {clean(name):<{name_wide}}  {dose:<{dose_wide}}"
        beside = textwrap.wrap(told, max(WIDTH - len(cells) - 2, WIDTH // 3))
        yield f"{cells}  {beside[0]}" if beside else cells.rstrip()
        yield from (" " * (len(cells) + 2) + line for line in beside[1:])


def _left_out(title: str, omissions: Iterable[Omission], exercises: Mapping[str, Exercise]) -> Iterator[str]:
    """Those of one reason together, in the order of the first of them."""
    of_reason: dict[str, list[str]] = {}
    for each in omissions:
        known = exercises.get(each.id)
        of_reason.setdefault(words.sentence(each.reason), []).append(clean(known.name if known else each.id))
    if of_reason:
        yield f"{title}:"
    for sentence, names in of_reason.items():
        yield from textwrap.wrap(
            f"{'; '.join(names)}: {sentence}", WIDTH, initial_indent="  ", subsequent_indent="    ",
            break_on_hyphens=False,
        )  # fmt: skip
