"""The shape that each state of a session has besides its colour: its frame, its bar, what fills the empty room.

It must not know widgets, times or colours. Each shape has a form in ASCII, for terminals without other characters.
"""

from typing import Literal, NamedTuple

State = Literal["move", "hold", "return", "breathe", "rest", "change", "ready", "done", "paused", "waiting"]
Toward = Literal["left", "right", "down"]  # Where one turns for the next set; down: into the next position.


class Frame(NamedTuple):
    """The characters around the stage."""

    top_left: str
    top: str
    top_right: str
    left: str
    right: str
    bottom_left: str
    bottom: str
    bottom_right: str


FRAMES: dict[State, tuple[str, str]] = {
    "move": ("┏━┓┃┃┗━┛", "+=+||+=+"),
    "hold": ("█▀████▄█", "########"),
    "return": ("╭─╮││╰─╯", ".-.||'-'"),
    "breathe": ("╭ ╮  ╰ ╯", ". .  ' '"),
    "rest": ("········", "........"),
    "ready": ("┏╍┓╏╏┗╍┛", "::::::::"),
    "waiting": ("┏╍┓╏╏┗╍┛", "::::::::"),
    "done": ("╔═╗║║╚═╝", "********"),
    "paused": ("╱╱╱╱╱╱╱╱", "////////"),
    "change": ("        ", "        "),  # Arrows, see below.
}
ARROWS: dict[Toward, tuple[str, str]] = {"left": ("◂", "<"), "right": ("▸", ">"), "down": ("▾", "v")}
# What is filled of the bar and what is not (an empty first one: solid, in eighths).
BARS: dict[State, tuple[tuple[str, str], tuple[str, str]]] = {
    "move": (("", "─"), ("#", "-")),
    "hold": (("█", "▒"), ("#", ":")),
    "return": (("", "─"), ("#", "-")),
    "breathe": (("·", "·"), (".", ".")),
    "rest": (("░", " "), ("~", " ")),
    "change": (("", "·"), ("", ".")),
    "ready": (("━", "╌"), ("=", ".")),
    "done": (("█", "█"), ("#", "#")),
    "paused": (("", "─"), ("#", "-")),
    "waiting": (("╌", "╌"), (".", ".")),
}
# What the empty room around the count is filled with; a rest drains like a vessel.
FILLS: dict[State, tuple[str, str]] = {"rest": ("░", "~"), "paused": ("╱", "/")}


def frame(state: State, toward: Toward, *, plain: bool) -> Frame:
    return Frame(*(ARROWS[toward][plain] * 8 if state == "change" else FRAMES[state][plain]))


def bar(state: State, toward: Toward, *, plain: bool) -> tuple[str, str]:
    """The glyphs of the bar: for what is filled, and for the rest of it."""
    full, rest = BARS[state][plain]
    return (ARROWS[toward][plain] if state == "change" else full), rest


def fill(state: State, *, plain: bool) -> str:
    """The character that fills the empty room; empty where it stays empty."""
    return FILLS.get(state, ("", ""))[plain]
