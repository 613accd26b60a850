"""Asks about a session that was interrupted, and keeps the answers; it plays nothing, whatever is wanted."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from coach.app import going_on, interrupted
from coach.app.going_on import WayOn
from coach.app.workspace import Loaded, Workspace
from coach.core.model.done import Session
from coach.session import pain_signs
from coach.tui.base_app import BaseApp
from coach.tui.screens.pain import has_sign
from coach.tui.screens.rating import HOW_AFTER, InterruptedQuestion, Rating, effort_question

HURT = "How much did it hurt, 0 to 10?"
Wanted = WayOn | Literal["emergency"] | None


async def ask(
    app: BaseApp,
    ws: Workspace,
    session: Session,
    *,
    clock: Callable[[], datetime],
    loaded: Loaded | None,
    usual: int | None,
) -> Wanted:
    """What follows: the way on where that is wanted, or that there is a sign that needs help now.

    `loaded` is a routine that was read already, `usual` the usual pain.
    """
    pain = await asyncio.to_thread(going_on.pain_open, ws, session)
    if pain and await _ask_open_pain(app, ws, session, clock):
        return "emergency"
    way_on = await asyncio.to_thread(going_on.way_on, ws, session, clock(), loaded)
    where = "" if way_on is None else way_on.sentence
    wanted = await app.push_screen_wait(InterruptedQuestion(session, where))
    if wanted == "leave":
        await asyncio.to_thread(interrupted.leave, ws, session)
    elif wanted == "go on":
        return way_on
    elif wanted == "rate":
        return await _rate(app, ws, session, usual)
    return None


async def _ask_open_pain(app: BaseApp, ws: Workspace, session: Session, clock: Callable[[], datetime]) -> bool:
    """Asks what was asked when the program was lost: how much it hurts; whether that ends all for now."""
    rating = await app.push_screen_wait(Rating(HURT, skip="it was fine", asks=True, stays=True))
    await asyncio.to_thread(going_on.keep_pain, ws, session, rating, clock())
    return await has_sign(app, pain_signs.severe(rating))


async def _rate(app: BaseApp, ws: Workspace, session: Session, usual: int | None) -> Literal["emergency"] | None:
    """Asks how it went."""
    after = await app.push_screen_wait(Rating(HOW_AFTER, follows=True, usual=usual, asks=True))
    await asyncio.to_thread(interrupted.rate, ws, session, after, None)  # Kept whatever comes.
    if await has_sign(app, pain_signs.severe(after)):
        return "emergency"
    effort = await app.push_screen_wait(effort_question(follows=True))
    if effort is not None:
        await asyncio.to_thread(interrupted.rate, ws, session, after, effort)
    return None
