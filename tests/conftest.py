"""Lets the files run beside each other, and what listens to sound or watches a terminal alone, at the end.

Those tests hold times to the millisecond, or wait for what another program shows.
"""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from size import VARIABLE, is_brief

ALONE = "alone"
FAST_SET = Path(__file__).parent / "core"


def pytest_configure(config: pytest.Config) -> None:
    # The programs that are tested take the size of their own terminals, not of the one that pytest-xdist tells.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # The workers and the programs that are tested are compiled once, as at a user's, and not in each process anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    if VARIABLE not in os.environ:
        os.environ[VARIABLE] = "brief" if is_fast_set(config) else "long"
    if is_brief():
        settings.register_profile("brief", settings(), max_examples=25)
        settings.load_profile("brief")


def is_fast_set(config: pytest.Config) -> bool:
    """Whether nothing but tests of the core was asked for."""
    asked = [config.invocation_params.dir / argument.split("::")[0] for argument in config.args]
    return all(path.resolve().is_relative_to(FAST_SET) for path in asked)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        alone = any(item.get_closest_marker(name) is not None for name in ("sound", "terminal"))
        group = ALONE if alone else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))
        groups.setdefault(group, []).append(item)
    last = groups.pop(ALONE, [])
    items[:] = [item for group in groups.values() for item in group] + last
