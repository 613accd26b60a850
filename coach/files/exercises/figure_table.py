"""Builds a figure from the data of its table; it must not check them, nor know how figures are drawn.

A later pose keeps what it does not mention from the pose before.
"""

from collections.abc import Mapping
from typing import Any

from coach.core.exercise import Figure, Limb, Pose

STRAIGHT = 90.0
ROOTS = ("hip", "shoulder")
# limb kind: the keys for directions, for a reached place and for the joint it is seen from; what its end is called
ENDS = {"arm": "hand", "leg": "ankle"}
Data = Mapping[str, Any]


def build(data: Data) -> Figure:
    """A figure from a table that keeps to the schema."""
    poses = [_pose(data["start"], None)]
    for name in ("middle", "end"):
        if name in data:
            poses.append(_pose(data[name], poses[-1]))
    return Figure(
        poses=tuple(poses),
        front=data.get("view", "side") == "front",
        things=_lines(data.get("things", ())),
        arrows=_lines(data.get("arrows", ())),
        shorten=tuple((name, float(factor)) for name, factor in sorted(data.get("shorten", {}).items())),
        trace=data.get("trace", ""),
    )


def _lines(lists: Any) -> tuple[tuple[float, float, float, float], ...]:
    return tuple((float(x0), float(y0), float(x1), float(y1)) for x0, y0, x1, y1 in lists)


def _pose(data: Data, before: Pose | None) -> Pose:
    root = next((name for name in ROOTS if name in data), before.root if before else "hip")
    at = _point(data[root]) if root in data else before.at if before else (0.0, 0.0)
    back = _back(data["back"]) if "back" in data else before.back if before else (STRAIGHT, STRAIGHT)
    if "head" in data:
        head = float(data["head"])
    elif before is None:
        head = back[1]
    else:  # The neck keeps its angle to the back.
        head = before.head + back[1] - before.back[1]
    return Pose(
        root, at, back, head,
        belly=float(data.get("belly", before.belly if before else 1.0)),
        near_arm=_limb(data, "near", "arm", before), far_arm=_limb(data, "far", "arm", before),
        near_leg=_limb(data, "near", "leg", before), far_leg=_limb(data, "far", "leg", before),
    )  # fmt: skip


def _limb(data: Data, side: str, kind: str, before: Pose | None) -> Limb:
    """The limb of one side: what is said of it alone goes before what is said of both."""
    end = ENDS[kind]
    foot = data.get(f"{side}_foot", data.get("feet")) if kind == "leg" else None
    for limb_key, end_key, on_key in (
        (f"{side}_{kind}", f"{side}_{end}", f"{side}_{end}_on"),
        (f"{kind}s", f"{end}s", f"{end}s_on"),
    ):
        if limb_key in data:
            return Limb(angles=tuple(float(angle) for angle in data[limb_key]))
        if end_key in data or on_key in data:
            on = data.get(on_key, "")
            return Limb(to=_point(data.get(end_key, (0, 0))), on=on, foot=None if foot is None else float(foot))
    kept: Limb | None = getattr(before, f"{side}_{kind}") if before else None
    if kept is None:
        return Limb(angles=(-STRAIGHT, -STRAIGHT))
    return kept if foot is None or kept.to is None else Limb(to=kept.to, on=kept.on, foot=float(foot))


def _point(pair: Any) -> tuple[float, float]:
    return float(pair[0]), float(pair[1])


def _back(value: Any) -> tuple[float, float]:
    """One direction for a straight back, or two: from hip to waist and from waist to shoulder."""
    return _point(value) if isinstance(value, list | tuple) else (float(value), float(value))
