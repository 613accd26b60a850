"""Lays the JSON Schema beside routines, where editors find it offline; it must not know what is in a routine.

Tombi and taplo, the two checkers for TOML that editors use, read a line `#:schema` at the top of a file in the same
way: an address to fetch, or else a path, seen from the folder of that file. So a plain name finds the schema
without a network, in every folder that has both, and goes along when the folder is moved or a routine is copied to
another that has a schema. An absolute path would do neither, and an address needs the network. Tombi wants the line
among the first comments, with an empty line between them and the first key.
"""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.core.exercise import Exercise
from coach.errors import CoachError
from coach.files import atomic, routines

NAME = "routine.schema.json"
LINE = f"#:schema ./{NAME}"


def text_of(schema: Mapping[str, Any]) -> str:
    """A schema as the text of its file, in signs that every terminal has."""
    return json.dumps(schema, indent=2) + "\n"


def lay_beside(routine: Path, exercises: Mapping[str, Exercise]) -> None:
    """Writes the schema with these exercises into the folder of a routine, over an older one.

    Where it cannot be written nothing is said: the routine is there all the same, and only an editor misses it.
    """
    with contextlib.suppress(CoachError):
        atomic.write(routine.parent / NAME, text_of(routines.schema(exercises)).encode())
