"""Questions about pain in a session and at its end; they must not know what follows from the answers."""

from collections.abc import Sequence
from typing import Any, Literal

from textual.app import App

from coach.core.exercise import Exercise
from coach.core.model.done import Stop
from coach.core.model.planned import PlanItem
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.words import sentence
from coach.session import pain_signs
from coach.session.pain import Serious
from coach.tui.screens.question import Answer, Question
from coach.tui.words import texts

Where = Serious | Literal["back"]
ENDS, NO_NEXT = "That ends the session.", "Then get advice first, before another session."
NUMBER_IS_KEPT = "The number is kept. A wrong one can be corrected later: i on the dashboard, then e."
WHY = "Why did you stop?"
HURTS = "How much does it hurt, 0 to 10?"
ABOUT_STOP = """The reason decides about the next session.

time   nothing is taken away, nothing goes up
tired  a little less next time
pain   half as much next time, and less far
sharp pain, or pain in a leg: no session until you got
       advice and answered the screening again
skip   what was not done counts as too much"""
ABOUT_LEG = """What goes down a leg matters most when it stays.

went away  half as much next time, and less far
not yet    no session until you got advice and answered
           the screening again
skip       counts as not yet"""
ABOUT_WHERE = """Where it hurts decides how the session goes on.

back   with a number up to 5 you may go on with less
leg, or sharp: the session ends, and there is no other
       until you got advice and answered the screening
       again
skip   counts as the back"""


def where_question() -> Question[Where]:
    """Where it hurts, after the number; that is kept, and what leads back from it is to correct it."""
    answers: list[Answer[Where]] = [
        Answer("b", "in the back", "back"),
        Answer("l", "new in a leg, or further down it", "spread"),
        Answer("x", "sudden and sharp", "sharp"),
    ]
    return Question(
        "Where?",
        answers,
        note=NUMBER_IS_KEPT,
        skip="I cannot say",
        urgent=True,
        follows=True,
        about=ABOUT_WHERE,
        aloud="Where does it hurt?",
        hears="where",
    )


def sure_question(where: Serious, *, ended: bool = False) -> Question[bool]:
    """Once more before it is kept: a slip of a key would end all sessions until the screening is answered again.

    `ended`: the session at hand has ended already.
    """
    what = {"spread": "New in a leg, or further down it?", "sharp": "Sudden and sharp?"}[where]
    answers = [Answer("y", "yes", True), Answer("n", "no, go back", False)]
    return Question(
        what,
        answers,
        note=NO_NEXT if ended else ENDS,
        urgent=True,
        follows=True,
        about=ABOUT_WHERE,
        escape="n",
        aloud=f"{what} {NO_NEXT if ended else ENDS}",
        hears="confirm",
    )


def nothing_after(item: PlanItem | None) -> str:
    after = "" if item is None else f" after {clean(item.exercise.name)}"
    return f"Thank you. Nothing comes{after}, so this is the end. What you did is kept."


def less_or_end(means: str, left: Sequence[Exercise]) -> Question[str]:
    """What pain that allows going on leads to; `left` are the exercises that going on leaves out."""
    without = texts.join([clean(each.name) for each in left], ", ")
    less = f"without {without}, and half of what follows" if left else "half of everything"
    answers = [
        Answer("g", f"go on with less: {less}", "less"),
        Answer("e", "end here; what you did is kept", "end"),
    ]
    return Question("It hurts", answers, note=means, urgent=True, follows=True, aloud=means, hears="less")


def stop_question() -> Question[Stop]:
    """Why a session ended early; the kind of pain decides about the next one."""
    answers: list[Answer[Stop]] = [
        Answer("n", "no more time", "time"),
        Answer("t", "too tired", "tired"),
        Answer("p", "pain", "pain"),
        Answer("x", "sudden, sharp pain", "sharp"),
        Answer("l", "leg pain, new or further down", "spread"),
    ]
    return Question(WHY, answers, skip="skip", follows=True, about=ABOUT_STOP, aloud=WHY, hears="why")


def leg_question() -> Question[bool]:
    """Whether leg symptoms that ended a session went away soon: then they weigh less."""
    answers = [
        Answer("w", "it went away within five minutes", True),
        Answer("n", "not yet, or it took longer", False),
    ]
    asked = sentence(Reason("spread_passed_ask"))
    return Question(asked, answers, skip="skip", follows=True, about=ABOUT_LEG, aloud=asked, hears="confirm")


def signs_question(means: Reason) -> Question[bool]:
    """The signs that need help today (R1), shown with pain that is severe, sharp or goes down a leg."""
    answers = [Answer("o", "one of these", True), Answer("n", "none of these", False)]
    return Question(
        "Stop here. One of these?  o yes  n no",
        answers,
        note="\n".join(pain_signs.lines(means)),
        urgent=True,
        follows=True,
        aloud=pain_signs.aloud(means),
        hears="confirm",
    )


async def has_sign(app: App[Any], means: Reason | None) -> bool:
    """Shows the signs that need help today, after pain that is severe, sharp or goes down a leg."""
    if means is None:
        return False
    sign = await app.push_screen_wait(signs_question(means))
    return sign is True
