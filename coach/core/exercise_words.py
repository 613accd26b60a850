"""Says in words what is known about an exercise, and what a screening says about it; it must not know a screen."""

from collections.abc import Iterator, Mapping
from datetime import date

from coach.core import screening, words
from coach.core.model import Dose, Exercise, Omission, Profile

POSITIONS = {
    "sitting": "sitting on a chair", "all_fours": "on hands and knees", "side_lying": "lying on the side",
    "supine": "lying on the back", "prone": "lying face down", "prone_support": "face down on the forearms",
    "half_kneeling": "on one knee", "standing": "standing",
}  # fmt: skip
SIDES = {"none": "", "alternate": "sides in turn", "each": "each side"}
DOES = {
    "flexion": "bends the spine forward", "extension": "bends the spine backward", "rotation": "twists the spine",
    "load": "loads the spine heavily", "end_range": "goes to the end of the range",
    "neutral": "keeps the spine still",
}  # fmt: skip


def kind(exercise: Exercise) -> str:
    """Position, sides and stage in a line."""
    parts = [POSITIONS[exercise.position], SIDES[exercise.side], f"stage {exercise.stage}"]
    return ", ".join([*filter(None, parts), *(["only by your own choice"] if exercise.opt_in else [])])


def doses(exercise: Exercise) -> Iterator[str]:
    """The dose that it begins with, its limits, how it grows, and its pace."""
    e = exercise
    each = " on each side" if e.side == "each" else ", both sides counted together" if e.side == "alternate" else ""
    yield f"start: {_dose(e.start)}{each}"
    yield f"most: {_dose(Dose(e.max_sets, e.max_reps, e.max_hold_s))}"
    holding = f" and {e.day_holding_s} s of holding" if e.day_holding_s else ""
    yield f"most in a day: {e.day_reps} repetitions{holding}"
    yield f"grows first by: {'longer holds' if e.scale == 'hold' else 'more repetitions'}"
    pace = [f"{ms / 1000:g} s {what}" for ms, what in ((e.move_ms, "out"), (e.return_ms, "back"))]
    yield f"pace: {', '.join(pace)}, {e.rest_ms / 1000:g} s rest between sets"


def _dose(dose: Dose) -> str:
    sets = "1 set" if dose.sets == 1 else f"{dose.sets} sets"
    hold = f", holding {dose.hold_s} s" if dose.hold_s else ""
    return f"{sets} of {dose.reps}{hold}"


def spine(exercise: Exercise) -> str:
    """What it does to the spine, in a sentence."""
    words = [DOES[tag] for tag in DOES if tag in exercise.tags]
    return f"It {' and '.join(filter(None, (', '.join(words[:-1]), words[-1])))}."


def left_out_for(exercise: Exercise) -> Iterator[str]:
    """The labels of the screening's groups that leave an exercise out."""
    for group in screening.GROUPS.values():
        if (
            group.tags & exercise.tags
            or exercise.position in group.positions
            or group.id in exercise.excluded_for
            or (group.neutral_only and exercise.tags != {"neutral"})
            or (group.stage_1_only and exercise.stage > 1)
        ):
            yield group.label


def whom_it_is_left_out_for(exercise: Exercise) -> str:
    """The same labels in a line."""
    return "; ".join(left_out_for(exercise)) or "nobody"


def basis(exercise: Exercise) -> list[str]:
    """Where it and its doses come from; a source that the first line begins with is not said again."""
    sources = dict.fromkeys(each for each in exercise.sources if not exercise.basis.startswith(each))
    return [exercise.basis, *sources]


def for_you(
    answers: Profile, exercise: Exercise, known: Mapping[str, Exercise], on: date, green_weeks: int = 0
) -> Iterator[str]:
    """What the screening says about an exercise for one person on a day, `green_weeks` as in `screening.judge`."""
    verdict = screening.judge(answers, on, green_weeks)
    if verdict.outcome != "plan":
        yield from verdict.sentences
        return
    left_out = omission(answers, exercise, on, green_weeks)
    if left_out is None:
        later = f", from stage {exercise.stage} on" if exercise.stage > answers.stage else ""
        yield f"Your screening allows it{later}."
        return
    yield words.sentence(left_out.reason)
    instead = substitute(answers, exercise, known, on, green_weeks)
    if instead is not None:
        yield f"{instead.name} ({instead.id}) would do instead."


def omission(answers: Profile, exercise: Exercise, on: date, green_weeks: int = 0) -> Omission | None:
    """Why it is left out for one person, or None; as in the screening, the stage reached is not looked at."""
    return screening.omission(answers, screening.judge(answers, on, green_weeks), exercise)


def substitute(
    answers: Profile, exercise: Exercise, known: Mapping[str, Exercise], on: date, green_weeks: int = 0
) -> Exercise | None:
    """The nearest exercise that the person may do instead, or None."""
    verdict = screening.judge(answers, on, green_weeks)
    allowed = [id_ for id_, other in known.items() if screening.omission(answers, verdict, other) is None]
    instead = screening.substitute(exercise, allowed, known)
    return None if instead is None else known[instead]
