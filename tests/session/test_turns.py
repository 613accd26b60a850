"""Answers told one after the other for one button: what is said when, and what a press takes; no screen."""

from collections.abc import Callable

import pytest

from coach.session.asking.turns import (
    BOUNCE_S,
    EACH_S,
    LATER_S,
    REACTION_S,
    TAKE_BACK_S,
    Turns,
    Wording,
)

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WORDING = Wording(
    "How is it?", "Once more. How is it?", "I count.", "Press again if wrong.", "Taken back.", "Unrated."
)
WORD_S, LOOK_S = 0.6, 0.05


class Person:
    """A question, and a voice that takes so long for every text; time passes where a test waits."""

    def __init__(self, answers: tuple[str, ...] = NUMBERS, *, start: int = 1, quiet_s: float = LATER_S,
                 stays: bool = False, question: str = "How is it?") -> None:  # fmt: skip
        self.now_s = 10.0
        self.said: list[str] = []
        self.speaks_until_s = 0.0
        wording = Wording(question, *(getattr(WORDING, name) for name in WORDING.__slots__[1:]))
        self.turns = Turns(
            answers, wording, start=start, quiet_s=quiet_s, stays=stays, say=self._say, hush=self._hush
        )
        self.turns.ask(self.now_s)

    def _say(self, text: str) -> None:
        self.said.append(text)
        self.speaks_until_s = max(self.now_s, self.speaks_until_s) + WORD_S

    def _hush(self) -> None:
        self.speaks_until_s = self.now_s

    def waits(self, seconds: float) -> None:
        for _ in range(round(seconds / LOOK_S)):
            self.now_s += LOOK_S
            self.turns.look(self.now_s, self.now_s < self.speaks_until_s)

    def until(self, holds: Callable[[], bool], most_s: float = 300.0) -> float:
        """Waits; how long."""
        began_s = self.now_s
        while not holds():
            assert self.now_s - began_s < most_s, self.said
            self.waits(LOOK_S)
        return self.now_s - began_s

    def hears(self, text: str) -> None:
        self.until(lambda: self.said[-1] == text)

    def presses(self) -> None:
        self.turns.press(self.now_s)


def test_a_question_leaves_time_then_counts_from_near_the_usual_and_takes_what_was_just_said() -> None:
    person = Person(start=2)
    assert person.said == ["How is it?"]
    person.waits(LATER_S)
    assert person.said == ["How is it?"]  # Its own seconds do not count as silence.
    person.hears("two")
    assert person.said == ["How is it?", "I count.", "two"]
    person.hears("four")
    person.waits(1.0)
    person.presses()
    assert person.said[-2:] == ["four", "Press again if wrong."]
    person.until(lambda: person.turns.taken is not None)
    assert person.turns.taken == 4


def test_the_numbers_come_slowly_and_wrap_round() -> None:
    person = Person(start=9)
    person.hears("nine")
    for following in ("ten", "zero", "one"):
        took_s = person.until(lambda following=following: person.said[-1] == following)  # type: ignore[misc]
        assert EACH_S <= took_s <= EACH_S + 2 * LOOK_S


@pytest.mark.parametrize(("late_s", "taken"), [(REACTION_S - 0.1, 3), (REACTION_S + 0.1, 4)])
def test_a_press_just_after_the_next_number_began_means_the_one_before(late_s: float, taken: int) -> None:
    person = Person(start=2)
    person.hears("four")
    person.waits(late_s)
    person.presses()
    assert person.turns.at == taken


def test_a_second_press_takes_it_back_and_counts_on_from_just_before() -> None:
    person = Person(start=2)
    person.hears("four")
    person.waits(1.0)
    person.presses()
    person.waits(2 * WORD_S + TAKE_BACK_S - 0.2)
    assert person.turns.taken is None
    person.presses()
    assert person.said[-2:] == ["Taken back.", "I count."]
    person.hears("three")
    person.hears("four")
    person.hears("five")
    person.waits(1.0)
    person.presses()
    person.until(lambda: person.turns.taken is not None)
    assert person.turns.taken == 5


def test_a_key_that_is_held_or_hit_twice_is_one_press() -> None:
    person = Person(start=2)
    person.hears("two")
    person.waits(1.0)
    person.presses()
    for _ in range(40):  # Held: it repeats.
        person.waits(LOOK_S)
        person.presses()
    assert person.said[-1] == WORDING.check
    person.waits(BOUNCE_S + LOOK_S)
    person.presses()
    assert WORDING.back in person.said


def test_a_press_need_not_wait_for_the_silence() -> None:
    person = Person(start=2)
    person.waits(0.3)
    person.presses()
    assert person.said == ["How is it?", "I count."]
    person.waits(WORD_S / 2)
    person.turns.press(person.now_s + BOUNCE_S)  # Nothing was told yet that it could mean.
    assert person.turns.phase == "offering"
    person.hears("two")


def test_who_does_not_answer_is_asked_once_more_and_then_left_in_peace() -> None:
    person = Person(start=0)
    took_s = person.until(lambda: person.turns.left)
    rounds = [*NUMBERS]
    again = [NUMBERS[(number + 0) % 11] for number in range(11)]
    assert person.said == [
        "How is it?",
        "I count.",
        *rounds,
        "Once more. How is it?",
        "I count.",
        *again,
        "Unrated.",
    ]
    assert 50 < took_s < 70
    person.turns.press(person.now_s + 10)
    person.waits(10)
    assert person.turns.taken is None


def test_one_that_has_to_be_answered_stays_in_silence_and_can_be_answered_later() -> None:
    person = Person(("yes", "no"), start=0, stays=True)
    person.until(lambda: person.said[-1] == "Unrated.")
    said = len(person.said)
    person.waits(600)
    assert (len(person.said), person.turns.left) == (said, False)
    person.presses()
    person.hears("no")
    person.waits(1.0)
    person.presses()
    person.until(lambda: person.turns.taken is not None)
    assert person.turns.taken == 1


def test_a_clicker_steps_and_confirms() -> None:
    person = Person(start=2)
    person.waits(1)
    for by, at in ((1, 2), (1, 3), (1, 4), (-1, 3)):
        person.turns.step(by, person.now_s)
        assert (person.turns.at, person.said[-1]) == (at, NUMBERS[at])
        person.waits(0.3)
    person.presses()
    person.until(lambda: person.turns.taken is not None)
    assert person.turns.taken == 3


def test_who_steps_and_waits_is_counted_on_from_there() -> None:
    person = Person(start=2)
    person.turns.step(1, person.now_s)
    person.turns.step(1, person.now_s)
    person.hears("I count.")
    person.hears("three")
    person.hears("four")
    person.waits(0.5)
    person.turns.step(-1, person.now_s)
    assert (person.turns.phase, person.said[-1]) == ("offering", "three")


def test_nothing_is_offered_to_who_does_not_want_it_and_nothing_behind_a_help() -> None:
    person = Person(quiet_s=0.0)
    person.waits(300)
    assert person.said == ["How is it?"]
    other = Person(start=2)
    for _ in range(200):
        other.now_s += 1
        other.turns.still(other.now_s)
    other.waits(LATER_S - 1)
    assert other.said == ["How is it?"]
