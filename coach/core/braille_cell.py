"""The braille cells that pictures are drawn with, two dots by four each (Unicode block U+2800); values only."""

FIRST = 0x2800
EMPTY = chr(FIRST)
# The bit of a dot by its row and column in the cell: the sign is U+2800 plus these.
BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def sign(bits: int) -> str:
    """The cell with these dots, 0 to 255."""
    return chr(FIRST + bits)
