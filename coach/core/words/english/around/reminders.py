"""English: what a reminder says, why none is said, and how today stands in a line; it must not know when."""

from collections.abc import Callable, Mapping

from coach.core.number_words import counted

_LEVELS = {"reduced": "a little less", "half": "half dose"}


def _round(number: int, goal: int) -> str:
    """Which round of the day: "round 2 of 3"; of one alone no number."""
    return f"round {number} of {goal}" if goal > 1 else "a round"


def _gently(number: int, goal: int) -> str:
    which = f" ({number} of {goal})" if goal > 1 else ""
    return (
        f"A gentler round is ready{which}. Only if it feels right; small and slow is enough. To begin: coach play"
    )


def _gently_again(number: int, goal: int) -> str:
    which = f" ({number} of {goal})" if goal > 1 else ""
    return f"The gentler round{which} is still there, if you like. Leaving it for today is fine, too."


def _again(number: int, goal: int) -> str:
    which = f"Round {number} of {goal}" if goal > 1 else "Your round"
    return f"{which} is still open. If it suits you now: coach play"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "remind_round": lambda number, goal: f"Time for {_round(number, goal)}. To begin: coach play",
    "remind_round_again": _again,
    "remind_gently": _gently,
    "remind_gently_again": _gently_again,
    # Why nothing is said.
    "quiet_stop": "No session is meant for now, so nothing is said. Why: coach today",
    "quiet_playing": "A session is running, so nothing is said.",
    "quiet_done": lambda goal: (
        f"{'The round' if goal == 1 else f'All {goal} rounds'} of today {'is' if goal == 1 else 'are'} done."
    ),
    "quiet_rest_day": "A day of rest by your schedule.",
    "quiet_nothing": "Nothing of the routine is left to play today. Why: coach today",
    "quiet_hurt": "The last session hurt, so the rest of today is for rest.",
    "quiet_so_far": "All that was meant for now is done.",
    "quiet_until": "Nothing is due yet. The next reminder is at {at}.",
    "quiet_late": "It is late: leave it for today.",
    "quiet_pause": "Your back has a rest first: the next round is good from {at} on.",
    # A calendar, which cannot know how the day is.
    "calendar_title": "Exercises: {title}",
    "calendar_text": (
        "To begin: coach play. What is right for today: coach today. "
        "Where the round is done already, or it is not the day for it, leave it."
    ),
    # How today stands.
    "line_stop": "no session now",
    "line_playing": "a session is running",
    "line_rounds": lambda done, goal: f"{done} of {counted(goal, 'round')}",
    "line_rest_day": "day of rest",
    "line_nothing": "nothing left today",
    "line_over": "enough for today",
    "line_now": "now is good",
    "line_at": "from {at}",
    "line_level": lambda level: _LEVELS[level],
}
