"""Says in plain words what tomllib has against a text, and where; it must not know better."""

import re
import tomllib

from coach.core.safe_text import printable

# What tomllib says → what a person can act on.
_PLAIN = (
    ("Invalid value", "this is no value: text needs quotes, a decimal point needs a digit on each side"),
    ("Invalid end", "the file ends where a value or a closing bracket is expected"),
    (
        "Invalid statement",
        "this is no key, table or comment: a line looks like key = value, "
        "and a key of other than plain letters, digits, _ and - needs quotes",
    ),
    ("Expected '=' after a key", "a key needs '=' and a value after it"),
    ("Expected newline or end of document", "something is left over after the value; put it on a line of its own"),
    ("Invalid initial character for a key part", "a key is missing here or needs quotes"),
    ("Unclosed array", "this list is not closed: ']' is missing"),
    ("Unclosed inline table", "this table is not closed: '}' is missing"),
    ("Unterminated string", "this text is not closed: a quote is missing"),
    ("Expected \"'''\"", "this text is not closed: three quotes are missing"),
    ("Expected ']", "']' is missing after the name of this table"),
    ("Unescaped '\\' in a string", "write a backslash in a text as two, or put the text in single quotes"),
    ("Invalid date or datetime", "there is no such date or time"),
    ("Illegal character", "this sign cannot stand here; take it out"),
)
_TWICE = ("Cannot overwrite", "Duplicate inline table key", "Cannot declare", "Cannot mutate", "Cannot redefine")


def of(text: str) -> tuple[int, int, str, str]:
    """Line, column, words and rule for the first mistake in a text that is no TOML."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _told(text, str(error))
    except RecursionError:
        return 1, 1, "lists or tables are nested too deeply", "syntax"
    except ValueError:  # An integer of more than 4,300 digits; tomllib does not say where.
        digits = re.search(r"\d[\d_]{4299,}", text)
        at = digits.start() if digits else 0
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        return line, column, "this number has too many digits", "range"
    return 1, 1, "this cannot stand here", "syntax"


def _told(text: str, message: str) -> tuple[int, int, str, str]:
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    what = message[: found.start()] if found else message
    if found and found[1]:
        line, column = int(found[1]), int(found[2])
    else:
        end = len(text.rstrip())
        line, column = text.count("\n", 0, end) + 1, end - text.rfind("\n", 0, end)
        what = "Invalid end" if what == "Invalid value" else what
    if what.startswith(_TWICE):
        line, column, name = _pair_before(text, line, column)
        return line, column, f"{name} is set twice; remove one of the two", "duplicate"
    plain = next((words for start, words in _PLAIN if what.startswith(start)), what[:1].lower() + what[1:])
    shown = re.search(r"character (.+)$", what) if what.startswith("Illegal character") else None
    return line, column, printable(f"illegal character {shown[1]}" if shown else plain), "syntax"


def _pair_before(text: str, line: int, column: int) -> tuple[int, int, str]:
    """Where the key is whose value ends at (line, column), which is all that tomllib tells about it."""
    from coach.files.toml import positions

    lines = text.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][: column - 1]])
    places = positions.of(text)
    found = places.last_key(len(before.encode("utf-8")))
    if found is None:
        return line, column, "this"
    start, key = found
    return *places.position(start), f"'{printable(key)}'"
