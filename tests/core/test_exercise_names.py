"""Which exercise was meant by another name."""

import pytest

from coach.core.exercise_names import SYNONYMS, did_you_mean, meant
from coach.core.lookalikes import named, plain
from coach.files.exercises import load_shipped

KNOWN = load_shipped()


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("bird-dog", ["bird_dog"]),
        ("Bird Dog", ["bird_dog"]),
        ("bird_dgo", ["bird_dog"]),
        ("bridge", ["glute_bridge"]),
        ("brigde", ["glute_bridge"]),
        ("hip bridge", ["glute_bridge"]),  # Its shown name.
        ("side plank", ["side_plank_knees", "side_plank_full"]),  # The gentler first.
        ("McGill_curl_up", ["curl_up"]),
        ("cobras", ["prone_prop", "standing_extension"]),
        ("leg-raise", ["standing_hip_abduction", "hip_abduction"]),
        ("plank", ["plank"]),
        ("bird_d\u043eg", ["bird_dog"]),
        ("Muschel", []),
        ("deadlift", []),
        ("", []),
        ("\u4f53\u64cd", []),
    ],
)
def test_names_and_synonyms_lead_to_the_exercise(written: str, ids: list[str]) -> None:
    assert meant(written, KNOWN) == ids


def test_the_shown_name_stands_beside_an_id_that_is_not_like_what_was_written() -> None:
    assert did_you_mean("bird_dgo", KNOWN) == "; did you mean 'bird_dog'?"
    assert did_you_mean("sphinx", KNOWN) == "; did you mean 'prone_prop' (Prop on elbows)?"
    assert did_you_mean("zzz", KNOWN) == ""


def test_synonyms_are_written_as_they_are_looked_up_and_lead_somewhere_the_gentler_first() -> None:
    for word, ids in SYNONYMS.items():
        assert word == word.lower().replace(" ", "_")
        assert [KNOWN[id_].stage for id_ in ids] == sorted(KNOWN[id_].stage for id_ in ids)
        assert word not in KNOWN


def test_a_letter_that_only_looks_like_a_plain_one_is_named() -> None:
    assert plain("b\u0456rd_d\u043eg") == "bird_dog"
    assert named("bird_d\u043eg") == "'\u043e' (U+043E) is Cyrillic"
    assert named("\u03bfne") == "'\u03bf' (U+03BF) is Greek"
    assert named("\uff42ird") == "'\uff42' (U+FF42) is Fullwidth"
    assert named("bird_dög") == ""
