"""`coach check`: files of every kind against a real profile, as the command prints it."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from command import coach

from coach.app.check_files import Checker
from coach.core.exercise import Dose
from coach.core.model.done import Session, SetDone, SetSide
from coach.files.paths import Home
from coach.log import Log

ROOT = Path(__file__).resolve().parents[2]
PROFILE = """\
age = 41
red_flags_emergency = false
red_flags_clinician = false
clinician_agrees = true
clinician_agrees_extension = false
bone_heart_or_steroids = false
pregnant_weeks = 0
active = true
months_since_spinal_surgery = -1
first_pain_age = 35
diagnosis = ["spondylolisthesis"]
weeks_since_flare = 3
leg_symptoms_last_14_days = true
usual_pain = 3
opt_in_hard = false
stage = 1
screened_at = 2026-11-23T07:30:00
disclaimer_agreed = true
"""
CLEAN = 'format = 1\n[[exercise]]\nid = "bird_dog"\n'
BAD = """\
format = 1
name = "Ä"
[[exercise]]
id = "bird_dog"  # in use already, so it is not offered
[[exercise]]
id = "prone_prop"
repz = 3
[[exercise]]
id = "seated_flexion"
"""
EXTENSION = "bends the spine backward; left out for early spondylolisthesis"
END_RANGE = "goes to the end of the movement; left out for early spondylolisthesis"
SIDES: tuple[SetSide, ...] = ("left", "right")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "data", tmp_path / "data" / "cache")
    made.routines.mkdir(parents=True)
    return made


@pytest.fixture
def run(home: Home, tmp_path: Path) -> Run:
    def command(*args: str) -> tuple[int, str, str]:
        done = coach(home.data, *args, folder=tmp_path)
        return done.returncode, done.stdout, done.stderr

    return command


def checked(home: Home, path: Path) -> list[str]:
    return [str(mistake) for mistake in Checker(home, datetime.now()).check(path, "my.toml")]


def test_mistakes_of_form_and_screening_come_together(home: Home) -> None:
    home.profile.write_text(PROFILE)
    path = home.routines / "my.toml"
    path.write_text(BAD, "utf-8")
    assert checked(home, path) == [
        f"my.toml:6:6: error: 'prone_prop' {EXTENSION}; 'brace' would do [screening]",
        "my.toml:7:1: error: unknown key 'repz'; did you mean 'reps'? [unknown-key]",
        f"my.toml:9:6: error: 'seated_flexion' {END_RANGE}; 'knee_to_chest' would do [screening]",
    ]


def test_of_what_never_plays_no_dose_is_told(home: Home) -> None:
    path = home.routines / "my.toml"
    block = '[[exercise]]\nid = "{}"\nsets = 9\ntempo_s = [0.6, 3]\n'
    path.write_text("format = 1\n" + block.format("prone_prop") + block.format("bird_dog"), "utf-8")
    unscreened = [line for line in checked(home, path) if "[limit]" in line or "[pace]" in line]
    assert {line.split(":")[1] for line in unscreened} == {"4", "5", "8", "9"}
    home.profile.write_text(PROFILE)
    told = checked(home, path)
    assert [line.split(":")[1] for line in told if "[screening]" in line] == ["3"]
    assert {line for line in told if "[screening]" not in line} == {
        line for line in unscreened if int(line.split(":")[1]) > 5
    }


def test_what_is_offered_instead_may_itself_be_played_and_is_offered_once(home: Home) -> None:
    home.profile.write_text(PROFILE.replace("spondylolisthesis", "disc_herniation"))
    path = home.routines / "my.toml"
    path.write_text(
        "format = 1\n"
        + "".join(
            f'[[exercise]]\nid = "{id_}"\n' for id_ in ("seated_flexion", "knee_to_chest", "pelvic_tilt", "cat_cow")
        )
    )
    offered = [line.partition("; '")[2].partition("'")[0] for line in checked(home, path)]
    assert sorted(offered) == sorted(set(offered))
    path.write_text("format = 1\n" + "".join(f'[[exercise]]\nid = "{id_}"\n' for id_ in offered))
    assert checked(home, path) == []


@pytest.mark.parametrize(("stage", "warned"), [(1, True), (2, False), (None, True)])
def test_an_exercise_of_a_stage_that_is_not_reached_is_a_warning(
    run: Run, home: Home, stage: int | None, warned: bool
) -> None:
    """Without a profile it is stage 1, and nothing hard."""
    if stage is not None:
        home.profile.write_text(PROFILE.replace("stage = 1", f"stage = {stage}"))
    (home.routines / "my.toml").write_text('format = 1\n[[exercise]]\nid = "glute_bridge"\n')
    code, out, err = run("check", "my")
    said = "my:3:6: warning: 'glute_bridge' belongs to stage 2, and you are at 1: left out until then [stage]\n"
    assert (code, out) == (0, said if warned else "")
    assert ("Nothing was screened" in err) == (stage is None)


def test_a_hard_exercise_is_an_error_without_a_screening_too(home: Home) -> None:
    path = home.routines / "my.toml"
    path.write_text('format = 1\n[[exercise]]\nid = "superman"\n')
    (line,) = checked(home, path)
    assert line.startswith("my.toml:3:6: error: 'superman' ")


def test_a_log_that_cannot_be_read_does_not_keep_files_from_being_checked(home: Home) -> None:
    home.profile.write_text(PROFILE)
    home.log.write_bytes(b"no database at all, but long enough to look like one" * 20)
    path = home.routines / "my.toml"
    path.write_text(CLEAN)
    assert checked(home, path) == []


def test_a_hard_exercise_is_named_as_one(home: Home) -> None:
    home.profile.write_text(PROFILE.replace('"spondylolisthesis"', '"none_sitting"'))
    path = home.routines / "my.toml"
    path.write_text('format = 1\n[[exercise]]\nid = "superman"\n')
    (line,) = checked(home, path)
    assert line.startswith("my.toml:3:6: error: 'superman' ")
    assert line.endswith("; 'bird_dog' would do [screening]")


def test_a_file_is_read_as_what_it_is(home: Home, tmp_path: Path) -> None:
    home.profile.write_text(PROFILE.replace("stage = 1", "stage = 4"))
    home.settings.write_text("rate_wpm = 1\n")
    home.exercises.mkdir()
    own = home.exercises / "mine.toml"
    own.write_text('id = "mine"\n')
    elsewhere = tmp_path / "answers.toml"
    elsewhere.write_text(PROFILE.replace("age = 41", 'age = "41"'))
    assert checked(home, home.profile) == ["my.toml:16:9: error: 'stage' must be at most 3, found 4 [range]"]
    assert checked(home, home.settings) == ["my.toml:1:12: error: 'rate_wpm' must be at least 80, found 1 [range]"]
    assert checked(home, elsewhere) == [
        "my.toml:1:7: error: 'age' must be a whole number, found the text \"41\"; leave out the quotes [type]"
    ]
    lines = checked(home, own)
    assert lines
    assert all(line.startswith("my.toml:1:1: error: ") for line in lines)
    assert any("tags" in line for line in lines)


def test_an_exercise_that_is_not_in_its_folder_is_told_where_it_belongs(home: Home, tmp_path: Path) -> None:
    brace = (ROOT / "coach" / "files" / "exercises" / "brace.toml").read_text("utf-8")
    elsewhere = tmp_path / "my_brace.toml"
    elsewhere.write_text(brace.replace('id = "brace"', 'id = "my_brace"'), "utf-8")
    (line,) = checked(home, elsewhere)
    assert re.match(r"my\.toml:\d+:1: warning: this is an exercise file, .*\[place\]", line)
    content = elsewhere.read_bytes() + b"nothing = 1\n"
    found = Checker(home, datetime.now()).check_content(Path("-"), "-", content)
    assert [mistake.rule for mistake in found] == ["place", "unknown-key"]
    unsaved = content.replace(b"nothing = 1\n", b"").replace(b'"my_brace"', b'"other"')
    (mistake,) = Checker(home, datetime.now()).check_content(home.exercises / "my_brace.toml", "-", unsaved)
    assert mistake.rule == "id", "it is the content that is checked, not what is in the file"
    (home.routines / "mine.toml").write_text('id = "calf"\ntags = ["neutral"]\n')
    (line,) = checked(home, home.routines / "mine.toml")
    assert line.startswith("my.toml:2:1: error: this is an exercise file")


def test_settings_that_name_a_routine_which_is_not_there_are_warned_of(home: Home) -> None:
    home.settings.write_text('routine = "first-week"\n')
    assert checked(home, home.settings) == [
        "my.toml:1:11: warning: There is no routine named 'first-week'; "
        "did you mean 'first-weeks'? [unknown-routine]"
    ]
    home.settings.write_text('routine = "first-weeks"\n')
    assert checked(home, home.settings) == []


@pytest.mark.voice
def test_settings_that_name_a_voice_which_is_not_there_are_warned_of(run: Run, home: Home) -> None:
    home.settings.write_text('voice = "no such voice"\n')
    code, out, _ = run("check")
    assert code == 0
    assert ":1:9: warning: There is no voice 'no such voice'" in out
    assert out.endswith("[voice]\n")


def test_several_files_are_all_checked_and_one_error_fails_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("format = 1\n[[exercise]]\n")
    (tmp_path / "b.toml").write_text(CLEAN)
    (tmp_path / "c.toml").write_text(CLEAN + "reps = 7\n")
    code, out, err = run("check", "a.toml", "no.toml", "b.toml", "./c.toml", "first-weeks")
    assert code == 1
    assert out.splitlines() == [
        "a.toml:2:1: error: 'id' is missing; add a line such as id = \"bird_dog\" [missing]",
        "no.toml:1:1: error: there is no such file [file]",
        "./c.toml:4:8: warning: bird_dog changes sides with every repetition, so 'reps' must be even; "
        "6 will be used [limit]",
    ]
    assert err.splitlines() == [
        "Nothing was screened, as there is no profile yet. Answer the screening: coach screen",
        "Checked 5 files: 2 errors, 1 warning.",
    ]


def test_warnings_alone_do_not_fail_the_run_and_a_clean_file_prints_nothing(run: Run, home: Home) -> None:
    home.profile.write_text(PROFILE)
    (home.routines / "my.toml").write_text(CLEAN + "reps = 7\n")
    code, out, err = run("check", "my")
    assert (code, out.count("\n"), err) == (0, 1, "Checked 1 file: 0 errors, 1 warning.\n")
    (home.routines / "my.toml").write_text(CLEAN)
    assert run("check", "my") == (0, "", "Checked 1 file: no mistakes.\n")


def test_without_arguments_every_own_file_is_checked(run: Run, home: Home) -> None:
    assert run("check") == (0, "", "You have no files of your own yet, so there is nothing to check.\n")
    home.profile.write_text(PROFILE.replace("age = 41", "age = true"))
    home.settings.write_text("x = 1\n")
    (home.routines / "my.toml").write_text("x = 1 1\n")
    code, out, err = run("check")
    assert code == 1
    assert list(dict.fromkeys(line.partition(": error")[0] for line in out.splitlines())) == [
        f"{home.routines / 'my.toml'}:1:7",
        f"{home.profile}:1:7",
        f"{home.settings}:1:1",
    ]
    assert err.startswith("Nothing was screened, as the profile has mistakes. Check it: coach check\n")


def test_control_characters_in_names_and_files_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    name = "a\x1b[2Jb.toml"
    (tmp_path / name).write_text('format = 1\n[[exercise]]\nid = "\\u001b]0;x\\u0007"\n"\\u001bk" = 1\n')
    code, out, _ = run("check", name)
    assert code == 1
    assert "\x1b" not in out
    assert out.startswith("a\\x1b[2Jb.toml:3:6: error: unknown exercise '\\x1b]0;x\\x07'")


def test_the_schema_command_knows_own_exercises(run: Run, home: Home) -> None:
    home.exercises.mkdir()
    brace = (ROOT / "coach" / "files" / "exercises" / "brace.toml").read_text("utf-8")
    (home.exercises / "my_brace.toml").write_text(brace.replace('id = "brace"', 'id = "my_brace"'), "utf-8")
    code, out, err = run("schema")
    assert (code, err) == (0, "")
    ids = json.loads(out)["$defs"]["ExerciseForm"]["properties"]["id"]["anyOf"][-1]["enum"]
    assert {"bird_dog", "my_brace"} < set(ids)


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("routine", {"format", "exercise"}),
        ("exercise", {"tags", "cues", "figure"}),
        ("profile", {"age", "diagnosis"}),
        ("settings", {"voice", "words", "change", "change_s"}),
    ],
)
def test_the_schema_of_each_kind_of_file_is_asked_for_by_name(run: Run, kind: str, keys: set[str]) -> None:
    code, out, err = run("schema", kind)
    assert (code, err) == (0, "")
    assert keys < json.loads(out)["properties"].keys()
    assert json.loads(out)["title"] == f"Backcoach {kind}"


def test_the_schema_is_written_where_it_is_wished(run: Run, tmp_path: Path) -> None:
    _, printed, _ = run("schema", "settings")
    code, out, err = run("schema", "settings", "-o", "settings.schema.json")
    assert (code, err) == (0, "")
    assert out == "settings.schema.json\n"
    assert (tmp_path / "settings.schema.json").read_bytes().decode() == printed


def test_the_profile_in_use_is_read_as_every_command_reads_it(home: Home, tmp_path: Path) -> None:
    ahead = PROFILE.replace("2026-11-23", "2999-11-23")
    home.profile.write_text(ahead)
    elsewhere = tmp_path / "answers.toml"
    elsewhere.write_text(ahead)
    (own,), (other,) = checked(home, home.profile), checked(home, elsewhere)
    assert own.startswith("my.toml:17:15: warning: screened_at is in the future; read as now, 20")
    assert other.startswith("my.toml:17:15: warning: screened_at is in the future; read as now, 20")


def test_quiet_weeks_bring_the_stretch_back_here_too(home: Home) -> None:
    today = datetime.now().replace(hour=8, minute=0, second=0, microsecond=0)
    screened = (today - timedelta(days=40)).isoformat()
    home.profile.write_text(
        PROFILE.replace("spondylolisthesis", "disc_herniation")
        .replace("2026-11-23T07:30:00", screened)
        .replace("weeks_since_flare = 3", "weeks_since_flare = 8")
        .replace("days = true", "days = false")
    )
    path = home.routines / "my.toml"
    path.write_text('format = 1\n[[exercise]]\nid = "seated_flexion"\n[[exercise]]\nid = "clamshell"\n')
    (line,) = checked(home, path)
    assert "until 28 days without a step back have passed" in line
    planned = {"clamshell": Dose(1, 10, 0)}
    with Log(home.log) as log:
        for days in range(32, 0, -2):
            at = today - timedelta(days=days)
            done = tuple(SetDone("clamshell", 1, side, 10, at) for side in SIDES)
            log.add(Session(0, at, "my", planned, done, before=2, after=2, effort="ok", finished=True))
    assert checked(home, path) == []
