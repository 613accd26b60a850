"""`coach schema`: prints the JSON Schema of routine files; it must not know what is in it."""

import argparse
import json

from coach.files import exercises, paths, routines


def run(_args: argparse.Namespace) -> int:
    """Prints the schema, with the ids of the shipped exercises and the user's own that can be used."""
    known, _ = exercises.load(paths.home().exercises)
    print(json.dumps(routines.schema(known), indent=2))
    return 0
