"""Lays the repetitions of one set on the tape: words, tones and counts; it must not know what is between sets.

Speech never moves a repetition: a text that does not fit gives way to a shorter one or to silence.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from coach.core.durations import BREATH_MS, GAP_MS, HALF_TOLD_S, LAST_SECONDS, LONG_HOLD_S, SPEAK_AFTER_MS
from coach.core.model.done import Side
from coach.core.model.planned import PhaseName, Plan, PlanItem
from coach.core.number_words import number
from coach.core.timeline import phrases
from coach.core.timeline.cue_track import LengthMs, Tape
from coach.core.timeline.cues import Block, Cue, SetEnd
from coach.core.timeline.knowing import depth
from coach.core.timeline.set_order import is_second

CORRECTED_REP = 3  # After the movement and its breath were said.


def counted(hold_s: int) -> range:
    """The seconds left at which a hold is counted: all but its first, or the last three of a long one."""
    return range(LAST_SECONDS if hold_s > LONG_HOLD_S else hold_s - 1, 0, -1)


class SetTrack(Tape):
    """The tape of a plan; its repetitions follow each other from `now` on."""

    def __init__(self, plan: Plan, length_ms: LengthMs, pace: Fraction) -> None:
        super().__init__(length_ms, pace)
        self.plan = plan
        self.voice = plan.voice
        self.correction = ""

    def set(self, index: int, set_number: int, side: Side | None, behind: int = 0) -> None:
        """The repetitions of a set but for the first ones that lie `behind`."""
        item = self.plan.items[index]
        self.correction = self.correction_of(item, side) if set_number == 2 and not is_second(item, side) else ""
        reps = item.reps_in(set_number)
        for rep in range(behind + 1, reps + 1):
            rep_side = side
            if item.exercise.side == "alternate":
                rep_side = "left" if rep % 2 else "right"
            self.where = Cue(0, "say", 0, item.exercise.id, set_number, rep, rep_side)
            words = self.words(item, side)
            start_ms, first_cue = self.now, len(self.cues)
            end_ms = self.repetition(item, words)
            if rep < reps:
                end_ms = self.breathe(rep, item, end_ms)
            self.end_block(Block("rep", start_ms, end_ms, index, set_number, rep_side, rep, first_cue))
        self.set_ends.append(SetEnd(self.now, item.exercise.id, set_number, side or "both", reps))

    def correction_of(self, item: PlanItem, side: Side | None) -> str:
        """The mistake to avoid in this session, "" for none."""
        return phrases.sided(depth(item, self.voice).correction, side)

    def words(self, item: PlanItem, side: Side | None) -> phrases.Words:
        """What a repetition says: most in the first set, then only a side that changes."""
        number, rep, first_side = self.where.set or 1, self.where.rep or 1, not is_second(item, side)
        if self.voice == "beeps":
            return phrases.Words()
        said = depth(item, self.voice)
        if number > 1:
            said = replace(said, teaches=False, guides=False)
        words = phrases.repetition(item.exercise, said, rep, self.where.side, first_set=number == 1 and first_side)
        if item.dose.sets == 1 and rep == min(CORRECTED_REP, item.dose.reps) and first_side:
            # With no second set to say it in, the one correction takes the place of a return word.
            words = replace(words, return_=phrases.variants(self.correction_of(item, side), *words.return_))
        return words

    def repetition(self, item: PlanItem, words: phrases.Words) -> int:
        """Move, hold and return; gives the end of the return."""
        rep, reps = self.where.rep or 1, item.reps_in(self.where.set or 1)
        at_ms = self.now
        move_ms, return_ms, hold_ms = self.paced(item.move_ms), self.paced(item.return_ms), item.dose.hold_s * 1000
        self.beep("go" if rep == 1 else "last_repetition" if rep == reps else "repetition", at_ms)
        self.words_in_phase("move", at_ms, move_ms, words.move)
        at_ms += move_ms
        if hold_ms:
            self.beep("hold_start", at_ms)
            self.hold(item.dose.hold_s, at_ms, words.hold)
            at_ms += hold_ms
        self.beep("hold_end" if hold_ms else "return", at_ms)
        self.words_in_phase("return", at_ms, return_ms, words.return_)
        return at_ms + return_ms

    def words_in_phase(
        self, name: PhaseName, at_ms: int, dur_ms: int, options: Sequence[str], until_ms: int | None = None
    ) -> None:
        """A phase with the first words that fit in it (`until_ms` when they have less time), or the correction."""
        self.phase(name, at_ms, dur_ms)
        speak_ms, end_ms = at_ms + SPEAK_AFTER_MS, at_ms + dur_ms if until_ms is None else until_ms
        if options:
            self.say_first_fitting(options, speak_ms, end_ms)
        elif self.correction and self.say_first_fitting((self.correction,), speak_ms, end_ms):
            self.correction = ""

    def hold(self, hold_s: int, at_ms: int, options: Sequence[str]) -> None:
        """Counts down the seconds that are left: aloud in the first hold of a set, later the last three.

        Words of the first repetition may cover early counts or ticks: no tone begins inside a sentence.
        """
        aloud = self.counts_aloud(hold_s)
        long = hold_s > LONG_HOLD_S
        last = LAST_SECONDS if hold_s > LAST_SECONDS else 0
        counts = [(at_ms + 1000 * (hold_s - left), number(left)) for left in counted(hold_s)]
        end_ms, half_ms = at_ms + hold_s * 1000, at_ms + hold_s * 500
        covered = len(counts) // 2 if self.where.rep == 1 else 0
        until_ms = half_ms - GAP_MS if long else counts[covered][0] - GAP_MS if counts else None
        self.words_in_phase("hold", at_ms, hold_s * 1000, options, until_ms)
        if long:
            self.beep("halfway", half_ms)
            if aloud and hold_s >= HALF_TOLD_S:
                self.say_first_fitting((phrases.HALFWAY,), half_ms + SPEAK_AFTER_MS, counts[0][0] - GAP_MS)
        limits = [next_ms - GAP_MS for next_ms, _ in counts[1:]] + [end_ms]
        for left, (count_ms, word), limit_ms in zip(counted(hold_s), counts, limits, strict=False):
            covered_now = count_ms < self.free
            told = aloud and (self.where.rep == 1 or left <= last)
            said = told and self.say_first_fitting((word,), count_ms, limit_ms)
            if not (said or covered_now):
                self.beep("tick", count_ms)

    def counts_aloud(self, hold_s: int) -> bool:
        """Whether seconds of a hold are said."""
        return self.voice != "beeps" and bool(counted(hold_s))

    def breathe(self, rep: int, item: PlanItem, at_ms: int) -> int:
        end_ms = at_ms + self.paced(BREATH_MS)
        if self.voice != "beeps":
            number = phrases.done(rep, beside_seconds=self.counts_aloud(item.dose.hold_s))
            options = phrases.LAST_ONE if rep == item.reps_in(self.where.set or 1) - 1 else number
            self.say_first_fitting(options, max(at_ms, self.free), end_ms)
        return end_ms
