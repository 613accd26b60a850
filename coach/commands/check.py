"""`coach check`: prints every mistake in the user's files; it must not know what makes one."""

import argparse
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from coach.app import mistake_text
from coach.app.check_files import Checker
from coach.core.model.mistakes import MOST_TOLD, Mistake, MistakesError
from coach.core.safe_text import printable
from coach.files import paths, routines, rules, settings, toml

STDIN = "-"


class Checked(NamedTuple):
    """A file as it was named, its lines, and every mistake in it."""

    shown: str
    lines: tuple[str, ...]
    mistakes: list[Mistake]


def run(args: argparse.Namespace) -> int:
    """Prints each mistake; 1 when there is an error among them, else 0."""
    if args.rules:
        return _list_rules(args.json)
    home = paths.home()
    checker = Checker(home, datetime.now(), partial(_voice_refusal, cache=home.voice_cache))
    named = dict(routines.names(home))
    files = [(_path(file, named), file) for file in args.files] or [(p, str(p)) for p in checker.own_files()]
    checked = [_checked(checker, path, shown) for path, shown in files]
    _print(checked, args.json, args.format or ("full" if sys.stdout.isatty() else "compact"))
    sys.stdout.flush()  # What was found stands before the summary, wherever both go.
    if not files:
        print("You have no files of your own yet, so there is nothing to check.", file=sys.stderr)
        return 0
    for each in checked:
        if (more := len(each.mistakes) - MOST_TOLD) > 0:
            print(f"{printable(each.shown)}: {_count(more, 'more mistake')} not shown.", file=sys.stderr)
    if checker.note:
        print(checker.note, file=sys.stderr)
    errors = sum(mistake.severity == "error" for each in checked for mistake in each.mistakes)
    print(_summary(len(files), errors, sum(len(each.mistakes) for each in checked) - errors), file=sys.stderr)
    return 1 if errors else 0


def _list_rules(as_json: bool) -> int:
    if as_json:
        found = [{"rule": id_, "about": rule.about, "help": rule.help} for id_, rule in rules.RULES.items()]
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    widest = max(map(len, rules.RULES))
    for id_, rule in rules.RULES.items():
        print(f"{id_:{widest}}  {rule.about}")
    return 0


def _path(file: str, named: Mapping[str, Path]) -> Path:
    """A file as it was typed, or a routine by its name."""
    return named[file] if file in named and not Path(file).is_file() else Path(file)


def _voice_refusal(loaded: settings.Settings, cache: Path) -> str:
    from coach.app import named_voice  # Only settings that name a voice pay for the engine.

    return named_voice.refusal(loaded, cache)


def _checked(checker: Checker, path: Path, shown: str) -> Checked:
    try:
        if shown == STDIN:
            content = sys.stdin.buffer.read(toml.MAX_BYTES + 4)
        else:
            content = toml.content(path, printable(shown))
    except MistakesError as error:
        return Checked(shown, (), list(error.mistakes))
    return Checked(shown, toml.lines_of(content), checker.check_content(path, shown, content))


def _print(checked: Iterable[Checked], as_json: bool, form: str) -> None:
    shown = [(mistake, each.lines) for each in checked for mistake in each.mistakes[:MOST_TOLD]]
    if as_json:
        print(json.dumps([mistake_text.as_data(mistake) for mistake, _ in shown], ensure_ascii=False, indent=2))
        return
    for mistake, lines in shown:
        print(mistake_text.full(mistake, lines) if form == "full" else mistake)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _summary(files: int, errors: int, warnings: int) -> str:
    checked = f"Checked {_count(files, 'file')}"
    if not errors and not warnings:
        return f"{checked}: no mistakes."
    return f"{checked}: {_count(errors, 'error')}, {_count(warnings, 'warning')}."
