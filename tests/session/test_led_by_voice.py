"""A session that is led by words: what each does, what is asked, what happens without an answer.

The words come from a script, with the clock of the session; `tests/listen` has real ones.
"""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from saying import Person
from session_bench import STEP_S, Bench

from coach.audio.mixer import Gains
from coach.audio.output import SilentOutput
from coach.core.model.routine import ChangeMode
from coach.core.words import sentence
from coach.listen.listener import Listener
from coach.listen.vocabulary import Context
from coach.session.by_voice.aside import Aside
from coach.session.plain_player import by_voice
from coach.session.plain_player.by_voice import ANSWER_S, ByVoice
from coach.session.plain_player.heard import heed
from coach.session.plain_player.questions import BEFORE
from coach.session.plain_player.ratings import WHY
from coach.session.plain_player.stopping import stop_signals
from coach.voice import Voice


class Led:
    """A session with somebody who speaks to it."""

    def __init__(
        self, folder: Path, answers: dict[Context, list[str]] | None = None, change: ChangeMode = "timed"
    ) -> None:
        self.bench = Bench(folder, change=change)
        clock = self.bench.clock
        self.person = Person(clock, answers or {})
        aside = Aside(
            Voice(None, 160, "en", folder), SilentOutput(clock=clock.monotonic_s), Gains(), clock.monotonic_s
        )
        listener = Listener(self.person, lambda: round(clock.now_s * 1000))
        self.voice = ByVoice(listener, aside, clock.monotonic_s, wait=lambda _: self.bench.run(STEP_S))
        self.ended = False

    def says(self, *names: str) -> "Led":
        """One word after the other, two seconds apart."""
        for name in names:
            self.person.says(name)
            for _ in range(40):
                self.bench.run(0.05)
                self.ended = heed(self.bench.conductor, self.voice) or self.ended
        return self


@pytest.fixture(autouse=True)
def nothing_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_voice, "typed_line", lambda _: None)


def test_words_that_stop_and_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    led = Led(tmp_path)
    led.bench.at("move")
    assert led.says("pause").bench.conductor.paused
    assert not led.says("go_on").bench.conductor.paused
    assert led.says("stop").bench.conductor.paused
    assert not led.says("go_on").bench.conductor.finished
    assert led.says("stop", "stop").ended
    assert led.bench.conductor.finished
    out, err = capsys.readouterr()
    assert [line for line in out.splitlines() if line.startswith("heard")] == [
        f"heard: {name}" for name in ("pause", "go_on", "stop", "go_on", "stop", "stop")
    ]
    assert "Say stop once more to end, or go on." in err


def test_a_word_that_means_nothing_now_does_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    led = Led(tmp_path)
    led.bench.at("move")
    led.says("go_on", "ready", "yes", "no")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("slower", lambda before, led: led.bench.conductor.pace > before[0]),
        ("faster", lambda before, led: led.bench.conductor.pace < before[0]),
        ("louder", lambda before, led: led.bench.conductor.sound.volume.voice > before[1]),
        ("softer", lambda before, led: led.bench.conductor.sound.volume.voice < before[1]),
        ("skip", lambda _, led: led.bench.view.exercise.id == "clamshell"),
        ("too_hard", lambda _, led: led.bench.view.exercise.id == "clamshell"),
        ("repeat", lambda _, led: (led.bench.view.exercise.id, led.bench.view.rep) == ("bird_dog", 0)),
    ],
)
def test_words_do_what_the_keys_do(tmp_path: Path, name: str, holds: Callable[..., bool]) -> None:
    led = Led(tmp_path)
    led.bench.at("hold")
    before = (led.bench.conductor.pace, led.bench.conductor.sound.volume.voice)
    assert holds(before, led.says(name))


def test_ready_goes_on_where_a_change_of_position_waits(tmp_path: Path) -> None:
    led = Led(tmp_path, change="wait")
    led.bench.until(lambda: led.bench.conductor.waiting)
    assert not led.says("ready").bench.conductor.waiting


def test_what_is_asked_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    led = Led(tmp_path)
    led.bench.at("move")
    led.says("help", "time_left", "whats_next")
    told = capsys.readouterr().err
    assert "You can say: pause, go on" in told
    assert "minutes left." in told
    assert "Next: Clamshell" in told


def test_pain_that_allows_it_goes_on_with_less(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    led = Led(tmp_path, {"rating": ["number 5"], "where": ["back"], "less": ["go_on"]})
    led.bench.at("hold")
    led.says("hurts")
    assert not led.bench.conductor.finished
    assert led.bench.session.during == 5
    assert led.bench.conductor.plan.items[0].exercise.id == "clamshell"
    assert "Five. Say no if that is wrong." in capsys.readouterr().err


def test_a_number_that_was_misheard_is_taken_back(tmp_path: Path) -> None:
    led = Led(
        tmp_path, {"rating": ["number 9", "number 5"], "confirm": ["no"], "where": ["back"], "less": ["go_on"]}
    )
    led.bench.at("hold")
    assert led.says("hurts").bench.session.during == 5


@pytest.mark.parametrize(
    ("answers", "during", "stopped"),
    [
        ({"rating": ["number 5"], "where": ["back"]}, 5, "pain"),  # Nobody says whether to go on.
        ({"rating": ["number 5"]}, 5, "pain"),  # Nor where.
        ({"rating": ["number 7"], "where": ["back"]}, 7, "pain"),
        ({"rating": ["number 3"], "where": ["leg"]}, 3, "spread"),
        ({"rating": ["number 3"], "where": ["sharp"]}, 3, "sharp"),
    ],
)
def test_pain_ends_it_where_it_must_or_nobody_answers(
    tmp_path: Path, answers: dict[Context, list[str]], during: int, stopped: str
) -> None:
    led = Led(tmp_path, answers)
    led.bench.at("hold")
    led.says("hurts")
    assert led.bench.conductor.finished
    assert (led.bench.session.during, led.bench.session.stopped) == (during, stopped)


def test_a_leg_that_was_misheard_ends_nothing(tmp_path: Path) -> None:
    led = Led(
        tmp_path,
        {"rating": ["number 3"], "confirm": ["yes", "no"], "where": ["leg", "back"], "less": ["go_on"]},
    )
    led.bench.at("hold")
    assert not led.says("hurts").bench.conductor.finished


def test_leg_alone_ends_the_session_also_without_a_number(tmp_path: Path) -> None:
    led = Led(tmp_path)
    led.bench.at("hold")
    assert led.says("leg").bench.session.stopped == "spread"


def test_it_hurts_without_a_number_stands_and_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    led = Led(tmp_path)
    led.bench.at("hold")
    assert led.says("hurts").bench.conductor.paused
    told = capsys.readouterr().err
    assert told.count("How much does it hurt, 0 to 10?") == 2, "it is asked once more"
    assert "Say go on, or stop twice to end." in told
    assert not led.says("go_on").bench.conductor.paused


def test_fine_after_all_goes_on(tmp_path: Path) -> None:
    led = Led(tmp_path, {"rating": ["skip"]})
    led.bench.at("hold")
    assert not led.says("hurts").bench.conductor.paused
    assert led.bench.session.during is None


class Cut:
    """A signal that comes a moment after one kind of question."""

    def __init__(self, led: Led, context: Context, number: signal.Signals) -> None:
        self.left_s = 0.5
        self.led = led
        self.context = context
        self.number = number
        led.voice._pause = self.wait

    def wait(self, _: float) -> None:
        self.led.bench.run(STEP_S)
        if self.led.person.asked == self.context and self.left_s > 0:
            self.left_s -= STEP_S
            if self.left_s <= 0:
                signal.raise_signal(self.number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_breaks_off_a_question_at_once_and_ctrl_c_nothing_else(
    tmp_path: Path, number: signal.Signals
) -> None:
    led = Led(tmp_path)
    led.bench.at("hold")
    Cut(led, "rating", number)
    with stop_signals() as led.voice.stop:
        began_s = led.bench.clock.now_s
        led.says("hurts")
    assert led.bench.clock.now_s - began_s < 2 + ANSWER_S / 2
    assert (led.voice.stop.number, led.voice.stop.asking) == (None if number == signal.SIGINT else number, False)
    assert led.bench.conductor.paused, "nobody said that it does not hurt"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_loses_no_sign_that_was_said(tmp_path: Path, number: signal.Signals) -> None:
    led = Led(tmp_path, {"rating": ["number 3"], "confirm": ["yes"], "where": ["leg"]})
    led.bench.at("hold")
    Cut(led, "confirm", number)
    with stop_signals() as led.voice.stop:
        led.says("hurts")
    assert led.bench.session.stopped == "spread"
    led = Led(tmp_path / "after", {"why": ["leg"]})
    Cut(led, "confirm", number)
    with stop_signals() as stop:
        stop.asking = True
        assert led.voice.why(WHY) == "spread"


@pytest.mark.parametrize(
    ("said", "stopped"),
    [
        ({"why": ["no"]}, "time"),
        ({"why": ["too_hard"]}, "tired"),
        ({"why": ["hurts"], "where": ["back"]}, "pain"),
        ({"why": ["hurts"], "where": ["leg"]}, "spread"),
        ({"why": ["sharp"]}, "sharp"),
        ({}, None),
    ],
)
def test_why_it_was_ended(tmp_path: Path, said: dict[Context, list[str]], stopped: str | None) -> None:
    assert Led(tmp_path, said).voice.why(WHY) == stopped


def test_a_microphone_that_is_gone_is_told_and_stops_nothing(tmp_path: Path) -> None:
    led = Led(tmp_path)
    led.bench.at("move")
    led.person.problem = "none"
    led.says("pause")
    problem = led.voice.problem
    assert problem is not None
    assert problem.id == "microphone_none"
    assert "No microphone can be used" in sentence(problem)


def test_who_spoke_over_the_question_has_all_the_time_to_answer_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    led = Led(tmp_path)
    led.bench.at("hold")
    asked_s = led.bench.clock.now_s
    monkeypatch.setattr(
        Listener, "over_us", property(lambda _: led.bench.clock.now_s < asked_s + 4)
    )  # Four seconds of it.
    led.person.says("number 3", in_ms=round((by_voice.ANSWER_S + 3) * 1000))
    assert led.voice.before(BEFORE) == 3
    assert capsys.readouterr().err.count(BEFORE.line.strip()) == 1
