"""Reads on behind the mistakes of a TOML text, to find every one of them; it must not know what the data mean.

A faulty statement is read as it was plainly meant, else it is left out. What follows from that is not told.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files.toml import Document, foreign, plain_words, slips
from coach.files.toml.statements import KEY, Statement, cut, is_right, parts
from coach.files.toml.structure import Clash, Structure

MOST_EXPLAINED = 100  # More are told in a few words: nobody reads on behind so many.
LAST_TRIES = 3
ANY = "*"  # A key that was left out and whose name is not known.
_HEADER = re.compile(rf"\s*(\[\[?)\s*({KEY})\s*\]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_PAIR = re.compile(rf"\s*({KEY})")


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read: its text, the line of the file that each of its lines comes from, and the mistakes."""

    text: str
    data: dict[str, Any]
    lines: Sequence[int]
    slips: tuple[Mistake, ...]
    left_out: dict[int, set[str]]  # Keys by the line of their table's header, 1 for the file itself.
    guessed: frozenset[int]  # Lines whose value may not be of the kind that was meant.
    whole: bool  # Whether anything can be said about what the file means.

    def told(self, mistakes: Iterable[Mistake]) -> Iterable[Mistake]:
        """The mistakes of syntax, and of these those that do not follow from one of them."""
        kept = list(self._keeps(mistakes))
        otherwise = self.guessed & {mistake.line for mistake in kept if mistake.rule == "type"}
        return [*(slip for slip in self.slips if slip.line not in otherwise), *kept]

    def _keeps(self, mistakes: Iterable[Mistake]) -> Iterable[Mistake]:
        """Without those that only follow from a mistake of syntax."""
        columns = {slip.line: slip.column for slip in self.slips}
        slips = set(self.slips)
        for mistake in mistakes if self.whole else ():
            if mistake in slips:
                continue
            if mistake.line in columns:
                if mistake.rule == "missing" or (mistake.rule, mistake.severity) == ("format", "warning"):
                    continue
                # Where exactly is not known in a line that is read otherwise, nor what it would say then.
                yield replace(mistake, column=columns[mistake.line], help="")
            elif not self._follows(mistake):
                yield mistake

    def _follows(self, mistake: Mistake) -> bool:
        """Whether what is missing may stand in a line that was left out."""
        return bool(mistake.missing) and not self.left_out.get(mistake.line, set()).isdisjoint(
            (ANY, *mistake.missing)
        )


def recover(text: str, file: str, many: Collection[str] = ()) -> Recovered:
    """Reads a text that is no TOML; `many` names the tables of which there may be several, so [[ ]] is meant."""
    other = foreign.language(text)
    if other is not None:
        mistake = Mistake(file, other.line, other.column, other.message, "syntax", help=other.help)
        return Recovered("", {}, (1,), (mistake,), {}, frozenset(), whole=False)
    reader = _Reader(file, frozenset(many))
    reader.read(text.split("\n"))
    return reader.finished()


def in_another_coding(raw: bytes, file: str) -> tuple[str, tuple[Mistake, ...]]:
    """The text of bytes that are not UTF-8, read as an older coding where they are not, and a mistake a line."""
    escaped = raw.decode("utf-8", "surrogateescape")
    mistakes: list[Mistake] = []
    for number, line in enumerate(escaped.split("\n"), 1):
        found = _ESCAPED.search(line)
        if found is not None and len(mistakes) < MOST_EXPLAINED:
            message = f"byte 0x{ord(found[0]) - 0xDC00:02x} is not UTF-8; save the file as UTF-8 text"
            mistakes.append(Mistake(file, number, found.start() + 1, message, "file"))
    text = _ESCAPED.sub(lambda sign: bytes([ord(sign[0]) - 0xDC00]).decode("cp1252", "replace"), escaped)
    return text, tuple(mistakes)


def beside(document: Document, mistakes: tuple[Mistake, ...]) -> Document:
    """The document with mistakes that were found before it was read."""
    lines = range(1, document.text.count("\n") + 2)
    found = document.recovered or Recovered(document.text, document.data, lines, (), {}, frozenset(), whole=True)
    slips = tuple(sorted((*mistakes, *found.slips), key=lambda slip: (slip.line, slip.column)))
    return replace(document, recovered=replace(found, slips=slips))


@dataclass
class _Reader:
    file: str
    many: frozenset[str]
    out: list[str] = field(default_factory=list)
    origin: list[int] = field(default_factory=list)
    slips: list[Mistake] = field(default_factory=list)
    left_out: dict[int, set[str]] = field(default_factory=dict)
    guessed: set[int] = field(default_factory=set)
    structure: Structure = field(default_factory=Structure)
    header: int = 1  # The line of the table that is read.
    lost: bool = False  # Whether the table that is read has no place.
    headers: dict[int, int] = field(default_factory=dict)  # The place in `out` of each header by its line.

    def read(self, lines: list[str]) -> None:
        lines, conflicts = foreign.without_conflicts(lines)
        for line in conflicts:
            self._tell(line, 1, foreign.CONFLICT, "syntax", "keep one of the two sides and take the marks out")
        at = 0
        for statement in cut(lines):
            self._put(lines[at : statement.first], at)
            at = statement.last + 1
            if is_right(statement.text):
                self._take(statement)
            else:
                self._explain(statement)
        self._put(lines[at:], at)

    def finished(self) -> Recovered:
        """What was read, parsed as a whole."""
        data: dict[str, Any] = {}
        whole = False
        for _ in range(LAST_TRIES):
            text = "\n".join(self.out)
            try:
                data, whole = tomllib.loads(text), True
                break
            except (ValueError, RecursionError):  # Nothing that is known here.
                line, column, message, rule = plain_words.of(text)
                self._tell(self.origin[line - 1], column, message, rule)
                self.out[line - 1] = ""
        told = tuple(sorted(self.slips, key=lambda slip: (slip.line, slip.column)))
        return Recovered(
            "\n".join(self.out), data, self.origin, told, self.left_out, frozenset(self.guessed), whole
        )

    def _put(self, lines: Iterable[str], first: int) -> None:
        for number, line in enumerate(lines, first + 1):
            self.out.append(line)
            self.origin.append(number)

    def _blank(self, statement: Statement) -> None:
        self._put([""] * (statement.last - statement.first + 1), statement.first)

    def _tell(self, line: int, column: int, message: str, rule: str, help_: str = "") -> None:
        self.slips.append(Mistake(self.file, line, column, printable(message), rule, help=printable(help_)))

    def _explain(self, statement: Statement) -> None:
        if len(self.slips) >= MOST_EXPLAINED:
            self._tell(statement.first + 1, 1, "this line is no TOML", "syntax")
            self._leave_out(statement)
            return
        slip = slips.explain(statement, self.many)
        line = statement.first + slip.line + 1
        shown = " and ".join(each.strip() for each in slip.written if each.strip())
        shown = "" if "\n" in shown else shown
        self._tell(line, slip.column, slip.message, slip.rule, f"write: {shown}" if shown else "")
        if slip.guess:
            self.guessed.add(line)
        if not slip.written:
            self._leave_out(statement)
            return
        for number, each in enumerate(slip.written):
            if each.strip() and not each.strip().startswith("#"):
                self._take(Statement(statement.first, statement.first, each))
            elif number == 0:
                self._put([""], statement.first)
        rest = Statement(statement.first + 1, statement.last, "")
        self._blank(rest)

    def _leave_out(self, statement: Statement) -> None:
        self._blank(statement)
        if statement.is_header:
            self.left_out.setdefault(1, set()).add(ANY)
            self.lost = True
            return
        key = _PAIR.match(statement.text)
        name = parts(key[1])[0] if key else ANY
        self.left_out.setdefault(self.header, set()).add(name)

    def _take(self, statement: Statement) -> None:
        header = _HEADER.match(statement.text) if statement.is_header else None
        if header is not None:
            self._take_header(statement, header[1], parts(header[2]), header.start(2) + 1)
        elif not self.lost:
            self._take_pair(statement)
        else:
            self._blank(statement)

    def _take_pair(self, statement: Statement) -> None:
        key = _PAIR.match(statement.text)
        names = parts(key[1]) if key else ()
        line = statement.first + 1
        clash = self.structure.pair(names, line) if key and names else None
        if key and clash is not None:
            self._tell(line, key.start(1) + 1, _twice(".".join(names), clash), "duplicate")
            self._blank(statement)
            return
        self._put(statement.text.split("\n"), statement.first)

    def _take_header(self, statement: Statement, brackets: str, names: tuple[str, ...], column: int) -> None:
        line, text, several = statement.first + 1, statement.text, brackets == "[["
        clash = self.structure.item(names, line) if several else self.structure.table(names, line)
        if clash is not None and names[0] in self.many and len(names) == 1 and clash.kind != "value":
            if clash.kind != "list":
                self._make_list(names[0], clash.line)
            if not several:
                text = self._doubled(names[0], line, text)
            self.structure.make_list(names[0], line)
        elif clash is not None:
            self._tell(line, column, _twice(names[-1], clash), "duplicate")
            self._blank(statement)
            self.lost = True
            return
        self.lost = False
        self.header = line
        self.headers[line] = len(self.out)
        self._put([text], statement.first)

    def _make_list(self, name: str, line: int) -> None:
        """The header in that line was meant as one of several."""
        place = self.headers.get(line)
        if place is not None:
            self.out[place] = self._doubled(name, line, self.out[place])

    def _doubled(self, name: str, line: int, text: str) -> str:
        message = f"[{name}] must be [[{name}]]: double the brackets, as it may stand many times"
        self._tell(line, text.index("[") + 1, message, "syntax", f"write: [[{name}]]")
        return text.replace(f"[{text.partition('[')[2].partition(']')[0]}]", f"[[{name}]]", 1)


def _twice(name: str, clash: Clash) -> str:
    shown = printable(name[:60])
    where = f", first on line {clash.line}" if clash.line else ""
    return f"'{shown}' is set twice{where}; remove one of the two"
