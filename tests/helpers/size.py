"""How long the tests with made-up people and logs go on: briefly in the fast set, at length in every other run.

`tests/conftest.py` decides it by what pytest was asked for; BACKCOACH_TESTS=brief or =long decides it beforehand.
"""

import os
from collections.abc import Iterable
from math import gcd
from typing import TypeVar

VARIABLE = "BACKCOACH_TESTS"
T = TypeVar("T")


def is_brief() -> bool:
    return os.environ.get(VARIABLE) == "brief"


def sized(brief: int, long: int) -> int:
    """A number of examples, of seeds or of people."""
    return brief if is_brief() else long


def some_of(every: Iterable[T], brief: int) -> list[T]:
    """All of them at length; briefly at most so many, spread over the whole, the first among them."""
    whole = list(every)
    step = -(-len(whole) // brief) if is_brief() else 1
    # With no factor in common it meets every value of what the whole is a product of.
    while step > 1 and gcd(step, len(whole)) > 1:
        step += 1
    return whole[::step]
