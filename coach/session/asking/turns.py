"""Offers the answers of a question one after the other and knows which one a press takes; it knows no key or voice.

Nobody has to look or to hurry: the question is asked, then comes silence to type or say an answer; where none
comes the answers are told slowly, round and round, and one button takes the one just told. What is taken is read
back, and the button takes it back. Who is not there is asked once more and then left in peace.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

EACH_S = 2.0  # From one answer to the next,
AFTER_WORD_S = 1.2  # and at least so long after its last sound.
REACTION_S = 0.35  # A press so soon after an answer was begun was meant for the one before.
BOUNCE_S = 0.6  # A key that is held, or hit twice, is one press.
TAKE_BACK_S = 3.0  # From the end of what is read back.
SOON_S = 3.0  # Of silence, before the answers are told: for who uses the one button,
LATER_S = 6.0  # for who may,
LATE_S = 15.0  # and for who types.
ROUNDS = 2

Phase = Literal["asked", "offering", "taken", "left", "stays"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said: the `question`, "" where it sounded already; `again` before the second round; the `lead` to the
    answers; `check` after the answer that is read back; `back` where that is taken back; `left` where nobody
    answered.
    """

    question: str
    again: str
    lead: str
    check: str
    back: str
    left: str


class Turns:
    """One question. `look` does what is due, many times a second; the other methods are the person's.

    `say` speaks after what is being said, `hush` breaks that off; both return at once. Times are seconds of one
    clock that never falls. `start` is the first answer that is offered. `taken` is the answer once it stands:
    nothing has to be done after that.
    """

    def __init__(
        self,
        answers: Sequence[str],
        wording: Wording,
        *,
        start: int,
        quiet_s: float,
        stays: bool,
        say: Callable[[str], None],
        hush: Callable[[], None],
    ) -> None:
        """With a `quiet_s` of 0 nothing is offered without a press; one that `stays` is never left."""
        self.phase: Phase = "asked"
        self.at: int | None = None  # The answer that is offered, marked or read back.
        self.taken: int | None = None
        self._answers = tuple(answers)
        self._wording = wording
        self._start = start
        self._quiet_s = quiet_s
        self._stays = stays
        self._say = say
        self._hush = hush
        self._told = 0  # Answers of this round.
        self._round = 1
        self._quiet_from_s = 0.0
        self._began_s = 0.0
        self._pressed_s = -BOUNCE_S

    @property
    def left(self) -> bool:
        """Whether nobody answered."""
        return self.phase == "left"

    def ask(self, now_s: float) -> None:
        """Asks."""
        self._quiet_from_s = now_s
        if self._wording.question:
            self._say(self._wording.question)

    def look(self, now_s: float, speaks: bool) -> None:
        """Goes on where it is time; `speaks` says whether something is being said."""
        if speaks:
            self._quiet_from_s = now_s
        quiet_s = now_s - self._quiet_from_s
        if self.phase == "asked" and self._quiet_s > 0 and quiet_s >= self._quiet_s:
            self._offer()
        elif self.phase == "offering" and not speaks:
            if self._told == 0:
                self._tell(now_s, self._start)
            elif now_s - self._began_s >= EACH_S and quiet_s >= AFTER_WORD_S:
                self._next(now_s)
        elif self.phase == "taken" and quiet_s >= TAKE_BACK_S:
            self.taken = self.at

    def still(self, now_s: float) -> None:
        """Nothing is due while something else is in front."""
        self._quiet_from_s = self._began_s = now_s

    def press(self, now_s: float) -> None:
        """The one button."""
        held = now_s - self._pressed_s < BOUNCE_S
        self._pressed_s = now_s
        if held or self.phase == "left" or self.taken is not None:
            return
        if self.phase == "taken":
            self._take_back(now_s)
        elif self.phase == "offering":
            if self._told:
                self.take(self._meant(now_s), now_s)
        elif self.phase == "asked" and self.at is not None:
            self.take(self.at, now_s)
        else:
            self._hush()
            self._round = ROUNDS if self.phase == "stays" else self._round
            self._offer()

    def step(self, by: int, now_s: float) -> None:
        """To the answer after or before; while one is read back, it is taken back."""
        if self.phase == "taken":
            self._take_back(now_s)
        elif self.phase != "left":
            self._hush()
            first = self._start if self.at is None else self.at + by
            told = max(1, self._told)
            offering = self.phase == "offering"
            self._tell(now_s, first)
            self.phase, self._told = ("offering", told) if offering else ("asked", 0)
            self._quiet_from_s = now_s

    def mark(self, index: int | None, now_s: float) -> None:
        """An answer is marked by other keys, which need no voice; from there it is offered."""
        self._hush()
        self.phase, self.at, self._told = "asked", index, 0
        self._quiet_from_s = now_s

    def take(self, index: int, now_s: float) -> None:
        """An answer, pressed or heard: it is read back, and stands where nobody takes it back."""
        self._hush()
        self.phase, self.at = "taken", index
        self._quiet_from_s = now_s
        self._say(self._answers[index])
        self._say(self._wording.check)

    def confirm(self) -> None:
        """What is read back is right."""
        if self.phase == "taken":
            self.taken = self.at

    def retract(self, now_s: float) -> None:
        """What is read back is wrong, which was said: another answer is waited for in silence."""
        if self.phase == "taken":
            self._hush()
            self._say(self._wording.back)
            self.phase, self.at, self._told = "asked", None, 0
            self._quiet_from_s = now_s

    def _offer(self) -> None:
        self.phase, self._told = "offering", 0
        self._start = self._start if self.at is None else self.at
        self.at = None
        self._say(self._wording.lead)

    def _tell(self, now_s: float, index: int) -> None:
        self.at = index % len(self._answers)
        self._told += 1
        self._began_s = now_s
        self._say(self._answers[self.at])

    def _next(self, now_s: float) -> None:
        assert self.at is not None
        if self._told < len(self._answers):
            self._tell(now_s, self.at + 1)
        elif self._round < ROUNDS:
            self._round += 1
            self.phase, self._start, self.at = "asked", (self.at + 1) % len(self._answers), None
            self._quiet_s = min(self._quiet_s, SOON_S) if self._quiet_s > 0 else SOON_S
            self._quiet_from_s = now_s
            self._say(self._wording.again)
        else:
            self.phase, self.at = ("stays" if self._stays else "left"), None
            self._say(self._wording.left)

    def _meant(self, now_s: float) -> int:
        """The answer that a press means now."""
        assert self.at is not None
        late = self._told > 1 and now_s - self._began_s < REACTION_S
        return (self.at - 1) % len(self._answers) if late else self.at

    def _take_back(self, now_s: float) -> None:
        """Back to offering, from a little before what was taken."""
        assert self.at is not None
        self._hush()
        self._say(self._wording.back)
        self.at = (self.at - 1) % len(self._answers)
        self._offer()
        self._quiet_from_s = now_s
