"""English: a week in a line, the weeks that were kept, and the questions of the diary; it must not count them."""

from collections.abc import Callable, Mapping

from coach.core.number_words import counted


def _week_done(rounds: int, meant: int | None, walked: int, other: int) -> str:
    told = []
    if rounds and meant is not None and rounds > meant:
        told.append(f"rounds {rounds}, {meant} were meant")
    elif rounds:
        told.append(f"rounds {rounds}" if meant is None else f"rounds {rounds} of {meant}")
    if walked:
        told.append(f"walks {walked} min")
    if other:
        told.append(f"{'other activities' if walked else 'activities'} {other} min")
    return ", ".join(told)


def _week_line(rounds: int, meant: int | None, walked: int, other: int) -> str:
    return f"This week: {_week_done(rounds, meant, walked, other)}."


def _week_titled(rounds: int, meant: int | None, walked: int, other: int) -> str:
    told = _week_done(rounds, meant, walked, other)
    return f"{told[:1].upper()}{told[1:]}."


def _weeks_kept(weeks: int, this: bool) -> str:
    return f"{counted(weeks, 'week')} kept{', this one too' if this and weeks > 1 else ''}."


_LATER = "You can name them whenever you like."


def _own_last(rating: int | None) -> str:
    return "" if rating is None else f"Last time: {rating}."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "week_line": _week_line,
    "week_done": _week_titled,
    "weeks_kept": _weeks_kept,
    "week_asks": lambda named: (
        "How your own things go this week, if you like: {week}."
        if named
        else "If you like, name what your back makes hard: {week}."
    ),
    "week_kept_how": "A week counts with half of its rounds, or a round on half of its days; with a flare, by one.",
    "own_ask": "What does your back make hard? Up to three things, in your own words.",
    "own_why": "Once a week you say how well they go. It is for you and your report; no dose depends on it.",
    "own_rate": "How well does this go: {what}?",
    "own_scale": "0: not at all. 10: as well as before.",
    "own_last": _own_last,
    "own_skip": lambda named: f"Leaving it out is fine. {'It is asked again next week.' if named else _LATER}",
    "own_kept": "Kept. It is asked again next week.",
    "in_minutes": lambda minutes: counted(minutes, "minute"),
    "activity_gone": "Taken back: {what}.",
    "activity_kept": lambda what, minutes: f"Kept: {what}, {counted(minutes, 'minute')}.",
}
