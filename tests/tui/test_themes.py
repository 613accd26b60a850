"""The themes: what they tell apart is told apart with 16 colours too, and without any colour."""

from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from textual.color import Color as Rgb
from textual.theme import Theme

from coach.tui.themes import THEMES, THEMES_16

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
STATES = ("move", "hold", "return", "change", "paused")


@pytest.mark.parametrize("theme", THEMES_16.values(), ids=lambda theme: theme.name)
def test_with_16_colours_the_states_keep_colours_of_their_own(theme: Theme) -> None:
    told = (theme.primary, theme.secondary, theme.accent, theme.error, theme.foreground, theme.background)
    assert len({Color.parse(name or "").downgrade(ColorSystem.STANDARD).number for name in told}) == len(told)


@pytest.mark.parametrize("theme", [*THEMES.values(), *THEMES_16.values()], ids=lambda theme: theme.name)
def test_what_is_read_stands_out_from_what_is_behind_it(theme: Theme) -> None:
    """4.5 is what the web's guidelines (WCAG 2.1, AA) ask for text, 3 for large text and signs."""
    behind = Rgb.parse(theme.background or "")
    assert contrast(Rgb.parse(theme.foreground or ""), behind) >= 4.5
    least = 3.0 if theme in THEMES_16.values() else 4.5
    for name in (theme.primary, theme.secondary, theme.accent, theme.error):
        assert contrast(Rgb.parse(name or ""), behind) >= least, name


def contrast(one: Rgb, other: Rgb) -> float:
    lights = sorted(luminance(each) for each in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 to 1, as WCAG 2.1 defines it."""
    parts = [value / 255 for value in (colour.r, colour.g, colour.b)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("size", ["60x20", "80x24", "140x40"])
def test_without_colour_every_state_has_a_frame_and_a_word_of_its_own(size: str) -> None:
    files = [SNAPSHOTS / f"session-{state}-{size}.txt" for state in STATES]
    screens = [file.read_text("utf-8").partition("\n---\n")[0] for file in files]
    assert len({screen.splitlines()[1][:3] for screen in screens}) == len(STATES)
    assert len({"\n".join(screen.splitlines()[2:12]) for screen in screens}) == len(STATES)
