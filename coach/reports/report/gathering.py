"""Gathers what a report is made from: the whole log, today's decision, the routines; it must not draw."""

from collections.abc import Container
from datetime import datetime, timedelta

from coach.app import today
from coach.app.diary import week
from coach.app.workspace import Workspace, load_file, open_log
from coach.core import progression, report
from coach.core.history.schedule import DAYS_OF_A_WEEK
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.report.rounds import in_span
from coach.core.report.values import Report
from coach.errors import CoachError
from coach.files import routines
from coach.files.moments import local
from coach.log import diary


def gathered(ws: Workspace, now: datetime) -> report.Source:
    """Raises CoachError for files that cannot be used. Nothing is kept in the log, nor changed in it."""
    basis = today.basis_of(ws, None, now, keep=False)
    with open_log(ws) as log:
        sessions = progression.up_to(basis.on, log.sessions(), local(now))
        told = diary.read(log)
    mine = basis.loaded.routine
    ids = {basis.setting.routine_of(each) for each in sessions} - {mine.id}
    return report.Source(
        sessions=sessions,
        setting=basis.setting,
        decision=basis.decided().decision,
        routines={mine.id: mine, **_files(ws, ids)},
        profile=ws.profile,
        diary=told,
        weeks_kept=week.this_week(ws, mine, now).weeks_kept,
        playing=basis.playing,
    )


def _files(ws: Workspace, ids: Container[str]) -> dict[str, Routine]:
    """The routines of these ids whose files are there and can be read."""
    found = {}
    for id_, path in routines.names(ws.home):
        if id_ not in ids:
            continue
        try:
            found[id_] = load_file(ws, path).routine
        except CoachError:
            continue
    return found


def made(source: report.Source, now: datetime, weeks: int) -> Report:
    """The report of the last `weeks` weeks."""
    return report.make(source, local(now), weeks)


def sessions_of(source: report.Source, now: datetime, weeks: int) -> tuple[Session, ...]:
    """The sessions that are in it."""
    last = local(now).date()
    return in_span(source.sessions, last - timedelta(days=weeks * DAYS_OF_A_WEEK - 1), last)
