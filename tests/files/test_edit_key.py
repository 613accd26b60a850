"""One key of a file is changed and no other byte, however the rest of the file is written."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.files.toml import edit_key

KEY = "rate_wpm"
# Lines of other keys: quoted ones, texts over several lines that look like the key, tabs, signs of other scripts.
OTHERS = [
    "# rate_wpm = 1 # ü",
    "",
    "\t",
    'voice = "漢 🧘 # \\" rate_wpm = 2"',
    "\t'words'\t=\t'full'\t# mine",
    '"theme" = """\nrate_wpm = 3\n"""',
    "language = '''a\n\nrate_wpm = 4 '''  # é",
    '"rate_wpm " = 5',
    "rate_wpm2 = [6, # one\n  7]",
    "a.rate_wpm = 8",
    "b = { rate_wpm = 9 }",
    "voice_volume = 1.0\x20\x20",
]
TABLES = ["\t[change_s]  # ü", '["rate_wpm.x"]', "[[more]]\nrate_wpm = 10"]
OWN = [
    f"{KEY} = 100",
    f'\t"{KEY}"\t=\t1_00\t# mine ü',
    f"'{KEY}'=+100#",
    '"rate\\u005fwpm" = "漢" # x',
    f"{KEY} = '''\n1'''",
    f"  {KEY} = [ 1, # one\n 2 ]  ",
]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """A text, with the line of the key or without, and that line as it is in it."""
    above = draw(st.lists(st.sampled_from(OTHERS), max_size=5, unique=True))
    own = draw(st.sampled_from([*OWN, ""]))
    lines = [*above, *([own] if own else [])]
    if draw(st.booleans()):
        lines = draw(st.permutations(lines))
    lines = [*lines, *draw(st.lists(st.sampled_from(TABLES), max_size=2, unique_by=str.strip))]
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = "\n".join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + text.replace("\n", newline), own.replace("\n", newline)


@given(texts(), st.sampled_from([150, 1.5, "new ü", True]))
def test_only_the_value_changes_or_a_line_comes(made: tuple[str, str], value: int | float | str | bool) -> None:
    text, own = made
    after = edit_key.changed(text, "f.toml", KEY, value, why="No.")
    assert tomllib.loads(after.removeprefix("\ufeff"))[KEY] == value
    written = edit_key._line(KEY, value).partition(" = ")[2]
    if own:
        start = re.match(r"[^=]*=[ \t]*", own)
        assert start is not None
        at = text.index(own)
        assert after.startswith(text[: at + start.end()] + written)
        rest = after[at + start.end() + len(written) :]
        assert text.endswith(rest), "all that stands behind the value"
        value_was = text[at + start.end() : len(text) - len(rest)]
        assert tomllib.loads(f"x = {value_was}".replace("\r\n", "\n")), "the old value alone is gone"
        return
    line = f"{KEY} = {written}"
    newline = "\r\n" if 2 * text.count("\r\n") > text.count("\n") else "\n"
    pieces = (f"{line}{newline}", f"{newline}{line}{newline}")
    assert text in [after.replace(piece, "", 1) for piece in pieces], "a line more, and nothing else"


@given(texts())
def test_a_key_that_is_taken_out_leaves_its_comment_and_the_rest(made: tuple[str, str]) -> None:
    text, own = made
    after = edit_key.changed(text, "f.toml", KEY, None, why="No.")
    if not own:
        assert after == text
        return
    assert KEY not in tomllib.loads(after.removeprefix("\ufeff"))
    at = text.index(own)
    assert after.startswith(text[:at])
    assert text.endswith(after[at:])
    gone = text[at : len(text) - len(after[at:])]
    assert own.startswith(gone.rstrip("\r\n")), "nothing but its line"
    assert gone.count("#") == gone.count("# one"), "a comment behind it stays"


@pytest.mark.parametrize("text", ["[rate_wpm]\n", "rate_wpm.x = 1\n"])
def test_a_way_of_writing_that_is_not_known_is_left_to_the_person(text: str) -> None:
    with pytest.raises(CoachError, match=r"No. Write this line into f\.toml: rate_wpm = 150"):
        edit_key.changed(text, "f.toml", KEY, 150, why="No.")
