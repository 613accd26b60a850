"""Waits at the end of a session until the log has it, and asks where that takes long; it asks nothing else."""

import asyncio

from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.session.conductor import Conductor
from coach.tui.base_app import BaseApp
from coach.tui.screens.question import Answer, Question

SETTLE_S = 3.0  # The longest that nothing is shown, at the end of a session, while the log takes the rest of it.


async def wait(app: BaseApp, conductor: Conductor) -> bool:
    """Whether the log has all of the session; where it takes long the user is told, and says how long."""
    while True:
        try:
            await asyncio.to_thread(conductor.writer.settle, SETTLE_S)
        except CoachError as error:
            if not await app.push_screen_wait(_not_written(str(error))):
                return False
        else:
            return True


def _not_written(why: str) -> Question[bool]:
    answers = [Answer("t", "try again", True), Answer("l", "leave it as it is now", False)]
    return Question("Not in the log yet", answers, note=clean(why), urgent=True, follows=True, aloud=clean(why))
