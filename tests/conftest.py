"""Lets the files run beside each other, and what listens to sound or watches a terminal alone, at the end.

Those tests hold times to the millisecond, or wait for what another program shows.
"""

import os

import pytest

ALONE = "alone"


def pytest_configure() -> None:
    """The programs that are tested take the size of their own terminals, not of the one that pytest-xdist tells."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


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
