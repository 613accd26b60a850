"""The form of a routine file as pydantic models, and its JSON Schema; it must not know any exercise."""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from coach.model import VoiceMode

FORMAT = 1
Seconds = Annotated[float, Field(ge=0.5, le=30)]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)


class ExerciseForm(_Strict):
    """One exercise of the routine. Only `id` is required: the rest comes from the exercise set."""

    id: str = Field(description="Which exercise, by its id in the exercise set, such as bird_dog.")
    sets: Annotated[int, Field(ge=1, le=20)] | None = Field(None, description="Sets in one session.")
    reps: Annotated[int, Field(ge=1, le=200)] | None = Field(
        None,
        description="Repetitions in a set; per side for an exercise that does one side after the other, "
        "of both sides together for one that alternates.",
    )
    hold_s: Annotated[int, Field(ge=0, le=300)] | None = Field(
        None, description="Seconds to hold each repetition; 0 for no hold."
    )
    rest_s: Annotated[float, Field(ge=0, le=600)] | None = Field(None, description="Seconds of rest between sets.")
    tempo_s: Annotated[list[Seconds], Field(min_length=2, max_length=2)] | None = Field(
        None, description="Seconds for the way out and for the way back, such as [3, 3]."
    )


class RoutineForm(_Strict):
    """A routine of the back coach: which exercises, in which order, with which base dose."""

    format: int = Field(FORMAT, description="The version of this form; 1.", json_schema_extra={"const": FORMAT})
    name: str | None = Field(None, description="The name that is shown and said.", max_length=80, min_length=1)
    description: str | None = Field(None, description="A note for you; the coach does not use it.", max_length=2000)
    rounds_per_day: int = Field(1, description="How many times a day the routine is played.", ge=1, le=6)
    minutes_between_rounds: Annotated[int, Field(ge=1, le=720)] | None = Field(
        None, description="Minutes from one round to the next."
    )
    voice: VoiceMode = Field("full", description="How much is said: full, brief, or beeps alone.")
    exercise: list[ExerciseForm] = Field([], description="The exercises in the order they are done.")


def schema(ids: Iterable[str]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of routine files whose exercises are `ids`."""
    form: dict[str, Any] = _without_null(RoutineForm.model_json_schema())
    form["$defs"]["ExerciseForm"]["properties"]["id"]["enum"] = sorted(ids)
    form["$defs"]["ExerciseForm"]["title"] = "Exercise"
    form["properties"]["exercise"] |= {"minItems": 1}
    form["properties"]["exercise"].pop("default")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **form,
        "title": "Backcoach routine",
        "required": ["exercise"],
    }


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
