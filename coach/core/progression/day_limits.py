"""What of a routine still fits into a date with what was done on it; it must not know what a rating means.

An exercise whose dose would pass its `day`, or its seconds of holding, is left out of the session. What pain has
made smaller since the last start of the date fits only where it did before: more pain never gives more.
"""

from collections.abc import Mapping

from coach.core import doses
from coach.core.exercise import Dose, Exercise, base_of
from coach.core.history import repetitions
from coach.core.progression.state import Begun, Setting, State, lower


def begun(state: State) -> Begun:
    """What is to be played now."""
    mine = state.routines.items()
    return Begun(
        state.level_now(),
        {id_: each.level for id_, each in state.own.items()},
        {id_: dict(each.own) for id_, each in mine},
        {id_: dict(each.targets) for id_, each in mine},
    )


def dose_now(state: State, routine: str, id_: str, exercise: Exercise) -> Dose:
    """What would be played of an exercise of a routine now, whatever was done today; not of one that rests."""
    level = state.level_now(id_)
    return doses.at_level(state.routines[routine].targets[id_], exercise, "half" if level == "rest" else level)


def done_today(setting: Setting, state: State, id_: str) -> tuple[int, int]:
    """Repetitions and seconds of holding of an exercise on the day at hand, in any routine, all its entries."""
    reps = holding_s = 0
    base = base_of(id_)
    for session in () if state.day is None else state.day.sessions:
        for each, sides in repetitions.counts(session).items():
            if base_of(each) == base:
                done = repetitions.most_done(sides)
                planned = session.planned.get(each)
                hold_s = setting.exercises[id_].max_hold_s if planned is None else planned.hold_s
                reps, holding_s = reps + done, holding_s + done * hold_s
    return reps, holding_s


def fits_today(
    setting: Setting, state: State, id_: str, dose: Dose, before: Mapping[str, Dose] | None = None
) -> bool:
    """Whether a dose stays within the limits of a day, with what was done of it on this date.

    `before`: the doses that are played earlier in the same session; those of other entries of it count too.

    Nor may it have passed them at the last start of the date: what pain has halved since then would fit, and more
    pain would bring an exercise back (invariant 1).
    """
    base = base_of(id_)
    others = {each: now for each, now in (before or {}).items() if each != id_ and base_of(each) == base}
    unhurt = [_unhurt(setting, state, each, now) for each, now in others.items()]
    return _fits(setting, state, id_, dose, *others.values()) and _fits(
        setting, state, id_, _unhurt(setting, state, id_, dose), *unhurt
    )


def _unhurt(setting: Setting, state: State, id_: str, dose: Dose) -> Dose:
    """A dose as it would be but for the pain since the last start of the date; a hand edit since then counts."""
    then = None if state.day is None else state.day.begun
    if then is None:
        return dose
    routine, mine = setting.routine.id, state.routines[setting.routine.id]
    same_file = then.files.get(routine, {}).get(id_) == mine.own.get(id_)
    target = then.targets[routine][id_] if same_file else mine.targets[id_]
    level = lower(then.level, then.own.get(base_of(id_), "full"))
    return doses.at_level(target, setting.exercises[id_], "half" if level == "rest" else level)


def _fits(setting: Setting, state: State, id_: str, *doses_: Dose) -> bool:
    exercise = setting.exercises[id_]
    reps, holding_s = done_today(setting, state, id_)
    reps, holding_s = reps + sum(d.repetitions for d in doses_), holding_s + sum(d.holding_s for d in doses_)
    most = exercise.day_holding_s
    return reps <= exercise.day_reps and (most is None or holding_s <= most)
