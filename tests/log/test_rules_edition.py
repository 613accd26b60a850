"""A state that was kept under other rules is never used: whoever changes the rules must raise their edition."""

import shutil
from pathlib import Path

import pytest
import rules_edition

from coach.log import checkpoint


def test_the_edition_was_raised_with_the_rules() -> None:
    assert rules_edition.NOTED.read_text("utf-8").split() == [str(checkpoint.EDITION), rules_edition.digest()], (
        "What leads from the log to a state has changed, so states that were kept before must not be used:"
        " run python tests/helpers/rules_edition.py, which raises EDITION in coach/log/checkpoint.py"
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(rules_edition.ROOT / "coach", tmp_path / "coach", ignore=shutil.ignore_patterns("__pycache__"))
    assert rules_edition.digest(tmp_path) == rules_edition.digest()
    return tmp_path


def test_a_change_of_any_module_that_leads_to_a_state_asks_for_it(copied: Path) -> None:
    names = rules_edition.modules()
    assert {
        "coach.core.progression.state",
        "coach.core.exercise",
        "coach.core.model.done",
        "coach.core.doses",
        "coach.log.rows",
    } <= names.keys()
    for name in names:
        path = rules_edition.file_of(name, copied)
        assert path is not None
        source = path.read_text("utf-8")
        path.write_text(f"{source}\nMORE = 1\n", "utf-8")
        assert rules_edition.digest(copied) != rules_edition.digest()
        path.write_text(source, "utf-8")


def test_words_and_the_number_itself_do_not(copied: Path) -> None:
    path = copied / "coach" / "log" / "checkpoint.py"
    text = path.read_text("utf-8")
    number = f"EDITION = {checkpoint.EDITION}"
    assert text.count(number) == 1
    path.write_text("# More words.\n" + text.replace(number, "EDITION = 999").replace("Keeps", "Holds", 1), "utf-8")
    assert rules_edition.digest(copied) == rules_edition.digest()
