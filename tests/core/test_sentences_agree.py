"""Sentence, figures and doses agree in every state of the pain rules; and nothing in them is odd or frightening."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import pytest
from agreeing import FRIGHTENING, contradictions
from logbook import BLANK, EXERCISES, MONDAY, played, profile, read_session, routine
from size import sized, some_of
from states import INTO, Life

from coach.core import words
from coach.core.exercise import Dose
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide
from coach.core.reason import Figure, Reason
from coach.core.words.english import table
from coach.core.words.english.encouragement import TRUE

# Long walks are for a change of the rules: BACKCOACH_WALKS=2000.
WALKS = int(os.environ.get("BACKCOACH_WALKS", sized(4, 12)))
DAYS = 30
ROUTINES: tuple[Mapping[str, Dose], ...] = (
    {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(1, 6, 2), "plank": Dose(1, 3, 10)},
    {"brace": Dose(1, 3, 3), "hip_flexor": Dose(1, 1, 5), "clamshell": Dose(1, 3, 0)},
    {"brace": Dose(3, 10, 10), "seated_flexion": Dose(3, 10, 10), "bird_dog": Dose(3, 10, 5)},
    {"plank": Dose(1, 1, 3), "side_plank_full": Dose(1, 3, 5), "glute_bridge": Dose(1, 8, 3)},
)
# What a person may say of a session; the last ones seldom.
TEXTS = (
    "before {b}, after {b}, easy",
    "before {b}, after {b}, easy",
    "before {b}, after {b}",
    "before {b}, after {up1}",
    "before {b}, after {up2}",
    "before {b}, after {b}, hard",
    "before {b}, report {up3} in {id}, after {b}",
    "before {b}, report {up3} in {id}, after {b}",
    "before {b}, after {b}, {id} 1 done",
    "before {b}, after {b}, morning {up3}",
    "before {b}, after {b}, stopped pain",
    "before {b}, stopped interrupted",
    "before {b}, after {b}, stopped time, {id} 0 done",
    "after {b}",
    "before {b}, unrated effort",
    "unrated effort",
    "before {up3}, after {up3}",
    "before {up3}, after {b}, easy",
    "before {b}, after {b}, stopped tired, {id} 0 done",
    "before 8",
    "before {b}, after 9",
    "before {b}, after {b}, stopped sharp",
    "before {b}, after {b}, stopped spread",
)
GAPS = (1, 1, 1, 1, 1, 1, 1, 0, 0, 2, 3, 10, 14, 21, 30, 45)


def checked(
    what: Routine, who: Profile, sessions: Sequence[Session], day: date, before: int | None, own: Mapping[str, Dose]
) -> Decision:
    decision = decide(what, EXERCISES, who, sessions, day, before)
    found = contradictions(decision, EXERCISES, own, sessions)
    log = [(str(s.at.date()), s.before, s.after, s.during, s.effort, s.stopped) for s in sessions[-4:]]
    assert not found, f"{found}\n{decision.rules} {decision.level} {words.together(decision.reasons)}\n{log}"
    return decision


@pytest.mark.parametrize("usual", [0, 2, 6])
@pytest.mark.parametrize("state", some_of(INTO, 3))
def test_in_every_state_and_with_every_pain_of_the_day(state: str, usual: int) -> None:
    for stage in (1, 3):
        life = Life(stage, 1)
        life.who = profile(usual, stage)
        (what,) = life.whats
        own = {item.exercise.id: item.dose for item in what.items}
        for text in INTO[state]:
            life.live(text)
        for days in (0, 1, 12, 45):
            day = life.day + timedelta(days=days)
            who = replace(life.who, screened_at=datetime.combine(day, time(0, 1)))
            for before in (None, *range(11)):
                checked(what, who, life.sessions, day, before, own)
            checked(what, life.who, life.sessions, day, None, own)


@pytest.mark.parametrize("seed", range(WALKS))
def test_on_random_walks_through_all_of_them(seed: int) -> None:
    random = Random(seed)
    usual = random.choice((None, 0, 2, 2, 3, 5, 6, 7))
    who = profile(usual, random.choice((1, 2, 3)), diagnosis=random.choice(("none_sitting", "none_other")))
    whats = [routine(own, random.choice((1, 3)), f"r{n}") for n, own in enumerate(random.sample(ROUTINES, 2))]
    files = {what.id: {item.exercise.id: item.dose for item in what.items} for what in whats}
    sessions: list[Session] = []
    day = MONDAY
    for number in range(DAYS):
        day += timedelta(days=random.choice(GAPS))
        what = random.choice((whats[0], whats[0], whats[0], whats[1]))
        own = files[what.id]
        b = 2 if usual is None else usual
        ups = {f"up{n}": min(10, b + n) for n in (1, 2, 3)}
        text = random.choice(TEXTS).format(b=b, id=random.choice([*own]), **ups)
        ratings, done, _ = read_session(text)
        if random.random() < 0.7:  # Mostly the screening was answered again where that was asked for.
            who = replace(who, screened_at=datetime.combine(day, time(0, 1)))
        decision = checked(what, who, sessions, day, ratings.before, own)
        checked(what, who, sessions, day, None, own)
        at = datetime.combine(day, time(8, number))
        if decision.allowed:
            done = {id_: reps for id_, reps in done.items() if id_ in {each.id for each in decision.exercises}}
            session = played(decision, at, ratings, own, done)
        else:
            session = replace(BLANK, at=at, routine=what.id, before=ratings.before, effort=None, routine_doses=own)
        sessions.append(replace(session, id=number + 1))


def test_the_test_finds_what_does_not_agree() -> None:
    own = dict(ROUTINES[0])
    what = routine(own)
    decision = decide(what, EXERCISES, profile(), [], MONDAY)
    assert not contradictions(decision, EXERCISES, own, [])
    first = decision.exercises[0]
    for wrong in (
        replace(decision, exercises=(replace(first, dose=Dose(1, 8, 0)), *decision.exercises[1:])),
        replace(decision, level="half"),
        replace(decision, reason=decide(what, EXERCISES, profile(), [], MONDAY, 6).reason),
        replace(decision, allowed=False),
    ):
        assert contradictions(wrong, EXERCISES, own, [])


def test_no_text_of_the_program_paints_a_back_that_breaks() -> None:
    """The table of the screening's words, over every sentence, exercise and document."""
    calm = {"Hurt is not harm."}
    of_a_file = {"log_damaged", "log_damaged_copied"}
    every = {**table.SENTENCES, **table.seldom()}
    told = {said for id_, said in every.items() if isinstance(said, str) and id_ not in of_a_file}
    texts = told | {*TRUE.values()} - calm
    for exercise in EXERCISES.values():
        spoken = asdict(exercise.cues)
        texts |= {exercise.avoid, *spoken.pop("corrections"), *filter(None, spoken.values())}
    found = [text for text in texts if FRIGHTENING.search(text)]
    assert not found
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert not [line for line in readme.splitlines() if FRIGHTENING.search(line) and "SECURITY.md" not in line]
    for choice in ("spondylolisthesis", "disc_herniation", "fragile_bone"):
        assert not FRIGHTENING.search(words.sentence(Reason("choice", value=choice)))


HARD: dict[str, Figure] = {
    "ground": "hard",
    "groups": (),
    "returns": False,
    "position": "prone",
    "stage": 3,
    "by_choice": True,
}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason("first"), "Your first session. We start as your routine says."),
        (Reason("one_more_good_day", level="half", green_days=0),
         "Two good days in a row bring you back up; none yet."),
        (Reason("one_more_good_day", level="half", green_days=1),
         "One more good day brings you back up."),
        (Reason("part", level="half", target=(1, 10, 2), dose=(1, 5, 0), shortest_hold=True, own=False),
         "Half of 10, without holding."),
        (Reason("part", level="half", target=(1, 3, 5), dose=(1, 3, 3), shortest_hold=True, own=False),
         "Holding 3 s in place of 5 s."),
        (Reason("severe", stopped="sharp"), "Sudden, sharp pain: stop and get advice."),
        (Reason("severe", stopped="spread"), "Pain that is new in a leg, or further down it: stop and get advice."),
        (Reason("left_out", **HARD), "A harder exercise, for later, unless you allow hard exercises (press S)."),
        (Reason("very_long_break", days=50), "A very long break of 50 days: start again safely."),
        (Reason("not_rated", missing=(), stopped="interrupted"), "It was interrupted, so nothing is added."),
        (Reason("not_rated", missing=("effort",), stopped=None), "Not everything was rated, so nothing is added."),
        (Reason("above_comfort", comfort=5, before=7), "With a 7 nothing is added; what you do is right for now."),
        (Reason("after_now", id=3, moment="2026-12-01 07:30"),
         "A session in the log is dated 2026-12-01 07:30, which is still to come: it counts as one of today. "
         "Is that wrong? Press i, then e on it."),
        (Reason("chosen_gone", old="evening", title="First weeks"),
         "The routine evening, which you had chosen, is there no more, so today it is First weeks. "
         "To choose: press r."),
        (Reason("limited", asked=(3, 10, 0), dose=(1, 10, 0)), "Your routine says 3×10; its limits allow 1×10."),
    ],
)  # fmt: skip
def test_the_words_that_were_odd_are_mended(reason: Reason, said: str) -> None:
    assert words.sentence(reason, keys=True) == said


def test_figures_speak_the_words_of_a_lay_person() -> None:
    assert (
        words.figures(Reason("one_more_good_day", level="half", green_days=1)) == "half dose; one good day so far"
    )
    assert words.figures(Reason("above_comfort", comfort=2, before=3)) == "3 before, your usual: up to 2"
    assert words.figures(Reason("rise", before=2, after=4)) == "2 before, 4 afterwards"


def test_after_a_very_long_break_the_screening_comes_before_the_start() -> None:
    what, who = routine(), profile()
    own = {item.exercise.id: item.dose for item in what.items}
    decision = decide(what, EXERCISES, who, [], MONDAY)
    session = replace(played(decision, datetime.combine(MONDAY, time(8)), BLANK, own), before=2, after=2)
    later = decide(what, EXERCISES, who, [session], MONDAY + timedelta(days=50))
    assert words.together(later.reasons) == (
        "A very long break of 50 days: start again safely. "
        "Please answer the screening again before the next session (run coach screen)."
    )
