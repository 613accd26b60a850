"""Reads the exercise set: the shipped files and the user's own; it must not know routines, the log or a screen."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from coach.core.exercise import Cues, Dose, Exercise, ExerciseSet, Figure
from coach.core.model.mistakes import Mistake
from coach.files.exercises import figure_table

SHIPPED = Path(__file__).resolve().parent


@cache
def _shipped() -> Mapping[str, Exercise]:
    found = (build(tomllib.loads(path.read_text("utf-8")), shipped=True) for path in sorted(SHIPPED.glob("*.toml")))
    return {exercise.id: exercise for exercise in found}


def load_shipped() -> ExerciseSet:
    """The shipped exercises by id. They are not checked here: the tests hold them to the schema of users' files."""
    return ExerciseSet(_shipped())


def load(own: Path | None) -> tuple[ExerciseSet, tuple[Mistake, ...]]:
    """The shipped exercises and those in the user's folder `own`, with the mistakes of those that are refused.

    The shipped folder itself may be handed in: its files are then held to the form that holds for own ones.
    """
    if own is None or not os.path.lexists(own):
        return load_shipped(), ()
    from coach.files.exercises import own_files  # Only someone with own exercises pays for the schema.

    if os.path.realpath(own) == str(SHIPPED):
        return load_shipped(), own_files.load(own, {})[1]
    added, mistakes = own_files.load(own, _shipped())
    return ExerciseSet({**_shipped(), **added}), mistakes


def build(data: Mapping[str, Any], *, shipped: bool) -> Exercise:
    """An exercise from the data of a file that keeps to the schema; what may be left out gets its default."""
    limits, (move_s, return_s) = data["limits"], data.get("tempo_s", (3, 3))
    return Exercise(
        id=data["id"],
        name=data["name"],
        position=data["position"],
        tags=frozenset(data["tags"]),
        stage=data["stage"],
        opt_in=data.get("opt_in", False),
        start=Dose(**data["start"]),
        max_reps=limits["max_reps"],
        max_hold_s=limits["max_hold_s"],
        min_hold_s=limits.get("min_hold_s", 0),
        max_sets=limits["max_sets"],
        day_reps=limits["day_reps"],
        day_holding_s=limits.get("day_holding_s"),
        side=data["side"],
        scale=data["scale"],
        excluded_for=frozenset(data.get("excluded_for", ())),
        up=data.get("up"),
        down=data.get("down"),
        move_ms=round(move_s * 1000),
        return_ms=round(return_s * 1000),
        rest_ms=round(data.get("rest_s", 30) * 1000),
        cues=_cues(data["cues"]),
        avoid=data["avoid"],
        basis=data.get("basis", "Your own exercise"),
        sources=tuple(data.get("sources", ())),
        shipped=shipped,
        figure=figure_table.build(data["figure"]) if "figure" in data else None,
    )


def _cues(texts: Mapping[str, Any]) -> Cues:
    return Cues(
        setup=texts["setup"],
        setup_short=texts["setup_short"],
        move=texts["move"],
        move_short=texts["move_short"],
        hold=texts.get("hold", ""),
        hold_short=texts.get("hold_short", ""),
        return_=texts["return"],
        return_short=texts["return_short"],
        corrections=tuple(texts["corrections"]) if "corrections" in texts else (texts["mistake"],),
        range=texts["range"],
        left=texts.get("left", ""),
        right=texts.get("right", ""),
        breathe_move=texts.get("breathe_move", ""),
        breathe_return=texts.get("breathe_return", ""),
    )


@cache
def _avoided() -> Mapping[str, Figure]:
    paths = sorted((SHIPPED / "avoided").glob("*.toml"))
    return {path.stem: figure_table.build(tomllib.loads(path.read_text("utf-8"))) for path in paths}


def avoided() -> dict[str, Figure]:
    """The movements that the screening warns of, by tag: "extension" (backward) and "flexion" (forward)."""
    return dict(_avoided())
