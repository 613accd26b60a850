"""Texts from anywhere, made safe to show, to write into markup and to speak."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.core.safe_text import LONGEST, clean, escaped, printable, speakable, unseen

ANY = st.text(st.characters(), max_size=60)  # Lone surrogates too: a file's name may hold them.


def test_what_a_terminal_would_act_on_is_spelled_out() -> None:
    assert printable("a\x1b[2J\x07\u202e\udc80é") == "a\\x1b[2J\\x07\\u202e\\udc80é"
    assert printable("a\u202eb\n\x9b", blanks=False) == "a\\u202eb\\n\\x9b"


def test_an_odd_blank_is_spelled_out_where_it_may_be_the_mistake() -> None:
    assert printable("10\xa0s, go\u2028") == "10\\xa0s, go\\u2028"
    assert printable("10\xa0s, go\u2028", blanks=False) == "10\xa0s, go\\u2028"


def test_a_clean_text_keeps_its_length() -> None:
    assert clean("a\x1b[31mb\x07") == "a [31mb "


@given(ANY)
def test_no_way_of_showing_a_text_leaves_a_sign_that_is_unseen(text: str) -> None:
    assert printable(text).isprintable()
    assert clean(text).isprintable()
    assert len(clean(text)) == len(text)
    assert not any(unseen(sign) for sign in printable(text, blanks=False))


@given(st.characters())
def test_unseen_are_the_control_and_format_signs_and_the_ends_of_lines(sign: str) -> None:
    category = unicodedata.category(sign)
    assert unseen(sign) == (category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Arms & legs", "Arms &amp; legs"),
        ("<b>up</b>", "&lt;b&gt;up&lt;/b&gt;"),
        ("a --> b", "a --&gt; b"),
        ("&amp;", "&amp;amp;"),
        ("one\n\nNOTE two\r\nthree\u2028four", "one NOTE two three four"),
        ("\x1b[31mred\x07\x00", "[31mred"),
        ("\u202egnorw\u202c \ud800ok", "gnorw ok"),
    ],
)
def test_a_text_is_shown_as_it_is_and_nothing_more(text: str, written: str) -> None:
    assert escaped(text) == written


@given(st.text(max_size=500))
def test_nothing_but_plain_words_reaches_the_engine(text: str) -> None:
    words = speakable(text)
    assert len(words) <= LONGEST
    assert words == "" or words.isprintable()
    assert not set("<>[]{}|\\^") & set(words)
    assert speakable(words) == words
    words.encode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hold <break time='9s'/> still", "Hold still"),
        ("[[rate 900]]Lift\x1b[2J\x01100s", "Lift 2J 100s"),
        ("0 to 10? 3 < 4, 30 %.", "0 to 10? 3 4, 30 %."),
        (" … – ", ""),
        ("Ho\u0308ft\u200be\ud800", "Höft e"),
        ("word " * 200, "word " * 79 + "word"),
    ],
)
def test_commands_and_control_characters_are_no_words(text: str, words: str) -> None:
    assert speakable(text) == words
