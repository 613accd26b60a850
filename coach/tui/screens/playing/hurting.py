"""Asks what hurts in a session that stands still, and has the session do what follows; it must not know rules."""

from typing import Any, Literal

from textual.app import App

from coach.core.plan import group_of
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.tui.screens.card import Message
from coach.tui.screens.pain import (
    HURTS,
    Where,
    has_sign,
    less_or_end,
    nothing_after,
    sure_question,
    where_question,
)
from coach.tui.screens.rating import Rating

# "less": it goes on with less, if anything is left; "pain" and "emergency", with a sign that needs help: it ended.
Came = Literal["fine", "less", "pain", "emergency"]


async def ask(app: App[Any], going: Conductor, kind: Serious | None) -> Came:
    """What comes of it. `kind`: where, as it was said already; that is asked about without a number, too."""
    going.ask_hurt()
    rating = await app.push_screen_wait(
        Rating(HURTS, skip="it is fine, go on", asks=True, stays=True, may_be_fine=True)
    )
    if rating is None and kind is None:
        going.unhurt()
        return "fine"
    means = None if rating is None else going.hurt(rating)  # Kept at once, whatever is asked next.
    where = await _where(app, kind)
    if where == "spread" or where == "sharp":
        means = going.hurt_seriously(where)
    if means is None:  # No number, and no place that ends it: nothing is known of pain.
        going.unhurt()
        return "fine"
    came = await _on_with_less(app, going, means)
    if came == "less":
        going.lighten()
    else:
        going.end(going.pain.serious or "pain")
    return came


async def _where(app: App[Any], said: Serious | None) -> Where | None:
    """Where it hurts, if it was not `said`; what ends the session is asked once more."""
    where: Where | None
    while True:
        where = said if said is not None else await app.push_screen_wait(where_question())
        said = None
        if where is None or where == "back":
            return where
        sure = await app.push_screen_wait(sure_question(where))
        if sure:
            return where


async def _on_with_less(app: App[Any], going: Conductor, means: Reason) -> Literal["less", "pain", "emergency"]:
    """Says what a rating means; "less" where the user may go on with less, and wants to."""
    hurt, lighter, told = going.pain.left_of(going.plan), going.pain.lighter(going.plan), sentence(means)
    if going.pain.signs:
        return "emergency" if await has_sign(app, means) else "pain"
    if going.must_end or lighter is None:
        title, text = ("Stop here", told) if going.must_end else ("It hurts", nothing_after(hurt))
        stop = Message(title, text, hint="Enter  end the session", urgent=True, follows=True, aloud=[text])
        await app.push_screen_wait(stop)
        return "pain"
    since = 0 if hurt is None else min(group_of(going.plan, going.plan.items.index(hurt)))
    kept = {item.exercise.id for item in lighter.items}
    left = [item.exercise for item in going.plan.items[since:] if item.exercise.id not in kept]
    wanted = await app.push_screen_wait(less_or_end(told, left))
    return "less" if wanted == "less" else "pain"
