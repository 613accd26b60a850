"""Steps through a timeline: a position comes in, cues and a view go out; it must not know a clock, sound or screen.

The timeline is kept as pieces, one for each block with times from its own start, so that what comes after the
current block can be exchanged (another pace, another plan) while everything up to its end stays as it is.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

from coach.core.model.planned import Place, Plan, PlanItem
from coach.core.model.routine import ChangeMode
from coach.core.timeline.compiler import compile_plan
from coach.core.timeline.cue_track import LengthMs
from coach.core.timeline.cues import Block, Cue, SetEnd, Timeline
from coach.core.timeline.segments import Piece, cut
from coach.core.timeline.view import View, make_view

__all__ = ["Player", "View"]

SLOWEST = Fraction(4)
FASTEST = Fraction(1, 2)
STEP = Fraction(5, 4)
BACK_MS = 3_000  # This far into a set, "back" starts it again; earlier it goes to the set before.


class Player:
    """One session. Positions are milliseconds of the current timeline, as they are heard.

    A set is given once, at its first full playing; one that is jumped over is never given. Raises ValueError
    for a plan without anything to play.
    """

    def __init__(self, plan: Plan, length_ms: LengthMs) -> None:
        self.pace = Fraction(1)
        self.change = plan.change
        self.timeline = Timeline((), (), (), 0)
        self._length_ms = length_ms
        self._plans: list[tuple[Plan, PlanItem | None]] = []
        self._pieces: list[Piece] = []
        self._events: list[tuple[int, int, Cue | SetEnd, tuple[int, int]]] = []
        self._next_event = 0
        self._heard_ms = 0
        self._landed_ms = 0  # Where the last jump went: a position before it is still the sound from before it.
        self._spare_from_ms = [0]  # What being ready leaves out from each block on: a session asks at every tick.
        self._floor = 0  # The first block that "back" may reach.
        self._pending: list[SetEnd] = []
        self._given: set[tuple[int, int]] = set()
        self._lay(self._compile(self._add(plan, None)))

    # What happens, and what is to be seen

    def due(self, position_ms: int) -> tuple[Cue | SetEnd, ...]:
        """Everything up to the position that was not given yet, in order, each once."""
        out: list[Cue | SetEnd] = [*self._pending]
        self._pending = []
        self._heard_ms = max(self._heard_ms, position_ms)
        while self._next_event < len(self._events) and self._events[self._next_event][0] <= position_ms:
            _, _, event, key = self._events[self._next_event]
            self._next_event += 1
            if isinstance(event, Cue):
                out.append(event)
            elif key not in self._given:
                self._given.add(key)
                out.append(event)
        return tuple(out)

    def view(self, position_ms: int) -> View:
        """What a screen shows at the position."""
        position_ms = max(position_ms, self._landed_ms)
        index = self._at(position_ms)
        piece = self._pieces[index]
        following = self._following(index, position_ms)
        return make_view(
            self.timeline,
            index,
            position_ms,
            item=piece.item,
            items=piece.items,
            following=following,
            spare_later_ms=self._spare_from_ms[index + 1],
        )

    @property
    def all_done(self) -> bool:
        """Whether every set of the timeline as it is now has been given."""
        ends = {(piece.plan, piece.index) for piece in self._pieces if piece.end is not None}
        return ends <= self._given

    def partial(self, position_ms: int) -> SetEnd | None:
        """What a set that is left at the position counts: its repetitions guided to their end.

        Also a set that is over but was not given by `due` yet; it then counts as given. None for no repetition,
        and for a set that was given before.
        """
        self._collect(position_ms)
        if self._pending:
            return self._pending.pop()
        return self.so_far(position_ms)

    def so_far(self, position_ms: int) -> SetEnd | None:
        """The same of a set that goes on, without counting it as given."""
        position_ms = max(position_ms, self._landed_ms)
        index = self._at(position_ms)
        reps = self._reps_done(index, position_ms)
        if not reps:
            return None
        last = next(later for later in self._pieces[index:] if later.end is not None)
        if (last.plan, last.index) in self._given or last.end is None:
            return None
        return replace(last.end, at_ms=position_ms, reps=reps)

    def place(self, position_ms: int) -> Place | None:
        """The set at the position, in its preparation too; None at the close."""
        position_ms = max(position_ms, self._landed_ms)
        index = self._at(position_ms)
        piece, block = self._pieces[index], self.timeline.blocks[index]
        if block.kind == "close":
            return None
        side = None if piece.item.exercise.side == "alternate" else block.side
        reps = self._reps_done(index, position_ms) if block.kind == "rep" else self._behind(index)
        return Place(piece.item.exercise.id, block.set, side, reps)

    def _reps_done(self, index: int, position_ms: int) -> int:
        """The repetitions of a set that were guided to their end at the position; 0 outside a set."""
        block = self.timeline.blocks[index]
        if block.kind != "rep":
            return 0
        returned_ms = max(cue.at_ms + cue.dur_ms for cue in self._pieces[index].cues if cue.kind == "phase")
        return block.rep - (position_ms - block.start_ms < returned_ms)

    def _behind(self, index: int) -> int:
        """The repetitions that a set lacks at its beginning, as they were done before the session goes on."""
        return self.timeline.blocks[index + 1].rep - 1

    # Jumps

    def next(self, position_ms: int) -> int:
        """To the next preparation; from a preparation to its count-in; from the last set to the close."""
        position_ms = max(position_ms, self._landed_ms)
        index = self._at(position_ms)
        block = self.timeline.blocks[index]
        if block.kind == "close":
            return position_ms
        if block.go_ms is not None and position_ms < block.go_ms:
            return self._jump(position_ms, block.go_ms)
        return self._jump(position_ms, self.timeline.blocks[self._after_set(index)].start_ms)

    def back(self, position_ms: int) -> int:
        """From well inside a set to its count-in, else to the preparation of the set before."""
        position_ms = max(position_ms, self._landed_ms)
        index = self._at(position_ms)
        prepare = self._preparation(index)
        block = self.timeline.blocks[prepare]
        if prepare < self._floor:
            return position_ms
        if self.timeline.blocks[index].kind == "close":
            return self._jump(position_ms, self._begin_ms(prepare))
        if block.go_ms is not None and position_ms > block.end_ms + BACK_MS:
            return self._jump(position_ms, block.go_ms)
        if prepare > self._floor:
            return self._jump(position_ms, self._begin_ms(self._preparation(prepare - 1)))
        begin_ms = self._begin_ms(prepare)
        return self._jump(position_ms, begin_ms if begin_ms <= position_ms else block.start_ms)

    def repeat(self, position_ms: int) -> int:
        """To the first preparation of this exercise."""
        position_ms = max(position_ms, self._landed_ms)
        index = self._preparation(self._at(position_ms))
        if index < self._floor:
            return position_ms
        here = self._pieces[index]
        while index > self._floor:
            before = self._preparation(index - 1)
            if (self._pieces[before].plan, self._pieces[before].block.item) != (here.plan, here.block.item):
                break
            index = before
        return self._jump(position_ms, self._begin_ms(index))

    def again(self, position_ms: int) -> int:
        """To the beginning of this repetition; elsewhere it stays."""
        position_ms = max(position_ms, self._landed_ms)
        block = self.timeline.blocks[self._at(position_ms)]
        return self._jump(position_ms, block.start_ms if block.kind == "rep" else position_ms)

    # Changes of what comes

    def slower(self, position_ms: int) -> None:
        """Movements, breaths and preparations after the current block take 5/4 as long, up to 4 times."""
        self._set_pace(position_ms, min(SLOWEST, self.pace * STEP))

    def faster(self, position_ms: int) -> None:
        """They take 4/5 as long, down to half of the plan's time."""
        self._set_pace(position_ms, max(FASTEST, self.pace / STEP))

    def set_change(self, change: ChangeMode, position_ms: int) -> None:
        """Waits after the changes of position that come, or not; after the one at the position, too, where what
        was heard of it stays the same.
        """
        self.change = change
        self._plans = [(replace(plan, change=change), after) for plan, after in self._plans]
        position_ms = max(position_ms, self._heard_ms)
        index = self._at(position_ms)
        here = self._pieces[index]
        renewed = self._compile(here.plan)[here.index]
        within_ms = position_ms - self.timeline.blocks[index].start_ms
        self._renew(index if _heard(here, within_ms) == _heard(renewed, within_ms) else index + 1)

    def replace(self, plan: Plan, position_ms: int) -> int:
        """Goes on with another plan from the next preparation on (from the current one inside a preparation).

        The way there is kept, but "back" and "repeat" do not go behind it. What comes next is the same set as
        before where the new plan has it, else the first later one that it has. Gives the new position.
        """
        position_ms = max(position_ms, self._landed_ms)
        index = self._at(position_ms)
        kind = self.timeline.blocks[index].kind
        if kind == "close":
            return position_ms
        keep = index if kind == "prepare" else self._after_set(index)
        number = self._add(plan, self._pieces[keep - 1].item if keep else None)
        new = self._compile(number)
        self._collect(position_ms)
        landing = self._landing(new, keep)
        self._lay(self._pieces[:keep] + new[landing:])
        self._floor = keep
        return self._land(self._begin_ms(keep))  # What was played before is collected; nothing of the new one is.

    # Inner workings

    def _add(self, plan: Plan, after: PlanItem | None) -> int:
        if not any(item.dose.repetitions > 0 for item in plan.items):
            raise ValueError("a plan needs at least one exercise with a repetition")
        self._plans.append((replace(plan, change=self.change), after))
        return len(self._plans) - 1

    def _compile(self, number: int) -> list[Piece]:
        plan, after = self._plans[number]
        return cut(number, plan, compile_plan(plan, self._length_ms, self.pace, after))

    def _lay(self, pieces: list[Piece]) -> None:
        """Puts pieces one after another into a timeline; a set's end comes before what starts at the same time."""
        cues: list[Cue] = []
        blocks: list[Block] = []
        ends: list[SetEnd] = []
        self._events = []
        now = 0
        for piece in pieces:
            key = (piece.plan, piece.index)
            go_ms = None if piece.block.go_ms is None else piece.block.go_ms + now
            end_ms = now + piece.block.end_ms
            wait_ms = None if piece.block.wait_ms is None else piece.block.wait_ms + now
            blocks.append(
                replace(piece.block, start_ms=now, end_ms=end_ms, first_cue=len(cues), go_ms=go_ms, wait_ms=wait_ms)
            )
            for cue in piece.cues:
                cues.append(replace(cue, at_ms=cue.at_ms + now))
                self._events.append((cues[-1].at_ms, 1, cues[-1], key))
            if piece.end is not None:
                ends.append(replace(piece.end, at_ms=end_ms))
                self._events.append((end_ms, 0, ends[-1], key))
            now = end_ms
        self._pieces = pieces
        self.timeline = Timeline(tuple(cues), tuple(blocks), tuple(ends), now)
        from_last = accumulate((block.spare_ms(block.start_ms) for block in reversed(blocks)), initial=0)
        self._spare_from_ms = [*from_last][::-1]

    def _at(self, position_ms: int) -> int:
        """The block at a position; a boundary belongs to the block that starts there."""
        return max(0, bisect_right(self.timeline.blocks, position_ms, key=lambda block: block.start_ms) - 1)

    def _after_set(self, index: int) -> int:
        index += 1
        while self.timeline.blocks[index].kind == "rep":
            index += 1
        return index

    def _preparation(self, index: int) -> int:
        while self.timeline.blocks[index].kind != "prepare":
            index -= 1
        return index

    def _begin_ms(self, index: int) -> int:
        """Where a block's phase starts: the very first preparation has the opening before it."""
        start_ms = self.timeline.blocks[index].start_ms
        phases = [cue.at_ms for cue in self._pieces[index].cues if cue.kind == "phase"]
        return start_ms + phases[0] if phases else start_ms

    def _collect(self, position_ms: int) -> None:
        """Keeps the sets that were played to their end but not given yet, before a jump would drop them."""
        for at_ms, _, event, key in self._events[self._next_event :]:
            if at_ms > position_ms:
                break
            if isinstance(event, SetEnd) and key not in self._given:
                self._given.add(key)
                self._pending.append(event)

    def _jump(self, position_ms: int, to_ms: int) -> int:
        self._collect(position_ms)
        return self._land(to_ms)

    def _land(self, to_ms: int) -> int:
        self._next_event = bisect_left(self._events, (to_ms, 1), key=lambda event: event[:2])
        self._heard_ms = self._landed_ms = to_ms
        return to_ms

    def _set_pace(self, position_ms: int, pace: Fraction) -> None:
        if pace == self.pace:
            return
        self.pace = pace
        self._renew(self._at(max(position_ms, self._heard_ms)) + 1)

    def _renew(self, index: int) -> None:
        """Compiles the pieces from that one on anew."""
        later = self._pieces[index:]
        fresh = {number: self._compile(number) for number in {piece.plan for piece in later}}
        self._lay(self._pieces[:index] + [fresh[piece.plan][piece.index] for piece in later])

    def _landing(self, new: list[Piece], keep: int) -> int:
        """Where the new plan takes over from the old one's block `keep`."""
        old = self._pieces[keep]
        if old.block.kind == "close":
            return len(new) - 1
        wanted = old.item.exercise.id
        for index, piece in enumerate(new):
            block = piece.block
            same = block.kind == "prepare" and piece.item.exercise.id == wanted
            if same and (block.side == "right", block.set) >= (old.block.side == "right", old.block.set):
                return index
        for later in self._pieces[keep:]:
            for index, piece in enumerate(new):
                if piece.item.exercise.id == later.item.exercise.id != wanted and piece.block.kind == "prepare":
                    return index
        return len(new) - 1

    def _following(self, index: int, position_ms: int) -> tuple[PlanItem, Block] | None:
        """The set that `next` leads to; None where that is the close."""
        block = self.timeline.blocks[index]
        if block.kind == "close":
            return None
        if block.go_ms is None or position_ms >= block.go_ms:
            index = self._after_set(index)
        piece = self._pieces[index]
        return None if piece.block.kind == "close" else (piece.item, piece.block)


def _heard(piece: Piece, within_ms: int) -> list[tuple[int, str | None]]:
    """What was said and sounded in a piece so far."""
    return [(cue.at_ms, cue.text or cue.sound) for cue in piece.cues if cue.at_ms <= within_ms]
