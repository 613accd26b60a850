"""The forms of what `coach check` prints: with line and caret, a line each, for other programs; and its rules."""

import argparse
import ast
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.commands import check
from coach.files.rules import RULES

ROOT = Path(__file__).resolve().parents[2]
FAULTY = 'format = 2\n[[exercise]]\n\tid = bird_dog # 体操\nnote = "体操", repz = 3\n'
FIRST_LINES = [
    'mine.toml:3:7: error: text needs quotes: id = "bird_dog" [syntax]',
    "mine.toml:4:14: error: one key on a line: put 'repz = 3' on a line of its own [syntax]",
]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def command(*files: str, text: str = "", **options: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        asked = {"files": list(files), "format": None, "json": False, "rules": False} | options
        code = check.run(argparse.Namespace(**asked))
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return command


def test_in_full_each_mistake_has_its_line_a_caret_and_what_to_write(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(FAULTY, "utf-8")
    code, out, _ = run("mine.toml", format="full")
    assert code == 1
    assert out.splitlines()[:8] == [
        FIRST_LINES[0],
        "      id = bird_dog # 体操",
        "           ^",
        '    help: write: id = "bird_dog"  # 体操',
        FIRST_LINES[1],
        '    note = "体操", repz = 3',
        "                   ^",
        '    help: write: note = "体操" and repz = 3',
    ]


def test_elsewhere_than_on_a_terminal_the_first_lines_stand_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(FAULTY, "utf-8")
    usual, compact = run("mine.toml"), run("mine.toml", format="compact")
    assert usual == compact
    full = run("mine.toml", format="full")[1]
    assert [line for line in full.splitlines() if not line.startswith("    ")] == compact[1].splitlines()


def test_other_programs_get_a_list(run: Run) -> None:
    code, out, _ = run("-", text=FAULTY, json=True)
    found = json.loads(out)
    assert code == 1
    assert found[0] == {
        "file": "-",
        "line": 3,
        "column": 7,
        "severity": "error",
        "rule": "syntax",
        "message": 'text needs quotes: id = "bird_dog"',
        "help": 'write: id = "bird_dog"  # 体操',
    }
    assert all(each["help"] for each in found)
    assert json.loads(run("-", text='format = 1\n[[exercise]]\nid = "bird_dog"\n', json=True)[1]) == []
    assert json.loads(run(json=True)[1]) == []


def test_a_hundred_mistakes_are_told_and_how_many_more_there_are(run: Run) -> None:
    text = "format = 1\n" + "".join(f'[[exercise]]\nid = "no_{number}"\n' for number in range(120))
    for wrong in (text, text.replace("id = ", "id: ").replace("no_", "brace"), "a b c\n" * 120):
        code, out, err = run("-", text=wrong)
        assert code == 1
        assert len(out.splitlines()) == 100
        more, total = (
            re.search(r"^-: (\d+) more mistakes not shown\.", err),
            re.search(r"(\d+) errors?, (\d+)", err),
        )
        assert more
        assert total
        assert int(total[1]) + int(total[2]) == 100 + int(more[1])


def test_a_long_line_is_shown_around_the_mistake(run: Run) -> None:
    text = "format = 1\n[[exercise]]\n" + 'id = "brace"\n' + "tempo_s = [" + "1, " * 300 + "2 3]\n"
    lines = run("-", text=text, format="full")[1].splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip() == "^")
    assert all(len(line) < 130 for line in lines[at - 1 : at + 1])
    assert lines[at - 1][lines[at].index("^")] in "1234567890"


def test_every_rule_that_is_used_is_listed_and_the_other_way_round(run: Run) -> None:
    used = set()
    for path in [*(ROOT / "coach" / "files").rglob("*.py"), ROOT / "coach" / "app" / "check_files.py"]:
        if path.name != "rules.py":
            nodes = ast.walk(ast.parse(path.read_text("utf-8")))
            used |= {node.value for node in nodes if isinstance(node, ast.Constant)} & set(RULES)
    assert used == set(RULES)
    code, out, _ = run(rules=True)
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == sorted(RULES)
    assert {each["rule"] for each in json.loads(run(rules=True, json=True)[1])} == set(RULES)
