"""The colours of the screen for a dark and for a light terminal; every sign has a form besides its colour."""

from textual.theme import Theme

DARK = Theme(
    name="backcoach",
    primary="#7fc8a9",
    secondary="#8fb8ff",
    accent="#ffcf70",
    foreground="#e8e6df",
    background="#12161a",
    surface="#1a2026",
    panel="#232b33",
    success="#7fc8a9",
    warning="#ffcf70",
    error="#ff8a7a",
    dark=True,
)
LIGHT = Theme(
    name="backcoach-light",
    primary="#0f6b4c",
    secondary="#1f4fa8",
    accent="#9a5b00",
    foreground="#1b1f23",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e4e0d5",
    success="#0f6b4c",
    warning="#9a5b00",
    error="#b3261e",
    dark=False,
)
THEMES = {"dark": DARK, "light": LIGHT}
