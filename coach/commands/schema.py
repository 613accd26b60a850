"""`coach schema`: prints the JSON Schema of routine files or of the settings; it must not know what is in it."""

import argparse
import json

from coach.files import exercises, paths, routines, settings


def run(args: argparse.Namespace) -> int:
    """Prints the schema; that of routines with the ids of the exercises, shipped and own, that can be used."""
    if args.of == "settings":
        form = settings.schema()
    else:
        known, _ = exercises.load(paths.home().exercises)
        form = routines.schema(known)
    print(json.dumps(form, indent=2))
    return 0
