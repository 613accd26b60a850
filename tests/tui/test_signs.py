"""The glyphs that are read from the floor: right size, all different, nothing but blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.tui.drawing import digits, letters, signs

ROWS = st.integers(digits.MIN_ROWS, 30)
NUMBERS = st.text("0123456789:.", min_size=1, max_size=5)


@given(NUMBERS, ROWS, st.booleans())
def test_a_number_has_the_rows_and_columns_it_promises(text: str, rows: int, ascii_only: bool) -> None:
    lines = digits.render(text, rows, ascii_only)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {digits.columns(text, rows)}
    assert set("".join(lines)) <= set(" #" if ascii_only else " ▀▄█")


@given(ROWS, st.booleans())
def test_no_two_digits_look_alike_at_any_height(rows: int, ascii_only: bool) -> None:
    glyphs = [digits.render(digit, rows, ascii_only) for digit in "0123456789"]
    for index, glyph in enumerate(glyphs):
        for other in glyphs[index + 1 :]:
            different = sum(a != b for a, b in zip("".join(glyph), "".join(other), strict=True))
            assert different >= rows // 3


@given(ROWS)
def test_every_digit_touches_top_and_bottom(rows: int) -> None:
    for digit in "0123456789":
        lines = digits.render(digit, rows)
        assert lines[0].strip()
        assert lines[-1].strip()


def test_a_nine_is_drawn_like_this() -> None:
    assert digits.render("29", 7) == (
        "███████▄  ▄██████▄",
        "      ██  ██    ██",
        "      ██  ██    ██",
        "████████  ████████",
        "██              ██",
        "██              ██",
        "████████  ███████▀",
    )


def test_a_letter_is_refused_because_it_has_no_glyph() -> None:
    with pytest.raises(ValueError, match="no big glyph for 'x'"):
        digits.render("1x", 8)
    with pytest.raises(ValueError, match="at least 5"):
        digits.render("1", 4)


@pytest.mark.parametrize("word", ["MOVE", "HOLD", "RETURN", "REST", "GET READY", "PAUSED", "DONE"])
@pytest.mark.parametrize("scale", [1, 2, 3])
def test_a_word_of_a_phase_has_the_size_it_promises(word: str, scale: int) -> None:
    lines = letters.render(word, scale)
    assert len(lines) == letters.ROWS * scale
    assert {len(line) for line in lines} == {letters.columns(word, scale)}


def test_hold_is_drawn_like_this() -> None:
    assert letters.render("HOLD") == (
        "█  █ ▄▀▀▄ █    █▀▀▄",
        "█▀▀█ █  █ █    █  █",
        "█  █ ▀▄▄▀ █▄▄▄ █▄▄▀",
    )


def test_a_word_needs_no_blocks_in_ascii() -> None:
    assert letters.render("HOLD", 1, plain=True) == (
        '#  # o""o #    #""o',
        '#""# #  # #    #  #',
        '#  # "oo" #ooo #oo"',
    )


@pytest.mark.parametrize("rows", range(3, 30))
@pytest.mark.parametrize("sign", ["left", "right", "down", "pause"])
def test_a_sign_has_the_size_it_promises_and_is_like_no_other(sign: signs.Sign, rows: int) -> None:
    lines = signs.render(sign, rows)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {signs.columns(sign, rows)}
    others: tuple[signs.Sign, ...] = ("left", "right", "down", "pause")
    assert sum(signs.render(other, rows) == lines for other in others) == 1


def test_an_arrow_points_to_where_it_says() -> None:
    def ink(line: str) -> int:
        return len(line.replace(" ", ""))

    left, right, down = (signs.render(sign, 8) for sign in ("left", "right", "down"))
    columns = ["".join(column) for column in zip(*left, strict=True)]
    assert ink(columns[0]) < ink(columns[5]) > ink(columns[-1])
    assert [len(line.lstrip()) for line in left] == [len(line.rstrip()) for line in right]
    assert ink(down[-1]) < ink(down[0]) < max(map(ink, down))


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("rows", [2, 3, 6])
def test_done_now_and_open_repetitions_look_different(rows: int, plain: bool) -> None:
    assert len({signs.dot(kind, rows, plain) for kind in signs.KINDS}) == 3
    line = signs.dots(2, 1, 3, 200, rows, plain)
    assert len(line) == rows
    assert signs.dots(2, 1, 3, 20, rows, plain) == ()
