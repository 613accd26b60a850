"""The JSON Schemas against the coach itself: what it refuses by type, bounds, choice or key name they refuse too,
and nothing that it reads.

Asked of every shipped file, of every example in help and README, of the corpus of faulty files, and of a right file
with each of its keys set to each of many odd values.
"""

import copy
import importlib.util
import itertools
import json
import math
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import logbook
import pytest
import tomli_w
from schema_check import SAID_ONLY, faults

from coach.commands.pages import routine_help
from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.routine_builder import Wishes
from coach.files import profile, routines, settings, toml
from coach.files.exercises import form as exercise_form
from coach.files.exercises import load_shipped
from coach.files.routines import dose_text, schema_file
from coach.files.routines.create import create

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests" / "data" / "toml_corpus"
EXERCISES: dict[str, Exercise] = load_shipped()
NOW = datetime(2026, 11, 23, 8)
SCHEMAS: dict[str, dict[str, Any]] = {
    "routine": routines.schema(EXERCISES),
    "exercise": exercise_form.schema(),
    "profile": profile.schema(),
    "settings": settings.schema(),
}
# What a schema can say of one value; the others are about several together, or about a text's last details.
BY_VALUE = {"choice", "dose", "range", "type", "unknown-exercise", "unknown-key"}
ODD: tuple[Any, ...] = (
    -1, 0, 1, 2, 3, 30, 10**6, 0.5, 1.0, 2.5, True, "", " ", "word", "bird_dog", "x" * 2001, "a\nb", [], [3, 3],
    [3, 31], ["a"], ["neutral"], ["neutral", "word"], {}, {"unknown": 1}, datetime(2026, 1, 1, 8, 0),
    datetime(2026, 1, 1).astimezone(), datetime(2026, 1, 1).date(),
)  # fmt: skip
MORE: dict[str, tuple[Any, ...]] = {
    "routine": (
        "full", "half", "2x12", "1x1", "21x5", "1x201", "1x5x10s", "1x5x301s", "a{b}", [3, 1, 3], [3, 1.0, 3],
        [3, 1.5, 3], [0.4, 3], [3, 3, 3, 3], {"move": "Up."}, {"move": ""}, {"other": 10}, {"other": 2},
    ),
    "profile": (["none_sitting"], ["kneeling"], "other", "none"),
    "settings": ("full", "wait", "auto", {"other": 10}, {"other": 2}),
}  # fmt: skip


def told(kind: str, text: str) -> list[Mistake]:
    """What the coach says of a file of this kind."""
    file = "calf_a.toml"
    document = toml.parse_bytes(text.encode(), file, recover=True)
    try:
        match kind:
            case "routine":
                return list(routines.examine(document, "mine", EXERCISES)[1])
            case "exercise":
                return exercise_form.read(document, str(document.data.get("id")))[1]
            case "profile":
                return list(profile.parse(document, NOW)[1])
            case _:
                settings.parse(document)
                return []
    except MistakesError as error:
        return list(error.mistakes)


def compare(kind: str, text: str, data: dict[str, Any]) -> str:
    """How schema and coach differ over a text; "" where they do not."""
    errors = [each for each in told(kind, text) if each.severity == "error"]
    found = faults(SCHEMAS[kind], data)
    if not errors and found:
        return f"refused: {found}"
    if not found and any(each.rule in BY_VALUE for each in errors):
        return f"accepted: {[str(each) for each in errors]}"
    return ""


def files() -> Iterator[tuple[str, str, str]]:
    """Every file that is right, or faulty in what it means: its kind, its name, its text."""
    for path in sorted(ROOT.glob("routines/*.toml")):
        yield "routine", path.name, path.read_text("utf-8")
    for path in sorted(ROOT.glob("coach/files/exercises/*.toml")):
        yield "exercise", path.name, path.read_text("utf-8")
    yield "profile", "sitting", (ROOT / "tests/data/sitting.toml").read_text("utf-8")
    yield "profile", "disc", (CORPUS / "answers-disc.toml").read_text("utf-8")
    for part in routine_help.PARTS:
        yield "routine", part.title, part.example
    readme = (ROOT / "README.md").read_text("utf-8")
    for number, example in enumerate(re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)):
        yield "routine" if "[[exercise]]" in example else "settings", f"README {number}", example
    for path in sorted(CORPUS.glob("*/**/*.toml")):
        kind = path.relative_to(CORPUS).parts[0].removesuffix("s")
        yield {"setting": "settings"}.get(kind, kind), path.stem, path.read_bytes().decode("utf-8", "replace")


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


FILES = [each for each in files() if is_toml(each[2])]


@pytest.mark.parametrize(("kind", "name", "text"), FILES, ids=[f"{kind}-{name}" for kind, name, _ in FILES])
def test_the_schema_refuses_what_the_coach_refuses_and_nothing_that_it_reads(
    kind: str, name: str, text: str
) -> None:
    del name
    assert not compare(kind, text, tomllib.loads(text))


def test_there_are_right_and_faulty_files_of_every_kind() -> None:
    """So that the test above has something to say of each."""
    for kind in SCHEMAS:
        found = [bool(faults(SCHEMAS[kind], tomllib.loads(text))) for each, _, text in FILES if each == kind]
        assert {True, False} == set(found), kind
    assert len(FILES) > 120


def right(kind: str) -> dict[str, Any]:
    """A right file of this kind with as many keys as go together."""
    match kind:
        case "routine":
            entry = {"id": "bird_dog", "reps": 4, "note": "A mat."}
            return {"format": 2, "name": "Mine", "exercise": [entry]}
        case "exercise":
            data = tomllib.loads((ROOT / "coach/files/exercises/curl_up.toml").read_text("utf-8"))
            return {key: value for key, value in data.items() if key != "figure"}
        case "profile":
            return tomllib.loads((ROOT / "tests/data/sitting.toml").read_text("utf-8"))
        case _:
            return {"rate_wpm": 150}


def places(schema: dict[str, Any], root: dict[str, Any], known: set[str]) -> Iterator[tuple[str | int, ...]]:
    """The keys of the schema by their way through the tables; of keys that are declared alike the first alone."""
    for key, inner in schema["properties"].items():
        declared = {name: each for name, each in inner.items() if name not in SAID_ONLY or name == "prefixItems"}
        if (alike := json.dumps(declared)) in known:
            continue
        known.add(alike)
        yield (key,)
        inner = inner.get("items", inner) if key == "exercise" else inner
        if "$ref" in inner:
            table = root["$defs"][inner["$ref"].removeprefix("#/$defs/")]
            between: tuple[str | int, ...] = (key, 0) if key == "exercise" else (key,)
            yield from ((*between, *rest) for rest in places(table, root, known))
    yield ("unknown",)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_with_odd_values_is_judged_alike(kind: str) -> None:
    wrong, base = [], right(kind)
    for place, odd in itertools.product(places(SCHEMAS[kind], SCHEMAS[kind], set()), (*ODD, *MORE.get(kind, ()))):
        data = copy.deepcopy(base)
        inside: Any = data
        for step in place[:-1]:
            inside = inside[step] if isinstance(step, int) else inside.setdefault(step, {})
        inside[place[-1]] = odd
        if difference := compare(kind, tomli_w.dumps(data), data):
            wrong.append((place, odd, difference))
    assert not wrong, wrong[:5]


def test_a_text_of_a_dose_is_judged_alike() -> None:
    pattern = re.compile(dose_text.PATTERN.replace("$", r"\Z"))
    numbers = [
        "",
        "0",
        "00",
        *map(str, range(1, 26)),
        "099",
        "199",
        "200",
        "0200",
        "201",
        "300",
        "301",
        "999",
        "00001",
    ]
    texts = [f"{sets}x{reps}" for sets in numbers for reps in numbers]
    texts += [f"1 X {reps}×{hold} s" for reps in ("5", "201") for hold in numbers]
    texts += ["2x12x", "2x12x5", "2 x 12", "2  x12", "2x12 ", " 2x12", "2*12", "2x12\n"]
    for text in texts:
        assert (pattern.search(text) is not None) == (dose_text.objection(text) is None), text


@pytest.mark.parametrize("kind", SCHEMAS)
def test_a_schema_has_a_name_of_its_own_and_says_what_everything_is_for(kind: str) -> None:
    schema = json.loads(json.dumps(SCHEMAS[kind]))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith(f"/{kind}.json")
    assert "null" not in json.dumps(schema)
    tables = schema.get("$defs", {})
    for table in (schema, *tables.values()):
        assert table["additionalProperties"] is False
        for key, inner in table["properties"].items():
            named = tables.get(inner.get("$ref", "").removeprefix("#/$defs/"), {})
            assert inner.get("description") or named["description"], key


def test_every_default_and_example_keeps_to_its_own_schema() -> None:
    for kind, schema in SCHEMAS.items():
        for table in (schema, *schema.get("$defs", {}).values()):
            for key, inner in table["properties"].items():
                given = [*inner.get("examples", ()), *([inner["default"]] if "default" in inner else [])]
                for value in json.loads(json.dumps(given)):
                    assert not faults(inner, value, key, schema), (kind, key, value)


def test_each_exercise_has_a_text_with_its_limits() -> None:
    *choices, listed = SCHEMAS["routine"]["$defs"]["ExerciseForm"]["properties"]["id"]["anyOf"]
    assert [each["const"] for each in choices] == listed["enum"] == sorted(EXERCISES)
    for each in choices:
        exercise = EXERCISES[each["const"]]
        assert exercise.name in each["description"]
        assert f"most in a day: {exercise.day_reps} repetitions" in each["description"]


@pytest.mark.skipif(importlib.util.find_spec("jsonschema") is None, reason="jsonschema is not installed")
def test_another_checker_says_the_same() -> None:
    """But for times and for numbers such as 2.0, which are something else in JSON."""
    jsonschema = importlib.import_module("jsonschema")
    checkers = {}
    for kind, schema in SCHEMAS.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        checkers[kind] = jsonschema.Draft202012Validator(schema)
    for kind, name, text in FILES:
        data = tomllib.loads(text)
        if not any(_is_of_toml_alone(each) for each in _values(data)):
            assert checkers[kind].is_valid(data) == (not faults(SCHEMAS[kind], data)), name


def _values(data: Any) -> Iterator[Any]:
    yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _values(each)


def _is_of_toml_alone(value: Any) -> bool:
    if isinstance(value, float):
        return value.is_integer() or not math.isfinite(value)
    return isinstance(value, (date, time))


def resolved(path: Path) -> Path:
    """Where editors look for the schema of a routine: beside it, by the first of its comments."""
    comments, _, rest = path.read_text("utf-8").partition("\n\n")
    assert all(line.startswith("#") for line in comments.splitlines()), "an empty line ends the first comments"
    assert rest
    found = re.match(r"#:schema (\S+)\n", comments)
    assert found is not None
    assert not re.match(r"\w+:|/", found[1]), "neither an address nor a path that holds only here"
    return path.parent / found[1]


@pytest.mark.parametrize("path", sorted(ROOT.glob("routines/*.toml")), ids=lambda path: path.stem)
def test_a_shipped_routine_leads_to_the_schema_beside_it(path: Path) -> None:
    assert resolved(path) == ROOT / "routines" / schema_file.NAME


def test_the_shipped_schema_is_that_of_the_shipped_exercises() -> None:
    """After a change of the form, or of what is said of an exercise: COACH_WRITE_GOLDEN=1."""
    kept, text = ROOT / "routines" / schema_file.NAME, schema_file.text_of(routines.schema(EXERCISES))
    if os.environ.get("COACH_WRITE_GOLDEN"):
        kept.write_text(text, "utf-8")
    assert json.loads(kept.read_text("utf-8")) == json.loads(text)


def test_a_built_routine_leads_to_the_schema_beside_it_with_own_exercises(tmp_path: Path) -> None:
    own = replace(EXERCISES["brace"], id="my_brace")
    known = {**EXERCISES, "my_brace": own}
    path = create(tmp_path, logbook.profile(2), known, Wishes(), NOW)
    schema = json.loads(resolved(path).read_text("utf-8"))
    assert not faults(schema, tomllib.loads(path.read_text("utf-8")))
    assert set(schema["$defs"]["ExerciseForm"]["properties"]["id"]["anyOf"][-1]["enum"]) == known.keys()


def test_a_routine_is_built_where_the_schema_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / schema_file.NAME).mkdir()
    path = create(tmp_path, logbook.profile(2), EXERCISES, Wishes(), NOW)
    assert routines.load(path, EXERCISES)[0].items
