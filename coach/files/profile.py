"""Reads and writes the answers of the screening as TOML; it must not know what they mean for exercise.

An answers file and the profile have the same keys. What a missing key could hide decides how it is read: a red
flag, pregnancy or surgery must be answered; the rest has a default that is the stricter reading.
"""

import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.screened import Profile
from coach.files import atomic
from coach.files.forms import Length, Note, Within, keys
from coach.files.moments import MOMENT, local
from coach.files.toml import edit_key

if TYPE_CHECKING:
    from coach.files.toml import Document

Diagnosis = Literal[
    "spondylolisthesis",
    "disc_herniation",
    "stenosis",
    "fragile_bone",
    "other",
    "none_sitting",
    "none_other",
]
DIAGNOSES: tuple[str, ...] = get_args(Diagnosis)
Cannot = Literal["kneeling", "hands", "floor", "face_down"]
HEADER = "# Your answers to the screening. You may edit them; to be asked again: coach screen\n"
FORMAT = 1  # Of these keys; it is not written, as the keys are those of an answers file.
OLDEST_PREGNANT = 60
Contradiction = tuple[str, Callable[[Profile], bool], str, Callable[[Profile], Profile]]


def _as_it_is(profile: Profile) -> Profile:
    return profile


# key it is shown at, when, what is said, and how it is read: always the stricter way
CONTRADICTIONS: tuple[Contradiction, ...] = (
    (
        "clinician_agrees_extension",
        lambda p: p.clinician_agrees_extension and not p.clinician_agrees,
        "clinician_agrees_extension counts only together with clinician_agrees; read as false",
        lambda p: replace(p, clinician_agrees_extension=False),
    ),
    (
        "diagnosis",
        lambda p: {"none_sitting", "none_other"} <= set(p.diagnosis),
        "both kinds of 'nothing diagnosed' are named; everything that either leaves out is left out",
        _as_it_is,
    ),
    # Fragile bones say nothing of why it hurts: they may stand beside 'nothing diagnosed'.
    (
        "diagnosis",
        lambda p: (
            not {"none_sitting", "none_other"}.isdisjoint(p.diagnosis)
            and not set(p.diagnosis) <= {"none_sitting", "none_other", "fragile_bone"}
        ),
        "a diagnosis stands beside 'nothing diagnosed'; everything that either leaves out is left out",
        _as_it_is,
    ),
    (
        "first_pain_age",
        lambda p: p.first_pain_age > p.age,
        "first_pain_age is above age; please correct it",
        _as_it_is,
    ),
    (
        "pregnant_weeks",
        lambda p: p.pregnant_weeks > 0 and p.age >= OLDEST_PREGNANT,
        "pregnant at this age; both are taken as answered",
        _as_it_is,
    ),
    (
        "months_since_spinal_surgery",
        lambda p: p.months_since_spinal_surgery > 12 * (p.age + 1),
        "the surgery lies before birth; it is taken as past surgery all the same",
        _as_it_is,
    ),
    (
        "weeks_since_flare",
        lambda p: p.weeks_since_flare > 53 * (p.age + 1),
        "the last flare lies before birth; read as 0 weeks",
        lambda p: replace(p, weeks_since_flare=0),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Your answers to the safety questions; to be asked again: coach screen."""

    age: Annotated[int, Within(0, 120)]
    red_flags_emergency: bool
    red_flags_clinician: bool
    red_flags_assessed: bool = False
    clinician_agrees: bool = False
    clinician_agrees_extension: bool = False
    bone_heart_or_steroids: bool
    bones: bool = True
    other_care: bool = False
    pregnant_weeks: Annotated[int, Within(0, 45)]
    active: bool | None = None
    months_since_spinal_surgery: Annotated[int, Within(-1, 1440)]
    first_pain_age: Annotated[int | None, Within(0, 120)] = None
    inflammatory: bool = False
    diagnosis: Annotated[tuple[Diagnosis, ...], Length(1, 20)]
    weeks_since_flare: Annotated[int | None, Within(0, 6400)] = None
    leg_symptoms_last_14_days: bool | None = None
    usual_pain: Annotated[int | None, Within(0, 10)] = None
    cannot: Annotated[tuple[Cannot, ...], Length(0, 20)] = ()
    opt_in_hard: bool = False
    stage: Annotated[int, Within(1, 3), Note("How far the exercises have opened; the coach writes it.")] = 1
    screened_at: Annotated[datetime | None, Note("When the questions were answered.")] = None
    disclaimer_agreed: Annotated[bool, Note("That you read what the coach is and is not.")] = False


# The date of a screening that cannot be relied on: it is newer than no session.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# What a missing key is read as: the stricter way, and said so.
STRICTER: dict[str, Any] = {"active": False, "weeks_since_flare": 0, "leg_symptoms_last_14_days": True}


def parse(
    document: "Document", now: datetime, screened_at: datetime | None = None
) -> tuple[Profile, tuple[Mistake, ...]]:
    """The answers in a document, and warnings where they were read more strictly than written.

    `screened_at` stands in for a missing date of screening; it is `now` by default, as for one after `now`.
    Raises MistakesError with every mistake.
    """
    from coach.files.forms import check, wrapped

    _refuse_newer(document)
    document, around = wrapped.unwrapped(document, keys(Answers))
    answers, mistakes = check.read(document, Answers)
    mistakes += around
    errors = tuple(
        replace(mistake, help="answer it: coach screen") if mistake.rule == "missing" else mistake
        for mistake in check.in_order(document.told(mistakes))
        if mistake.severity == "error"
    )
    if answers is None or errors:
        raise MistakesError(errors)
    values = asdict(answers)
    warnings = [mistake for mistake in mistakes if mistake.severity == "warning"]

    def warn(key: str, message: str) -> None:
        line, column = document.at([key])
        warnings.append(Mistake(document.file, line, column, message, "screening", "warning"))

    for key, value in STRICTER.items():
        if values[key] is None:
            values[key] = value
            warn(key, f"{key} is missing; read as {str(value).lower()}, to be safe")
    if values["first_pain_age"] is None:
        values["first_pain_age"] = values["age"]
    values["diagnosis"] = tuple(dict.fromkeys(values["diagnosis"]))
    values["cannot"] = tuple(dict.fromkeys(values["cannot"]))
    given = values["screened_at"]
    values["screened_at"] = _when(given, now, screened_at or now, warn)
    values["ahead"] = None if given is None or local(given) <= local(now) else local(given).replace(microsecond=0)
    return _settle(Profile(**values), warn), tuple(warnings)


def _refuse_newer(document: "Document") -> None:
    """Raises MistakesError for answers of a later edition, which names itself; those so far have no `format`."""
    number = document.data.get("format")
    if type(number) is int and number > FORMAT:
        message = (
            f"'format' is {number}: a newer Backcoach wrote these answers. Update Backcoach; they stay as they are"
        )
        raise MistakesError((document.mistake(("format",), message, "format"),))


def load(path: Path, now: datetime) -> Profile | None:
    """The profile in a file, or None when there is none; raises MistakesError when it cannot be used."""
    loaded = load_with_warnings(path, now)
    return loaded[0] if loaded else None


def load_with_warnings(path: Path, now: datetime) -> tuple[Profile, tuple[Mistake, ...]] | None:
    """As load(), with what was read more strictly than written.

    A date of screening that is missing counts as long ago, so that it lifts no stop for severe pain. `now` is the
    latest moment that is asked about; a future one where a day to come is looked at.
    """
    if not os.path.lexists(path):
        return None
    from coach.files import toml

    return parse(toml.read(path, recover=True), now, LONG_AGO)


def dump(profile: Profile) -> str:
    """The profile as TOML, a key a line; what is not known is left out."""
    import tomli_w

    values = {key: value for key, value in asdict(profile).items() if value is not None}
    values.pop("ahead", None)
    values["screened_at"] = local(profile.screened_at)
    values["diagnosis"], values["cannot"] = list(profile.diagnosis), list(profile.cannot)
    return HEADER + tomli_w.dumps(values)


def save(profile: Profile, path: Path) -> None:
    """Writes the profile whole or not at all; raises CoachError when it cannot be written."""
    atomic.write(path, dump(profile).encode())


def agree(path: Path) -> None:
    """Notes in a profile that the person agreed to the disclaimer; every other byte of it stays.

    Raises CoachError where the file cannot be read, written, or take the note.
    """
    edit_key.write(path, "disclaimer_agreed", True, why="Your agreement could not be kept.")


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of answers and profile, in the words in which the questions are asked."""
    from coach.core import words
    from coach.core.reason import Reason
    from coach.core.screening.questions import QUESTIONS
    from coach.files.forms.pydantic_models import choice, schema_of

    form = schema_of(Answers, "profile")
    properties = form["properties"]
    for question in QUESTIONS:
        signs = [words.sentence(each) for each in question.points]
        parts = [": ".join([words.sentence(question.label), *(["; ".join(signs)] if signs else [])]) + "."]
        parts += [words.sentence(each) for each in (question.then, question.help) if each is not None]
        if question.kind == "number" and question.no is not None:
            parts.append(f"No is written as {question.no}.")
        properties[question.key]["description"] = " ".join(parts)
        if question.choices:
            said = {each: words.sentence(Reason("choice", value=each)) for each in question.choices}
            properties[question.key]["items"] = choice(said)
    # TOML has times with and without an offset from UTC; both are read.
    properties["screened_at"] = {
        "title": "Screened At",
        "description": properties["screened_at"]["description"],
        "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date-time-local"}],
    }
    return form


def _when(given: datetime | None, now: datetime, stand_in: datetime, warn: Callable[[str, str], None]) -> datetime:
    """The moment of the screening in whole seconds, never after now; without an offset, of the computer's zone."""
    now = local(now)
    if given is None and stand_in == LONG_AGO:
        warn("screened_at", "screened_at is missing; read as long ago, so that it lifts no stop")
    if given is not None and local(given) > now:
        warn("screened_at", f"screened_at is in the future; read as now, {now:{MOMENT}}, and lifts no stop")
        given = now
    return local(stand_in if given is None else given).replace(microsecond=0)


def _settle(profile: Profile, warn: Callable[[str, str], None]) -> Profile:
    for key, applies, message, stricter in CONTRADICTIONS:
        if applies(profile):
            warn(key, message)
            profile = stricter(profile)
    return profile
