"""The commands that the tests run from a process which has loaded the program answer as in a fresh start."""

import os
import sys
from pathlib import Path

import pytest
import warm
from command import COMMAND, coach, environment, screened


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return screened(tmp_path_factory.mktemp("home"))


@pytest.mark.skipif(not warm.CAN_FORK, reason="there is no fork here")
@pytest.mark.parametrize(
    ("arguments", "given"),
    [
        (("today", "--json"), b""),
        (("check", "-"), b"format = 2\n[[exercise]]\nid = 'clamshel'\n"),
        (("nothing",), b""),
        (("play", "--plain", "short", "--at", "25:00"), b""),
    ],
)
def test_a_forked_run_answers_as_a_fresh_one(
    home: Path, arguments: tuple[str, ...], given: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = environment(home, {"TZ": "Asia/Kathmandu"})
    forked = warm.run(COMMAND, arguments, given, at, home)
    monkeypatch.setattr(warm, "CAN_FORK", False)
    fresh = warm.run(COMMAND, arguments, given, at, home)
    assert (forked.returncode, forked.stdout, forked.stderr) == (fresh.returncode, fresh.stdout, fresh.stderr)
    assert forked.stdout or forked.stderr


def test_what_python_reads_at_its_start_gets_a_fresh_one(home: Path) -> None:
    asked = environment(home, {"PYTHONIOENCODING": "ascii"})
    assert warm.at_start(asked) != warm.at_start(environment(home))
    assert "…" not in coach(home, "today", "short", more={"PYTHONIOENCODING": "ascii"}).stdout


def test_a_forked_run_leaves_nothing_behind_in_this_process(home: Path) -> None:
    before = (dict(os.environ), Path.cwd(), sys.argv)
    coach(home, "today", more={"TZ": "Pacific/Auckland"}, folder=home)
    assert (dict(os.environ), Path.cwd(), sys.argv) == before
