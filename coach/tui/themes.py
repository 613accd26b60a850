"""The colours of the screen for a dark and for a light terminal; every sign has a form besides its colour."""

from textual.theme import Theme

from coach.files.settings import ThemeName

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
# For terminals of 16 colours: ours would all become the same grey there.
DARK_16 = Theme(
    name="backcoach-16",
    primary="#55ff55",
    secondary="#55ffff",
    accent="#ffff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#0000aa",
    success="#55ff55",
    warning="#ffff55",
    error="#ff5555",
    dark=True,
)
LIGHT_16 = Theme(
    name="backcoach-light-16",
    primary="#00aa00",
    secondary="#0000aa",
    accent="#aa5500",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#aaaaaa",
    success="#00aa00",
    warning="#aa5500",
    error="#aa0000",
    dark=False,
)
THEMES: dict[ThemeName, Theme] = {"dark": DARK, "light": LIGHT}
THEMES_16: dict[ThemeName, Theme] = {"dark": DARK_16, "light": LIGHT_16}
