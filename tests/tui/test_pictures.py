"""The README's pictures: drawn by the program itself, well formed, small enough for a page, and without fonts."""

from pathlib import Path
from xml.etree import ElementTree

import pictures
import pytest
import svg
from rich.segment import Segment
from rich.style import Style
from scenes import home_in
from textual.strip import Strip

NAMESPACE = "{http://www.w3.org/2000/svg}"
LARGEST_BYTES = 400_000


async def test_one_repetition_is_drawn_as_a_loop_that_a_page_can_show(tmp_path: Path) -> None:
    file = tmp_path / "session.svg"
    await pictures.animate(home_in(tmp_path), file, "A <session>")
    root = ElementTree.parse(file).getroot()
    assert root.findtext(f"{NAMESPACE}title") == "A <session>"
    texts = {text.text for text in root.iter(f"{NAMESPACE}text")}
    assert {"Bird-dog · left hand, right leg", "Stay"} <= {text.strip() for text in texts if text}
    times = [each.attrib["keyTimes"].split(";") for each in root.iter(f"{NAMESPACE}animate")]
    assert times
    assert all([float(time) for time in row] == sorted(map(float, row)) and row[0] == "0" for row in times)
    assert file.stat().st_size < LARGEST_BYTES


@pytest.mark.parametrize(
    ("char", "path"),
    [
        ("█", "M0 0h8v16h-8z"), ("▄", "M0 8h8v8h-8z"), ("▌", "M0 0h4v16h-4z"), ("▁", "M0 14h8v2h-8z"),
        ("▙", "M0 0h4v8h-4zM0 8h8v8h-8z"), ("─", "M0 7h8v1h-8z"), ("⠤", "M0 10h7"),
    ],
)  # fmt: skip
def test_blocks_lines_and_dots_are_shapes(char: str, path: str) -> None:
    (row,) = svg.rows([Strip([Segment(char, Style.parse("#112233 on #000000"))])])
    shown = svg.drawn(row, "#000000")
    assert "<text" not in shown
    assert "#112233" in shown
    assert path in shown


def test_words_stand_in_their_columns_and_are_no_markup() -> None:
    (row,) = svg.rows([Strip([Segment("  a <b>   c", Style.parse("bold #112233 on #000000"))])])
    shown = svg.drawn(row, "#000000")
    assert 'x="16" y="12" textLength="40"' in shown
    assert "a &lt;b&gt;" in shown
    assert f'x="{10 * svg.WIDE}"' in shown
