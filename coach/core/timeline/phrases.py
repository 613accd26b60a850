"""Builds the sentences that are spoken, longest variant first; it must not know times, lengths or sounds.

Texts of an exercise are data that a user may have written: "{side}" and "{other}" are replaced as plain text,
never formatted.
"""

from dataclasses import dataclass

from coach.core.exercise import Exercise
from coach.core.model.done import Side
from coach.core.model.planned import Plan, PlanItem
from coach.core.number_words import counted, number
from coach.core.timeline.knowing import Depth

ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
LAST_ONE = ("Last one.", "last")
TEN_SECONDS = "Ten seconds."
HALFWAY = "Halfway."
KEEP_BREATHING = "Keep breathing."
HALFWAY_THROUGH = "Halfway through."
LYING = ("side_lying", "supine", "prone", "prone_support")
UP = ("sitting", "half_kneeling", "standing")  # On hands and knees one is still down.
GET_UP = "Roll to your side, wait a moment, then get up slowly."
GET_UP_FROM_SIDE = "Stay on your side a moment, then get up slowly."
READY = "Ready? Press any key."
READY_TYPED = "Ready? Press Enter."
GOING_ON = "On we go."
CLOSING = "Well done. How is your back now, 0 to 10?"

Variants = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What may be said in the phases of one repetition: variants, longest first; empty means nothing."""

    move: Variants = ()
    hold: Variants = ()
    return_: Variants = ()


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
    return uncapitalised(exercise.called)


def uncapitalised(text: str) -> str:
    """The text with a small first letter, except where capitals inside its first word say that it is a name."""
    first = text.split(" ", 1)[0]
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def opening(plan: Plan) -> str:
    """The very first sentence: the plan's own, else its title."""
    return plan.opening.strip() or sentence(plan.title)


def going_on(item: PlanItem, set_number: int, side: Side | None, left: int) -> str:
    """Where an interrupted session goes on: "We go on with clamshell: second set, left side, four left"."""
    named = f"set {set_number}" if set_number >= len(ORDINALS) else f"{ORDINALS[set_number]} set"
    where = [*([named] if item.dose.sets > 1 else []), *([f"{side} side"] if side else []), f"{number(left)} left"]
    return sentence(f"We go on with {name(item.exercise)}: {', '.join(where)}")


def get_up(position: str) -> str:
    """How to come up from lying in a position; whoever lies on a side has nowhere to roll."""
    return GET_UP_FROM_SIDE if position == "side_lying" else GET_UP


def waiting(plan: Plan) -> tuple[str, str]:
    """What a wait asks after a while, and what it says when it goes on by itself."""
    return READY_TYPED if plan.typed else READY, GOING_ON


def what_comes(exercises: int, minutes: int) -> str:
    """How many exercises, and about how long they take."""
    return sentence(f"{_several(exercises, 'exercise')}, about {_several(minutes, 'minute')}")


def _several(n: int, of: str) -> str:
    return f"{number(n)} {of}{'' if n == 1 else 's'}"


def _setups(exercise: Exercise, side: Side | None, depth: Depth) -> Variants:
    if not depth.setup:
        return ("",)
    full, short = (sentence(sided(text, side)) for text in (exercise.cues.setup, exercise.cues.setup_short))
    return (full or short, short or full) if depth.setup_in_full else (short or full,)


def announce(item: PlanItem, side: Side | None, depth: Depth, first: bool) -> Variants:
    """Names the exercise that comes and how to get ready: with the full setup, then with the short one."""
    lead = f"{'First' if first else 'Next'}: {name(item.exercise)}{f', {side} side' if side else ''}."
    return variants(*(f"{lead} {setup}".strip() for setup in _setups(item.exercise, side, depth)))


def announce_again(item: PlanItem, set_number: int, side: Side | None, depth: Depth, *, rested: bool) -> Variants:
    """Names the next set of an exercise that takes turns with others, and how to get ready."""
    order = f"{ORDINALS[set_number]} set" if set_number < len(ORDINALS) else f"set {set_number}"
    lead = f"{'Rest. ' if rested else ''}Next: {name(item.exercise)}, {order}{f', {side} side' if side else ''}."
    short = sentence(sided(item.exercise.cues.setup_short, side)) if depth.setup else ""
    return variants(f"{lead} {short}".strip(), lead)


def way(exercise: Exercise) -> str:
    """The whole movement where two limbs move at once: said before the set, as no repetition has the time."""
    return _way(exercise.cues.left, exercise.cues.move) if exercise.cues.two_limbs else ""


def _way(limbs: str, move: str) -> str:
    return sentence(f"{limbs}: {uncapitalised(move)}")


def change_side(item: PlanItem, side: Side, depth: Depth) -> Variants:
    """Between the sides of one exercise."""
    lead = "Turn over" if item.exercise.position == "side_lying" else "Change sides"
    setups = _setups(item.exercise, side, depth)
    return variants(*(f"{lead}: {side} side. {setup}".strip() for setup in setups), f"{lead}: {side} side.")


def rest(set_number: int, side: Side | None, rest_s: int | None, *, brief: bool) -> Variants:
    """Between sets; the seconds are only named when they are true, so `rest_s` is None where they are not."""
    seconds = "" if rest_s is None else f" {counted(rest_s, 'second')}."
    if brief:
        return variants(f"Rest.{seconds}", "Rest.")
    order = f"{ORDINALS[set_number]} set" if set_number < len(ORDINALS) else f"set {set_number}"
    following = f"{order}, {side} side" if side else order
    return variants(f"Rest.{seconds} Next: {following}.", f"Rest. Next: {following}.", "Rest.")


def repetition(exercise: Exercise, depth: Depth, rep: int, side: Side | None, *, first_set: bool) -> Words:
    """Full sentences in the very first repetitions, then the breath, then short words, then only a changing side.

    `side` is the repetition's; it is only named where it changes with each repetition. `first_set` is the first of
    the first side.
    """
    if exercise.side == "alternate":
        return _alternating(exercise, depth, (rep + 1) // 2, side, first_set=first_set)
    cues = exercise.cues
    if depth.teaches and first_set and rep == 1:
        return Words(
            variants(sided(cues.move, side), cues.move_short),
            variants(sided(cues.hold, side), KEEP_BREATHING, cues.hold_short),
            variants(sided(cues.return_, side), cues.return_short),
        )
    if not depth.guides:
        return Words(hold=_breathe_on(depth, rep, first_set))
    breath = (cues.breathe_move, cues.breathe_return) if first_set and rep == 2 else ("", "")
    hold = () if depth.teaches else _breathe_on(depth, rep, first_set)
    return Words(
        variants(breath[0], cues.move_short),
        variants(*hold, cues.hold_short),
        variants(breath[1], cues.return_short),
    )


def _alternating(exercise: Exercise, depth: Depth, pair: int, side: Side | None, *, first_set: bool) -> Words:
    """As repetition; `pair` counts from 1 those of both sides together."""
    cues = exercise.cues
    limbs = cues.left if side == "left" else cues.right
    named = variants(limbs) if cues.two_limbs else variants(limbs, side or "")
    plain = named if cues.two_limbs else named[-1:]
    if depth.teaches and first_set and pair == 1:
        return Words(
            variants(_way(limbs, cues.move), *named),
            variants(cues.hold, KEEP_BREATHING if side == "left" else "", cues.hold_short),
            variants(cues.return_, cues.return_short),
        )
    if not depth.guides:
        return Words(plain, hold=_breathe_on(depth, pair, first_set))
    if first_set and pair == 2 and cues.breathe_move:
        breath = f"{limbs}, {uncapitalised(cues.breathe_move)}"
        return Words(variants(breath, *named), variants(cues.hold_short), variants(cues.breathe_return))
    return Words(named, variants(cues.hold_short), variants(cues.return_short))


def short_words(exercise: Exercise) -> frozenset[str]:
    """What is said of a movement in a word or two, without its breath."""
    cues = exercise.cues
    return frozenset((cues.move_short, cues.return_short, cues.left, cues.right, "left", "right"))


def _breathe_on(depth: Depth, rep: int, first_set: bool) -> Variants:
    """In the first hold of an exercise, where nothing longer is said of it."""
    return (KEEP_BREATHING,) if first_set and rep == 1 and not depth.teaches else ()


def half_range(exercise: Exercise, side: Side | None) -> str:
    """How far to go on a day of half the range."""
    return sentence(sided(exercise.cues.range, side))
