"""Works out where the joints of a figure are at a moment of its movement; it must not know dots or characters.

Limbs have fixed lengths: directions or reached places are interpolated, never the joints themselves.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import acos, atan2, cos, degrees, hypot, radians, sin

from coach.core.exercise import Figure, Limb, Point, Pose

Joints = dict[str, Point]

# Hundredths of the body's height, as bodies are drawn rather than measured: a shorter arm makes all fours level.
LENGTHS = {
    "lower_back": 14.0, "upper_back": 16.0, "neck": 12.0,
    "upper_arm": 16.0, "forearm": 16.0, "thigh": 25.0, "shin": 23.0, "foot": 9.5,
}  # fmt: skip
SIDES = ("near", "far")
BEND_RIGHT = 1e-6


@dataclass(frozen=True, slots=True)
class _Parts:
    """The directions of a limb's two parts and of its foot, in degrees."""

    upper: float
    lower: float
    foot: float


def joints(figure: Figure, progress: float, *, swapped: bool = False) -> Joints:
    """The joints by name, in hundredths of the body's height, at `progress` from 0 (start) to 1 (end).

    `swapped` gives the near limbs the movement of the far ones and the other way round.
    """
    place = min(max(progress, 0.0), 1.0) * (len(figure.poses) - 1)
    index = min(int(place), len(figure.poses) - 2)
    first, second, share = figure.poses[index], figure.poses[index + 1], place - index
    if swapped:
        first, second = _swap(first), _swap(second)
    lengths = _lengths(figure.shorten)
    found = _trunk(_between(first, second, share), lengths)
    for limb in ("leg", "arm"):
        for side in SIDES:
            name = f"{side}_{limb}"
            parts = _limb_between(first, second, share, name, found, lengths)
            found |= _limb(found, name, parts, lengths)
    return found


@lru_cache(maxsize=64)
def _lengths(shorten: tuple[tuple[str, float], ...]) -> dict[str, float]:
    """The length of every part, by "near_thigh" and so on for limbs."""
    factors = dict(shorten)
    found = dict(LENGTHS)
    for part in ("upper_arm", "forearm", "thigh", "shin", "foot"):
        for side in SIDES:
            found[f"{side}_{part}"] = LENGTHS[part] * factors.get(f"{side}_{part}", 1.0)
    return found


def _swap(pose: Pose) -> Pose:
    return replace(
        pose,
        near_arm=_swap_on(pose.far_arm), far_arm=_swap_on(pose.near_arm),
        near_leg=pose.far_leg, far_leg=pose.near_leg,
    )  # fmt: skip


def _swap_on(limb: Limb) -> Limb:
    side, _, joint = limb.on.partition("_")
    return replace(limb, on=f"{'far' if side == 'near' else 'near'}_{joint}") if joint else limb


def _between(first: Pose, second: Pose, share: float) -> Pose:
    """The trunk of the pose between two others."""
    if first.root != second.root:
        second = replace(second, root=first.root, at=_trunk(second, LENGTHS)[first.root])
    return replace(
        first,
        at=_mix_points(first.at, second.at, share),
        back=_mix_points(first.back, second.back, share),
        head=_mix(first.head, second.head, share),
        belly=_mix(first.belly, second.belly, share),
    )


def belly(figure: Figure, progress: float) -> float:
    """How wide the trunk is, as a factor, at `progress` from 0 to 1."""
    place = min(max(progress, 0.0), 1.0) * (len(figure.poses) - 1)
    index = min(int(place), len(figure.poses) - 2)
    return _mix(figure.poses[index].belly, figure.poses[index + 1].belly, place - index)


def _trunk(pose: Pose, lengths: dict[str, float]) -> Joints:
    lower, upper = pose.back
    at_hip: Point = (0.0, 0.0)
    waist = _away(at_hip, lower, lengths["lower_back"])
    shoulder = _away(waist, upper, lengths["upper_back"])
    head = _away(shoulder, pose.head, lengths["neck"])
    found = {"hip": at_hip, "waist": waist, "shoulder": shoulder, "head": head}
    x, y = pose.at[0] - found[pose.root][0], pose.at[1] - found[pose.root][1]
    return {name: (point[0] + x, point[1] + y) for name, point in found.items()}


def _limb_between(
    first: Pose, second: Pose, share: float, name: str, found: Joints, lengths: dict[str, float]
) -> _Parts:
    """The directions of a limb between two poses: of a reached place on its way, else of the turning parts."""
    one: Limb = getattr(first, name)
    other: Limb = getattr(second, name)
    if one.to is not None and other.to is not None and one.on == other.on:
        foot = None if one.foot is None or other.foot is None else _mix(one.foot, other.foot, share)
        return _parts(replace(one, to=_mix_points(one.to, other.to, share), foot=foot), name, found, lengths)
    start = _parts_in(first, name, lengths)
    end = _parts_in(second, name, lengths)
    if one.to is not None or other.to is not None:  # Reached places know no full turns: take the nearer way.
        end = _Parts(_near(start.upper, end.upper), _near(start.lower, end.lower), _near(start.foot, end.foot))
    return _Parts(
        _mix(start.upper, end.upper, share), _mix(start.lower, end.lower, share), _mix(start.foot, end.foot, share)
    )


def _parts_in(pose: Pose, name: str, lengths: dict[str, float]) -> _Parts:
    """The directions of a limb in a key pose, for which the joint it holds on to must be known first."""
    limb: Limb = getattr(pose, name)
    if limb.to is None:
        return _parts(limb, name, {}, lengths)
    found = _trunk(pose, lengths)
    if limb.on and limb.on not in found:
        leg = f"{limb.on.partition('_')[0]}_leg"
        found |= _limb(found, leg, _parts(getattr(pose, leg), leg, found, lengths), lengths)
    return _parts(limb, name, found, lengths)


def _parts(limb: Limb, name: str, found: Joints, lengths: dict[str, float]) -> _Parts:
    if limb.to is None:
        upper, lower = limb.angles[:2]
        foot = limb.angles[2] if len(limb.angles) > 2 else None
    else:
        base = found[limb.on] if limb.on else (0.0, 0.0)
        upper, lower = _reach(name, (base[0] + limb.to[0], base[1] + limb.to[1]), found, lengths)
        foot = limb.foot
    return _Parts(upper, lower, lower + 90 if foot is None else foot)


def _reach(name: str, target: Point, found: Joints, lengths: dict[str, float]) -> tuple[float, float]:
    """The directions of two parts that reach `target`, or point to it; knees and elbows bend as they do."""
    (side, limb), root = name.split("_"), _root(name)
    parts = ("thigh", "shin") if limb == "leg" else ("upper_arm", "forearm")
    first, second = (lengths[f"{side}_{part}"] for part in parts)
    x, y = target[0] - found[root][0], target[1] - found[root][1]
    distance = min(max(hypot(x, y), abs(first - second) + BEND_RIGHT), first + second - BEND_RIGHT)
    straight = degrees(atan2(y, x))
    at_root = _corner(first, distance, second)
    at_end = _corner(second, distance, first)
    turn = 1 if limb == "leg" else -1
    return straight + turn * at_root, straight - turn * at_end


def _corner(beside: float, other_beside: float, across: float) -> float:
    """The angle of a triangle, in degrees, between two sides (law of cosines)."""
    cosine = (beside**2 + other_beside**2 - across**2) / (2 * beside * other_beside)
    return degrees(acos(min(max(cosine, -1.0), 1.0)))


def _limb(found: Joints, name: str, parts: _Parts, lengths: dict[str, float]) -> Joints:
    side, limb = name.split("_")
    if limb == "arm":
        elbow = _away(found["shoulder"], parts.upper, lengths[f"{side}_upper_arm"])
        return {f"{side}_elbow": elbow, f"{side}_hand": _away(elbow, parts.lower, lengths[f"{side}_forearm"])}
    knee = _away(found["hip"], parts.upper, lengths[f"{side}_thigh"])
    ankle = _away(knee, parts.lower, lengths[f"{side}_shin"])
    toes = _away(ankle, parts.foot, lengths[f"{side}_foot"])
    return {f"{side}_knee": knee, f"{side}_ankle": ankle, f"{side}_toes": toes}


def _root(name: str) -> str:
    return "hip" if name.endswith("leg") else "shoulder"


def _away(start: Point, angle: float, length: float) -> Point:
    return start[0] + length * cos(radians(angle)), start[1] + length * sin(radians(angle))


def _mix(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _mix_points(first: Point, second: Point, share: float) -> Point:
    return _mix(first[0], second[0], share), _mix(first[1], second[1], share)


def _near(start: float, end: float) -> float:
    """`end` turned by whole circles until it is at most half a circle away from `start`."""
    return start + (end - start + 180) % 360 - 180
