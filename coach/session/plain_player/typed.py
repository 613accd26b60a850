"""What a typed line does to a session in plain lines: the keys of the full screen, each with Enter.

It must not know sound, nor what follows from pain.
"""

from collections.abc import Callable, Mapping

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.session.plain_player.hurting import AsksHurt, hurts
from coach.session.plain_player.question import Question, yes_or_no
from coach.session.plain_player.questions import MOST_TRIES, YES, ask_word, number_in, read_answer, tell
from coach.session.plain_player.stopping import Stop

PLACES: Mapping[str, Serious | None] = {"back": None, "leg": "spread", "sharp": "sharp"}
LESS = ("go on", "stop")
BOUNCE_S = 0.8  # An Enter that comes so soon after a question is the one before it, hit twice or held.
# The letters are those of the full screen; a word does the same as its letter.
KEYS: Mapping[str, Callable[[Conductor], object]] = {
    "n": Conductor.next,
    "p": Conductor.back,
    "r": Conductor.repeat,
    "s": Conductor.slower,
    "f": Conductor.faster,
    "+": Conductor.louder,
    "-": Conductor.softer,
    "m": Conductor.mute,
}
WORDS: Mapping[str, str] = {
    "next": "n", "skip": "n", "back": "p", "repeat": "r", "slower": "s", "faster": "f", "louder": "+",
    "softer": "-", "mute": "m", "wait": "w", "hurts": "h", "it hurts": "h", "help": "?", "end": "q", "stop": "q",
    "pause": "", "go on": "", "ready": "",
}  # fmt: skip


class ByTyping:
    """Asks about pain in lines; a question that a signal breaks off is one that nobody answered."""

    stands = Reason("typed_stands")

    def __init__(self, stop: Stop, now_s: Callable[[], float]) -> None:
        self._stop = stop
        self._now_s = now_s

    def hurt(self, question: Question) -> str | None:
        """A number from 0 to 10, or "skip" for none; None where nobody answered."""
        return self._stop.asked(lambda: self._number(question))

    def where(self) -> Serious | None:
        """Where it hurts; None in the back, as for who cannot say. What ends the session is asked once more."""
        kind = PLACES[self._word(Question((Reason("typed_where"),)), tuple(PLACES)) or "back"]
        return None if kind is None else self.sure_of(kind)

    def sure_of(self, kind: Serious) -> Serious | None:
        """The same once more: a slip would end all sessions until the next screening."""
        asked = yes_or_no(Reason(f"typed_{kind}"))
        sure = self._stop.asked(lambda: ask_word(asked, YES, self._line) or "no")
        return kind if sure in ("yes", None) else self.where()  # A signal takes back nothing that was said.

    def less(self) -> bool:
        """Whether to go on with less; who does not answer ends."""
        return self._word(Question((Reason("typed_less"),)), LESS) == "go on"

    def say(self, reason: Reason) -> None:
        tell(sentence(reason))

    def _number(self, question: Question) -> str | None:
        for _ in range(MOST_TRIES):
            answer = self._line(question)
            if not answer:
                return None if answer is None else "skip"
            number = number_in(answer)
            if number is not None:
                return number
        return None

    def _word(self, question: Question, words: tuple[str, ...]) -> str | None:
        """The word that was typed; None for Enter, and where nobody answered."""
        return self._stop.asked(lambda: ask_word(question, words, self._line))

    def _line(self, question: Question) -> str | None:
        """What was typed, which took a person some time; None where nothing but Enters came, and too soon."""
        for _ in range(MOST_TRIES):
            asked_s = self._now_s()
            answer = read_answer(question)
            if answer or self._now_s() - asked_s >= BOUNCE_S:
                return answer
        return None


def act(conductor: Conductor, line: str, asks: AsksHurt) -> bool:
    """Does what a line means, and tells what is not heard; whether that ended the session."""
    only_watches = conductor.counted.unwatched
    conductor.watch()
    typed = line.strip().lower()
    key = WORDS.get(typed, typed)
    if key in KEYS:
        KEYS[key](conductor)
    elif key == "" and (conductor.waiting or not only_watches):
        _pause_or_go_on(conductor)
    elif key == "":
        tell(sentence(Reason("typed_watched")))
    elif key == "h":
        hurts(conductor, asks, None)
    elif key == "w":
        conductor.toggle_wait()
        tell(sentence(Reason(f"typed_{conductor.change}")))
    elif key == "q":
        conductor.end(None)
        return True
    else:
        tell(sentence(Reason("typed_help" if key == "?" else "typed_unknown")))
    return False


def _pause_or_go_on(conductor: Conductor) -> None:
    if conductor.waiting:
        conductor.ready()
    else:
        conductor.toggle_pause()
        if conductor.paused:
            tell(sentence(Reason("typed_paused")))
