"""A person's other routines: their rounds a day, and whether one of them was renamed; it must not know doses."""

from collections.abc import Sequence

from coach.app.workspace import Workspace
from coach.core.model import Routine, Session
from coach.core.progression.first_state import first_doses
from coach.core.progression.state import Setting
from coach.core.reason import Reason
from coach.files import routines


def rounds(ws: Workspace, mine: Routine) -> dict[str, int]:
    """The rounds a day of every routine but `mine`, by id; of one that cannot be read, those of `mine`."""
    paths = dict(routines.names(ws.home))
    return {id_: routines.rounds(path) or mine.rounds_per_day for id_, path in paths.items() if id_ != mine.id}


def left_behind(setting: Setting, past: Sequence[Session]) -> tuple[Reason, ...]:
    """What is told where this routine begins anew, though it looks like one whose file is gone.

    A renamed file takes its targets along by the name in it and its exercises (`Setting.routine_of`); here one of
    the two was changed as well. `past`: the sessions, oldest first, at least the last one of each routine.
    """
    mine = setting.routine
    if first_doses(setting, past) is not None:
        return ()
    gone = [each for each in past if each.routine not in (setting.others or {}) and each.routine_doses]
    for session in reversed(gone):
        if session.routine_doses.keys() == setting.items.keys():
            return (Reason("renamed_title", old=session.routine, title=session.routine_title or session.routine),)
        if session.routine_title == mine.title:
            return (Reason("renamed_exercises", old=session.routine),)
    return ()
