"""`coach listen`: what would be understood in a recording; it must not know how."""

import argparse
from pathlib import Path

from coach.errors import CoachError


def run(args: argparse.Namespace) -> int:
    """Prints `SS.mmm NAME` for each, by the time of the word's end. Raises CoachError."""
    if args.file is None:
        raise CoachError("Name a recording: coach listen --file FILE.wav")
    from coach.listen import recogniser, recording

    for heard in recogniser.understood(recording.sound(Path(args.file)), args.context):
        print(f"{heard.end_ms // 1000:02}.{heard.end_ms % 1000:03} {heard.name}", flush=True)
    return 0
