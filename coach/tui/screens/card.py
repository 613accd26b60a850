"""Cards over the screen: sentences to read, and what is common to every question on one; it knows no question."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from coach.listen.vocabulary import Context
from coach.tui.one_button import clicker
from coach.tui.one_button.hands import speaker_of
from coach.tui.widgets.text import Static

T = TypeVar("T")
DEAF_S = 0.3  # Long enough for a key that was held or hit twice, too short to be noticed by a reader.
LOOK_S = 0.05  # For what is said.
CARD_COLUMNS, CARD_FRAME = 64, 6
MORE = "↑ ↓  more"


class Card(ModalScreen[T]):
    """A framed card in the middle, which scrolls where it is too long.

    One that `follows` another does not listen at first (`deaf`): a key meant for that one must not answer this one.
    `about` is what its help says before the keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
    ]

    def __init__(self, *, urgent: bool = False, follows: bool = False, about: str = "") -> None:
        super().__init__(classes="-urgent" if urgent else "")
        self.follows = self.deaf = follows
        self.about = about
        self._gone = False  # Until it is gone from the screen, keys and time still reach it.

    def on_mount(self) -> None:
        if self.deaf:
            self.set_timer(DEAF_S, self._listen)
        self.call_after_refresh(self._tell_more)

    def on_resize(self, event: events.Resize) -> None:
        del event
        self.call_after_refresh(self._tell_more)

    def offered(self) -> Iterable[BindingType]:
        """What can be done here, for help and palette."""
        return type(self).BINDINGS

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it listens yet."""
        del action, parameters
        return not self.deaf

    def give(self, answer: T) -> None:
        """Ends it, once."""
        if self.is_current and not self._gone:
            self._gone = True
            self.dismiss(answer)

    def action_scroll(self, lines: int) -> None:
        self._card.scroll_relative(y=lines, animate=False)

    @property
    def _card(self) -> VerticalScroll:
        return self.query_one(".card", VerticalScroll)

    @property
    def _below(self) -> int:
        """The rows that are out of sight below."""
        return round(self._card.max_scroll_y - self._card.scroll_offset.y)

    def _listen(self) -> None:
        self.deaf = False

    def _tell_more(self) -> None:
        if self.is_mounted:
            self._card.border_subtitle = MORE if self._card.max_scroll_y > 0 else ""


class Message(Card[str | None]):
    """Sentences to read; Enter, escape, q or a click goes on, space and PgDn first to what is out of sight.

    `offers` are other keys with what they do; such a key is given back. `aloud` is said, until it is left.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "go_on", "Go on"),
        Binding(f"space,{clicker.NEXT}", "page", "Go on", show=False),
        Binding(clicker.QUIET_GO, "go_on", "Go on", show=False),
        Binding(clicker.BACK, "scroll(-10)", "Up", show=False),
    ]

    def __init__(
        self,
        title: str,
        text: str | Content,
        *,
        hint: str = "Enter  go on",
        urgent: bool = False,
        follows: bool = False,
        offers: Sequence[tuple[str, str]] = (),
        aloud: Sequence[str] = (),
    ) -> None:
        super().__init__(urgent=urgent, follows=follows)
        self.urgent = urgent
        self.aloud = tuple(aloud)
        self.heading = title
        self.text = text
        self.offers = tuple(offers)
        self.hint = "    ".join((hint, *(f"{key}  {does}" for key, does in offers)))

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="card", can_focus=False):
            yield Static(self.heading, classes="question", markup=False)
            yield Static(self.text, classes="text", markup=False)
            yield Static(self.hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        if self.aloud:
            speaker = speaker_of(self)
            for each in self.aloud:
                speaker.say(each)
            self.set_interval(LOOK_S, speaker.look)

    def on_unmount(self) -> None:
        if self.aloud:
            speaker_of(self).hush()

    def offered(self) -> Iterable[BindingType]:
        yield from (Binding(key, f"offer('{key}')", does) for key, does in self.offers)
        yield from type(self).BINDINGS

    def on_key(self, event: events.Key) -> None:
        if any(event.key == key for key, _ in self.offers):
            event.stop()
            self.action_offer(event.key)

    def action_offer(self, key: str) -> None:
        if self.is_current and not self.deaf:
            self.dismiss(key)

    @property
    def context(self) -> Context | None:
        """What can be said: an urgent one is to be read."""
        return None if self.urgent or self.deaf else "controls"

    def heard(self, name: str) -> bool:
        """Goes on; whether that was said."""
        if name in ("go_on", "ready"):
            self.action_go_on()
        return name in ("go_on", "ready")

    def action_go_on(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def action_page(self) -> None:
        """On to what is below, or on where everything was seen."""
        if self._below > 0:
            self._card.scroll_relative(y=max(1, self._card.size.height - 1), animate=False)
        else:
            self.action_go_on()

    def on_click(self, event: events.Click) -> None:
        event.stop()
        if not self.deaf:
            self.action_page()
