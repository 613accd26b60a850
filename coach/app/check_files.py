"""Finds every mistake in a user's files, also what screening leaves out of a routine; it must not print."""

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from coach.core import screening, words
from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.model.routine import Routine
from coach.core.model.screened import Lately, Omission, Profile, Verdict
from coach.core.reason import Reason
from coach.core.safe_text import printable
from coach.core.screening.table import HIGHEST_UNSCREENED_STAGE, RETURNING
from coach.errors import CoachError
from coach.files import exercises, paths, profile, reach, routines, settings, toml
from coach.files.exercises import form
from coach.files.forms import check

# A key that only this kind of file has; whatever has none of them is read as a routine.
MARKS = {"tags": "exercise", "cues": "exercise", "red_flags_emergency": "profile", "rate_wpm": "settings"}

OF_A_DOSE = ("limit", "pace")  # Rules of warnings that only matter to what is played.

Screened = tuple[Profile | None, Verdict]
AskVoice = Callable[[settings.Settings], str]


def _any_voice(_settings: settings.Settings) -> str:
    return ""


class Checker:
    """One user's files, to check any file against."""

    def __init__(self, home: paths.Home, now: datetime, ask_voice: AskVoice = _any_voice) -> None:
        """`note` says at the end why nothing was screened, or what the screening says; it is empty otherwise.

        `ask_voice` says why the voice of the settings cannot be had; "" where it can.
        """
        self.ask_voice = ask_voice
        self.home = home
        self.now = now
        self.exercises, _ = exercises.load(home.exercises)
        # Without a profile: stage 1, and nothing opted in to.
        self.screened: Screened = (None, screening.UNSCREENED)
        self.note = words.sentence(Reason("nothing_screened"))
        try:
            answers = profile.load(home.profile, now)
        except MistakesError:
            self.note = words.sentence(Reason("profile_has_mistakes"))
        else:
            self._screen(answers)

    def _screen(self, answers: Profile | None) -> None:
        if answers is None:
            return
        verdict = screening.judge(answers, self.now.date())
        self.screened = (answers, verdict)
        self.note = "" if verdict.outcome == "plan" else words.together(verdict.reasons)

    def own_files(self) -> list[Path]:
        """Every file of the user that is there."""
        folders = (self.home.routines, self.home.exercises)
        inside = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
        return inside + [path for path in (self.home.profile, self.home.settings) if os.path.lexists(path)]

    def check(self, path: Path, shown: str) -> list[Mistake]:
        """Every mistake in one file, in the order of the file."""
        try:
            return self.check_content(path, shown, toml.content(path, printable(shown)))
        except MistakesError as error:
            return list(error.mistakes)

    def check_content(self, path: Path, shown: str, content: bytes) -> list[Mistake]:
        """Every mistake in what is, or would be, in a file."""
        try:
            file = printable(shown)
            document = toml.parse_bytes(content, file, recover=True)
            return check.in_order(document.told(self._mistakes(path, document)))
        except MistakesError as error:
            return list(error.mistakes)

    def kind_of(self, path: Path, content: bytes) -> str:
        """What a file of this content would be: "routine", "exercise", "profile" or "settings"."""
        try:
            return self._kind(path, toml.parse_bytes(content, path.name, recover=True))
        except MistakesError:
            return self._kind(path, toml.Document(path.name, "", {}))

    def _mistakes(self, path: Path, document: toml.Document) -> Iterator[Mistake]:
        match self._kind(path, document):
            case "exercise":
                yield from self._exercise_mistakes(path, document)
            case "profile":
                # The profile in use is read more strictly than answers that are still to be taken over.
                own = os.path.realpath(path) == os.path.realpath(self.home.profile)
                yield from profile.parse(document, self.now, profile.LONG_AGO if own else None)[1]
            case "settings":
                chosen = settings.parse(document)
                yield from self._unheard(document, chosen)
                yield from self._gone(document, chosen)
            case _:
                loaded, mistakes = routines.examine(document, path.stem, self.exercises)
                left_out = tuple(self._left_out(document, *self._as_of_today(loaded)))
                yield from _of_what_is_played(document, mistakes, left_out)
                yield from left_out

    def _kind(self, path: Path, document: toml.Document) -> str:
        """What a file is, by where it is, else by its keys."""
        folder = os.path.realpath(path.parent)
        if folder == os.path.realpath(self.home.exercises):
            return "exercise"
        marked = next((kind for key, kind in MARKS.items() if key in document.data), "routine")
        if folder == os.path.realpath(self.home.routines):
            return marked if marked == "exercise" and "exercise" not in document.data else "routine"
        if folder == os.path.realpath(self.home.data) and path.name in ("profile.toml", "settings.toml"):
            return path.stem
        return marked

    def _exercise_mistakes(self, path: Path, document: toml.Document) -> Iterator[Mistake]:
        """The mistakes of one exercise file among those of its folder: links may go from file to file."""
        if os.path.realpath(path.parent) != os.path.realpath(self.home.exercises):
            whole = "cues" in document.data
            mark = next(key for key, kind in MARKS.items() if kind == "exercise" and key in document.data)
            message = "this is an exercise file, which the coach reads only in your folder exercises; move it there"
            misplaced = document.mistake((mark,), message, "place", at_key=True)
            yield replace(misplaced, severity="warning") if whole else misplaced
            if not whole:
                return
        if not path.is_file() and path.suffix != ".toml":  # What comes through a pipe has no name to go by.
            yield from form.read(document, str(document.data.get("id")))[1]
            return
        from coach.files.exercises import own_files  # Only someone with own exercises pays for it.

        folder = path.absolute().parent
        known, _ = exercises.load(folder)
        for mistake in own_files.examine(document, folder / path.name, exercises.load_shipped(), known):
            yield replace(mistake, file=document.file)

    def _unheard(self, document: toml.Document, loaded: settings.Settings) -> Iterator[Mistake]:
        """A warning for a voice that there is not."""
        refusal = self.ask_voice(loaded)
        if refusal:
            yield replace(document.mistake(("voice",), refusal.rstrip("."), "voice"), severity="warning")

    def _gone(self, document: toml.Document, loaded: settings.Settings) -> Iterator[Mistake]:
        """A warning for a routine that there is not."""
        if loaded.routine is None:
            return
        try:
            routines.find(loaded.routine, self.home)
        except CoachError as error:
            message = str(error).rstrip(".")
            yield replace(document.mistake(("routine",), message, "unknown-routine"), severity="warning")

    def _as_of_today(self, loaded: Routine | None) -> tuple[Screened, int]:
        """Screening and stage as they hold for a routine today: the log may have something to say to both."""
        answers, verdict = self.screened
        if answers is None:
            return self.screened, HIGHEST_UNSCREENED_STAGE
        try:
            if not reach.is_there(self.home.log):
                return self.screened, answers.stage
            lately, stage = self._of_log(answers, verdict, loaded)
        except CoachError:  # What is wrong with a log is not told here: coach doctor.
            return self.screened, answers.stage
        return (answers, screening.judge(answers, self.now.date(), lately)), stage

    def _of_log(self, answers: Profile, verdict: Verdict, loaded: Routine | None) -> tuple[Lately, int]:
        """The rules take long to load, so they are asked only where the routine has something to wait for."""
        items = () if loaded is None else loaded.items
        waits = screening.waits(verdict) or any(item.exercise.stage > answers.stage for item in items)
        if loaded is None or not waits:
            from coach.app.lately import spread_lately

            return spread_lately(self.home, answers, self.now.date()), answers.stage
        from coach.app import today, workspace

        ws = workspace.Workspace(self.home, self.exercises, answers, settings.Settings())
        decision = today.looked_at(ws, workspace.Loaded(loaded), self.now).decision
        return decision.lately, decision.stage

    def _left_out(self, document: toml.Document, screened: Screened, stage: int) -> Iterator[Mistake]:
        """An error for what screening leaves out, a warning for what is not reached yet."""
        omissions = {id_: screening.omission(*screened, exercise) for id_, exercise in self.exercises.items()}
        found = list(routines.mentions(document, self.exercises))
        used = {exercise.id for exercise, _, _ in found}
        free = {id_: e for id_, e in self.exercises.items() if id_ not in used and omissions[id_] is None}
        stand_ins = {id_: (index, other) for index, id_, other in routines.standing_in(document, self.exercises)}
        for exercise, line, column in found:
            omission = omissions[exercise.id]
            if omission is not None and exercise.id in stand_ins:
                index, other = stand_ins[exercise.id]
                yield from self._in_its_place(document, screened, omission, other, (line, column), index, stage)
            elif omission is not None:
                instead = _substitute(exercise, free, max(stage, exercise.stage), self.exercises)
                hint = f"; '{instead}' would do" if free.pop(instead or "", None) else ""
                yield Mistake(document.file, line, column, _sentence(omission) + hint, "screening")
            elif exercise.stage > stage:
                why = Reason("above_stage_in_file", exercise=exercise.id, stage=exercise.stage, reached=stage)
                yield Mistake(document.file, line, column, words.sentence(why), "stage", "warning")

    def _in_its_place(
        self,
        document: toml.Document,
        screened: Screened,
        omission: Omission,
        other: str,
        at: tuple[int, int],
        index: int,
        stage: int,
    ) -> Iterator[Mistake]:
        """A warning that another exercise is done in place of one that is left out; an error where none is."""
        left_out = screening.omission(*screened, self.exercises[other])
        if omission.id in RETURNING and screening.waits(screened[1]):
            # Quiet weeks bring it back by themselves; nothing stands in for it.
            hint = f"; quiet weeks bring it back, so '{other}' is not done in its place"
            yield Mistake(document.file, *at, _sentence(omission) + hint, "screening", "warning")
        elif left_out is not None:
            yield Mistake(document.file, *at, _sentence(omission), "screening")
            yield document.mistake(("exercise", index, "or"), _sentence(left_out), "screening")
        elif self.exercises[other].stage > stage:
            yield Mistake(document.file, *at, _sentence(omission), "screening")
            found = self.exercises[other]
            why = Reason("above_stage_in_file", exercise=other, stage=found.stage, reached=stage)
            yield replace(
                document.mistake(("exercise", index, "or"), words.sentence(why), "stage"), severity="warning"
            )
        else:
            message = f"{_sentence(omission)}; '{other}' is done in its place"
            yield Mistake(document.file, *at, message, "screening", "warning")


def _of_what_is_played(
    document: toml.Document, mistakes: Iterable[Mistake], left_out: Iterable[Mistake]
) -> Iterator[Mistake]:
    """The mistakes without warnings of how an exercise is dosed that screening leaves out for good.

    It is not played; whoever takes another one in its place writes another dose.
    """
    never = {each.line for each in left_out if each.rule == "screening" and each.severity == "error"}
    entries = document.data.get("exercise") if never else None
    count = len(entries) if isinstance(entries, list) else 0
    begins = [document.at(("exercise", index))[0] for index in range(count)]
    blocks = {bisect_right(begins, line) for line in never if len(set(begins)) == count}
    for each in mistakes:
        if each.rule not in OF_A_DOSE or each.severity == "error" or bisect_right(begins, each.line) not in blocks:
            yield each


def _sentence(omission: Omission) -> str:
    """As `omission.reason`, after the exercise's id."""
    return words.sentence(Reason("left_out_in_file", exercise=omission.id, **omission.reason.figures))


def _substitute(
    exercise: Exercise, free: Mapping[str, Exercise], stage: int, known: Mapping[str, Exercise]
) -> str | None:
    """What would do: the nearest link that is `free` and not above `stage`, else a gentle neutral exercise."""
    open_ = [id_ for id_, other in free.items() if other.stage <= stage]
    neutral = (id_ for id_ in open_ if free[id_].stage == 1 and free[id_].tags == {"neutral"})
    return screening.substitute(exercise, open_, known) or next(neutral, None)
