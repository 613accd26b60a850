"""The answers file: strict where a slip could hide a danger, the stricter reading where something is unclear."""

import os
import re
import stat
import tomllib
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from person import person

from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.screened import Profile
from coach.errors import CoachError
from coach.files import profile, toml

NOW = datetime(2026, 11, 24, 8, 0).astimezone()
# The example of the document, with every key.
EXAMPLE = """\
age = 41
red_flags_emergency = false      # R1
red_flags_clinician = false      # R2
red_flags_assessed = false       # R2a
clinician_agrees = false         # answers C1, C1b, C2, C3, C6 where they apply
clinician_agrees_extension = false
bone_heart_or_steroids = false   # C1
bones = true                     # which of C1: bone or steroids (OP); only read where C1 is true; left out = true
other_care = false               # C1b
pregnant_weeks = 0               # C2 (0 = not pregnant)
active = true                    # C2
months_since_spinal_surgery = -1 # C3 (-1 = none)
first_pain_age = 35              # C4
inflammatory = false             # C7
diagnosis = ["disc_herniation"]  # D, one or more
weeks_since_flare = 3            # T
leg_symptoms_last_14_days = true # T
usual_pain = 3                   # P
cannot = []                      # K: kneeling, hands, floor, face_down
opt_in_hard = false              # superman may appear at stage 3
stage = 1                        # a clinician's decision may start higher; 1 to 3
screened_at = 2026-11-23T07:30:00+01:00 # optional in an answers file: now
"""


def read(text: str) -> tuple[Profile, tuple[Mistake, ...]]:
    return profile.parse(toml.parse(text, "answers.toml"), NOW)


def with_line(key: str, value: str, text: str = EXAMPLE) -> str:
    """The example, or another text, with another value for a key."""
    return re.sub(rf"(?m)^{key} = .*$", lambda _: f"{key} = {value}", text)


def without(*keys: str) -> str:
    return "".join(line for line in EXAMPLE.splitlines(keepends=True) if line.split(" ")[0] not in keys)


def mistakes(text: str) -> tuple[Mistake, ...]:
    with pytest.raises(MistakesError) as caught:
        read(text)
    return caught.value.mistakes


def test_the_example_is_read_without_a_word() -> None:
    answers, warnings = read(EXAMPLE)
    assert warnings == ()
    assert answers == person(
        diagnosis=("disc_herniation",),
        weeks_since_flare=3,
        leg_symptoms_last_14_days=True,
        usual_pain=3,
        screened_at=datetime.fromisoformat("2026-11-23T07:30:00+01:00"),
        disclaimer_agreed=False,
    )


@pytest.mark.parametrize(
    "key",
    [
        "age",
        "red_flags_emergency",
        "red_flags_clinician",
        "bone_heart_or_steroids",
        "pregnant_weeks",
        "months_since_spinal_surgery",
        "diagnosis",
    ],
)
def test_what_could_hide_a_danger_must_be_answered(key: str) -> None:
    (mistake,) = mistakes(without(key))
    assert key in mistake.message
    assert mistake.rule == "missing"


@pytest.mark.parametrize(
    ("key", "reading"), [("active", False), ("weeks_since_flare", 0), ("leg_symptoms_last_14_days", True)]
)
def test_what_is_missing_is_read_the_stricter_way_and_said(key: str, reading: object) -> None:
    answers, warnings = read(without(key))
    assert asdict(answers)[key] == reading
    assert [key in warning.message and warning.severity == "warning" for warning in warnings] == [True]


def test_what_opens_something_is_false_when_missing() -> None:
    answers, warnings = read(
        without(
            "clinician_agrees",
            "clinician_agrees_extension",
            "opt_in_hard",
            "stage",
            "usual_pain",
            "first_pain_age",
            "screened_at",
        )
    )
    assert warnings == ()
    assert (answers.clinician_agrees, answers.clinician_agrees_extension, answers.opt_in_hard) == (False,) * 3
    assert (answers.stage, answers.usual_pain, answers.first_pain_age) == (1, None, 41)
    assert answers.screened_at == NOW


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("age", "-1"),
        ("age", "121"),
        ("age", "41.0"),
        ("age", '"41"'),
        ("age", "true"),
        ("age", "nan"),
        ("red_flags_emergency", "0"),
        ("red_flags_emergency", '"false"'),
        ("pregnant_weeks", "-1"),
        ("pregnant_weeks", "46"),
        ("months_since_spinal_surgery", "-2"),
        ("usual_pain", "11"),
        ("usual_pain", "-1"),
        ("usual_pain", "3.5"),
        ("stage", "0"),
        ("stage", "4"),
        ("weeks_since_flare", "-1"),
        ("first_pain_age", "-1"),
        ("diagnosis", "[]"),
        ("diagnosis", '"stenosis"'),
        ("diagnosis", '["sciatica"]'),
        ("diagnosis", "[1]"),
        ("screened_at", '"2026-11-23"'),
        ("screened_at", "2026-11-23"),
    ],
)
def test_a_value_of_the_wrong_kind_or_range_is_a_mistake_at_its_place(key: str, value: str) -> None:
    text = with_line(key, value)
    (mistake,) = mistakes(text)
    line = next(number for number, row in enumerate(text.splitlines(), 1) if row.startswith(f"{key} "))
    assert (mistake.file, mistake.line) == ("answers.toml", line)


def test_an_unknown_key_is_a_mistake_with_the_nearest_known_one() -> None:
    (mistake,) = mistakes(EXAMPLE + "oppt_in_hard = true\n")
    assert "did you mean 'opt_in_hard'" in mistake.message


def test_every_mistake_is_told_at_once() -> None:
    text = with_line("age", "130").replace("usual_pain = 3 ", "usual_pain = 12 ")
    assert [mistake.line for mistake in mistakes(text)] == [1, 18]


@pytest.mark.parametrize(
    ("changes", "key", "reading"),
    [
        ({"clinician_agrees_extension": "true"}, "clinician_agrees_extension", False),
        ({"diagnosis": '["none_sitting", "stenosis"]'}, "diagnosis", ("none_sitting", "stenosis")),
        ({"first_pain_age": "60"}, "first_pain_age", 60),
        ({"age": "80", "pregnant_weeks": "20"}, "pregnant_weeks", 20),
        ({"months_since_spinal_surgery": "700"}, "months_since_spinal_surgery", 700),
        ({"weeks_since_flare": "3000"}, "weeks_since_flare", 0),
    ],
)
def test_contradictions_are_read_the_stricter_way_and_said(
    changes: dict[str, str], key: str, reading: object
) -> None:
    text = EXAMPLE
    for name, value in changes.items():
        text = with_line(name, value, text)
    answers, warnings = read(text)
    assert asdict(answers)[key] == reading
    line = next(number for number, row in enumerate(text.splitlines(), 1) if row.startswith(f"{key} "))
    assert [(warning.line, warning.severity) for warning in warnings] == [(line, "warning")]


def test_a_screening_in_the_future_is_one_of_now() -> None:
    answers, warnings = read(with_line("screened_at", "2027-01-01T00:00:00"))
    assert answers.screened_at == NOW
    assert len(warnings) == 1


def test_a_time_zone_is_turned_into_local_time() -> None:
    answers, _ = read(with_line("screened_at", "2026-11-22T07:30:00Z"))
    assert answers.screened_at.isoformat() == "2026-11-22T07:30:00+00:00"


@pytest.mark.parametrize(
    ("text", "read_as"),
    [(with_line("screened_at", "2099-01-01T00:00:00"), NOW), (without("screened_at"), profile.LONG_AGO)],
)
def test_a_profile_dated_in_the_future_is_one_of_now_and_an_undated_one_lifts_no_stop(
    tmp_path: Path, text: str, read_as: datetime
) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(text)
    loaded = profile.load(path, NOW)
    assert loaded is not None
    assert loaded.screened_at == read_as


def test_a_date_of_screening_up_to_the_day_looked_at_counts(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(with_line("screened_at", "2027-01-01T00:00:00"))
    loaded = profile.load(path, datetime(2027, 1, 2))
    assert loaded is not None
    assert loaded.screened_at == datetime(2027, 1, 1).astimezone()


def test_no_profile_is_none_and_a_folder_in_its_place_a_mistake(tmp_path: Path) -> None:
    assert profile.load(tmp_path / "none.toml", NOW) is None
    with pytest.raises(MistakesError):
        profile.load(tmp_path, NOW)


def test_warnings_reach_whoever_asks_for_them(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(without("active"))
    loaded = profile.load_with_warnings(path, NOW)
    assert loaded is not None
    assert [(warning.file, warning.severity) for warning in loaded[1]] == [(str(path), "warning")]


answers_of_anyone = st.builds(
    Profile,
    age=st.integers(20, 59),
    red_flags_emergency=st.booleans(),
    red_flags_clinician=st.booleans(),
    clinician_agrees=st.just(True),
    clinician_agrees_extension=st.booleans(),
    bone_heart_or_steroids=st.booleans(),
    pregnant_weeks=st.integers(0, 45),
    active=st.booleans(),
    months_since_spinal_surgery=st.integers(-1, 240),
    first_pain_age=st.integers(0, 120),
    diagnosis=st.lists(st.sampled_from(profile.DIAGNOSES), min_size=1, unique=True).map(tuple),
    weeks_since_flare=st.integers(0, 900),
    leg_symptoms_last_14_days=st.booleans(),
    usual_pain=st.none() | st.integers(0, 10),
    opt_in_hard=st.booleans(),
    stage=st.integers(1, 3),
    screened_at=st.datetimes(datetime(2000, 1, 1), datetime(2026, 11, 23)).map(
        lambda at: at.replace(microsecond=0).astimezone()
    ),
    disclaimer_agreed=st.booleans(),
    red_flags_assessed=st.booleans(),
    bones=st.booleans(),
    other_care=st.booleans(),
    inflammatory=st.booleans(),
    cannot=st.lists(st.sampled_from(("kneeling", "hands", "floor", "face_down")), unique=True).map(tuple),
)


@given(answers_of_anyone)
def test_what_is_written_is_read_back(answers: Profile) -> None:
    text = profile.dump(answers)
    assert set(tomllib.loads(text)) <= set(Profile.__dataclass_fields__)
    assert read(text)[0] == answers


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")))
def test_any_text_at_all_gives_mistakes_and_nothing_else(text: str) -> None:
    with pytest.raises(MistakesError):
        read(text)


def test_saving_makes_the_folders_and_keeps_the_answers_private(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "profile.toml"
    answers = read(EXAMPLE)[0]
    profile.save(answers, path)
    assert profile.load(path, NOW) == answers
    assert [entry.name for entry in path.parent.iterdir()] == ["profile.toml"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_saving_over_a_link_keeps_the_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "profile.toml"
    real.write_text("old")
    link.symlink_to(real)
    profile.save(read(EXAMPLE)[0], link)
    assert link.is_symlink()
    assert "age = 41" in real.read_text()


def test_a_folder_in_the_place_of_the_profile_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(CoachError, match="is a folder"):
        profile.save(read(EXAMPLE)[0], tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(CoachError, match="cannot be written"):
        profile.save(read(EXAMPLE)[0], tmp_path / "file" / "profile.toml")


def test_agreeing_leaves_every_other_byte_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    for newline in ("\n", "\r\n"):
        written = EXAMPLE.replace("\n", newline) + "# mine" + newline
        for before, after in (
            (written, written + f"disclaimer_agreed = true{newline}"),
            (written.rstrip(), written.rstrip() + f"{newline}disclaimer_agreed = true{newline}"),
            ("disclaimer_agreed = false # no\n" + written, "disclaimer_agreed = true # no\n" + written),
        ):
            path.write_bytes(before.encode())
            profile.agree(path)
            assert path.read_bytes().decode() == after


def test_an_agreement_that_cannot_be_put_in_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text("disclaimer_agreed.x = false\n")
    with pytest.raises(CoachError, match="Write this line into"):
        profile.agree(path)
    assert path.read_text() == "disclaimer_agreed.x = false\n"


def test_a_profile_without_its_date_is_read_as_long_ago_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(without("screened_at"))
    loaded = profile.load_with_warnings(path, NOW)
    assert loaded is not None
    assert loaded[0].screened_at == profile.LONG_AGO
    assert [warning.message for warning in loaded[1]] == [
        "screened_at is missing; read as long ago, so that it lifts no stop"
    ]


def test_a_profile_of_the_first_edition_is_read_without_a_word() -> None:
    path = Path(__file__).parent / "first_edition" / "profile.toml"
    loaded = profile.load_with_warnings(path, NOW)
    assert loaded is not None
    assert loaded[1] == ()
    added = {"red_flags_assessed": False, "bones": True, "other_care": False, "inflammatory": False, "cannot": ()}
    assert {key: asdict(loaded[0])[key] for key in added} == added
    assert loaded[0] == replace(read(EXAMPLE)[0], screened_at=datetime(2026, 11, 23, 7, 30).astimezone())


@pytest.mark.parametrize(("value", "read_as"), [("[]", ()), ('["floor", "hands", "floor"]', ("floor", "hands"))])
def test_what_a_person_cannot_do_is_a_list_that_may_be_empty(value: str, read_as: tuple[str, ...]) -> None:
    assert read(with_line("cannot", value))[0].cannot == read_as


def test_a_word_that_nobody_knows_in_what_a_person_cannot_do_is_a_mistake() -> None:
    (mistake,) = mistakes(with_line("cannot", '["stairs"]'))
    assert "kneeling" in mistake.message
