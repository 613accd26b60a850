"""English: what the screening decided, and why it leaves an exercise out; it must not know how that was decided."""

from collections.abc import Callable, Mapping, Sequence

GROUPS: Mapping[str, str] = {
    "SE": "early spondylolisthesis",
    "SL": "spondylolisthesis in its later phase",
    "DE": "early disc herniation",
    "DL": "disc herniation in its later phase",
    "DL0": "disc herniation until four good weeks have passed since the screening",
    "ST": "spinal stenosis",
    "OP": "fragile bones",
    "PG": "pregnancy",
    "PG12": "pregnancy after week 12",
    "OT": "another diagnosis or past surgery",
    "UD": "pain from long sitting with nothing diagnosed",
    "UX": "back pain of unclear cause",
}
# What is wrong with an exercise, after "it".
GROUNDS: Mapping[str, str] = {
    "flexion": "bends the spine forward",
    "extension": "bends the spine backward",
    "rotation": "twists the spine",
    "load": "loads the spine heavily",
    "end_range": "goes to the end of the range",
    "supine": "is done lying on the back",
    "prone": "is done lying face down",
    "prone_support": "is done face down",
    "named": "asks too much of the trunk",
    "moves": "moves the spine",
    "above_stage_1": "belongs to stage {stage}",
}
LEFT_OUT: Mapping[str, str] = {
    "flexion": "bending forward",
    "extension": "bending backward",
    "rotation": "twisting",
    "load": "heavy load",
    "end_range": "the end of the range",
    "lying": "lying on the back or face down",
    "above_stage_1": "everything above stage 1",
}
NOT_BETTER = "If it is not better in 2 weeks, see a doctor."


def _left_out(ground: str, groups: Sequence[str], stage: int, by_choice: bool) -> str:
    said = _why_left_out(ground, groups, stage, by_choice)
    return f"{said[:1].upper()}{said[1:]}."


def _left_out_in_file(exercise: str, ground: str, groups: Sequence[str], stage: int, by_choice: bool) -> str:
    verb = "is " if ground == "hard" else ""
    return f"'{exercise}' {verb}{_why_left_out(ground, groups, stage, by_choice)}"


def _why_left_out(ground: str, groups: Sequence[str], stage: int, by_choice: bool) -> str:
    """Where only the person's own choice keeps it out, how to have it all the same."""
    if ground == "hard":
        return "a hard exercise; left out until you opt in to hard ones (opt_in_hard)"
    until = ", until you opt in to hard exercises (opt_in_hard)" if by_choice else ""
    labels = " and ".join(GROUPS[group] for group in groups)
    return f"{GROUNDS[ground].format(stage=stage)}; left out for {labels}{until}"


def _read_as(groups: Sequence[str]) -> str:
    return f"Your answers are read as: {', '.join(GROUPS[group] for group in groups)}."


def _leaves_out(what: Sequence[str]) -> str:
    return f"Left out: {', '.join(LEFT_OUT[each] for each in what)}."


def _left_out_for(groups: Sequence[str]) -> str:
    return "; ".join(GROUPS[group] for group in groups) or "nobody"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    # The outcome.
    "emergency_signs": "Get emergency care now. This needs medical help, not exercise.",
    "clinician_signs": "See a clinician soon, before any exercise.",
    "under_age": "This coach is for adults. Under {years}, please ask a doctor or a physiotherapist.",
    "operated_lately": (
        "Your spine was operated on less than {months} months ago, so there is no plan yet. "
        "Please ask your surgeon."
    ),
    "bones_heart_or_steroids": (
        "Bones, a displaced vertebra, heart, dizziness or steroids: ask a clinician whether you may exercise."
    ),
    "pregnant": "You are pregnant: ask your midwife or doctor whether you may exercise.",
    "inactive_at_age": "Over {years} and not active so far: ask a clinician whether you may exercise.",
    "operated": "Your spine was operated on: ask your surgeon whether you may exercise.",
    "after_a_yes": "When they agree, answer the screening again: {screen}",
    "you_can_start": "You can start, gently.",
    "first_pain_at_that_age": "A first back pain at that age is worth a check: please tell a doctor about it.",
    "if_not_better": NOT_BETTER,
    "not_better_by_now": f"{NOT_BETTER} It has been that long.",
    "no_longer_early": (
        "The flare you told of is {weeks} weeks ago or more. If it has been calm since, answer the screening "
        "again, and some movements may come back: {screen}"
    ),
    "read_as": _read_as,
    "leaves_out": _leaves_out,
    "not_backward_now": "No bending backward for now.",
    "not_forward_now": "No bending forward for now.",
    "morning_bending": "Within 2 hours of waking, no bending forward.",
    # An exercise.
    "left_out": _left_out,
    "left_out_in_file": _left_out_in_file,
    "left_out_for": _left_out_for,
    "allowed": "Your screening allows it.",
    "allowed_from_stage": "Your screening allows it, from stage {stage} on.",
    "would_do": "{name} ({id}) would do instead.",
    "stopped": "The coach plays no exercise now.",
}
