"""`coach about`: everything that is said at the end of a session with its source, and what the program is not."""

import tomllib
from pathlib import Path

import pytest

from coach.cli import main
from coach.commands.pages import about
from coach.core import encouragement, words
from coach.core.reason import Reason
from coach.core.screening.questions import DISCLAIMER

ROOT = Path(__file__).parents[2]


def test_it_lists_each_true_sentence_before_its_source_and_the_disclaimer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["about"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert max(map(len, printed.out.splitlines())) <= 80
    text = " ".join(printed.out.split())
    for which, source in encouragement.SOURCES.items():
        assert f"{words.sentence(Reason('encouragement', which=which))} {source}" in text
    for each in DISCLAIMER:
        assert words.sentence(each) in text


def test_every_package_that_it_needs_has_its_licence_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = [each for name, extra in extras.items() if name not in ("test", "dev") for each in extra]
    needed = [*project["dependencies"], *(each for each in used if not each.startswith("backcoach["))]
    told = " ".join(name for name, _ in about.LICENCES)
    for requirement in needed:
        name = requirement.split(">")[0].split("=")[0]
        assert name.removeprefix("espeakng-loader").removesuffix("-patched") in told, requirement
