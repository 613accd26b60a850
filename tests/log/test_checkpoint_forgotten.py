"""What is kept of the older part of a log is forgotten when that part changes, and used only where it holds."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from logbook import WORKED
from recording import DAYS, LAST, correct, decided, history, kept, sql, with_older_part_kept

from coach.core.model.done import Hurt, SetDone
from coach.log import Log, checkpoint, value_text

OLD, RECENT = 100, 390
NOW = datetime.combine(LAST, time(9))


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_older_part_kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def path(tmp_path: Path, made_once: Path) -> Path:
    """A log whose older part is kept."""
    return Path(shutil.copy(made_once, tmp_path))


def day_of(id_: int) -> datetime:
    return history()[id_ - 1].at


# Every way in which `Log` changes the session with an id, or brings one to its date.
CHANGES: dict[str, Callable[[Log, int], object]] = {
    "start": lambda log, id_: log.start(day_of(id_), "worked", WORKED, WORKED),
    "add": lambda log, id_: log.add(replace(history()[0], at=day_of(id_))),
    "add_set": lambda log, id_: log.add_set(id_, SetDone("plank", 2, "both", 3, NOW)),
    "add_hurt": lambda log, id_: log.add_hurt(id_, Hurt("plank", 6, NOW)),
    "rate": lambda log, id_: log.rate(id_, after=7),
    "finish": lambda log, id_: log.finish(id_, finished=False, stopped="pain"),
    "questions_over": lambda log, id_: log.questions_over(id_),
    "drop_if_empty": lambda log, id_: log.drop_if_empty(id_),
    "morning": lambda log, id_: log.morning(day_of(id_).date() + timedelta(days=1), 6, NOW),
}
CORRECTED: dict[str, Callable[[Log, int], object]] = {
    "correct": lambda log, id_: correct(log, id_, "after", 8, NOW)
}
NONE = {
    "close",
    "check_place",
    "keep_copy",
    "sessions",
    "last_played",
    "skip_morning",
    "skipped_mornings",
    "corrections",
    "view",
    "change",
    "read",
    "playing",
    "left_questions",
    "leave_question",
}


def test_every_way_to_change_a_session_is_named_here() -> None:
    assert {name for name in vars(Log) if not name.startswith("_")} == {*CHANGES, *NONE}


@pytest.mark.parametrize("change", [*CHANGES, *CORRECTED])
def test_whatever_changes_an_old_session_takes_it_away(path: Path, change: str) -> None:
    with Log(path) as log:
        {**CHANGES, **CORRECTED}[change](log, OLD)
    assert kept(path) == 0
    assert decided(path)[1] >= DAYS
    assert decided(path)[1] < 80


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_the_last_weeks_leaves_it(path: Path, change: str) -> None:
    with Log(path) as log:
        CHANGES[change](log, RECENT)
    assert kept(path) == 1
    assert decided(path)[1] < 80


def test_an_old_session_that_was_opened_and_closed_again_takes_it_away(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("DELETE FROM done WHERE session = ?", (OLD,))
        connection.execute("UPDATE session SET before = NULL, after = NULL, effort = NULL WHERE id = ?", (OLD,))
    with Log(path) as log:
        log.drop_if_empty(OLD)
    assert kept(path) == 0
    assert decided(path)[1] == DAYS - 1


def test_a_change_that_fails_leaves_it(path: Path) -> None:
    with Log(path) as log, pytest.raises(ValueError, match="refuses"):
        log.add_set(OLD, SetDone("plank", 0, "both", 3, NOW))
    assert kept(path) == 1


@pytest.mark.parametrize(
    ("change", "sessions"),
    [
        (f"DELETE FROM session WHERE id = {OLD}", DAYS - 1),
        ("DELETE FROM session WHERE id <= 20", DAYS - 20),
        ("INSERT INTO session (at, routine) VALUES ('2026-01-01T08:00:00', 'worked')", DAYS + 1),
        (f"UPDATE session SET at = '2026-10-30T08:00:00' WHERE id = {OLD}", DAYS),
        (f"UPDATE session SET at = '2026-01-01T08:00:00' WHERE id = {RECENT}", DAYS),
    ],
)
def test_sessions_that_came_and_went_without_the_coach_are_noticed(path: Path, change: str, sessions: int) -> None:
    with sql(path) as connection:
        connection.execute(change)
    assert decided(path)[1] == sessions
    assert decided(path)[1] < 80


def test_that_of_another_edition_of_the_rules_is_not_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(checkpoint, "EDITION", checkpoint.EDITION + 1)
        assert decided(path)[1] == DAYS
        assert decided(path)[1] < 80
    assert decided(path)[1] == DAYS


DAMAGE = (
    "UPDATE checkpoint SET text = replace(text, '\"full\"', '\"half\"')",
    "UPDATE checkpoint SET text = substr(text, 1, 1000)",
    "UPDATE checkpoint SET text = x'00ff00'",
    "UPDATE checkpoint SET text = CAST(x'ff' AS TEXT)",
    "UPDATE checkpoint SET seal = ''",
    "UPDATE checkpoint SET until = '2026-08-30'",
    "UPDATE checkpoint SET until = 'soon'",
    "UPDATE checkpoint SET newest = newest - 1",
    "UPDATE checkpoint SET sessions = 'all'",
    "UPDATE checkpoint SET routine = 'other'",
    "DROP TABLE checkpoint",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_one_is_not_used_and_made_anew(path: Path, damage: str) -> None:
    with sql(path) as connection:
        connection.execute(damage)
    assert decided(path)[1] == DAYS
    assert decided(path)[1] < 80


@pytest.mark.parametrize(
    "text",
    [
        "", "[", '{"a": 1}', '{"date": "soon"}', '{"coach.core.exercise Dose": {"dict": []}}',
        '{"coach.errors CoachError": {"dict": []}}', '{"builtins print": {"dict": []}}',
        '{"coach.log.value_text written": {"dict": [["value", 1]]}}',
    ],
)  # fmt: skip
def test_a_text_that_says_no_value_is_refused_and_makes_nothing_of_another_kind(text: str) -> None:
    with pytest.raises((ValueError, TypeError, LookupError, AttributeError)):
        value_text.made(text)


def test_without_its_table_the_log_is_written_all_the_same(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("DROP TABLE checkpoint")
    with Log(path) as log:
        log.add(history()[-1])
        assert len(log.sessions()) == DAYS + 1
