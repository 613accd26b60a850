"""What the plain player asks a person, a line of standard input for each answer; it must not know cues or sound."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Protocol, cast, get_args

from coach.app import going_on, interrupted, workspace
from coach.app.going_on import WayOn
from coach.app.screening import with_emergency
from coach.app.today import Basis, Today, keep_morning
from coach.core import screening
from coach.core.history.summary import too_much_today
from coach.core.model import Effort, Stop
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import profile
from coach.session import pain_signs
from coach.session.clocks import Clock

if sys.platform == "win32":
    import msvcrt
else:
    import select

HURT = "How much did it hurt, 0 to 10? (Enter: it was fine) "
HOW_IT_WENT = ("How did it go: rate it, or leave it unrated? (Enter: ask me next time) ", ("rate", "leave"))
GO_ON = ("Go on there, rate it, or leave it unrated? (Enter: go on) ", ("go on", "rate", "leave"))
ENTER_SKIPS = "(Enter skips) "
EFFORT = f"How was it: easy, ok or hard? {ENTER_SKIPS}"
BEFORE = f"How is your back now, 0 to 10? {ENTER_SKIPS}"
AFTER_INTERRUPTED = f"How was your back afterwards, 0 to 10? {ENTER_SKIPS}"
EFFORTS: tuple[Effort, ...] = get_args(Effort)
STOPS: tuple[Stop, ...] = tuple(stop for stop in get_args(Stop) if stop != "interrupted")  # Nobody chooses that.
LONGEST_ANSWER = 1000
MOST_TRIES = 20  # Who answers so often with something else is no person, as in `yes | coach play --plain`.
YES, YES_OR_NO = ("yes", "no"), "yes or no (Enter: no) "
SIGNS = f"Is it one of these? {YES_OR_NO}"


class Asks(Protocol):
    """How a person is asked: by a line for each answer, or by voice. None is no answer."""

    def before(self, question: str) -> int | None: ...

    def morning(self, question: str) -> int | None: ...

    def after(self, question: str, *, asked_aloud: bool) -> int | None: ...

    def effort(self, question: str) -> Effort | None: ...

    def why(self, question: str) -> Stop | None: ...

    def passed(self, question: str) -> bool: ...

    def did(self, question: str) -> bool: ...

    def signs(self, question: str) -> bool: ...

    def one_more(self, question: str) -> bool: ...


class ByLine:
    """Takes a line of standard input for each answer."""

    def before(self, question: str) -> int | None:
        return ask_rating(question)

    def morning(self, question: str) -> int | None:
        return ask_rating(question)

    def after(self, question: str, *, asked_aloud: bool) -> int | None:
        del asked_aloud  # It is printed in any case.
        return ask_rating(question)

    def effort(self, question: str) -> Effort | None:
        return cast(Effort | None, ask_word(question, EFFORTS))

    def why(self, question: str) -> Stop | None:
        return cast(Stop | None, ask_word(question, STOPS))

    def passed(self, question: str) -> bool:
        return ask_word(question, YES) == "yes"

    def did(self, question: str) -> bool:
        return sys.stdin.isatty() and ask_word(question, YES) == "yes"

    def signs(self, question: str) -> bool:
        return sys.stdin.isatty() and ask_word(question, YES) == "yes"

    def one_more(self, question: str) -> bool:
        if sys.stdin.isatty():
            return ask_word(question, YES) == "yes"
        tell(sentence(Reason("one_more_unasked")))  # The lines of a pipe are answers to other questions.
        return True


BY_LINE = ByLine()


def ask_interrupted(ws: workspace.Workspace, clock: Clock, wanted: workspace.Loaded | None) -> WayOn | None:
    """Asks how a session went whose program ended before its end; only a person, as `ask_morning` does.

    Whoever pipes lines is told in a sentence where it is asked: the lines are answers to other questions.

    Gives the way on where it goes on; `wanted` is the routine that is asked for, where it was read already.
    """
    session = interrupted.to_ask(ws, clock.wall())
    if session is None:
        return None
    if not sys.stdin.isatty():
        tell(sentence(Reason("interrupted_elsewhere", moment=f"{session.at:%A, %H:%M}", number=session.id)))
        return None
    tell(f"Your session of {session.at:%A, %H:%M} was interrupted. What you did is kept.")
    if going_on.pain_open(ws, session):
        rating = ask_rating(HURT)
        going_on.keep_pain(ws, session, rating, clock.wall())
        show_severe(ws, rating, clock.wall())
    way_on = going_on.way_on(ws, session, clock.wall(), wanted)
    if way_on is not None:
        tell(way_on.sentence)
    answer = ask_word(*HOW_IT_WENT) if way_on is None else ask_word(*GO_ON) or "go on"
    if answer == "leave":
        interrupted.leave(ws, session)
    elif answer == "rate":
        after = ask_rating(AFTER_INTERRUPTED)
        interrupted.rate(ws, session, after, cast(Effort | None, ask_word(EFFORT, EFFORTS)))
        show_severe(ws, after, clock.wall())
    return way_on if answer == "go on" else None


def show_severe(ws: workspace.Workspace, rating: int | None, now: datetime) -> None:
    """Shows the signs that need help today with a rating that is severe."""
    signs = pain_signs.severe(rating)
    if signs is not None:
        show_signs(ws, signs, now)


def ask_morning(ws: workspace.Workspace, basis: Basis, clock: Clock, asks: Asks) -> bool:
    """Asks for the morning after the last session, and gives whether the log has another rating now.

    Only a person is asked, because a pipe brings a session's ratings.
    """
    morning = basis.morning
    if morning is None or not sys.stdin.isatty():
        return False
    when = "this morning" if morning == basis.on else f"on the morning of {morning:%A}"
    rated = asks.morning(f"How was your back {when}, after your last session, 0 to 10? {ENTER_SKIPS}")
    keep_morning(ws, morning, rated, clock.wall())
    return rated is not None


def insist_on_one_more(today: Today, now: datetime, asks: Asks) -> None:
    """Asks before a round that follows one of today that hurt. Raises CoachError where it is not wanted."""
    if today.plan is None or not too_much_today(today.past, now):
        return
    why, ask = (sentence(Reason(f"one_more_{part}")) for part in ("why", "ask"))
    if not asks.one_more(f"{why} {ask} {YES_OR_NO}"):
        raise CoachError(sentence(Reason("one_more_left")))


def show_signs(ws: workspace.Workspace, means: Reason, now: datetime, asks: Asks = BY_LINE) -> None:
    """Shows the signs that need help today. A person is asked; a yes is kept, and stops all until screened anew."""
    for each in pain_signs.lines(means):
        tell(each)
    if ws.profile is None or not asks.signs(SIGNS):
        return
    answers = with_emergency(ws.profile, now)
    for reason in screening.judge(answers, now.date()).reasons:
        tell(sentence(reason))
    profile.save(answers, ws.home.profile)


def ask_rating(question: str) -> int | None:
    for _ in range(MOST_TRIES):
        answer = read_answer(question)
        if not answer:
            return None
        number = number_in(answer)
        if number is not None:
            return int(number)
    return None


def number_in(line: str) -> str | None:
    """The number from 0 to 10 that was typed; tells where it is none."""
    if line.isascii() and line.isdigit() and len(line) <= 2 and int(line) <= 10:
        return line
    tell("A whole number from 0 (no pain) to 10 (worst imaginable), please.")
    return None


def word_in(line: str, words: tuple[str, ...]) -> str | None:
    """The word that was typed, or as only it begins; tells where it is none."""
    line = line.lower()
    found = [word for word in words if word == line] or [word for word in words if word.startswith(line)]
    if len(found) == 1:
        return found[0]
    tell(f"One of {', '.join(words)}, please.")
    return None


def ask_word(
    question: str, words: tuple[str, ...], read: Callable[[str], str | None] = lambda asked: read_answer(asked)
) -> str | None:
    for _ in range(MOST_TRIES):
        answer = (read(question) or "").lower()
        if not answer:
            return None
        if answer.isascii() and answer.isdigit() and 1 <= int(answer[:3]) <= len(words):
            return words[int(answer[:3]) - 1]
        word = word_in(answer, words)
        if word is not None:
            return word
    return None


def read_answer(question: str) -> str:
    """A line of standard input; empty where there is none: the question is skipped."""
    print(question, end="", file=sys.stderr, flush=True)
    answer = ""
    with suppress(OSError):  # The terminal has gone, or it is no text at all.
        answer = sys.stdin.readline(LONGEST_ANSWER).strip()
    if not sys.stdin.isatty():
        print(file=sys.stderr)
    return answer


def typed_line(longest: int) -> str | None:
    """The line that was typed since the last look, with its end; "" at the end of the input. Never waits."""
    try:
        if sys.platform == "win32":
            typed = msvcrt.kbhit()
        else:
            typed = bool(select.select([sys.stdin], [], [], 0)[0])
        return sys.stdin.readline(longest) if typed else None
    except (OSError, ValueError):  # The terminal has gone.
        return None


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
