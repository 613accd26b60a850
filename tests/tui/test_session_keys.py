"""The keys of a session stand in one table: what binds, what help and footer say, what the palette offers."""

from pathlib import Path

import pytest
from looking import until
from scenes import Host, home_in, session
from textual.binding import Binding

from coach.tui import key_help, session_keys
from coach.tui.session_keys import TABLE, SessionKey


@pytest.mark.parametrize("key", TABLE, ids=lambda key: key.action)
async def test_a_row_of_the_table_is_bound_told_and_offered(key: SessionKey, tmp_path: Path) -> None:
    screen = session(home_in(tmp_path))
    app = Host(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.screen is screen, "the session")
        for pressed in key.binding.key.split(","):
            assert screen._bindings.key_to_bindings[pressed][0].action == key.action
        offered = {each.description: each.action for each in key_help.bindings(screen)}
        assert offered[key.name] == key.action
    footer = session_keys.footer(paused=False, figure="figure")
    assert (key.first, key.hint) in footer
    told = session_keys.help_text().splitlines()
    assert not key.means or any(key.first in line.split() and key.means in line for line in told)


def test_no_key_does_two_things() -> None:
    keys = [pressed for key in TABLE for pressed in key.binding.key.split(",")]
    assert len(keys) == len(set(keys))
    assert len({key.rank for key in TABLE}) == len(TABLE)


def test_a_new_row_is_all_that_a_new_key_needs() -> None:
    assert [each for each in session_keys.BINDINGS if isinstance(each, Binding)] == [key.binding for key in TABLE]


def test_the_footer_says_what_a_key_does_now() -> None:
    assert dict(session_keys.footer(paused=True, figure=""))["space"] == "go on"
    assert "g" not in dict(session_keys.footer(paused=True, figure=""))
    assert dict(session_keys.footer(paused=False, figure="hide figure"))["g"] == "hide figure"
    assert "0 to 9" not in dict(session_keys.footer_at_end(rated=False))
