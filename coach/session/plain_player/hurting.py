"""It hurts, in plain lines: how much, where, and how the session goes on; it must not know how that is asked."""

from typing import Protocol

from coach.core.reason import Reason
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.session.plain_player.question import Question, question

HURTS = question("plain_hurts", Reason("enter_fine"))


class AsksHurt(Protocol):
    """How a person is asked, in lines or by voice. `stands` says what can be done where nobody answered."""

    stands: Reason

    def hurt(self, question: Question) -> str | None: ...

    def where(self) -> Serious | None: ...

    def sure_of(self, kind: Serious) -> Serious | None: ...

    def less(self) -> bool: ...

    def say(self, reason: Reason) -> None: ...


def hurts(conductor: Conductor, asks: AsksHurt, kind: Serious | None, *, stood: bool | None = None) -> None:
    """Asks how much and where, as the key `h` of the full screen does; the same rules decide what follows.

    Without an answer the session stands: nobody said that it does not hurt. `kind` is what was said already,
    `stood` whether it stays paused where it does not hurt; None as it is now.
    """
    stood = conductor.paused if stood is None else stood
    conductor.ask_hurt()
    answer = asks.hurt(HURTS)
    if answer == "skip" and kind is None:
        conductor.unhurt()
        if not stood:
            conductor.resume()
        return
    if answer is None and kind is None:
        asks.say(asks.stands)
        return
    means = None if answer is None or answer == "skip" else conductor.hurt(int(answer))
    kind = asks.where() if kind is None else asks.sure_of(kind)
    if kind is not None:
        means = conductor.hurt_seriously(kind)
    ends = conductor.must_end or conductor.pain.signs or conductor.pain.lighter(conductor.plan) is None
    if means is not None and ends:
        asks.say(means)
    if ends or not asks.less():
        conductor.end(conductor.pain.serious or "pain")
    else:
        conductor.lighten()
