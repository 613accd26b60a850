"""Asks by voice and takes a spoken answer, or a typed line; it must not know what an answer leads to.

An answer that was heard is read back and can be taken back. A question that nobody answers is asked once more and
then left open.
"""

import threading
from collections.abc import Callable
from typing import TypeVar, cast

from coach.audio.mixer import Gains
from coach.core.model.done import Effort, Stop
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files.settings import Settings
from coach.listen import recogniser
from coach.listen.listener import Listener
from coach.listen.microphone import Microphone
from coach.listen.vocabulary import Context, names
from coach.session.by_voice.aside import Aside
from coach.session.by_voice.commands import LEG_OR_SHARP, said
from coach.session.clocks import Clock
from coach.session.instruments import Instruments
from coach.session.pain import Serious
from coach.session.plain_player.question import Question
from coach.session.plain_player.questions import LONGEST_ANSWER, number_in, tell, typed_line, word_in
from coach.session.plain_player.stopping import Stop as Signals

T = TypeVar("T")
ANSWER_S = 10.0  # From the end of the question.
TAKE_BACK_S = 3.0
WORD_S = 1.5  # A word that has begun is waited for so long,
LONGEST_S = 15.0  # but not where somebody talks on and on.
LOOK_S = 0.02
FIRST = (Reason("listening"), Reason("hear_before"))  # To be made before all else that is spoken.


def start(settings: Settings, instruments: Instruments, clock: Clock) -> "ByVoice":
    """Listens and asks from now on. Raises CoachError where the recogniser is not installed."""
    recogniser.insist()
    now_s = clock.monotonic_s
    ears = Microphone(now_s, settings.microphone_gain)
    try:
        gains = Gains(settings.voice_volume, settings.tone_volume)
        aside = Aside(instruments.voice, instruments.reopened(), gains, now_s)
    except CoachError:
        ears.close()
        raise
    listener = Listener(ears, lambda: round(now_s() * 1000), instruments.loudspeakers, settings.delay_ms)
    return ByVoice(listener, aside, now_s)


class ByVoice:
    """One conversation. `coach_speaks` says whether the session itself is speaking now."""

    stands = Reason("hear_stands")

    def __init__(
        self,
        listener: Listener,
        aside: Aside,
        now_s: Callable[[], float],
        wait: Callable[[float], object] = lambda seconds: threading.Event().wait(seconds),
    ) -> None:
        self._listener = listener
        self._aside = aside
        self._now_s = now_s
        self.beside: Callable[[], object] = int  # What is done many times a second while an answer is waited for.
        self.stop: Signals | None = None  # What breaks off one question alone, while a session is played.
        self._lines_end = False
        self._problem: Reason | None = None
        self._pause = wait

    # --- hearing and saying ----------------------------------------------------------------------------------

    def acts(self, session_speaks: bool = False) -> tuple[str, ...]:
        """The names that act now; to be asked many times a second."""
        return self._listener.acts(self._aside.look() or session_speaks)

    def typed(self) -> bool:
        """Whether a line was typed since the last look."""
        return self.line() is not None

    def line(self) -> str | None:
        """A line that was typed; None where there is none, also at the end of the input: one may still speak."""
        if self._lines_end:
            return None
        line = typed_line(LONGEST_ANSWER)
        self._lines_end = line == ""
        return line.strip() if line else None

    @property
    def problem(self) -> Reason | None:
        """What keeps it from hearing."""
        problem = self._listener.problem
        if problem is not None:  # It is told once, and stays: what comes and goes would be told again and again.
            self._problem = Reason(f"microphone_{problem}")
        return self._problem

    def say(self, reason: Reason) -> None:
        """Says it aloud and prints it."""
        text = sentence(reason)
        tell(text)
        self._aside.say(text)

    def prepare(self, *reasons: Reason) -> None:
        """Has the sentences made ahead."""
        self._aside.prepare(*map(sentence, reasons))

    def hush(self) -> None:
        """Breaks off what is being said."""
        self._aside.hush()

    def close(self) -> None:
        """Ends both; harmless when repeated."""
        self._listener.close()
        self._aside.close()

    # --- questions -------------------------------------------------------------------------------------------

    def rating(self, question: Question, spoken: Reason | None) -> int | None:
        """0 to 10; None where it was skipped or nobody answered. `spoken` is None where it was asked aloud."""
        answer = self._number(question.line, spoken)
        return None if answer is None or answer == "skip" else int(answer)

    def hurt(self, question: Question) -> str | None:
        """How much it hurts: a number from 0 to 10, "skip" for not at all, None without an answer."""
        return self._number(question.line, Reason("hear_hurt"))

    def before(self, question: Question) -> int | None:
        """How it is before a session."""
        return self.rating(question, Reason("hear_before"))

    def morning(self, question: Question) -> int | None:
        """How it was in the morning."""
        return self.rating(question, Reason("hear_morning"))

    def after(self, question: Question, *, asked_aloud: bool) -> int | None:
        """How it is after a session."""
        return self.rating(question, None if asked_aloud else Reason("hear_before"))

    def effort(self, question: Question) -> Effort | None:
        """How it was."""
        typed = one_of("easy", "ok", "hard")
        answer = self._answer(question.line, Reason("hear_effort"), "effort", typed)
        return None if answer == "skip" else cast(Effort | None, answer)

    def why(self, question: Question) -> Stop | None:
        """Why a session was ended early. Without an answer it stays open."""
        typed = one_of("pain", "sharp", "spread", "tired", "time")
        answer = self._answer(question.line, Reason("hear_why"), "why", typed, sure=False)
        match answer:
            case "hurts":
                return self.where() or "pain"
            case "leg" | "sharp":
                return self.sure_of(LEG_OR_SHARP[answer]) or "pain"
            case "too_hard":
                return "tired"
            case "no":
                return "time"
        return cast(Stop | None, answer)

    def where(self) -> Serious | None:
        """Where it hurts; None in the back, as for who cannot say."""
        told = Reason("hear_where")
        answer = self._answer(sentence(told), told, "where", one_of("back", *LEG_OR_SHARP), sure=False)
        kind = LEG_OR_SHARP.get(answer or "")
        return None if kind is None else self.sure_of(kind)

    def sure_of(self, kind: Serious) -> Serious | None:
        """The same once more: a word that was misheard would end all sessions until the next screening.

        Only a no takes it back: a signal is no answer, and loses no sign that was said.
        """
        try:
            taken_back = self._heeding(lambda: not self._stands(Reason(f"hear_{kind}")))
        except KeyboardInterrupt:  # After a session: the rest of its questions is left out by who asks them.
            self.hush()
            return kind
        return self.where() if taken_back else kind

    def less(self) -> bool:
        """Whether to go on with less; who does not answer ends."""
        told = Reason("hear_less")
        answer = self._answer(sentence(told), told, "less", one_of("go on", "stop"), sure=False)
        return answer in ("go_on", "go on")

    def passed(self, question: Question) -> bool:
        """Whether a leg went back to usual."""
        return self._yes(question.line, Reason("hear_passed"))

    def did(self, question: Question) -> bool:
        """Whether repetitions without sound were done."""
        return self._yes(question.line, Reason("hear_did"))

    def signs(self, question: Question) -> bool:
        """Whether one of the signs is there that were told."""
        return self._yes(question.line, Reason("hear_signs"))

    def one_more(self, question: Question) -> bool:
        """Whether another round is wanted after one that hurt."""
        return self._yes(question.line, Reason("hear_one_more"))

    # --- inner workings --------------------------------------------------------------------------------------

    def _number(self, question: str, spoken: Reason | None) -> str | None:
        answer = self._answer(question, spoken, "rating", number_in)
        return None if answer is None else answer.rpartition(" ")[2]

    def _yes(self, question: str, spoken: Reason) -> bool:
        return self._answer(question, spoken, "confirm", one_of("yes", "no")) == "yes"

    def _answer(
        self,
        question: str,
        spoken: Reason | None,
        context: Context,
        typed: Callable[[str], str | None],
        *,
        sure: bool = True,
    ) -> str | None:
        """A name of the context, or what `typed` makes of a line; None where nobody answered twice.

        With `sure` a name is read back, and asked for again where it was wrong. A signal is no answer.
        """
        return self._heeding(lambda: self._answered(question, spoken, context, typed, sure=sure))

    def _heeding(self, ask: Callable[[], T]) -> T | None:
        """What is answered; None where a signal breaks off the question, and with it what is being said."""
        if self.stop is None:
            return ask()
        given = self.stop.asked(ask)
        if given is None:
            self.hush()
            self._listener.expect("controls")
        return given

    def _answered(
        self,
        question: str,
        spoken: Reason | None,
        context: Context,
        typed: Callable[[str], str | None],
        *,
        sure: bool,
    ) -> str | None:
        times = 0
        while times < 2:
            times += 1
            tell(question)
            if spoken is not None:
                self._aside.say(sentence(spoken))
            answer = self._wait(context, typed, ANSWER_S)
            if answer is None:
                continue
            heard, name = answer
            self.hush()
            if not heard or name == "skip" or not sure or self._stands(Reason("hear_back", heard=name)):
                self._listener.expect("controls")
                return name
            times = 0
        self._listener.expect("controls")
        self.say(Reason("hear_unanswered"))
        return None

    def _stands(self, read_back: Reason) -> bool:
        """Whether what is read back is not taken back."""
        self.say(read_back)
        answer = self._wait("confirm", one_of("yes", "no"), TAKE_BACK_S)
        return answer is None or answer[1] != "no"

    def _wait(
        self, context: Context, typed: Callable[[str], str | None], within_s: float
    ) -> tuple[bool, str] | None:
        """What was heard (True) or typed, so long after the coach has finished speaking."""
        self._listener.expect(context)
        quiet_s = self._now_s()
        while self._now_s() - quiet_s < within_s:
            speaks = self._aside.look()
            for name in self._listener.acts(speaks):
                if said(name) in names(context):
                    print(f"heard: {said(name)}", flush=True)
                    return True, said(name)
            line = self.line()
            if line is not None:
                answer = "skip" if not line else typed(line)
                if answer is not None:
                    return False, answer
            if speaks or self._listener.over_us:  # Who spoke over the question was not heard, and can answer anew.
                quiet_s = self._now_s()
            elif self._listener.speaking and within_s < LONGEST_S:
                within_s = min(LONGEST_S, max(within_s, self._now_s() - quiet_s + WORD_S))
            self.beside()
            self._pause(LOOK_S)
        return None


def one_of(*words: str) -> Callable[[str], str | None]:
    """Takes a line that is one of the words, or how only one of them begins; tells where it is not."""
    return lambda line: word_in(line, words)
