"""The JSON Schema of routine files with the exercises that there are; it must not know where it is kept."""

from collections.abc import Mapping
from typing import Any

from coach.core import exercise_words, words
from coach.core.exercise import Exercise
from coach.files.forms.pydantic_models import choice, schema_of
from coach.files.routines import dose_text, second_format
from coach.files.routines.form import RoutineForm


def schema(exercises: Mapping[str, Exercise]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of routine files with these exercises.

    It refuses what `coach check` refuses by a key's name, type, bounds or choice. What several lines are together,
    such as a day that is too much, is left to `coach check`. In tombi's strict mode a table without
    "additionalProperties" takes no other key, so that each condition says that it does.
    """
    form = schema_of(RoutineForm, "routine")
    entry = form["$defs"]["ExerciseForm"] | {"title": "Exercise"}
    keys = entry["properties"]
    # Without its "type": beside that, tombi looks at no choice.
    texts = {id_: _text(exercise) for id_, exercise in sorted(exercises.items())}
    keys["id"] = {"title": "Id", "description": keys["id"]["description"], **choice(texts)}
    number = {key: keys["reps"].pop(key) for key in ("type", "minimum", "maximum")}
    several = {"type": "array", "items": dict(number), "minItems": 1, "maxItems": dose_text.MOST_SETS}
    keys["reps"] |= {"anyOf": [number, several], "examples": [8, [8, 6, 4]]}
    keys["or"] = {"title": "Or", "description": keys["or"]["description"], **choice(texts)}
    way = {"type": "number", "minimum": second_format.LEAST_WAY_S, "maximum": second_format.MOST_WAY_S}
    # Whole seconds, also where they are written as 1.0.
    held = {"type": "number", "multipleOf": 1, "minimum": 0, "maximum": second_format.MOST_HELD_S}
    keys["tempo_s"] |= {
        "oneOf": [{"prefixItems": [way, way], "maxItems": 2}, {"prefixItems": [way, held, way], "minItems": 3}]
    }
    entry["allOf"] = [_sides_in_turn(exercises), _one_side(exercises)]
    form["$defs"]["ExerciseForm"] = entry
    form["properties"]["format"] |= {"enum": list(second_format.FORMATS), "examples": [2]}
    form["properties"]["name"] |= {"pattern": r"\S"}
    form["properties"]["exercise"] |= {"minItems": 1}
    form["properties"]["exercise"].pop("default")
    return form | {"required": ["exercise"], **_only_in_format_2()}


def _text(exercise: Exercise) -> str:
    """An exercise's name, its kind, its doses and limits."""
    told = (exercise_words.kind(exercise), *exercise_words.doses(exercise))
    return f"{exercise.name}: {'; '.join(map(words.sentence, told))}."


def _sides_in_turn(exercises: Mapping[str, Exercise]) -> dict[str, Any]:
    """One repetition of an exercise that changes sides with each would be half of it."""
    ids = sorted(id_ for id_, exercise in exercises.items() if exercise.side == "alternate")
    then = {"reps": {"minimum": 2}, "dose": {"not": {"pattern": dose_text.ONE_REPETITION}}}
    return {
        "if": {"properties": {"id": {"enum": ids}}, "required": ["id"], "additionalProperties": True},
        "then": {"properties": then, "additionalProperties": True},
    }


def _one_side(exercises: Mapping[str, Exercise]) -> dict[str, Any]:
    """Only an exercise that does one side after the other can be done on one side."""
    ids = sorted(id_ for id_, exercise in exercises.items() if exercise.side != "each")
    return {
        "if": {"properties": {"id": {"enum": ids}}, "required": ["id"], "additionalProperties": True},
        "then": {"properties": {"side": False}, "additionalProperties": True},
    }


def _only_in_format_2() -> dict[str, Any]:
    """In a file that does not say format = 2 no exercise has the keys that came with it."""
    later: dict[str, Any] = dict.fromkeys(second_format.KEYS, False) | {
        "tempo_s": {"maxItems": 2},
        "reps": {"type": "integer"},
    }
    entries = {"items": {"properties": later, "additionalProperties": True}}
    return {
        "if": {"properties": {"format": {"const": 2}}, "required": ["format"], "additionalProperties": True},
        "else": {"properties": {"exercise": entries, "schedule": False}, "additionalProperties": True},
    }
