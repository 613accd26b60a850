"""The signs that need help today (R1), shown after severe, sharp or spreading pain; it must not know a screen."""

from coach.core import plan
from coach.core.model.done import Stop
from coach.core.reason import Reason
from coach.core.screening.questions import EMERGENCY_SIGNS
from coach.core.words import sentence


def severe(rating: int | None) -> Reason | None:
    """What a rating means with which the signs are shown; None for a lower one, and for none."""
    return plan.hurt_means(rating) if rating is not None and rating >= plan.SEVERE_PAIN else None


def serious(stopped: Stop | None) -> Reason | None:
    """The same for why a session was stopped."""
    return Reason(f"hurt_{stopped}") if stopped in ("sharp", "spread") else None


def lines(means: Reason) -> tuple[str, ...]:
    """What the pain means, then the question for the signs, each on a line of its own."""
    asked, now, rare = (
        sentence(Reason(f"ask_red_flags_{part}")) for part in ("emergency", "now", "emergency_help")
    )
    return (sentence(means), "", asked, *(f"· {sentence(each)}" for each in EMERGENCY_SIGNS), now, rare)


def aloud(means: Reason) -> str:
    """The same to be said."""
    asked, now = (sentence(Reason(f"ask_red_flags_{part}")) for part in ("emergency", "now"))
    return " ".join((sentence(means), asked, *(f"{sentence(each)}." for each in EMERGENCY_SIGNS), now))
