"""Tells whether what leads from the log to a state has changed: `python tests/helpers/rules_edition.py`.

Run so, it raises the edition of the rules (`EDITION` in coach/log/checkpoint.py) and notes what it stands for.
"""

import ast
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKPOINT = ROOT / "coach" / "log" / "checkpoint.py"
NOTED = ROOT / "tests" / "data" / "rules_edition.txt"
# What a state is folded with: these and all that they import. Of the last four only what they hold themselves.
FOLD = ("coach.core.progression.fold",)
BESIDE = ("coach.core.progression", "coach.log.rows", "coach.log.checkpoint", "coach.log.value_text")
NUMBER = re.compile(r"^EDITION = (\d+)", re.MULTILINE)
# Where two changes of the rules meet, so do their numbers; the next one is higher than both.
CONFLICT = re.compile(r"<<<<<<<.*\n(EDITION = .*\n)=======\n(EDITION = .*\n)>>>>>>>.*\n")


def file_of(module: str, root: Path) -> Path | None:
    path = root.joinpath(*module.split("."))
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


def modules(root: Path = ROOT) -> dict[str, str]:
    """The modules that lead to a state, with what they say to the program: without comments and docstrings."""
    found: dict[str, str] = {}
    wanted = list(FOLD)
    while wanted:
        name = wanted.pop()
        path = file_of(name, root)
        if path is None or name in found:
            continue
        found[name], imported = read(path.read_text("utf-8"))
        for module, inner in imported:
            wanted.append(inner if file_of(inner, root) else module)
    for name in BESIDE:
        path = file_of(name, root)
        assert path is not None, name
        found[name], _ = read(path.read_text("utf-8"))
    return found


@cache
def read(source: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A module without comments and docstrings; and each module that it imports from, alone and with the name."""
    lines = source.splitlines()
    imported = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            for number in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1):
                lines[number - 1] = ""
        if isinstance(node, ast.ImportFrom) and node.module:
            imported += [(node.module, f"{node.module}.{alias.name}") for alias in node.names]
    code = (line.rstrip() for line in lines if not line.lstrip().startswith("#") and not NUMBER.match(line))
    return "\n".join(filter(None, code)), tuple(imported)


def digest(root: Path = ROOT) -> str:
    every = "\n".join(f"{name}\n{text}" for name, text in sorted(modules(root).items()))
    return sha256(every.encode()).hexdigest()[:16]


def number_in(text: str) -> int:
    found = NUMBER.search(text)
    assert found is not None, "there is no line EDITION = …"
    return int(found[1])


def raise_it() -> None:
    text = CONFLICT.sub(lambda both: max(both.groups(), key=number_in), CHECKPOINT.read_text("utf-8"))
    CHECKPOINT.write_text(text, "utf-8")
    number = number_in(text)
    if NOTED.exists() and NOTED.read_text("utf-8").split() == [str(number), digest()]:
        print(f"The rules are those of edition {number}.")
        return
    CHECKPOINT.write_text(NUMBER.sub(f"EDITION = {number + 1}", text), "utf-8")
    NOTED.write_text(f"{number + 1} {digest()}\n", "utf-8")
    print(f"The rules are of edition {number + 1} now.")


if __name__ == "__main__":
    raise_it()
