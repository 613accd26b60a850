"""Lets the files run beside each other, and what listens to sound or watches a terminal last.

Those tests mostly wait: for sound that is played in real time, or for what another program shows. So there are more
workers than processors, and few other tests run beside them. It also says how long tests go on, see `size`.
"""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from size import VARIABLE, is_brief

if TYPE_CHECKING:  # The tests of the core run where there is no voice.
    from coach.voice import Voice

# The files that take longest come first, so that no worker waits at the end for one of them.
LONG = ("test_checkpoint_properties", "test_locked_log", "test_progression_properties", "test_log_writer")
# Of those that wait for sound, too.
LONG_WAITS = ("test_played", "test_lost")
EACH_FOR_ITSELF = ("test_lost",)  # Its tests have nothing in common, each has a sound server of its own.
# Three busy programs of one's own would disturb what the other measures to the millisecond: one after the other.
AFTER_ANOTHER = {"test_recorded": "test_played"}
WAITING = 2  # So many workers may wait while the others are at work.
STATE: "pytest.StashKey[TemporaryDirectory[str]]" = pytest.StashKey()
FAST_SET = Path(__file__).parent / "core"


def pytest_configure(config: pytest.Config) -> None:
    # The programs that are tested take the size of their own terminals, not of the one that pytest-xdist tells.
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    # The workers and the programs that are tested are compiled once, as at a user's, and not in each process anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False
    # What is remembered of folders is nobody's own; the workers have that of the program that starts them.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        config.stash[STATE] = TemporaryDirectory(prefix="backcoach-state-")
        os.environ["XDG_STATE_HOME"] = config.stash[STATE].name
    if VARIABLE not in os.environ:
        os.environ[VARIABLE] = "brief" if is_fast_set(config) else "long"
    # No example fails for its time: a machine may be busy with other things.
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("patient", patient, max_examples=25 if is_brief() else patient.max_examples)
    settings.load_profile("patient")


def pytest_xdist_auto_num_workers() -> int:
    return (os.cpu_count() or 1) + WAITING


def is_fast_set(config: pytest.Config) -> bool:
    """Whether nothing but tests of the core was asked for."""
    asked = [config.invocation_params.dir / argument.split("::")[0] for argument in config.args]
    return all(path.resolve().is_relative_to(FAST_SET) for path in asked)


def pytest_collection_finish() -> None:
    # The tests themselves and the modules stay to the end, so that no search for garbage need look at them again:
    # with thousands of tests that was a quarter of what the tests of the full screen took.
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def pytest_runtest_logfinish() -> None:
    """Lets go what Textual keeps of a thousand widgets that are gone, with all they drew, by a cache of a method.

    Else every search for garbage goes through it: that was a fifth of what the tests of the full screen took.
    """
    if (kept := sys.modules.get("textual._styles_cache")) is not None:
        kept.StylesCache.get_inner_outer.cache_clear()


def waits_longest(name: str) -> int:
    """Where a group of those that wait for sound stands: the longest first, so that none is waited for alone."""
    file = name.partition(":")[0]
    return LONG_WAITS.index(file) if file in LONG_WAITS else len(LONG_WAITS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    files: dict[str, list[pytest.Item]] = {}
    last: dict[str, list[pytest.Item]] = {}
    for item in items:
        real_time = any(item.get_closest_marker(name) is not None for name in ("sound", "terminal"))
        groups, group = (last if real_time else files), AFTER_ANOTHER.get(item.path.stem, item.path.stem)
        if group in EACH_FOR_ITSELF:
            group = f"{group}: {item.name}"
        item.add_marker(pytest.mark.xdist_group(f"last, {group}" if real_time else group))
        groups.setdefault(group, []).append(item)
    first = sorted(files, key=lambda name: name not in LONG)
    ordered = [files[name] for name in first] + [last[name] for name in sorted(last, key=waits_longest)]
    items[:] = [item for group in ordered for item in group]


@pytest.fixture
def opened() -> "Iterator[list[Voice]]":
    """Takes the voices that a test starts, and ends them with it; see `speaking`."""
    voices: list[Voice] = []
    yield voices
    for voice in voices:
        voice.close()
