"""Puts the corpus of faulty files through coach, tombi and wodc, points side by side.

Run: python tests/bench/checkers.py

Each mistake that a `.want` names has three points: its line (1), its column there (1), and in what is said of that
line everything that its `needs` ask of any wording (1). `needless` counts mistakes of lines where none is wanted.

The corpus was written for the coach, and many of the wanted words are about exercises, of which no other checker
can know. What can be compared is whether the place is right, and how much else is told.

tombi (pip install tombi) has the schemas of the coach. wodc (pip install wodcraft) reads workouts in a language of
its own, so that to it every line of TOML is a mistake: its points are those of a checker that does not understand
the file. Either is left out where it is not in the PATH.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "commands"), str(ROOT / "tests" / "helpers")]

from test_check_corpus import CORPUS, WANTS, Wanted, checked, wanted

from coach.files import profile, routines, settings
from coach.files.exercises import form
from coach.files.routines import schema_file

# What the names of the corpus' files begin with.
KINDS = {"s": "syntax", "n": "nesting"}
OTHER = "meaning"


class Told(NamedTuple):
    """One mistake as a checker tells it; line and column from 1."""

    line: int
    column: int
    text: str


class Points(NamedTuple):
    """Points for the lines, the columns and the words of wanted mistakes, and how many were needless."""

    line: int
    column: int
    words: int
    needless: int


Checker = Callable[[Path], list[Told]]


def coach(want: Path) -> list[Told]:
    with tempfile.TemporaryDirectory() as folder:
        found = checked(want, want.read_text("utf-8"), Path(folder))
    return [Told(each.line, each.column, each.message) for each in found]


def tombi(command: str, folder: Path, want: Path) -> list[Told]:
    kind = want.relative_to(CORPUS).parts[0]
    file = folder / kind / want.with_suffix(".toml").name
    shutil.copy(want.with_suffix(".toml"), file)
    report = folder / "report.json"
    subprocess.run(
        [command, "lint", "--offline", "--quiet", "--diagnostics-format", "json", "--diagnostics-file", str(report),
         str(file.relative_to(folder))], cwd=folder, check=False, capture_output=True,
    )  # fmt: skip
    found = json.loads(report.read_text("utf-8"))
    file.unlink()
    return [
        Told(start["line"], start["column"], each["message"])
        for each in found
        if (start := (each["range"] or {}).get("start"))  # A file that cannot be read at all has no place.
    ]


def wodc(command: str, want: Path) -> list[Told]:
    done = subprocess.run(
        [command, "check", "--json", str(want.with_suffix(".toml"))], check=False, capture_output=True, text=True
    )
    try:
        found = json.loads(done.stdout)
    except json.JSONDecodeError:  # It gives up on some files, as on one that is no UTF-8.
        return []
    return [Told(each["line"], each["col"], f"{each['message']} {each.get('suggestion', '')}") for each in found]


def with_schemas(folder: Path) -> None:
    """A folder in which tombi finds the schema of each kind of file."""
    schemas = {
        "routines": routines.schema(),
        "exercises": form.schema(),
        "profile": profile.schema(),
        "settings": settings.schema(),
    }
    config = ""
    for kind, schema in schemas.items():
        (folder / kind).mkdir()
        (folder / f"{kind}.schema.json").write_text(schema_file.text_of(schema), "utf-8")
        config += f'[[schemas]]\npath = "{kind}.schema.json"\ninclude = ["{kind}/*.toml"]\n'
    (folder / "tombi.toml").write_text(config, "utf-8")


def points(wants: Sequence[Wanted], columns: Sequence[int], told: Sequence[Told]) -> Points:
    line = column = words = 0
    for want, at in zip(wants, columns, strict=True):
        here = [each for each in told if each.line == want.line]
        line += bool(here)
        column += any(each.column == at for each in here)
        words += any(want.says_in(each.text) for each in here)
    needless = sum(each.line not in {want.line for want in wants} for each in told)
    return Points(line, column, words, needless)


def columns_of(text: str) -> list[int]:
    heads = (line.partition(": ")[0].split(":") for line in text.splitlines()[1:] if line[:1].isdigit())
    return [int(head[1]) for head in heads]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with_schemas(folder)
        checkers: dict[str, Checker] = {"coach": coach}
        for tool, package in (("tombi", "tombi"), ("wodc", "wodcraft")):
            command = shutil.which(tool)
            if command is None:
                print(f"{tool} is not in the PATH, so it is left out: pip install {package}")
            else:
                checkers[tool] = partial(tombi, command, folder) if tool == "tombi" else partial(wodc, command)
        sums, mistakes, of_files = run(checkers)
    for kind in ("syntax", "nesting", OTHER, "all"):
        print(f"\n{kind}: {of_files[kind]} files, {mistakes[kind]} mistakes, points of 3 for each")
        for tool in checkers:
            found = [sums[tool, kind, part] for part in Points._fields]
            mean = sum(found[:3]) / mistakes[kind]
            parts = ", ".join(
                f"{part} {value / mistakes[kind]:.2f}"
                for part, value in zip(Points._fields[:3], found, strict=False)
            )
            print(f"  {tool:6} {mean:.2f}  ({parts}; needless {found[3]})")


def run(checkers: dict[str, Checker]) -> tuple[Counter[tuple[str, str, str]], Counter[str], Counter[str]]:
    """The sums by checker, kind and part, the wanted mistakes by kind, and the files by kind."""
    sums: Counter[tuple[str, str, str]] = Counter()
    mistakes: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for name in WANTS:
        want = CORPUS / name
        text = want.read_text("utf-8")
        wants, columns = wanted(text), columns_of(text)
        kinds = (KINDS.get(want.name[0], OTHER), "all")
        for kind in kinds:
            mistakes[kind] += len(wants)
            files[kind] += 1
        for tool, check in checkers.items():
            found = points(wants, columns, check(want))
            for kind in kinds:
                for part, value in found._asdict().items():
                    sums[tool, kind, part] += value
    return sums, mistakes, files


if __name__ == "__main__":
    main()
