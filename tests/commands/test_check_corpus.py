"""Faulty files, each with the lines where its mistakes are and what their messages must say, through `coach check`.

A `.want` beside each file: its home on the first line (`home-disc` has a profile), then each mistake as
`LINE:COL: SEVERITY: an ideal message` and below it the patterns that any wording must have.
"""

import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from coach.app.check_files import Checker
from coach.core.model.mistakes import Mistake
from coach.files import profile, toml
from coach.files.paths import Home

CORPUS = Path(__file__).parents[1] / "data" / "toml_corpus"
WANTS = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*.want"))
NOW = datetime(2026, 11, 23, 8)
NEVER = {
    # It wants format 2 refused, which is read today.
    "routines/r13-format-2.want",
}


class Wanted(NamedTuple):
    """A mistake as the corpus wants it."""

    line: int
    severity: str
    needs: list[str]

    def told_by(self, mistake: Mistake) -> bool:
        return (mistake.line, mistake.severity) == (self.line, self.severity) and self.says(mistake)

    def says(self, mistake: Mistake) -> bool:
        return self.says_in(mistake.message)

    def says_in(self, message: str) -> bool:
        return all(re.search(pattern, message, re.IGNORECASE) for pattern in self.needs)

    def covers(self, mistake: Mistake) -> bool:
        """Whether it is at that line, or the same slip of syntax further down: the corpus has the first."""
        again = mistake.rule == "syntax" and mistake.line > self.line and self.says(mistake)
        return mistake.line == self.line or again


def wanted(text: str) -> list[Wanted]:
    found: list[Wanted] = []
    for line in text.splitlines()[1:]:
        if line.startswith("  needs: "):
            found[-1].needs.append(line.removeprefix("  needs: "))
        elif start := re.match(r"(\d+):\d+: (\w+): ", line):
            found.append(Wanted(int(start[1]), start[2], []))
    return found


def checked(want: Path, text: str, folder: Path) -> list[Mistake]:
    """What is found in the file beside a `.want`, at its place in a home of its own."""
    home = Home(folder / "data", folder / "data" / "cache")
    home.exercises.mkdir(parents=True)
    if text.startswith("# home: home-disc"):
        answers, _ = profile.parse(toml.read(CORPUS / "answers-disc.toml"), NOW)
        profile.save(answers, home.profile)
    source = want.with_suffix(".toml")
    kind = want.relative_to(CORPUS).parts[0]
    if kind == "routines":
        return Checker(home, NOW).check(source, source.name)
    checker = Checker(home, NOW, lambda chosen: f"There is no voice {chosen.voice!r}" if chosen.voice else "")
    path = (home.exercises if kind == "exercises" else home.data) / source.name
    shutil.copy(source, path)
    return checker.check(path, source.name)


@pytest.mark.parametrize("name", WANTS)
def test_the_messages_teach_what_the_corpus_wants(name: str, tmp_path: Path) -> None:
    """Each wanted mistake at its line in its words, and none at any other line but the same one again."""
    text = (CORPUS / name).read_text("utf-8")
    wants, told = wanted(text), checked(CORPUS / name, text, tmp_path)
    missing = [want for want in wants if not any(want.told_by(mistake) for mistake in told)]
    needless = [mistake for mistake in told if not any(want.covers(mistake) for want in wants)]
    held = not missing and not needless
    if name in NEVER:
        assert not held, "it holds now: take it out of the list"
    else:
        assert held, [*missing, *map(str, needless)]


def test_only_files_of_the_corpus_are_excepted() -> None:
    assert set(WANTS) > NEVER
