"""Measurements of real time on a machine that does other things beside."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

TRIES = 3
P = ParamSpec("P")


def measured_again(test: Callable[P, None]) -> Callable[P, None]:
    """Lets a test measure up to three times: what never holds is the program's fault, once may be the machine's.

    Only for a test that begins anew each time, and holds nothing but how long things take.
    """

    @wraps(test)
    def measured(*args: P.args, **kwargs: P.kwargs) -> None:
        for _ in range(TRIES - 1):
            try:
                return test(*args, **kwargs)
            except AssertionError as error:
                print(f"measured again: {error}")
        return test(*args, **kwargs)

    return measured
