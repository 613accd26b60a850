"""Moments with their offset from UTC, as values and as texts; it must not know what happened at one."""

from datetime import UTC, datetime

MOMENT = "%Y-%m-%d %H:%M"  # As a person reads and writes one; for format().


def local(at: datetime) -> datetime:
    """The moment with its offset from UTC; one without is read in the computer's zone."""
    if at.tzinfo is not None:
        return at
    try:
        return at.astimezone()
    except (OverflowError, ValueError, OSError):  # Outside of the years that the system's calendar knows.
        return at.replace(tzinfo=UTC)


def as_text(at: datetime) -> str:
    """A moment to the second, with its offset: 2026-11-20T07:30:00+13:00. It sorts by the time as it was there."""
    return local(at).isoformat(timespec="seconds")


def as_time(text: str) -> datetime:
    """The moment of a text, with its offset. Raises ValueError or TypeError for what is none."""
    return local(datetime.fromisoformat(text))
