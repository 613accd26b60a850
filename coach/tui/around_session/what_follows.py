"""Tells what a session means for the next one, or why there is none today; it decides neither."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from coach.app import today as days
from coach.app.past_sessions import keep_note
from coach.app.today import Today
from coach.app.workspace import Loaded, Workspace
from coach.core.model.done import Session
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.core.words.next_time import next_time
from coach.errors import CoachError
from coach.session.conductor import Conductor
from coach.tui.base_app import BaseApp
from coach.tui.screens.card import CARD_COLUMNS, CARD_FRAME, Message
from coach.tui.screens.session import Ended
from coach.tui.screens.text_question import note_question
from coach.tui.words import next_session, texts

TITLES: dict[Ended, str] = {
    "finished": "Well done.",
    "ended": "What you did is kept.",
    "nothing": "Another time, then.",
    "pain": "Kept. Well done for listening to your back.",
    "emergency": "Kept.",
}
TAKE_IT_EASY = "Kept. Take it easy now."
NOTE = ("n", "note")


@dataclass(frozen=True, slots=True)
class Ending:
    """How a session ended, the true sentence for that, if there is one, and whether words are wanted aloud."""

    how: Ended
    told: Reason | None
    spoken: bool

    @classmethod
    def of(cls, conductor: Conductor, how: Ended) -> "Ending":
        return cls(how, conductor.plan.encouragement if how == "finished" else None, conductor.sound.speaks)


async def tell(
    app: BaseApp,
    ws: Workspace,
    played: Loaded,
    ending: Ending,
    clock: Callable[[], datetime],
    *,
    at_dashboard: bool,
) -> None:
    """What the session means for the next one and, with its source, a true sentence; then a note can be written.

    `at_dashboard`: the dashboard comes next.
    """
    following = await asyncio.to_thread(days.following, ws, played, clock())
    decision, past, ended = following.decision, following.past, ending.how
    if following.plan is None:
        last = past[-1] if past else None
        lines = next_session.rest(decision, last, ws.exercises, at_dashboard=at_dashboard)
        sheet = Message(
            TAKE_IT_EASY,
            texts.paragraphs(lines),
            urgent=True,
            follows=True,
            offers=(NOTE,),
            aloud=lines if ending.spoken else (),
        )
    else:
        all_done = ended != "finished" or (past and past[-1].finished)
        title = TITLES[ended] if all_done else TITLES["ended"]
        columns = min(app.size.width, CARD_COLUMNS) - CARD_FRAME
        text = next_session.sheet(decision, past, ws.exercises, columns, ending.told)
        told = [sentence(ending.told)] if ending.told is not None else []
        sheet = Message(
            title, text, follows=True, offers=(NOTE,), aloud=(next_time(decision), *told) if ending.spoken else ()
        )
    noted = await app.push_screen_wait(sheet)
    if noted is not None and past:
        await _take_a_note(app, ws, past[-1], clock)


async def _take_a_note(app: BaseApp, ws: Workspace, session: Session, clock: Callable[[], datetime]) -> None:
    """The person's own words on the session that has just ended."""
    note = await app.push_screen_wait(note_question(session.note))
    if note is not None:
        await asyncio.to_thread(keep_note, ws, session, note[0], clock())


async def refuse(app: BaseApp, ws: Workspace, today: Today, before: int | None, *, at_dashboard: bool) -> None:
    """Why nothing is played today. Raises CoachError with it where no dashboard is behind."""
    lines = next_session.refusal(today.decision, before, at_dashboard=at_dashboard)
    shown = [*lines, *next_session.left_out(today.decision, ws.exercises)]
    if not at_dashboard:
        raise CoachError("\n".join(shown))
    text = texts.paragraphs(shown)
    await app.push_screen_wait(Message("Not today", text, urgent=True, follows=before is not None, aloud=lines))
