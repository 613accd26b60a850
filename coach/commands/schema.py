"""`coach schema`: the JSON Schema of one kind of the user's files; it must not know what is in it."""

import argparse
from pathlib import Path
from typing import Any

from coach.files import atomic, exercises, paths, profile, routines, settings
from coach.files.exercises import form
from coach.files.routines import schema_file


def run(args: argparse.Namespace) -> int:
    """Prints the schema, or writes it and prints where."""
    text = schema_file.text_of(_schema(args.of))
    if args.output is None:
        print(text, end="")
    else:
        atomic.write(Path(args.output), text.encode())
        print(args.output)
    return 0


def _schema(of: str) -> dict[str, Any]:
    """That of routines with the ids of the exercises, shipped and own, that can be used."""
    match of:
        case "exercise":
            return form.schema()
        case "profile":
            return profile.schema()
        case "settings":
            return settings.schema()
    known, _ = exercises.load(paths.home().exercises)
    return routines.schema(known)
