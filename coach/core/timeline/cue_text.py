"""Writes cues and a day's reasons as lines that a person can read; it must not know where they are printed."""

from coach.core import words
from coach.core.exercise import base_of
from coach.core.model.decided import Decision
from coach.core.safe_text import printable
from coach.core.timeline.cues import Cue


def clock(ms: int) -> str:
    """MM:SS.mmm; more than 99 minutes take more digits."""
    return f"{ms // 60_000:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def _shown(text: str) -> str:
    return printable(text, blanks=False)


def line(cue: Cue) -> str:
    """A cue as `MM:SS.mmm say "…"`, `MM:SS.mmm beep NAME` or `MM:SS.mmm PHASE …` with what the phase is part of."""
    start = clock(cue.at_ms)
    if cue.kind == "say":
        return f'{start} say "{_shown(cue.text or "")}"'
    if cue.kind == "beep":
        return f"{start} beep {_shown(cue.sound or '')}"
    parts = [f"{cue.dur_ms / 1000:g} s"]
    if cue.exercise is not None:
        parts.append(_shown(base_of(cue.exercise)))
    parts += [f"{word} {value}" for word, value in (("set", cue.set), ("repetition", cue.rep)) if value is not None]
    if cue.side is not None:
        parts.append(cue.side)
    return f"{start} {cue.phase} {', '.join(parts)}"


def the_day(decision: Decision) -> tuple[str, ...]:
    """Why today is as it is, and a line for each exercise that is left out, with its reason."""
    left_out = (f"Left out: {each.id}. {words.sentence(each.reason)}" for each in decision.omitted)
    return (words.together(decision.reasons), *left_out)


def as_json(cue: Cue) -> dict[str, object]:
    """The cue with the keys of the timeline contract, among them the one of text, sound and phase that it has.

    Where an exercise has several entries in the routine, `entry` says which one it is.
    """
    own = {"say": "text", "beep": "sound", "phase": "phase"}[cue.kind]
    keys = ("at_ms", "kind", "dur_ms", "exercise", "set", "rep", "side", own)
    entry = cue.exercise if cue.exercise is not None and ":" in cue.exercise else None
    found = {key: getattr(cue, key) for key in keys}
    return found if entry is None else {**found, "exercise": base_of(entry), "entry": entry}
