"""A moment of a session as a player of the desktop has it; it must not know how that is told."""

from collections.abc import Mapping

from coach.core.model.done import Side
from coach.core.reason import Reason
from coach.core.safe_text import clean
from coach.core.timeline.view import View
from coach.core.words import sentence
from coach.desktop.orders import Now, Status
from coach.session.conductor import Conductor

# Other players fade within about a tenth of a second; between words that follow closely they stay soft.
SOFT_AHEAD_MS, SOFT_SINCE_MS = 400, 1_200
_SIDES: Mapping[Side | None, int] = {None: 0, "left": 1, "right": 2}


def now_of(conductor: Conductor, *, awake: bool) -> Now:
    """What a session is doing."""
    view, title = conductor.view(), clean(conductor.plan.title)
    status: Status = "Stopped" if conductor.finished else "Paused" if conductor.paused else "Playing"
    if view is None:
        opening = sentence(Reason("player_opening"))
        soft = bool(conductor.first_words) and conductor.sound.speaks
        return Now(title=title, detail=opening, album=title, status=status, awake=awake, soft=soft)
    return Now(
        title=clean(_title(view)),
        detail=_detail(view),
        album=title,
        status=status,
        track=1 + view.item * 1000 + view.set * 10 + _SIDES[_side(view)],
        position_ms=view.position_ms,
        length_ms=view.position_ms + view.left_ms,
        awake=awake,
        soft=conductor.sound.words_near(SOFT_AHEAD_MS, SOFT_SINCE_MS),
    )


def _title(view: View) -> str:
    return sentence(
        Reason("player_title", name=view.exercise.called, side=_side(view), set=view.set, sets=view.sets)
    )


def _side(view: View) -> Side | None:
    """The side of the whole set; where the sides take turns a title would change with each repetition."""
    return None if view.exercise.side == "alternate" else view.side


def _detail(view: View) -> str:
    if view.kind == "close":
        phase = "close"
    elif view.phase is None:
        phase = "ready" if view.kind == "prepare" else ""
    else:
        phase = view.phase
    rep = view.rep if view.kind == "rep" else 0
    return sentence(Reason("player_detail", phase=phase, rep=rep, reps=view.reps, left_s=-(-view.left_ms // 1000)))
