"""The form of an exercise's [figure] and the rules between its keys; it must not know how figures are drawn."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from coach.files.exercises.figure_table import ENDS, ROOTS
from coach.files.forms import Length, Within

Broken = tuple[tuple[str | int, ...], str, str]  # where, message, rule

Coordinate = Annotated[float, Within(-200, 300)]
Degrees = Annotated[float, Within(-720, 720)]
Factor = Annotated[float, Within(0.3, 1.0)]
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

    hip: Place | None = None
    shoulder: Place | None = None
    back: Back | None = None
    head: Degrees | None = None
    belly: Annotated[float, Within(0.5, 1.5)] | None = None
    arms: Arm | None = None
    near_arm: Arm | None = None
    far_arm: Arm | None = None
    hands: Place | None = None
    near_hand: Place | None = None
    far_hand: Place | None = None
    hands_on: Joint | None = None
    near_hand_on: Joint | None = None
    far_hand_on: Joint | None = None
    legs: Leg | None = None
    near_leg: Leg | None = None
    far_leg: Leg | None = None
    ankles: Place | None = None
    near_ankle: Place | None = None
    far_ankle: Place | None = None
    feet: Degrees | None = None
    near_foot: Degrees | None = None
    far_foot: Degrees | None = None


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

    view: Literal["side", "front"] = "side"
    things: Annotated[tuple[Line, ...], Length(0, 20)] = ()
    arrows: Annotated[tuple[Line, ...], Length(0, 6)] = ()
    trace: Traced | None = None
    shorten: ShortenForm = ShortenForm()
    start: PoseForm
    middle: PoseForm | None = None
    end: PoseForm


def broken(form: FigureForm) -> Iterator[Broken]:
    """What is missing from the start pose, and what is said twice in a pose."""
    start = form.start
    if start.hip is None and start.shoulder is None:
        message = "say where the body is: 'hip' or 'shoulder', for example hip = [50, 30]"
        yield ("figure", "start"), message, "missing"
    if start.back is None:
        yield ("figure", "start"), "'back' is missing: the direction from the hip to the shoulders", "missing"
    for kind, end in ENDS.items():
        for side in ("near", "far"):
            if not _says(start, f"{side}_{kind}", f"{side}_{end}", f"{kind}s", f"{end}s"):
                message = f"'{kind}s' or '{end}s' is missing: where the {side} {kind} is"
                yield ("figure", "start"), message, "missing"
    for name in ("start", "middle", "end"):
        pose: PoseForm | None = getattr(form, name)
        if pose is not None:
            for first, second in _twice(pose):
                message = f"'{first}' and '{second}' both say where this is; remove one of the two"
                yield ("figure", name, second), message, "duplicate"


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
