"""Turns a moment of the session into what the screen shows of it; it must not know widgets, keys or sound."""

from dataclasses import dataclass, replace

from coach.core.safe_text import clean
from coach.core.timeline.view import View
from coach.tui.drawing.state_shapes import State, Toward
from coach.tui.words import texts

READY, WHEN_READY = "READY", "Press any key, or click, when you are ready."
GET_READY_MS = 3_000  # The count-in: a rest or a change is over when it starts.
WORDS: dict[State, str] = {
    "move": "MOVE", "hold": "HOLD", "return": "RETURN", "breathe": "BREATHE", "rest": "REST",
    "change": "CHANGE", "ready": "GET READY", "done": "WELL DONE", "paused": "PAUSED", "waiting": "GET READY",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment, ready to be drawn; `filled` is 0 to 1, `digits` is empty where nothing counts down.

    `phase` is the state without regard to a pause, `toward` where one turns for the set that comes.
    """

    state: State
    phase: State
    toward: Toward
    word: str
    digits: str
    name: str
    where: str
    side: str
    filled: float
    rep: int
    reps: int
    between: bool
    said: str
    next: str
    next_setup: str
    time_left: str
    place: str


WAITING = Picture(
    "waiting", "waiting", "down", WORDS["waiting"], "", "", "", "", 0.0, 0, 0, False,
    "One moment: the voice is getting ready.", "", "", "", "",
)  # fmt: skip


def picture(view: View | None, *, paused: bool, first_words: str = "") -> Picture:
    """The picture of a view; None is the moment before the first words, or in which they are all there is."""
    if view is None:
        return replace(WAITING, said=clean(first_words)) if first_words else WAITING
    phase = _state(view)
    state: State = "paused" if paused and phase != "done" else phase
    digits, filled = ("", 0.0) if view.wait else _count(view, phase)
    asks = view.wait == "now" and state == "change"
    return Picture(
        state=state,
        phase=phase,
        toward="down" if view.side is None else view.side,
        word=READY if asks else WORDS[state],
        digits="" if state == "paused" else digits,
        name=clean(view.exercise.called),
        where=f"set {view.set} of {view.sets}",
        side=texts.side_words(view.exercise, view.side) or ("sides in turn" if _alternates(view) else ""),
        filled=filled,
        rep=view.rep if view.kind == "rep" else view.reps_done,
        reps=view.reps,
        between=view.kind != "rep" or phase == "breathe",
        said="Paused. Press space to go on." if state == "paused" else WHEN_READY if asks else clean(view.said),
        next=f"next: {clean(view.next_title) or 'the end of the session'}",
        next_setup=clean(view.next_setup),
        time_left=f"{texts.minutes_seconds(view.left_ms)} left",
        place=f"exercise {view.item + 1} of {view.items}",
    )


def _alternates(view: View) -> bool:
    return view.exercise.side == "alternate"


def _state(view: View) -> State:
    if view.kind == "close":
        return "done"
    if view.kind == "prepare":
        if view.go_left_ms > GET_READY_MS and (view.phase == "rest" or view.phase == "change"):
            return view.phase
        return "ready"
    if view.phase == "move":
        return "move"
    if view.phase == "hold":
        return "hold"
    return "return" if view.phase == "return" else "breathe"


def _count(view: View, state: State) -> tuple[str, float]:
    """The digits, and how far the bar is filled: it grows with a movement, drains in hold, return and rest."""
    if state == "done":
        return "", 1.0
    if state == "breathe":
        return texts.seconds_left(view.breath_left_ms), 0.0
    left_ms = view.go_left_ms if view.kind == "prepare" else view.phase_left_ms
    share_left = left_ms / view.phase_ms if view.phase_ms else 1.0
    return texts.seconds_left(left_ms), 1 - share_left if state in ("move", "change", "ready") else share_left
