"""Reads past sessions, corrects them and finds what followed, for the history; it must not draw."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from coach.app import entry, workspace
from coach.core.history import aftermath
from coach.core.model.decided import Finding
from coach.core.model.done import Effort, Session
from coach.core.model.routine import Routine
from coach.errors import CoachError
from coach.files import routines
from coach.files.moments import local
from coach.log import Log, corrections


def keep_note(ws: workspace.Workspace, session: Session, note: str | None, at: datetime) -> None:
    """Keeps a person's own words on a session, None for none. Raises CoachError where the log cannot be used."""
    with workspace.open_log(ws) as log:
        now = corrections.find(log, session.id)
        corrections.edit(log, now, replace(now, note=note and entry.text_of(note)), at)


class Past:
    """One user's sessions. Every method raises CoachError where the log cannot be used."""

    def __init__(self, ws: workspace.Workspace, clock: Callable[[], datetime]) -> None:
        self._ws = ws
        self._clock = clock
        self._routines: dict[str, Routine | None] = {}
        with workspace.open_log(ws) as log:
            self.sessions, self.corrections = log.sessions(), log.corrections()
        for name in {session.routine for session in self.sessions}:
            self._routine(name)  # Now, where nobody waits for a row to be drawn.

    def correct(self, session: Session, rating: str, value: int | Effort | None) -> None:
        """Changes a rating, or takes it away with None, and reads the sessions anew."""
        self.change(session, **{rating: value})

    def change(self, session: Session, **told: str | int | datetime | None) -> None:
        """Corrects what is told of it, with None to take it away, and reads the sessions anew."""

        def change(log: Log) -> None:
            """What the session says by now: it may have been corrected in another window."""
            now = corrections.find(log, session.id)
            new, _ = entry.corrected(now, told, self._ws.exercises, self._clock())
            corrections.edit(log, now, new, self._clock())

        self._correct(change)

    def delete(self, session: Session) -> None:
        """Takes a session out; `restore` brings it back."""
        self._correct(lambda log: corrections.delete(log, session.id, self._clock()))

    def restore(self, session: Session) -> None:
        self._correct(lambda log: corrections.restore(log, session.id, self._clock()))

    def moment(self, text: str, session: Session) -> datetime:
        """When a session was, as it is written by hand. Raises CoachError for what cannot be that."""
        try:
            at = datetime.fromisoformat("T".join(text.split()))
            if len(text.split()) != 2:
                raise ValueError
        except ValueError:
            raise CoachError("Write it like 2026-11-23 07:30.") from None
        here = local(at)
        if at.tzinfo is None and local(session.at.replace(tzinfo=None)).utcoffset() != session.at.utcoffset():
            here = at.replace(tzinfo=session.at.tzinfo)  # It was recorded elsewhere, and is meant as it was there.
        if wrong := entry.impossible(here.date()):
            raise CoachError(wrong)
        if off := entry.far_off(here.date(), self.today):
            raise CoachError(f"{off} Check the year.")
        if entry.twin(replace(session, at=here), self.sessions):
            raise CoachError("There is a session of that routine at that moment already.")
        return here

    def _correct(self, change: Callable[[Log], object]) -> None:
        """Changes the log and reads it anew, also where the change is refused: it is another log by now."""
        with workspace.open_log(self._ws) as log:
            try:
                change(log)
            finally:
                self.sessions, self.corrections = log.sessions(), log.corrections()

    @property
    def today(self) -> date:
        return self._clock().date()

    def title(self, session: Session) -> str:
        """The routine's name as people read it."""
        loaded = self._routine(session.routine)
        return (session.routine_title or session.routine) if loaded is None else loaded.title

    def followed(self, session: Session) -> tuple[Finding, ...] | None:
        """The rules that matched after a session; None where nothing tells what its routine was."""
        ws, loaded = self._ws, self._routine(session.routine)
        return aftermath.followed(session, self.sessions, loaded, ws.exercises, ws.profile)

    def _routine(self, name: str) -> Routine | None:
        if name not in self._routines:
            try:
                self._routines[name], _ = routines.load(routines.find(name, self._ws.home), self._ws.exercises)
            except CoachError:
                self._routines[name] = None
        return self._routines[name]
