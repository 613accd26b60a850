"""The keys of a session, written down once: bindings, help, footer and palette are made of them; it runs none.

A new key is a new row of `TABLE`, and nothing else.
"""

from dataclasses import dataclass
from itertools import groupby

from textual.binding import Binding, BindingType

from coach.core.model.routine import ChangeMode
from coach.tui import key_help

Hints = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionKey:
    """One thing that can be done in a session.

    `keys` are told in the help, `also` do the same without a word; both in Textual's names. `name` is for the
    palette, `means` for the help, where rows of one `line` that follow each other share one. The footer has `hint`,
    `paused` instead while the session is paused, `waits` while a change of position waits, and `at_end` when only
    the last words are left; an empty one is not shown. `rank` says what a narrow window shows first.
    """

    keys: str
    action: str
    name: str
    means: str
    hint: str
    rank: int
    also: str = ""
    line: str = ""
    paused: str = ""
    waits: str = ""
    at_end: str = ""

    @property
    def binding(self) -> Binding:
        keys = f"{self.keys},{self.also}" if self.also else self.keys
        return Binding(keys, self.action, self.name)

    @property
    def first(self) -> str:
        """Its most important key as it is written on a keyboard."""
        return key_help.written(self.keys.split(",")[0])


WAIT, WAIT_NO_MORE = "wait for me", "no waiting"
TABLE = (
    SessionKey(
        keys="space,b,full_stop", also="enter,f5", action="conduct('toggle_pause')", name="Pause",
        means="pause, go on; twice at once: it hurts",
        hint="pause", paused="go on", waits="ready", at_end="go on", rank=1,
    ),
    SessionKey(
        keys="n,right,pagedown", action="conduct('next')", name="Next set", means="next set", hint="next", rank=2,
    ),
    SessionKey(
        keys="p,left,pageup", action="conduct('back')", name="Back", means="back", hint="back", at_end="back",
        rank=7,
    ),
    SessionKey(
        keys="r", action="conduct('repeat')", name="Repeat the exercise", means="repeat this exercise",
        hint="repeat", rank=8,
    ),
    SessionKey(
        keys="s", action="conduct('slower')", name="Slower", means="slower", hint="slower", line="pace", rank=9,
    ),
    SessionKey(
        keys="f", action="conduct('faster')", name="Faster", means="faster", hint="faster", line="pace", rank=10,
    ),
    SessionKey(
        keys="plus", also="equals_sign", action="conduct('louder')", name="Louder", means="louder", hint="louder",
        line="volume", rank=11,
    ),
    SessionKey(
        keys="minus", action="conduct('softer')", name="Softer", means="softer", hint="softer", line="volume",
        rank=12,
    ),
    SessionKey(
        keys="m", action="conduct('mute')", name="Mute", means="mute", hint="mute", line="volume", rank=13,
    ),
    SessionKey(
        keys="h", action="hurts", name="It hurts", means="it hurts", hint="hurts", at_end="hurts", rank=3,
    ),
    SessionKey(
        keys="g", action="figure", name="Figure or count", means="figure or count", hint="figure", rank=5,
    ),
    SessionKey(
        keys="w", action="conduct('toggle_wait')", name="Wait for me at each change, or not",
        means="wait for me, or not, in this session", hint=WAIT, rank=14,
    ),
    SessionKey(
        keys="v", action="voice", name="Voice commands, or none", means="take what you say, too, or not",
        hint="voice", rank=15,
    ),
    SessionKey(
        keys="q", also="escape", action="end", name="End", means="end; what you did is kept", hint="end", rank=4,
    ),
    SessionKey(
        keys="question_mark", also="f1", action="help", name="Help", means="", hint="help", at_end="help", rank=6,
    ),
)  # fmt: skip
# At the end the last words ask for a rating, which any of its keys gives.
RATING_HINTS: Hints = (("0 to 9", "your number"), ("t", "ten"))
AT_END = ("toggle_pause", "back", "help", "hurts")  # What is left to do then, in the order of importance.
BINDINGS: tuple[BindingType, ...] = tuple(each.binding for each in TABLE)
_BY_RANK = tuple(sorted(TABLE, key=lambda each: each.rank))


def footer(*, paused: bool, figure: str, change: ChangeMode = "timed", waiting: bool = False) -> Hints:
    """The keys and what they do, the most important first.

    `figure` is what its key does now, if anything; `change` what is done after a change of position, `waiting`
    whether one waits.
    """
    now = {"figure": figure, "conduct('toggle_wait')": WAIT if change == "timed" else WAIT_NO_MORE}
    shown = []
    for each in _BY_RANK:
        hint = now.get(each.action, each.hint)
        if (paused and each.paused) or (waiting and each.waits):
            hint = each.paused if paused else each.waits
        if hint:
            shown.append((each.first, hint))
    return tuple(shown)


def footer_at_end(*, rated: bool) -> Hints:
    """The keys when everything is done and the last words are spoken."""
    left = [each for name in AT_END for each in TABLE if each.action in (name, f"conduct({name!r})")]
    return (*(RATING_HINTS if rated else ()), *((each.first, each.at_end) for each in left))


def help_text() -> str:
    """A row for each line of keys, with what they do."""
    told = [each for each in TABLE if each.means]
    rows = []
    for _, group in groupby(told, key=lambda each: each.line or each.name):
        line = list(group)
        keys = "  ".join(key_help.written(key) for each in line for key in each.keys.split(","))
        rows.append((keys, ", ".join(each.means for each in line)))
    rows.append(key_help.PALETTE)
    width = max(len(keys) for keys, _ in rows)
    return "\n".join(f"{keys:<{width}}  {does}" for keys, does in rows)
