"""The command line: runs one command, and turns what fails into a sentence and an exit code.

A command's module is imported when that command runs, so that `coach --help` stays quick.
"""

import contextlib
import importlib
import sys
from collections.abc import Sequence

from coach import crash, streams
from coach.cli.overview import build_parser
from coach.errors import CoachError

MODULES = {
    None: "dashboard",
    "import": "import_",
    "report": "printed.report",
    "about": "pages.about",
    "completion": "pages.completion",
    "convert": "routine_files.convert",
    "handout": "printed.handout",
    "help": "pages.help",
    "rules": "pages.rules",
}  # Where a module is called otherwise than its command.


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 0, 2 for bad usage, 1 for everything else that fails, 130 for Ctrl-C.

    Without `argv` it is the program: then what nobody foresaw becomes a file and a sentence (see `crash`).
    """
    streams.prepare()
    if argv is None:
        streams.guard()
        crash.install()
    try:
        words = sys.argv[1:] if argv is None else argv
        args = build_parser(words).parse_args(words)
        module = importlib.import_module(f"coach.commands.{MODULES.get(args.command, args.command)}")
        code: int = module.run(args)
        sys.stdout.flush()
        return code
    except CoachError as error:
        _tell(str(error))
    except BrokenPipeError:
        pass  # Whoever read our output has seen enough.
    except KeyboardInterrupt:
        _tell("Stopped.")
        return 130
    except OSError as error:
        _tell(f"{error.filename or 'The output'}: {error.strerror or error}. Run: coach doctor")
    _last_flush()
    return 1


def _tell(sentence: str) -> None:
    with contextlib.suppress(OSError):  # The terminal may be gone.
        print(sentence, file=sys.stderr, flush=True)


def _last_flush() -> None:
    """What a command printed before it failed is printed, or given up where nobody can take it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            streams.abandon(stream)
