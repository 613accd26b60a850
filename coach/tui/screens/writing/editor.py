"""The editor for a user's file: the text with its mistakes, and beside it what it would make; it decides nothing.

Keeping it is asked of the app; what is not kept is only lost after a question.
"""

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import TextArea

from coach.app.writing import draft as drafts
from coach.app.writing.draft import ChangedError, Draft
from coach.app.writing.judge import Judged
from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files import edited_text, rules
from coach.files.routines import edit_dose
from coach.tui.key_help import help_for
from coach.tui.screens.card import Message
from coach.tui.screens.writing import asking
from coach.tui.screens.writing.made import MadeRows, heading, today
from coach.tui.screens.writing.text_area import TomlArea
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.list_rows import Rows
from coach.tui.widgets.text import Static
from coach.tui.words import mistakes

BOTH_FIT = 100  # Columns from which text and list are seen side by side.
PAUSE_S = 0.25  # Without a key, after which what was written is judged.
MORE_ROWS = 30  # Rows from which what is told of a mistake has room for more lines.
WRITING = (
    ("^S", "save"),
    ("Esc", "leave"),
    ("Tab", "doses"),
    ("F8", "next mistake"),
    ("F1", "help"),
    ("^Z", "undo"),
)
LISTED = (
    ("+", "more"), ("-", "less"), ("← →", "figure"), ("Tab", "text"), ("^S", "save"), ("Esc", "leave"),
    ("F1", "help"),
)  # fmt: skip
Save = Callable[[Draft, bytes], Draft]


class Editor(Screen[bool]):
    """Edits a draft; gives back whether anything was saved. `judge` and `save` are asked in threads.

    `save` gives the draft from then on, and raises ChangedError where the file is not as the draft knows it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "leave", "Leave, and be asked where something is not saved"),
        Binding("tab", "other", "From the text to the doses, and back"),
        Binding("f8", "next_mistake", "To the next mistake"),
        Binding("plus,equals_sign", "step(1)", "In the doses: more of the marked figure"),
        Binding("minus", "step(-1)", "In the doses: less of it; with ← and → another figure"),
        Binding("ctrl+z", "undo", "Undo; with Ctrl+Y do it again"),
        Binding("f1", "help", "Help"),
    ]

    def __init__(
        self,
        draft: Draft,
        judge: Callable[[bytes], Judged],
        save: Save,
        *,
        at_doses: bool = False,
        plain: bool = False,
    ) -> None:
        """`at_doses`: the keys go to the list of doses first."""
        super().__init__(classes="-plain" if plain else "")
        self._at_doses = at_doses
        self.draft = draft
        self.shown = edited_text.opened(draft.content)
        self.area = TomlArea(self.shown.lines, self.shown.harmless)
        self.made = MadeRows()
        self.judged: Judged | None = None
        self.saved = False
        self._judge = judge
        self._save = save
        self._due: Timer | None = None
        # Kept, as what is judged may come when the screen is going already.
        self._title_line, self._standing = (
            Static("", id="top-left", markup=False),
            Static("", id="top-right", markup=False),
        )
        self._heading, self._telling = Static("", id="made-head", markup=False), Static("", id="told", markup=False)
        self._hints = Keys()
        self._known = b""  # The content that the list is of.
        self._said = ""

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield self._title_line
            yield self._standing
        with Horizontal(id="writing"):
            yield self.area
            with Vertical(id="making"):
                yield self._heading
                yield self.made
        yield self._telling
        yield self._hints

    def on_mount(self) -> None:
        self.area.focus()
        if self._at_doses:
            self.action_other()
        self._look()
        self._dress()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= BOTH_FIT, "-both")
        self.set_class(event.size.height >= MORE_ROWS, "-tall")

    @property
    def content(self) -> bytes:
        """The file as it would be saved now."""
        return self.shown.content(self.area.lines)

    @property
    def is_changed(self) -> bool:
        return self.content != self.draft.content

    # --- what is seen ----------------------------------------------------------------------------------------

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._said = ""
        if self._due is not None:
            self._due.stop()
        self._due = self.set_timer(PAUSE_S, self._look)
        self._dress()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        event.stop()
        self._tell()

    @work(exclusive=True, group="judge")
    async def _look(self) -> None:
        """Judges what is written now; while something else is being written that is judged in its turn."""
        content = self.content
        judged = await asyncio.to_thread(self._judge, content)
        if content == self.content and self.is_running:
            self._take_in(judged)

    def _take_in(self, judged: Judged) -> None:
        """What is judged of the text as it is."""
        self.judged = judged
        self._known = self.content
        self.area.tell(judged.mistakes)
        self.made.tell(judged.made)
        self._dress()

    def _dress(self) -> None:
        """Head, list and keys as things are now."""
        judged = self.judged
        copy = "  (yours once it is saved)" if self.draft.is_copy else ""
        self._title_line.update(f"{clean(self.draft.target.name)}{copy}")
        state = "not saved" if self.is_changed else "saved" if self.saved else ""
        told = mistakes.count(judged.mistakes) or "no mistakes" if judged is not None else ""
        self._standing.update("   ".join(filter(None, (told, state))))
        self._heading.update("" if judged is None else _head(judged))
        self._heading.set_class(judged is not None and judged.made is None, "-old")
        self._hints.show(LISTED if self.made.has_focus else WRITING)
        self._tell()

    def _tell(self) -> None:
        """The mistake of the line that the cursor is in, else the first; in the list what is said of the marked."""
        judged, told = self.judged, self._telling
        if judged is None:
            return
        if self._said:
            told.set_class(False, "-wrong")
            told.update(self._said)
            return
        listed = self.made.current if self.made.has_focus and judged.made is not None else None
        here = self.area.mistake_at(self.area.cursor_location[0])
        shown = None if listed is not None else here or next(iter(judged.mistakes), None)
        told.set_class(shown is not None and shown.severity == "error", "-wrong")
        if shown is not None:
            told.update(f"Line {shown.line}: {mistakes.sentence(shown)} Help: {clean(rules.help_for(shown))}")
        elif listed is not None:
            told.update(f"{clean(listed.item.exercise.name)}, {today(listed)}")
        else:
            told.update(f"No mistakes. {_head(judged)}")

    def on_descendant_focus(self) -> None:
        self._dress()

    # --- what the user does ----------------------------------------------------------------------------------

    def action_other(self) -> None:
        """To the list of doses, or back to the text; in a narrow window one is in the place of the other."""
        self._said = ""
        to_list = not self.made.has_focus
        self.set_class(to_list, "-list")
        (self.made if to_list else self.area).focus()

    def action_next_mistake(self) -> None:
        self.set_class(False, "-list")
        self.area.focus()
        self.area.next_mistake()

    def action_undo(self) -> None:
        self.area.undo()

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter on an exercise leads to its lines."""
        event.stop()
        self._said = ""
        self._tell()
        if event.opened:
            line = self._line_of(event.index)
            self.action_other()
            self.area.go_to(line)

    def _line_of(self, index: int) -> int:
        """The line, from 0, of an exercise in the text."""
        heads = [row for row, line in enumerate(self.area.lines) if line.strip().startswith("[[exercise]]")]
        return heads[index] if index < len(heads) else 0

    def action_step(self, steps: int) -> None:
        """A step more or less of the marked figure, in the text."""
        if self.content != self._known:  # What is listed must be what is written: the key may have come at once.
            self._take_in(self._judge(self.content))
        item = self.made.current
        if item is None or self.judged is None or self.judged.made is None:
            self._say("Mend the mistakes first; then + and - change the doses.")
            return
        figure = self.made.figure_of(item)
        value = edit_dose.stepped(item.item, figure, steps)
        if value is None:
            self._say(asking.at_its_end(item.item, figure, steps))
            return
        try:
            content = edit_dose.changed(self.content, self.made.marked, figure, value)
        except CoachError as error:
            self._say(str(error))
            return
        self.area.put(edited_text.opened(content).lines)
        self.made.stepped(self.made.marked, figure, value)
        self._known = self.content

    def _say(self, sentence: str) -> None:
        """Told until something else is done."""
        self._said = clean(sentence)
        self._tell()

    # --- keeping ---------------------------------------------------------------------------------------------

    @work(exclusive=True, group="keep")
    async def action_save(self) -> None:
        """Saves, after a question where the file would not be usable or has changed meanwhile."""
        await self._keep()

    async def _keep(self) -> bool:
        """Whether it is saved now."""
        content = self.content
        if content == self.draft.content and not self.draft.is_copy:
            return True
        judged = await asyncio.to_thread(self._judge, content)
        if not judged.usable and not await self.app.push_screen_wait(asking.with_mistakes(judged)):
            return False
        while True:
            try:
                self.draft = await asyncio.to_thread(self._save, self.draft, content)
            except ChangedError as changed:
                wanted = await self._ask_whose(changed.there, content)
                if wanted == "theirs" and changed.there is not None:
                    self._take(changed.there)
                if wanted != "mine":
                    return False
                self.draft = drafts.knowing(self.draft, changed.there)
            except CoachError as error:
                await self.app.push_screen_wait(Message("That did not work", clean(str(error))))
                return False
            else:
                break
        self.saved = True
        self._dress()
        return True

    async def _ask_whose(self, there: bytes | None, mine: bytes) -> asking.Wanted | None:
        """What is to hold of a file that changed meanwhile."""
        while True:
            wanted = await self.app.push_screen_wait(asking.changed(self.draft, there, mine, self.size.height))
            if wanted != "all":
                return wanted
            await self.app.push_screen_wait(asking.all_that_differs(there, mine))

    def _take(self, there: bytes) -> None:
        """What the file holds, in place of what was written here."""
        self.draft = Draft(self.draft.target, self.draft.target, there, there)
        self.shown = edited_text.opened(there)
        self.area.harmless = self.shown.harmless
        self.area.put(self.shown.lines)
        self._dress()

    @work(exclusive=True, group="keep")
    async def action_leave(self) -> None:
        """Out, after a question where something is not saved."""
        wanted: asking.Leaving | None = "leave"
        if self.is_changed:
            wanted = await self.app.push_screen_wait(asking.leaving(self.draft.target.name))
        if (wanted == "save" and await self._keep()) or wanted == "leave":
            self.dismiss(self.saved)

    def asks_to_leave(self) -> bool:
        """Whether something is not saved: then it asks, as for Esc."""
        if self.is_changed:
            self.action_leave()
        return self.is_changed


def _head(judged: Judged) -> str:
    if judged.made is not None:
        return f"{clean(judged.made.title)}: {heading(judged.made)}"
    if judged.trouble:
        return clean(judged.trouble)
    return "" if judged.usable else "What it made before the mistake:"
