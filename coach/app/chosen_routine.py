"""Which routine is played where none is named; it must not know what is in it, but to know a renamed file again."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.core.safe_text import printable
from coach.files import routines
from coach.files.paths import Home

if TYPE_CHECKING:
    from coach.log import Log

FIRST_ROUTINE = "first-weeks"


class Chosen(NamedTuple):
    """The file, and the name of the one that was kept as chosen where that is gone and no file follows it."""

    path: Path
    gone: str | None = None


class _Any:
    """Holds every name."""

    def __contains__(self, _name: object) -> bool:
        return True


def chosen(home: Home, kept: str | None, log: "Log | None") -> Chosen:
    """The one `kept` as chosen, else the last one played, or the first one shipped.

    Where the file of the first two is gone, the one that it was renamed to follows it: as the targets do. Without
    such a one it is passed over.
    """
    known = dict(routines.names(home))
    if kept is not None and kept in known:
        return Chosen(known[kept])
    if log is not None:
        wanted = kept or log.last_played(_Any())
        name = wanted if wanted is None or wanted in known else renamed(home, wanted, log)
        if name is not None:
            return Chosen(known[name])
        name = log.last_played(known)
        if name is not None:
            return Chosen(known[name], kept and printable(kept))
    return Chosen(routines.find(FIRST_ROUTINE, home), kept and printable(kept))


def renamed(home: Home, gone: str, log: "Log") -> str | None:
    """The user's own routine that has the name and the exercises of one whose file is gone: the last one played."""
    from coach.log.last_look import last_look

    look = last_look(log, gone)
    if look is None:
        return None
    same = [name for name, path in routines.own(home) if routines.look(path, name) == look]
    return log.last_played(same) or next(iter(same), None)
