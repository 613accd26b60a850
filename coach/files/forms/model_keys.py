"""Says what is meant by a key that a form does not have, and what one looks like that is missing."""

from dataclasses import replace
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from coach.core import lookalikes
from coach.core.model.mistakes import Mistake
from coach.core.safe_text import printable
from coach.files import value_slips
from coach.files.forms import key_names
from coach.files.toml import Document, TomlPath

if TYPE_CHECKING:
    from pydantic import BaseModel


def unknown(document: Document, model: type["BaseModel"], path: TomlPath, inside: TomlPath) -> Mistake:
    """A key that is not known where it stands: what it may be meant for, or where it belongs."""
    key, names = str(path[-1]), known(model, inside[:-1])
    shown = f"'{printable(key[:60])}'"
    close = key_names.meant(key, names)
    top = [] if len(inside) == 1 or close else known(model, ())
    help_ = ""
    if close is not None:
        letter = lookalikes.named(key)
        shown += f", where {letter}" if letter else ""
        message, help_ = f"unknown key {shown}; did you mean '{close}'?", _by_its_name(document, path, close)
    elif lookalikes.folded(key) in key_names.ELSEWHERE:
        message = (
            f"unknown key {shown}; {key_names.ELSEWHERE[lookalikes.folded(key)]}; known here: {', '.join(names)}"
        )
    elif above := key_names.meant(key, top):
        where = f"above the first [[{inside[0]}]]" if isinstance(inside[1], int) else "above the first table"
        called = f"{shown} belongs to" if above == key else f"did you mean '{above}'? It belongs to"
        message = f"unknown key {shown} here; {called} the top of the file: move it {where}"
        help_ = f"move this line {where}"
    elif len(inside) == 1 and (below := _below(model, key)):
        message = f"unknown key {shown} here; it belongs below {below}"
        help_ = f"move this line below {below}"
    else:
        message = f"unknown key {shown}; known here: {', '.join(names)}"
    return replace(document.mistake(path, message, "unknown-key", at_key=True), help=help_)


def _below(model: type["BaseModel"], key: str) -> str:
    """The header of the table that has the key; "" where none has."""
    for name, field in model.model_fields.items():
        inner = _inner_model(field.annotation)
        if inner is not None and key in known(inner, ()):
            several = get_origin(field.annotation) is list
            return f"its [[{name}]]" if several else f"[{name}]"
    return ""


def _by_its_name(document: Document, path: TomlPath, key: str) -> str:
    """The line with the right key, and its amount as it is written there."""
    value = data_at(document, path)
    if isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
        return f"write: [{key}]" if isinstance(value, dict) else f"write: [[{key}]]"
    advice = value_slips.advice(key, value) if isinstance(value, str) else None
    return document.rewritten(path, key=key) if advice is None else f"write: {' and '.join(advice.lines)}"


def line_for(model: type["BaseModel"], path: TomlPath) -> str:
    """What helps where the key at `path` is missing: the beginning of its line."""
    inside = _model_at(model, path[:-1])
    key = str(path[-1])
    fields = {} if inside is None else {field.alias or name: field for name, field in inside.model_fields.items()}
    return f"add: {_shape(key, fields[key].annotation)}" if key in fields else ""


def _shape(key: str, annotation: Any) -> str:
    while get_origin(annotation) in (Annotated, Union, UnionType):
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return f"{key} = " + " or ".join(f'"{choice}"' for choice in get_args(annotation))
    if get_origin(annotation) is list:
        return f'{key} = ["…"]'
    if _inner_model(annotation) is not None:
        return f"[{key}]"
    shapes = {bool: "true or false", int: "a whole number", float: "a number", str: '"…"'}
    return f"{key} = {shapes.get(annotation, 'a value')}"


def known(model: type["BaseModel"], path: TomlPath) -> list[str]:
    """The keys of the model at `path` inside `model`."""
    inside = _model_at(model, path)
    return [] if inside is None else [field.alias or name for name, field in inside.model_fields.items()]


def _model_at(model: type["BaseModel"], path: TomlPath) -> type["BaseModel"] | None:
    for part in path:
        if isinstance(part, int):
            continue
        by_key = {field.alias or name: field for name, field in model.model_fields.items()}
        inner = _inner_model(by_key[part].annotation) if part in by_key else None
        if inner is None:
            return None
        model = inner
    return model


def _inner_model(annotation: Any) -> type["BaseModel"] | None:
    """The first pydantic model in list[Model], Model | None and the like."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return annotation
    if get_origin(annotation) in (list, dict, Annotated, Union, UnionType):
        return next((inner for argument in get_args(annotation) if (inner := _inner_model(argument))), None)
    return None


def data_at(document: Document, base: TomlPath) -> Any:
    data: Any = document.data
    for part in base:
        data = data[part]
    return data
