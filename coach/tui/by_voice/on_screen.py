"""What a screen has to do with the ear of its app: show what was heard, turn it on; it hears nothing itself."""

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual.dom import DOMNode

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.tui.one_button.hands import speaker_of

if TYPE_CHECKING:
    from coach.tui.by_voice.ear import Ear


@runtime_checkable
class Hearing(Protocol):
    """An app that may have an ear."""

    ear: "Ear | None"


def ear_of(shown: DOMNode) -> "Ear | None":
    """The ear of the app, if it has one."""
    app: Any = shown.app
    return app.ear if isinstance(app, Hearing) else None


def listens(of: DOMNode) -> bool:
    """Whether one can speak to it."""
    ear = ear_of(of)
    return ear is not None and ear.on


def person_speaks(of: DOMNode) -> bool:
    """Whether a person is saying something that may be a command."""
    ear = ear_of(of)
    return ear is not None and ear.person_speaks


def shown(of: DOMNode) -> str:
    """What was heard last, or that it listens; "" where it does not."""
    ear = ear_of(of)
    if ear is None or not ear.on:
        return ""
    return sentence(Reason("hear_shown", heard=ear.last) if ear.last else Reason("hear_listening"))


def problem(of: DOMNode) -> tuple[Reason, ...]:
    """What keeps it from hearing."""
    ear = ear_of(of)
    return () if ear is None or ear.problem is None else (ear.problem,)


def toggle(of: DOMNode) -> None:
    """Listens from now on, or no more."""
    ear = ear_of(of)
    listen(of, ear is None or not ear.on)


def listen(of: DOMNode, wanted: bool) -> None:
    """Listens from now on, if that is wanted; else no more."""
    ear = ear_of(of)
    if ear is None or ear.on == wanted:
        return
    if not wanted:
        ear.turn_off()
        return
    ear.turn_on()
    if ear.on:
        say(of, Reason("listening"))


def say(of: DOMNode, reason: Reason) -> None:
    """Says it beside what is played."""
    speaker_of(of).say(sentence(reason))


def hush(of: DOMNode) -> None:
    """Breaks off what is said beside what is played."""
    speaker_of(of).hush()
