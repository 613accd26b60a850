"""Enter alone in plain lines: what is counted, taken and taken back, and what it does in a session."""

import signal
from pathlib import Path

import pytest
from session_bench import STEP_S, Bench

from coach.audio.mixer import Gains
from coach.audio.output import SilentOutput
from coach.session.asking.presses import HELD_S, TELL_AFTER_S, TWICE_WITHIN_S, Presses
from coach.session.asking.turns import EACH_S, LATER_S, ROUNDS
from coach.session.by_voice.aside import Aside
from coach.session.plain_player import by_button
from coach.session.plain_player.by_button import ByButton
from coach.session.plain_player.hurting import HURTS
from coach.session.plain_player.pressed import Pressed
from coach.session.plain_player.questions import BEFORE, EFFORT, SIGNS
from coach.session.plain_player.ratings import WHY
from coach.session.plain_player.stopping import Stop, stop_signals
from coach.voice import Voice

USUAL = 3
AFTER_S, NEVER = 1.0, float("inf")  # How long a person takes.
ENDS = "the input ends"


@pytest.mark.parametrize(
    ("at_s", "presses"),
    [
        ((0.0,), ["once"]),
        ((0.0, TWICE_WITHIN_S - 0.1), ["once", "twice"]),
        ((0.0, TWICE_WITHIN_S + 0.1), ["once", "once"]),
        ((0.0, 0.3, 0.6, 0.9), ["once", "twice", "once", "twice"]),
        ((0.0, 0.5, *(0.5 + number * HELD_S / 2 for number in range(1, 5))), ["once", "twice", *["held"] * 4]),
    ],
)
def test_two_quick_presses_or_a_held_key_are_another_thing_than_one(
    at_s: tuple[float, ...], presses: list[str]
) -> None:
    button = Presses()
    assert [button.press(10 + each_s) for each_s in at_s] == presses


class Led:
    """A session with somebody at a keyboard, who types a line, or sends a signal, once one of its texts is told."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.bench = Bench(folder)
        self.told = ""
        self._capsys = capsys
        self._typed: list[tuple[str, str | signal.Signals]] = []
        self._due_s = NEVER
        clock = self.bench.clock
        voice = Voice(None, 160, "en", folder)
        aside = Aside(voice, SilentOutput(clock=clock.monotonic_s), Gains(), clock.monotonic_s)
        self.asks = ByButton(aside, clock.monotonic_s, USUAL, wait=lambda _: self.bench.run(STEP_S))
        monkeypatch.setattr(by_button, "typed_line", lambda _: self._line())

    def types(self, *typed: tuple[str, str | signal.Signals]) -> "Led":
        """Each line when a line with its text is told, one after the other."""
        self._typed = list(typed)
        return self

    def _line(self) -> str | None:
        told = self._capsys.readouterr().err
        self.told += told
        now_s = self.bench.clock.now_s
        if self._typed and self._typed[0][0] in told.splitlines():
            self._due_s = now_s + AFTER_S
        if now_s < self._due_s:
            return None
        self._due_s = NEVER
        typed = self._typed.pop(0)[1]
        if isinstance(typed, signal.Signals):
            signal.raise_signal(typed)
            return None
        return f"{typed}\n" if typed != ENDS else ""


@pytest.fixture
def led(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Led:
    return Led(tmp_path, monkeypatch, capsys)


def test_who_does_nothing_is_counted_for_from_near_the_usual_and_enter_takes_the_number_just_told(led: Led) -> None:
    began_s = led.bench.clock.now_s
    assert led.types(("Four.", "")).asks.before(BEFORE) == 4
    counted = [line for line in led.told.splitlines() if line in ("One.", "Two.", "Three.", "Four.", "Five.")]
    assert counted == ["Two.", "Three.", "Four.", "Four."]  # Once more: it is read back.
    assert led.told.splitlines()[-1] == "Press Enter again if that is wrong."
    assert led.bench.clock.now_s - began_s > LATER_S + 2 * EACH_S


def test_enter_counts_at_once_and_takes_back(led: Led) -> None:
    answers = (("I count. Press at your number.", ""), ("Press Enter again if that is wrong.", ""), ("Five.", ""))
    led.types(("Two.", ""), *answers[1:])
    assert led.asks.after(BEFORE, asked_aloud=True) == 5
    assert "Taken back." in led.told


@pytest.mark.parametrize(("line", "number"), [("7", 7), ("10", 10), ("s", None), ("skip", None)])
def test_what_is_typed_answers_at_once(led: Led, line: str, number: int | None) -> None:
    led.types(("I count. Press at your number.", line))
    assert led.asks.before(BEFORE) == number


def test_who_is_not_there_is_asked_once_more_and_left_in_peace(led: Led) -> None:
    assert led.asks.before(BEFORE) is None
    assert led.told.splitlines().count("Zero.") == ROUNDS
    assert led.told.count("Once more.") == 1


def test_effort_and_the_reason_for_an_end_are_answered_so_too(led: Led) -> None:
    assert led.types(("Okay.", "")).asks.effort(EFFORT) == "ok"
    assert led.types(("Pain.", "")).asks.why(WHY) == "pain"
    assert led.types(("Press at your answer.", "hard")).asks.effort(EFFORT) == "hard"
    assert not led.asks.signs(SIGNS)


class Played:
    """The button of a session, pressed at moments."""

    def __init__(self, led: Led, stop: Stop | None = None) -> None:
        self.led = led
        self.conductor = led.bench.conductor
        self.button = Pressed(self.conductor, led.asks, stop or Stop())

    def presses(self, *after_s: float) -> "Played":
        for each_s in after_s:
            for _ in range(round(each_s / STEP_S)):
                self.led.bench.run(STEP_S)
                self.button.look()
            self.button.act("")
        return self


def test_enter_pauses_and_goes_on_and_what_it_does_is_said(led: Led, capsys: pytest.CaptureFixture[str]) -> None:
    led.bench.at("move")
    played = Played(led).presses(1.0)
    assert played.conductor.paused
    played.presses(TELL_AFTER_S + 0.1)
    assert not played.conductor.paused
    told = capsys.readouterr().err.splitlines()
    assert told == ["Paused. Enter goes on.", "Paused. Press once to go on, twice if it hurts."]


def test_a_pause_that_another_key_ended_is_not_told_any_more(led: Led, capsys: pytest.CaptureFixture[str]) -> None:
    led.bench.at("move")
    played = Played(led).presses(1.0)
    played.conductor.resume()
    led.bench.run(TELL_AFTER_S + 0.1)
    played.button.look()
    assert capsys.readouterr().err.splitlines() == ["Paused. Enter goes on."]


def test_pressed_twice_it_hurts_and_goes_on_with_less(led: Led) -> None:
    led.bench.at("hold")
    led.types(("Four.", ""), ("In the back.", ""), ("Go on with half of what is left.", ""))
    played = Played(led).presses(1.0, 0.4)
    assert not played.conductor.finished
    assert not played.conductor.paused
    assert led.bench.session.during == 4


def test_two_presses_with_another_key_between_them_are_not_pressed_twice(led: Led) -> None:
    led.bench.at("move")
    played = Played(led).presses(1.0)
    played.button.act("+")
    played.presses(TWICE_WITHIN_S / 2)
    assert not played.conductor.paused


def test_two_presses_with_a_headset_between_them_are_not_pressed_twice(led: Led) -> None:
    led.bench.at("move")
    played = Played(led).presses(1.0)
    played.button.forget()
    played.presses(TWICE_WITHIN_S / 2)
    assert not played.conductor.paused


def test_pressed_twice_by_a_slip_it_is_fine_is_told_first_and_the_numbers_come_after_it(led: Led) -> None:
    led.bench.at("hold")
    led.types(("It is fine, go on.", ""))
    played = Played(led).presses(1.0, 0.4)
    assert not played.conductor.paused
    assert led.bench.session.hurts == ()
    assert (
        led.types(("Two.", ""), ("Press Enter again if that is wrong.", ""), ("It is fine, go on.", "")).asks.hurt(
            HURTS
        )
        == "skip"
    )
    assert led.types(("I count. Press at your number.", "7")).asks.hurt(HURTS) == "7"


def test_pressed_twice_and_nothing_hurts_goes_on_as_it_was(led: Led) -> None:
    led.bench.at("hold")
    led.types(("I count. Press at your number.", "s"))
    played = Played(led).presses(1.0, 0.4)
    assert not played.conductor.paused
    assert led.bench.session.during is None


def test_nobody_who_pressed_twice_goes_on_without_an_answer(led: Led) -> None:
    led.bench.at("hold")
    played = Played(led).presses(1.0, 0.4)
    assert played.conductor.paused
    assert led.told.count("Once more.") == 1


def test_a_leg_that_is_named_ends_the_session(led: Led) -> None:
    led.bench.at("hold")
    led.types(("Four.", ""), ("New in a leg, or further down it.", ""), ("Yes.", ""))
    played = Played(led).presses(1.0, 0.4)
    assert played.conductor.finished
    assert led.bench.session.stopped == "spread"


def test_the_end_of_the_input_says_nothing_of_pain(led: Led) -> None:
    led.bench.at("hold")
    led.types(("I count. Press at your number.", ENDS))
    played = Played(led).presses(1.0, 0.4)
    assert played.conductor.paused
    assert led.types(("Two.", ENDS)).asks.before(BEFORE) is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_breaks_off_the_question_and_ctrl_c_nothing_else(led: Led, number: signal.Signals) -> None:
    led.bench.at("hold")
    led.types(("I count. Press at your number.", number))
    with stop_signals() as stop:
        played = Played(led, stop).presses(1.0, 0.4)
    assert (stop.number, stop.asking) == (None if number == signal.SIGINT else number, False)
    assert played.conductor.paused, "nobody said that it does not hurt"
    assert "Zero." not in led.told
    assert led.types(("Okay.", "")).asks.effort(EFFORT) == "ok"
