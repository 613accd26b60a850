"""The plot: where a value is drawn, how two series are told apart, what stands on the axes."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach.tui.drawing.plot import TOGETHER, Mark, Run, Series, margin_of, plot

FIRST = date(2026, 11, 2)
DAYS = (FIRST, FIRST + timedelta(days=27))
TICKS = (0, 5, 10)
MARGIN = margin_of(TICKS)
BLANK = (" ", "⠀")
Points = dict[int, float]


def series(points: Points, mark: Mark, sign: str = "o") -> Series:
    return Series([(FIRST + timedelta(days=day), value) for day, value in sorted(points.items())], mark, sign)


def text(rows: tuple[tuple[Run, ...], ...]) -> list[str]:
    return ["".join(part for part, _ in row) for row in rows]


def drawn(*what: Series, rows: int = 11, columns: int = 32, plain: bool = False) -> list[str]:
    return text(plot(what, DAYS, (columns, rows), TICKS, plain=plain, together=True))


def dots(char: str) -> set[int]:
    """The rows of dots in a braille character, 0 the highest."""
    bits = ord(char) - 0x2800
    return {row for row, both in enumerate((0x09, 0x12, 0x24, 0xC0)) if bits & both}


def test_each_value_has_its_row_and_each_day_its_place() -> None:
    lines = drawn(series({0: 10, 14: 5, 27: 0}, "dots"), plain=True)
    assert lines[0] == "10 |o" + " " * 27
    assert lines[5].rstrip() == " 5 |" + " " * 14 + "o"
    assert lines[10] == " 0 |" + " " * 27 + "o"
    assert lines[11] == "   +" + "-" * 28


def test_a_value_is_in_the_middle_of_the_row_that_its_number_stands_in() -> None:
    for rows in (5, 7, 8, 9, 15, 20):
        lines = drawn(series({0: 10, 14: 5, 27: 0}, "dots"), rows=rows)
        numbered = {line[:MARGIN].strip(" ┤"): line[MARGIN:] for line in lines if "┤" in line}
        assert list(numbered) == ["10", "5", "0"]
        for line in numbered.values():
            (mark,) = [char for char in line if char not in BLANK]
            assert dots(mark) == {1, 2}
        assert lines[-2].startswith("   └")


def test_the_numbers_of_the_scale_are_evenly_apart_at_every_height() -> None:
    for rows in range(3, 30):
        at = [index for index, line in enumerate(drawn(series({}, "line"), rows=rows)) if "┤" in line]
        assert at[0] == 0
        assert len({after - before for before, after in pairwise(at)}) == 1


def test_the_first_and_the_last_date_stand_at_the_ends() -> None:
    dates = drawn(series({}, "line"))[-1]
    assert dates.startswith(" " * MARGIN + "2 Nov")
    assert dates.endswith("29 Nov")
    years = text(plot([], (FIRST, FIRST.replace(year=2029)), (50, 9), TICKS))[-1]
    assert years.split() == ["Nov", "2026", "Nov", "2027", "Nov", "2028", "Nov", "2029"]


def test_two_series_are_told_apart_without_colour() -> None:
    before, after = {3: 4.0, 10: 4.0}, {3: 2.0, 10: 2.0}
    plain = drawn(series(after, "line", "x"), series(before, "dots"), plain=True)
    assert plain[6].count("o") == 2
    assert plain[8].count("x") == 2
    lines = drawn(series(after, "line"), series(before, "dots"))
    assert len([sign for sign in lines[6][MARGIN:] if sign not in BLANK]) == 2
    assert len([sign for sign in lines[8][MARGIN:] if sign not in BLANK]) > 6
    assert "*" in drawn(series({3: 4}, "line", "x"), series({3: 4}, "dots"), plain=True)[6]


def test_a_point_keeps_its_colour_where_the_line_runs_through_its_cell() -> None:
    rows = plot([series({0: 2, 10: 6}, "line"), series({5: 4}, "dots")], DAYS, (32, 11), TICKS, together=True)
    owned = {owner: part for part, owner in rows[6] if owner is not None}
    assert owned[1] not in BLANK
    assert len(owned[1]) == 1
    assert set(owned) == {0, 1}


def test_two_points_in_one_place_are_neither_the_one_nor_the_other() -> None:
    rows = plot([series({5: 4, 9: 4}, "line"), series({5: 4}, "dots")], DAYS, (32, 11), TICKS, together=True)
    ((larger, _),) = [(part, owner) for part, owner in rows[6] if owner == TOGETHER]
    assert dots(larger) == {0, 1, 2, 3}
    assert not [part for row in rows for part, owner in row if owner == 1]


def test_a_single_point_of_a_line_is_seen_beside_a_point_on_top_of_it() -> None:
    assert any(sign not in BLANK for line in drawn(series({9: 7}, "line"))[:11] for sign in line[MARGIN:])
    rows = plot([series({9: 7}, "line"), series({9: 7}, "dots")], DAYS, (32, 11), TICKS)
    assert [owner for _, owner in rows[3] if owner is not None] == [0, 1, 0]


def test_steps_hold_until_the_next_value() -> None:
    lines = drawn(series({0: 2, 14: 8, 27: 8}, "steps", "-"), plain=True)
    assert lines[8][MARGIN:].rstrip() == "-" * 14
    assert lines[2][MARGIN:] == " " * 14 + "-" * 14
    up = {line[MARGIN + 14] in BLANK for line in drawn(series({0: 2, 14: 8}, "steps"))[3:8]}
    assert up == {False}


def test_a_larger_scale_has_room_for_its_numbers() -> None:
    lines = text(plot([series({0: 120}, "dots")], DAYS, (40, 7), (0, 40, 80, 120)))
    assert [line[:5] for line in lines[:7:2]] == ["120 ┤", " 80 ┤", " 40 ┤", "  0 ┤"]


@given(
    st.dictionaries(st.integers(0, 27), st.floats(0, 10)), st.integers(20, 120), st.integers(3, 30), st.booleans()
)
def test_every_row_is_as_wide_as_the_plot(values: Points, columns: int, rows: int, plain: bool) -> None:
    what = [series(values, "dots"), series(values, "line"), series(values, "steps")]
    lines = drawn(*what, rows=rows, columns=columns, plain=plain)
    assert {len(line) for line in lines} == {columns}
    assert rows + 1 <= len(lines) <= rows + 2
    assert not plain or all(line.isascii() for line in lines)
    assert sum(sign not in BLANK for line in lines[:-2] for sign in line[MARGIN:]) >= bool(values)
