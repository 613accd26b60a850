"""What is said while the coach gets to know a room for voice commands, and what came of it."""

from collections.abc import Callable, Mapping


def count(understood: int, wanted: int) -> str:
    return f"{understood} of {wanted} words were understood"


def works(understood: int, wanted: int) -> str:
    """It may be used here."""
    return f"Voice commands work here: {count(understood, wanted)}."


def fails(understood: int, wanted: int) -> str:
    """It would be no help here."""
    return f"Voice commands do not work here yet: {count(understood, wanted)}."


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "learn_quiet": "Please be quiet for three seconds.",
    "learn_say": lambda phrase: f"Now say: {phrase}. Three times, with a pause after each.",
    "learn_turned_up": "You are hard to hear, so I take the microphone louder. Once more.",
    "learn_none": "No microphone can be used. Connect one, or choose one in the sound settings of your system.",
    "learn_silent": (
        "The microphone gives nothing but silence. Switch it on, or choose another one in the sound settings of "
        "your system."
    ),
    "learn_kept": "How loud your microphone is to be taken for is kept in settings.toml, nothing else of it.",
    "learn_next": "Start a session with it: coach play --listen",
    "room_works": works,
    "room_fails": fails,
    "room_clips": "The microphone is too loud, and words are cut off. Turn it down, or move away from it a little.",
    "room_noisy": "The room is too loud beside your voice. Turn off what sounds, come nearer, or use a headset.",
    "room_soft": "You are too soft for it. Come nearer, or turn the microphone up in your system's sound settings.",
    "room_nobody": "Nobody was heard. Come nearer, or choose another microphone in your system's sound settings.",
    "room_unclear": "It was loud enough, but not clear. Say each word by itself, slowly, with a pause after it.",
}
