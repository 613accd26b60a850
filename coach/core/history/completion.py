"""Says how much of what was planned in a session was done; it must not know what that means for a dose."""

from coach.core.history.repetitions import NONE, counts, done
from coach.core.model.done import Session


def whole(session: Session) -> int:
    """How many of the planned exercises were done in full."""
    all_counts = counts(session)
    return sum(done(all_counts.get(id_, NONE)) >= dose.repetitions for id_, dose in session.planned.items())


def all_done(session: Session) -> bool:
    """Whether all of it was done, also where it was stopped after that."""
    return session.finished or (bool(session.planned) and whole(session) == len(session.planned))
