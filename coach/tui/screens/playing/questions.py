"""What is asked and told in a session besides pain: whether it ends, and its keys; nothing follows here."""

from coach.tui import session_keys
from coach.tui.screens.card import Message
from coach.tui.screens.question import Answer, Question

END = "End the session?"
FOR_EVERY = "w is for this session; for all: s on the dashboard."
CARE = "Move slowly. Stop when pain grows or goes down a leg."


def end_question() -> Question[bool]:
    """Whether it is to end: a slip of a key would be a pity."""
    answers = [Answer("y", "yes, end it", True), Answer("n", "no, go on", False)]
    return Question(END, answers, note="What you did is kept.", escape="n", aloud=END, hears="confirm")


def keys_card(output_name: str) -> Message:
    """All keys, and what it is played through."""
    text = f"{session_keys.help_text()}\n\n{CARE}\n{FOR_EVERY}\nSound: {output_name}."
    return Message("Keys", text, hint="Enter  back")
