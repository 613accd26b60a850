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
from coach.core.model.done import Effort, Stop
from coach.core.reason import Reason
from coach.core.words import sentence
from coach.errors import CoachError
from coach.files import profile
from coach.session import pain_signs
from coach.session.clocks import Clock
from coach.session.plain_player.question import SKIPS, Question, question, yes_or_no

if sys.platform == "win32":
    import msvcrt
else:
    import select

HURT = question("plain_hurt", Reason("enter_was_fine"))
HOW_IT_WENT = (question("plain_how_it_went", Reason("enter_later")), ("rate", "leave"))
GO_ON = (question("plain_go_on", Reason("enter_goes_on")), ("go on", "rate", "leave"))
EFFORT = question("plain_effort")
BEFORE = question("plain_before")
AFTER_INTERRUPTED = question("plain_after_interrupted")
EFFORTS: tuple[Effort, ...] = get_args(Effort)
STOPS: tuple[Stop, ...] = tuple(stop for stop in get_args(Stop) if stop != "interrupted")  # Nobody chooses that.
LONGEST_ANSWER = 1000
MOST_TRIES = 20  # Who answers so often with something else is no person, as in `yes | coach play --plain`.
YES = ("yes", "no")
SIGNS = yes_or_no(Reason("plain_signs"))


class Asks(Protocol):
    """How a person is asked: by a line for each answer, or by voice. None is no answer."""

    def before(self, question: Question) -> int | None: ...

    def morning(self, question: Question) -> int | None: ...

    def after(self, question: Question, *, asked_aloud: bool) -> int | None: ...

    def effort(self, question: Question) -> Effort | None: ...

    def why(self, question: Question) -> Stop | None: ...

    def passed(self, question: Question) -> bool: ...

    def did(self, question: Question) -> bool: ...

    def signs(self, question: Question) -> bool: ...

    def one_more(self, question: Question) -> bool: ...


class ByLine:
    """Takes a line of standard input for each answer."""

    def before(self, question: Question) -> int | None:
        return ask_rating(question)

    def morning(self, question: Question) -> int | None:
        return ask_rating(question)

    def after(self, question: Question, *, asked_aloud: bool) -> int | None:
        del asked_aloud  # It is printed in any case.
        return ask_rating(question)

    def effort(self, question: Question) -> Effort | None:
        return cast(Effort | None, ask_word(question, EFFORTS))

    def why(self, question: Question) -> Stop | None:
        return cast(Stop | None, ask_word(question, STOPS))

    def passed(self, question: Question) -> bool:
        return ask_word(question, YES) == "yes"

    def did(self, question: Question) -> bool:
        return sys.stdin.isatty() and ask_word(question, YES) == "yes"

    def signs(self, question: Question) -> bool:
        return sys.stdin.isatty() and ask_word(question, YES) == "yes"

    def one_more(self, question: Question) -> bool:
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
    weekday, time = session.at.weekday(), f"{session.at:%H:%M}"
    if not sys.stdin.isatty():
        tell(sentence(Reason("interrupted_elsewhere", weekday=weekday, time=time, number=session.id)))
        return None
    tell(sentence(Reason("was_interrupted", weekday=weekday, time=time)))
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
    weekday = None if morning == basis.on else morning.weekday()
    rated = asks.morning(Question((Reason("plain_morning", weekday=weekday),), SKIPS))
    keep_morning(ws, morning, rated, clock.wall())
    return rated is not None


def insist_on_one_more(today: Today, now: datetime, asks: Asks) -> None:
    """Asks before a round that follows one of today that hurt. Raises CoachError where it is not wanted."""
    if today.plan is None or not too_much_today(today.past, now):
        return
    if not asks.one_more(yes_or_no(Reason("one_more_why"), Reason("one_more_ask"))):
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


def ask_rating(question: Question) -> int | None:
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
    tell(sentence(Reason("plain_number")))
    return None


def word_in(line: str, words: tuple[str, ...]) -> str | None:
    """The word that was typed, or as only it begins; tells where it is none."""
    line = line.lower()
    found = [word for word in words if word == line] or [word for word in words if word.startswith(line)]
    if len(found) == 1:
        return found[0]
    tell(sentence(Reason("plain_one_of", words=words)))
    return None


def ask_word(
    question: Question,
    words: tuple[str, ...],
    read: Callable[[Question], str | None] = lambda asked: read_answer(asked),
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


def read_answer(question: Question) -> str:
    """A line of standard input; empty where there is none: the question is skipped."""
    print(question.line, end="", file=sys.stderr, flush=True)
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
