"""What was not edited stays byte for byte, whatever a file holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.files import edited_text

PIECES = st.sampled_from(
    [b"a", b"\n", b"\r\n", b"\r", b"\t", b"\x1b[31m", b"\x0b", b"\x0c", b"\x00", b"\xff", "é".encode(), b"\xc3",
     "\u2028".encode(), "\u0085".encode(), "\ue000".encode(), "\ufeff".encode(), "\u202e".encode(), b"\xef\xbb\xbf"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map(b"".join))
def test_every_file_comes_back_as_it_was(content: bytes) -> None:
    shown = edited_text.opened(content)
    assert shown.content(shown.lines) == content
    text = "\n".join(shown.lines)
    assert text.split("\n") == list(shown.lines)
    assert (text + "x").splitlines() == (text + "x").split("\n"), "an editor sees the same lines"
    assert all(sign == "\t" or not sign.isspace() or sign == " " for line in shown.lines for sign in line)
    assert "\x1b" not in text


@given(st.lists(PIECES, max_size=30).map(b"".join), st.data())
def test_a_line_more_changes_no_other_byte(content: bytes, data: st.DataObject) -> None:
    shown = edited_text.opened(content)
    at = data.draw(st.integers(0, len(shown.lines)))
    lines = [*shown.lines[:at], "# new", *shown.lines[at:]]
    after = shown.content(lines)
    added = (b"# new\n", b"# new\r\n", b"\n# new", b"\r\n# new")
    assert content in [after.replace(each, b"", 1) for each in added]


@pytest.mark.parametrize(
    ("content", "lines", "after"),
    [
        (b"a\r\nb\r\n", ["a", "new", "b", ""], b"a\r\nnew\r\nb\r\n"),
        (b"\xef\xbb\xbfa\nb", ["a", "b2"], b"\xef\xbb\xbfa\nb2"),
        (b"a\r\nb\nc\r\nd", ["a", "b", "x", "c", "d"], b"a\r\nb\nx\nc\r\nd"),
        (b"a\r\nb\nc", ["a", "c"], b"a\r\nc"),
        (b"a\nb\r\nc\r\n", ["a", "B", "c", ""], b"a\nB\r\nc\r\n"),
        (b"a\tb \n\n", ["a\tb ", "c", ""], b"a\tb \nc\n"),
        (b"", ["a", ""], b"a\n"),
        (b"a\n", ["a"], b"a"),
    ],
)
def test_ends_of_lines_stay_and_new_ones_are_as_the_line_above(
    content: bytes, lines: list[str], after: bytes
) -> None:
    assert edited_text.opened(content).content(lines) == after


def test_what_is_pasted_brings_no_signs_that_cannot_be_shown() -> None:
    shown = edited_text.opened("a\u2028b".encode())
    (stand_in,) = shown.stand_ins
    assert shown.harmless(f"x\r\ny\rz\x1b[31m\t{stand_in}\u202e\ue123") == f"x\ny\nz[31m\t{stand_in}"


def test_a_large_file_with_two_kinds_of_ends_is_quick_enough_to_be_saved() -> None:
    content = b"".join(b"line %d%s" % (number, b"\r\n" if number % 3 else b"\n") for number in range(50_000))
    shown = edited_text.opened(content)
    lines = [*shown.lines]
    lines[30_000] = "changed"
    assert shown.content(lines) == content.replace(b"line 30000\n", b"changed\n")
