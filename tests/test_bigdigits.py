"""The glyphs that are read from the floor: right size, all different, nothing but blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui import bigdigits, bigwords

ROWS = st.integers(bigdigits.MIN_ROWS, 30)
NUMBERS = st.text("0123456789:.", min_size=1, max_size=5)


@given(NUMBERS, ROWS, st.booleans())
def test_a_number_has_the_rows_and_columns_it_promises(text: str, rows: int, ascii_only: bool) -> None:
    lines = bigdigits.render(text, rows, ascii_only)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {bigdigits.columns(text, rows)}
    assert set("".join(lines)) <= set(" #" if ascii_only else " ▀▄█")


@given(ROWS, st.booleans())
def test_no_two_digits_look_alike_at_any_height(rows: int, ascii_only: bool) -> None:
    glyphs = [bigdigits.render(digit, rows, ascii_only) for digit in "0123456789"]
    for index, glyph in enumerate(glyphs):
        for other in glyphs[index + 1 :]:
            different = sum(a != b for a, b in zip("".join(glyph), "".join(other), strict=True))
            assert different >= rows // 3


@given(ROWS)
def test_every_digit_touches_top_and_bottom(rows: int) -> None:
    for digit in "0123456789":
        lines = bigdigits.render(digit, rows)
        assert lines[0].strip()
        assert lines[-1].strip()


def test_a_nine_is_drawn_like_this() -> None:
    assert bigdigits.render("29", 7) == (
        "███████▄  ▄██████▄",
        "      ██  ██    ██",
        "      ██  ██    ██",
        "████████  ████████",
        "██              ██",
        "██              ██",
        "████████  ███████▀",
    )


@given(NUMBERS, st.integers(0, 200), st.integers(0, 60))
def test_the_largest_height_fits_and_one_row_more_does_not(text: str, columns: int, rows: int) -> None:
    found = bigdigits.largest_rows(text, columns, rows)
    if found:
        assert found <= rows
        assert bigdigits.columns(text, found) <= columns
    taller = max(found + 1, bigdigits.MIN_ROWS)
    assert taller > rows or bigdigits.columns(text, taller) > columns


def test_a_letter_is_refused_because_it_has_no_glyph() -> None:
    with pytest.raises(ValueError, match="no big glyph for 'x'"):
        bigdigits.render("1x", 8)
    with pytest.raises(ValueError, match="at least 5"):
        bigdigits.render("1", 4)


@pytest.mark.parametrize("word", ["MOVE", "HOLD", "RETURN", "REST", "GET READY", "PAUSED", "DONE"])
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_word_of_a_phase_has_the_size_it_promises(word: str, scale: int) -> None:
    lines = bigwords.render(word, scale)
    assert len(lines) == bigwords.ROWS * scale
    assert {len(line) for line in lines} == {bigwords.columns(word, scale)}


def test_hold_is_drawn_like_this() -> None:
    assert bigwords.render("HOLD") == (
        "█  █ ▄▀▀▄ █    █▀▀▄",
        "█▀▀█ █  █ █    █  █",
        "█  █ ▀▄▄▀ █▄▄▄ █▄▄▀",
    )
