"""Compiles a plan to cues at integer milliseconds; it must not know a clock, a voice, a sound device or a file.

How long a text takes to say is handed in. Speech never moves a repetition: a text that does not fit before the
next one, or before the end of its phase, gives way to a shorter one or to silence. Only the change before a set
grows with what has to be said in it.
"""

from dataclasses import replace
from fractions import Fraction

from coach.core import changes, words
from coach.core.durations import (
    ANSWER_MS,
    COUNT_IN_MS,
    GAP_MS,
    HALFWAY_FROM_SETS,
    NEW_POSITION_MS,
    PAUSE_MS,
    READY_AGAIN_MS,
    SAME_POSITION_MS,
    TEN_SECONDS_FROM_MS,
    TONE_MS,
    estimate_ms,
)
from coach.core.exercise import ONE_SIDE
from coach.core.model.done import Side
from coach.core.model.planned import Plan, PlanItem
from coach.core.plan import group_of
from coach.core.timeline import phrases
from coach.core.timeline.cue_track import LengthMs
from coach.core.timeline.cues import Block, Cue, Timeline
from coach.core.timeline.knowing import depth
from coach.core.timeline.set_order import is_second, sets_from, sides_of
from coach.core.timeline.set_track import SetTrack


def compile_plan(
    plan: Plan, length_ms: LengthMs, pace: Fraction = Fraction(1), after: PlanItem | None = None
) -> Timeline:
    """The cues of a plan. `pace` 2 takes twice as long for movements, breaths and preparations, not for holds.

    With `after` the plan goes on from that exercise: no opening, and "Next:" in place of "First:".
    The same arguments give the same timeline; `length_ms` is asked for the same texts whatever it answers.
    """
    return _Compiler(plan, length_ms, pace, after).run()


def texts(plan: Plan) -> tuple[str, ...]:
    """Every text that compile_plan may ask a length for, in order of first use."""
    asked: dict[str, None] = {}

    def record(text: str) -> int:
        asked[text] = None
        return estimate_ms(text)

    compile_plan(plan, record)
    return tuple(asked)


def minutes(plan: Plan) -> int:
    """About how many minutes the plan takes, from estimated speech, so that it can be said before any is known."""
    timed = replace(plan, opening=plan.title, change="timed")
    timeline = _Compiler(timed, estimate_ms, Fraction(1), None, tells_length=False).run()
    return max(1, round(timeline.total_ms / 60_000))


class _Compiler(SetTrack):
    """One run over a plan; `now` is where the next block starts."""

    def __init__(
        self,
        plan: Plan,
        length_ms: LengthMs,
        pace: Fraction,
        after: PlanItem | None,
        *,
        tells_length: bool = True,
    ) -> None:
        super().__init__(plan, length_ms, pace)
        self.after = after
        self.tells_length = tells_length
        self.items = [(index, item) for index, item in enumerate(plan.items) if item.dose.repetitions > 0]
        self.sets_total = sum(item.dose.sets * len(sides_of(item)) for _, item in self.items)
        self.sets_done = 0

    def run(self) -> Timeline:
        for index, set_number, side, reps in sets_from(self.plan):
            if reps < self.plan.items[index].reps_in(set_number):
                self.prepare(index, set_number, side)
                self.set(index, set_number, side, reps)
            self.sets_done += 1
        self.close()
        return Timeline(tuple(self.cues), tuple(self.blocks), tuple(self.set_ends), self.now)

    # Before a set

    def prepare(self, index: int, set_number: int, side: Side | None) -> None:
        item = self.plan.items[index]
        self.where = Cue(0, "say", 0, item.exercise.id, set_number, None, side)
        start_ms = self.now
        if not self.blocks and self.after is None:
            self.introduce()
        begin_ms = self.now
        resting = self.rests(index, side)
        turn_ms = self.rest_of_a_turn(index, set_number, side)
        if resting:
            dur_ms = max(COUNT_IN_MS, self.paced(item.rest_ms))
            tone = "rest" if dur_ms >= COUNT_IN_MS + TONE_MS["rest"] + GAP_MS else None
        else:
            dur_ms = max(COUNT_IN_MS, self.paced(max(self.change_ms(index, side), turn_ms)))
            tone = "side_change" if self.turns(index, side) else "exercise_done" if self.before() else None
            tone = "rest" if turn_ms and dur_ms >= COUNT_IN_MS + TONE_MS["rest"] + GAP_MS else tone
        speak_ms = begin_ms
        if tone:
            self.beep(tone, begin_ms)
            speak_ms += TONE_MS[tone] + GAP_MS
        moves = None if resting else self.change(index, side)
        # What is said does not depend on how long one wants for getting there.
        room_ms = NEW_POSITION_MS if not is_second(item, side) else SAME_POSITION_MS
        until_ms = begin_ms + (max(dur_ms, self.paced(room_ms)) if moves is not None else dur_ms)
        said_ms = self.speak(self.sentences(index, set_number, side), speak_ms, until_ms, grow=not resting)
        end_ms, wait_ms = max(begin_ms + dur_ms, said_ms + COUNT_IN_MS), None
        if moves is not None:
            end_ms = max(end_ms, said_ms - GAP_MS + dur_ms // 2)  # To get there when the words are over.
            if self.plan.change == "wait":
                wait_ms = said_ms
                end_ms = self.wait(wait_ms)
        self.phase("rest" if resting else "change", begin_ms, end_ms - begin_ms)
        go_ms = end_ms - COUNT_IN_MS
        if resting and self.voice != "beeps":
            notice = (phrases.TEN_SECONDS,) if item.rest_ms else ()
            from_ms = end_ms - 10_000 if dur_ms >= TEN_SECONDS_FROM_MS else go_ms
            self.say_first_fitting(notice, from_ms, go_ms - GAP_MS)
        for count in range(3):
            self.beep("count_in", go_ms + 1000 * count)
        first_cue = len(self.cues)
        place = index, set_number, side, 0, first_cue
        self.end_block(Block("prepare", start_ms, end_ms, *place, go_ms, wait_ms, moves))

    def rests(self, index: int, side: Side | None) -> bool:
        """Whether a set comes right after another one of its exercise and side, in this timeline."""
        last = self.blocks[-1] if self.blocks else None
        return last is not None and last.item == index and (side is None or last.side == side)

    def turns(self, index: int, side: Side | None) -> bool:
        """Whether a set comes right after one of the other side, in this timeline."""
        return side == "right" and bool(self.blocks) and self.blocks[-1].item == index

    def rest_of_a_turn(self, index: int, set_number: int, side: Side | None) -> int:
        """The rest before the first exercise of a group begins its next set; 0 where none does."""
        group = group_of(self.plan, index)
        item = self.plan.items[index]
        begins = set_number > 1 and not is_second(item, side) and len(group) > 1 and bool(self.blocks)
        return item.rest_ms if begins and self.blocks[-1].item > index else 0

    def wait(self, at_ms: int) -> int:
        """Waits for the one who is to be ready, asks once, and goes on by itself; gives the preparation's end."""
        at_ms += READY_AGAIN_MS
        for text in phrases.waiting(self.plan):
            if self.voice == "beeps":
                self.beep("rest", at_ms)
                self.free = at_ms + TONE_MS["rest"] + GAP_MS
            else:
                self.say(text, at_ms)
            at_ms = self.free + READY_AGAIN_MS
        return self.free + COUNT_IN_MS

    def before(self) -> PlanItem | None:
        """The exercise before the set that is being prepared, the same one between its sets."""
        return self.plan.items[self.blocks[-1].item] if self.blocks else self.after

    def change(self, index: int, side: Side | None) -> changes.ChangeKind | None:
        """What change of position comes before the first set of an exercise or side; None for none."""
        before = self.before()
        was = None if before is None else before.exercise.position
        exercise, last = self.plan.items[index].exercise, self.blocks[-1].side if self.blocks else None
        other_side = last != side if exercise.side in ONE_SIDE else side == "right"
        return changes.before_set(was, exercise.position, second_side=other_side)

    def change_ms(self, index: int, side: Side | None) -> int:
        kind = self.change(index, side)
        return SAME_POSITION_MS if kind is None else self.plan.change_s.of(kind) * 1000

    def introduce(self) -> None:
        """Today's reason, notes, what comes, doses; the time to change position starts only after them."""
        if self.voice == "beeps":
            return
        tells = self.items and self.tells_length and self.plan.begin is None
        comes = (phrases.what_comes(len(self.items), minutes(self.plan)),) if tells else ()
        doses = self.plan.doses if self.voice != "brief" else ()
        notes = (note for note in self.plan.notes if note.strip())
        for text in (phrases.opening(self.plan), *notes, *comes, *doses):
            self.say(text, self.now)
            self.now = self.free - GAP_MS + PAUSE_MS

    def sentences(self, index: int, set_number: int, side: Side | None) -> list[tuple[str, ...]]:
        """What to say before a set: ways to say it, the best first."""
        item = self.plan.items[index]
        if self.voice == "beeps":
            return []
        before = (*self.on_the_way(index, set_number, side), *self.getting_up(index, set_number, side))
        if self.rests(index, side):
            true = self.pace == 1 and item.rest_ms >= COUNT_IN_MS and item.rest_ms % 1000 == 0
            brief = self.voice == "brief"
            named = phrases.rest(set_number, side, item.rest_ms // 1000, brief=brief)
            plain = phrases.rest(set_number, side, None, brief=brief)
            self.known_lengths((*named, *plain))
            options = named if true else plain
            ways = [(*before, text) for text in options]
            return ways + [(text,) for text in options] if before else ways
        known, after = depth(item, self.voice), []
        if side == "right" and self.turns(index, side):
            options = phrases.change_side(item, side, known)
        elif set_number > 1 and self.blocks:
            rested = self.rest_of_a_turn(index, set_number, side) > 0
            options = phrases.announce_again(item, set_number, side, known, rested=rested)
        else:
            first_of_all = self.before() is None and self.plan.begin is None
            options = phrases.announce(item, side, known, first=first_of_all)
            if not self.blocks:  # Either may be needed, before or after the plan is changed in mid-session.
                for first in (True, False):
                    self.known_lengths(phrases.announce(item, side, known, first))
            after.append(phrases.sentence(item.note))
            if known.teaches:
                after.append(phrases.way(item.exercise))
            if self.plan.half_range or item.half_range:
                after.append(phrases.half_range(item.exercise, side))
        return [tuple(part for part in (*before, text, *after) if part) for text in options]

    def on_the_way(self, index: int, set_number: int, side: Side | None) -> tuple[str, ...]:
        """That half is done, else the kind word of this place, if it has one."""
        if self.voice == "brief":
            return ()
        if self.halfway_now():
            return (phrases.HALFWAY_THROUGH,)
        begins = set_number == 1 and not is_second(self.plan.items[index], side) and self.before() is not None
        kind = self.plan.kind
        return (words.sentence(kind[1]),) if kind is not None and begins and kind[0] == index else ()

    def getting_up(self, index: int, set_number: int, side: Side | None) -> tuple[str, ...]:
        """How to come up from lying, before an exercise that begins off the floor."""
        before, item = self.before(), self.plan.items[index]
        lying = before is not None and before.exercise.position in phrases.LYING
        begins = (set_number == 1 or len(group_of(self.plan, index)) > 1) and not is_second(item, side)
        if before is None or not (begins and lying and item.exercise.position in phrases.UP):
            return ()
        return (phrases.get_up(before.exercise.position),)

    def halfway_now(self) -> bool:
        """Whether this is the first preparation at or after half of the session's sets."""
        total, done = self.sets_total, self.sets_done
        return self.after is None and total >= HALFWAY_FROM_SETS and done * 2 >= total > (done - 1) * 2

    def speak(self, ways: list[tuple[str, ...]], at_ms: int, until_ms: int, grow: bool) -> int:
        """Says the first way that ends before the count-in, with `grow` at least the last one; returns its end."""
        chosen: tuple[str, ...] = ()
        for way in ways:
            last_ms = at_ms + sum(self.length(text) for text in way) + PAUSE_MS * (len(way) - 1)
            fits = last_ms <= until_ms - COUNT_IN_MS - GAP_MS
            if not chosen and (fits or (grow and way is ways[-1])):
                chosen = way
        said_ms = at_ms
        for text in chosen:
            self.say(text, at_ms)
            said_ms = self.free
            at_ms = said_ms - GAP_MS + PAUSE_MS
        return said_ms

    # The end

    def close(self) -> None:
        start_ms, first_cue = self.now, len(self.cues)
        self.where = Cue(0, "say", 0)
        at_ms = start_ms
        if self.plan.items:
            self.beep("exercise_done", at_ms)
            at_ms += TONE_MS["exercise_done"] + 2 * GAP_MS
        else:
            self.introduce()
            at_ms = self.now
        self.beep("session_done", at_ms)
        at_ms += TONE_MS["session_done"] + 2 * GAP_MS
        if self.voice != "beeps":
            for text in self.last_words():
                self.say(text, at_ms)
                at_ms = self.free - GAP_MS + PAUSE_MS
            at_ms = self.last_of_all(at_ms) + GAP_MS
        last = self.blocks[-1] if self.blocks else Block("close", 0, 0, 0, 0, None, 0, 0)
        self.end_block(Block("close", start_ms, at_ms, last.item, last.set, last.side, 0, first_cue))

    def last_words(self) -> list[str]:
        """How to get up where the last position was lying, then what is to be answered."""
        last = self.items[-1][1] if self.items else self.after
        if last is None or last.exercise.position not in phrases.LYING:
            return [phrases.CLOSING]
        return [phrases.get_up(last.exercise.position), phrases.CLOSING]

    def last_of_all(self, at_ms: int) -> int:
        """A true sentence, once one has had time for the question; after the ratings, where they are asked for."""
        if self.plan.encouragement is None:
            return at_ms
        text = words.sentence(self.plan.encouragement)
        if self.plan.rated:
            self.known_lengths((text,))
            return at_ms
        self.say(text, at_ms + ANSWER_MS)
        return self.free - GAP_MS + PAUSE_MS
