"""What keeps a routine from being played, and which file it is in; it must not draw."""

from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from coach.app import chosen_routine
from coach.app.workspace import Loaded, Workspace, open_log
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import reach, routines, toml


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sentence, or mistakes in a file with the `lines` of its text.

    `path` is the routine's file where that is what has to be mended, else None.
    """

    sentence: str
    mistakes: tuple[Mistake, ...] = ()
    lines: tuple[str, ...] = ()
    path: Path | None = None

    @property
    def errors(self) -> int:
        return sum(mistake.severity == "error" for mistake in self.mistakes)


def file_of(ws: Workspace, wanted: str | Loaded | None) -> Path:
    """The file of the routine that is played: of the one named, else of the chosen one. Raises CoachError."""
    if isinstance(wanted, str):
        return routines.find(wanted, ws.home)
    if wanted is not None:
        return Path(wanted.routine.file)
    with open_log(ws) if reach.is_there(ws.home.log) else nullcontext() as log:
        return chosen_routine.chosen(ws.home, ws.settings.routine, log).path


def trouble_of(ws: Workspace, wanted: str | Loaded | None, error: CoachError) -> Trouble:
    """What an error means that was raised where today was to be read."""
    if not isinstance(error, MistakesError):
        return Trouble(str(error))
    path: Path | None = None
    lines: tuple[str, ...] = ()
    with suppress(CoachError):
        path = file_of(ws, wanted)
    if path is None or any(mistake.file != printable(str(path)) for mistake in error.mistakes):
        return Trouble("", error.mistakes)
    with suppress(CoachError):
        lines = toml.lines_of(toml.content(path, path.name))
    return Trouble("", error.mistakes, lines, path)
