"""Past sessions in lines: read, corrected, deleted, brought back; it must not know how the log keeps them."""

from collections.abc import Callable
from datetime import datetime

from coach.app import workspace
from coach.app.past_sessions import Past
from coach.commands.linear import telling
from coach.commands.linear.asking import choose, line, number, say
from coach.core import words
from coach.core.model.done import Effort, Session
from coach.core.number_words import counted
from coach.errors import CoachError

AT_ONCE = 9
EFFORTS: tuple[Effort, ...] = ("easy", "ok", "hard")
RATINGS = (("before", "before it"), ("during", "during it"), ("after", "after it"), ("morning", "the next morning"))
WHAT = (
    *(f"Correct the pain {when}" for _, when in RATINGS),
    "Correct how it felt",
    "Change your note",
    "Correct date and time",
    "Delete it; it can be brought back",
    "What followed from it",
)


def run(ws: workspace.Workspace, clock: Callable[[], datetime]) -> None:
    """Until the person has seen enough. Raises CoachError where the log cannot be used."""
    past, first = Past(ws, clock), 0
    if not past.sessions:
        say("No session yet.")
    while newest := past.sessions[::-1][first : first + AT_ONCE]:
        more = first + AT_ONCE < len(past.sessions)
        shown = [telling.session(each, past.title(each)) for each in newest]
        older = [f"Older sessions, {len(past.sessions) - first - AT_ONCE} of them"] if more else []
        question = f"{counted(len(past.sessions), 'session')}, the newest first. Which one?"
        chosen = choose(question, [*shown, *older], "go back")
        if chosen is None:
            return
        if chosen == len(newest):
            first += AT_ONCE
        else:
            _look_at(past, newest[chosen])


def _look_at(past: Past, session: Session) -> None:
    say()
    say(telling.session(session, past.title(session)))
    chosen = choose("What about it?", WHAT, "go back")
    try:
        if chosen is not None:
            _do(past, session, chosen)
    except CoachError as error:
        say(str(error))


def _do(past: Past, session: Session, chosen: int) -> None:
    if chosen < len(RATINGS):
        name, when = RATINGS[chosen]
        past.correct(session, name, number(f"The pain {when}."))
    elif chosen == 4:
        felt = choose("How did it feel?", [telling.FELT[each] for each in EFFORTS], "leave it open")
        past.correct(session, "effort", None if felt is None else EFFORTS[felt])
    elif chosen == 5:
        past.change(session, note=line("Your note, or Enter for none: ")[:1000] or None)
    elif chosen == 6:
        typed = line("Date and time, as in 2026-11-20 07:30, or Enter to leave it: ")
        if not typed:
            return
        past.change(session, at=past.moment(typed, session))
    elif chosen == 7:
        _delete(past, session)
        return
    else:
        _tell_what_followed(past, session)
        return
    say("Kept. What it was is kept, too.")


def _delete(past: Past, session: Session) -> None:
    if choose("Delete this session?", ["Yes, delete it"], "keep it") is None:
        return
    past.delete(session)
    if choose("Deleted. It counts for nothing any more.", ["Bring it back"], "go on") is not None:
        past.restore(session)
        say("Brought back. It counts as before.")


def _tell_what_followed(past: Past, session: Session) -> None:
    followed = past.followed(session)
    if followed is None:
        say("Its routine is not there any more, so nobody can tell.")
    for said in words.listed(each.reason for each in followed or ()):
        say(said)
    if followed == ():
        say("Nothing changed by it.")
