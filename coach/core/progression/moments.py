"""Compares moments of which some may have no offset from UTC; it must not know what happened at them."""

from datetime import datetime


def wall_time(at: datetime) -> datetime:
    """Local time without its zone."""
    return at if at.tzinfo is None else at.replace(tzinfo=None)


def is_later(at: datetime, than: datetime) -> bool:
    """Whether a moment is later than another; where only one has a zone, both are taken to be in that one."""
    if (at.utcoffset() is None) != (than.utcoffset() is None):
        at, than = wall_time(at), wall_time(than)
    return at > than


def is_same(at: datetime, other: datetime) -> bool:
    """Whether neither of two moments is later than the other."""
    return not (is_later(at, other) or is_later(other, at))
