"""Where things are in TOML text, and how every unreadable file is refused."""

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from coach.core.model.mistakes import Mistake, MistakesError
from coach.files import toml

TRICKY = """\
# é
name = "Ä" # a trailing comment
"ö".b."c d".'e' = 1
[t."x y"] # a comment
k = {a = 1, "ü" = 2, b.c = [1, {z = 2}]}
[[exercise]]
id = "a"
[[exercise]]
# only a comment
[exercise.sub]
q = 1
[[exercise.part]]
w = [
 1, # one
 2,
]
[t]
d = 1979-05-27T07:32:00Z
"esc\\u00e9" = '''
x'''
"""


def mistakes_of(text: str) -> list[str]:
    with pytest.raises(MistakesError) as caught:
        toml.parse(text, "f.toml")
    return [str(mistake) for mistake in caught.value.mistakes]


def refused(path: Path) -> str:
    with pytest.raises(MistakesError) as caught:
        toml.read(path, "typed.toml")
    (mistake,) = caught.value.mistakes
    return str(mistake)


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("name",), (2, 8), (2, 1)),
        (("ö",), (3, 1), (3, 1)),
        (("ö", "b", "c d", "e"), (3, 19), (3, 13)),
        (("t",), (17, 1), (17, 2)),
        (("t", "x y"), (4, 1), (4, 4)),
        (("t", "x y", "k"), (5, 5), (5, 1)),
        (("t", "x y", "k", "ü"), (5, 19), (5, 13)),
        (("t", "x y", "k", "b", "c", 1, "z"), (5, 37), (5, 33)),
        (("exercise", 0, "id"), (7, 6), (7, 1)),
        (("exercise", 1), (8, 1), (8, 3)),
        (("exercise", 1, "sub", "q"), (11, 5), (11, 1)),
        (("exercise", 1, "part", 0, "w", 1), (15, 2), (15, 2)),
        (("t", "d"), (18, 5), (18, 1)),
        (("t", "escé"), (19, 15), (19, 1)),
    ],
)
def test_values_and_keys_are_located(
    path: tuple[str | int, ...], value: tuple[int, int], key: tuple[int, int]
) -> None:
    document = toml.parse(TRICKY, "f.toml")
    assert document.at(path) == value
    assert document.key_at(path) == key


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("missing",), (1, 1)),
        (("exercise", 1, "id"), (8, 1)),
        (("exercise", 1, "sub", "no"), (10, 1)),
        (("t", "x y", "no"), (4, 1)),
        (("t", "x y", "k", "no"), (5, 5)),
        (("exercise", 9), (6, 1)),
    ],
)
def test_what_is_missing_stands_at_the_header_around_it(
    path: tuple[str | int, ...], where: tuple[int, int]
) -> None:
    assert toml.parse(TRICKY, "f.toml").at(path) == where


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("a = 1\na = 2\n", "2:1", "'a' is set twice, first on line 1; remove one of the two [duplicate]"),
        ("[a]\n[b]\n[a]\n", "3:2", "'a' is set twice, first on line 1; remove one of the two [duplicate]"),
        ('a = "é"\nb = {c = 1, c = 2}\n', "2:13", "'c' is set twice; remove one of the two [duplicate]"),
        (
            'a = """\nx"""\na = """\ny"""\n',
            "3:1",
            "'a' is set twice, first on line 1; remove one of the two [duplicate]",
        ),
        (
            "a = tru\n",
            "1:5",
            'text needs quotes: a = "tru" [syntax]',
        ),
        ("a = 1 b\n", "1:7", "something is left over after the value; put it on a line of its own [syntax]"),
        ('a = "é\n', "1:7", 'this text is not closed: a quote is missing at its end: write "é" [syntax]'),
        ('a = "x', "1:7", 'this text is not closed: a quote is missing at its end: write "x" [syntax]'),
        ("a = [\n 1,\n", "1:5", "this list is not closed: ']' is missing after the last item: [1] [syntax]"),
        ("a = {b = 1", "1:5", "this table is not closed: '}' is missing after the last item: {b = 1} [syntax]"),
        (
            "é = 1",
            "1:1",
            "this is no key, table or comment: a line looks like key = value, "
            "and a key of other than plain letters, digits, _ and - needs quotes [syntax]",
        ),
        ("key", "1:4", "'key' needs '=' and a value after it [syntax]"),
        ("b = 1\na = " + "9" * 5000, "2:5", "this number has too many digits [range]"),
        ("a = " + "[" * 5000 + "]" * 5000, "1:105", "lists or tables are nested too deeply [syntax]"),
        ("b = 1\n# " + "x" * 30_000, "2:1", "this line is longer than 20,000 characters [file]"),
        ('a = "\udc80"', "1:6", "half a character (a surrogate) is here [file]"),
        ('a = "\x1b[2J"', "1:6", "illegal character '\\x1b' [syntax]"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_text_that_is_no_toml_is_refused_where_it_goes_wrong(text: str, where: str, message: str) -> None:
    assert mistakes_of(text) == [f"f.toml:{where}: error: {message}"]


def test_a_missing_file_a_folder_and_a_name_that_is_none_are_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "no.toml") == "typed.toml:1:1: error: there is no such file [file]"
    assert refused(tmp_path) == "typed.toml:1:1: error: this is a folder, not a file [file]"
    assert refused(tmp_path / "a\0b") == "typed.toml:1:1: error: this is no file name [file]"
    assert refused(tmp_path / ("x" * 300)).startswith("typed.toml:1:1: error: the file cannot be read: ")


@pytest.mark.parametrize(
    ("content", "where", "message"),
    [
        (
            '# é\na = "é\xff"\n'.encode("latin-1").replace(b"\xe9", b"\xc3\xa9"),
            "2:7",
            "byte 0xff is not UTF-8; save the file as UTF-8 text",
        ),
        (
            "a = 1".encode("utf-16-le"),
            "1:2",
            "there is a NUL byte here, so this is not a text file; save it as UTF-8 text",
        ),
        (b"a = 1\nb = \0", "2:5", "there is a NUL byte here, so this is not a text file; save it as UTF-8 text"),
        (b"# " + b"x" * 1_000_001, "1:1", "the file is larger than 1 MB, too large for a file of the coach"),
    ],
    ids=["latin-1", "utf-16", "nul", "large"],
)
def test_a_file_that_is_no_small_utf8_text_is_refused(
    tmp_path: Path, content: bytes, where: str, message: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    assert refused(path) == f"typed.toml:{where}: error: {message} [file]"


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_a_file_without_read_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = 1")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert refused(path) == "typed.toml:1:1: error: you may not read this file; change its permissions [file]"


def test_an_endless_device_is_refused_rather_than_read() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no such device")
    assert "larger than 1 MB" in refused(Path("/dev/zero"))


def test_a_byte_order_mark_and_windows_line_ends_change_no_position(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes('\ufeffa = 1\r\nb = "x"\r\n'.encode())
    document = toml.read(path)
    assert document.data == {"a": 1, "b": "x"}
    assert document.at(["a"]) == (1, 5)
    assert document.at(["b"]) == (2, 5)


def test_names_and_texts_reach_the_terminal_without_control_characters() -> None:
    with pytest.raises(MistakesError, match=r"^x\\x1by\.toml:1:2"):
        toml.parse("x", "x\x1by.toml")


def test_a_key_of_very_many_parts_is_refused_before_it_is_read() -> None:
    """Each would take time that grows with the square of its parts."""
    assert toml.parse("a." * 15 + "b = 1", "f.toml").at(["a"] * 15 + ["b"]) == (1, 35)
    assert mistakes_of("x = 1\n" + "a." * 16 + "b = 1") == [
        "f.toml:2:1: error: this key has more than 16 parts [syntax]"
    ]


keys = st.text(st.characters(codec="utf-8"), max_size=5)
scalars = st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.floats() | st.text(max_size=8)
values = st.recursive(
    scalars, lambda v: st.lists(v, max_size=4) | st.dictionaries(keys, v, max_size=4), max_leaves=12
)


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [(path, value), *(found for key, item in inner for found in paths_in(item, (*path, key)))]


@given(st.dictionaries(keys, values, max_size=5))
def test_every_scalar_of_any_toml_is_found_at_its_own_text(data: dict[str, Any]) -> None:
    text = tomli_w.dumps(data)
    document = toml.parse(text, "f.toml")
    lines = text.split("\n")
    for path, value in paths_in(document.data):
        if isinstance(value, dict | list):
            continue
        line, column = document.at(path)
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        written = tomli_w.dumps({"v": value}).removeprefix("v = ").strip("\n")
        assert rest.startswith(written)


def only_mistakes(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    mistakes: tuple[Mistake, ...] = ()
    try:
        document = toml.read(path)
    except MistakesError as error:
        mistakes = error.mistakes
    else:
        for found, _ in paths_in(document.data):
            document.at(found)
    lines = content.decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    for mistake in mistakes:
        assert 1 <= mistake.line <= len(lines)
        assert 1 <= mistake.column <= len(lines[mistake.line - 1]) + 1
        assert str(mistake).isprintable()


TOKENS = ("a", "b.c", " = ", "1", '"x"', "'''", '"""', "[", "]", "[[", "]]", "{", "}", ",", "\n", "#", "é", ".")
fragments = st.lists(st.sampled_from(TOKENS), max_size=25).map("".join)


@given(st.binary(max_size=60) | fragments.map(str.encode))
def test_any_bytes_are_read_or_refused_with_a_position(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    only_mistakes(content, tmp_path_factory.getbasetemp() / "any.toml")


@given(st.integers(0, len(TRICKY) - 1), st.text(max_size=3))
def test_a_slip_of_the_hand_anywhere_is_read_or_refused(at: int, typed: str) -> None:
    text = TRICKY[:at] + typed + TRICKY[at + 1 :]
    try:
        expected = tomllib.loads(text.replace("\r\n", "\n").removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        with pytest.raises(MistakesError):
            toml.parse(text, "f.toml")
    else:
        assert toml.parse(text, "f.toml").data == expected


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(MistakesError, match="this is a pipe"):
        toml.read(tmp_path / "pipe.toml")
