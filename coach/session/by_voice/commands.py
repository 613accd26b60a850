"""What a word does to a running session, wherever it is played; it must not know how words are heard.

What has to be asked after a word ("it hurts") is the asker's.
"""

from collections.abc import Callable, Mapping

from coach.core.reason import Reason
from coach.listen.caution import END
from coach.session.conductor import Conductor
from coach.session.pain import Serious

LEG_OR_SHARP: Mapping[str, Serious] = {"leg": "spread", "sharp": "sharp"}
ASKS = frozenset({"hurts", *LEG_OR_SHARP})  # Questions follow.
KEYS: Mapping[str, Callable[[Conductor], None]] = {
    "skip": Conductor.next,
    "back": Conductor.back,
    "repeat": Conductor.repeat,
    "slower": Conductor.slower,
    "faster": Conductor.faster,
    "louder": Conductor.louder,
    "softer": Conductor.softer,
}
TELLS = frozenset({"help", "time_left", "whats_next"})


def said(name: str) -> str:
    """The name of what was said, where what it does has another."""
    return "stop" if name == END else name


def means_something(conductor: Conductor, name: str) -> bool:
    """Whether a name does anything now."""
    if conductor.finished:
        return False
    match name:
        case "pause":
            return not conductor.paused
        case "go_on":
            return conductor.paused or conductor.waiting
        case "ready":
            return conductor.waiting
        case "stop" | "too_hard":
            return True
    return name == END or name in TELLS or name in KEYS or name in ASKS


def do(conductor: Conductor, name: str) -> Reason | None:
    """Does what a name means that asks nothing, and gives what is to be said of it, if anything is."""
    match name:
        case "pause":
            conductor.pause()
            return Reason("hear_paused")
        case "go_on" if conductor.paused:
            conductor.resume()
        case "go_on" | "ready":
            conductor.ready()
        case "stop":
            conductor.pause()
            return Reason("hear_stopped")
        case _ if name == END:
            conductor.end(None)
        case "too_hard":
            conductor.next()
            return Reason("hear_left_too_hard")
        case _ if name in KEYS:
            KEYS[name](conductor)
        case _:
            return told(conductor, name)
    return None


def told(conductor: Conductor, name: str) -> Reason | None:
    """The answer to a question of the person's; None where there is none yet."""
    view = conductor.view()
    if name == "help":
        return Reason("hear_help")
    if view is None:
        return None
    if name == "time_left":
        return Reason("hear_time_left", minutes=round(view.left_ms / 60_000))
    return Reason("hear_whats_next", title=view.next_title) if name == "whats_next" else None
