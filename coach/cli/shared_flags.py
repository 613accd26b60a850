"""Flags that several commands have; it must not know what a command does with them."""

import argparse

from coach.cli.parser import Parser
from coach.cli.values import ending, or_stdout

WORDS = ("learning", "full", "brief", "beeps")
PAPERS = ("a4", "letter")


def add_json(command: "argparse._ActionsContainer") -> None:
    command.add_argument("--json", action="store_true", help="for other programs")


def add_words(command: Parser) -> None:
    command.add_argument("--words", choices=WORDS, help="how much is said (default: as in settings or routine)")


def add_sureness(parser: argparse.ArgumentParser, *, again: bool) -> None:
    if again:
        parser.add_argument("--again", action="store_true", help="although the same is recorded already")
    parser.add_argument("--sure", action="store_true", help="although the day is far off")


def add_replace(command: Parser) -> None:
    command.add_argument("--replace", action="store_true", help="put it in the place of a file that is there")


def add_page(command: Parser, *endings: str, required: bool = True) -> None:
    """Where a page goes, and what paper it is for."""
    command.add_argument(
        "-o",
        "--output",
        required=required,
        type=or_stdout(ending(*endings)),
        metavar="FILE",
        help=f"its ending says which format: {', '.join(endings[:-1])} or {endings[-1]}; - is standard output",
    )
    command.add_argument("--paper", choices=PAPERS, default=PAPERS[0], help="what it is printed on (default: a4)")
    add_replace(command)
