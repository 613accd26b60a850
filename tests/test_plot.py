"""The plot of ratings: where a value is drawn, how two series are told apart, what stands on the axes."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.tui.plot import MARGIN, Mark, plot

FIRST = date(2026, 11, 2)
LAST = FIRST + timedelta(days=27)
BLANK = (" ", "⠀")


def drawn(
    *series: tuple[dict[int, float], Mark], rows: int = 11, columns: int = 32, plain: bool = False
) -> list[str]:
    points = [
        ([(FIRST + timedelta(days=day), value) for day, value in sorted(dots.items())], mark)
        for dots, mark in series
    ]
    return ["".join(text for text, _ in row) for row in plot(points, FIRST, LAST, columns, rows, plain=plain)]


def test_each_value_has_its_row_and_each_day_its_place() -> None:
    lines = drawn(({0: 10, 14: 5, 27: 0}, "dots"), plain=True)
    assert lines[0] == "10 |o" + " " * 27
    assert lines[5].rstrip() == " 5 |" + " " * 14 + "o"
    assert lines[10] == " 0 |" + " " * 27 + "o"
    assert lines[11] == "   +" + "-" * 28


def test_the_first_and_the_last_date_stand_at_the_ends() -> None:
    dates = drawn(({}, "line"))[-1]
    assert dates.startswith(" " * MARGIN + "2 Nov")
    assert dates.endswith("29 Nov")


def test_two_series_are_told_apart_without_colour() -> None:
    before, after = {3: 4.0, 10: 4.0}, {3: 2.0, 10: 2.0}
    plain = drawn((before, "dots"), (after, "line"), plain=True)
    assert plain[6].count("o") == 2
    assert plain[8].count("x") == 2
    lines = drawn((before, "dots"), (after, "line"))
    assert len([sign for sign in lines[6][MARGIN:] if sign not in BLANK]) == 2
    assert len([sign for sign in lines[8][MARGIN:] if sign not in BLANK]) > 6
    assert "*" in drawn(({3: 4}, "dots"), ({3: 4}, "line"), plain=True)[6]


def test_each_run_names_its_series_and_the_line_is_on_top() -> None:
    day = FIRST + timedelta(days=5)
    rows = plot([([(day, 5)], "dots"), ([(day, 5)], "line")], FIRST, LAST, 32, 11)
    owners = {owner for row in rows for text, owner in row if text.strip(" ⠀")}
    assert owners == {None, 1}


def test_a_single_point_of_a_line_is_seen() -> None:
    assert any(sign not in BLANK for line in drawn(({9: 7}, "line"))[:11] for sign in line[MARGIN:])


@given(
    st.dictionaries(st.integers(0, 27), st.floats(0, 10)), st.integers(20, 120), st.integers(3, 30), st.booleans()
)
def test_every_row_is_as_wide_as_the_plot(values: dict[int, float], columns: int, rows: int, plain: bool) -> None:
    lines = drawn((values, "dots"), (values, "line"), rows=rows, columns=columns, plain=plain)
    assert [len(line) for line in lines] == [columns] * (rows + 2)
    assert not plain or all(line.isascii() for line in lines)
