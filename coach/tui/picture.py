"""Turns a moment of the session into what the screen shows of it; it must not know widgets, keys or sound."""

from dataclasses import dataclass
from typing import Literal

from coach.tui import texts
from coach.view import View

State = Literal["move", "hold", "return", "breathe", "rest", "ready", "done", "paused", "waiting"]

GET_READY_MS = 3_000  # The count-in: a rest is over when it starts.
# Word, and the bar's glyphs for what is filled and what is not (an empty first one: solid, in eighths).
WORDS: dict[State, str] = {
    "move": "MOVE", "hold": "HOLD", "return": "RETURN", "breathe": "BREATHE", "rest": "REST",
    "ready": "GET READY", "done": "WELL DONE", "paused": "PAUSED", "waiting": "GET READY",
}  # fmt: skip
BARS: dict[State, tuple[str, str]] = {
    "move": ("", "─"), "hold": ("█", "▒"), "return": ("", "─"), "breathe": ("·", "·"), "rest": ("━", "╌"),
    "ready": ("━", "╌"), "done": ("█", "█"), "paused": ("", "─"), "waiting": ("╌", "╌"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """One moment, ready to be drawn; `filled` is 0 to 1, `digits` is empty where nothing counts down."""

    state: State
    word: str
    digits: str
    name: str
    where: str
    side: str
    filled: float
    bar: tuple[str, str]
    rep: int
    reps: int
    between: bool
    said: str
    next: str
    next_setup: str
    time_left: str
    place: str


WAITING = Picture(
    "waiting", WORDS["waiting"], "", "", "", "", 0.0, BARS["waiting"], 0, 0, False,
    "One moment: the voice is getting ready.", "", "", "", "",
)  # fmt: skip


def picture(view: View | None, *, paused: bool) -> Picture:
    """The picture of a view; None is the moment before the first word."""
    if view is None:
        return WAITING
    phase = _state(view)
    state: State = "paused" if paused and phase != "done" else phase
    digits, filled = _count(view, phase)
    return Picture(
        state=state,
        word=WORDS[state],
        digits=digits,
        name=texts.clean(view.exercise.name),
        where=f"set {view.set} of {view.sets}",
        side=texts.side_words(view.exercise, view.side) or ("sides in turn" if _alternates(view) else ""),
        filled=filled,
        bar=BARS[phase],
        rep=view.reps_done if view.kind == "close" else view.rep,
        reps=view.reps,
        between=view.kind == "close" or phase == "breathe",
        said="Paused. Press space to go on." if state == "paused" else texts.clean(view.said),
        next=f"next: {texts.clean(view.next_title) or 'the end of the session'}",
        next_setup=texts.clean(view.next_setup),
        time_left=f"{texts.minutes_seconds(view.left_ms)} left",
        place=f"exercise {view.item + 1} of {view.items}",
    )


def _alternates(view: View) -> bool:
    return view.exercise.side == "alternate"


def _state(view: View) -> State:
    if view.kind == "close":
        return "done"
    if view.kind == "prepare":
        return "rest" if view.phase == "rest" and view.go_left_ms > GET_READY_MS else "ready"
    if view.phase == "move":
        return "move"
    if view.phase == "hold":
        return "hold"
    return "return" if view.phase == "return" else "breathe"


def _count(view: View, state: State) -> tuple[str, float]:
    """The digits, and how far the bar is filled: out with the movement, back with the hold and the return."""
    if state == "done":
        return "", 1.0
    if state == "breathe":
        return texts.seconds_left(view.breath_left_ms), 0.0
    left_ms = view.go_left_ms if view.kind == "prepare" else view.phase_left_ms
    share_left = left_ms / view.phase_ms if view.phase_ms else 1.0
    return texts.seconds_left(left_ms), 1 - share_left if state in ("move", "rest", "ready") else share_left
