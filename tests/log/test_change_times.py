"""Changes of position that took long, in the log: the last of each kind; and with export and import."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from coach.commands.export import as_json
from coach.core.changes import LastTimes, Took
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.errors import CoachError
from coach.log import Log, beside, change_times, corrections, import_form, merge

AT = datetime(2026, 11, 23, 8).astimezone()
TURN, DOWN = Took("lying_to_side", 30), Took("chair_to_floor", 40)


def played(log: Log, at: datetime, *took: Took, done: bool = True) -> int:
    sets = (SetDone("bird_dog", 1, "both", 4, at),) if done else ()
    made = log.add(Session(0, at, "two", {"bird_dog": Dose(1, 4, 2)}, sets, before=2))
    for each in took:
        change_times.keep(log, made, each)
    return made


def exported(log: Log) -> str:
    with log.view() as connection:
        return as_json(log.read(connection, ""), beside.read(connection))


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "log.sqlite3")


def test_the_last_three_of_each_kind_the_latest_first_with_the_sessions_since(log: Log) -> None:
    assert change_times.lately(log, AT.date()) == {}
    assert not log._path.exists(), "reading makes no file"
    played(log, AT - timedelta(days=3), Took("other", 13), Took("other", 14), TURN)
    played(log, AT - timedelta(days=5), Took("other", 11), Took("other", 12), DOWN)
    played(log, AT - timedelta(days=2))
    played(log, AT - timedelta(days=1), done=False)
    assert change_times.lately(log, AT.date()) == {
        "other": LastTimes((14, 13, 12), 1), "lying_to_side": LastTimes((30,), 1),
        "chair_to_floor": LastTimes((40,), 2),
    }  # fmt: skip


def test_what_is_old_or_deleted_tells_nothing(log: Log) -> None:
    played(log, AT - timedelta(weeks=9), DOWN)
    gone = played(log, AT, TURN)
    corrections.delete(log, gone, AT)
    assert change_times.lately(log, AT.date()) == {}
    corrections.restore(log, gone, AT)
    assert change_times.lately(log, AT.date()) == {"lying_to_side": LastTimes((30,))}


def test_they_go_along_with_an_export_once(log: Log, tmp_path: Path) -> None:
    played(log, AT - timedelta(days=1))
    played(log, AT, TURN, DOWN)
    text = exported(log)
    assert [each["changes"] for each in json.loads(text)] == [
        [], [{"kind": "lying_to_side", "seconds": 30}, {"kind": "chair_to_floor", "seconds": 40}],
    ]  # fmt: skip
    with Log(tmp_path / "there.sqlite3") as there:
        for _ in range(2):
            merge.merge(there, import_form.read(text))
            assert exported(there) == text
            assert change_times.lately(there, AT.date()) == change_times.lately(log, AT.date())


def test_a_file_without_them_is_read_and_a_wrong_one_is_told(log: Log) -> None:
    played(log, AT, TURN)
    data = json.loads(exported(log))
    data[0]["changes"] = [{"kind": "flying", "seconds": -1}]
    with pytest.raises(CoachError) as told:
        import_form.read(json.dumps(data))
    assert "entry 1: changes[0].kind: expected" in str(told.value)
    assert "entry 1: changes[0].seconds: expected" in str(told.value)
    del data[0]["changes"]
    (entry,) = import_form.read(json.dumps(data))
    assert entry.beside.changes == ()
