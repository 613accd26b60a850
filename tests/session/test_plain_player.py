"""The plain player in this process: Enter at a wait, and what it tells when a session is over."""

import os
from pathlib import Path

import pytest
from full_screen import Bench
from plainly import Plainly

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal of Unix")


@pytest.fixture
def plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plainly:
    return Plainly(monkeypatch, Bench(tmp_path).ws)


def test_at_a_wait_enter_goes_on_at_once_and_without_it_enter_is_asked_for(plainly: Plainly) -> None:
    plainly.wishing(change="wait", words="brief")
    ends = "move 3 s, bird_dog, set 1, repetition 1"
    assert plainly.play("two", {"Ready? Press Enter.": "\n"}, ends_at=ends) == 143
    assert plainly.err.count("Ready? Press Enter.") == 1
    assert "Ready?" not in plainly.out
    assert ends in plainly.out
    assert plainly.play("two", ends_at='say "On we go."') == 143
    assert plainly.out.count('say "Ready? Press Enter."') == 1
