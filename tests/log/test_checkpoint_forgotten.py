"""What is kept of the older part of a log is forgotten when that part changes, and not looked at when damaged."""

import shutil
from pathlib import Path

import pytest
from recording import DAYS, decided, history, kept, sql, with_older_part_kept

from coach.log import Log
from coach.log.schema import CHECKPOINT_TRIGGERS

OLD, RECENT, BARE = 100, 390, 500
CHANGES = (
    f"UPDATE session SET after = 9 WHERE id = {OLD}",
    f"UPDATE session SET routine = 'other' WHERE id = {OLD}",
    f"UPDATE session SET at = '2030-01-01T08:00:00' WHERE id = {OLD}",
    f"UPDATE session SET at = '2026-01-01T08:00:00' WHERE id = {RECENT}",
    f"UPDATE session SET at = '2026-12-24 08:00:00' WHERE id = {RECENT}",
    f"UPDATE session SET at = '20261224T080000' WHERE id = {RECENT}",
    f"UPDATE session SET at = '2026-12-24T08:00:00+02:00' WHERE id = {RECENT}",
    f"UPDATE OR REPLACE session SET id = {OLD} WHERE id = {BARE}",
    f"DELETE FROM session WHERE id = {OLD}",
    "DELETE FROM session",
    "INSERT INTO session (at, routine) VALUES ('2026-01-01T08:00:00', 'worked')",
    "INSERT INTO session (at, routine) VALUES ('2026-W53-1T08:00', 'worked')",
    "INSERT INTO session (at, routine) VALUES (X'323032362D31322D323454', 'worked')",
    f"REPLACE INTO session (id, at, routine) VALUES ({OLD}, '2026-11-30T08:00:00', 'worked')",
    f"INSERT INTO session (id, at, routine) VALUES ({OLD}, '2026-11-30T08:00:00', 'worked')"
    " ON CONFLICT (id) DO UPDATE SET at = excluded.at",
    f"UPDATE dose SET reps = reps + 1 WHERE session = {OLD}",
    f"UPDATE dose SET session = {OLD}, exercise = 'x' WHERE session = {RECENT} AND kind = 'routine'"
    " AND exercise = 'plank'",
    f"UPDATE dose SET session = {RECENT}, exercise = 'x' WHERE session = {OLD} AND kind = 'routine'"
    " AND exercise = 'plank'",
    f"UPDATE OR REPLACE dose SET rowid = (SELECT min(rowid) FROM dose) WHERE session = {RECENT}"
    " AND kind = 'routine' AND exercise = 'plank'",
    f"DELETE FROM dose WHERE session = {OLD}",
    "DELETE FROM dose",
    f"INSERT INTO dose VALUES ({OLD}, 'planned', 'brace', 1, 5, 5)",
    f"INSERT INTO dose VALUES ('{OLD}', 'planned', 'brace', 1, 5, 5)",
    f"REPLACE INTO dose VALUES ({OLD}, 'planned', 'plank', 1, 5, 5)",
    "REPLACE INTO dose (rowid, session, kind, exercise, sets, reps, hold_s)"
    f" VALUES (1, {RECENT}, 'planned', 'brace', 1, 5, 5)",
    f"UPDATE done SET reps = 0 WHERE session = {OLD}",
    f"DELETE FROM done WHERE session = {OLD}",
    f"INSERT INTO done VALUES ({OLD}, 'brace', 1, 'both', 5, '2026-01-01T08:00:00')",
    "REPLACE INTO done (rowid, session, exercise, number, side, reps, at)"
    f" VALUES (1, {RECENT}, 'brace', 1, 'both', 5, '2026-11-20T08:00:00')",
)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_older_part_kept(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def path(tmp_path: Path, made_once: Path) -> Path:
    """A log whose older part is kept."""
    return Path(shutil.copy(made_once, tmp_path))


def change_by_hand(path: Path, change: str, foreign_keys: str) -> None:
    with sql(path) as connection:
        connection.execute(f"PRAGMA foreign_keys = {foreign_keys}")
        assert connection.execute(change).rowcount > 0


@pytest.fixture
def with_bare(path: Path) -> Path:
    """A log with a session of the last weeks that has neither plan nor sets."""
    with sql(path) as connection:
        connection.execute("INSERT INTO session (id, at, routine) VALUES (?, '2026-11-01T09:00:00', 'w')", (BARE,))
    assert kept(path) == 1
    return path


@pytest.mark.parametrize("foreign_keys", ["ON", "OFF"])
@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_an_old_session_takes_it_away(with_bare: Path, change: str, foreign_keys: str) -> None:
    change_by_hand(with_bare, change, foreign_keys)
    assert kept(with_bare) == 0


@pytest.mark.parametrize(
    "change",
    [
        f"UPDATE session SET morning = 4 WHERE id = {RECENT}",
        f"UPDATE session SET at = '2026-11-02T20:00:00' WHERE id = {RECENT}",
        f"UPDATE session SET id = 9999 WHERE id = {BARE}",
        f"DELETE FROM session WHERE id >= {RECENT}",
        f"UPDATE dose SET reps = reps + 1 WHERE session = {RECENT}",
        f"REPLACE INTO dose VALUES ({RECENT}, 'planned', 'plank', 1, 5, 5)",
        f"DELETE FROM done WHERE session = {RECENT}",
        f"INSERT INTO done VALUES ({RECENT}, 'brace', 1, 'both', 5, '2026-01-01T08:00:00')",
        "INSERT INTO session (at, routine) VALUES ('2026-11-02T20:00:00', 'worked')",
    ],
)
def test_whatever_changes_the_last_weeks_leaves_it(with_bare: Path, change: str) -> None:
    change_by_hand(with_bare, change, "ON")
    assert kept(with_bare) == 1
    assert decided(with_bare)[1] < 80


DAMAGE = (
    'UPDATE checkpoint SET text = replace(text, \'"level": "full"\', \'"level": "half"\')',
    "UPDATE checkpoint SET text = replace(text, '\"reps\": 10', '\"reps\": 11')",
    "UPDATE checkpoint SET text = substr(text, 1, 1000)",
    "UPDATE checkpoint SET text = ''",
    "UPDATE checkpoint SET text = x'00ff00'",
    "UPDATE checkpoint SET text = CAST(x'ff' AS TEXT)",
    "UPDATE checkpoint SET seal = ''",
    "UPDATE checkpoint SET seal = x'00'",
    "UPDATE checkpoint SET until = '2026-08-30'",
    "UPDATE checkpoint SET until = 'soon'",
    "UPDATE checkpoint SET until = x'00'",
    "UPDATE checkpoint SET newest = newest - 1",
    "UPDATE checkpoint SET newest = 'all'",
    "UPDATE checkpoint SET sessions = sessions + 1",
    "UPDATE checkpoint SET routine = 'other'",
    "ALTER TABLE checkpoint RENAME COLUMN seal TO sealed",
    "ALTER TABLE checkpoint ADD COLUMN more",
    "DROP TRIGGER checkpoint_0",
    "DROP TABLE checkpoint",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_one_is_not_looked_at_and_made_anew(path: Path, damage: str) -> None:
    with sql(path) as connection:
        connection.execute(damage)
    assert decided(path)[1] == DAYS
    assert decided(path)[1] < 80


def test_what_happened_without_the_triggers_is_not_forgotten(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("DROP TRIGGER checkpoint_1")
        connection.execute(f"UPDATE session SET after = 9 WHERE id = {OLD}")
    assert decided(path)[1] == DAYS
    assert decided(path)[1] < 80


def test_a_session_that_went_unseen_by_the_triggers_is_missed(path: Path) -> None:
    with sql(path) as connection:
        for name in CHECKPOINT_TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"DELETE FROM session WHERE id = {OLD}")
        for statement in CHECKPOINT_TRIGGERS.values():
            connection.execute(statement)
    assert decided(path)[1] == DAYS - 1
    assert decided(path)[1] < 80


def test_without_its_table_the_log_is_written_all_the_same(path: Path) -> None:
    with sql(path) as connection:
        connection.execute("DROP TABLE checkpoint")
    with Log(path) as log:
        log.add(history()[-1])
        assert len(log.sessions()) == DAYS + 1
