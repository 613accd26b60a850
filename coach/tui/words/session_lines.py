"""The lines around the stage of a session, each as much as fits; they know no widgets, keys or session."""

from fractions import Fraction

from coach.tui.words import texts
from coach.tui.words.session_picture import Picture


def header(title: str, rounds: str, shown: Picture, columns: int) -> str:
    """Routine, round and exercise on the left, as much as fits, and the time left on the right."""
    room = columns - len(shown.time_left) - 2
    details = texts.join((rounds, shown.place))
    title_room = room - len(details) - 3
    if title_room < len(title):
        title = f"{title[: max(0, title_room - 1)]}…" if title_room > 4 else ""
    left = texts.join((title, details))
    return f"{left[:room]:<{room}}  {shown.time_left}" if room > 0 else shown.time_left


def said(shown: Picture, breath: str, columns: int) -> str:
    """What was said, and the breath where there is room for it."""
    both = shown.said if shown.said == breath else texts.join((shown.said, breath))
    return both if len(both) <= columns else shown.said


def following(shown: Picture, columns: int, *, instead: str = "") -> str:
    """What comes next, and how one gets there where there is room; `instead` goes before that where it fits."""
    whole = instead or texts.join((shown.next, shown.next_setup))
    return whole if len(whole) <= columns else shown.next


def adjusted(pace: Fraction, volume: float, normal_volume: float, *, muted: bool, heard: str) -> str:
    """What differs from the start, and what was `heard`."""
    parts = [
        f"{float(1 / pace):.2g}× speed" if pace != 1 else "",
        "MUTED" if muted else "",
        heard,
        f"volume {round(volume * 100)} %" if volume != normal_volume else "",
    ]
    return texts.join(parts)
