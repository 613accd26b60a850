"""A text to edit, with colours, and with the mistakes beside their lines; it must not know how they are found."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.geometry import Offset
from textual.strip import Strip
from textual.theme import Theme
from textual.widgets import TextArea
from textual.widgets.text_area import TextAreaTheme

from coach.core.model.mistakes import Mistake
from coach.core.safe_text import clean
from coach.tui.widgets.list_rows import shortened

LANGUAGE = "toml"
# What has a colour. Textual's own query colours a comment behind a pair as if it were a key.
COLOURED = """
(pair . (bare_key) @property)
(pair . (quoted_key) @property)
(pair . (dotted_key) @property)
(table (bare_key) @table)
(table_array_element (bare_key) @table)
(string) @string
(integer) @number
(float) @number
(boolean) @number
(comment) @comment
"""
LEAST_ROOM = 14  # Columns: in fewer a message says nothing.
GAP = "  "
_WORD = re.compile(r"[^\s,=\[\]{}]+")


class TomlArea(TextArea):
    """Lines to edit. `harmless` is asked for each text that is put in, so that it holds nothing unseen."""

    def __init__(self, lines: Sequence[str], harmless: Callable[[str], str]) -> None:
        super().__init__(
            "\n".join(lines),
            id="text",
            show_line_numbers=True,
            soft_wrap=True,
            tab_behavior="focus",
            compact=True,
        )
        self.update_highlight_query(LANGUAGE, COLOURED)
        self.language = LANGUAGE
        self.cursor_blink = False  # Nothing is drawn anew while nobody writes.
        self.harmless = harmless
        self._by_line: Mapping[int, Mistake] = {}

    def on_mount(self) -> None:
        self.watch(self.app, "theme", self._colour)

    def _colour(self) -> None:
        """The colours of the whole screen."""
        name = f"ours-{self.app.theme}"
        self.register_theme(_theme(name, self.app.current_theme))
        self.theme = name

    @property
    def lines(self) -> list[str]:
        return [self.document.get_line(number) for number in range(self.document.line_count)]

    def tell(self, mistakes: Sequence[Mistake]) -> None:
        """The mistakes from now on, the first of each line beside it, errors before notes."""
        found: dict[int, Mistake] = {}
        for each in sorted(mistakes, key=lambda each: each.severity != "error"):
            found.setdefault(each.line - 1, each)
        self._by_line = found
        self._line_cache.clear()
        self.refresh()

    def mistake_at(self, row: int) -> Mistake | None:
        return self._by_line.get(row)

    def go_to(self, row: int, column: int = 0) -> None:
        """The cursor there, counted from 0, and into sight."""
        row = max(0, min(row, self.document.line_count - 1))
        self.move_cursor((row, min(column, len(self.document.get_line(row)))), center=True)

    def next_mistake(self) -> None:
        """To the next line with a mistake, from the last one to the first."""
        rows = sorted(self._by_line)
        if rows:
            here = self.cursor_location[0]
            row = next((row for row in rows if row > here), rows[0])
            self.go_to(row, self._by_line[row].column - 1)

    def put(self, lines: Sequence[str]) -> None:
        """These lines in place of those there are: only what differs is edited, so that it can be undone."""
        old, new = self.lines, list(lines)
        if old == new:
            return
        start = 0
        while start < min(len(old), len(new)) and old[start] == new[start]:
            start += 1
        stop = 0
        while stop < min(len(old), len(new)) - start and old[-1 - stop] == new[-1 - stop]:
            stop += 1
        changed = new[start : len(new) - stop]
        if start == len(old) - stop:  # Lines more, and none taken out.
            at = (start, 0) if start < len(old) else (start - 1, len(old[-1]))
            text = "".join(f"{line}\n" for line in changed) if start < len(old) else "\n" + "\n".join(changed)
            self.replace(text, at, at, maintain_selection_offset=True)
        elif changed:
            last = len(old) - stop - 1
            self.replace("\n".join(changed), (start, 0), (last, len(old[last])), maintain_selection_offset=True)
        elif stop:
            self.delete((start, 0), (len(old) - stop, 0), maintain_selection_offset=True)
        else:
            self.delete((start - 1, len(old[start - 1])), self.document.end, maintain_selection_offset=True)

    async def on_key(self, event: events.Key) -> None:
        """Its own keys at once: by way of the app they would act after letters that were typed later."""
        for binding in self._bindings.key_to_bindings.get(event.key, ()):
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)

    def edit(self, edit: Edit) -> EditResult:
        """Whatever is typed or pasted comes through here."""
        return super().edit(replace(edit, text=self.harmless(edit.text)))

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        mistake = self._by_line.get(line_index)
        if mistake is not None:
            start = min(mistake.column - 1, len(line))
            word = _WORD.match(line.plain, start)
            style = f"{self._colour_of(mistake)} underline"
            line.stylize(style, start, word.end() if word else start + 1)
        return line

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        row, column = self.wrapped_document.offset_to_location(Offset(0, y + self.scroll_offset.y))
        mistake = self._by_line.get(row)
        offsets = self.wrapped_document.get_offsets(row) if mistake is not None else []
        if mistake is None or y + self.scroll_offset.y >= self.wrapped_document.height:
            return strip
        if offsets and column < offsets[-1]:
            return strip  # The message stands at the end of the line, and this is not its end.
        used = self.gutter_width + self._cells(row, column) + 1
        room = strip.cell_length - used - len(GAP)
        if room < LEAST_ROOM:
            return strip
        message = shortened(f"{GAP}◂ {clean(mistake.message)}", room + len(GAP))
        style = Style.parse(f"{self._colour_of(mistake)} italic")
        told = Segment(message, style + (self.rich_style.background_style if strip.cell_length else Style()))
        return Strip.join(
            [strip.crop(0, used), Strip([told], cell_len(message)), strip.crop(used + cell_len(message))]
        )

    def _cells(self, row: int, column: int) -> int:
        """How many cells the text of a line takes from a column on."""
        text = self.document.get_line(row)[column:]
        return cell_len(text.expandtabs(self.indent_width))

    def _colour_of(self, mistake: Mistake) -> str:
        theme = self.app.current_theme
        return str((theme.error if mistake.severity == "error" else theme.warning) or "red")


def _theme(name: str, colours: Theme) -> TextAreaTheme:
    """Keys, texts, numbers and comments in the colours of a theme of ours."""
    dim = Style(color=colours.foreground, dim=True, italic=True)
    key, text = Style(color=colours.primary), Style(color=colours.accent)
    number = Style(color=colours.secondary)
    return TextAreaTheme(
        name,
        syntax_styles={
            "property": key,
            "string": text,
            "number": number,
            "comment": dim,
            "table": Style(color=colours.primary, bold=True),
        },
    )
