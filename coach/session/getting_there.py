"""Measures how long a change of position took in which one paused or was waited for; it must not know what for.

In the time of the session, and beside it that of a pause by hand: no question counts, nor a computer that slept.
"""

from collections.abc import Callable
from math import ceil

from coach.core.changes import LONGEST_S, ChangeKind, Took
from coach.core.durations import COUNT_IN_MS
from coach.core.timeline.view import View

ON_WE_GO_MS = 2_000  # Before the count-in: whoever is not ready by then was not heard of.
Spot = tuple[int, int, str | None, ChangeKind]


class GettingThere:
    """The change of position at hand, if one is going on. To be looked at many times a second."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._looked_s = now_s()
        self._spot: Spot | None = None
        self._seconds = 0.0
        self._slow = False
        self._unheard = False  # It waited, and goes on by itself.
        self._position_ms = 0

    def look(self, view: View | None, *, stands: bool, by_hand: bool) -> Took | None:
        """What it took, once the count-in begins, where it was slow. `stands`: paused, maybe `by_hand`."""
        passed_s, self._looked_s = self._now_s() - self._looked_s, self._now_s()
        spot = None if view is None else _spot(view)
        if view is None or spot != self._spot:
            return self._left(view, spot)
        if spot is None:
            return None
        if view.position_ms < self._position_ms:  # Back to its beginning.
            self._begin(view, spot)
        self._seconds += (view.position_ms - self._position_ms) / 1000 + (passed_s if stands and by_hand else 0.0)
        self._slow = self._slow or (stands and by_hand) or view.wait == "now"
        self._unheard = view.wait == "now" and view.go_left_ms - COUNT_IN_MS < ON_WE_GO_MS
        self._position_ms = view.position_ms
        return None

    def _left(self, view: View | None, spot: Spot | None) -> Took | None:
        """Ends with the change that was at hand: it counts where its set begins now."""
        was, slow, unheard = self._spot, self._slow, self._unheard
        seconds = ceil(self._seconds) + COUNT_IN_MS // 1000
        self._spot = None
        if view is not None:
            self._begin(view, spot)
        arrived = was is not None and view is not None and was[:3] == (view.item, view.set, view.side)
        if was is None or unheard or not (arrived and slow and seconds <= LONGEST_S):
            return None
        return Took(was[3], seconds)

    def _begin(self, view: View, spot: Spot | None) -> None:
        self._spot, self._seconds, self._position_ms = spot, 0.0, view.position_ms
        self._slow = self._unheard = False


def _spot(view: View) -> Spot | None:
    """The change of position that is at hand, before its count-in."""
    if view.kind != "prepare" or view.change is None or view.go_left_ms <= COUNT_IN_MS:
        return None
    return view.item, view.set, view.side, view.change
