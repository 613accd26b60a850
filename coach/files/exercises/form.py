"""The form of an exercise file and the rules between its fields; it must not know where files are.

The bounds here are what anyone's own file may ask for: chosen, cautiously, well above the shipped exercises.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from coach.core.exercise import Exercise, Position, Scale, SideRule, Tag
from coach.core.exercise_names import did_you_mean
from coach.core.model.mistakes import Mistake
from coach.core.safe_text import unseen
from coach.files.exercises import build, figure_form
from coach.files.exercises.figure_form import FigureForm
from coach.files.forms import Length, Note, Passes, Within, keys
from coach.files.forms.check import in_order
from coach.files.forms.check import read as read_form
from coach.files.forms.wrapped import unwrapped
from coach.files.toml import Broken, Document

ID = re.compile(r"[a-z0-9_]+")
PLACES = ("{side}", "{other}")
UNSCREENED = (
    "without movement tags it cannot be screened, so it is refused; "
    'write what it does to the spine, for example tags = ["flexion"] or, when the spine stays still, ["neutral"]'
)

# The rows of the screening table that single exercises can be left out for.
Group = Literal["SE", "SL", "DE", "DL", "ST", "OP", "PG", "OT", "UD", "UX"]


def _objection(text: str) -> str | None:
    """What keeps a text from being read out or shown: only blanks, control characters, invisible marks."""
    if not text.strip():
        return "write some words here"
    for sign in text:
        if unseen(sign):
            return f"the character U+{ord(sign):04X} cannot be shown; remove it"
    return None


def _objection_unless_empty(text: str) -> str | None:
    return _objection(text) if text else None


# As much of the objections as a regular expression can say.
WORDS = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"
SHOWN = Passes(_objection, "text", WORDS)
SHOWN_OR_EMPTY = Passes(_objection_unless_empty, "text", f"^$|{WORDS}")
Sentence = Annotated[str, Length(1, 200), SHOWN]
Phrase = Annotated[str, Length(1, 80), SHOWN]
Word = Annotated[str, Length(1, 20), SHOWN]
Name = Annotated[str, Length(1, 40), SHOWN]
# Only where there can be a hold, or sides that take turns.
PhraseOrNone = Annotated[str, Length(0, 80), SHOWN_OR_EMPTY]
WordOrNone = Annotated[str, Length(0, 20), SHOWN_OR_EMPTY]
NameOrNone = Annotated[str, Length(0, 40), SHOWN_OR_EMPTY]
Seconds = Annotated[float, Within(1, 10)]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartForm:
    """The dose of the first session."""

    sets: Annotated[int, Within(1, 5), Note("Sets in the first session.")]
    reps: Annotated[
        int, Within(1, 30), Note("Repetitions in a set; per side, or of both sides together where they take turns.")
    ]
    hold_s: Annotated[int, Within(0, 60), Note("Seconds to hold each repetition; 0 for no hold.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsForm:
    """The most of a session and of a day; per side where `side` is "each"."""

    max_sets: Annotated[int, Within(1, 5), Note("The most sets in a session.")]
    max_reps: Annotated[int, Within(1, 30), Note("The most repetitions in a set.")]
    min_hold_s: Annotated[int, Within(0, 60), Note("The fewest seconds that it makes sense to hold.")] = 0
    max_hold_s: Annotated[int, Within(0, 60), Note("The most seconds to hold; 0 where nothing is held.")]
    day_reps: Annotated[int, Within(1, 150), Note("The most repetitions of a whole day.")]
    day_holding_s: Annotated[int | None, Within(1, 900), Note("The most seconds of holding of a whole day.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CuesForm:
    """What is said."""

    setup: Annotated[
        Sentence,
        Note(
            'How to get into position; {side} and {other} only with side = "each".',
            ("Lie on your back, knees bent.",),
        ),
    ]
    setup_short: Annotated[
        Phrase, Note("The same in a few words, for later sessions.", ("On your back, knees bent.",))
    ]
    move: Annotated[Phrase, Note("On the way out.", ("Lift your hips slowly.",))]
    move_short: Annotated[Word, Note("The same in a word.", ("Lift",))]
    hold: Annotated[
        PhraseOrNone, Note("While it is held; needed where there can be a hold.", ("Hold, and breathe.",))
    ] = ""
    hold_short: Annotated[WordOrNone, Note("The same in a word.", ("Stay",))] = ""
    return_: Annotated[Phrase, Note("On the way back.", ("Lower your hips slowly.",))]
    return_short: Annotated[Word, Note("The same in a word.", ("Down",))]
    breathe_move: Annotated[
        PhraseOrNone, Note("When to breathe out; empty where nothing takes effort.", ("Breathe out as you lift.",))
    ] = ""
    breathe_return: Annotated[PhraseOrNone, Note("When to breathe in.", ("Breathe in as you lower.",))] = ""
    mistake: Annotated[Phrase | None, Note("The older form of 'corrections', with one alone.")] = None
    corrections: Annotated[
        Annotated[tuple[Phrase, ...], Length(1, 3)] | None,
        Note("One to three mistakes to avoid, of which a session says one.", (["Do not arch your back."],)),
    ] = None
    range: Annotated[Phrase, Note("What is said where it goes only half as far.", ("Go only half as far.",))]
    left: Annotated[NameOrNone, Note("How the left side is called where sides take turns.", ("left heel",))] = ""
    right: Annotated[NameOrNone, Note("How the right side is called where sides take turns.", ("right heel",))] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseForm:
    """An exercise file. `tags` may be missing here only because `mistakes` says better what that means."""

    id: Annotated[Name, Note("Small letters, digits and _; the file is named after it.", ("calf_stretch",))]
    name: Annotated[Name, Note("What is shown and said.", ("Calf stretch",))]
    position: Annotated[Position, Note("Where the body is.")]
    tags: Annotated[
        tuple[Tag, ...],
        Note(
            "What it does to the spine, which the screening goes by; neutral where the spine stays still.",
            (["neutral"], ["flexion"]),
        ),
    ] = ()
    stage: Annotated[int, Within(1, 3), Note("From which stage on it may be played.")]
    opt_in: Annotated[bool, Note("Only for those who asked for harder exercises.")] = False
    side: Annotated[SideRule, Note("none; alternate: sides take turns; each: one side after the other.")]
    scale: Annotated[Scale, Note("What grows first: repetitions or the hold.")]
    excluded_for: Annotated[
        tuple[Group, ...], Note("Groups of the screening that it is left out for beside what its tags say.")
    ] = ()
    up: Annotated[Name | None, Note("The id of a harder exercise.", ("bird_dog",))] = None
    down: Annotated[Name | None, Note("The id of an easier exercise.", ("heel_slide",))] = None
    tempo_s: Annotated[tuple[Seconds, ...], Length(2, 2), Note("Seconds out and back.", ([3, 3],))] = (3, 3)
    rest_s: Annotated[int, Within(0, 300), Note("Seconds of rest between sets.")] = 30
    avoid: Annotated[Sentence, Note("What to avoid, in a sentence.", ("Letting the back sag.",))]
    basis: Annotated[Sentence | None, Note("Where it and its doses come from.", ("From my physiotherapist",))] = (
        None
    )
    sources: Annotated[tuple[Sentence, ...], Length(0, 10), Note("More about where it comes from.")] = ()
    start: Annotated[StartForm, Note("The dose of the first session.")]
    limits: Annotated[LimitsForm, Note("The most of a session and of a day.")]
    cues: Annotated[CuesForm, Note("What is said.")]
    figure: Annotated[FigureForm | None, Note("How it is drawn; without one there is no figure.")] = None


def read(document: Document, stem: str) -> tuple[Exercise | None, list[Mistake]]:
    """The exercise of a file whose name without ".toml" is `stem`, or every mistake but those of its links."""
    document, around = unwrapped(document, keys(ExerciseForm))
    form, mistakes = read_form(document, ExerciseForm)
    mistakes += around
    broken = [*_identity(document.data, stem), *_screenable(document.data)]
    if form is not None:
        broken += [*_tags(form), *_doses(form), *_sides(form), *_placeholders(form), *_holds(form)]
        broken += _corrections(form)
        broken += figure_form.broken(form.figure) if form.figure else ()
    mistakes = in_order(document.told([*mistakes, *(document.mistake(*one) for one in broken)]))
    return (None if mistakes else build(document.data, shipped=False)), mistakes


def links(document: Document, exercises: Mapping[str, Exercise]) -> list[Mistake]:
    """The links of a sound file that lead to no exercise of these or back to itself."""
    broken: list[Broken] = []
    for way in ("up", "down"):
        link = document.data.get(way)
        if link is not None and link == document.data["id"]:
            broken.append(
                Broken((way,), f"'{way}' leads to the exercise itself; name another one or remove it", "link")
            )
        elif link is not None and link not in exercises:
            message = f"there is no exercise '{link}' that could be used{did_you_mean(link, exercises)}"
            broken.append(Broken((way,), message, "unknown-exercise"))
    return [document.mistake(*one) for one in broken]


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of exercise files; what several lines are together is left to the coach."""
    from coach.files.forms.pydantic_models import schema_of

    form = schema_of(ExerciseForm, "exercise")
    properties = form["properties"]
    properties["id"] |= {"pattern": f"^{ID.pattern}$"}
    properties["tags"] = {key: value for key, value in properties["tags"].items() if key != "default"}
    properties["tags"] |= {"minItems": 1}
    return form | {"required": [*form["required"], "tags"]}


def _identity(data: dict[str, Any], stem: str) -> Iterator[Broken]:
    written = data.get("id")
    if not isinstance(written, str) or not written:
        return
    if not ID.fullmatch(written):
        yield Broken(("id",), "'id' may only have small letters a to z, digits and _", "id")
    elif written != stem:
        yield Broken(("id",), f"'id' is \"{written}\" but the file is named {stem}.toml; make them the same", "id")


def _screenable(data: dict[str, Any]) -> Iterator[Broken]:
    if data.get("tags", []) == []:
        yield Broken(("tags",), UNSCREENED, "tags", ("tags",))


def _tags(form: ExerciseForm) -> Iterator[Broken]:
    for number, tag in enumerate(form.tags):
        if tag in form.tags[:number]:
            yield Broken(("tags", number), f"'{tag}' is there twice; remove one of the two", "tags")
    moving = [tag for tag in form.tags if tag not in ("neutral", "load")]
    if "neutral" in form.tags and moving:
        where = form.tags.index("neutral")
        message = f"'neutral' means a spine that stays still, so it cannot stand beside '{moving[0]}'"
        yield Broken(("tags", where), message, "tags")


def _doses(form: ExerciseForm) -> Iterator[Broken]:
    start, limits = form.start, form.limits
    if limits.min_hold_s > limits.max_hold_s:
        yield Broken(("limits", "min_hold_s"), f"'min_hold_s' is above 'max_hold_s' ({limits.max_hold_s})", "limit")
    elif start.hold_s < limits.min_hold_s:
        yield Broken(("start", "hold_s"), f"'hold_s' is below 'min_hold_s' ({limits.min_hold_s})", "limit")
    for key, value, name, most in (
        ("sets", start.sets, "max_sets", limits.max_sets),
        ("reps", start.reps, "max_reps", limits.max_reps),
        ("hold_s", start.hold_s, "max_hold_s", limits.max_hold_s),
    ):
        if value > most:
            yield Broken(("start", key), f"'{key}' starts at {value}, above '{name}' ({most})", "limit")
    if start.sets * start.reps > limits.day_reps:
        yield Broken(
            ("limits", "day_reps"), f"the first session alone has {start.sets * start.reps} repetitions", "limit"
        )
    holding_s = start.sets * start.reps * start.hold_s
    if limits.day_holding_s is not None and holding_s > limits.day_holding_s:
        yield Broken(("limits", "day_holding_s"), f"the first session alone holds for {holding_s} s", "limit")
    if form.scale == "hold" and start.hold_s == 0:
        yield Broken(
            ("start", "hold_s"), 'with scale = "hold" the hold is what grows, so it needs at least 1 s', "limit"
        )


def _sides(form: ExerciseForm) -> Iterator[Broken]:
    cues, alternate = form.cues, form.side == "alternate"
    if alternate:
        for table, key, value in (
            ("start", "reps", form.start.reps),
            ("limits", "max_reps", form.limits.max_reps),
            ("limits", "day_reps", form.limits.day_reps),
        ):
            if value % 2:
                yield Broken((table, key), f"'{key}' counts both sides together here, so it must be even", "side")
    for key, text in (("left", cues.left), ("right", cues.right)):
        if alternate and not text:
            yield Broken(
                ("cues", key), f"an alternating exercise needs '{key}', for example \"{key} heel\"", "side", (key,)
            )
        if text and not alternate:
            yield Broken(("cues", key), f"'{key}' is only spoken with side = \"alternate\"; remove it", "side")


def _placeholders(form: ExerciseForm) -> Iterator[Broken]:
    for key, name in keys(CuesForm).items():
        written = getattr(form.cues, name) or ""
        plain = written if isinstance(written, str) else " ".join(written)
        if form.side == "each" and key in ("setup", "setup_short"):
            for place in PLACES:
                plain = plain.replace(place, "")
        if "{" in plain or "}" in plain:
            message = "braces are only for {side} and {other}, in 'setup' and 'setup_short' with side = \"each\""
            yield Broken(("cues", key), message, "placeholder")


def _corrections(form: ExerciseForm) -> Iterator[Broken]:
    one, several = form.cues.mistake, form.cues.corrections
    if one is None and several is None:
        message = "'corrections' is missing: one to three mistakes to avoid, of which a session says one"
        yield Broken(("cues", "corrections"), message, "missing", ("corrections", "mistake"))
    elif one is not None and several is not None:
        message = "'mistake' is the older form of 'corrections', so only one of them can hold; remove it"
        yield Broken(("cues", "mistake"), message, "duplicate")


def _holds(form: ExerciseForm) -> Iterator[Broken]:
    for key, text in (("hold", form.cues.hold), ("hold_short", form.cues.hold_short)):
        if not text and form.limits.max_hold_s > 0:
            yield Broken(("cues", key), f"'{key}' is needed, because there can be a hold", "missing", (key,))
