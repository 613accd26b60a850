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
    assert plainly.err.count("Ready? Press Enter.") == 1, plainly.out
    assert "Ready?" not in plainly.out
    assert ends in plainly.out
    assert plainly.play("two", ends_at='say "On we go."') == 143
    assert plainly.out.count('say "Ready? Press Enter."') == 1


@pytest.mark.parametrize(("after", "means"), [("2", "Next time: the same as today."), ("4", "Next time: ")])
def test_after_the_ratings_come_what_they_mean_and_one_true_sentence(
    plainly: Plainly, after: str, means: str
) -> None:
    answers = {"(Enter skips) ": "2\n", "set done: clamshell 2 right": f"{after}\n", "easy, ok": "ok\n"}
    assert plainly.play("two", answers, rating=True) == 0
    follows, last = plainly.err.partition("How was it: easy, ok or hard? (Enter skips) ")[2].strip().splitlines()
    assert follows.startswith(means)
    assert last.endswith(")")
    assert last.partition(" (")[0] not in plainly.out


def test_without_ratings_the_true_sentence_comes_after_the_last_words(plainly: Plainly) -> None:
    plainly.wishing(words="brief")
    assert plainly.play("two") == 0
    *_, closing, sentence = [line for line in plainly.out.splitlines() if " say " in line]
    assert "Well done. How is your back now" in closing
    assert sentence.partition('"')[2].rstrip('"') == plainly.err.strip().splitlines()[-1].partition(" (")[0]
