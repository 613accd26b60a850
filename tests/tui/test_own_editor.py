"""`E` hands a routine to the editor that the user has, and looks at the file when that is closed."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from full_screen import Bench, on
from in_tmux import Terminal, home_for
from pulse import until

from coach.app.writing import own_editor
from coach.errors import CoachError
from coach.files import paths
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard

SHIPPED = (paths.shipped("routines") / "first-weeks.toml").read_bytes()
# Says which file it has, waits for Enter, then does its change.
EDITOR = '#!/bin/sh\necho "editing $(basename "$2") with $1"\nread line\n{change}\n'


@contextmanager
def with_editor(folder: Path, change: str, routine: str) -> Iterator[tuple[Terminal, Path]]:
    home = home_for(folder / "home")
    (home / "settings.toml").write_text(f'routine = "{routine}"\n')
    script = folder / "my editor"
    script.write_text(EDITOR.format(change=change))
    script.chmod(0o755)
    running = Terminal(home, more={"VISUAL": f"'{script}' --wait", "EDITOR": "false"}, size=(80, 24))
    try:
        until(lambda: "Enter" in running.shows() and "quit" in running.shows(), 60)
        running.press("E")
        until(lambda: f"editing {routine}.toml with --wait" in running.shows(), 60)
        yield running, home / "routines" / f"{routine}.toml"
    finally:
        running.close()


@pytest.mark.terminal
def test_what_was_changed_there_is_on_the_dashboard_at_once(tmp_path: Path) -> None:
    with with_editor(tmp_path, """sed -i 's/"Short"/"Changed outside"/' "$2" """, "short") as (running, _):
        running.press("Enter")
        until(lambda: "Changed outside" in running.shows() and "quit" in running.shows(), 60)


@pytest.mark.terminal
def test_mistakes_are_told_on_return_and_end_nothing(tmp_path: Path) -> None:
    with with_editor(tmp_path, """sed -i 's/"clamshell"/"clamshel"/' "$2" """, "short") as (running, _):
        running.press("Enter")
        until(lambda: "short.toml: 1 mistake" in running.shows(), 60)
        assert "did you mean 'clamshell'?" in " ".join(running.shows().replace("│", " ").split())
        running.press("Enter")
        until(lambda: "short.toml has a mistake, so it cannot be played yet." in running.shows(), 60)


@pytest.mark.terminal
def test_one_that_came_with_the_coach_is_copied_only_where_it_is_changed(tmp_path: Path) -> None:
    with with_editor(tmp_path, "true", "first-weeks") as (running, own):
        assert own.read_bytes() == SHIPPED
        running.press("Enter")
        until(lambda: "quit" in running.shows(), 60)
        assert not own.exists()
    change = """printf '# mine\\n' >> "$2" """
    with with_editor(tmp_path / "again", change, "first-weeks") as (running, own):
        running.press("Enter")
        until(lambda: "quit" in running.shows(), 60)
        assert own.read_bytes() == SHIPPED + b"# mine\n"
    assert (paths.shipped("routines") / "first-weeks.toml").read_bytes() == SHIPPED


@pytest.mark.parametrize("editor", [None, "", "  "])
async def test_without_an_editor_it_is_told_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str | None
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    if editor is not None:
        monkeypatch.setenv("EDITOR", editor)
    async with Bench(tmp_path).app(rating=False).run_test(size=(80, 24)) as pilot:
        await on(pilot, Dashboard)
        await pilot.press("E")
        await on(pilot, Message, "Set VISUAL or EDITOR to its name, for example: export EDITOR=nano")
        await pilot.press("enter")
        await on(pilot, Dashboard)


@pytest.mark.skipif(sys.platform == "win32", reason="words of a command are told apart in another way there")
def test_the_command_is_that_of_visual_and_else_of_editor() -> None:
    path = Path("/a b/two.toml")
    assert own_editor.command({"VISUAL": "'my editor' -w", "EDITOR": "nano"}, path) == [
        "my editor",
        "-w",
        str(path),
    ]
    assert own_editor.command({"VISUAL": " ", "EDITOR": "nano"}, path) == ["nano", str(path)]
    with pytest.raises(CoachError, match="a quote is left open"):
        own_editor.command({"EDITOR": "'nano"}, path)


def test_one_that_is_not_there_or_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(tmp_path / "gone"))
    with pytest.raises(CoachError, match=r"gone: .*\. Set VISUAL or EDITOR to its name"):
        own_editor.edit(tmp_path)
    monkeypatch.setenv("EDITOR", f"{sys.executable} -c 'raise SystemExit(3)'")
    with pytest.raises(CoachError, match="ended with code 3"):
        own_editor.edit(tmp_path)
