"""A session that runs in another window: the dashboard of this one tells it, and starts no second one."""

from pathlib import Path

import pytest
from full_screen import NOW, Bench, on
from looking import until
from textual.pilot import Pilot
from textual.widgets import Static

from coach.core.exercise import Dose
from coach.log import Log, running
from coach.tui.screens.card import Message
from coach.tui.screens.dashboard import Dashboard
from coach.tui.words.dashboard import PLAYING

GOOD = "Next round: whenever it suits you today."


async def tells(pilot: Pilot[None], text: str) -> None:
    """Waits until the dashboard says this of the next round."""
    await on(pilot, Dashboard)
    await until(pilot, lambda: when(pilot) == text, repr(text))


def when(pilot: Pilot[None]) -> str:
    found = pilot.app.screen.query("#when").results(Static)
    return "".join(str(each.render()) for each in found)


async def test_reading_all_anew_leaves_the_dashboard_where_it_was(tmp_path: Path) -> None:
    async with Bench(tmp_path).app().run_test(size=(60, 20)) as pilot:
        await on(pilot, Dashboard)
        first = pilot.app.screen
        await pilot.press("down", "down")
        await until(pilot, lambda: first.query_one("#today").scroll_offset.y > 0, "the scroll")
        stood = first.query_one("#today").scroll_offset.y
        pilot.app.app_focus = False
        await pilot.pause()
        pilot.app.app_focus = True
        await until(
            pilot, lambda: isinstance(pilot.app.screen, Dashboard) and pilot.app.screen is not first, "anew"
        )
        await until(pilot, lambda: pilot.app.screen.query_one("#today").scroll_offset.y == stood, "it again")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_it_is_told_and_a_second_one_is_not_started(tmp_path: Path, size: tuple[int, int]) -> None:
    bench = Bench(tmp_path)
    with Log(bench.ws.home.log) as elsewhere:
        elsewhere.start(at=NOW, routine="two", planned={"bird_dog": Dose(1, 4, 5)}, routine_doses={}, runs=True)
        hold = running.take(bench.ws.home.log)
        assert hold is not None
        async with bench.app().run_test(size=size) as pilot:
            await tells(pilot, PLAYING)
            await pilot.press("enter")
            await on(pilot, Message, "A session is running already, in another window.")
            await pilot.press("enter")
            await tells(pilot, PLAYING)
            assert [session.at for session in bench.sessions()] == [NOW]
            hold.release()
            pilot.app.app_focus = False
            await pilot.pause()
            pilot.app.app_focus = True
            await tells(pilot, GOOD)
