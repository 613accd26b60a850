"""The state before the first session, and the doses that a target begins with; it must not know ratings or rows."""

from collections.abc import Iterable, Mapping

from coach.core import doses
from coach.core.exercise import Dose, base_of
from coach.core.model.done import Session
from coach.core.progression.state import Setting, State, Targets


def first_doses(setting: Setting, sessions: Iterable[Session]) -> Mapping[str, Dose] | None:
    """The routine's own doses at the first session that shows them; None where none of the sessions does."""
    mine = setting.routine.id
    return next((s.routine_doses for s in sessions if s.routine_doses and setting.routine_of(s) == mine), None)


def first_state(setting: Setting, sessions: Iterable[Session]) -> State:
    """Level full, the profile's stage, the routine's own doses as they were at first."""
    state = State("full", setting.stage)
    own = known_doses(setting, first_doses(setting, sessions) or doses_of_today(setting))
    state.routines[setting.routine.id] = first_targets(setting, setting.routine.id, own)
    return state


def first_targets(setting: Setting, routine: str, own: Mapping[str, Dose]) -> Targets:
    """A routine as it begins: its own doses, brought under the limits."""
    known = known_doses(setting, own)
    targets = all_limited(setting, known, routine)
    return Targets(known, targets, dict(targets))


def doses_of_today(setting: Setting) -> dict[str, Dose]:
    """The routine's own doses as its file has them today, in its order."""
    return setting.routine.doses


def known_doses(setting: Setting, own: Mapping[str, Dose]) -> dict[str, Dose]:
    """The doses of a routine's file without those of exercises that no longer exist."""
    return {id_: dose for id_, dose in own.items() if id_ in setting.exercises}


def limited(setting: Setting, id_: str, dose: Dose, routine: str) -> Dose:
    """A dose of a routine under the limits of its exercise."""
    return doses.under_limits(dose, setting.exercises[id_], setting.rounds(routine))


def all_limited(setting: Setting, own: Mapping[str, Dose], routine: str) -> dict[str, Dose]:
    """The doses of a routine under the limits of its exercises, those of a day for all entries of one together."""
    found = {id_: limited(setting, id_, dose, routine) for id_, dose in own.items()}
    for group in entries_together(own):
        exercise, rounds = setting.exercises[group[0]], setting.rounds(routine)
        found |= zip(group, doses.together([own[id_] for id_ in group], exercise, rounds), strict=True)
    return found


def entries_together(own: Iterable[str]) -> list[list[str]]:
    """The entries of each exercise that has several in a routine."""
    ids = [*own]
    if not any(":" in id_ for id_ in ids):
        return []
    groups: dict[str, list[str]] = {}
    for id_ in ids:
        groups.setdefault(base_of(id_), []).append(id_)
    return [group for group in groups.values() if len(group) > 1]


def smaller_start(setting: Setting, id_: str, dose: Dose, routine: str) -> Dose:
    """The smaller of an exercise's start dose and a dose of it, by total; of equal ones the shorter hold."""
    exercise = setting.exercises[id_]
    return doses.smallest(exercise, dose, limited(setting, id_, exercise.start, routine))


def start_again(setting: Setting, state: State, routine: str, ids: Iterable[str]) -> None:
    """Brings targets down to the start dose where they are above it, their marks with them."""
    mine = state.routines[routine]
    for id_ in ids:
        mine.targets[id_] = mine.marks[id_] = smaller_start(setting, id_, mine.targets[id_], routine)
