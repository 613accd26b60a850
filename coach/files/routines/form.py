"""The form of a routine file; it must not know any exercise."""

from dataclasses import dataclass
from typing import Annotated

from coach.core.model.decided import Range
from coach.core.model.done import Side
from coach.core.model.routine import MOST_ROUNDS_PER_DAY, ChangeMode, VoiceMode
from coach.files.changes import ChangeSecondsForm
from coach.files.forms import Length, Note, Passes, Within
from coach.files.routines import dose_text, spoken_text
from coach.files.routines.parts import clock, groups

DayRound = Annotated[int, Within(1, MOST_ROUNDS_PER_DAY)]
TempoSeconds = Annotated[float, Within(0, 300)]  # What is held may be less and more than a way.

Said = Annotated[str, Length(1, 80), Passes(spoken_text.objection, "text", spoken_text.PATTERN)]


@dataclass(frozen=True, slots=True)
class SayForm:
    """What is said in place of the exercise's own words, in each phase of a movement."""

    setup: Annotated[Said | None, Note("How to get ready.")] = None
    move: Annotated[Said | None, Note("On the way out.")] = None
    hold: Annotated[Said | None, Note("While it is held.")] = None
    return_: Annotated[Said | None, Note("On the way back.")] = None
    mistake: Annotated[Said | None, Note("The one mistake to avoid.")] = None


@dataclass(frozen=True, slots=True)
class ExerciseForm:
    """One exercise of the routine. Only `id` is required: the rest comes from the exercise set."""

    id: Annotated[str, Note("Which exercise, by its id in the exercise set, such as bird_dog.")]
    sets: Annotated[int | None, Within(1, 20), Note("Sets in one session.")] = None
    reps: Annotated[
        int | None,
        Within(1, 200),
        Note(
            "Repetitions in a set; per side for an exercise that does one side after the other, "
            "of both sides together for one that alternates. Format 2: "
            "or a list with a number for each set, [8, 6, 4]."
        ),
    ] = None
    hold_s: Annotated[int | None, Within(0, 300), Note("Seconds to hold each repetition; 0 for no hold.")] = None
    rest_s: Annotated[float | None, Within(0, 600), Note("Seconds of rest between sets.")] = None
    tempo_s: Annotated[
        tuple[TempoSeconds, ...] | None, Length(2, 3),
        Note("Seconds for the way out and for the way back, such as [3, 3]; format 2: out, held, back: [3, 1, 3]."),
    ] = None  # fmt: skip
    dose: Annotated[
        str | None,
        Passes(dose_text.objection, "dose", dose_text.PATTERN),
        Note('Format 2: sets x repetitions, and x seconds held: "2x12", "1x5x10s".', ("2x12", "1x5x10s")),
    ] = None
    group: Annotated[
        str | None,
        Length(1, 20),
        Passes(groups.objection, "text"),
        Note("Format 2: a name such as a; neighbours of one group take turns, set by set."),
    ] = None
    side: Annotated[
        Side | None,
        Note("Format 2: left or right alone, of an exercise that does one side after the other; else both."),
    ] = None
    fixed: Annotated[
        bool, Note("Format 2: true for a warm-up: good days never raise it above this dose; pain still lowers it.")
    ] = False
    or_: Annotated[
        str | None,
        Note("Format 2: the id of the exercise done in its place where your screening leaves it out for good."),
    ] = None
    rounds: Annotated[
        tuple[DayRound, ...] | None,
        Length(1, MOST_ROUNDS_PER_DAY),
        Note("Format 2: only in these rounds of a day, such as [2] for the second; else in each."),
    ] = None
    range: Annotated[Range | None, Note("Format 2: how far each repetition goes; half: half as far.")] = None
    note: Annotated[
        str | None,
        Length(1, 200),
        Passes(spoken_text.objection, "text", spoken_text.PATTERN),
        Note("Format 2: said once before the exercise, such as what to get ready."),
    ] = None
    say: Annotated[
        SayForm | None,
        Note('Format 2: said in place of the exercise\'s own words, such as { move = "Long arm, long leg." }.'),
    ] = None


TimeOfDay = Annotated[str, Passes(clock.objection, "text", clock.PATTERN)]


@dataclass(frozen=True, slots=True)
class ScheduleForm:
    """The days and times for which the routine is meant: the dashboard goes by them, and nothing is owed."""

    days: Annotated[
        tuple[clock.DayName, ...] | None, Length(1, 7), Note("The days of the week; without it every day.")
    ] = None
    times: Annotated[
        tuple[TimeOfDay, ...] | None,
        Length(1, MOST_ROUNDS_PER_DAY),
        Note("When each round of a day is meant to begin."),
    ] = None


@dataclass(frozen=True, slots=True)
class RoutineForm:
    """A routine of the back coach: which exercises, in which order, with which base dose."""

    format: Annotated[int, Note("The version of this form: 2, or 1 without the keys that 2 brought.")] = 1
    name: Annotated[str | None, Length(1, 80), Note("The name that is shown and said.")] = None
    description: Annotated[
        str | None, Length(0, 2000), Note("A note for you; the coach does not use it.")
    ] = None  # fmt: skip
    rounds_per_day: Annotated[
        int, Within(1, MOST_ROUNDS_PER_DAY), Note("How many times a day the routine is played.")
    ] = 1
    minutes_between_rounds: Annotated[
        int | None, Within(1, 720), Note("Minutes from one round to the next.")
    ] = None  # fmt: skip
    schedule: Annotated[
        ScheduleForm | None,
        Note('Format 2: the days and times it is meant for: { days = ["mon", "thu"], times = ["07:30"] }.'),
    ] = None
    words: Annotated[
        VoiceMode | None,
        Note("How much is said: learning (less, the better you know an exercise), full, brief, or beeps alone."),
    ] = None
    voice: Annotated[VoiceMode | None, Note("The older name of 'words'.")] = None
    change: Annotated[
        ChangeMode, Note("After a change of position: wait until you are ready, or go on after a time (timed).")
    ] = "timed"
    change_s: Annotated[ChangeSecondsForm | None, Note("Seconds for each kind of change of position.")] = None
    exercise: Annotated[tuple[ExerciseForm, ...], Note("The exercises in the order they are done.")] = ()
