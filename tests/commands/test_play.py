"""`coach play --plain` in a process of its own: what it prints, asks, keeps, and how it ends."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from command import ANSWERS, COMMAND, coach, environment, screened
from terminal import on_terminal

FAST = ("play", "short", "--plain", "--output", "silent", "--speed", "1000")
# A second is 60: time enough to end a session in the middle of a set.
SLOW = ("play", "short", "--plain", "--output", "silent", "--speed", "60")
SETS = ["set done: bird_dog 1 both", "set done: clamshell 1 left", "set done: clamshell 1 right"]
posix_only = pytest.mark.skipif(os.name != "posix", reason="signals of Unix")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screened(tmp_path_factory.mktemp("template"))


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "home"))


def sessions(home: Path) -> list[dict[str, Any]]:
    found = json.loads(coach(home, "log", "--json").stdout)
    assert isinstance(found, list)
    return found


def done_in(session: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(each["exercise"], each["side"], each["reps"]) for each in session["sets"]]


def started(home: Path, *arguments: str, **streams: Any) -> "subprocess.Popen[str]":
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen([*COMMAND, *arguments], env=environment(home), text=True, encoding="utf-8", **streams)


def read_until(process: "subprocess.Popen[str]", text: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if text in line:
            return
    raise AssertionError(f"no {text}; {process.stderr.read() if process.stderr else ''}")


def test_a_shipped_routine_is_played_to_its_end(home: Path) -> None:
    cues = coach(home, "timeline", "first-weeks").stdout.splitlines()
    done = coach(home, "play", "first-weeks", "--plain", "--speed", "1000", "--output", "silent", "--no-rating")
    assert done.returncode == 0
    assert "How is your back" not in done.stderr
    lines = done.stdout.splitlines()
    assert [line for line in lines if not line.startswith("set done")] == cues
    (session,) = sessions(home)
    told = [f"set done: {each['exercise']} {each['set']} {each['side']}" for each in session["sets"]]
    assert [line for line in lines if line.startswith("set done")] == told
    assert len(told) == 4
    assert (session["routine"], session["finished"], session["before"]) == ("first-weeks", True, None)


def test_a_set_is_in_the_log_before_it_is_told(home: Path) -> None:
    process = started(home, *SLOW, "--no-rating")
    for number, line in enumerate(SETS, 1):
        read_until(process, line)
        assert len(sessions(home)[0]["sets"]) >= number
    process.communicate(timeout=30)
    assert process.returncode == 0


def test_ratings_from_a_pipe_are_kept(home: Path) -> None:
    done = coach(home, *FAST, stdin="2\n5\nok\n")
    assert done.returncode == 0
    (session,) = sessions(home)
    assert (session["before"], session["after"], session["effort"]) == (2, 5, "ok")


@pytest.mark.parametrize(("after", "shown"), [("9", True), ("7", False)])
def test_severe_pain_afterwards_shows_the_signs_that_need_help_today(home: Path, after: str, shown: bool) -> None:
    done = coach(home, *FAST, stdin=f"2\n{after}\nok\n")
    assert done.returncode == 0
    assert ("numbness or tingling between the legs" in done.stderr) == shown
    assert "one of these?" not in done.stderr, "a pipe is not asked"


def test_what_is_no_rating_is_asked_again_and_the_end_of_the_answers_skips(home: Path) -> None:
    done = coach(home, *FAST, stdin="11\n-1\nten\n٣\n".encode() + b"\xff\xfe\n" + b"3\n")
    assert done.returncode == 0
    assert done.stderr.count("A whole number from 0 (no pain) to 10 (worst imaginable), please.") == 5
    (session,) = sessions(home)
    assert (session["before"], session["after"], session["effort"], session["finished"]) == (3, None, None, True)


def test_pain_two_points_up_halves_the_next_session(home: Path) -> None:
    assert coach(home, *FAST, stdin="2\n5\nok\n").returncode == 0
    done = coach(home, *FAST, stdin="2\n5\nok\n")
    assert "half as much" in done.stderr
    first, second = sessions(home)
    assert done_in(first) == [("bird_dog", "both", 6), ("clamshell", "left", 8), ("clamshell", "right", 8)]
    # Bird-dog: half of 6 is under the minimum of 4; clamshell: half of 8.
    assert done_in(second) == [("bird_dog", "both", 4), ("clamshell", "left", 4), ("clamshell", "right", 4)]
    today = json.loads(coach(home, "today", "--json", "short").stdout)
    assert (today["level"], today["range"], today["rules"]) == ("half", "half", ["P5"])
    # At half already, so the targets themselves were cut to 4/5; bird-dog stays at its minimum.
    doses = [(each["id"], each["reps"], each["target"]["reps"]) for each in today["exercises"]]
    assert doses == [("bird_dog", 4, 4), ("clamshell", 3, 6)]
    assert today["omitted"] == []


def test_the_worked_case_of_two_days_of_pain_two_points_up(tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS.read_text("utf-8").replace("stage = 1", "stage = 2"), encoding="utf-8")
    home = tmp_path / "home"
    assert coach(home, "screen", "--answers", str(answers)).returncode == 0
    routine = tmp_path / "worked.toml"
    routine.write_text(
        "format = 1\nrounds_per_day = 1\n"
        + "".join(
            f'[[exercise]]\nid = "{name}"\nsets = 1\nreps = {reps}\nhold_s = {hold_s}\n'
            for name, reps, hold_s in (("clamshell", 10, 0), ("bird_dog", 6, 2), ("plank", 3, 10))
        ),
        encoding="utf-8",
    )
    today = date.today()

    def plan_after(days_ago: int) -> tuple[list[str], dict[str, tuple[int, int]]]:
        added = coach(
            home,
            "log",
            "add",
            "--routine",
            str(routine),
            "--at",
            f"{today - timedelta(days=days_ago)}T07:30",
            "--before",
            "2",
            "--after",
            "4",
            "--effort",
            "ok",
        )
        assert added.returncode == 0
        on = str(today - timedelta(days=days_ago - 1))
        data = json.loads(coach(home, "today", "--json", "--on", on, str(routine)).stdout)
        return data["rules"], {each["id"]: (each["reps"], each["hold_s"]) for each in data["exercises"]}

    assert plan_after(2) == (["P5"], {"clamshell": (5, 0), "bird_dog": (4, 0), "plank": (3, 5)})
    assert plan_after(1) == (["P5"], {"clamshell": (4, 0), "bird_dog": (4, 0), "plank": (3, 4)})


def test_too_sore_to_start_plays_nothing_and_is_remembered(home: Path) -> None:
    done = coach(home, *FAST, stdin="8\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Too sore to start today." in done.stderr
    assert "see a clinician" not in done.stderr
    assert [(each["before"], each["planned"], each["sets"]) for each in sessions(home)] == [(8, {}, [])]


def test_too_sore_to_start_the_second_time_running_sends_to_a_clinician(home: Path) -> None:
    yesterday = f"{date.today() - timedelta(days=1)}T07:30"
    coach(home, "log", "add", "--routine", "short", "--at", yesterday, "--before", "8", "--done", "none")
    done = coach(home, *FAST, stdin="9\n")
    assert (done.returncode, done.stdout) == (1, "")
    assert "second time running: please see a clinician" in done.stderr


def test_too_sore_to_start_holds_to_the_end_of_its_day(home: Path) -> None:
    assert coach(home, *FAST, stdin="9\n").returncode == 1
    again = coach(home, *FAST, stdin="0\n")
    assert (again.returncode, again.stdout) == (1, "")
    assert "Too sore to start today." in again.stderr


@posix_only
def test_ctrl_c_keeps_the_part_of_a_set_and_asks_why(home: Path) -> None:
    process = started(home, *SLOW)
    assert process.stdin is not None
    process.stdin.write("2\n")
    process.stdin.flush()
    read_until(process, "clamshell, set 1, repetition 4, left")
    process.send_signal(signal.SIGINT)
    process.communicate("4\nhard\ntired\n", timeout=30)
    assert process.returncode == 130
    (session,) = sessions(home)
    assert done_in(session)[0] == ("bird_dog", "both", 6)
    assert done_in(session)[1][:2] == ("clamshell", "left")
    assert 3 <= done_in(session)[1][2] < 8
    assert (session["after"], session["effort"], session["stopped"]) == (4, "hard", "tired")
    assert not session["finished"]


@posix_only
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGKILL"])
def test_other_signals_end_at_once_and_what_was_done_is_kept(home: Path, name: str) -> None:
    process = started(home, *SLOW)
    assert process.stdin is not None
    process.stdin.write("2\n")
    process.stdin.flush()
    read_until(process, "clamshell, set 1, repetition 4, left")
    number = getattr(signal, name)
    process.send_signal(number)
    process.wait(timeout=15)  # Its standard input stays open: nothing is asked of anybody.
    assert process.returncode == (-number if name == "SIGKILL" else 128 + number)
    (session,) = sessions(home)
    assert done_in(session)[0] == ("bird_dog", "both", 6)
    assert done_in(session)[1] == ("clamshell", "left", 3)
    assert (session["before"], session["finished"]) == (2, False)
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream is not None
        stream.close()


@posix_only
def test_under_nohup_a_session_outlives_its_terminal(home: Path) -> None:
    process = subprocess.Popen(
        ["nohup", *COMMAND, *SLOW, "--no-rating"],
        env=environment(home),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    read_until(process, "clamshell, set 1, repetition 4, left")
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert sessions(home)[0]["finished"]


@posix_only
def test_a_signal_at_the_questions_keeps_what_was_answered(home: Path) -> None:
    process = started(home, *FAST)
    assert process.stdin is not None
    process.stdin.write("2\n3\n")
    process.stdin.flush()
    read_until(process, "set done: clamshell 1 right")
    for _ in range(100):
        if sessions(home)[0]["after"] == 3:
            break
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=15)
    assert process.returncode == 143
    (session,) = sessions(home)
    assert (session["after"], session["effort"], session["finished"]) == (3, None, True)


@posix_only
@pytest.mark.parametrize("name", ["SIGHUP", "SIGKILL"])
def test_a_window_that_is_closed_at_the_question_why_makes_nothing_less(home: Path, name: str) -> None:
    process = started(home, *SLOW)
    assert process.stdin is not None
    process.stdin.write("2\n")
    process.stdin.flush()
    read_until(process, "clamshell, set 1, repetition 4, left")
    process.send_signal(signal.SIGINT)
    process.stdin.write("2\nok\n")
    process.stdin.flush()
    assert process.stderr is not None
    said = ""
    while "Why did you stop" not in said:
        letter = process.stderr.read(1)
        assert letter, said
        said += letter
    while sessions(home)[0]["effort"] != "ok":  # Written by a thread of its own.
        pass
    process.send_signal(getattr(signal, name))
    process.communicate(timeout=15)
    (session,) = sessions(home)
    assert (session["after"], session["stopped"], session["finished"]) == (2, "interrupted", False)
    assert json.loads(coach(home, "today", "short", "--json").stdout)["level"] == "full"


@posix_only
def test_a_reader_that_goes_away_ends_the_session_and_loses_nothing(home: Path) -> None:
    process = started(home, *SLOW, "--no-rating")
    read_until(process, "clamshell, set 1, repetition 4, left")
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read()
    process.wait(timeout=15)
    assert (process.returncode, "Traceback" in err, "Exception" in err) == (1, False, False)
    (session,) = sessions(home)
    assert len(session["sets"]) == 2
    assert not session["finished"]
    for stream in (process.stdin, process.stderr):
        assert stream is not None
        stream.close()


def test_without_a_voice_everything_is_played_and_said_why(home: Path, tmp_path: Path) -> None:
    (tmp_path / "pyttsx3.py").write_text('raise ImportError("it is not installed")\n', encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), environment(home)["PYTHONPATH"]))
    done = coach(home, *FAST, "--no-rating", more={"PYTHONPATH": path})
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line.startswith("set done")] == SETS
    assert "No voice: " in done.stderr
    assert "The session goes on with tones and text." in done.stderr
    assert "No voice: " in coach(home, "doctor", more={"PYTHONPATH": path}).stdout


@posix_only
def test_without_a_sound_device_the_session_starts_and_says_so(home: Path) -> None:
    nothing = {"PULSE_SERVER": "unix:/nowhere", "PULSE_RUNTIME_PATH": "/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}
    process = subprocess.Popen(
        [*COMMAND, "play", "short", "--plain", "--no-rating"],
        env=environment(home, nothing),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    read_until(process, "say")
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 143
    assert "No sound device could be opened." in err


@posix_only
def test_a_person_is_asked_for_the_morning_after(home: Path) -> None:
    yesterday = date.today() - timedelta(days=1)
    for at in (f"{yesterday}T07:30", f"{yesterday}T18:30"):
        assert coach(home, "log", "add", "--routine", "short", "--at", at).returncode == 0
    typed = (
        ("agree?", "y\n"),
        ("this morning", "4\n"),
        ("now, 0 to 10? (Enter skips)", "2\n"),
        ("now, 0 to 10? (Enter skips)", "2\n"),
        ("easy, ok or hard?", "ok\n"),
    )
    done = on_terminal(home, *FAST, typed=typed)
    assert done.code == 0
    assert "How was your back this morning, after your last session, 0 to 10?" in " ".join(done.text.split())
    assert [(each["morning"], each["before"], each["after"]) for each in sessions(home)] == [
        (None, None, None),
        (4, None, None),
        (None, 2, 2),
    ]


def test_in_a_rest_of_three_days_nothing_is_asked_and_nothing_kept(home: Path) -> None:
    (home / "routines" / "one.toml").write_text(
        'format = 1\nname = "One"\n\n[[exercise]]\nid = "bird_dog"\nreps = 4\nhold_s = 0\n',
        encoding="utf-8",
    )
    for days in (2, 1):
        at = f"{date.today() - timedelta(days=days)}T07:30"
        coach(home, "log", "add", "--routine", "one", "--at", at, "--before", "2", "--after", "4", "--done", "all")
    done = coach(home, "play", "one", "--plain", "--output", "silent", "--speed", "1000", stdin="2\n")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "How is your back now" not in done.stderr
    assert "a rest of three days" in done.stderr
    assert len(sessions(home)) == 2


@posix_only
@pytest.mark.parametrize(("typed", "code", "kept"), [("n\n", 1, False), ("y\n", 0, True)])
def test_on_a_terminal_the_disclaimer_is_agreed_to_before_the_first_session(
    home: Path, typed: str, code: int, kept: bool
) -> None:
    import pty

    written = (home / "profile.toml").read_text("utf-8")
    mine, its = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *FAST, "--no-rating"], env=environment(home), stdin=its, stdout=its, stderr=its
    )
    os.close(its)
    shown = b""
    with contextlib.suppress(OSError):  # The end of a pseudo-terminal is an error on Linux.
        while piece := os.read(mine, 65536):
            if b"not a medical device" in shown + piece and b"not a medical device" not in shown:
                os.write(mine, typed.encode())
            shown += piece
    os.close(mine)
    assert process.wait(30) == code
    now = (home / "profile.toml").read_text("utf-8")
    assert now == (written.replace("disclaimer_agreed = false", "disclaimer_agreed = true") if kept else written)
    assert bool(sessions(home)) is kept


def test_without_a_terminal_to_agree_in_the_disclaimer_is_shown(home: Path) -> None:
    done = coach(home, *FAST, "--no-rating")
    assert done.returncode == 0
    assert "not a medical device" in done.stderr
    assert "not a medical device" not in done.stdout


def test_a_red_flag_answered_while_the_rating_is_asked_stops_the_start(home: Path) -> None:
    process = started(home, "play", "short", "--plain", "--output", "silent")
    assert process.stdin is not None
    assert process.stderr is not None
    asked = ""
    while "0 to 10?" not in asked:
        asked += process.stderr.read(1)
    answers = home / "profile.toml"
    answers.write_text(answers.read_text().replace("red_flags_emergency = false", "red_flags_emergency = true"))
    out, err = process.communicate("2\n", timeout=60)
    assert (process.returncode, out) == (1, "")
    assert "Call your emergency number or go to an emergency department now. Do not wait." in err
    assert sessions(home) == []
