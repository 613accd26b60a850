"""The morning after a session: when it is asked for, and that nobody is asked twice; with real logs."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from coach.app import workspace
from coach.app.today import basis_of, keep_morning
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.files import exercises, paths
from coach.files.settings import Settings

MONDAY = datetime(2026, 11, 23, 7, 30)
MORNING = datetime(2026, 11, 24, 6, 50).astimezone()
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def ws(tmp_path: Path) -> workspace.Workspace:
    return workspace.Workspace(paths.Home(tmp_path, tmp_path / "cache"), exercises.load_shipped(), None, Settings())


def done(at: datetime, *, sets: bool = True) -> Session:
    made = (SetDone("bird_dog", 1, "both", 4, at),) if sets else ()
    return Session(0, at, "two", {"bird_dog": Dose(1, 4, 2)}, made, before=2)


def add(ws: workspace.Workspace, *sessions: Session) -> None:
    with workspace.open_log(ws) as log:
        for session in sessions:
            log.add(session)


def logged(ws: workspace.Workspace) -> tuple[Session, ...]:
    with workspace.open_log(ws) as log:
        return log.sessions()


def to_ask(ws: workspace.Workspace, on: date) -> date | None:
    return basis_of(ws, "first-weeks", datetime.combine(on, time(9))).morning


def test_without_a_log_nothing_is_asked_and_none_is_made(ws: workspace.Workspace) -> None:
    assert to_ask(ws, TUESDAY) is None
    assert not ws.home.log.exists()


def test_the_morning_is_asked_for_on_a_later_day_and_not_on_the_same(ws: workspace.Workspace) -> None:
    add(ws, done(MONDAY))
    assert to_ask(ws, MONDAY.date()) is None
    assert to_ask(ws, TUESDAY) == TUESDAY
    assert to_ask(ws, WEDNESDAY) == TUESDAY
    assert to_ask(ws, MONDAY.date() + timedelta(days=7)) is None


def test_a_rated_morning_is_not_asked_for_again(ws: workspace.Workspace) -> None:
    add(ws, done(MONDAY), done(MONDAY + timedelta(hours=8), sets=False))
    keep_morning(ws, TUESDAY, 3, MORNING)
    assert [(session.morning, session.morning_at) for session in logged(ws)] == [(None, None), (3, MORNING)]
    assert to_ask(ws, TUESDAY) is None


def test_a_skipped_morning_is_not_asked_for_again_but_the_next_one_is(ws: workspace.Workspace) -> None:
    add(ws, done(MONDAY))
    keep_morning(ws, TUESDAY, None, MORNING)
    assert to_ask(ws, TUESDAY) is None
    assert to_ask(ws, WEDNESDAY) is None
    assert logged(ws)[0].morning is None
    add(ws, done(MONDAY + timedelta(days=1)))
    assert to_ask(ws, WEDNESDAY) == WEDNESDAY


def test_once_a_day_has_begun_it_is_too_late_to_ask(ws: workspace.Workspace) -> None:
    add(ws, done(MONDAY), done(MONDAY + timedelta(days=1), sets=False))
    assert to_ask(ws, TUESDAY) is None
    assert to_ask(ws, WEDNESDAY) == TUESDAY
