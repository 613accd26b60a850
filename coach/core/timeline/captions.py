"""Writes what stands beside a rendered session: captions (WebVTT) and chapters; it must not know files or sound.

WebVTT: The Web Video Text Tracks Format, W3C. Times are the timeline's own, and so those of the sound file.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from coach.core.model.done import Side
from coach.core.model.planned import Plan, PlanItem
from coach.core.safe_text import escaped, printable
from coach.core.timeline.cues import Cue, Timeline


@dataclass(frozen=True, slots=True)
class Chapter:
    """One exercise, or one side of it, in milliseconds from the start of the sound; the next begins at its end."""

    start_ms: int
    end_ms: int
    title: str


def webvtt(plan: Plan, timeline: Timeline) -> str:
    """A caption for every spoken text and every phase that lasts, in order of time; phases name where they are."""
    items = {item.exercise.id: item for item in plan.items}
    parts = ["WEBVTT"]
    for cue in timeline.cues:
        text = (cue.text or "") if cue.kind == "say" else _where(cue, items) if cue.kind == "phase" else ""
        line = escaped(text)
        if line and cue.dur_ms > 0:
            parts.append(f"{_time(cue.at_ms)} --> {_time(cue.at_ms + cue.dur_ms)}\n{line}")
    return "\n\n".join(parts) + "\n"


def chapters(plan: Plan, timeline: Timeline) -> tuple[Chapter, ...]:
    """From the start of the sound to its end: each exercise begins with the change before its first set."""
    starts: list[tuple[int, str]] = []
    last: tuple[int, Side | None] | None = None
    for block in timeline.blocks:
        if block.kind == "prepare" and (block.item, block.side) != last:
            last = block.item, block.side
            named = printable(_name(plan.items[block.item], block.side), blanks=False)
            starts.append((block.start_ms if starts else 0, named))
    ends = [*(start_ms for start_ms, _ in starts[1:]), timeline.total_ms]
    return tuple(Chapter(start_ms, end, title) for (start_ms, title), end in zip(starts, ends, strict=False))


def _where(cue: Cue, items: Mapping[str, PlanItem]) -> str:
    """For example "Bird-dog · set 1 of 1 · repetition 3 of 10 · hold"."""
    parts = []
    item = items.get(cue.exercise) if cue.exercise is not None else None
    if item is not None:
        parts.append(_name(item, cue.side))
        if cue.set is not None:
            parts.append(f"set {cue.set} of {item.dose.sets}")
        if cue.rep is not None:
            parts.append(f"repetition {cue.rep} of {item.reps_in(cue.set or 1)}")
    return " · ".join((*parts, cue.phase or ""))


def _name(item: PlanItem, side: Side | None) -> str:
    """With the side where each side has sets of its own."""
    sided = side and item.exercise.side != "alternate"
    return f"{item.exercise.called} · {side} side" if sided else item.exercise.name


def _time(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"
