"""What a key of a headset means to a session; it must not know how it comes or who carries it out.

None of them ends a session: only the coach's own keys and words do that, where a slip is asked about.
"""

from collections.abc import Callable, Mapping
from typing import Literal

from coach.desktop.orders import Press
from coach.session.conductor import Conductor

Action = Literal["ready", "toggle_pause", "next", "back"]
ACTIONS: Mapping[Action, Callable[[Conductor], None]] = {
    "ready": Conductor.ready,
    "toggle_pause": Conductor.toggle_pause,
    "next": Conductor.next,
    "back": Conductor.back,
}


def action_of(press: Press, conductor: Conductor) -> Action | None:
    """What it does now; None where it is so already: a headset that is taken off only ever pauses."""
    match press:
        case "next":
            return "next"
        case "previous":
            return "back"
        case "play_pause":
            return "ready" if conductor.waiting else "toggle_pause"
        case "play":
            return "ready" if conductor.waiting else "toggle_pause" if conductor.paused else None
        case "pause" | "stop":
            return None if conductor.waiting or conductor.paused else "toggle_pause"
