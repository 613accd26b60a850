"""English: what the screening decided, and why it leaves an exercise out; it must not know how that was decided."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from coach.core.words.english.exercises import POSITIONS

# Whom an exercise is left out for.
GROUPS: Mapping[str, str] = {
    "SE": "early spondylolisthesis",
    "SL": "spondylolisthesis in its later phase",
    "DE": "early disc herniation",
    "DL": "disc herniation in its later phase",
    "ST": "spinal stenosis",
    "OP": "low bone density or an earlier fracture of the spine",
    "PG": "pregnancy",
    "PG12": "pregnancy after week 12",
    "OT": "another diagnosis or past surgery",
    "UD": "pain from long sitting with nothing diagnosed",
    "UX": "back pain of unclear cause",
    "kneeling": "whoever should not kneel",
    "hands": "whoever should not put weight on the hands",
    "floor": "whoever should not get down to the floor",
    "face_down": "whoever should not lie face down",
}
# What about an exercise is the ground, after "it".
GROUNDS: Mapping[str, str] = {
    "flexion": "bends the spine forward",
    "extension": "bends the spine backward",
    "rotation": "twists the spine",
    "end_range": "goes to the end of the movement",
    "position": "is done {position}",
    "named": "asks more of the trunk",
    "moves": "moves the spine",
    "above_stage_1": "is a harder one",
}
LEFT_OUT: Mapping[str, str] = {
    "flexion": "bending forward",
    "extension": "bending backward",
    "rotation": "twisting",
    "load": "harder exercises",
    "end_range": "the end of a movement",
    "PG12": "lying on the back or face down",
    "kneeling": "kneeling",
    "hands": "weight on the hands",
    "floor": "everything on the floor",
    "face_down": "lying face down",
    "above_stage_1": "everything but the first, gentle exercises",
}
NOT_BETTER = "If it is not better in 2 weeks, see a doctor."


def _left_out(**facts: Any) -> str:
    said = _why_left_out(**facts)
    return f"{said[:1].upper()}{said[1:]}."


def _left_out_in_file(exercise: str, ground: str, **facts: Any) -> str:
    verb = "is left out: " if ground in ("hard", "load") else ""
    return f"'{exercise}' {verb}{_why_left_out(ground=ground, **facts)}"


def _why_left_out(
    ground: str, groups: Sequence[str], returns: bool, position: str, stage: int, by_choice: bool
) -> str:
    """Where only the person's own choice keeps it out, or time, how to have it all the same."""
    if ground in ("hard", "load"):
        return f"a harder exercise, for later{', unless you allow hard exercises ({screen})' if by_choice else ''}"
    labels = " and ".join(GROUPS[group] for group in groups)
    until = " until 28 days without a step back have passed, ten of them good" if returns else ""
    return f"{GROUNDS[ground].format(stage=stage, position=POSITIONS[position])}; left out for {labels}{until}"


def _read_as(groups: Sequence[str]) -> str:
    return f"Your answers are read as: {', '.join(GROUPS[group] for group in groups)}."


def _leaves_out(what: Sequence[str]) -> str:
    return f"Left out: {', '.join(LEFT_OUT[each] for each in what)}."


def _left_out_for(groups: Sequence[str]) -> str:
    return "; ".join(GROUPS[group] for group in groups) or "nobody"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    # The outcome.
    "emergency_signs": "Call your emergency number or go to an emergency department now. Do not wait.",
    "clinician_signs": "Have it looked at soon, before any exercise.",
    "under_age": "This coach is for adults. Under {years}, please ask a doctor or a physiotherapist.",
    "operated_lately": (
        "Your spine was operated on less than {months} months ago, so there is no plan yet. "
        "Please ask your surgeon."
    ),
    "bones_heart_or_steroids": (
        "Bones, spondylolisthesis, heart, dizziness or steroids: ask a clinician whether you may exercise."
    ),
    "other_care": (
        "Blood pressure, an operation or a birth not long ago, a hernia, glaucoma or a new joint: "
        "ask a clinician whether you may exercise."
    ),
    "pregnant": "You are pregnant: ask your midwife or doctor whether you may exercise.",
    "inactive_at_age": "Over {years} and not active so far: ask a clinician whether you may exercise.",
    "operated": "Your spine was operated on: ask your surgeon whether you may exercise.",
    "very_strong_pain": "Your usual pain is strong: ask a clinician whether you may exercise.",
    "after_a_yes": "When they agree, answer the screening again ({screen}).",
    "you_can_start": "You can start, gently.",
    "first_pain_at_that_age": "A first back pain at that age is worth a check: please tell a doctor about it.",
    "strong_pain": "Pain as strong as your usual one is worth a check: please tell a doctor about it.",
    "inflammatory_pain": (
        "Please ask a doctor whether an inflammation is the cause: it can be treated well. Moving is good for it."
    ),
    "if_not_better": NOT_BETTER,
    "not_better_by_now": f"{NOT_BETTER} It has been that long.",
    "no_longer_early": (
        "The flare you told of is {weeks} weeks ago or more. If it has been calm since, answer the screening "
        "again, and some movements may come back ({screen})."
    ),
    "read_as": _read_as,
    "leaves_out": _leaves_out,
    "backward_later": "We leave bending backward for later. In daily life move as is comfortable.",
    "forward_later": "We leave bending exercises for later. In daily life bend as is comfortable.",
    "bending_after_waking": "Within 2 hours of waking, take bending easy.",
    "spread_counts": (
        "In a session of the last {days} days the pain went down a leg. That counts as leg symptoms, "
        "so some movements are left for later."
    ),
    # An exercise.
    "left_out": _left_out,
    "left_out_in_file": _left_out_in_file,
    "above_stage_in_file": "'{exercise}' belongs to stage {stage}, and you are at {reached}: left out until then",
    "left_out_for": _left_out_for,
    "allowed": "Your screening allows it.",
    "allowed_from_stage": "Your screening allows it, from stage {stage} on.",
    "unscreened_from_stage": "Without a screening it is left for later: it belongs to stage {stage}.",
    "would_do": "{name} would do instead.",
    "stopped": "The coach plays no exercise now.",
    # Where there are no answers to go by.
    "nothing_screened": "Nothing was screened, as there is no profile yet. Answer the screening: coach screen",
    "profile_has_mistakes": "Nothing was screened, as the profile has mistakes. Check it: coach check",
}
