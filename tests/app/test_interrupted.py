"""How did it go: the question after a session that was interrupted, asked until it is answered or left."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.app import interrupted, workspace
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.log import Log, running

NOW = datetime(2026, 11, 23, 7, 30).astimezone()
YESTERDAY = NOW - timedelta(days=1)
DOSES = {"plank": Dose(2, 3, 5)}
DONE = (SetDone("plank", 1, "both", 3, YESTERDAY),)


@pytest.fixture
def ws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> workspace.Workspace:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return workspace.open_workspace(NOW)


def add(ws: workspace.Workspace, at: datetime = YESTERDAY, done: tuple[SetDone, ...] = DONE) -> None:
    with Log(ws.home.log) as log:
        log.add(Session(0, at, "r", DOSES, done, before=2, stopped="interrupted"))


def asked(ws: workspace.Workspace) -> Session | None:
    return interrupted.to_ask(ws, NOW)


def test_nothing_is_asked_without_a_log_or_where_nothing_was_done_or_long_ago(ws: workspace.Workspace) -> None:
    assert asked(ws) is None
    assert not ws.home.log.exists()
    add(ws, done=())
    add(ws, at=NOW - timedelta(days=8))
    assert asked(ws) is None


def test_it_is_asked_again_until_it_is_rated(ws: workspace.Workspace) -> None:
    add(ws)
    session = asked(ws)
    assert session is not None
    assert asked(ws) == session
    interrupted.rate(ws, session, 3, "ok")
    assert asked(ws) is None
    with Log(ws.home.log) as log:
        (kept,) = log.sessions()
    assert (kept.after, kept.effort, kept.stopped) == (3, "ok", "interrupted")


def test_left_for_good_it_is_not_asked_again_and_stays_interrupted(ws: workspace.Workspace) -> None:
    add(ws)
    session = asked(ws)
    assert session is not None
    interrupted.leave(ws, session)
    assert asked(ws) is None
    with Log(ws.home.log) as log:
        (kept,) = log.sessions()
    assert (kept.after, kept.stopped) == (None, "interrupted")


def test_nothing_is_asked_while_a_session_is_played(ws: workspace.Workspace) -> None:
    add(ws)
    hold = running.take(ws.home.log)
    assert hold is not None
    assert asked(ws) is None
    hold.release()
    assert asked(ws) is not None
