"""`coach show` without a name lists every exercise with what the screening says of it today."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from command import ROOT, coach
from person import person

from coach.commands.exercise_files import listing
from coach.core.screening.for_exercise import Known
from coach.files import exercises, profile

SHIPPED = exercises.load_shipped()
CLAMSHELL = (ROOT / "coach" / "files" / "exercises" / "clamshell.toml").read_text("utf-8")


def marks(text: str) -> dict[str, str]:
    """The mark of each exercise by its id."""
    listed = text.partition("\n\n+ allowed")[0]
    return {found[2]: found[1] for found in re.finditer(r"^([-+. ]) ([a-z_]+)  ", listed, re.MULTILINE)}


def test_all_are_listed_with_what_holds_for_one_person(tmp_path: Path) -> None:
    profile.save(person(diagnosis=("spondylolisthesis",)), tmp_path / "profile.toml")
    done = coach(tmp_path, "show")
    assert done.returncode == 0
    found = marks(done.stdout)
    assert found.keys() == SHIPPED.keys()
    answers = profile.load(tmp_path / "profile.toml", datetime.now())
    known = Known(SHIPPED, answers, "", date.today())
    for id_, exercise in SHIPPED.items():
        assert (found[id_] == "-") == known.is_left_out(exercise), id_
        assert (found[id_] == "+") == (not known.is_left_out(exercise) and exercise.stage == 1), id_
    assert "+ allowed   . allowed from a later stage on   - left out" in done.stdout


def test_ones_own_come_first_and_without_a_screening_nothing_is_promised(tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    mine = CLAMSHELL.replace('id = "clamshell"', 'id = "zz_mine"').replace('name = "Clamshell"', 'name = "Mine"')
    (tmp_path / "exercises" / "zz_mine.toml").write_text(mine, "utf-8")
    done = coach(tmp_path, "show", "--plain")
    assert re.match(r"  zz_mine  +Mine  \(your own\)\n", done.stdout)
    assert set(marks(done.stdout).values()) == {" ", "."}
    assert "Nothing was screened" in done.stderr


def test_where_nothing_is_played_it_is_said_once() -> None:
    answers = replace(person(), red_flags_emergency=True)
    shown = "\n".join(listing.lines(Known(SHIPPED, answers, "", date(2026, 11, 24)), 80))
    assert shown.count("The coach plays no exercise now.") == 1
    assert set(marks(shown).values()) == {"-"}
    assert all(len(line) <= 80 for line in shown.splitlines())
