"""What the package says of itself: extras and groups that agree, a typed package, one version."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

import coach

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]
GROUPS: dict[str, list[Any]] = PROJECT["dependency-groups"]


def of_extra(name: str) -> set[str]:
    """The packages of an extra; `backcoach[other]` stands for those of another one."""
    found: set[str] = set()
    for each in EXTRAS[name]:
        if each.startswith("backcoach["):
            found |= of_extra(each.removeprefix("backcoach[").removesuffix("]"))
        else:
            found.add(each)
    return found


def of_group(name: str) -> set[str]:
    found: set[str] = set()
    for each in GROUPS[name]:
        found |= of_group(each["include-group"]) if isinstance(each, dict) else {each}
    return found


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_a_group_holds_what_the_extra_of_its_name_holds(name: str) -> None:
    assert of_group(name) == of_extra(name)


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "coach" / "py.typed").is_file()


def test_the_version_has_a_section_of_its_own_in_the_changelog() -> None:
    assert f"## {coach.__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
