"""What a running session has to say about itself: no voice, no device, a log that waits; it knows no screen."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.audio.output import Output
from coach.core.reason import Reason
from coach.session.states import State

if TYPE_CHECKING:
    from coach.voice import Voice

# A session that stands for one of these reasons says so.
WHY_IT_STANDS = {
    State.STOOD_STILL: Reason("stood_still"),
    State.WAITING_FOR_SOUND: Reason("until_sound"),
}


def of(
    state: State,
    voice: "Voice | None",
    output: Output,
    log: Reason | None,
    *,
    waits_for_sound: bool,
    unwatched: bool,
) -> Iterator[Reason]:
    """Each notice of the moment. The figure `problem` is what voice or device themselves say of it."""
    if state in WHY_IT_STANDS:
        yield WHY_IT_STANDS[state]
    if voice is not None and voice.status.message:
        yield Reason("voice_told" if voice.status.ok else "voice_lost", problem=voice.status.message)
    if output.problem is not None:
        waits = waits_for_sound and state is not State.PLAYING_UNHEARD
        yield Reason("sound_awaited" if waits else "sound_lost", problem=output.problem)
    if unwatched:
        yield Reason("unwatched")
    if log is not None:
        yield log
