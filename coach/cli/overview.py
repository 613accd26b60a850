"""All commands with what each does in a line; of the one that is asked for, all its flags."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from coach import __version__
from coach.cli.flags import add_files, add_help, add_training
from coach.cli.log_flags import add_log
from coach.cli.parser import NotAskedFor, Parser
from coach.core.nearest_word import nearest

SHELLS = ("bash", "zsh", "fish")
TOPICS = ("routine",)


def build_parser(words: Sequence[str], *, whole: bool = False) -> argparse.ArgumentParser:
    """The parser for a command line of these words.

    Of the commands it has the names, and of the one that is asked for all the rest: making the rest of each took
    longer than importing all the words of the program. `whole`: all of every command, for who lists them.
    """
    asked_for = next((word for word in words if not word.startswith("-")), "")

    def parser_of(**given: Any) -> Any:
        return Parser(**given) if whole or given["prog"] == f"coach {asked_for}" else NotAskedFor()

    parser = Parser(
        prog="coach",
        description="Backcoach guides you through exercises for low back pain, hands-free. "
        "Without a command it opens today's dashboard.",
        epilog="Your files are under COACH_HOME when that is set. "
        "With ACCESSIBLE=1 all is in lines, for screen readers. "
        "Backcoach is no medical device: ask a clinician when in doubt.",
    )
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=cast(Any, parser_of))
    add_training(commands)
    add_files(commands)
    add_log(commands)
    add_help(commands)
    help_ = commands.add_parser("help", help="this, or how a routine file is written: help routine")
    help_.add_argument("topic", nargs="?", type=topic(commands), metavar="TOPIC", help=" or ".join(TOPICS))
    help_.set_defaults(overview=parser.format_help)
    _add_completion(commands)
    _describe(parser)
    return parser


def topic(commands: "argparse._SubParsersAction[Parser]") -> Callable[[str], str]:
    """A check that there is a page on a topic; who names a command is sent to its own help."""

    def checked(text: str) -> str:
        if text in TOPICS:
            return text
        if text in commands.choices:
            raise argparse.ArgumentTypeError(f"the help on that is: coach {text} --help")
        close = nearest(text, TOPICS)
        hint = f"did you mean '{close[0]}'?" if close else f"there is: {', '.join(TOPICS)}"
        raise argparse.ArgumentTypeError(f"there is no page on {text!r}; {hint}")

    return checked


def _describe(parser: argparse.ArgumentParser) -> None:
    """Has each command say in its own help, too, what it does."""
    for action in parser._actions:
        for told in action._choices_actions if isinstance(action, argparse._SubParsersAction) else ():
            command = cast(Mapping[str, Any], action.choices)[told.dest]
            if isinstance(command, Parser):
                text = told.help or ""
                command.description = command.description or f"{text[:1].upper()}{text[1:]}."
                _describe(command)


def _add_completion(commands: "argparse._SubParsersAction[Parser]") -> None:
    completion = commands.add_parser(
        "completion",
        help="let a shell complete commands, flags and names",
        description="Prints a script that lets a shell complete commands, flags, routines and exercises.",
        epilog="bash: coach completion bash > ~/.local/share/bash-completion/completions/coach; "
        "zsh: coach completion zsh > a file _coach in a folder of your fpath; "
        "fish: coach completion fish > ~/.config/fish/completions/coach.fish",
    )
    completion.add_argument("shell", nargs="?", choices=SHELLS, metavar="|".join(SHELLS))
    completion.add_argument("--names", choices=("routines", "exercises"), help=argparse.SUPPRESS)  # For the script.
    completion.set_defaults(whole=lambda: build_parser((), whole=True))
