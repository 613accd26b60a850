"""A person's other routines: their rounds a day, and whether one of them was renamed; it must not know doses."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coach.app.workspace import Workspace
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.progression.first_state import first_doses
from coach.core.progression.state import Setting
from coach.core.reason import Reason
from coach.files import routines


class Rounds(Mapping[str, int]):
    """The rounds a day of routines by id, each file read when it is first asked for; `usual` where it cannot be.

    Most starts ask for none: only a log with sessions of another routine does.
    """

    def __init__(self, paths: Mapping[str, Path], usual: int) -> None:
        self._paths = paths
        self._usual = usual
        self._read: dict[str, int] = {}

    def __getitem__(self, id_: str) -> int:
        if id_ not in self._read:
            self._read[id_] = routines.rounds(self._paths[id_]) or self._usual
        return self._read[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def rounds(ws: Workspace, mine: Routine) -> Rounds:
    """The rounds a day of every routine but `mine`; of one that cannot be read, those of `mine`."""
    paths = {id_: path for id_, path in routines.names(ws.home) if id_ != mine.id}
    return Rounds(paths, mine.rounds_per_day)


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
