"""Makes the file of an exercise of one's own, with every key explained; it must not know who asks for it.

What each key is for is taken from the form, so that file, schema and checks say the same.
"""

import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from coach.core.exercise import Exercise, Position, Scale, SideRule, Tag
from coach.core.safe_text import printable
from coach.errors import CoachError
from coach.files import atomic, toml
from coach.files.exercises import SHIPPED, form, load
from coach.files.forms import Length, Note, Within, hints, keys, split
from coach.files.routines import schema_file
from coach.files.toml import write

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

SCHEMA = "exercise.schema.json"
WIDTH = 100
MORE_SETS = 2
OLDER = ("mistake",)  # Keys with a newer name, which a new file has.
HEADER = """\
#:schema ./{schema}
# An exercise of your own. All that can be said of one is here; what has a # in front holds once that is gone.
# After a change: coach check. To look at it: coach show {id}
# Into a routine: a table [[exercise]] with id = "{id}"

"""
LIMITS = "The most of a session and of a day. Chosen, cautiously: no rating ever takes you above it."
CUES = "What is said. Short forms are said once you know the exercise."
START = "The dose of the first session."
FIGURE = """\
How it is drawn. It may be left out: then there is no figure. To have one, take the # away from the lines below,
which draw this: {name}. Then change them.
Degrees: 0 right, 90 up, 180 left. Lengths: the body is 100 tall, the ground at 0.
[figure.start] is where it begins and [figure.end] where it goes; what is not named there stays as it was."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What has to be asked of a new exercise; all else is proposed. `hold_s` 0 is one that is not held."""

    id: str
    name: str
    position: Position
    tags: tuple[Tag, ...]
    side: SideRule
    reps: int
    hold_s: int
    scale: Scale
    setup: str
    move: str
    return_: str
    avoid: str


def id_of(name: str, folder: Path) -> str:
    """The id for a new exercise of this name. Raises CoachError where it cannot be had."""
    id_ = re.sub(r"[^a-z0-9]+", "_", name.strip().lower().removesuffix(".toml")).strip("_")
    if not id_ or len(id_) > 40:
        raise CoachError(
            f"'{printable(name[:60])}' gives no id: write a name of 1 to 40 letters, a to z, and digits."
        )
    known, _ = load(None)
    if id_ in known:
        raise CoachError(f"'{id_}' came with Backcoach and stays as it is. Choose another name.")
    path = folder / f"{id_}.toml"
    if os.path.lexists(path):
        raise CoachError(f"{path} is there already and stays as it is. Choose another name, or edit that file.")
    return id_


def create(folder: Path, routines: Path, answers: Answers) -> Path:
    """Writes the file into the folder, the schemas beside it and beside the routines, and gives the file.

    Raises CoachError, and writes nothing, where an answer cannot be used.
    """
    id_of(answers.id, folder)
    path = folder / f"{answers.id}.toml"
    written = text(answers)
    _, mistakes = form.read(toml.parse(written, path.name), answers.id)
    if mistakes:
        raise CoachError(f"It cannot be written like that: {mistakes[0].message}. Nothing was written.")
    atomic.write(path, written.encode())
    atomic.write(folder / SCHEMA, schema_file.text_of(form.schema()).encode())
    if routines.is_dir():
        schema_file.lay_beside(routines / f"{answers.id}.toml", load(folder)[0])
    return path


def text(answers: Answers) -> str:
    """The whole file."""
    limits = _limits(answers)
    start = {"sets": 1, "reps": answers.reps, "hold_s": answers.hold_s}
    parts = [
        HEADER.format(schema=SCHEMA, id=answers.id),
        *_lines(form.ExerciseForm, _top(answers)),
        f"\n{_comment(START)}[start]\n",
        *_lines(form.StartForm, start),
        f"\n{_comment(LIMITS)}[limits]\n",
        *_lines(form.LimitsForm, limits, {"day_holding_s": limits["day_reps"] * max(1, limits["max_hold_s"])}),
        f"\n{_comment(CUES)}[cues]\n",
        *_lines(form.CuesForm, _cues(answers)),
        f"\n{_figure(answers)}",
    ]
    return "".join(parts)


def _top(answers: Answers) -> Mapping[str, Any]:
    return {
        "id": answers.id,
        "name": answers.name,
        "position": answers.position,
        "tags": list(answers.tags),
        "stage": 1,
        "opt_in": False,
        "side": answers.side,
        "scale": answers.scale,
        "excluded_for": [],
        "tempo_s": [3, 3],
        "rest_s": 30,
        "avoid": answers.avoid,
        "sources": [],
    }


def _limits(answers: Answers) -> dict[str, int]:
    """Half as much again as the first session has, which is cautious; even where sides take turns."""
    step = 2 if answers.side == "alternate" else 1
    most = max(answers.reps, min(30, answers.reps * 3 // 2) // step * step)
    return {
        "max_sets": MORE_SETS,
        "max_reps": most,
        "min_hold_s": 0,
        "max_hold_s": min(60, answers.hold_s * 3 // 2),
        "day_reps": min(150, MORE_SETS * most),
    }


def _cues(answers: Answers) -> Mapping[str, Any]:
    setup_short = answers.setup if len(answers.setup) <= 80 else "Get ready."
    cues: dict[str, Any] = {
        "setup": answers.setup,
        "setup_short": setup_short,
        "move": answers.move,
        "move_short": "Go",
        "hold": "Hold, and breathe." if answers.hold_s else "",
        "hold_short": "Stay" if answers.hold_s else "",
        "return": answers.return_,
        "return_short": "Back",
        "corrections": [answers.avoid[:80]],
        "range": "Go only half as far today.",
    }
    if answers.side == "alternate":
        cues |= {"left": "left side", "right": "right side"}
    return cues


def _lines(
    of: type["DataclassInstance"], values: Mapping[str, Any], proposed: Mapping[str, Any] | None = None
) -> Iterator[str]:
    """Each key with what it is for; one without a value is behind a #, with an example."""
    for key, field in keys(of).items():
        kind, rules, _ = split(hints(of)[field])
        if is_dataclass(kind) or key in OLDER:
            continue
        note = next((rule for rule in rules if isinstance(rule, Note)), Note(""))
        yield _comment(" ".join(filter(None, (note.text, *_bounds(kind, rules)))))
        if key in values:
            yield f"{key} = {write.value(values[key])}\n"
            continue
        example = (proposed or {}).get(key, note.examples[0] if note.examples else "")
        yield f"# {key} = {write.value(example)}\n"


def _bounds(kind: Any, rules: tuple[Any, ...]) -> Iterator[str]:
    """The words that may be written, or from where to where a number may go."""
    several = get_origin(kind) is tuple
    words = split(get_args(kind)[0])[0] if several else kind
    if get_origin(words) is Literal:
        yield f"{'Of these' if several else 'One of'}: {', '.join(map(str, get_args(words)))}."
    for rule in rules:
        if isinstance(rule, Within):
            yield f"From {rule.least:g} to {rule.most:g}."
        elif isinstance(rule, Length) and kind is str:
            yield f"At most {rule.most} letters."


def _comment(text_: str) -> str:
    return "".join(f"# {line}\n" for line in textwrap.wrap(text_, WIDTH, break_on_hyphens=False))


def _figure(answers: Answers) -> str:
    """The figure of a shipped exercise in the same position, all of it behind a #."""
    like = _like(answers)
    if like is None:
        return _comment("How it is drawn may be said in a table [figure]; the shipped exercises have one each.")
    source = (SHIPPED / f"{like.id}.toml").read_text("utf-8")
    drawn = re.sub(r"[ \t]+#.*", "", source[source.index("\n[figure]") + 1 :])
    explained = "".join(map(_comment, FIGURE.format(name=like.name).splitlines()))
    return explained + "#\n" + "".join(f"# {line}".rstrip() + "\n" for line in drawn.rstrip().splitlines())


def _like(answers: Answers) -> Exercise | None:
    """A shipped exercise in that position, if possible with the same sides."""
    drawn = [each for each in load(None)[0].values() if each.position == answers.position and each.figure]
    return min(drawn, key=lambda each: (each.side != answers.side, each.id), default=None)
