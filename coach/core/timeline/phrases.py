"""Builds the sentences that are spoken, longest variant first; it must not know times, lengths or sounds.

Texts of an exercise are data that a user may have written: "{side}" and "{other}" are replaced as plain text,
never formatted.
"""

from dataclasses import dataclass

from coach.core.exercise import Exercise
from coach.core.model import Plan, PlanItem, Side, VoiceMode

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
LAST_ONE = ("Last one.", "last")
TEN_SECONDS = "Ten seconds."
HALFWAY = "Halfway."
HALFWAY_THROUGH = "Halfway through."
LYING = ("side_lying", "supine", "prone", "prone_support")
UP = ("sitting", "half_kneeling", "standing")  # On hands and knees one is still down.
GET_UP = "Roll to your side, wait a moment, then get up slowly."
READY = "Ready? Press any key."
GOING_ON = "On we go."
CLOSING = "Well done. How is your back now, 0 to 10?"

Variants = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What may be said in the phases of one repetition: variants, longest first; empty means nothing."""

    move: Variants = ()
    hold: Variants = ()
    return_: Variants = ()


def number(n: int) -> str:
    """A count as a word up to 99, above as digits."""
    if n < len(ONES):
        return ONES[n]
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def done(rep: int, beside_seconds: bool) -> Variants:
    """How many repetitions are done; never to be taken for the seconds of a hold, which are below ten."""
    if not beside_seconds:
        return (number(rep),)
    return variants(f"{number(rep)} done", number(rep) if rep > 9 else "")


def other(side: Side) -> Side:
    """The opposite side."""
    return "right" if side == "left" else "left"


def sided(text: str, side: Side | None) -> str:
    """The text with "{side}" and "{other}" filled in; without a side it stays as it is."""
    return text if side is None else text.replace("{side}", side).replace("{other}", other(side))


def sentence(text: str) -> str:
    """The text with a capital at its start and a mark at its end, so that a voice pauses after it."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")


def variants(*texts: str) -> Variants:
    """The texts without empty ones and repetitions, in the same order."""
    return tuple(dict.fromkeys(text for text in texts if text.strip()))


def name(exercise: Exercise) -> str:
    """The name for the middle of a sentence: "bird-dog", but "McGill curl-up"."""
    return uncapitalised(exercise.name)


def uncapitalised(text: str) -> str:
    """The text with a small first letter, except where capitals inside its first word say that it is a name."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def opening(plan: Plan, minutes: int) -> str:
    """The very first sentence: the plan's own, else its title and how long it takes."""
    if plan.opening.strip():
        return plan.opening
    return f"{sentence(plan.title)} About {number(minutes)} minute{'' if minutes == 1 else 's'}."


def _setups(exercise: Exercise, side: Side | None, voice: VoiceMode) -> Variants:
    full, short = (sentence(sided(text, side)) for text in (exercise.cues.setup, exercise.cues.setup_short))
    return (short or full,) if voice == "brief" else (full or short, short or full)


def announce(item: PlanItem, side: Side | None, voice: VoiceMode, first: bool) -> Variants:
    """Names the exercise that comes and how to get ready: with the full setup, then with the short one."""
    lead = f"{'First' if first else 'Next'}: {name(item.exercise)}{f', {side} side' if side else ''}."
    return variants(*(f"{lead} {setup}".strip() for setup in _setups(item.exercise, side, voice)))


def change_side(item: PlanItem, side: Side, voice: VoiceMode) -> Variants:
    """Between the sides of one exercise."""
    lead = "Turn over" if item.exercise.position == "side_lying" else "Change sides"
    setups = _setups(item.exercise, side, voice)
    return variants(*(f"{lead}: {side} side. {setup}".strip() for setup in setups), f"{lead}: {side} side.")


def rest(set_number: int, side: Side | None, voice: VoiceMode, rest_s: int | None) -> Variants:
    """Between sets; the seconds are only named when they are true, so `rest_s` is None where they are not."""
    seconds = "" if rest_s is None else f" {rest_s} seconds."
    if voice == "brief":
        return variants(f"Rest.{seconds}", "Rest.")
    order = f"{ORDINALS[set_number]} set" if set_number < len(ORDINALS) else f"set {set_number}"
    following = f"{order}, {side} side" if side else order
    return variants(f"Rest.{seconds} Next: {following}.", f"Rest. Next: {following}.", "Rest.")


def repetition(exercise: Exercise, set_number: int, rep: int, side: Side | None, first_side: bool) -> Words:
    """Full sentences in the very first repetition, short words in the first set, then only a changing side.

    `side` is the repetition's; it is only named where it changes with each repetition.
    """
    cues = exercise.cues
    alternating = exercise.side == "alternate"
    limbs = (cues.left if side == "left" else cues.right) if alternating else ""
    word = f"{side}" if alternating else ""
    if set_number > 1:
        return Words(move=variants(word))
    if rep > 1 or not first_side:
        move = variants(limbs, word) if alternating else variants(cues.move_short)
        return Words(move, variants(cues.hold_short), variants(cues.return_short))
    full = sided(cues.move, side)
    moves = (
        variants(
            f"{sentence(limbs)} {full}".strip(),
            f"{limbs}, {uncapitalised(cues.move_short)}".strip(" ,"),
            limbs,
            word,
        )
        if alternating
        else variants(full, cues.move_short)
    )
    return Words(
        moves,
        variants(sided(cues.hold, side), cues.hold_short),
        variants(sided(cues.return_, side), cues.return_short),
    )


def correction(exercise: Exercise, side: Side | None) -> str:
    """The mistake to avoid, said once: in the second set, or in the only one."""
    return sided(exercise.cues.mistake, side)


def half_range(exercise: Exercise, side: Side | None) -> str:
    """How far to go on a day of half the range."""
    return sentence(sided(exercise.cues.range, side))
