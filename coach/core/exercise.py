"""The values of an exercise: its dose, what is said of it, its figure, its limits.

It must not know where values come from, nor what is done with them.
"""

from dataclasses import dataclass
from typing import Literal, get_args

SideRule = Literal["none", "alternate", "each"]
Scale = Literal["reps", "hold"]
Tag = Literal["flexion", "extension", "rotation", "end_range", "load", "neutral"]

# In the order of a way round in which each step is a small one: sit, kneel, lie, and up again.
Position = Literal[
    "sitting",
    "all_fours",
    "side_lying",
    "supine",
    "prone",
    "prone_support",
    "half_kneeling",
    "standing",
]
POSITIONS: tuple[str, ...] = get_args(Position)


@dataclass(frozen=True, slots=True)
class Dose:
    """Sets × repetitions × hold of one exercise in one session; per side where the exercise does each side."""

    sets: int
    reps: int
    hold_s: int

    @property
    def figures(self) -> tuple[int, int, int]:
        """Sets, repetitions and hold, as a reason keeps a dose."""
        return self.sets, self.reps, self.hold_s

    @property
    def repetitions(self) -> int:
        return self.sets * self.reps

    @property
    def holding_s(self) -> int:
        return self.sets * self.reps * self.hold_s


@dataclass(frozen=True, slots=True)
class Cues:
    """What is said, in a few plain words each, to a person on the floor with closed eyes.

    `setup` and `setup_short` may hold "{side}" ("left" or "right") and "{other}" (the opposite one).
    `left` and `right` name the sides of an alternating exercise ("left hand, right leg"), else they are empty.
    `corrections` are mistakes to avoid, one of them for a session. `breathe_move` and `breathe_return` say when to
    breathe out and in; empty where nothing takes effort.
    """

    setup: str
    setup_short: str
    move: str
    move_short: str
    hold: str
    hold_short: str
    return_: str
    return_short: str
    corrections: tuple[str, ...]
    range: str
    left: str = ""
    right: str = ""
    breathe_move: str = ""
    breathe_return: str = ""

    @property
    def two_limbs(self) -> bool:
        """Whether both sides move in each repetition, so that neither "left" nor "right" alone says which."""
        return "left" in self.left and "right" in self.left


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Limb:
    """An arm or a leg of a figure: either the directions of its parts, or a place that its end reaches.

    `angles` in degrees, 0 to the right, 90 up: upper arm and forearm, or thigh, shin and, optionally, foot.
    `to` is where hand or ankle goes, seen from the joint named in `on` or, without one, from x = 0 on the ground.
    """

    angles: tuple[float, ...] = ()
    to: Point | None = None
    on: str = ""
    foot: float | None = None


@dataclass(frozen=True, slots=True)
class Pose:
    """One posture of a figure: `root` ("hip" or "shoulder") is at `at`; `back` goes from hip to waist to shoulder.

    Lengths in hundredths of the body's height, y from the ground up; `belly` is a factor of the trunk's width.
    """

    root: str
    at: Point
    back: tuple[float, float]
    head: float
    belly: float
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb


@dataclass(frozen=True, slots=True)
class Figure:
    """A body that moves through `poses`, spread evenly from the start of a repetition to its end.

    Drawn for the right side: near limbs are the right ones. `things` (a chair) and `arrows` are lines x, y, x, y.
    `shorten` holds factors for limb parts that point toward the viewer or away. `trace` is the joint whose way is
    shown. `front` says that the face is toward the viewer.
    """

    poses: tuple[Pose, ...]
    front: bool = False
    things: tuple[tuple[float, float, float, float], ...] = ()
    arrows: tuple[tuple[float, float, float, float], ...] = ()
    shorten: tuple[tuple[str, float], ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Exercise:
    """An entry of the exercise set; limits are for one session, per side where `side` is "each"."""

    id: str
    name: str
    position: str
    tags: frozenset[str]
    stage: int
    opt_in: bool
    start: Dose
    max_reps: int
    max_hold_s: int
    min_hold_s: int
    max_sets: int
    day_reps: int
    day_holding_s: int | None
    side: SideRule
    scale: Scale
    excluded_for: frozenset[str]
    up: str | None
    down: str | None
    move_ms: int
    return_ms: int
    rest_ms: int
    cues: Cues
    avoid: str
    basis: str
    sources: tuple[str, ...]
    shipped: bool = True
    figure: Figure | None = None

    @property
    def min_reps(self) -> int:
        """The fewest repetitions that a cut leaves in a set (pain-rules: minimum reps)."""
        return 4 if self.side == "alternate" else 3
