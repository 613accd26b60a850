"""Repetitions without sound count only where somebody watched, or says that they were done."""

from coach.core.model.planned import Place
from coach.core.timeline.cues import SetEnd
from coach.core.timeline.guided import Guided

END = SetEnd(0, "clamshell", 1, "left", 6)


def place(reps: int, number: int = 1) -> Place:
    return Place("clamshell", number, "left", reps)


def played(*steps: "bool | int") -> Guided:
    """A set with sound at its beginning: True and False are sound found and lost, a number the repetitions done."""
    guided = Guided()
    guided.hear(sound=True)
    guided.reach(place(0))
    for step in steps:
        if isinstance(step, bool):
            guided.hear(sound=step)
        else:
            guided.reach(place(step))
    return guided


def test_what_is_heard_counts() -> None:
    assert played(1, 2, 3, 4, 5).end(END, whole=True) == END


def test_what_is_neither_heard_nor_watched_does_not_count_and_is_kept_for_the_question() -> None:
    guided = played(1, 2, False, 3, 4, 5)
    assert guided.end(END, whole=True).reps == 3, "the third one began with sound"
    assert guided.total == 3
    assert guided.settle() == ((END, True),)
    assert guided.total == 0


def test_who_has_pressed_a_key_since_is_watching_from_then_on() -> None:
    guided = played(1, False, 2, 3, 4)
    guided.watch()
    guided.reach(place(5))
    assert guided.end(END, whole=True).reps == 4
    assert guided.total == 2


def test_a_key_before_the_loss_says_nothing_of_the_time_after_it() -> None:
    guided = played(1)
    guided.watch()
    guided.hear(sound=False)
    for reps in (2, 3, 4):
        guided.reach(place(reps))
    assert guided.total == 2


def test_sound_that_is_back_guides_the_repetition_at_hand_too() -> None:
    assert played(1, False, 2, 3, True, 4, 5).total == 1


def test_who_starts_without_a_device_follows_the_screen() -> None:
    guided = Guided()
    guided.hear(sound=False)
    for reps in range(6):
        guided.reach(place(reps))
    assert guided.end(END, whole=True) == END


def test_what_is_done_again_with_sound_counts() -> None:
    guided = played(1, False, 2, 3, True)
    guided.reach(place(0))
    for reps in (1, 2, 3, 4, 5):
        guided.reach(place(reps))
    assert guided.end(END, whole=True) == END


def test_a_lost_session_goes_on_where_it_was_guided_last() -> None:
    guided = played(1, 2, False, 3, 4)
    assert guided.goes_on_at(place(4)) == place(3)
    assert guided.goes_on_at(place(0, number=2)) == place(0, number=2)


def test_what_lies_behind_a_session_that_goes_on_was_counted_then() -> None:
    guided = Guided()
    guided.hear(sound=True)
    guided.reach(place(3))
    guided.hear(sound=False)
    guided.reach(place(4))
    guided.reach(place(5))
    assert guided.total == 1
