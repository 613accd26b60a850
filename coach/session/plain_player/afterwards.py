"""What the plain player tells once a session is rated; it must not know cues, sound or how a dose is decided."""

from contextlib import suppress
from datetime import datetime

from coach.app import workspace
from coach.app.today import following
from coach.core import encouragement, words
from coach.core.reason import Reason
from coach.core.words.next_time import next_time
from coach.errors import CoachError
from coach.session.plain_player.questions import tell


def tell_what_follows(
    ws: workspace.Workspace, played: workspace.Loaded, now: datetime, told: Reason | None
) -> None:
    """What the session means for the next one, then the sentence that is `told`; where that is rest, no sentence.

    Nothing where the files cannot be read any more, and where the answers of the screening are others by now, as
    a sign that needs help was said to be there.
    """
    with suppress(CoachError):
        if workspace.rescreened(ws, now) is not ws:
            return
        next_one = following(ws, played, now)
        if next_one.plan is None:
            tell(words.together(next_one.decision.reasons))
        else:
            tell(next_time(next_one.decision))
            tell_the_source(told)


def tell_the_source(told: Reason | None) -> None:
    """A true sentence at the very end, with where it comes from."""
    if told is not None:
        tell(f"{words.sentence(told)} ({encouragement.source(told)})")
