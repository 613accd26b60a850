"""What is to be seen at one position of a timeline, as values for any screen; it must not know a screen."""

from dataclasses import dataclass
from typing import Literal

from coach.core.changes import ChangeKind
from coach.core.exercise import Dose, Exercise
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName, PlanItem
from coach.core.timeline import phrases
from coach.core.timeline.cues import Block, Cue, Timeline

SPOKEN_REPS = 2  # In these, of each side that takes its turn, the breath is told where words are learned.


@dataclass(frozen=True, slots=True)
class View:
    """A moment of the session.

    `kind` is "prepare" before a set, "rep" inside one, "close" after the last. `item` is the exercise's index in
    the plan that is being played, `items` their number. `rep` is 0 while preparing; `reps_done` counts those that
    were guided to their end, also before the session was interrupted. `phase` is None in the opening, in
    the breath between repetitions and in the close.
    `go_left_ms` is the time to the first repetition while preparing, else 0; `breath_left_ms` the time to what
    follows in the breath after a repetition, else 0. `said` is the last spoken text.
    `next_title` says which set the key for the next one leads to: before the count-in the one that is prepared,
    later the one after it. `next_setup` is how to lie or stand for it, empty between sets of one side. Both are
    empty before the end. `wait` is "now" while it stands until one is ready, "ahead" in what is said before that;
    `left_ms` counts nothing of what being ready leaves out.
    `change` is the kind of change of position in which one is, None outside of one.
    `breath` is when to breathe out or in, wherever that is not being told.
    """

    kind: Literal["prepare", "rep", "close"]
    item: int
    items: int
    exercise: Exercise
    dose: Dose
    set: int
    sets: int
    side: Side | None
    rep: int
    reps: int
    reps_done: int
    phase: PhaseName | None
    phase_ms: int
    phase_left_ms: int
    go_left_ms: int
    breath_left_ms: int
    position_ms: int
    left_ms: int
    total_ms: int
    said: str
    next_title: str
    next_setup: str
    done: bool
    wait: Literal["", "ahead", "now"] = ""
    breath: str = ""
    change: ChangeKind | None = None


def make_view(
    timeline: Timeline,
    index: int,
    position_ms: int,
    *,
    item: PlanItem,
    items: int,
    following: tuple[PlanItem, Block] | None,
    spare_later_ms: int,
) -> View:
    """The view in block `index`; `following` is the set that comes next, with its preparation.

    `spare_later_ms` is what being ready leaves out of the blocks after it.
    """
    block = timeline.blocks[index]
    last = index + 1 == len(timeline.blocks)
    until = len(timeline.cues) if last else timeline.blocks[index + 1].first_cue
    phases = [cue for cue in timeline.cues[block.first_cue : until] if cue.kind == "phase"]
    now = next((cue for cue in phases if cue.at_ms <= position_ms < cue.at_ms + cue.dur_ms), None)
    reps_done = 0
    if block.kind == "rep":
        reps_done = block.rep - (position_ms < phases[-1].at_ms + phases[-1].dur_ms)
    elif block.kind == "close":
        reps_done = item.reps_in(block.set)
    else:
        reps_done = timeline.blocks[index + 1].rep - 1  # Done before the session goes on.
    told = _tells(block, item.exercise, now, timeline.cues[block.first_cue : until])
    spare_ms = block.spare_ms(position_ms) + spare_later_ms
    title, setup = ("", "") if following is None else _next(*following)
    return View(
        kind=block.kind,
        item=block.item,
        items=items,
        exercise=item.exercise,
        dose=item.dose,
        set=block.set,
        sets=item.dose.sets,
        side=block.side,
        rep=block.rep,
        reps=item.reps_in(block.set),
        reps_done=reps_done,
        phase=None if now is None else now.phase,
        phase_ms=0 if now is None else now.dur_ms,
        phase_left_ms=0 if now is None else now.at_ms + now.dur_ms - position_ms,
        go_left_ms=block.end_ms - position_ms if block.kind == "prepare" else 0,
        breath_left_ms=block.end_ms - position_ms if block.kind == "rep" and now is None else 0,
        position_ms=position_ms,
        left_ms=max(0, timeline.total_ms - position_ms - spare_ms),
        total_ms=timeline.total_ms,
        said=_said(timeline.cues[:until], position_ms),
        next_title=title,
        next_setup=setup,
        done=position_ms >= timeline.total_ms,
        breath="" if told else _breath(item.exercise, now),
        wait=_wait(block, position_ms),
        change=block.change if now is not None and now.phase == "change" else None,
    )


def _wait(block: Block, position_ms: int) -> Literal["", "ahead", "now"]:
    if not block.spare_ms(position_ms):
        return ""
    return "now" if block.wait_ms is not None and position_ms >= block.wait_ms else "ahead"


def _tells(block: Block, exercise: Exercise, phase: Cue | None, cues: tuple[Cue, ...]) -> bool:
    """Whether a phase of the first repetitions has a whole sentence: it tells the breath, or fills the line."""
    first = SPOKEN_REPS * (2 if exercise.side == "alternate" else 1)
    if phase is None or block.rep > first:
        return False
    within = [cue.text for cue in cues if cue.text and phase.at_ms <= cue.at_ms < phase.at_ms + phase.dur_ms]
    return any(text not in phrases.short_words(exercise) for text in within)


def _breath(exercise: Exercise, phase: Cue | None) -> str:
    told = {"move": exercise.cues.breathe_move, "return": exercise.cues.breathe_return}
    return "" if phase is None else phrases.sentence(told.get(phase.phase or "", ""))


def _said(cues: tuple[Cue, ...], position_ms: int) -> str:
    return next((cue.text for cue in reversed(cues) if cue.text is not None and cue.at_ms <= position_ms), "")


def _next(item: PlanItem, block: Block) -> tuple[str, str]:
    side = f", {block.side} side" if block.side else ""
    order = f", set {block.set} of {item.dose.sets}" if item.dose.sets > 1 else ""
    setup = (
        "" if block.set > 1 and block.change is None else phrases.sided(item.exercise.cues.setup_short, block.side)
    )
    return f"{item.exercise.called}{side}{order}", setup
