"""`coach report` as a user runs it: what is written where, with the figures of `coach log` and `coach today`."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from person import ANSWERS

from coach.cli import main
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone
from coach.log import Log, running

PLANNED = {"bird_dog": Dose(1, 6, 2)}
CYPRO_MINOAN = "\U00012f90"  # It can be seen, so it may be in a name; hardly any font has it.


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder with answers, and a log of three rounds in four days."""
    (tmp_path / "profile.toml").write_text(ANSWERS)
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    now = datetime.now().astimezone().replace(hour=0, minute=1, second=0, microsecond=0)
    with Log(tmp_path / "log.sqlite3") as log:
        for days, after in ((3, 2), (2, 6), (0, 3)):
            at = now - timedelta(days=days)
            sets = (SetDone("bird_dog", 1, "both", 6, at + timedelta(minutes=5)),)
            log.add(
                Session(
                    0, at, "first-weeks", PLANNED, sets, before=2, after=after, effort="ok", finished=True,
                    routine_doses=PLANNED,
                )
            )  # fmt: skip
    return tmp_path


def text(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments]) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments]) == 1
    found = capsys.readouterr()
    assert found.out == ""
    return found.err


@pytest.mark.usefixtures("home")
def test_it_is_printed_as_markdown_and_agrees_with_the_log_and_with_today(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = text(capsys, "report", "--weeks", "1")
    sessions = json.loads(text(capsys, "log", "--json"))
    assert re.search(rf"\*\*Rounds done:\*\* {len(sessions)} of \d+ asked for, on 3 of 4 days", told)
    today = json.loads(text(capsys, "today", "--json"))
    level = {"full": "full dose", "reduced": "a little less", "half": "half dose, half as far"}[today["level"]]
    assert f"**Now:** {level}, stage {today['stage']} of 3" in told
    assert "| P4 pain past 5 | 1 |" in told
    assert "2 before, 6 after" in told
    for each in sessions:
        assert f"| {each['at'][:10]} 00:01 | First weeks | all | 2 | – | {each['after']} |" in told


@pytest.mark.parametrize(("name", "begins"), [("r.html", b"<!DOCTYPE html>"), ("R.PDF", b"%PDF"), ("r.md", b"# ")])
def test_the_ending_of_the_file_says_what_it_is(
    home: Path, name: str, begins: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    assert text(capsys, "report", "-o", name, "--paper", "letter") == f"{home / name}\n"
    assert (home / name).read_bytes().startswith(begins)
    assert (home / name).stat().st_mode & 0o077 == 0


def test_a_sign_that_no_font_has_is_told_of_a_report_as_of_a_hand_out(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "routines").mkdir()
    mine = f'format = 2\nname = "{CYPRO_MINOAN}"\nrounds_per_day = 1\n[[exercise]]\nid = "bird_dog"\n'
    (home / "routines" / "mine.toml").write_text(mine, "utf-8")
    assert main(["log", "edit", "1", "--note", CYPRO_MINOAN]) == 0
    capsys.readouterr()
    for arguments in (("report", "-o", "r.pdf"), ("handout", "mine", "-o", "h.pdf")):
        assert main([*arguments]) == 0
        found = capsys.readouterr()
        assert found.out == f"{home / arguments[-1]}\n"
        assert found.err == (
            "Some signs in it are in no font of this computer, so the PDF does not show them. Write .html: "
            "a browser may have them.\n"
        )


def test_a_session_that_runs_is_not_in_it_and_that_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text(capsys, "report", "--weeks", "1")
    with Log(home / "log.sqlite3") as log:
        log.start(datetime.now().astimezone(), "first-weeks", PLANNED, PLANNED, before=2, runs=True)
    hold = running.take(home / "log.sqlite3")
    assert hold is not None
    assert main(["report", "--weeks", "1"]) == 0
    hold.release()
    found = capsys.readouterr()
    assert found.out == before
    assert found.err == "A session is running just now; it is not in it.\n"


def test_fhir_is_a_bundle_in_a_file_or_printed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    printed = json.loads(text(capsys, "report", "--format", "fhir"))
    text(capsys, "report", "-o", "r.json")
    written = json.loads((home / "r.json").read_text("utf-8"))
    assert printed["entry"] == written["entry"]
    values = [each["resource"]["valueQuantity"]["value"] for each in written["entry"]]
    assert values == [2, 2, 5.0, 2, 6, 5.0, 2, 3, 5.0]


def test_a_file_that_is_there_stays_and_one_of_the_coach_is_never_written(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "r.md").write_text("mine")
    assert "--replace" in refused(capsys, "report", "-o", "r.md")
    assert (home / "r.md").read_text() == "mine"
    text(capsys, "report", "-o", "r.md", "--replace")
    assert (home / "r.md").read_text().startswith("# ")
    (home / "routines").mkdir()
    assert "stays as it is" in refused(capsys, "report", "-o", "routines/r.md")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "fhir", "-o", "r.html"), "-o r.json"),
        (("--format", "fhir", "-o", ".md"), "-o report.json\n"),
        (("--format", "md", "-o", "a/b.c.PDF"), f"-o {Path('a', 'b.c.md')}\n"),
        (("--format", "pdf"), "A PDF goes into a file"),
        (("--format", "pdf", "-o", "-"), "A PDF goes into a file"),
    ],
)
def test_a_format_that_cannot_be_there_is_told(
    home: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in refused(capsys, "report", *arguments)
    assert not (home / "r.html").exists()


@pytest.mark.parametrize("arguments", [("-o", "r.doc"), ("--weeks", "0"), ("--weeks", "521"), ("--weeks", "x")])
@pytest.mark.usefixtures("home")
def test_what_no_report_can_be_is_a_wrong_command_line(arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["report", *arguments])
    assert error.value.code == 2


def test_without_a_session_nothing_is_written_and_it_is_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Log(home / "log.sqlite3") as log:
        (*_, first) = (each for each in log.sessions())
    for number in (1, 2, 3):
        assert main(["log", "delete", str(number)]) == 0
    capsys.readouterr()
    assert "the log has no session" in refused(capsys, "report", "-o", "r.html")
    with Log(home / "log.sqlite3") as log:
        log.add(Session(0, first.at - timedelta(days=20), "first-weeks", {}, before=2))
    said = refused(capsys, "report", "--weeks", "2", "-o", "r.html")
    assert "--weeks 3" in said
    assert not (home / "r.html").exists()
    text(capsys, "report", "--weeks", "3", "-o", "r.html")


def test_a_log_out_of_reach_is_no_empty_one(
    home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    (home / "log.sqlite3").rename(home / "elsewhere")
    (home / "log.sqlite3").symlink_to(home / "not-there")
    assert "nothing is there" in refused(capsys, "report", "-o", "r.html")
    monkeypatch.setenv("COACH_HOME", str(tmp_path_factory.mktemp("a") / "gone"))
    assert "is not there" in refused(capsys, "report")
