"""`coach today --line`: how today stands, for the line of another program; it must not know which."""

from datetime import datetime

from coach.app.today import Today
from coach.core import reminding, words


def text(today: Today, now: datetime) -> str:
    """One short line without colours; `now` has its offset from UTC."""
    parts = reminding.standing(today.decision, today.routine, today.past, now, playing=today.playing)
    return " · ".join(map(words.sentence, parts))
