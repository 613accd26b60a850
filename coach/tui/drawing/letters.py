"""Draws a few words in letters larger than text; knows letters and glyphs, no screen and no phase."""

from functools import lru_cache

from coach.tui.drawing.digits import halves

# Six dots high and three rows of half blocks; "#" is a dot.
_LETTERS = {
    "A": ".##. #..# #..# #### #..# #..#",
    "B": "###. #..# ###. #..# #..# ###.",
    "C": ".### #... #... #... #... .###",
    "D": "###. #..# #..# #..# #..# ###.",
    "E": "#### #... ###. #... #... ####",
    "F": "#### #... ###. #... #... #...",
    "G": ".### #... #.## #..# #..# .###",
    "H": "#..# #..# #### #..# #..# #..#",
    "I": "# # # # # #",
    "J": "...# ...# ...# ...# #..# .##.",
    "K": "#..# #.#. ##.. #.#. #..# #..#",
    "L": "#... #... #... #... #... ####",
    "M": "#...# ##.## #.#.# #...# #...# #...#",
    "N": "#..# ##.# #.## #..# #..# #..#",
    "O": ".##. #..# #..# #..# #..# .##.",
    "P": "###. #..# #..# ###. #... #...",
    "Q": ".##. #..# #..# #..# #.## .###",
    "R": "###. #..# #..# ###. #.#. #..#",
    "S": ".### #... .##. ...# ...# ###.",
    "T": "##### ..#.. ..#.. ..#.. ..#.. ..#..",
    "U": "#..# #..# #..# #..# #..# .##.",
    "V": "#...# #...# #...# .#.#. .#.#. ..#..",
    "W": "#...# #...# #...# #.#.# ##.## #...#",
    "X": "#...# .#.#. ..#.. ..#.. .#.#. #...#",
    "Y": "#...# .#.#. ..#.. ..#.. ..#.. ..#..",
    "Z": "#### ...# ..#. .#.. #... ####",
    "0": ".##. #..# #..# #..# #..# .##.",
    "1": ".# ## .# .# .# .#",
    "2": "###. ...# ...# .##. #... ####",
    "3": "###. ...# .##. ...# ...# ###.",
    "4": "#..# #..# #### ...# ...# ...#",
    "5": "#### #... ###. ...# ...# ###.",
    "6": ".##. #... ###. #..# #..# .##.",
    "7": "#### ...# ..#. ..#. .#.. .#..",
    "8": ".##. #..# .##. #..# #..# .##.",
    "9": ".##. #..# #..# .### ...# .##.",
    " ": ".. .. .. .. .. ..",
    "-": "... ... ### ... ... ...",
    ",": ".. .. .. .. .# #.",
    "/": "...# ..#. ..#. .#.. .#.. #...",
    "'": "# # . . . .",
}
ROWS = 3  # At scale 1.


def can_draw(text: str) -> bool:
    """Whether every character has a large form; case does not matter."""
    return all(char in _LETTERS for char in text.upper())


def _dots(char: str) -> list[str]:
    return _LETTERS[char.upper()].split()


def columns(text: str, scale: int = 1) -> int:
    """The width in columns of the word, with a gap of one dot between its letters."""
    return scale * (sum(len(_dots(char)[0]) for char in text) + len(text) - 1)


@lru_cache(maxsize=64)
def render(text: str, scale: int = 1, plain: bool = False) -> tuple[str, ...]:
    """The word as 3 × scale lines of equal width, `plain` in ASCII. Raises KeyError where `can_draw` says no."""
    dots = []
    for y in range(6):
        row = ".".join(_dots(char)[y] for char in text)
        dots += [[dot == "#" for dot in row for _ in range(scale)]] * scale
    return halves(dots, plain)
