"""The states of the pain rules, what leads into each, and a person who lives through it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from logbook import BLANK, EXERCISES, MONDAY, played, profile, read_session, routine

from coach.core.exercise import Dose
from coach.core.model.decided import Decision
from coach.core.model.done import Session
from coach.core.model.routine import Routine
from coach.core.model.screened import Profile
from coach.core.progression import decide

UP_TWO = "before 2, after 4"
HURT = "before 2, report 5 in clamshell, after 2"
# What leads into a state, each played on the day after the one before where nothing else is said.
INTO: dict[str, tuple[str, ...]] = {
    "at first": (),
    "reduced": ("before 2, after 2, hard",),
    "half": (UP_TWO,),
    "half, targets cut": (UP_TWO,) * 4,
    "everything at its least, and rests": (UP_TWO,) * 14,
    "half, a stage lower": ("before 2, after 6",),
    "severe pain": ("before 2, after 9",),
    "a rise of weeks": ("before 2, after 2",) * 6 + ("before 3, after 4",) * 9,
    "an own level at half": (HURT,),
    "an exercise at rest": (HURT,) * 3,
    "own level and level at half": ("before 2, report 5 in clamshell, after 4",),
    "a short break": ("before 2, after 2, easy", "before 2, after 2, easy, 12 days later"),
    "a long break": ("before 2, after 2, easy", "before 2, after 2, easy, 25 days later"),
    "a very long break": ("before 2, after 2, easy", "before 2, after 2, easy, 50 days later"),
    "a sore day": ("before 5, after 5",),
    "a refused start": ("before 8",),
    "every ten days": ("before 2, after 2, easy, 10 days later",) * 6,
    "interrupted": ("before 2, stopped interrupted, clamshell 0 done",) * 3,
    "not finished": ("before 2, after 2, clamshell 3 done",) * 5,
}
NAMES = ("one", "two", "three")
DOSES = {"clamshell": Dose(1, 10, 0), "bird_dog": Dose(1, 6, 2), "plank": Dose(1, 3, 10)}


class Life:
    """A person with some routines in turn, who was screened lately whenever that is asked for."""

    def __init__(self, stage: int, routines: int) -> None:
        self.whats = [routine(DOSES, name=name) for name in NAMES[:routines]]
        self.who = profile(2, stage)
        self.sessions: list[Session] = []
        self.day = MONDAY - timedelta(days=1)

    def asked(self, what: Routine, before: int | None) -> Decision:
        who: Profile = replace(self.who, screened_at=datetime.combine(self.day, time(0, 1)))
        return decide(what, EXERCISES, who, self.sessions, self.day, before)

    def live(self, text: str, days: int | None = None) -> tuple[Routine, Decision]:
        """One day: asked, and played as planned where that is allowed."""
        ratings, done, gap = read_session(text)
        self.day += timedelta(days=gap if days is None else days)
        number = len(self.sessions) + 1
        what = self.whats[number % len(self.whats)]
        decision = self.asked(what, ratings.before)
        at = datetime.combine(self.day, time(8))
        if decision.allowed:
            done = {id_: reps for id_, reps in done.items() if id_ in {each.id for each in decision.exercises}}
            session = played(decision, at, ratings, DOSES, done)
        else:
            session = replace(
                BLANK, at=at, routine=what.id, before=ratings.before, effort=None, routine_doses=DOSES
            )
        self.sessions.append(replace(session, id=number))
        return what, decision
