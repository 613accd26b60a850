"""`coach screen`, for other commands too: reads the answers from a file or asks for them, and saves the profile.

It must not know what an answer leads to: that is the screening's, and its sentences are printed as they are.
"""

import argparse
import sys
import textwrap
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from coach.app import screening as intake
from coach.app import workspace
from coach.app.screening import NOT_SAVED
from coach.commands._shared import has_screen, has_terminal, open_app
from coach.core.model.mistakes import MistakesError
from coach.core.model.screened import Profile
from coach.core.progression.moments import is_later
from coach.core.reason import Reason
from coach.core.screening import interview
from coach.core.screening.questions import DISCLAIMER, Question
from coach.core.words import sentence, together
from coach.errors import CoachError
from coach.files import paths, profile
from coach.files.moments import MOMENT

WIDTH = 80
MOST_TRIES = 50  # Who answers so often with something else is no person, as in `yes | coach screen`.
FURTHEST_AHEAD = timedelta(days=366)
KEYS = "u = unsure, b = back, ? = help, q = quit without saving"


def run(args: argparse.Namespace) -> int:
    """0 when the profile was saved, whatever its outcome; raises CoachError, with nothing written, else."""
    home = paths.home()
    if args.answers is not None:
        return _read(Path(args.answers), home)
    if has_screen():
        return ask_on_screen(home)
    return ask_in_lines(home)


def screened(ws: workspace.Workspace, *, full_screen: bool = True) -> workspace.Workspace:
    """The workspace with a profile, asked for where it is missing: on the full screen, or line by line.

    Raises CoachError where it cannot be asked for, or is not answered to the end.
    """
    if ws.profile is not None:
        if not full_screen and not ws.profile.disclaimer_agreed:
            agree_in_lines(ws.home)
        return ws
    if not has_terminal():
        raise CoachError(workspace.SCREENING_FIRST)
    code = ask_on_screen(ws.home) if full_screen and has_screen() else ask_in_lines(ws.home)
    if code != 0:
        raise CoachError(workspace.SCREENING_FIRST)
    return workspace.open_workspace(datetime.now())


def ask_on_screen(home: paths.Home) -> int:
    """Asks on the full screen, and leaves what came out in the terminal; exit codes as for `run`."""
    from coach.files import exercises, settings

    try:
        chosen = settings.load(home.settings)
    except MistakesError:
        chosen = settings.Settings()  # A slip there must not stand between anybody and the screening.
    before = intake.earlier(home.profile, datetime.now())
    ws = workspace.Workspace(home, exercises.load_shipped(), before, chosen)
    code = open_app(lambda: ws, chosen, start="screen")
    answers = intake.earlier(home.profile, datetime.now())
    if code == 0 and answers is not None:
        _tell(answers, home)
    return code


def ask_in_lines(home: paths.Home) -> int:
    """Asks line by line; exit codes as for `run`, and 130 for Ctrl-C."""
    try:
        return _ask(home)
    except KeyboardInterrupt:
        print(f"\n{NOT_SAVED}", file=sys.stderr)
        return 130


def _read(file: Path, home: paths.Home) -> int:
    from coach.files import toml

    # A date ahead is taken, as `coach log add` takes one, to try out courses; today it lifts nothing.
    now = datetime.now()
    answers, warnings = profile.parse(toml.read(file), now + FURTHEST_AHEAD, now)
    for warning in warnings:
        print(warning, file=sys.stderr)
    earlier = intake.earlier(home.profile, now)
    if earlier is None and home.profile.exists() and is_later(now.replace(microsecond=0), answers.screened_at):
        raise CoachError(
            f"The profile so far cannot be read, so nobody can tell whether these answers of "
            f"{answers.screened_at:{MOMENT}} are newer. {NOT_SAVED} Mend it (coach check), or "
            "answer anew: coach screen"
        )
    if earlier is not None and _is_overtaken(answers, earlier):
        raise CoachError(
            f"These answers are of {answers.screened_at:{MOMENT}}, before the screening that "
            f"found a warning sign. {NOT_SAVED} Answer it anew: coach screen"
        )
    if earlier is not None and earlier.disclaimer_agreed:
        answers = replace(answers, disclaimer_agreed=True)
    if not answers.disclaimer_agreed:
        _say(_disclaimer())
        if has_terminal():  # Else it is asked at the first start in one.
            _agree()
            answers = replace(answers, disclaimer_agreed=True)
        print()
    return _save(answers, home)


def _is_overtaken(answers: Profile, earlier: Profile) -> bool:
    """A red flag is lifted by a newer screening alone, never by answers that were given before it."""
    older = is_later(earlier.screened_at, answers.screened_at)
    return intake.is_stopped(earlier) and not intake.is_stopped(answers) and older


def _ask(home: paths.Home) -> int:
    earlier = intake.earlier(home.profile, datetime.now())
    if earlier is None or not earlier.disclaimer_agreed:
        _say(_disclaimer())
        _agree()
    print()
    _say(f"The questions keep you safe. In every one of them: {KEYS}.")
    flow = interview.Flow()
    while True:
        flow = _ask_on(flow)
        answers = flow.profile(datetime.now())
        if intake.is_stopped(answers) or _confirmed(flow):
            break
        flow = flow.back()
    note = intake.stage_note(earlier, home.profile)
    if note:
        _say(note)
    return _save(answers, home)


def agree_in_lines(home: paths.Home) -> None:
    """Shows the disclaimer to somebody whose answers came from a file, and keeps that they agreed.

    Without a terminal nobody can be asked: then it is only shown. Raises CoachError for a no.
    """
    known = profile.load(home.profile, datetime.now())
    asked = has_terminal()
    if known is None or known.disclaimer_agreed:
        return
    if not asked:
        print(textwrap.fill(_disclaimer(), WIDTH), file=sys.stderr)
        return
    _say(_disclaimer())
    _agree()
    profile.agree(home.profile)


def _agree() -> None:
    for _ in range(MOST_TRIES):
        typed = _line(f"{sentence(Reason('do_you_agree'))} (y/n) ").lower()
        if typed in interview.YES:
            return
        if typed in (*interview.NO, "q"):
            raise CoachError(intake.NO_AGREEMENT)
        print("Please answer y (yes) or n (no).")
    raise CoachError(intake.NO_AGREEMENT)


def _ask_on(flow: interview.Flow) -> interview.Flow:
    """Asks until every question that applies is answered."""
    while (question := flow.question) is not None:
        print()
        for kind, reason in question.parts:
            _say(sentence(reason), "  - " if kind == "point" else "")
        for number, choice in enumerate(question.choices, 1):
            print(f"  {number}  {sentence(Reason('choice', value=choice))}")
        if flow.offered_told is not None:
            _say(sentence(Reason("answer_was", said=sentence(flow.offered_told))))
        flow = _ask_one(flow, question)
    return flow


def _ask_one(flow: interview.Flow, question: Question) -> interview.Flow:
    for _ in range(MOST_TRIES):
        typed = _line("> ")
        match typed.lower():
            case "q" | "quit":
                raise CoachError(NOT_SAVED)
            case "b" | "back":
                return flow.back()
            case "?" | "help":
                _say(f"{sentence(question.help)} ({KEYS})")
                continue
        try:
            return flow.answer(typed or (flow.offered if flow.offered_told is not None else ""))
        except interview.AnswerError as error:
            _say(sentence(error.reason))
    raise CoachError(f"No answer that can be read came to this question. {NOT_SAVED}")


def _confirmed(flow: interview.Flow) -> bool:
    print("\nYour answers:")
    for question in flow.answered:
        _say(f"{sentence(question.label)}: {sentence(interview.told(question, flow.answers[question.key]))}", "  ")
    for _ in range(MOST_TRIES):
        typed = _line("Save them? (y = yes, b = back, q = quit without saving) ").lower()
        if typed in interview.YES:
            return True
        if typed in ("b", "back"):
            return False
        if typed in (*interview.NO, "q", "quit"):
            raise CoachError(NOT_SAVED)
        print("Please answer y, b or q.")
    raise CoachError(NOT_SAVED)


def _save(answers: Profile, home: paths.Home) -> int:
    print()
    profile.save(answers, home.profile)
    _tell(answers, home)
    return 0


def _tell(answers: Profile, home: paths.Home) -> None:
    """What the answers mean, where they are, and what to do next."""
    verdict = intake.judged(answers, home, datetime.now().date())
    for reason in intake.told(verdict):
        _say(sentence(reason))
    _say(f"Your answers are in {home.profile}." + (" Next: coach new" if verdict.outcome == "plan" else ""))


def _line(prompt: str) -> str:
    """A line of standard input; raises CoachError at its end."""
    print(prompt, end="", flush=True)
    try:
        typed = sys.stdin.readline()
    except UnicodeDecodeError:
        raise CoachError(f"\nThe answer is not UTF-8 text. {NOT_SAVED}") from None
    if not sys.stdin.isatty():
        print()
    if not typed:
        raise CoachError(f"The answers ended before the questions did. {NOT_SAVED}")
    return typed.strip()


def _disclaimer() -> str:
    return f"{sentence(Reason('before_you_start'))} {together(DISCLAIMER)}"


def _say(text: str, indent: str = "") -> None:
    blank = " " * len(indent)
    print(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=blank, break_on_hyphens=False))
