"""Asks how a session was that has just ended, and has its conductor keep each answer; nothing follows here."""

from coach.core.model.done import Stop
from coach.core.plan import MOST_PAIN_TO_GO_ON, SEVERE_PAIN
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.session import pain_signs
from coach.session.conductor import Conductor
from coach.tui.base_app import BaseApp
from coach.tui.screens.pain import has_sign, leg_question, stop_question, sure_question
from coach.tui.screens.question import Answer, Question
from coach.tui.screens.rating import Rating, effort_question
from coach.tui.screens.session import Ended

RISE = 2  # Points that are a real change (pain rule P5).
UNHURT: tuple[Stop | None, ...] = (None, "tired", "time")


async def ask(
    app: BaseApp, conductor: Conductor, ended: Ended, *, typed: str, before: int | None, usual: int | None
) -> bool:
    """Stores each answer at once, so that one given is kept whatever happens at the next question.

    Where nothing was done, and nothing hurt, only the reason is asked for. What nobody answers stays open.
    `typed` are keys of the rating, `before` is the one before the session, `usual` the usual pain.
    Gives whether there is a sign that needs help now: then nothing more is asked.
    """
    stopped: Stop | None = None
    if conductor.counted.unguided:
        did = await app.push_screen_wait(did_question(conductor.counted.unguided, follows=ended != "finished"))
        conductor.counted.settle_unguided(did=did is True)
    if ended not in ("finished", "pain"):
        stopped, answered = await _why_stopped(app)
        if not answered:
            # Nobody is there, and nobody said that it was too much: it is asked at the next start.
            conductor.writer.rate(None, None, "interrupted")
            return False
    if stopped is not None:
        conductor.writer.rate(None, None, stopped)
    if await has_sign(app, pain_signs.serious(stopped)):
        return True
    if ended == "nothing" and stopped in UNHURT:
        return False
    asked = Rating(
        typed=typed,
        follows=ended != "finished",
        usual=usual if before is None else before,
        asks=True,
        asked_aloud=conductor.sound.asked_aloud,
    )
    after = await app.push_screen_wait(asked)
    conductor.writer.rate(after, None)
    if await has_sign(app, pain_signs.severe(after)):
        return True
    if "spread" in (stopped, conductor.pain.serious):
        went_away = await app.push_screen_wait(leg_question())
        if went_away:
            conductor.writer.spread_passed()
    if asked.unanswered:  # Nobody is there.
        return False
    hurt = ended == "pain" or stopped not in UNHURT or went_up(before, after)
    effort = await app.push_screen_wait(effort_question(follows=True, hurt=hurt))
    conductor.writer.rate(None, effort)
    return False


async def _why_stopped(app: BaseApp) -> tuple[Stop | None, bool]:
    """Why a session ended early, and whether anybody answered; what forbids the next one is asked once more."""
    while True:
        asked = stop_question()
        stopped = await app.push_screen_wait(asked)
        if stopped != "sharp" and stopped != "spread":
            return stopped, not asked.unanswered
        sure = await app.push_screen_wait(sure_question(stopped, ended=True))
        if sure:
            return stopped, True


def did_question(number: int, *, follows: bool) -> Question[bool]:
    """Whether repetitions were done for which there was no sound; who is not there has not."""
    answers = [Answer("n", "no, or not all", False), Answer("y", "yes, all of them", True)]
    return Question(
        sentence(Reason("unguided_ask", number=number)),
        answers,
        note="They count only if you did them. A no is like a break: nothing becomes more or less by it.",
        escape="n",
        follows=follows,
    )


def went_up(before: int | None, after: int | None) -> bool:
    """Whether a rating after is one with which no effort is called just right: severe, or two points up."""
    if after is None:
        return False
    return after >= SEVERE_PAIN or (after > MOST_PAIN_TO_GO_ON if before is None else after - before >= RISE)
