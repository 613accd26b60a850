"""A question in plain lines as data: what is asked, and what Enter does; it must not know who asks or answers."""

from dataclasses import dataclass

from coach.core.reason import Reason
from coach.core.words import sentence, together

SKIPS, NO = Reason("enter_skips"), Reason("enter_no")


@dataclass(frozen=True, slots=True)
class Question:
    """`enter` is None where what is asked says what Enter does, or it does nothing."""

    asked: tuple[Reason, ...]
    enter: Reason | None = None

    @property
    def short(self) -> str:
        """Without what Enter does: for whom it does something else, or who hears it."""
        return together(self.asked)

    @property
    def line(self) -> str:
        """As it is printed in front of an answer."""
        return f"{self.short} " if self.enter is None else f"{self.short} {sentence(self.enter)} "


def question(id_: str, enter: Reason = SKIPS) -> Question:
    """One that is a sentence without figures."""
    return Question((Reason(id_),), enter)


def yes_or_no(*asked: Reason) -> Question:
    return Question(asked, NO)
