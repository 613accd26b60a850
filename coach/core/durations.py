"""The durations that a timeline is built with, and how long a text takes when no voice is known; values only.

They stand beside the timeline: a routine's file is checked against them without it.
"""

TONE_MS = {
    "count_in": 120, "go": 350, "repetition": 220, "last_repetition": 380, "hold_start": 180, "hold_end": 200,
    "return": 220, "tick": 60, "side_change": 450, "rest": 500, "halfway": 300, "exercise_done": 600,
    "session_done": 1200,
}  # fmt: skip

NEW_POSITION_MS = 20_000  # What may be said before a set in a new position fits in this.
SAME_POSITION_MS = 10_000
READY_AGAIN_MS = 45_000  # A wait asks after this long, and goes on after as long again.
COUNT_IN_MS = 3_000
BREATH_MS = 1_000
SPEAK_AFTER_MS = 200  # Words start this long after the tone that starts a phase, so that both are heard.
GAP_MS = 100  # Between two spoken texts, and between a tone and a text that waits for its end.
ANSWER_MS = 3_000  # To think of the number that the last words ask for.
PAUSE_MS = 300  # Between two sentences of a preparation.
TEN_SECONDS_FROM_MS = 20_000  # The shortest rest with a notice ten seconds before its end.
LAST_SECONDS = 3  # Of a hold, that are always said.
HALF_TOLD_S = 20  # The shortest hold whose half is told in words.
LONG_HOLD_S = 10  # Above it a hold counts only its half and its last three seconds.
HALFWAY_FROM_SETS = 4


def estimate_ms(text: str, rate_wpm: int = 160) -> int:
    """About how long an espeak-ng voice takes to say the text, a little too long; tuned on measured clips."""
    inner = text.strip().rstrip(".!?")
    digits = sum(character.isdigit() for character in inner)
    stops = sum(inner.count(mark) for mark in ".:;!?")
    at_160 = 330 + 66 * len(inner) + 200 * digits + 390 * stops + 160 * inner.count(",")
    return at_160 * 160 // rate_wpm
