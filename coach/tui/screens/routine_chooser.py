"""Lets a routine be chosen from all that there are; it must not know files, rules or what follows."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Literal, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from coach.app.routine_offers import Offer
from coach.app.today import Today
from coach.core.exercise import Exercise
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.tui.key_help import help_for
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.list_rows import Line, Rows, padded, shortened
from coach.tui.widgets.panel import titled
from coach.tui.widgets.text import Static
from coach.tui.words import offer_preview, texts

KEYS = (
    ("↑ ↓", "move"), ("Enter", "choose"), ("Esc", "keep"), ("e", "edit"), ("?", "help"), ("E", "own editor"),
    ("1-9", "choose"),
)  # fmt: skip
DIGITS = "123456789"
NOTHING = "There is no routine. Make one with c on the dashboard."
NOW = "●"
FACTS_COLUMNS = 32  # "built in  about 12 min  10 a day"
LEAST_TITLE = 8
BEFORE_TITLE = 6  # Number and mark.
BESIDE_FROM, BELOW_FROM = 120, 24  # Columns from which the preview has room beside the list, and rows below it.
SETTLED_S = 0.08  # Whoever goes on at once wants no preview of what they pass.


class Offers(Rows):
    """The routines, two lines for each: what it is called and asks for, and its exercises or its mistakes."""

    def __init__(self, offers: Sequence[Offer], current: int | None) -> None:
        super().__init__("offers", lines_each=2, nothing=NOTHING)
        self.offers = offers
        self.current = current
        self.marked = current or 0
        self._longest = max([cell_len(clean(each.title)) for each in offers] + [LEAST_TITLE])
        self.show(len(offers))

    def row(self, index: int, width: int) -> Sequence[Line]:
        offer = self.offers[index]
        number = f"{index + 1:>2}" if index < len(DIGITS) else "  "
        mark = NOW if index == self.current else " "
        room = max(LEAST_TITLE, width - BEFORE_TITLE - FACTS_COLUMNS - 2)
        title = padded(clean(offer.title), min(self._longest, room))
        below = clean(offer.wrong or ", ".join(offer.exercises))
        indent = " " * BEFORE_TITLE
        return [
            (f"{number}  {mark} {title}  {facts(offer)}", "title"),
            (f"{indent}{shortened(below, width - BEFORE_TITLE - 1)}", "wrong" if offer.wrong else "about"),
        ]


class Preview(NamedTuple):
    """What a routine would make today, to be worked out in a thread, with all exercises. Raises CoachError."""

    of: Callable[[Offer], Today]
    exercises: Mapping[str, Exercise]


class Wanted(NamedTuple):
    """The name of a routine, and what the user wants of it."""

    name: str
    what: Literal["play", "edit", "outside"] = "play"


class Chooser(Screen[Wanted | None]):
    """All routines; gives back the chosen one, or None to keep the present one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Choose the marked one"),
        Binding("1", "number(1)", "Choose the first one, with 2 the second, and so on"),
        *(Binding(digit, f"number({digit})", f"Choose number {digit}", show=False) for digit in DIGITS[1:]),
        Binding("up", "move(-1)", "To the one before, also with PgUp, held a page; with Home to the first"),
        Binding("down", "move(1)", "To the next one, also with PgDn, held a page; with End to the last"),
        Binding("e", "want('edit')", "Edit the marked one"),
        Binding("E", "want('outside')", "Edit the marked one in your own editor"),
        Binding("escape,q,r", "keep", "Keep the present one"),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(
        self, offers: Sequence[Offer], current: str, preview: Preview, *, at: str = "", plain: bool = False
    ) -> None:
        """`current` is the file of the routine that is played now, `at` the name of the one to begin at."""
        super().__init__(classes="-plain" if plain else "")
        now = next((index for index, each in enumerate(offers) if each.file == current), None)
        self.rows = Offers(offers, now)
        self.rows.marked = next((i for i, each in enumerate(offers) if each.name == at), self.rows.marked)
        self.offers = offers
        self.notice = Static("", id="offers-notice", markup=False)
        self.preview = preview
        self.previewed: dict[str, Today | str] = {}  # By name; a text where it cannot be.
        self.shown = Static("", id="preview-text", markup=False)
        self.frame = VerticalScroll(self.shown, id="preview", can_focus=False)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static("Which routine?", id="top-left", markup=False)
            yield Static(f"{NOW} played now" if self.rows.current is not None else "", id="top-right", markup=False)
        with Container(id="choosing"):
            yield self.rows
            yield self.frame
        yield self.notice
        yield Keys(KEYS)

    def on_mount(self) -> None:
        self.rows.focus()
        self._look()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= BESIDE_FROM, "-beside")
        self.set_class(event.size.width < BESIDE_FROM and event.size.height >= BELOW_FROM, "-below")
        self.call_after_refresh(self._draw)

    def _look(self) -> None:
        """Shows what the marked routine would be today, as soon as that is known."""
        if self.offers:
            offer = self.offers[self.rows.marked]
            titled(self.frame, clean(offer.title))
            self._draw()
            if offer.name not in self.previewed and not offer.wrong:
                self.run_worker(self._work_out(offer), exclusive=True)

    async def _work_out(self, offer: Offer) -> None:
        await asyncio.sleep(SETTLED_S)
        try:
            self.previewed[offer.name] = await asyncio.to_thread(self.preview.of, offer)
        except CoachError as error:
            self.previewed[offer.name] = str(error)
        self._draw()

    def _draw(self) -> None:
        if not self.offers or not self.is_mounted:
            return
        offer = self.offers[self.rows.marked]
        known = self.previewed.get(offer.name, offer_preview.READING)
        if offer.wrong:
            self.shown.update(offer_preview.wrong(offer))
        elif isinstance(known, str):
            self.shown.update(clean(known))
        else:
            told = offer_preview.of_today(known, self.preview.exercises, max(1, self.frame.size.width))
            self.shown.update(told)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        self.notice.display = False
        if not event.opened:
            self._look()
        if event.opened:
            self._take(event.index)

    def action_take(self) -> None:
        self.rows.action_open()

    def action_move(self, rows: int) -> None:
        self.rows.action_move(rows)

    def action_number(self, number: int) -> None:
        """The routine of that number, counted from 1."""
        if number <= len(self.offers):
            self.rows.mark(number - 1)
            self.rows.action_open()

    def action_want(self, what: Literal["edit", "outside"]) -> None:
        """To edit the marked one, also where it has mistakes."""
        if self.offers and self.is_active:
            self.dismiss(Wanted(self.offers[self.rows.marked].name, what))

    def action_keep(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def _take(self, index: int) -> None:
        """Gives the routine back, or says why that one cannot be played."""
        offer = self.offers[index]
        if not offer.wrong:
            if self.is_current:
                self.dismiss(Wanted(offer.name))
            return
        why = (f"“{offer.title}” {offer.wrong}", offer.why)
        self.notice.update(Content(texts.join([clean(line) for line in why], "\n")))
        self.notice.display = True


def facts(offer: Offer) -> str:
    """Whose it is, how long a round takes, and how many there are on a day, in columns."""
    whose = "own" if offer.own else "built in"
    if offer.wrong:
        return whose
    return f"{whose:<8}  {f'about {offer.minutes} min':<12}  {offer.rounds_per_day} a day"
