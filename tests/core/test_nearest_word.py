"""What a mistyped word may have meant."""

from coach.core.nearest_word import did_you_mean, nearest

KNOWN = ("bird_dog", "bridge", "Side_Plank")


def test_the_most_similar_word_is_named_whatever_the_case_of_letters() -> None:
    assert did_you_mean("BIRD-DOG", KNOWN) == "; did you mean 'bird_dog'?"
    assert did_you_mean("side_plnk", KNOWN) == "; did you mean 'Side_Plank'?"


def test_nothing_is_named_where_nothing_is_similar() -> None:
    assert did_you_mean("zzz", KNOWN) == ""
    assert nearest("zzz", KNOWN) == []
    assert nearest("bridge", ()) == []


def test_several_come_with_the_nearest_first() -> None:
    assert nearest("bridg", ("brigade", "bridge", "plank"), most=3) == ["bridge", "brigade"]
    assert nearest("bridg", ("brigade", "bridge", "plank"), most=3, cutoff=0.9) == ["bridge"]


def test_a_very_long_word_is_compared_by_its_beginning() -> None:
    assert nearest("x" * 1_000_000, ("x" * 100, "y")) == ["x" * 100]
