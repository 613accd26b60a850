"""The parsers of the command line, which answer a slip with what was meant; they must not know any command."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn, Self

from coach import examples
from coach.core.nearest_word import nearest


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a mistyped command or value with the nearest one, and helps by examples."""

    def format_help(self) -> str:
        return super().format_help() + examples.of(self.prog)

    def error(self, message: str) -> NoReturn:
        if "invalid choice: " in message:
            message = self._nearest(message)
        self.exit(2, f"{self.prog}: {message}\nSee: {self.prog} --help\n")

    @staticmethod
    def _nearest(message: str) -> str:
        head, _, choices = message.partition(" (choose from ")
        typed = head.rpartition("invalid choice: ")[2].strip("'\"")
        names = [name.strip(" '\"") for name in choices.rstrip(")").split(",")]
        close = nearest(typed, names)
        hint = f"did you mean '{close[0]}'?" if close else f"choose from {', '.join(names)}"
        return f"{head}; {hint}"


class OfExercise(argparse.Action):
    """Takes a second name only after the word exercise: a routine has one name."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, *_: Any
    ) -> None:
        if values is not None and namespace.name != "exercise":
            parser.error(f"a routine has one name, in quotes where it has blanks: '{namespace.name} {values}'")
        namespace.exercise = values


class NotAskedFor:
    """Stands for the parser of a command that is not on this command line, and takes every argument for it."""

    def __getattr__(self, _name: str) -> Callable[..., Self]:
        return lambda *_arguments, **_named: self
