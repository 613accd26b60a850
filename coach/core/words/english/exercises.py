"""English: what is known about an exercise, for a page about it; it must not know how it is played."""

from collections.abc import Callable, Mapping, Sequence

from coach.core.number_words import counted, listed
from coach.core.words.english.doses import DoseFigures, dose_told

POSITIONS: Mapping[str, str] = {
    "sitting": "sitting on a chair",
    "all_fours": "on hands and knees",
    "side_lying": "lying on the side",
    "supine": "lying on the back",
    "prone": "lying face down",
    "prone_support": "face down on the forearms",
    "half_kneeling": "on one knee",
    "standing": "standing",
}
# How an exercise is called in the middle of a sentence, where that is not its id: its own name, without what
# follows a comma. One of the user's own is called by its id.
NAMES: Mapping[str, str] = {
    "bird_dog": "bird-dog",
    "brace": "belly brace",
    "cat_cow": "cat-cow",
    "curl_up": "McGill curl-up",
    "glute_bridge": "hip bridge",
    "hip_abduction": "side leg lift",
    "hip_flexor": "half-kneeling stretch",
    "knee_to_chest": "single knee hug",
    "prone_prop": "prop on elbows",
    "seated_flexion": "seated forward stretch",
    "side_plank_full": "side plank",
    "side_plank_knees": "side plank on knees",
    "standing_extension": "standing back bend",
    "standing_hip_abduction": "standing side leg lift",
    "superman": "prone back lift",
    "wall_plank": "plank at the wall",
}
SIDES: Mapping[str, str] = {
    "none": "", "alternate": "sides in turn", "each": "each side", "left": "left side", "right": "right side",
}  # fmt: skip
DOES: Mapping[str, str] = {
    "flexion": "bends the spine forward",
    "extension": "bends the spine backward",
    "rotation": "twists the spine",
    "load": "is a harder exercise for the back",
    "end_range": "goes to the end of the movement",
    "neutral": "keeps the spine still",
}
PER_SIDE: Mapping[str, str] = {
    "none": "", "alternate": ", both sides counted together", "each": " on each side", "left": "", "right": "",
}  # fmt: skip


def _kind(position: str, side: str, stage: int, opt_in: bool, most: int) -> str:
    parts = [POSITIONS[position], SIDES[side], f"stage {stage}", "only by your own choice" if opt_in else ""]
    return ", ".join([*filter(None, parts)][:most])


def _day(reps: int, holding_s: int | None) -> str:
    holding = f" and {holding_s} s of holding" if holding_s else ""
    return f"most in a day: {counted(reps, 'repetition')}{holding}"


def _start(dose: DoseFigures, side: str) -> str:
    return f"start: {dose_told(dose)}{PER_SIDE[side]}"


def _grows(scale: str) -> str:
    return f"grows first by: {'longer holds' if scale == 'hold' else 'more repetitions'}"


def _pace(out_ms: int, back_ms: int, rest_ms: int) -> str:
    return f"pace: {out_ms / 1000:g} s out, {back_ms / 1000:g} s back, {rest_ms / 1000:g} s rest between sets"


def _spine(tags: Sequence[str]) -> str:
    return f"It {listed(DOES[tag] for tag in DOES if tag in tags)}."


def _not_here(near: str) -> str:
    meant = f" Is {near} meant?" if near else ""
    own = "Where it is their own, ask for its file and put it into your folder exercises."
    return f"There is no exercise of that id here.{meant} {own}"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "exercise_kind": _kind,
    "dose_at_start": _start,
    "dose_at_most": lambda dose: f"most: {dose_told(dose)}",
    "dose_in_a_day": _day,
    "grows_by": _grows,
    "pace": _pace,
    "does_to_the_spine": _spine,
    "not_here": _not_here,
    "own_one_here": "Your own exercise of that id is what is done, whatever theirs is.",
}
