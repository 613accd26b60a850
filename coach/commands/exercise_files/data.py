"""`coach show --json`: exercises in the form that other programs read; it judges no back."""

from dataclasses import asdict
from typing import Any

from coach.core import exercise_words, words
from coach.core.exercise import Exercise
from coach.core.screening.for_exercise import Known, left_out_for

LIMITS = ("max_sets", "max_reps", "max_hold_s", "min_hold_s", "day_reps", "day_holding_s")


def every(known: Known) -> list[dict[str, Any]]:
    """All of them, by their ids."""
    return [of(each, known) for _, each in sorted(known.exercises.items())]


def of(exercise: Exercise, known: Known) -> dict[str, Any]:
    """One exercise; `left_out` and `for_you` hold for the person, and are null without a screening."""
    told = known.told(exercise)
    screened = known.answers is not None
    return {
        "id": exercise.id,
        "name": exercise.name,
        "own": not exercise.shipped,
        "position": exercise.position,
        "side": exercise.side,
        "stage": exercise.stage,
        "opt_in": exercise.opt_in,
        "tags": sorted(exercise.tags),
        "start": asdict(exercise.start),
        "limits": {key: getattr(exercise, key) for key in LIMITS},
        "scale": exercise.scale,
        "tempo_s": [exercise.move_ms / 1000, exercise.return_ms / 1000],
        "rest_s": exercise.rest_ms / 1000,
        "cues": {key.removesuffix("_"): value for key, value in asdict(exercise.cues).items()},
        "avoid": exercise.avoid,
        "easier": exercise.down,
        "harder": exercise.up,
        "basis": exercise_words.basis(exercise),
        "left_out_for": list(left_out_for(exercise)),
        "left_out": known.is_left_out(exercise) if screened else None,
        "for_you": [
            {"reason_id": each.id, "figures": dict(each.figures), "sentence": words.sentence(each)} for each in told
        ]
        if screened
        else None,
    }
