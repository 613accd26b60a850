"""Asks in plain lines how a session went, and keeps the answers; it must not know cues or sound."""

import signal

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.session import pain_signs
from coach.session.conductor import Conductor
from coach.session.plain_player.question import question, yes_or_no
from coach.session.plain_player.questions import BEFORE, EFFORT, Asks, tell
from coach.session.plain_player.stopping import Stop

AFTER = BEFORE
WHY = question("plain_why")


def ask_afterwards(conductor: Conductor, stop: Stop, asks: Asks, *, rating: bool) -> Reason | None:
    """Asks how it went where `rating` wants it; what pain means, if it does, with which the signs are shown."""
    pain = conductor.pain
    signs = pain_signs.serious(pain.serious) or pain_signs.severe(pain.highest)
    if rating:
        signs = _ask_ratings(conductor, stop, asks) or signs
        if not stop.cut:
            conductor.writer.questions_over()
    return signs if stop.number in (None, signal.SIGINT) else None


def _ask_ratings(conductor: Conductor, stop: Stop, asks: Asks) -> Reason | None:
    """Stores each answer at once, so that one given is kept whatever happens next; Ctrl-C skips what is left.

    Where nothing was done there is nothing to rate, only the reason to ask for. Gives what the answers mean with
    which the signs that need help today are shown.
    """
    signs = None
    try:
        stop.asking = True
        if conductor.counted.unguided and not stop.cut:
            number = conductor.counted.unguided
            did = asks.did(yes_or_no(Reason("unguided_ask", number=number)))
            conductor.counted.settle_unguided(did=did)
            if not did:
                tell(sentence(Reason("unguided_told", number=number)))
        if conductor.writer.any_done or not stop.early:
            after = asks.after(AFTER, asked_aloud=conductor.sound.asked_aloud)
            conductor.writer.rate(after, None)
            signs = pain_signs.severe(after)
            conductor.writer.rate(None, asks.effort(EFFORT))
        why = asks.why(WHY) if stop.early else None
        conductor.writer.rate(None, None, why)
        signs = pain_signs.serious(why) or signs
        leg = "spread" in (why, conductor.pain.serious)
        if leg and asks.passed(yes_or_no(Reason("spread_passed_ask"))):
            conductor.writer.spread_passed()
    except KeyboardInterrupt:
        tell("")
    finally:
        stop.asking = False
    return signs
