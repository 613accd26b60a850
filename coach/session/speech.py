"""What of a plan is spoken, and how long that takes with a real voice; it must not know the timeline's rules."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.audio.clips import from_pcm
from coach.core.model.planned import Plan
from coach.core.model.routine import VoiceMode
from coach.core.timeline import LengthMs, estimate_ms, texts
from coach.errors import CoachError
from coach.session.sound.soundtrack import clip_ms

if TYPE_CHECKING:
    from coach.voice import Voice

TEXT_S = 10.0
ALL_S = 60.0


def as_wanted(plan: Plan, words: VoiceMode | None) -> Plan:
    """The plan with the amount of words that the user's settings ask for, if they do."""
    return replace(plan, voice=words or plan.voice)


def speak(voice: "Voice", plan: Plan, now_s: Callable[[], float], text_s: float, all_s: float = math.inf) -> None:
    """Waits until every text of the plan was spoken, so long for each and for all; a voice that fails ends it.

    `now_s` is a monotonic clock.
    """
    wanted = texts(plan)
    if not wanted:
        return
    deadline_s = now_s() + all_s
    voice.start()
    voice.prefetch(wanted)
    for text in wanted:
        left_s = deadline_s - now_s()
        if left_s <= 0 or not voice.status.ok:
            return
        voice.wait(text, min(text_s, left_s))


def insist(voice: "Voice", plan: Plan, wait_s: float) -> None:
    """Raises CoachError where the plan is spoken and the voice that the settings name is not there.

    Waits up to `wait_s` for the engine's answer, which it has given before where there are clips. A voice that does
    not work at all is no reason to end.
    """
    if plan.voice != "beeps":
        refusal = voice.identified(wait_s).refusal
        if refusal:
            raise CoachError(refusal)


def lengths(voice: "Voice", plan: Plan, rate_wpm: int, now_s: Callable[[], float]) -> LengthMs:
    """Waits, up to a minute, until every text of the plan was spoken; estimates what could not be.

    A voice that does not work is waited for once, not for every text.
    """
    speak(voice, plan, now_s, TEXT_S, ALL_S)

    def length_ms(text: str) -> int:
        pcm = voice.clip(text)
        # As it is played: at the mixer's rate it may round to another millisecond.
        return estimate_ms(text, rate_wpm) if pcm is None else clip_ms(from_pcm(pcm.samples, pcm.rate_hz))

    return length_ms
