"""The form of an exercise's [figure] and the rules between its keys; it must not know how figures are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from coach.files.exercises.figure_table import ENDS, ROOTS
from coach.files.forms import Length, Note, Within
from coach.files.toml import Broken

Coordinate = Annotated[float, Within(-200, 300)]
Degrees = Annotated[float, Within(-720, 720)]
Factor = Annotated[float, Within(0.3, 1.0), Note("1 is its whole length.")]
Place = Annotated[tuple[Coordinate, ...], Length(2, 2)]
Line = Annotated[tuple[Coordinate, ...], Length(4, 4)]
Back = Annotated[tuple[Degrees, ...], Length(2, 2)]
Arm = Annotated[tuple[Degrees, ...], Length(2, 2)]
Leg = Annotated[tuple[Degrees, ...], Length(2, 3)]
Joint = Literal[
    "hip",
    "waist",
    "shoulder",
    "head",
    "near_knee",
    "near_ankle",
    "far_knee",
    "far_ankle",
]
Traced = Literal[
    "hip",
    "waist",
    "shoulder",
    "head",
    "near_elbow",
    "near_hand",
    "near_knee",
    "near_ankle",
    "near_toes",
    "far_elbow",
    "far_hand",
    "far_knee",
    "far_ankle",
    "far_toes",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoseForm:
    """One posture: the trunk, then each limb by the directions of its parts or by the place that its end is at."""

    hip: Annotated[
        Place | None,
        Note("Where the hip is: [x, y] in hundredths of the body's height, y from the ground up.", ([50, 30],)),
    ] = None
    shoulder: Annotated[Place | None, Note("Where the shoulder is, in place of 'hip'.")] = None
    back: Annotated[
        Back | None,
        Note("Directions from hip to waist and from waist to shoulder; 0 to the right, 90 up.", ([90, 90],)),
    ] = None
    head: Annotated[Degrees | None, Note("The direction of the head.")] = None
    belly: Annotated[Annotated[float, Within(0.5, 1.5)] | None, Note("How thick the trunk is, as a factor.")] = None
    arms: Annotated[Arm | None, Note("Directions of upper arm and forearm, of both arms.")] = None
    near_arm: Annotated[Arm | None, Note("The same of the near arm, which is the right one.")] = None
    far_arm: Annotated[Arm | None, Note("The same of the far arm.")] = None
    hands: Annotated[Place | None, Note("Where both hands are.")] = None
    near_hand: Annotated[Place | None, Note("Where the near hand is.")] = None
    far_hand: Annotated[Place | None, Note("Where the far hand is.")] = None
    hands_on: Annotated[Joint | None, Note("The joint that 'hands' is seen from.")] = None
    near_hand_on: Annotated[Joint | None, Note("The joint that 'near_hand' is seen from.")] = None
    far_hand_on: Annotated[Joint | None, Note("The joint that 'far_hand' is seen from.")] = None
    legs: Annotated[
        Leg | None, Note("Directions of thigh and shin, and of the foot if it is bent, of both legs.")
    ] = None
    near_leg: Annotated[Leg | None, Note("The same of the near leg.")] = None
    far_leg: Annotated[Leg | None, Note("The same of the far leg.")] = None
    ankles: Annotated[Place | None, Note("Where both ankles are.")] = None
    near_ankle: Annotated[Place | None, Note("Where the near ankle is.")] = None
    far_ankle: Annotated[Place | None, Note("Where the far ankle is.")] = None
    feet: Annotated[Degrees | None, Note("The direction of both feet.")] = None
    near_foot: Annotated[Degrees | None, Note("The direction of the near foot.")] = None
    far_foot: Annotated[Degrees | None, Note("The direction of the far foot.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortenForm:
    """Factors for parts that point toward the viewer or away."""

    near_upper_arm: Factor = 1.0
    near_forearm: Factor = 1.0
    near_thigh: Factor = 1.0
    near_shin: Factor = 1.0
    near_foot: Factor = 1.0
    far_upper_arm: Factor = 1.0
    far_forearm: Factor = 1.0
    far_thigh: Factor = 1.0
    far_shin: Factor = 1.0
    far_foot: Factor = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureForm:
    """How the body moves in a repetition, drawn for the right side."""

    view: Annotated[Literal["side", "front"], Note("From where it is seen.")] = "side"
    things: Annotated[tuple[Line, ...], Length(0, 20), Note("Lines of things such as a chair: x, y, x, y.")] = ()
    arrows: Annotated[tuple[Line, ...], Length(0, 6), Note("Arrows that show a movement: x, y, x, y.")] = ()
    trace: Annotated[Traced | None, Note("The joint whose way is shown.")] = None
    shorten: Annotated[ShortenForm, Note("Factors for parts that point toward the viewer or away.")] = ShortenForm()
    start: Annotated[PoseForm, Note("Where a repetition begins.")]
    middle: Annotated[PoseForm | None, Note("Half way, where it is no straight way.")] = None
    end: Annotated[PoseForm, Note("Where it turns round.")]


def broken(form: FigureForm) -> Iterator[Broken]:
    """What is missing from the start pose, and what is said twice in a pose."""
    start = form.start
    if start.hip is None and start.shoulder is None:
        message = "say where the body is: 'hip' or 'shoulder', for example hip = [50, 30]"
        yield Broken(("figure", "start"), message, "missing", ROOTS)
    if start.back is None:
        message = "'back' is missing: the direction from the hip to the shoulders"
        yield Broken(("figure", "start"), message, "missing", ("back",))
    for kind, end in ENDS.items():
        for side in ("near", "far"):
            keys = (f"{side}_{kind}", f"{side}_{end}", f"{kind}s", f"{end}s")
            if not _says(start, *keys):
                message = f"'{kind}s' or '{end}s' is missing: where the {side} {kind} is"
                yield Broken(("figure", "start"), message, "missing", (*keys, *(f"{key}_on" for key in keys)))
    for name in ("start", "middle", "end"):
        pose: PoseForm | None = getattr(form, name)
        if pose is not None:
            for first, second in _twice(pose):
                message = f"'{first}' and '{second}' both say where this is; remove one of the two"
                yield Broken(("figure", name, second), message, "duplicate")


def _says(pose: PoseForm, *keys: str) -> bool:
    return any(getattr(pose, name, None) is not None for key in keys for name in (key, f"{key}_on"))


def _twice(pose: PoseForm) -> Iterator[tuple[str, str]]:
    pairs = [ROOTS]
    for kind, end in ENDS.items():
        pairs += [(f"{side}_{kind}", f"{side}_{end}") for side in ("near", "far")]
        pairs.append((f"{kind}s", f"{end}s"))
    for first, second in pairs:
        if _says(pose, first) and _says(pose, second):
            yield first, second if getattr(pose, second) is not None else f"{second}_on"
