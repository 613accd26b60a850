"""What the coach says while it listens: questions for one who answers by voice, and what it understood."""

from collections.abc import Callable, Mapping

from coach.core.number_words import number

_NAMES = {"ok": "okay", "no": "no", "yes": "yes"}
_SPOKEN = {
    "go_on": "go on", "too_hard": "too hard", "hurts": "it hurts", "ok": "okay", "time_left": "time left",
    "whats_next": "what's next",
}  # fmt: skip


def read_back(heard: str) -> str:
    """What was understood, and how to take it back."""
    kind, _, figure = heard.partition(" ")
    said = number(int(figure)) if kind == "number" else _NAMES.get(heard, heard)
    return f"{said.capitalize()}. Say no if that is wrong."


def time_left(minutes: int) -> str:
    """How long the session still takes."""
    if minutes < 1:
        return "Less than a minute left."
    return f"About {number(minutes)} minute{'' if minutes == 1 else 's'} left."


def whats_next(title: str) -> str:
    """What comes after what is done now."""
    return f"Next: {title}." if title else "After this it is over."


def shown(heard: str) -> str:
    """What was heard, in a few letters."""
    kind, _, figure = heard.partition(" ")
    return f"heard: {figure if kind == 'number' else _SPOKEN.get(heard, heard)}"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "listening": "I listen. Say help to hear what you can say.",
    "hear_shown": shown,
    "hear_listening": "listening",
    "hear_help": (
        "You can say: pause, go on, ready, skip, back, repeat, slower, faster, louder, softer, too hard, "
        "it hurts, time left, what's next. Say stop twice to end."
    ),
    "hear_stopped": "Paused. Say stop once more to end, or go on.",
    "hear_stands": "Paused. Say it hurts to give a number. Say go on, or stop twice to end.",
    "hear_paused": "Paused.",
    "hear_left_too_hard": "We leave this one.",
    "hear_time_left": time_left,
    "hear_whats_next": whats_next,
    "hear_back": read_back,
    "hear_unanswered": "No answer, so it stays open.",
    "hear_hurt": "How much does it hurt, zero to ten?",
    "hear_where": "Where? Say back, leg, or sharp.",
    "hear_spread": "New in a leg, or further down it. That ends the session. Say no if that is wrong.",
    "hear_sharp": "Sudden and sharp. That ends the session. Say no if that is wrong.",
    "hear_less": "Say go on, and we go on with half of what is left. Say stop to end here.",
    "hear_before": "How is your back now, zero to ten?",
    "hear_one_more": (
        "It hurt more in the last round, so that is enough for today. One more all the same? Say yes or no."
    ),
    "hear_morning": "How was your back in the morning after your last session, zero to ten?",
    "hear_effort": "How was it: easy, okay, or hard?",
    "hear_why": "Did you stop because it hurts? Or was it too hard? Say it hurts, too hard, or no.",
    "hear_signs": "Is it one of these signs? Say yes or no.",
    "hear_did": "The sound was gone for a while. Did you do all of the repetitions? Say yes or no.",
    "hear_passed": "Your leg: did it go back to usual within five minutes? Say yes or no.",
    "say_effort": "Say easy, okay, or hard.",
    "say_where": "Say back, leg, or sharp.",
    "say_less": "Say go on, or stop.",
    "say_why": "Say it hurts, leg, sharp, or too hard. Say no where it was the time.",
    "say_confirm": "Say yes or no.",
    "hear_ready": "Say ready when you are.",
    "microphone_none": "No microphone can be used, so nothing you say is heard. The session goes on without it.",
    "microphone_missing_extra": (
        "Voice commands need two more packages. Install them: pip install 'backcoach[listen]'"
    ),
    "microphone_silent": "The microphone gives nothing but silence. Is it switched off, or muted?",
    "microphone_loud": "The microphone is too loud to understand words. Turn it down a little.",
}
