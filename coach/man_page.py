"""The manual page coach(1), made out of the parsers when a wheel is built; it must not know what a command does."""

import argparse
from collections.abc import Iterator

from coach import __version__
from coach.cli.overview import build_parser
from coach.examples import EXAMPLES

ENDS = (
    ("0", "All is well; warnings are no failure."),
    ("1", "It failed, or it was declined. What to do is said on standard error."),
    ("2", "The command line was not understood."),
    ("130", "It was stopped by Ctrl\\-C."),
)
ENVIRONMENT = (
    ("COACH_HOME", "The folder of all your files, in place of the platform's own."),
    ("VISUAL, EDITOR", "The editor that the dashboard opens a file in."),
    ("NO_COLOR", "When it is set, nothing is printed in colours."),
)


def text() -> str:
    """The page in the language of man(7)."""
    parser = build_parser((), whole=True)
    lines = [
        f'.TH COACH 1 "" "Backcoach {_plain(__version__)}" "User Commands"',
        ".SH NAME",
        "coach \\- guides you through exercises for low back pain, hands\\-free",
        ".SH SYNOPSIS",
        ".B coach\n[\\fICOMMAND\\fR] [\\fIOPTION\\fR ...]",
        ".SH DESCRIPTION",
        _plain(parser.description or ""),
        ".PP",
        _plain(parser.epilog or ""),
        ".SH COMMANDS",
        *(line for command in _inner(parser) for line in _command(command)),
        ".SH EXIT STATUS",
        *(line for code, what in ENDS for line in (".TP", f".B {code}", what)),
        ".SH ENVIRONMENT",
        *(line for name, what in ENVIRONMENT for line in (".TP", f".B {name}", what)),
    ]
    return "\n".join(lines) + "\n"


def _command(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A command with its flags and examples, then the commands inside it."""
    usage = " ".join(parser.format_usage().removeprefix("usage: ").split())
    yield from (".SS", _plain(parser.prog), _plain(parser.description or ""), ".PP", f".B {_plain(usage)}")
    for action in parser._actions:
        shown = action.help not in (None, argparse.SUPPRESS) and not isinstance(action, argparse._SubParsersAction)
        if shown and "--help" not in action.option_strings:
            yield from (".TP", f".B {_plain(_called(action))}", _plain(_help(action, parser)))
    if examples := EXAMPLES.get(parser.prog, ()):
        yield from (".PP", "Examples:", ".nf", *(f"    {_plain(line)}" for line in examples), ".fi")
    for inner in _inner(parser):
        yield from _command(inner)


def _inner(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def _called(action: argparse.Action) -> str:
    """A flag with its value, or the name of an argument."""
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
    value = action.metavar if isinstance(action.metavar, str) else choices or action.dest.upper()
    if not action.option_strings:
        return value
    return ", ".join(action.option_strings) + (f" {value}" if action.nargs != 0 else "")


def _help(action: argparse.Action, parser: argparse.ArgumentParser) -> str:
    return (action.help or "") % {**vars(action), "prog": parser.prog}


def _plain(text: str) -> str:
    """The text without anything that man would take for its own."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped
