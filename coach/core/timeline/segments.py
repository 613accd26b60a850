"""Cuts a timeline into pieces that can be put together anew; it must not know positions or playing."""

from dataclasses import dataclass, replace

from coach.core.model.planned import Plan, PlanItem
from coach.core.timeline.cues import Block, Cue, SetEnd, Timeline


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with times from its own start; `plan` and `index` say where it comes from and name it for good."""

    plan: int
    index: int
    block: Block
    cues: tuple[Cue, ...]
    end: SetEnd | None
    item: PlanItem
    items: int


def cut(number: int, plan: Plan, timeline: Timeline) -> list[Piece]:
    """The timeline's blocks as pieces; a set's end goes with its last repetition."""
    pieces = []
    ends = {end.at_ms: end for end in timeline.set_ends}
    for index, block in enumerate(timeline.blocks):
        last = index + 1 == len(timeline.blocks)
        until = len(timeline.cues) if last else timeline.blocks[index + 1].first_cue
        start_ms = block.start_ms
        moved = replace(
            block,
            start_ms=0,
            end_ms=block.end_ms - start_ms,
            first_cue=0,
            go_ms=None if block.go_ms is None else block.go_ms - start_ms,
            wait_ms=None if block.wait_ms is None else block.wait_ms - start_ms,
        )
        cues = tuple(replace(cue, at_ms=cue.at_ms - start_ms) for cue in timeline.cues[block.first_cue : until])
        end = ends.get(block.end_ms) if block.kind == "rep" else None
        pieces.append(Piece(number, index, moved, cues, end, plan.items[block.item], len(plan.items)))
    return pieces
