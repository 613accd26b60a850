"""The session that was interrupted, and the question how it went; it must not know a screen.

At a start: `to_ask` gives the session, or None; the answers are `rate` (how it went) and `leave` (for good). Who
goes on without an answer writes nothing, and is asked again at the next start.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coach.app.workspace import Workspace, open_log
from coach.core.model.done import Effort, Session
from coach.files import reach

if TYPE_CHECKING:
    from coach.log import Log

LONGEST_MEMORY = timedelta(days=7)  # From then on nobody remembers how it went.


def to_ask(ws: Workspace, now: datetime) -> Session | None:
    """The latest interrupted session of the last week of which something was done, not rated and not left yet.

    None while a session is being played. Raises CoachError where the log cannot be read.
    """
    if not reach.is_there(ws.home.log):
        return None
    with open_log(ws) as log:
        if log.playing():
            return None
        left = log.left_questions()
        lately = log.sessions(now.date() - LONGEST_MEMORY)
        open_ = [each for each in reversed(lately) if each.stopped == "interrupted" and each.id not in left]
        return next((each for each in open_ if _is_to_be_asked(log, each)), None)


def rate(ws: Workspace, session: Session, after: int | None, effort: Effort | None) -> None:
    """Keeps how it went; None is skipped, and with both skipped it is not asked again. Raises CoachError."""
    with open_log(ws) as log:
        log.rate(session.id, after=after, effort=effort)
        log.leave_question(session.id)


def leave(ws: Workspace, session: Session) -> None:
    """Leaves it unrated for good. Raises CoachError where that cannot be kept."""
    with open_log(ws) as log:
        log.leave_question(session.id)


def _is_to_be_asked(log: "Log", session: Session) -> bool:
    """Whether something was done, or hurt, and nothing was said of it yet."""
    if _rated(session):
        return False
    if any(each.reps > 0 for each in session.sets):
        return True
    from coach.log import progress  # Where a session was lost, and nowhere else.

    found = progress.of(log, session.id)
    return found is not None and found.pain == "asked"


def _rated(session: Session) -> bool:
    return session.after is not None or session.effort is not None
