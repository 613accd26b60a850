"""`coach log` and `coach export` as a user or another program runs them, on real files."""

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from person import ANSWERS

from coach.app import entry
from coach.cli import main
from coach.commands import log as command
from coach.core.exercise import Dose
from coach.core.history import repetitions
from coach.core.model.done import Hurt, Session, SetDone
from coach.files.exercises import load_shipped
from coach.log import Log

AT = datetime(2026, 3, 2, 7, 30).astimezone()
ROUTINE = """\
format = 1
name = "Worked case"
rounds_per_day = 1
[[exercise]]
id = "clamshell"
sets = 2
reps = 8
[[exercise]]
id = "bird_dog"
sets = 1
reps = 6
[[exercise]]
id = "plank"
sets = 1
reps = 3
hold_s = 10
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A user's folder with answers and a routine, as COACH_HOME."""
    earlier = os.environ.get("COACH_HOME")
    os.environ["COACH_HOME"] = str(tmp_path)
    (tmp_path / "profile.toml").write_text(ANSWERS)
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "mine.toml").write_text(ROUTINE)
    yield tmp_path
    if earlier is None:
        del os.environ["COACH_HOME"]
    else:
        os.environ["COACH_HOME"] = earlier


def add(*flags: str, at: str = "2026-03-02T07:30") -> int:
    """Of a date that stays in the past however late it is: `--sure`, as it is more than a year ago some day."""
    return main(["log", "add", "--routine", "mine", "--at", at, "--sure", *flags])


def logged(home: Path) -> tuple[Session, ...]:
    with Log(home / "log.sqlite3") as log:
        return log.sessions()


def sets_of(session: Session, exercise: str) -> list[tuple[int, str, int]]:
    return [(done.set, done.side, done.reps) for done in session.sets if done.exercise == exercise]


def test_a_session_added_by_hand_holds_every_planned_set(home: Path) -> None:
    assert add("--before", "2", "--after", "3", "--effort", "ok") == 0
    (session,) = logged(home)
    assert session.at == AT
    assert session.planned == {"clamshell": Dose(2, 8, 0), "bird_dog": Dose(1, 6, 2), "plank": Dose(1, 3, 10)}
    assert session.routine_doses == session.planned
    assert sets_of(session, "clamshell") == [(1, "left", 8), (1, "right", 8), (2, "left", 8), (2, "right", 8)]
    assert sets_of(session, "bird_dog") == [(1, "both", 6)]
    assert (session.before, session.during, session.after, session.effort) == (2, None, 3, "ok")
    assert session.finished


def test_done_none_records_the_plan_and_no_set(home: Path) -> None:
    assert add("--done", "none", "--stopped", "time") == 0
    (session,) = logged(home)
    assert list(session.planned) == ["clamshell", "bird_dog", "plank"]
    assert session.sets == ()
    assert not session.finished


def test_done_in_part_fills_the_planned_sets_in_order(home: Path) -> None:
    assert add("--done", "clamshell=10, plank=0") == 0
    (session,) = logged(home)
    assert sets_of(session, "clamshell") == [(1, "left", 8), (1, "right", 8), (2, "left", 2), (2, "right", 2)]
    assert sets_of(session, "plank") == []
    assert sets_of(session, "bird_dog") == []
    assert not session.finished


def test_what_done_does_not_name_was_not_done(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add("--done", "clamshell=16") == 0
    assert {each.exercise for each in logged(home)[0].sets} == {"clamshell"}
    assert "1 of 3 exercises done" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["log", "add", "--help"])
    assert "what is not named was not done" in " ".join(capsys.readouterr().out.split())


def test_more_than_planned_is_kept_and_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add("--done", "clamshell=16,bird_dog=6,plank=5") == 0
    (session,) = logged(home)
    assert sets_of(session, "plank") == [(1, "both", 5)]
    assert session.finished
    assert "plank: 5 recorded, 3 were planned." in capsys.readouterr().err


def test_a_session_that_was_stopped_is_not_finished(home: Path) -> None:
    assert add("--stopped", "pain") == 0
    assert not logged(home)[0].finished


def test_the_plan_is_that_of_the_day_it_was_done(home: Path) -> None:
    assert add("--before", "2", "--after", "4", at="2026-03-02T07:30") == 0
    assert add(at="2026-03-03T07:30") == 0
    assert add(at="2026-03-01T07:30") == 0  # Put in before both: nothing had hurt by then.
    first, _, third = logged(home)
    assert first.planned["clamshell"] == Dose(2, 8, 0)
    assert third.planned == {"clamshell": Dose(2, 4, 0), "bird_dog": Dose(1, 4, 0), "plank": Dose(1, 3, 5)}


def test_todays_pain_is_part_of_that_plan(home: Path) -> None:
    assert add("--before", "5") == 0
    assert logged(home)[0].planned["plank"] == Dose(1, 3, 5)


def test_what_was_done_against_the_plan_is_recorded_all_the_same(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add("--before", "8") == 0
    (session,) = logged(home)
    assert session.planned == session.routine_doses
    assert session.finished
    assert "nothing was planned" in capsys.readouterr().err


def test_where_nothing_was_planned_what_was_left_out_is_not_recorded_as_done(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile_ = home / "profile.toml"
    profile_.write_text(ANSWERS.replace("stage = 2", 'stage = 1\ncannot = ["hands"]'))
    assert add("--before", "8") == 0
    (session,) = logged(home)
    assert {each.exercise for each in session.sets} == {"clamshell"} == set(session.planned)
    assert add("--before", "8", "--done", "bird_dog=4", "--again") == 0
    assert logged(home)[1].planned == {"bird_dog": Dose(1, 6, 2)}, "who names it did it"
    profile_.write_text(ANSWERS.replace("stage = 2", 'cannot = ["hands", "floor"]'))
    capsys.readouterr()
    assert add("--again") == 1
    assert "say what was done, or that nothing was: --done clamshell=6, or --done none" in capsys.readouterr().err
    assert add("--again", "--done", "none") == 0
    made = logged(home)[-1].id
    assert main(["log", "edit", str(made), "--done", "all"]) == 1
    assert "say what was done" in capsys.readouterr().err
    assert main(["log", "edit", str(made), "--done", "clamshell=3"]) == 0
    assert set(logged(home)[-1].planned) == {"clamshell"}


def test_being_too_sore_to_start_is_a_session_of_nothing(home: Path) -> None:
    assert add("--before", "8", "--done", "none") == 0
    (session,) = logged(home)
    assert (session.planned, session.sets, session.before, session.finished) == ({}, (), 8, False)


@pytest.mark.parametrize(
    "done",
    [
        "",
        "clamshell",
        "clamshell=",
        "=3",
        "clamshell=-1",
        "clamshell=x",
        "clamshell=²",
        "clamshell=1,clamshell=2",
        "clamshell=1,,plank=1",
        "clamshell=99999",
    ],
)
def test_done_that_cannot_be_read_is_bad_usage(home: Path, done: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert add("--done", done) == 2
    assert capsys.readouterr().err.startswith("--done: ")
    assert logged(home) == ()


def test_an_exercise_that_was_not_planned_is_a_plain_sentence(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add("--done", "clamshel=3") == 1
    assert "did you mean 'clamshell'" in capsys.readouterr().err
    assert add("--done", "superman=3") == 1
    assert "planned were: clamshell, bird_dog, plank" in capsys.readouterr().err
    assert logged(home) == ()


def test_an_unknown_routine_is_a_plain_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "add", "--routine", "mien", "--sure", "--at", "2026-03-02T07:30"]) == 1
    assert "did you mean 'mine'" in capsys.readouterr().err
    assert logged(home) == ()


def test_a_date_far_ahead_is_refused_and_a_near_one_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(at="9999-03-02T07:30") == 1
    assert "Check the year" in capsys.readouterr().err
    tomorrow = date.today() + timedelta(days=1)
    assert main(["log", "add", "--routine", "mine", "--at", f"{tomorrow}T07:30"]) == 0
    assert "in the future" in capsys.readouterr().err
    assert len(logged(home)) == 1


@pytest.mark.parametrize("flag", ["--before", "--during", "--after"])
@pytest.mark.parametrize("value", ["11", "-1", "2.5", "x"])
def test_a_rating_outside_0_to_10_is_bad_usage(home: Path, flag: str, value: str) -> None:
    with pytest.raises(SystemExit) as ended:
        add(f"{flag}={value}")
    assert ended.value.code == 2
    assert logged(home) == ()


def test_a_morning_is_given_to_the_session_before_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(at="2026-03-02T07:30")
    add(at="2026-03-02T19:30")
    assert main(["log", "morning", "--sure", "--date", "2026-03-03", "6"]) == 0
    assert "for the session of 2026-03-02 19:30" in capsys.readouterr().out
    assert [session.morning for session in logged(home)] == [None, 6]
    assert main(["log", "morning", "--sure", "--date", "2026-03-02", "6"]) == 1
    assert "no session before 2026-03-02" in capsys.readouterr().err


NOT_DONE = ["clamshell", "bird_dog", "plank"]
CONTRACT = [
    "id",
    "at",
    "routine",
    "planned",
    "sets",
    "before",
    "during",
    "after",
    "morning",
    "effort",
    "stopped",
    "finished",
    "hurts",
    "note",
    "usual_pain",
]


@pytest.mark.usefixtures("home")
def test_the_json_has_exactly_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    add("--before", "2", "--done", "plank=2")
    capsys.readouterr()
    assert main(["log", "--json"]) == 0
    (session,) = json.loads(capsys.readouterr().out)
    assert list(session) == CONTRACT
    assert session["at"] == AT.isoformat()
    assert session["planned"]["plank"] == {"sets": 1, "reps": 3, "hold_s": 10}
    assert session["sets"][-1] == {
        "exercise": "plank",
        "set": 1,
        "side": "both",
        "reps": 2,
        "at": AT.isoformat(),
    }
    assert (session["before"], session["during"], session["effort"], session["finished"]) == (2, None, None, False)
    assert (session["hurts"], session["note"], session["usual_pain"]) == ([], None, 2)


def test_a_note_keeps_no_code_that_a_terminal_would_act_on(home: Path) -> None:
    assert add("--note", "warm\x1b[2J room\nnext line") == 0
    assert logged(home)[0].note == "warm [2J room next line"


def test_pain_in_an_exercise_is_recorded_with_it(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = ("--hurt", "plank=4", "--hurt", " bird_dog = 6 ", "--hurt", "superman=0", "--during", "5")
    assert add(*flags, "--note", "cold room", "--stopped", "interrupted") == 0
    (session,) = logged(home)
    assert (session.during, session.stopped, session.note, session.finished) == (
        6,
        "interrupted",
        "cold room",
        False,
    )
    capsys.readouterr()
    main(["log", "--json"])
    at = AT.isoformat()
    assert json.loads(capsys.readouterr().out)[0]["hurts"] == [
        {"exercise": "plank", "rating": 4, "at": at},
        {"exercise": "bird_dog", "rating": 6, "at": at},
        {"exercise": "superman", "rating": 0, "at": at},
        {"exercise": None, "rating": 5, "at": at},
    ]


def test_during_is_a_report_without_an_exercise(home: Path) -> None:
    assert add("--during", "3") == 0
    assert logged(home)[0].hurts == (Hurt(None, 3, AT),)


@pytest.mark.parametrize(
    "bad", ["plank", "plank=", "=3", "plank=11", "plank=-1", "plank=3.5", "plank=three", "plank=٣", ""]
)
def test_a_report_that_cannot_be_read_is_bad_usage(
    home: Path, capsys: pytest.CaptureFixture[str], bad: str
) -> None:
    assert add("--hurt", bad) == 2
    assert "is not ID=N with N from 0 to 10" in capsys.readouterr().err
    assert logged(home) == ()


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("planck=3", "did you mean 'plank'?"),
        ("zumba=3", "of the routine are: clamshell, bird_dog, plank"),
        ("\x1b[2J=3", "x1b"),
    ],
)
def test_a_report_in_no_exercise_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], bad: str, words: str
) -> None:
    assert add("--hurt", bad) == 1
    told = capsys.readouterr().err
    assert "is no exercise" in told
    assert words in told
    assert logged(home) == ()


def test_the_usual_pain_of_that_time_stays_with_a_session(home: Path) -> None:
    assert add() == 0
    (home / "profile.toml").write_text(ANSWERS.replace("usual_pain = 2", "usual_pain = 5"))
    assert add(at="2026-03-03T07:30") == 0
    assert [session.usual_pain for session in logged(home)] == [2, 5]


def test_an_empty_log_is_an_empty_list_and_a_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert main(["log"]) == 0
    assert "coach play" in capsys.readouterr().out
    assert main(["export", "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert not (home / "log.sqlite3").exists()


def test_the_table_for_people_fits_80_columns_and_lets_nothing_through_to_the_terminal() -> None:
    doses = {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(1, 6, 2)}
    done = (SetDone("bird_dog", 1, "both", 6, AT), SetDone("clamshell", 1, "left", 10, AT))
    session = Session(1, AT, "a-routine-of-a-very-long-name", doses, done, 10, 10, 10, 10, "easy", "spread")
    far = replace(session, id=123456, stopped="interrupted", planned=dict.fromkeys("abcdefghijkl", Dose(1, 1, 0)))
    text = command.table([session, replace(session, routine="\x1b[2Jx", finished=True), far])
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text.isascii() or "…" in text
    assert "\x1b" not in text
    assert " 1/2 " in text
    assert " all " in text


def test_sides_count_as_the_one_with_fewer() -> None:
    sides = (SetDone("clamshell", 1, "left", 10, AT), SetDone("clamshell", 1, "right", 7, AT))
    assert repetitions.done_in(Session(1, AT, "r", {}, sides), "clamshell") == 7


def test_repetitions_are_split_without_losing_or_inventing_one() -> None:
    exercises = load_shipped()
    for sets in (1, 2, 3):
        for total in range(40):
            planned = {"bird_dog": Dose(sets, 6, 2)}
            done = entry.sets_done(planned, exercises, {"bird_dog": total}, AT)
            assert sum(each.reps for each in done) == total
            assert all(each.reps > 0 for each in done)
            assert [each.set for each in done] == list(range(1, len(done) + 1))


def test_the_export_is_the_whole_log_in_both_forms(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add("--before", "2", "--hurt", "plank=4", "--during", "3", "--note", "so so")
    add("--done", "plank=0", at="2026-03-03T07:30")
    capsys.readouterr()
    main(["log", "--json"])
    as_json = json.loads(capsys.readouterr().out)
    assert main(["export", "--format", "json"]) == 0
    exported = json.loads(capsys.readouterr().out)
    assert [{key: each[key] for key in CONTRACT} for each in exported] == as_json
    file = home / "log.csv"
    assert main(["export", "--format", "csv", "-o", str(file)]) == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text())))
    sets = [row for row in rows if row["set"]]
    hurts = [(row["exercise"], row["hurt"], row["hurt_at"]) for row in rows if row["hurt"]]
    assert hurts == [("plank", "4", AT.isoformat()), ("", "3", AT.isoformat())]
    assert {(row["usual_pain"], row["note"]) for row in rows} == {("2", "so so"), ("2", "")}
    assert len(sets) == sum(len(session["sets"]) for session in as_json)
    assert [row["exercise"] for row in rows if not row["set"] and not row["hurt"]] == NOT_DONE
    assert {row["finished"] for row in rows} == {"true", "false"}


def test_an_export_that_cannot_be_written_is_a_plain_sentence(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--format", "csv", "-o", str(home)]) == 1
    assert "is a folder" in capsys.readouterr().err
