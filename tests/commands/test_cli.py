"""The command line as a contract: names, exit codes, and one plain sentence in place of every traceback."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from command import ANSWERS, COMMAND, ROOT, coach, environment, screened

from coach import cli
from coach.cli import log_flags
from coach.core.model.done import Effort, Stop

Run = Callable[..., tuple[int, str, str]]
PLAIN = ("play", "short", "--plain", "--no-rating", "--output", "silent", "--speed", "1000")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A screened home that no test changes."""
    return screened(tmp_path_factory.mktemp("home"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, which is quicker: exit code, standard output, standard error."""

    def command(home: Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("COACH_HOME", str(home))
        code = cli.main(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.mark.parametrize("arguments", [
    ["today"], ["today", "--json"], ["today", "--why", "--before", "3", "short"], ["today", "--on", "2026-11-30"],
    ["timeline", "short"], ["timeline", "short", "--json"], ["log"], ["log", "--json"],
    ["export", "--format", "csv"], ["export", "--format", "json"], ["schema"], ["rules"],
    ["show"], ["show", "bird_dog"],
])  # fmt: skip
def test_every_reading_command_works(run: Run, ready: Path, arguments: list[str]) -> None:
    code, out, err = run(ready, *arguments)
    assert (code, err) == (0, "")
    assert out
    if "json" in "".join(arguments):
        json.loads(out)


@pytest.mark.parametrize("arguments", [
    ["bogus"], ["play", "--speed", "nan"], ["play", "--speed", "0"], ["play", "--output", "loud"],
    ["play", "a", "b"], ["play", "--start-in", "soon"], ["play", "--start-in", "0"], ["play", "--at", "24:00"],
    ["play", "--at", "noon"], ["play", "--at", "12:30", "--start-in", "5"],
    ["today", "--before", "11"], ["today", "--before", "-1"], ["today", "--on", "yesterday"], ["today", "--bogus"],
    ["log", "add"], ["log", "add", "--routine", "short", "--at", "2026"], ["log", "bogus"],
    ["log", "morning", "--date", "2026-11-20", "x"], ["log", "morning", "4"], ["export"],
    ["export", "--format", "xml"], ["new", "evening", "short"], ["timeline"], ["new", "--minutes", "0"],
    ["screen", "--answers"],
])  # fmt: skip
def test_bad_usage_is_told_with_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        cli.main(arguments)
    assert exit_.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("coach")
    assert "--help" in err


def test_a_mistyped_command_is_answered_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["plya"])
    assert "did you mean 'play'?" in capsys.readouterr().err


def test_no_escape_code_of_an_argument_reaches_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["\x1b[31m"], ["today", "--before", "\x1b[31m"], ["play", "--speed", "\x1b[31m"]):
        with pytest.raises(SystemExit):
            cli.main(arguments)
        assert "\x1b" not in capsys.readouterr().err


def test_help_and_usage_errors_import_nothing_heavy() -> None:
    heavy = "{'numpy', 'pydantic', 'textual', 'sqlite3', 'miniaudio', 'tree_sitter', 'platformdirs'}"
    code = (
        "import sys\nfrom coach import cli\ntry:\n cli.main(['--help'])\nexcept SystemExit:\n pass\n"
        f"print(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("arguments", [[], ["play"], ["play", "--plain"], ["new"], ["today"]])
def test_without_a_profile_and_a_terminal_the_screening_comes_first(
    run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    assert run(tmp_path, *arguments) == (1, "", "Answer the screening first: coach screen\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["timeline", "first-weeks"], ["rules"], ["show", "bird_dog"]])
def test_what_needs_no_profile_says_that_nothing_was_screened(
    run: Run, tmp_path: Path, arguments: list[str]
) -> None:
    code, out, err = run(tmp_path, *arguments)
    assert code == 0
    assert "screened" in err + out


def test_the_full_screen_without_a_terminal_says_what_to_use(run: Run, ready: Path) -> None:
    for arguments in ([], ["play", "short"]):
        code, _, err = run(ready, *arguments)
        assert code == 1
        assert "coach play --plain" in err


@pytest.mark.parametrize(("name", "says"), [
    ("shrt", "did you mean 'short'?"), ("nope", "there are: "), ("/nowhere/x.toml", "check the path"),
    ("", "there are"), ("/", "folder"), ("/dev/zero", "too large"), ("/dev/null", "the file is empty"),
])  # fmt: skip
def test_a_routine_that_is_not_there_is_told_before_anything_is_asked(
    run: Run, ready: Path, name: str, says: str
) -> None:
    code, _, err = run(ready, "play", name, "--plain")
    assert code == 1
    assert says in err
    assert "How is your back" not in err
    assert not (ready / "log.sqlite3").exists()


@pytest.mark.parametrize(("text", "says"), [
    (b'[[exercise]]\nid = "bird_dgo"\n', "did you mean 'bird_dog'?"),
    (b'[[exercise]]\nid = "bird_dog"\nhold_s = -2\n', "at least 0"),
    (b'[[exercise]]\nid = "bird_dog"\nreps = 1000000000\n', "at most"),
    (b'[[exercise]]\nid = "bird_dog"\nhold_s = nan\n', "found nan"),
    (b"[[exercise]]\nid = 3\n", "text in quotes"),
    (b"[[exercise\n", "[syntax]"),
    (b'name = "\xff"\n', "not UTF-8"),
    (b"", "the file is empty"),
])  # fmt: skip
def test_a_mistake_in_a_routine_is_told_with_its_place(
    run: Run, ready: Path, tmp_path: Path, text: bytes, says: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(text)
    code, out, err = run(ready, "play", str(file), "--plain")
    assert (code, out) == (1, "")
    assert err.startswith(f"{file}:")
    assert says in err


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "home"
    file.write_text("mine", encoding="utf-8")
    for arguments in (["play", "--plain"], ["screen", "--answers", str(ANSWERS)]):
        done = coach(file, *arguments)
        assert done.returncode == 1
        assert "Set COACH_HOME to a folder" in done.stderr or "coach doctor" in done.stderr
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("kind", ["folder", "garbage", "damaged"])
def test_a_log_that_cannot_be_used_is_told_and_left_alone(tmp_path: Path, kind: str) -> None:
    log = screened(tmp_path) / "log.sqlite3"
    if kind == "folder":
        log.mkdir()
    elif kind == "garbage":
        log.write_bytes(bytes(range(256)) * 20)
    else:
        added = coach(tmp_path, "log", "add", "--routine", "short", "--at", f"{date.today()}T07:30")
        assert added.returncode == 0
        data = bytearray(log.read_bytes())
        data[4096:] = b"X" * (len(data) - 4096)
        log.write_bytes(data)
    before = None if kind == "folder" else log.read_bytes()
    for arguments in (PLAIN, ["log"], ["doctor"] if kind == "garbage" else ["export", "--format", "json"]):
        done = coach(tmp_path, *arguments)
        assert done.returncode == 1
        told = done.stdout if arguments == ["doctor"] else done.stderr
        assert str(log) in told
        assert "coach log --repair" in told
        assert before is None or log.read_bytes() == before


def test_a_profile_that_cannot_be_used_is_told_and_nothing_is_played(tmp_path: Path) -> None:
    text = b"age = "
    profile = screened(tmp_path) / "profile.toml"
    profile.write_bytes(text)
    for arguments in (PLAIN, ["new"]):
        done = coach(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"{profile}:1:")
    doctor = coach(tmp_path, "doctor")
    assert doctor.returncode == 1
    assert f"FAIL  profile: {profile}:1:" in doctor.stdout
    assert profile.read_bytes() == text


def test_settings_with_a_mistake_are_told(tmp_path: Path) -> None:
    screened(tmp_path)
    (tmp_path / "settings.toml").write_text('output = "loud"\n', encoding="utf-8")
    for arguments in (PLAIN, ["today"]):
        done = coach(tmp_path, *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert "settings.toml:1:10: error: 'output' must be" in done.stderr


@pytest.mark.parametrize("more", [
    {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1", "COLUMNS": "20", "LINES": "5"},
])  # fmt: skip
def test_a_poor_terminal_gets_plainer_signs_and_right_json(ready: Path, more: dict[str, str]) -> None:
    for arguments in (["today"], ["show", "bird_dog"], ["rules"]):
        done = coach(ready, *arguments, more=more)
        assert (done.returncode, done.stderr) == (0, ""), arguments
    assert json.loads(coach(ready, "today", "--json", more=more).stdout)["allowed"] is True


def test_signs_that_ascii_lacks_become_plainer_ones(ready: Path) -> None:
    out = coach(ready, "today", "short", more={"PYTHONIOENCODING": "ascii"}).stdout
    assert "1x6, hold 2 s" in out
    assert out.isascii()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of its own kind")
@pytest.mark.parametrize("shell", ["{} today <&-", "{} today >&-", "{} today <&- >&- 2>&-", "{} log 2>&-"])
def test_closed_streams_do_no_harm(ready: Path, shell: str) -> None:
    command = shell.format(" ".join(f"'{part}'" for part in COMMAND))
    done = subprocess.run(command, shell=True, env=environment(ready), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_output_that_cannot_be_written_is_told(ready: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "today"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(ready),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == b"The output: No space left on device. Run: coach doctor\n"


def test_a_reader_that_has_seen_enough_is_no_error_to_talk_about(ready: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(ready),
    )
    assert process.stdout is not None
    process.stdout.close()
    assert process.communicate(timeout=30)[1] == b""


BREAK = "import sys\nfrom coach import cli\ndel cli.build_parser\nsys.exit(cli.main())\n"


def test_an_unforeseen_error_becomes_a_file_and_a_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BREAK],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    (file,) = tmp_path.glob("crash-*.txt")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "Something went wrong inside Backcoach. Every set that was told as done is in the log. "
        f"Please report it, with this file: {file}\n"
    )
    text = file.read_text(encoding="utf-8")
    assert text.startswith("coach ")
    assert "NameError" in text
    assert file.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_an_unforeseen_error_is_told_also_where_home_is_no_folder(tmp_path: Path) -> None:
    home = tmp_path / "file"
    home.touch()
    done = subprocess.run(
        [sys.executable, "-c", BREAK],
        env=environment(home, {"TMPDIR": str(tmp_path)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"this file: {tmp_path}" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_doctor_finds_a_healthy_home_fit_for_a_session(ready: Path) -> None:
    done = coach(ready, "doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"ok    profile: {ready / 'profile.toml'}" in done.stdout
    assert "ok    routine: short" in done.stdout
    assert done.stdout.rstrip().endswith("A session can be played.")


def test_the_words_that_the_log_takes_are_those_of_the_model() -> None:
    """They are written out in `coach.cli` so that `coach --help` need not load the model."""
    assert get_args(Effort) == log_flags.EFFORTS
    assert get_args(Stop) == log_flags.STOPS
