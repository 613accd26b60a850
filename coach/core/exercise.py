"""The values of an exercise: its dose, what is said of it, its figure, its limits.

It must not know where values come from, nor what is done with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

SideRule = Literal["none", "alternate", "each"]
OneSide = Literal["left", "right"]  # An entry of a routine may ask for one side of an exercise that has "each".
ONE_SIDE: tuple[OneSide, ...] = get_args(OneSide)
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
    """An entry of the exercise set; limits are for one session, per side where `side` is "each".

    One that a routine has for a single side, or again, is an exercise of its own with an id such as
    "clamshell:left" or "bird_dog:2" (`entry`); screening, limits of a day and pain go by its `base`.
    """

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
    side: SideRule | OneSide
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

    @property
    def base(self) -> str:
        """The id in the exercise set, also of an entry that has one of its own."""
        return base_of(self.id)

    @property
    def called(self) -> str:
        """The name without the side that stands beside it anyway."""
        return self.name.removesuffix(f", {self.side} side") if self.side in ONE_SIDE else self.name


def base_of(id_: str) -> str:
    """The exercise of an entry: "clamshell" of "clamshell:left" and of "clamshell:2"."""
    return id_.partition(":")[0] if ":" in id_ else id_


def bases(ids: Iterable[str]) -> frozenset[str]:
    """The exercises of entries."""
    return frozenset([base_of(id_) for id_ in ids])


def side_of(id_: str) -> OneSide | None:
    """The one side that an entry's id tells, None for an entry that has no side of its own."""
    parts = id_.split(":")[1:] if ":" in id_ else []
    return "left" if "left" in parts else "right" if "right" in parts else None


class EntryIds:
    """Gives the entries of a routine their ids, in order: "ID", "ID:left", and again "ID:2", "ID:left:2"."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def next(self, id_: str, side: str | None) -> str:
        named = f"{id_}:{side}" if side else id_
        self._times[named] = times = self._times.get(named, 0) + 1
        return named if times == 1 else f"{named}:{times}"


def entry(exercise: Exercise, id_: str) -> Exercise:
    """An exercise as an entry of a routine has it: with the entry's id, its side and a name that tells them."""
    if id_ == exercise.id:
        return exercise
    side = side_of(id_) if exercise.side == "each" else None
    again = ", again" if id_.rpartition(":")[2].isdecimal() else ""
    name = f"{exercise.name}{again}{f', {side} side' if side else ''}"
    return replace(exercise, id=id_, name=name, side=side or exercise.side)


class ExerciseSet(dict[str, Exercise]):
    """Exercises by id. An entry's own id finds its exercise as the entry has it, though it is none of the set."""

    def __missing__(self, id_: str) -> Exercise:
        base = base_of(id_)
        if base == id_ or not dict.__contains__(self, base):
            raise KeyError(id_)
        return entry(dict.__getitem__(self, base), id_)

    def get(self, id_: str, default: Any = None) -> Any:
        try:
            return self[id_]
        except KeyError:
            return default


class Entries(ExerciseSet):
    """The same, with all entries in it, those of older files as well."""

    def __contains__(self, id_: object) -> bool:
        return dict.__contains__(self, id_) or (isinstance(id_, str) and dict.__contains__(self, base_of(id_)))
