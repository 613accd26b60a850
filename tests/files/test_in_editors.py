"""The files and their schemas in tombi, the checker and language server that editors use, without a network.

Every right file is right there too, and a file is faulty there exactly where the coach's own reading of the schema
says so; keys, exercises, texts and mistakes come to the editor.
"""

import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import logbook
import pytest
from language_server import LanguageServer
from schema_check import faults
from test_create_exercise import STRETCH
from test_schemas import EXERCISES, FILES, SCHEMAS, files, is_toml, told

from coach.core.routine_builder import Wishes
from coach.files.exercises import create as exercise_file
from coach.files.routines import schema_file
from coach.files.routines.create import create

ROOT = Path(__file__).parents[2]
TOMBI = shutil.which("tombi")
NOW = datetime(2026, 11, 23, 8)
pytestmark = pytest.mark.skipif(
    TOMBI is None and os.environ.get("BACKCOACH_TEST_TOMBI") != "1",
    reason="tombi is not in the PATH: pipx install tombi (.ci/run does so)",
)
TEXT = """\
#:schema ./routine.schema.json

format = 2
words = "full"

[[exercise]]
id = "bird_dog"
hold_s = 2

[[exercise]]
id = ""

[[exercise]]

"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every schema, each for the files of its own folder."""
    made = tmp_path_factory.mktemp("editor")
    config = ""
    for kind, schema in SCHEMAS.items():
        (made / kind).mkdir()
        (made / f"{kind}.schema.json").write_text(schema_file.text_of(schema), "utf-8")
        config += f'[[schemas]]\npath = "{kind}.schema.json"\ninclude = ["{kind}/*.toml"]\n'
    (made / "tombi.toml").write_text(config, "utf-8")
    return made


def lint(folder: Path, *names: str) -> dict[str, list[dict[str, object]]]:
    """What tombi says of files, by their names; also of a text that is no TOML."""
    report = folder / "report.json"
    subprocess.run(
        [TOMBI or "tombi", "lint", "--offline", "--quiet", "--diagnostics-format", "json", "--diagnostics-file",
         str(report), *names], cwd=folder, check=False, capture_output=True,
    )  # fmt: skip
    found: dict[str, list[dict[str, object]]] = {name: [] for name in names}
    for each in json.loads(report.read_text("utf-8")):
        found[each["path"]].append(each)
    return found


def written(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every file of the tests on schemas, in its kind's folder: its place, its kind, its text."""
    for number, (kind, _, text) in enumerate(files()):
        place = f"{kind}/{number}.toml"
        (folder / place).write_bytes(text.encode("utf-8", "replace"))
        yield place, kind, text


def test_a_file_is_faulty_there_where_its_schema_says_so(folder: Path) -> None:
    places = [*written(folder)]
    found = lint(folder, *(place for place, _, _ in places))
    differing = []
    for place, kind, text in places:
        errors = [each for each in found[place] if each["level"] == "error"]
        wanted = bool(faults(SCHEMAS[kind], tomllib.loads(text))) if is_toml(text) else True
        if bool(errors) != wanted:
            differing.append((text, told(kind, text), errors))
    assert not differing, differing[:3]
    assert len(places) > len(FILES), "some are no TOML at all"


def test_shipped_and_built_routines_lead_to_their_schema_by_their_own_line(tmp_path: Path) -> None:
    for path in (ROOT / "routines").iterdir():
        shutil.copy(path, tmp_path)
    built = create(tmp_path, logbook.profile(2), EXERCISES, Wishes(), NOW)
    names = [path.name for path in tmp_path.glob("*.toml")]
    assert len(names) > 3
    assert lint(tmp_path, *names) == {name: [] for name in names}
    for name in names:  # That they are clean is because of the schema, not for want of one.
        path = tmp_path / name
        path.write_text(path.read_text("utf-8").replace("[[exercise]]", "[[exercise]]\nunknown = 1", 1), "utf-8")
    assert all(each for each in lint(tmp_path, *names).values())
    assert built.name in names


def test_keys_and_exercises_are_offered_with_what_they_are(tmp_path: Path) -> None:
    (tmp_path / schema_file.NAME).write_text(schema_file.text_of(SCHEMAS["routine"]), "utf-8")
    lines = TEXT.split("\n")
    tables = SCHEMAS["routine"]["$defs"]
    with LanguageServer([TOMBI or "tombi", "lsp", "--offline"], tmp_path) as server:
        uri = server.opened(tmp_path / "mine.toml", TEXT)
        offered = server.completions(uri, len(lines) - 2, 0)
        assert offered.keys() == tables["ExerciseForm"]["properties"].keys()
        for key in ("sets", "tempo_s", "note"):
            assert tables["ExerciseForm"]["properties"][key]["description"] in offered[key]
        above = server.completions(uri, 4, 0)
        assert above.keys() >= SCHEMAS["routine"]["properties"].keys() - {"format", "words", "exercise"}
        ids = server.completions(uri, lines.index('id = ""'), len('id = "'))
        assert ids.keys() == EXERCISES.keys()
        for id_, text in ids.items():
            assert EXERCISES[id_].name in text
            assert f"most in a day: {EXERCISES[id_].day_reps} repetitions" in text
        other = server.opened(tmp_path / "other.toml", TEXT.replace('words = "full"', 'words = ""'))
        words = server.completions(other, lines.index('words = "full"'), len('words = "'))
        assert words.keys() >= {"learning", "full", "brief", "beeps"}


def test_beside_a_key_and_an_exercise_stands_what_it_is(tmp_path: Path) -> None:
    (tmp_path / schema_file.NAME).write_text(schema_file.text_of(SCHEMAS["routine"]), "utf-8")
    lines = TEXT.split("\n")
    with LanguageServer([TOMBI or "tombi", "lsp", "--offline"], tmp_path) as server:
        uri = server.opened(tmp_path / "mine.toml", TEXT)
        held = server.hover(uri, lines.index("hold_s = 2"), 2)
        assert "Seconds to hold each repetition" in held
        assert "Maximum: `300`" in held
        dog = server.hover(uri, lines.index('id = "bird_dog"'), len('id = "b'))
        assert "Bird-dog: on hands and knees" in dog
        assert "Belly brace" not in dog, "of the others nothing"


def test_a_mistake_is_underlined_where_it_is_while_it_is_typed(tmp_path: Path) -> None:
    (tmp_path / schema_file.NAME).write_text(schema_file.text_of(SCHEMAS["routine"]), "utf-8")
    faulty = TEXT.replace('"bird_dog"', '"bird_dgo"').replace("hold_s = 2", "holds = 2")
    lines = faulty.split("\n")
    with LanguageServer([TOMBI or "tombi", "lsp", "--offline"], tmp_path) as server:
        uri = server.opened(tmp_path / "mine.toml", faulty)
        starts = {each["range"]["start"]["line"] for each in server.diagnostics(uri)}
        missing = [number for number, line in enumerate(lines) if line == "[[exercise]]"][-1]
        assert starts >= {lines.index('id = "bird_dgo"'), lines.index("holds = 2"), lines.index('id = ""')}
        assert starts & {missing, missing + 1}, "an exercise without its id"
        right = server.opened(tmp_path / "right.toml", TEXT.partition('\n[[exercise]]\nid = ""')[0])
        assert server.diagnostics(right) == []


def test_every_file_of_the_tests_has_its_mistakes_inside_of_it(folder: Path) -> None:
    with LanguageServer([TOMBI or "tombi", "lsp", "--offline"], folder) as server:
        for place, kind, text in written(folder):
            found = server.diagnostics(server.opened(folder / place, text))
            wanted = not is_toml(text) or bool(faults(SCHEMAS[kind], tomllib.loads(text)))
            assert wanted == any(each["severity"] == 1 for each in found), (place, text, found)
            last = text.count("\n")
            assert all(0 <= each["range"]["start"]["line"] <= last for each in found), place


def test_an_own_exercise_is_offered_too(tmp_path: Path) -> None:
    known = {**EXERCISES, "my_brace": replace(EXERCISES["brace"], id="my_brace", name="My own brace")}
    path = create(tmp_path, logbook.profile(2), known, Wishes(), NOW)
    text = path.read_text("utf-8") + '\n[[exercise]]\nid = ""\n'
    with LanguageServer([TOMBI or "tombi", "lsp", "--offline"], tmp_path) as server:
        uri = server.opened(path, text)
        offered = server.completions(uri, text.count("\n") - 1, len('id = "'))
        assert "My own brace" in offered["my_brace"]


def test_an_exercise_of_one_s_own_leads_to_its_schema_too(tmp_path: Path) -> None:
    path = exercise_file.create(tmp_path, tmp_path / "routines", STRETCH)
    assert lint(tmp_path, path.name) == {path.name: []}
    path.write_text(path.read_text("utf-8").replace("\nname = ", "\nunknown = 1\nname = ", 1), "utf-8")
    assert [each["code"] for each in lint(tmp_path, path.name)[path.name]] == ["key-not-allowed"]
