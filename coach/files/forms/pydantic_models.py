"""Makes pydantic models of declared forms, to find every mistake; it must not know how mistakes are told.

Imported only for a file that is not plainly right, and for the JSON Schema: pydantic takes longer to load than
everything else that a short command needs.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

import pydantic
from pydantic_core import CoreSchema, PydanticCustomError

from coach.files.forms import F, Length, Note, Passes, Within, hints, keys, split

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# A name that tells one schema from another; nothing is fetched from it.
ID = "https://github.com/backcoach/backcoach/schema/{}.json"
STRICT = pydantic.ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


@cache
def model_of(form: type["DataclassInstance"]) -> type[pydantic.BaseModel]:
    """The model of a form: the same keys, types and bounds."""
    declared = {field.name: _field(field, hints(form)[field.name]) for field in fields(form)}
    return pydantic.create_model(form.__name__, __config__=STRICT, __doc__=form.__doc__, **declared)


def value_of(form: type[F], model: pydantic.BaseModel) -> F:
    """The form with the values of its model."""
    given = {name: getattr(model, name) for name in keys(form).values() if name in model.model_fields_set}
    return form(**{name: _value(hints(form)[name], value) for name, value in given.items()})


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A regular expression that only the JSON Schema goes by: what it leaves open is asked of the form."""

    pattern: str

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: pydantic.GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(core_schema) | {"pattern": self.pattern}


def schema_of(form: type["DataclassInstance"], name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of files of this form, which are called a `name`."""
    described: dict[str, Any] = _without_null(model_of(form).model_json_schema())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": ID.format(name)}
    return {**head, **described, "title": f"Backcoach {name}"}


def choice(texts: Mapping[str, str]) -> dict[str, Any]:
    """A word out of those that are told of, in JSON Schema.

    Editors show a text only beside a word that stands alone ("const"). The list of all comes last: by it, tombi
    says of a wrong word once which ones there are, and not once for each.
    """
    told = [{"const": word, "description": text} for word, text in texts.items()]
    return {"anyOf": [*told, {"type": "string", "enum": list(texts)}]}


def _value(hint: Any, value: Any) -> Any:
    kind, _, _ = split(hint)
    if isinstance(value, list):
        return tuple(_value(get_args(kind)[0], item) for item in value)
    return value_of(kind, value) if isinstance(value, pydantic.BaseModel) else value


def _field(field: "Field[Any]", hint: Any) -> Any:
    _, rules, _ = split(hint)
    note = next((rule for rule in rules if isinstance(rule, Note)), None)
    key = field.name.removesuffix("_")
    alias = None if key == field.name else key
    default = ... if field.default is MISSING else field.default
    text, examples = (None, None) if note is None else (note.text, list(note.examples) or None)
    return _annotation(hint), pydantic.Field(default, alias=alias, description=text, examples=examples)


def _annotation(hint: Any) -> Any:
    kind, rules, optional = split(hint)
    if get_origin(kind) is tuple:
        kind = GenericAlias(list, (_annotation(get_args(kind)[0]),))
    elif is_dataclass(kind) and isinstance(kind, type):
        kind = model_of(kind)
    told = [each for rule in rules if not isinstance(rule, Note) for each in _told(rule)]
    if told:
        kind = Annotated[kind, *told]
    return kind | None if optional else kind


def _told(rule: Within | Length | Passes) -> list[Any]:
    """A bound in pydantic's words."""
    match rule:
        case Within(least, most):
            return [pydantic.Field(ge=least, le=most)]
        case Length(least, most):
            # A text may be empty by default, so the bound is only told where it is one: it is part of the schema.
            return [pydantic.Field(min_length=least or None, max_length=most)]
        case Passes(objection, name, pattern):
            return [pydantic.AfterValidator(_passing(objection, name)), *([_Pattern(pattern)] if pattern else [])]


def _passing(objection: Any, name: str) -> Any:
    def passing(text: str) -> str:
        message = objection(text)
        if message is not None:
            raise PydanticCustomError(name, "{message}", {"message": message})
        return text

    return passing


def _without_null(node: Any) -> Any:
    """The schema without "or null": TOML has no null, an optional key is left out instead."""
    if isinstance(node, list):
        return [_without_null(item) for item in node]
    if not isinstance(node, dict):
        return node
    cleaned = {key: _without_null(value) for key, value in node.items()}
    if {"type": "null"} in cleaned.get("anyOf", ()):
        (inner,) = (option for option in cleaned.pop("anyOf") if option != {"type": "null"})
        cleaned = inner | {key: value for key, value in cleaned.items() if (key, value) != ("default", None)}
    return cleaned
