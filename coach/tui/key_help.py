"""Tells which keys a screen has, from its bindings, so that help and keys are the same; it knows no screen."""

from collections.abc import Iterator
from typing import Any

from textual import actions
from textual.binding import Binding
from textual.screen import Screen

from coach.tui.screens.card import Card, Message

NAMES = {
    "exclamation_mark": "!", "question_mark": "?", "full_stop": ".", "plus": "+", "equals_sign": "=", "minus": "-",
    "enter": "Enter", "escape": "Esc", "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←",
    "right": "→", "home": "Home", "end": "End", "f1": "F1", "ctrl+p": "Ctrl+P",
}  # fmt: skip
PALETTE = ("Ctrl+P", "find a command by its name")


def bindings(screen: Screen[Any]) -> Iterator[Binding]:
    """What a screen itself offers, without what is shown nowhere or can do nothing now."""
    for each in screen.offered() if isinstance(screen, Card) else type(screen).BINDINGS:
        if isinstance(each, Binding) and each.show:
            _, action, parameters = actions.parse(each.action)
            if screen.check_action(action, parameters):
                yield each


def written(key: str) -> str:
    """A key as it is written on a keyboard; its name where it has no sign."""
    return NAMES.get(key, key)


def keys(binding: Binding) -> str:
    """The keys as they are written on a keyboard: "Enter  space"."""
    return "  ".join(filter(None, map(written, binding.key.split(","))))


def help_for(screen: Screen[Any]) -> Message:
    """Every key of a screen and what it does; on a card first what the card is about."""
    rows = [(keys(each), each.description) for each in bindings(screen)]
    rows.append(PALETTE)
    width = max(len(key) for key, _ in rows)
    text = "\n".join(f"{key:<{width}}   {does[:1].lower()}{does[1:]}" for key, does in rows)
    about = screen.about if isinstance(screen, Card) else ""
    return Message("Help" if about else "Keys", f"{about}\n\n{text}" if about else text, hint="Enter  back")
