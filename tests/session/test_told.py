"""What a session tells of its cues: each once, the first words as they sound."""

from coach.core.timeline.cues import Cue
from coach.session.told import Told

FIRST, TONE, THEN = (
    Cue(0, "say", 900, text="Steady."),
    Cue(900, "beep", 0, sound="go"),
    Cue(950, "say", 0, text="Up."),
)


def texts(told: Told) -> list[str | None]:
    return [cue.text for cue in told.take()]


def test_each_cue_is_told_once() -> None:
    told = Told()
    told.ahead("")
    told.add(FIRST)
    told.add(THEN)
    assert told.take() == (FIRST, THEN)
    assert told.take() == ()


def test_first_words_that_sound_early_are_not_told_again_by_the_timeline() -> None:
    told = Told()
    told.ahead("Steady.")
    told.ahead("Steady.")
    assert texts(told) == ["Steady."]
    for cue in (FIRST, TONE, THEN, FIRST):
        told.add(cue)
    assert texts(told) == [None, "Up.", "Steady."]
