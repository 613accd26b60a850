"""What one running session is given, as one value; it must not know what is done with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.app.going_on import Earlier
from coach.audio.clips import Clip
from coach.audio.mixer import Gains
from coach.audio.output import Output
from coach.core.model.planned import Plan
from coach.core.reason import Reason
from coach.session.clocks import Clock

if TYPE_CHECKING:
    from coach.log import Log
    from coach.log.running import Hold
    from coach.voice import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """A plan, what it is played with, and the entry `session` in the log, which is there already.

    `open_log` is called in the thread that writes. `notices` are there from the beginning. `lead_in_s` has to pass
    before the first sound; `delay_ms` is how much later than the device says it is heard (Bluetooth).
    `pause_without_sound` pauses while a lost device is not back. `questions`: at the end it is asked how it went.
    `hold` tells others that a session is played. `earlier` is what was done of it before it was interrupted.
    """

    plan: Plan
    output: Output
    voice: "Voice | None"
    tones: Mapping[str, Clip]
    rate_wpm: int
    gains: Gains
    open_log: "Callable[[], Log]"
    session: int
    clock: Clock
    notices: tuple[Reason, ...] = ()
    lead_in_s: float = 0.0
    delay_ms: int = 0
    pause_without_sound: bool = False
    questions: bool = False
    hold: "Hold | None" = None
    earlier: Earlier | None = None
