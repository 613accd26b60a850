"""What a player of the desktop shows of a session, and how the coach gets on with the computer around it."""

from collections.abc import Callable, Mapping

_PHASES = {"": "", "ready": "get ready", "change": "change position", "close": "well done"}


def player_title(name: str, side: str | None, set: int, sets: int) -> str:  # noqa: A002 - a set of an exercise.
    """The exercise, as a player has the title of a song."""
    which = f"{name}, {side}" if side else name
    return f"{which} · set {set} of {sets}" if sets > 1 else which


def player_detail(phase: str, rep: int, reps: int, left_s: int) -> str:
    """What is done now, and how long the session still takes, in whole minutes."""
    minutes = -(-left_s // 60)
    counted = f"{rep} of {reps}" if rep else ""
    left = f"{minutes} min left" if left_s else ""
    return " · ".join(filter(None, (_PHASES.get(phase, phase), counted, left)))


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "player_opening": "getting ready",
    "player_title": player_title,
    "player_detail": player_detail,
    "desktop_none": "no desktop session here (no session bus), so there is nothing to ask.",
    "desktop_silent": "no answer. Sessions go on without it.",
    "awake_works": "the computer neither sleeps nor locks its screen during a session (by {how}).",
    "awake_no_way": "this desktop offers no way to ask for it. Before a long session, set the screen to stay on.",
    "awake_refused": "the desktop was asked and refused. Before a long session, set the screen to stay on.",
    "awake_not_installed": 'wakepy is not installed. To have it: pip install "backcoach"',
    "player_works": "the keys of a headset or keyboard lead a session (play, pause, next, previous).",
    "player_no_bus": "the session bus does not answer. Sessions go on without these keys.",
    "player_not_installed": 'needs the extra desktop: pip install "backcoach[desktop]"',
    "softer_works": "other players go softer while the coach speaks (by {how}).",
    "softer_off": "other players stay as they are. duck_music = true in settings.toml makes them softer.",
    "softer_no_server": "no PulseAudio or PipeWire answers, so other players stay as they are.",
    "softer_not_installed": 'duck_music needs the extra desktop: pip install "backcoach[desktop]"',
}
