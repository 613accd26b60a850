"""A question whose answers are told one after the other, so that one button can give them; it knows no answer."""

from collections.abc import Sequence
from typing import TypeVar

from coach.core.reason import Reason
from coach.core.words import sentence
from coach.listen.vocabulary import Context
from coach.session.asking.turns import Turns, Wording
from coach.tui.app_clock import clock_of
from coach.tui.by_voice import on_screen
from coach.tui.one_button import clicker
from coach.tui.one_button.hands import Hands, Place, hands_of, speaker_of
from coach.tui.one_button.speaker import Speaks
from coach.tui.screens.card import Card

T = TypeVar("T")
LOOK_S = 0.05
PRESS = "Enter, space, clicker or mouse, at "
TAKEN = "is taken    press again if that is wrong"


class Offering(Card[T]):
    """A card with answers to choose from. Keys of their own give them at once, as ever; this is the other way.

    An answer that was pressed, or heard, comes by `take` and is read back. `unanswered` tells afterwards that
    nobody gave one; where a card `stays` it waits for one for ever.
    """

    def __init__(
        self,
        *,
        urgent: bool = False,
        follows: bool = False,
        about: str = "",
        asks: bool = False,
        stays: bool = False,
    ) -> None:
        """One that `asks` is said aloud and offered after a silence; another only where the button is pressed."""
        super().__init__(urgent=urgent, follows=follows, about=about)
        self.asks = asks
        self.stays = stays
        self.unanswered = False
        self._begun: Turns | None = None
        self._drawn: tuple[str, int | None] = ("asked", None)

    # --- what a kind of question tells -----------------------------------------------------------------------

    def answers_aloud(self) -> Sequence[str]:
        """The answers as they are said."""
        raise NotImplementedError

    def question_aloud(self) -> str:
        """The question as it is said."""
        raise NotImplementedError

    @property
    def asked_aloud(self) -> bool:
        """Whether it was said already."""
        return False

    @property
    def first_offer(self) -> int:
        """Which answer is told first."""
        return 0

    @property
    def lead(self) -> Reason:
        """What is said before the answers."""
        return Reason("ask_answers")

    @property
    def left_open(self) -> Reason:
        """What is said where nobody answers."""
        return Reason("ask_left")

    @property
    def busy(self) -> bool:
        """Whether another key is being waited for."""
        return False

    def settle_on(self, index: int) -> None:
        """An answer stands."""
        raise NotImplementedError

    def leave_open(self) -> None:
        """Nobody answered."""
        raise NotImplementedError

    def show_turn(self, turns: Turns) -> None:
        """Draws which answer is told or taken now."""
        raise NotImplementedError

    @property
    def hears(self) -> Context | None:
        """What can be said to it; None for nothing."""
        return None

    def index_heard(self, name: str) -> int | None:
        """The answer that a name gives; None for none."""
        del name
        return None

    def skip_heard(self) -> bool:
        """ "Skip" was said; whether that is an answer here."""
        return False

    # --- how it goes on --------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        question = self.question_aloud()
        again = sentence(Reason("ask_again", question=question))
        check = sentence(Reason("ask_check_heard" if on_screen.listens(self) else "ask_check"))
        back = sentence(Reason("ask_back"))
        left = Reason("ask_stays") if self.stays else self.left_open
        wording = Wording(
            question if self.asks and not self.asked_aloud else "",
            again,
            sentence(self.lead),
            check,
            back,
            sentence(left),
        )
        said = tuple(self.answers_aloud())
        quiet_s = self.hands.quiet_s if self.asks and len(said) > 1 else 0.0
        self._begun = Turns(
            said, wording, start=self.first_offer, quiet_s=quiet_s, stays=self.stays,
            say=self.speaker.say, hush=self.speaker.hush,
        )  # fmt: skip
        self.turns.ask(self._now_s)
        if quiet_s:
            self.speaker.prepare(wording.lead, *said, check, again)
        self.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Does what is due."""
        if self._begun is None or self._gone:
            return
        if not self.is_current or self.busy or self.deaf:
            self.turns.still(self._now_s)
            return
        self.turns.look(self._now_s, self.speaker.look() or on_screen.person_speaks(self))
        self._draw()
        if self.turns.taken is not None:
            self.settle_on(self.turns.taken)
        elif self.turns.left:
            self.unanswered = True
            self.leave_open()

    @property
    def first_press(self) -> bool:
        """Whether nothing was marked or offered yet."""
        return self.turns.phase == "asked" and self.turns.at is None

    def take(self, index: int) -> None:
        """Takes an answer that was pressed or heard: it is read back, and stands where nobody takes it back."""
        if self.is_current and not self.deaf:
            self.turns.take(index, self._now_s)
            self._draw()

    @property
    def context(self) -> Context | None:
        """What can be said now: an answer, or whether the one that is read back is right."""
        if self._begun is None or self.deaf or self.hears is None:
            return None
        return "confirm" if self.turns.phase == "taken" else self.hears

    def heard(self, name: str) -> bool:
        """Does what a word means; whether that is anything."""
        if not self.is_current or self.busy or self.context is None:
            return False
        if self.turns.phase == "taken":
            if name == "yes":
                self.turns.confirm()
            elif name == "no":
                self.turns.retract(self._now_s)
            self._draw()
            return name in ("yes", "no")
        if name == "skip":
            return self.skip_heard()
        index = self.index_heard(name)
        if index is not None and self.hears == "controls":  # Among decoys, and nothing that needs a second look.
            self.settle_on(index)
        elif index is not None:
            self.take(index)
        return index is not None

    def press(self) -> None:
        """The one button."""
        if self.is_current and not self.deaf:
            self.hands.way = "button"
            self.turns.press(self._now_s)
            self._draw()

    def pressed(self, key: str) -> bool:
        """Does what a button of a clicker does here; False for another key."""
        if key in clicker.GO_KEYS or (key == clicker.NEXT and self.turns.phase in ("offering", "taken")):
            self.press()
        elif key in (clicker.NEXT, clicker.BACK):
            self.hands.way = "button"
            self.turns.step(1 if key == clicker.NEXT else -1, self._now_s)
            self._draw()
        else:
            return False
        return True

    def clicked(self, place: Place) -> None:
        """A click that is no answer by itself, or comes from a mouse that stays where it is: it is the button."""
        self.hands.parked = place
        self.press()

    def by_keys(self) -> None:
        """An answer was given by a key of its own."""
        self.hands.way = "keys"
        self.speaker.hush()

    def marked(self, index: int | None) -> None:
        """An answer is marked by other keys."""
        self.turns.mark(index, self._now_s)

    def is_parked(self, place: Place) -> bool:
        """Whether a click is one of a mouse that is the button."""
        return self.hands.parked == place

    # --- whom it belongs to ----------------------------------------------------------------------------------

    @property
    def turns(self) -> Turns:
        """How far it is; once it is on the screen."""
        assert self._begun is not None
        return self._begun

    @property
    def hands(self) -> Hands:
        return hands_of(self)

    @property
    def speaker(self) -> Speaks:
        return speaker_of(self)

    @property
    def _now_s(self) -> float:
        return clock_of(self).monotonic_s()

    def _draw(self) -> None:
        now = (self.turns.phase, self.turns.at)
        if now != self._drawn:
            self._drawn = now
            self.show_turn(self.turns)
