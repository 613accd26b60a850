"""What is read of a person's other routines."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command import screened

from coach.app.other_routines import rounds
from coach.app.today import todays
from coach.app.workspace import load_routine, open_log, open_workspace
from coach.core.exercise import Dose
from coach.core.model.done import Session
from coach.files import routines

FILE = 'format = 1\n{}\n[[exercise]]\nid = "clamshell"\n'


def test_each_has_its_own_rounds_a_day_and_what_cannot_be_read_has_those_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(screened(tmp_path)))
    folder = tmp_path / "routines"
    folder.mkdir(exist_ok=True)
    lines = {"mine": "rounds_per_day = 2", "four": "rounds_per_day = 4", "none": "", "odd": "rounds_per_day = true",
             "many": "rounds_per_day = 7", "broken": "rounds_per_day = = 3"}  # fmt: skip
    for name, line in lines.items():
        (folder / f"{name}.toml").write_text(FILE.format(line))
    ws = open_workspace(datetime.now())
    found = rounds(ws, load_routine(ws, "mine").routine)
    assert "mine" not in found
    assert {id_: found[id_] for id_ in lines if id_ != "mine"} == {
        "four": 4, "none": 1, "odd": 2, "many": 2, "broken": 2,
    }  # fmt: skip
    assert found["first-weeks"] == 3


def test_no_other_file_is_read_where_the_log_knows_only_one_routine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(screened(tmp_path)))
    read: list[str] = []
    real = routines.rounds

    def counted(path: Path) -> int | None:
        read.append(path.stem)
        return real(path)

    monkeypatch.setattr(routines, "rounds", counted)
    now = datetime.now().astimezone()
    ws = open_workspace(now)
    days = {"short": [], "first-weeks": ["first-weeks"]}
    for number, (name, expected) in enumerate(days.items()):
        with open_log(ws) as log:
            doses = {"bird_dog": Dose(1, 6, 2)}
            log.add(Session(0, now + timedelta(seconds=number), name, doses, before=2, routine_doses=doses))
        read.clear()
        todays(ws, "short", now)
        assert read == expected
