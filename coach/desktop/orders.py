"""What the program and its process beside the desktop tell each other, as lines; it knows neither of them."""

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Press = Literal["play_pause", "play", "pause", "stop", "next", "previous"]
END = b'{"end": true}\n'  # Ends the process, as the end of its stdin does.
PRESSES: frozenset[str] = frozenset(get_args(Press))
Status = Literal["Playing", "Paused", "Stopped"]
Part = Literal["awake", "player", "softer"]


@dataclass(frozen=True, slots=True)
class Now:
    """A session at one moment, as a player shows it.

    `title` is the exercise, `detail` its phase and the time left; both are text for people, of at most a line.
    `track` is another number for each set. `awake`: the computer must neither sleep nor lock its screen; `soft`: a
    cue is spoken.
    """

    title: str = ""
    detail: str = ""
    album: str = ""
    status: Status = "Stopped"
    track: int = 0
    position_ms: int = 0
    length_ms: int = 0
    awake: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How one part does: it works, by the way of `how`, or not, for the reason `why` (an id)."""

    part: Part
    works: bool
    how: str = ""
    why: str = ""


def line_of(told: Now | Report | Press) -> bytes:
    """One line, its end included."""
    values: dict[str, Any]
    match told:
        case Now():
            values = {"now": asdict(told)}
        case Report():
            values = {"report": asdict(told)}
        case _:
            values = {"press": told}
    return json.dumps(values).encode() + b"\n"


def read(line: bytes) -> Now | Report | Press | None:
    """What a line tells; None for one that tells nothing. Both ends are ours: only their death cuts a line."""
    try:
        values = json.loads(line)
    except ValueError:
        return None
    match values:
        case {"now": dict(now)}:
            return Now(**now)
        case {"report": dict(report)}:
            return Report(**report)
        case {"press": str(press)} if press in PRESSES:
            return press  # type: ignore[return-value]
    return None
