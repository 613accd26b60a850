"""What is said in a running session about the session itself.

The figure `problem` is a whole sentence of voice, device or log, which tell themselves what is wrong with them.
"""

from collections.abc import Callable, Mapping

from coach.core.number_words import counted

_UNITS = {"set": ("finished set", "finished sets"), "rating": ("rating", "ratings"), "end": ("its end", "its end")}


def log_unwritten(problem: str, waiting: tuple[str, ...] = ()) -> str:
    """What did not reach the log by the end; `waiting` has "set", "rating" or "end" for each write."""
    parts = []
    for kind, (one, many) in _UNITS.items():
        count = waiting.count(kind)
        if count:
            parts.append(one if kind == "end" else f"{count} {one if count == 1 else many}")
    missing = f" Not in the log: {', '.join(parts)}." if parts else ""
    return f"{problem} The end of the session could not be written down.{missing}"


def _unguided(number: int) -> str:
    """Repetitions for which there was no sound, and nobody known to watch."""
    what = "One repetition was" if number == 1 else f"{number} repetitions were"
    return f"The sound was gone: {what} played without it."


_WAYS = {
    "floor_to_chair": "come up from the floor",
    "chair_to_floor": "get down to the floor",
    "lying_to_side": "turn over",
    "other": "change position",
}


def longer_change(kind: str, seconds: int) -> str:
    """More time for a kind of change than is usual, said once."""
    return f"You took a little longer to {_WAYS[kind]} lately: {counted(seconds, 'second')} today."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "longer_change": longer_change,
    "already_playing": (
        "A session is running already, in another window. Go on there; when it is over, the next one can start."
    ),
    "running_left_out": "A session is running just now; it is not in it.",
    "one_more_ask": "One more round today?",
    "one_more_why": "It hurt more in the last round, so that is enough for today.",
    "one_more_unasked": "It hurt more in the last round today: go slowly, and stop if it hurts more.",
    "one_more_left": "Done for today; nothing was played.",
    "gone_meanwhile": "That session was taken out of the log meanwhile. Start a new one.",
    "stood_still": "The program stood still for a while, so the session was paused. This repetition starts again.",
    "until_sound": "The session waits until there is sound again.",
    "sound_again": "There is sound again.",
    "sound_awaited": "{problem}",
    "sound_lost": "{problem} The session goes on in time, with the cues on the screen.",
    "unwatched": (
        "Repetitions without sound count where you watch the screen: press a key, or Enter. "
        "Else you are asked at the end whether you did them."
    ),
    "unguided_ask": lambda number: f"{_unguided(number)} Did you do all of them?",
    "unguided_told": lambda number: f"{_unguided(number)} Not counted; that is like a break.",
    "second_output": "Sound by simpleaudio, as miniaudio found no device.",
    "tone_refused": "{problem}",
    "voice_told": "{problem}",
    "voice_lost": "{problem} (The session goes on with tones and text.)",
    "wait_this_session": (
        "In this session I wait for you at each new position. "
        "For every session: press s on the dashboard, then New position."
    ),
    "timed_this_session": (
        "In this session I go on by myself at each new position. "
        "For every session: press s on the dashboard, then New position."
    ),
    "typed_keys": (
        "In the session Enter pauses and goes on; h and Enter: it hurts; q and Enter: end; ? and Enter: all keys."
    ),
    "typed_help": (
        "Each with Enter: h it hurts, n next set, p back, r repeat the exercise, s slower, f faster, + louder, "
        "- softer, m mute, w wait for me or not, q end; what you did is kept. Enter alone: pause, go on, ready."
    ),
    "typed_unknown": "That is no key here. ? and Enter: all keys.",
    "typed_watched": "You watch: repetitions count from here on.",
    "typed_paused": "Paused. Enter goes on.",
    "typed_stands": "Paused. h and Enter to give a number; Enter goes on; q and Enter ends.",
    "typed_where": "Where: back, leg (new in a leg, or further down it) or sharp (sudden and sharp)? (Enter: back)",
    "typed_spread": "New in a leg, or further down it: that ends the session. Is that right?",
    "typed_sharp": "Sudden and sharp: that ends the session. Is that right?",
    "typed_less": "Go on with half of what is left, or stop here: go on or stop? (Enter: stop)",
    "typed_wait": "In this session I wait for you at each new position; Enter goes on.",
    "typed_timed": "In this session I go on by myself at each new position.",
    "hurt_severe": "That is severe. Stop here, and get advice before the next session.",
    "hurt_too_much": "That is too much pain to go on. The session ends here; the next one will be lighter.",
    "hurt_go_on": "Thank you. You can end here, or go on with less: half as much, half as far.",
    "hurt_sharp": "Sudden, sharp pain: stop here, and get advice before the next session.",
    "hurt_spread": (
        "Pain that is new in a leg, or goes further down it: stop here, and get advice before the next session."
    ),
    "spread_passed_ask": "Your leg: did it go back to usual within five minutes?",
    "log_held_back": "{problem} The session goes on; it is written down as soon as that works.",
    "log_aside": (
        "{problem} This session is kept in {path}. When the log is back, this puts it in: coach import {path}"
    ),
    "log_slow": (
        "The session log is slow to take what you did. "
        "The session goes on; it is written down as soon as that works."
    ),
    "log_unwritten": log_unwritten,
    "log_takes_nothing": "The session log takes nothing at the moment. Run: coach doctor",
}
