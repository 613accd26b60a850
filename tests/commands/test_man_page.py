"""The manual page: every command and flag is on it, and man has nothing to say against it."""

import argparse
import shutil
import subprocess

import pytest

from coach import examples, man_page
from coach.cli import overview


def plain(text: str) -> str:
    return text.replace("\\-", "-").replace("\\e", "\\")


def test_every_command_flag_and_example_is_on_it() -> None:
    page = plain(man_page.text())
    waiting = [overview.build_parser((), whole=True)]
    while waiting:
        parser = waiting.pop()
        assert parser.prog in page
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                waiting += action.choices.values()
            elif action.help != argparse.SUPPRESS and not {"--help", "--version"} & {*action.option_strings}:
                assert all(each in page for each in action.option_strings), action
    assert all(line in page for prog, lines in examples.EXAMPLES.items() if prog != "coach" for line in lines)


def test_no_line_begins_as_a_request_by_chance() -> None:
    known = {".TH", ".SH", ".SS", ".B", ".TP", ".PP", ".nf", ".fi"}
    lines = man_page.text().splitlines()
    assert {line.split()[0] for line in lines if line.startswith((".", "'"))} == known
    assert lines[0].startswith(".TH COACH 1 ")


@pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff here")
def test_groff_sets_it_without_a_warning() -> None:
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-Kutf8", "-ww", "-z"],
        input=man_page.text(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
