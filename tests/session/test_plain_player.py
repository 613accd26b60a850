"""The plain player in this process: Enter at a wait, and what it tells when a session is over."""

import io
import os
import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from fake_clock import FakeClock
from full_screen import Bench
from plainly import Plainly

from coach.app import workspace
from coach.core.changes import Took
from coach.core.model.done import Hurt, Session
from coach.errors import CoachError
from coach.files.changes import ChangeSecondsForm
from coach.log import Log, change_times
from coach.session.plain_player.hurting import HURTS
from coach.session.plain_player.questions import BEFORE, MOST_TRIES
from coach.session.plain_player.stopping import Stop, stop_signals
from coach.session.plain_player.typed import BOUNCE_S, ByTyping

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


def test_it_hurts_is_typed_and_pauses_and_asks_as_the_key_does(plainly: Plainly) -> None:
    plainly.wishing(words="brief")
    answers = {
        "move 3 s, bird_dog, set 1, repetition 2": "h\n",
        "How much does it hurt": "4\n",
        "Where: back": "back\n",
        "Go on with half": "go on\n",
    }
    ends = "move 3 s, clamshell, set 1, repetition 1, left"
    assert plainly.play("two", {BEFORE.line: "2\n", **answers}, ends_at=ends, rating=True) == 143
    assert "h and Enter: it hurts" in plainly.err
    with Log(plainly.ws.home.log) as log:
        (session,) = log.sessions()
    assert [(hurt.exercise, hurt.rating) for hurt in session.hurts] == [("bird_dog", 4)]
    assert [(done.exercise, done.reps) for done in session.sets] == [("bird_dog", 1)]


class Typist(io.StringIO):
    """Somebody who types a line so long after each question."""

    def __init__(self, clock: FakeClock, keyboard: int, *typed: tuple[float, str]) -> None:
        super().__init__()
        self._clock, self._keyboard, self._left = clock, keyboard, list(typed)

    def write(self, text: str) -> int:
        if text and self._left:
            after_s, line = self._left.pop(0)
            self._clock.go_on(after_s)
            os.write(self._keyboard, line.encode())
        return super().write(text)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (((BOUNCE_S / 2, "\n"), (BOUNCE_S / 2, "\n"), (1.0, "4\n")), "4"),
        (((0.0, "4\n"),), "4"),
        (((BOUNCE_S * 2, "\n"),), "skip"),
        (((0.01, "\n"),) * MOST_TRIES, None),
    ],
)
def test_an_enter_that_is_hit_twice_does_not_say_that_it_is_fine(
    monkeypatch: pytest.MonkeyPatch, typed: tuple[tuple[float, str], ...], answer: str | None
) -> None:
    keyboard, terminal = os.openpty()
    clock = FakeClock()
    with open(terminal, encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        monkeypatch.setattr("sys.stderr", Typist(clock, keyboard, *typed))
        assert ByTyping(Stop(), clock.monotonic_s).hurt(HURTS) == answer
        monkeypatch.undo()
    os.close(keyboard)


def test_a_signal_loses_no_sign_that_was_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    keyboard, terminal = os.openpty()
    clock = FakeClock()
    timer = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGTERM))
    with open(terminal, encoding="utf-8") as stdin, stop_signals() as stop:
        monkeypatch.setattr("sys.stdin", stdin)
        monkeypatch.setattr("sys.stderr", Typist(clock, keyboard, (1.0, "leg\n")))
        timer.start()
        assert ByTyping(stop, clock.monotonic_s).where() == "spread"
        monkeypatch.undo()
    os.close(keyboard)


def test_enter_pauses_and_goes_on_and_pain_that_is_sharp_ends_with_the_signs(plainly: Plainly) -> None:
    plainly.wishing(words="brief")
    answers = {
        BEFORE.line: "2\n",
        "move 3 s, bird_dog, set 1, repetition 1": "?\n",
        "Enter alone: pause": "\n",
        "Paused. Enter goes on.": "\n",
        "move 3 s, bird_dog, set 1, repetition 2": "It hurts\n",
        "How much does it hurt": "7\n",
        "Where: back": "sharp\n",
        "Is that right?": "yes\n7\n",
        "easy, ok or hard?": "\n",
        "Is it one of these?": "\n",
    }
    assert plainly.play("two", answers, rating=True) == 0
    assert "numbness or tingling between the legs" in plainly.err
    assert "clamshell" not in plainly.out
    with Log(plainly.ws.home.log) as log:
        (session,) = log.sessions()
    assert (session.stopped, session.during) == ("sharp", 7)
    assert not plainly.err.rstrip().endswith(")"), "no true sentence after pain"


@pytest.mark.parametrize("answer", ["\n", "no\n", "yes\n"])
def test_after_a_round_that_hurt_another_one_is_asked_about_first(plainly: Plainly, answer: str) -> None:
    now = plainly.clock.wall()
    with Log(plainly.ws.home.log) as log:
        log.add(Session(0, now - timedelta(hours=1), "two", {}, during=6, hurts=(Hurt(None, 6, now),)))
    asked = "One more round today? yes or no (Enter: no) "
    if answer == "yes\n":
        assert plainly.play("two", {asked: answer}, ends_at="move 3 s, bird_dog, set 1, repetition 1") == 143
    else:
        with pytest.raises(CoachError, match="Done for today; nothing was played"):
            plainly.play("two", {asked: answer}, rating=True)
        assert "0 to 10" not in plainly.err
        assert plainly.out == ""


def test_without_ratings_the_true_sentence_comes_after_the_last_words(plainly: Plainly) -> None:
    plainly.wishing(words="brief")
    assert plainly.play("two") == 0
    *_, closing, sentence = [line for line in plainly.out.splitlines() if " say " in line]
    assert "Well done. How is your back now" in closing
    assert sentence.partition('"')[2].rstrip('"') == plainly.err.strip().splitlines()[-1].partition(" (")[0]


def written(plainly: Plainly, keys: str) -> None:
    """The routine, with keys of its own."""
    path = plainly.ws.home.routines / "two.toml"
    path.write_text(path.read_text("utf-8").replace("\n\n[[", f"\n{keys}\n\n[[", 1), encoding="utf-8")


def test_waiting_and_seconds_of_a_routine_and_of_the_settings_reach_a_session(plainly: Plainly) -> None:
    written(plainly, 'change = "wait"\nchange_s = { chair_to_floor = 33, other = 17 }')
    assert plainly.play("two", {"Ready? Press Enter.": "\n"}, ends_at="move ") == 143
    assert "Ready? Press Enter." in plainly.err
    plainly.wishing(change="timed", change_s=ChangeSecondsForm(other=25, lying_to_side=9))
    assert plainly.play("two") == 0
    assert "Ready?" not in plainly.err
    seconds = [line.split()[2:5] for line in plainly.out.splitlines() if " change " in line]
    assert seconds == [["33", "s,", "bird_dog,"], ["25", "s,", "clamshell,"], ["9", "s,", "clamshell,"]]


def test_who_took_longer_to_get_down_has_more_time_the_next_time_and_hears_it_once(plainly: Plainly) -> None:
    plainly.wishing(words="brief")
    told = "You took a little longer to get down to the floor lately: 45 seconds today."
    assert plainly.play("two") == 0
    assert told not in plainly.out
    with workspace.open_log(plainly.ws) as log:
        change_times.keep(log, log.sessions()[-1].id, Took("chair_to_floor", 45))
    for times, seconds in ((1, 45), (0, 43)):
        plainly.clock.now_s += 60
        assert plainly.play("two") == 0
        assert plainly.out.count(told) == times
        (change,) = [line for line in plainly.out.splitlines() if " change " in line and "bird_dog" in line]
        assert float(change.split()[2]) == seconds
