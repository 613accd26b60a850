"""How a person answers, as the last answers showed: by the one button, by keys of their own; it knows no screen."""

from typing import Any, Literal, Protocol, runtime_checkable

from textual.dom import DOMNode

from coach.session.asking.turns import LATE_S, LATER_S, SOON_S
from coach.tui.one_button.speaker import Silence, Speaks

Way = Literal["unknown", "button", "keys"]
QUIET_S: dict[Way, float] = {"unknown": LATER_S, "button": SOON_S, "keys": LATE_S}
Place = tuple[int, int]


class Hands:
    """One person at one program. `aloud`: questions are asked aloud and, after a silence, offered to one button;
    `muted`: they want no sound now.

    A mouse that stays where it is is a button, too: `parked` is where it was clicked for that, in columns and rows.
    """

    def __init__(self) -> None:
        self.aloud = True
        self.muted = False
        self.way: Way = "unknown"
        self.parked: Place | None = None

    @property
    def quiet_s(self) -> float:
        """How long a question is left to other keys before its answers are offered; 0 for always."""
        return QUIET_S[self.way] if self.aloud else 0.0

    def moved(self) -> None:
        """They were elsewhere since: on the floor, for instance."""
        self.way = "unknown"


@runtime_checkable
class Led(Protocol):
    """An app that knows how a person answers, and speaks to them."""

    hands: Hands
    speaker: Speaks


def hands_of(shown: DOMNode) -> Hands:
    """Those of the app that shows it; of nobody in particular where it knows none."""
    app: Any = shown.app
    return app.hands if isinstance(app, Led) else Hands()


def speaker_of(shown: DOMNode) -> Speaks:
    """What speaks for it."""
    app: Any = shown.app
    return app.speaker if isinstance(app, Led) and app.hands.aloud and not app.hands.muted else Silence()
