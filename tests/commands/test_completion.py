"""`coach completion`: what a shell offers while one types, asked of the real shells."""

import argparse
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from command import coach, environment, screened

from coach.cli.overview import build_parser

needs_shtab = pytest.mark.skipif(
    importlib.util.find_spec("shtab") is None and os.environ.get("CI") != "true",
    reason="shtab is not installed: pip install -c constraints.txt -e .",
)
# Each typed line and what must be offered at its end, among other things or alone.
TYPED = [
    ("coach pl", {"play"}),
    ("coach play ", {"short", "first-weeks"}),
    ("coach play fi", {"first-weeks"}),
    ("coach play --pl", {"--plain"}),
    ("coach play --output s", {"simpleaudio", "silent"}),
    ("coach new --with bird", {"bird_dog"}),
    ("coach show my_", {"my_stretch"}),
    ("coach log a", {"add"}),
    ("coach log add --routine sh", {"short"}),
    ("coach schema set", {"settings"}),
    ("coach completion ", {"bash", "zsh", "fish"}),
]
NEXT = "--next--"
SHELLS = [
    pytest.param(
        name,
        marks=pytest.mark.skipif(
            shutil.which(name) is None, reason=f"there is no {name} here (.ci/run installs it)"
        ),
    )
    for name in ("bash", "zsh", "fish")
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    made = screened(tmp_path / "home")
    (made / "exercises").mkdir()
    (made / "exercises" / "my_stretch.toml").write_text("", "utf-8")
    return made


def offered(home: Path, shell: str, *typed: str) -> list[set[str]]:
    """What the shell offers at the end of each line, with the script of the coach and nothing else of a user's."""
    folder = home.parent / "bin"
    folder.mkdir()
    made = coach(home, "completion", shell)
    assert made.returncode == 0, made.stderr
    (folder / "script").write_text(made.stdout, "utf-8")
    # The script calls it by its name.
    (folder / "coach").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m coach "$@"\n', "utf-8")
    (folder / "coach").chmod(0o755)
    code = {"bash": in_bash, "zsh": in_zsh, "fish": in_fish}[shell](folder, typed)
    quiet = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    more = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "HOME": str(home.parent), "TERM": "dumb"}
    done = subprocess.run(
        [shell, *quiet, "-c", code], env=environment(home, more), capture_output=True, text=True, timeout=100,
        check=False, cwd=folder,
    )  # fmt: skip
    sections = done.stdout.split(f"{NEXT}\n")[:-1]
    assert len(sections) == len(typed), done.stderr
    return [{line.split("\t")[0].strip() for line in each.splitlines() if line.strip()} for each in sections]


def in_bash(folder: Path, typed: Sequence[str]) -> str:
    """As bash does with a Tab: the function that is registered, with the words so far."""
    code = f"""
        source {folder / "script"}
        function=$(complete -p coach | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    """
    for line in typed:
        words = line.split(" ")
        code += f"""
        COMP_WORDS=({" ".join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}
        COMP_LINE={shlex.quote(line)}; COMP_POINT={len(line)}
        $function coach "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}" {NEXT}
        """
    return code


def in_zsh(folder: Path, typed: Sequence[str]) -> str:
    """In a terminal of zsh's own, where what it would offer goes into a file.

    After each line come a Tab, a key that takes the line back, and one that ends the section. They are typed at the
    prompt: before it the terminal itself would take them for its own.
    """
    inside = f"""
        autoload -Uz compinit; compinit -u -D
        source {folder / "script"}; compdef _shtab_coach coach
        compadd() {{ local -a found; builtin compadd -O found "$@"; print -rl -- $found >>{folder / "told"} }}
        ended() {{ print -r -- {NEXT} >>{folder / "told"} }}
        zle -N ended; bindkey '^I' complete-word '^U' kill-whole-line '^G' ended; PS1='REA''DY>'
    """
    (folder / "inside").write_text(inside, "utf-8")
    lines = "".join(f"zpty -w -n z {shlex.quote(line)}$'\\t\\x15\\x07'\n" for line in typed)
    return f"""
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z source {folder / "inside"}
        zpty -r z shown '*READY>*'
        {lines}
        zpty -w z exit
        while zpty -r z shown; do :; done
        cat {folder / "told"}
    """


def in_fish(folder: Path, typed: Sequence[str]) -> str:
    asked = "".join(f"complete -C {shlex.quote(line)}\necho {NEXT}\n" for line in typed)
    return f"source {folder / 'script'}\n{asked}"


@needs_shtab
@pytest.mark.parametrize("shell", SHELLS)
def test_commands_flags_and_names_are_offered(home: Path, shell: str) -> None:
    for (line, wanted), found in zip(TYPED, offered(home, shell, *(line for line, _ in TYPED)), strict=True):
        assert found >= wanted, (line, found)
        assert not found & {"bird_dog", "superman"} - wanted, line


@needs_shtab
@pytest.mark.parametrize("shell", SHELLS)
def test_the_name_of_a_file_never_acts(home: Path, shell: str) -> None:
    """Shells read offered words as code: a routine that somebody sent must not be one."""
    text = (home / "routines" / "short.toml").read_text("utf-8")
    for name in ("$(touch acted)", "`touch acted`", "a;touch acted", "b c", "-x", "short2"):
        (home / "routines" / f"{name}.toml").write_text(text, "utf-8")
    (found,) = offered(home, shell, "coach play ")
    assert {"short", "short2"} <= found
    assert not list(home.parent.rglob("acted*"))
    assert not [each for each in found if "touch" in each or each == "-x"]


@needs_shtab
def test_every_command_and_every_flag_is_in_each_script(tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish"):
        script = coach(tmp_path, "completion", shell).stdout
        for command, parser in commands():
            assert command in script
            long = [each for action in parser._actions for each in action.option_strings if each.startswith("--")]
            for flag in long:
                assert flag.removeprefix("--") in script, (shell, command, flag)


def commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    whole = build_parser((), whole=True)
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, parser in action.choices.items():
                parser._actions = [each for each in parser._actions if each.help != argparse.SUPPRESS]
                yield name, parser


def test_without_a_shell_it_says_which_there_are(tmp_path: Path) -> None:
    done = coach(tmp_path, "completion")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bash, zsh or fish" in done.stderr
    assert coach(tmp_path, "completion", "csh").returncode == 2


def test_names_are_those_that_can_be_named(home: Path) -> None:
    (home / "routines" / "$(x).toml").write_text("", "utf-8")
    assert coach(home, "completion", "--names", "routines").stdout.split() == [
        "short", "desk-break", "first-weeks", "next-step",
    ]  # fmt: skip
    ids = coach(home, "completion", "--names", "exercises").stdout.split()
    assert {"bird_dog", "my_stretch"} <= set(ids)
