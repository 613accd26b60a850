"""The clock of the app that shows a screen, for what moves or waits on it; it knows no app of ours."""

from typing import Any, Protocol, runtime_checkable

from textual.dom import DOMNode

from coach.session.clocks import Clock


@runtime_checkable
class Timed(Protocol):
    """An app that was handed a clock."""

    clock: Clock


def clock_of(shown: DOMNode) -> Clock:
    """What a screen or a widget goes by; to be asked for once it is shown."""
    app: Any = shown.app
    assert isinstance(app, Timed)
    return app.clock
