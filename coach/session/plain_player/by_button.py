"""Asks aloud and takes an answer by Enter alone, or a typed line; it must not know what an answer leads to.

As on the full screen: after some seconds, or at once when Enter is pressed, the answers are told one after the
other, and Enter takes the one just told. What is taken is read back, and Enter takes it back.
"""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TypeVar

from coach.app.workspace import Workspace
from coach.audio.mixer import Gains
from coach.core.model.done import Effort, Stop
from coach.core.number_words import number as number_word
from coach.core.reason import Reason
from coach.core.timeline.phrases import sentence as written
from coach.core.words import sentence
from coach.errors import CoachError
from coach.session.asking.turns import LATE_S, LATER_S, SOON_S, Turns, Wording
from coach.session.by_voice.aside import Aside
from coach.session.clocks import Clock
from coach.session.instruments import Instruments
from coach.session.pain import Serious
from coach.session.plain_player.question import Question
from coach.session.plain_player.questions import (
    EFFORTS,
    LONGEST_ANSWER,
    YES,
    number_in,
    tell,
    typed_line,
    word_in,
)
from coach.session.plain_player.stopping import Stop as Signals
from coach.session.plain_player.typed import PLACES
from coach.session.sound.first_words import SILENT

LOOK_S = 0.02
TEN = 10
SKIPS = ("s", "skip")
STOPS: tuple[Stop, ...] = ("time", "tired", "pain", "sharp", "spread")  # In the order in which they are told.
SKIPPED, GONE = -1, -2  # In place of an answer: it was left out, and the input ended, which says nothing.
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offer:
    """A question: how it is written and said, its answers as they are said and typed, and the first one told.

    `left` is what is said where nobody answers.
    """

    question: str
    said: str
    answers: tuple[str, ...]
    typed: Callable[[str], int | None]
    start: int = 0
    lead: str = "ask_answers"
    left: str = "ask_left"


@contextmanager
def start(ws: Workspace, clock: Clock, instruments: Instruments, *, wanted: bool) -> "Iterator[ByButton | None]":
    """Asks aloud while it lasts; None where that is not wanted or nothing can be heard: Enter skips then."""
    settings = ws.settings
    usual = None if ws.profile is None else ws.profile.usual_pain
    output = None
    if wanted and sys.stdin.isatty() and settings.ask_aloud and settings.words != "beeps":
        with suppress(CoachError):  # It is raised where the session itself wants to sound.
            output = instruments.reopened()
    if output is None:
        yield None
        return
    aside = Aside(instruments.voice, output, Gains(settings.voice_volume, settings.tone_volume), clock.monotonic_s)
    try:
        yield ByButton(aside, clock.monotonic_s, usual) if output.name != SILENT else None
    finally:
        aside.close()


class ByButton:
    """One conversation with somebody for whom one key is enough."""

    stands = Reason("press_paused")  # Said where nobody says how much it hurts.

    def __init__(
        self,
        aside: Aside,
        now_s: Callable[[], float],
        usual: int | None,
        wait: Callable[[float], object] = lambda seconds: threading.Event().wait(seconds),
    ) -> None:
        self._aside = aside
        self._usual = usual
        self._now_s = now_s
        self._pause = wait
        self._quiet_s = LATER_S
        self.stop: Signals | None = None  # What breaks off one question alone, while a session is played.
        self.beside: Callable[[], object] = int  # What is done many times a second while an answer is waited for.

    @property
    def now_s(self) -> float:
        """The clock of the conversation."""
        return self._now_s()

    def say(self, reason: Reason) -> None:
        """Says it aloud and prints it."""
        self._tell(sentence(reason))

    def hush(self) -> None:
        """Breaks off what is being said."""
        self._aside.hush()

    def prepare(self, *reasons: Reason) -> None:
        """Has the sentences made ahead."""
        self._aside.prepare(*map(sentence, reasons))

    def look(self) -> bool:
        """Whether something is being said; to be asked many times a second, so that it goes on."""
        return self._aside.look()

    # --- questions -------------------------------------------------------------------------------------------

    def before(self, question: Question) -> int | None:
        """How it is before a session."""
        return self._number(question.short, sentence(Reason("hear_before")), self._usual)

    def morning(self, question: Question) -> int | None:
        """How it was in the morning."""
        return self._number(question.short, sentence(Reason("hear_morning")), self._usual)

    def after(self, question: Question, *, asked_aloud: bool) -> int | None:
        """How it is after a session."""
        return self._number(question.short, "" if asked_aloud else sentence(Reason("hear_before")), self._usual)

    def effort(self, question: Question) -> Effort | None:
        """How it was."""
        answers = tuple((sentence(Reason("press_effort", effort=effort)), effort) for effort in EFFORTS)
        return self._one_of(question.short, sentence(Reason("hear_effort")), answers)

    def why(self, question: Question) -> Stop | None:
        """Why a session was ended early. Without an answer it stays open."""
        answers = tuple((sentence(Reason("press_stop", stop=stop)), stop) for stop in STOPS)
        return self._one_of(question.short, sentence(Reason("press_why")), answers)

    def passed(self, question: Question) -> bool:
        """Whether a leg went back to usual."""
        return self._yes(question.short)

    def did(self, question: Question) -> bool:
        """Whether repetitions without sound were done."""
        return self._yes(question.short)

    def signs(self, question: Question) -> bool:
        """Whether one of the signs is there that were told."""
        return self._yes(question.short)

    def one_more(self, question: Question) -> bool:
        """Whether another round is wanted after one that hurt."""
        return self._yes(question.short)

    def hurt(self, question: Question) -> str | None:
        """How much it hurts: a number from 0 to 10, "skip" for not at all, None without an answer.

        That it is fine is told first: two presses may have been a slip.
        """
        scale = self._numbers(question.short, sentence(Reason("hear_hurt")), self._usual)
        numbers = [(scale.start + step) % (TEN + 1) for step in range(TEN + 1)]
        told = (sentence(Reason("ask_fine")), *(scale.answers[number] for number in numbers))
        index = self._answer(
            replace(
                scale,
                answers=told,
                typed=lambda line: None if (at := scale.typed(line)) is None else 1 + numbers.index(at),
                start=0,
            )
        )
        if index in (SKIPPED, 0):
            return "skip"
        return None if index in (None, GONE) else str(numbers[index - 1])

    def where(self) -> Serious | None:
        """Where it hurts; None in the back, as for who cannot say."""
        answers = tuple((sentence(Reason("press_place", place=place)), kind) for place, kind in PLACES.items())
        asked = sentence(Reason("press_where"))
        kind = self._one_of(asked, asked, answers, tuple(PLACES))
        return None if kind is None else self.sure_of(kind)

    def sure_of(self, kind: Serious) -> Serious | None:
        """The same once more: a press that slipped would end all sessions until the next screening."""
        return kind if self._yes(sentence(Reason(f"press_{kind}")), otherwise=True) else self.where()

    def less(self) -> bool:
        """Whether to go on with less; who does not answer ends."""
        asked = sentence(Reason("press_less"))
        answers = ((sentence(Reason("press_go_on")), True), (sentence(Reason("press_end")), False))
        return self._one_of(asked, asked, answers, ("go on", "end")) is True

    # --- inner workings --------------------------------------------------------------------------------------

    def _tell(self, text: str) -> None:
        tell(text)
        self._aside.say(text)

    def _numbers(self, question: str, said: str, usual: int | None) -> Offer:
        """A scale, which is counted from one below the usual: who hears the first number has to get ready."""
        return Offer(
            question,
            said,
            tuple(written(number_word(value)) for value in range(TEN + 1)),
            lambda line: None if (given := number_in(line)) is None else int(given),
            start=max(0, (usual or 0) - 1),
            lead="ask_count",
            left="press_unrated",
        )

    def _number(self, question: str, said: str, usual: int | None) -> int | None:
        index = self._answer(self._numbers(question, said, usual))
        return None if index in (SKIPPED, GONE) else index

    def _one_of(
        self, question: str, said: str, answers: Sequence[tuple[str, T]], typed: tuple[str, ...] = ()
    ) -> T | None:
        """The value of an answer; `typed` are the words for them, where those are not the values."""
        words = typed or tuple(str(value) for _, value in answers)
        index = self._answer(
            Offer(
                question,
                said,
                tuple(written(each) for each, _ in answers),
                lambda line: None if (word := word_in(line, words)) is None else words.index(word),
            )
        )
        return None if index in (None, SKIPPED, GONE) else answers[index][1]

    def _yes(self, question: str, *, otherwise: bool = False) -> bool:
        """Whether it is so; `otherwise` where nobody answers."""
        answers = ((sentence(Reason("answer_yes")), True), (sentence(Reason("answer_no")), False))
        answer = self._one_of(question, question, answers, YES)
        return otherwise if answer is None else answer

    def _answer(self, offer: Offer) -> int | None:
        """Which answer stands; SKIPPED or GONE in its place, None where nobody answered."""
        return self._offered(offer) if self.stop is None else self.stop.asked(lambda: self._offered(offer))

    def _offered(self, offer: Offer) -> int | None:
        """The same. A signal that breaks it off breaks off what is being said, too."""
        again = sentence(Reason("ask_again", question=offer.said or offer.question))
        wording = Wording(
            "", again, *(sentence(Reason(each)) for each in (offer.lead, "press_check", "ask_back", offer.left))
        )
        turns = Turns(
            offer.answers, wording, start=offer.start, quiet_s=self._quiet_s, stays=False, say=self._tell,
            hush=self._aside.hush,
        )  # fmt: skip
        tell(f"{offer.question} {sentence(Reason('press_hint'))}")
        if offer.said:
            self._aside.say(offer.said)
        self._aside.prepare(wording.lead, *offer.answers, wording.check)
        turns.ask(self._now_s())
        try:
            return self._waited(offer, turns)
        except KeyboardInterrupt:
            self._aside.hush()
            raise

    def _waited(self, offer: Offer, turns: Turns) -> int | None:
        while turns.taken is None and not turns.left:
            turns.look(self._now_s(), self._aside.look())
            line = typed_line(LONGEST_ANSWER)
            given = None if line is None else self._typed(line, offer, turns)
            if given is not None:
                self._aside.hush()
                return given
            self.beside()
            self._pause(LOOK_S)
        return turns.taken

    def _typed(self, line: str, offer: Offer, turns: Turns) -> int | None:
        """The answer that a line gives at once; an empty one is the button. GONE after the last line."""
        text = line.strip()
        if not line:
            return GONE
        if text.lower() in SKIPS:
            return SKIPPED
        if not text:
            self._quiet_s = SOON_S
            turns.press(self._now_s())
            return None
        self._quiet_s = LATE_S
        return offer.typed(text)
