"""Takes a file's data, or says every mistake in them in plain words; it must not know any file's form."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeVar

from coach.core import lookalikes
from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files import forms, rules
from coach.files.forms import F, choice_names, key_names, model_keys
from coach.files.forms.amounts import advise
from coach.files.toml import Document, TomlPath

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

M = TypeVar("M", bound="BaseModel")
MOST_EXPLAINED = 500  # Nobody reads on behind so many, and what was meant by each takes its time.

_TYPES = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "string_type": "a text in quotes",
    "list_type": "a list in [ ]",
    "model_type": "a table",
    "dict_type": "a table",
    "datetime_type": "a date and time",
    "date_type": "a date",
    "time_type": "a time",
}
_RANGES = {
    "greater_than_equal": ("ge", "at least"),
    "less_than_equal": ("le", "at most"),
    "greater_than": ("gt", "more than"),
    "less_than": ("lt", "less than"),
}


def read(document: Document, form: type[F], base: TomlPath = ()) -> tuple[F | None, list[Mistake]]:
    """The data at `base` as a `form`, or every mistake in them, in the order of the file."""
    taken = forms.take(form, model_keys.data_at(document, base))
    if taken is not None:
        return taken, []
    from coach.files.forms import pydantic_models  # Only a file with a mistake pays for pydantic.

    model, mistakes = check(document, pydantic_models.model_of(form), base)
    return (None if model is None else pydantic_models.value_of(form, model)), mistakes


def check(document: Document, model: type[M], base: TomlPath = ()) -> tuple[M | None, list[Mistake]]:
    """The data at `base` as a pydantic `model`, or every mistake in them, in the order of the file.

    Strict: true is no number, a text is none, and NaN and infinity are refused. Keys that the model does not have
    are mistakes where it says extra="forbid". A PydanticCustomError of a validator keeps its message; its type
    becomes the rule.
    """
    from pydantic import ValidationError

    data = model_keys.data_at(document, base)
    mistakes = [
        document.mistake(path, f"{_label(path)} must be a number, found {found(value)}", "type")
        for path, value in _floats(data, tuple(base))
        if not isfinite(value)
    ]
    value: M | None = None
    try:
        value = model.model_validate(data, strict=True)
    except ValidationError as error:
        taken = {(mistake.line, mistake.column) for mistake in mistakes}
        others = _mistakes(document, model, base, error.errors(include_url=False))
        mistakes += [mistake for mistake in others if (mistake.line, mistake.column) not in taken]
    return (None, in_order(mistakes)) if mistakes else (value, [])


def _floats(data: Any, base: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], float]]:
    pending = [(base, data)]
    while pending:
        path, value = pending.pop()
        match value:
            case float():
                yield path, value
            case dict():
                pending.extend(((*path, key), inner) for key, inner in value.items())
            case list():
                pending.extend(((*path, index), inner) for index, inner in enumerate(value))


def in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Sorted by where they are, errors before warnings, each once."""
    return sorted(dict.fromkeys(mistakes), key=lambda m: (m.line, m.column, m.severity, m.message))


def found(value: object) -> str:
    """What stands in the file, in a few harmless words."""
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value) if value.bit_length() <= 64 else "a far larger number"
        case float():
            return str(value)
        case str():
            shown = printable(value[:40]) + ("…" if len(value) > 40 else "")
            return f'the text "{shown}"' if value else "an empty text"
        case datetime():
            return "a date and time"
        case date():
            return "a date"
        case time():
            return "a time"
        case list():
            return "a list"
        case _:
            return "a table"


def _mistakes(
    document: Document, model: type["BaseModel"], base: TomlPath, details: list["ErrorDetails"]
) -> list[Mistake]:
    """What pydantic found, but for a key that is missing because it is there by another name."""
    meant: set[tuple[TomlPath, str]] = set()
    for detail in details[:MOST_EXPLAINED]:
        if detail["type"] == "extra_forbidden":
            *around, key = detail["loc"]
            close = key_names.meant(str(key), model_keys.known(model, around))
            meant |= {(tuple(around), close)} if close else set()
    return [
        _mistake(document, model, base, detail, explain=number < MOST_EXPLAINED)
        for number, detail in enumerate(details)
        if detail["type"] != "missing" or (detail["loc"][:-1], str(detail["loc"][-1])) not in meant
    ]


def _mistake(
    document: Document, model: type["BaseModel"], base: TomlPath, detail: "ErrorDetails", *, explain: bool
) -> Mistake:
    path = (*base, *detail["loc"])
    if detail["type"] == "extra_forbidden" and not explain:
        return document.mistake(path, f"unknown key '{printable(str(path[-1])[:60])}'", "unknown-key", at_key=True)
    if detail["type"] == "extra_forbidden":
        return model_keys.unknown(document, model, path, detail["loc"])
    if detail["type"] == "missing":
        mistake = document.mistake(path[:-1], f"'{path[-1]}' is missing", "missing", (str(path[-1]),))
        return replace(mistake, help=model_keys.line_for(model, detail["loc"]))
    message, rule = _explain(_label(path), detail)
    advice = advise(document, path, detail["type"], detail["input"])
    if advice is not None:
        message, help_ = f"{message}; {advice.message}".removesuffix("; "), advice.help
    else:
        help_ = _within(document, path, detail)
    return replace(document.mistake(path, message, rule), help=help_)


def _within(document: Document, path: TomlPath, detail: "ErrorDetails") -> str:
    """The line with the bound that is broken, or with the word that was meant; "" elsewhere."""
    context, value = detail.get("ctx", {}), detail["input"]
    if detail["type"] in _RANGES and not isinstance(path[-1], int):
        name, words = _RANGES[detail["type"]]
        bound = document.rewritten(path, f"{context[name]:g}").partition(" #")[0]
        return f"{bound}, or {'more' if 'least' in words or 'more' in words else 'less'}" if bound else ""
    if detail["type"] == "literal_error":
        choices = context["expected"].split("'")[1::2]
        close = choice_names.meant(value, choices) if isinstance(value, str) else None
        if close:
            return document.rewritten(path, f'"{close}"')
        written = " or ".join(f'"{choice}"' for choice in choices)
        return "" if isinstance(path[-1], int) else f"write one of them: {path[-1]} = {written}"
    return ""


def _explain(label: str, detail: "ErrorDetails") -> tuple[str, str]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind in _TYPES:
        return f"{label} must be {_TYPES[kind]}, found {found(value)}{_hint(label, kind, value)}", "type"
    if kind in _RANGES:
        name, words = _RANGES[kind]
        return f"{label} must be {words} {context[name]:g}, found {found(value)}", "range"
    match kind:
        case "literal_error":
            choices = context["expected"]
            close = choice_names.meant(value, choices.split("'")[1::2]) if isinstance(value, str) else None
            letter = lookalikes.named(value) if isinstance(value, str) else ""
            hint = (f", where {letter}" if letter else "") + (f"; did you mean '{close}'?" if close else "")
            return f"{label} must be {choices}, found {found(value)}{hint}", "choice"
        case "string_too_short":
            return f"{label} must not be empty", "range"
        case "string_too_long":
            return f"{label} must have at most {context['max_length']} characters, found {len(str(value))}", "range"
        case "too_short" | "too_long":
            words, limit = (
                ("at least", context["min_length"]) if kind == "too_short" else ("at most", context["max_length"])
            )
            return f"{label} must have {words} {limit} {_items(limit)}, found {context['actual_length']}", "range"
        case "value_error":
            return f"{label}: {printable(str(context['error']))}", "value"
        case _:
            rule = kind if kind in rules.RULES else "value"
            return f"{label}: {printable(detail['msg'])}", rule


def _items(count: int) -> str:
    return "item" if count == 1 else "items"


def _hint(label: str, kind: str, value: object) -> str:
    """What to do about two slips: a number or truth value in quotes, and [table] where [[table]] is meant."""
    if kind == "list_type" and isinstance(value, dict):
        name = label.strip("'")
        return f"; double the brackets: [[{name}]]"
    if kind == "model_type" and isinstance(value, list) and value and isinstance(value[0], dict):
        return f"; write [{label.strip(chr(39))}], in single brackets"
    if not isinstance(value, str):
        return ""
    number = kind.startswith(("int", "float")) and value.strip().removeprefix("-").replace(".", "", 1).isdecimal()
    truth = kind == "bool_type" and value in ("true", "false")
    return "; leave out the quotes" if number or truth else ""


def _label(path: TomlPath) -> str:
    """How the value at `path` is called: 'sets', item 2 of 'tempo_s', the file."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {_label(path[:-1])}"
    return f"'{printable(last)}'"
