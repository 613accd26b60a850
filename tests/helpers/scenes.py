"""The main screens in states worth looking at, for snapshots and pictures: nothing in them depends on the hour.

Clock, log and sound clock are handed in, so that the same program shows the same screens.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from fake_clock import FakeClock
from textual.pilot import Pilot
from textual.screen import Screen

from coach.app import screening as intake
from coach.app import workspace
from coach.app.past_sessions import Past
from coach.app.routine_offers import offers, previewed
from coach.app.today import Basis, Today
from coach.app.writing import draft as drafts
from coach.app.writing.judge import Judge
from coach.app.writing.trouble import Trouble
from coach.audio.mixer import Gains
from coach.audio.output import SilentOutput
from coach.core import plan, progression, screening
from coach.core.model.done import Session, SetDone
from coach.core.model.planned import PhaseName, Plan
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression.fold import fold
from coach.core.reason import Reason
from coach.core.screening.for_exercise import Known
from coach.core.screening.interview import Flow
from coach.core.timeline.cues import Cue
from coach.core.words import sentence
from coach.files import exercises, paths, routines, settings, toml
from coach.files.settings import Settings, ThemeName
from coach.log import Log
from coach.session.conductor import Conductor
from coach.session.sample import Sample
from coach.session.setup import Setup
from coach.tui.base_app import BaseApp
from coach.tui.screens.agreement import Agreement
from coach.tui.screens.card import CARD_FRAME, Message
from coach.tui.screens.dashboard import Dashboard, Shown
from coach.tui.screens.exercise import ExerciseScreen
from coach.tui.screens.history import History
from coach.tui.screens.pain import less_or_end, signs_question, stop_question, where_question
from coach.tui.screens.rating import Rating, effort_question
from coach.tui.screens.routine_chooser import Chooser, Preview
from coach.tui.screens.screening import Asking
from coach.tui.screens.session import SessionScreen
from coach.tui.screens.settings import SettingsScreen
from coach.tui.screens.verdict import OutcomeSheet
from coach.tui.screens.writing.editor import Editor
from coach.tui.screens.writing.trouble import TroubleScreen
from coach.tui.watching import Watch
from coach.tui.words import next_session, texts
from coach.voice import VoiceInfo

NOW = datetime(2026, 11, 23, 17, 40)
EXERCISES = exercises.load_shipped()
PROFILE = Profile(
    age=41, red_flags_emergency=False, red_flags_clinician=False, clinician_agrees=False,
    clinician_agrees_extension=False, bone_heart_or_steroids=False, pregnant_weeks=0, active=True,
    months_since_spinal_surgery=-1, first_pain_age=35, diagnosis=("none_sitting",), weeks_since_flare=10,
    leg_symptoms_last_14_days=False, usual_pain=3, opt_in_hard=False, stage=1,
    screened_at=NOW - timedelta(days=40), disclaimer_agreed=True,
)  # fmt: skip
HERNIATION = replace(PROFILE, diagnosis=("disc_herniation", "stenosis"), weeks_since_flare=2)
# A made-up month: before and after each session, and a flare in the middle of it.
COURSE = (
    (4, 4),
    (4, 3),
    (4, 4),
    (3, 3),
    (3, 4),
    (3, 3),
    (5, 5),
    (4, 4),
    (4, 3),
    (3, 3),
    (3, 2),
    (3, 3),
    (2, 2),
    (3, 2),
)
CLOCKS: "WeakKeyDictionary[Conductor, FakeClock]" = WeakKeyDictionary()  # What each session goes by.
STRIDE_S = 1.0
NO_SOUND = "There is no sound device, so nothing is heard; the screen goes on. Run: coach doctor"


class Host(BaseApp):
    """Nothing but one screen."""

    def __init__(
        self,
        screen: Screen[Any],
        theme: ThemeName = "dark",
        *,
        plain: bool = False,
        keep_theme: Callable[[ThemeName], None] | None = None,
        fake: FakeClock | None = None,
    ) -> None:
        """`fake` is the clock whose time passes while a test waits for something."""
        self.fake = fake or FakeClock(NOW)
        super().__init__(theme, clock=self.fake.clock, plain=plain, keep_theme=keep_theme)
        self.first = screen

    def on_mount(self) -> None:
        self.push_screen(self.first)


@dataclass(frozen=True)
class Scene:
    """A screen made in a home folder, with plain characters or not, and the keys to what is looked at."""

    make: Callable[[paths.Home, bool], Screen[Any]]
    keys: tuple[str, ...] = ()
    ready: str = ""  # What is seen when it is.


def first_weeks(home: paths.Home) -> Routine:
    loaded, _ = routines.load(routines.find("first-weeks", home), EXERCISES)
    return loaded


def course(home: paths.Home) -> Iterator[Session]:
    """A session every other day, each played as it was planned then."""
    loaded = first_weeks(home)
    past: list[Session] = []
    for number, (before, after) in enumerate(COURSE):
        at = NOW.replace(hour=7, minute=30) - timedelta(days=2 * (len(COURSE) - 1 - number))
        decision = progression.decide(loaded, EXERCISES, PROFILE, past, at.date(), before)
        session = Session(
            id=number + 1, at=at, routine=loaded.id, planned={e.id: e.dose for e in decision.exercises},
            sets=tuple(
                SetDone(e.id, number_, side, e.dose.reps, at)
                for e in decision.exercises
                for number_ in range(1, e.dose.sets + 1)
                for side in (("left", "right") if EXERCISES[e.id].side == "each" else ("both",))
            ),
            before=before, after=after, effort="ok", finished=True,
            routine_doses={item.exercise.id: item.dose for item in loaded.items},
        )  # fmt: skip
        past.append(session)
        yield session


def decided(loaded: Routine, who: Profile, past: tuple[Session, ...]) -> Today:
    """Today as the app decides it, from these sessions."""
    setting = progression.settle(loaded, EXERCISES, who, NOW.date())
    state = fold(setting, past)
    return Basis(workspace.Loaded(loaded), who, NOW.date(), setting, state, past).decided()


def dashboard(
    home: paths.Home, plain: bool = False, sessions: int = len(COURSE), *, flare: bool = False
) -> Dashboard:
    """With the first of the sessions; in a `flare` none of today, and after the one before pain was past 5."""
    past = tuple(course(home))[:sessions]
    if flare:
        past = (*past[:-2], replace(past[-2], after=6))
    loaded = first_weeks(home)
    today = decided(loaded, PROFILE, past)
    return Dashboard(Shown(today, past, plain=plain, answers=PROFILE), EXERCISES, lambda: NOW)


def too_sore(home: paths.Home, plain: bool) -> Dashboard:
    """Nothing may be played: a red flag was reported."""
    loaded = first_weeks(home)
    flagged = replace(PROFILE, red_flags_clinician=True)
    today = decided(loaded, flagged, ())
    return Dashboard(Shown(today, (), plain=plain, answers=flagged), EXERCISES, lambda: NOW)


def conductor(home: paths.Home, watch: FakeClock, *notices: str) -> Conductor:
    """A session of the first weeks in silence, with an entry in the log."""
    loaded = first_weeks(home)
    decision = progression.decide(loaded, EXERCISES, PROFILE, (), NOW.date())
    made = plan.make(loaded, decision, PROFILE)
    assert made is not None
    return in_silence(home, watch, made, *notices)


def in_silence(home: paths.Home, watch: FakeClock, made: Plan, *notices: str) -> Conductor:
    """A session of a plan, with an entry in the log, that is heard by nobody."""
    with Log(home.log) as log:
        entry = log.start(watch.wall(), made.routine, {}, {})
    going = Conductor(
        Setup(
            plan=replace(made, rated=True), output=SilentOutput(clock=watch.monotonic_s),
            voice=None, tones={}, rate_wpm=160, gains=Gains(), open_log=lambda: Log(home.log),
            session=entry, clock=watch.clock,
            notices=tuple(Reason("tone_refused", problem=notice) for notice in notices),
        )
    )  # fmt: skip
    CLOCKS[going] = watch
    return going


def run_to(going: Conductor, watch: FakeClock, at_ms: int) -> None:
    """On to a moment of the session; what was done until then is in the log."""
    while (view := going.view()) is None or view.position_ms < at_ms:
        # In strides, except for the last bit, so that a scene half an hour into a session costs no half minute.
        far = view is not None and view.position_ms < at_ms - 2 * STRIDE_S * 1000
        watch.go_on(STRIDE_S if far else 0.05)
        going.tick()
    going.writer.settle()


def cue_of(going: Conductor, exercise: str, phase: PhaseName, rep: int | None) -> Cue:
    assert going.player is not None
    return next(
        cue for cue in going.player.timeline.cues
        if cue.exercise == exercise and cue.phase == phase and (rep is None or cue.rep == rep)
    )  # fmt: skip


def session(
    home: paths.Home, plain: bool = False, *, exercise: str = "bird_dog", phase: PhaseName = "hold",
    rep: int | None = 5, after_ms: int = 700, paused: bool = False, notice: str = "",
) -> SessionScreen:  # fmt: skip
    """Some milliseconds into a phase."""
    watch = FakeClock(NOW)
    going = conductor(home, watch, *filter(None, [notice]))
    going.start()
    going.tick()
    run_to(going, watch, cue_of(going, exercise, phase, rep).at_ms + after_ms)
    if paused:
        going.pause()
    return SessionScreen(going, first_weeks(home).title, "round 2 of 3", plain=plain)


def rest(home: paths.Home, plain: bool) -> SessionScreen:
    """In the rest between two sides."""
    return session(home, plain, exercise="clamshell", phase="change", rep=None, after_ms=4000)


def last_words(home: paths.Home, plain: bool) -> SessionScreen:
    """Everything is done."""
    watch = FakeClock(NOW)
    going = conductor(home, watch)
    going.start()
    going.tick()
    assert going.player is not None
    run_to(going, watch, going.player.timeline.total_ms - 500)
    return SessionScreen(going, first_weeks(home).title, "round 2 of 3", plain=plain)


def verdict(home: paths.Home, plain: bool, answers: Profile = HERNIATION) -> OutcomeSheet:
    """What the answers mean, with the movements to avoid."""
    del home
    judged = screening.judge(answers, NOW.date())
    figures = exercises.avoided() if judged.outcome == "plan" else {}
    avoided = [
        (sentence(note), figures[tag])
        for tag, note in screening.AVOIDED.items()
        if note in judged.notes and tag in figures
    ]
    shown = {words for words, _ in avoided}
    sentences = [said for each in intake.told(judged) if (said := sentence(each)) not in shown]
    return OutcomeSheet(judged, sentences, avoided, plain=plain, clock=lambda: 0.0)


def question(home: paths.Home, plain: bool, key: str) -> Asking:
    """The screening at one of its questions."""
    del home, plain
    flow, known = Flow(), {"age": 41, "pregnant_weeks": 0}
    while flow.question is not None and flow.question.key != key:
        asked = flow.question
        value: Any = known.get(asked.key, getattr(PROFILE, asked.key, False))
        flow = replace(flow, answers={**flow.answers, asked.key: value})
    return Asking(flow)


def history(home: paths.Home, plain: bool, sessions: int = len(COURSE)) -> History:
    ws = workspace.Workspace(home, EXERCISES, PROFILE, Settings(plain_characters=plain))
    with closing(Log(home.log)) as log:
        if not log.sessions():
            for each in list(course(home))[:sessions]:
                log.add(each)
    return History(Past(ws, lambda: NOW), EXERCISES, plain=plain)


def detail(home: paths.Home, plain: bool) -> History:
    """The latest session, in a narrow window without the list."""
    made = history(home, plain)
    made.open()
    return made


def unfinished(home: paths.Home, plain: bool) -> Message:
    """After a session in which an exercise was left out."""
    del plain
    *past, last = course(home)
    done = tuple(each for each in last.sets if each.exercise != "clamshell")
    last = replace(last, effort="easy", finished=False, sets=done)
    on = (NOW + timedelta(days=1)).date()
    decision = progression.decide(first_weeks(home), EXERCISES, PROFILE, [*past, last], on)
    text = next_session.sheet(decision, [*past, last], EXERCISES, 60 - CARD_FRAME)
    return Message("What you did is kept.", text)


def forbidden(home: paths.Home, plain: bool) -> Message:
    """Too sore to start."""
    del plain
    decision = progression.decide(first_weeks(home), EXERCISES, PROFILE, tuple(course(home)), NOW.date(), 8)
    lines = next_session.refusal(decision, 8, at_dashboard=True)
    return Message("Not today", texts.paragraphs(lines), urgent=True)


def chooser(home: paths.Home, plain: bool) -> Chooser:
    """The first weeks are played; of the two own routines one has a mistake."""
    home.routines.mkdir(parents=True, exist_ok=True)
    for name, id_ in (("evening", "clamshell"), ("morning", "clamshel")):
        file = home.routines / f"{name}.toml"
        file.write_text(f'format = 1\nname = "{name.capitalize()}"\n[[exercise]]\nid = "{id_}"\n', "utf-8")
    ws = workspace.Workspace(home, EXERCISES, PROFILE, Settings(plain_characters=plain))
    # Where the files are depends on the machine, and the screen shows it.
    found = [replace(each, wrong="has mistakes: coach check FILE") if each.wrong else each for each in offers(ws)]
    preview = Preview(lambda offer: previewed(ws, offer.name, NOW), EXERCISES)
    return Chooser(found, first_weeks(home).file, preview, plain=plain)


WRITTEN = """\
format = 1
name = "Evening"
rounds_per_day = 2

[[exercise]]
id = "{id}"     # open slowly
reps = 8

[[exercise]]
id = "plank"
hold_s = 8
"""


def written(home: paths.Home, plain: bool, id_: str = "clamshell") -> Editor:
    """A routine of one's own in the editor; its second exercise is above the stage."""
    home.routines.mkdir(parents=True, exist_ok=True)
    file = home.routines / "evening.toml"
    file.write_text(WRITTEN.replace("{id}", id_), "utf-8")
    ws = workspace.Workspace(home, EXERCISES, PROFILE, Settings(plain_characters=plain))
    return Editor(
        drafts.opened(ws, file), Judge(ws, file, lambda: NOW).judged, partial(drafts.save, ws), plain=plain
    )


def trouble(home: paths.Home, plain: bool) -> TroubleScreen:
    """A routine with a mistake, which is the chosen one."""
    editor = written(home, plain, "clamshel")
    path = editor.draft.path
    mistakes = tuple(Judge(ws_of(home), path, lambda: NOW).judged(editor.draft.content).mistakes)
    told = Trouble("", mistakes, toml.lines_of(editor.draft.content), path)
    return TroubleScreen(told, lambda: NOW, lambda changed: Watch(lambda: None, None, changed))


def ws_of(home: paths.Home) -> workspace.Workspace:
    return workspace.Workspace(home, EXERCISES, PROFILE, Settings())


def exercise(home: paths.Home, plain: bool, id_: str = "bird_dog", answers: Profile = PROFILE) -> ExerciseScreen:
    """An exercise, held at the end of its movement by a clock that starts at 0 and stands at 4.5 seconds."""
    del home
    times = iter([0.0])
    known = Known(EXERCISES, answers, "", NOW.date(), plain)
    return ExerciseScreen(EXERCISES[id_], known, lambda: next(times, 4.5))


VOICES = (
    VoiceInfo("roa/fr", "fr-fr", "French (France)", "espeak"),
    VoiceInfo("gmw/en", "en-gb", "English (Great Britain)", "espeak"),
    VoiceInfo("natural", "en-us", "natural voice (hibari)", "hibari"),
)


def settings_screen(home: paths.Home, plain: bool = False) -> SettingsScreen:
    """With the voices of a small engine."""
    keep = partial(settings.keep, home.settings)
    return SettingsScreen(Settings(), keep, Sample(home), lambda: VOICES, plain=plain)


SCENES: dict[str, Scene] = {
    "settings": Scene(settings_screen, ("down", "down")),
    "dashboard": Scene(dashboard),
    "dashboard-first": Scene(partial(dashboard, sessions=0)),
    "dashboard-nothing": Scene(too_sore),
    "session-move": Scene(partial(session, phase="move", after_ms=1500)),
    "session-hold": Scene(session),
    "session-return": Scene(partial(session, phase="return", after_ms=1500)),
    "session-change": Scene(rest),
    "session-paused": Scene(partial(session, paused=True)),
    "session-notice": Scene(partial(session, phase="move", notice=NO_SOUND)),
    "session-help": Scene(session, ("question_mark",), "pause, go on"),
    "why": Scene(partial(dashboard, flare=True), ("y",), "Why today"),
    "dashboard-flare": Scene(partial(dashboard, flare=True)),
    "dashboard-help": Scene(dashboard, ("question_mark",), "Keys"),
    "dashboard-palette": Scene(dashboard, ("ctrl+p", "s", "h", "o", "w", "space", "p", "l"), "Show Plank"),
    "rating": Scene(lambda _home, _plain: Rating(), ("right", "right", "right")),
    "effort": Scene(lambda _home, _plain: effort_question()),
    "rating-before": Scene(lambda _home, _plain: Rating(cancel="back")),
    "rating-help": Scene(lambda _home, _plain: Rating(), ("question_mark",), "calm"),
    "stop": Scene(lambda _home, _plain: stop_question()),
    "hurts-where": Scene(lambda _home, _plain: where_question()),
    "hurts-signs": Scene(lambda _home, _plain: signs_question(Reason("hurt_spread"))),
    "hurts": Scene(lambda _home, _plain: less_or_end(sentence(plan.hurt_means(4)), [EXERCISES["seated_flexion"]])),
    "session-done": Scene(last_words, (), "your number"),
    "next-time": Scene(unfinished),
    "not-today": Scene(forbidden),
    "agreement": Scene(lambda _home, _plain: Agreement()),
    "question-yes-no": Scene(partial(question, key="red_flags_emergency")),
    "question-number": Scene(partial(question, key="age"), ("4", "1")),
    "question-choice": Scene(partial(question, key="diagnosis"), ("2",)),
    "verdict": Scene(verdict),
    "verdict-emergency": Scene(partial(verdict, answers=replace(PROFILE, red_flags_emergency=True))),
    "history": Scene(history, (), "Your sessions"),
    "history-empty": Scene(partial(history, sessions=0), (), "No session yet"),
    "detail": Scene(detail, (), "What followed"),
    "courses": Scene(history, ("t",), "Each exercise"),
    "course": Scene(history, ("t", "down", "enter"), "repetitions in a round"),
    "chooser": Scene(chooser, (), "Which routine?"),
    "editor": Scene(written, (), "belongs to stage 2"),
    "editor-mistake": Scene(partial(written, id_="clamshel"), (), "1 mistake"),
    "editor-doses": Scene(written, ("tab",), "not today"),
    "trouble": Scene(trouble, (), "did you mean"),
    "chooser-mistakes": Scene(chooser, ("2",), "did you mean"),
    "show": Scene(exercise),
    "show-left-out": Scene(partial(exercise, id_="seated_flexion", answers=HERNIATION)),
}


async def settled(pilot: Pilot[None], look: Callable[[], str], wanted: str) -> str:
    """What is seen once it is what is wanted and has stopped changing."""
    before, same = "", 0
    for _ in range(300):
        await pilot.pause(0.02)
        now = look()
        same = same + 1 if now == before and wanted in now else 0
        if same >= 4:
            return now
        before = now
    raise AssertionError(f"{wanted!r} is not seen, or the screen does not come to rest:\n{before}")


def home_in(folder: Path) -> paths.Home:
    return paths.Home(folder, folder / "cache")
