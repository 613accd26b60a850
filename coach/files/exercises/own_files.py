"""Reads a user's own exercise files; it must not know the shipped ones' files, routines or a screen.

One bad file never stops the others: it is refused with every mistake in it.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from coach.core.exercise import Exercise
from coach.core.model.mistakes import Mistake, MistakesError
from coach.core.safe_text import printable
from coach.files import toml
from coach.files.exercises import form
from coach.files.toml import Document

MOST_FILES = 500
Sound = dict[str, tuple[Document, Exercise]]


def load(folder: Path, shipped: Mapping[str, Exercise]) -> tuple[dict[str, Exercise], tuple[Mistake, ...]]:
    """The sound exercises of `folder` by id, and the mistakes of the files that are refused."""
    try:
        names = sorted(name for name in os.listdir(folder) if _is_meant(name))
    except NotADirectoryError:
        return {}, (_mistake(folder, "this must be a folder, with a file for each exercise of your own", "file"),)
    except OSError as error:
        reason = printable(error.strerror or "unknown reason").lower()
        return {}, (_mistake(folder, f"this folder cannot be read: {reason}", "file"),)
    mistakes: list[Mistake] = []
    if len(names) > MOST_FILES:
        mistakes.append(_mistake(folder, f"only the first {MOST_FILES} of {len(names)} files are read", "file"))
    sound: Sound = {}
    for name in names[:MOST_FILES]:
        path = folder / name
        try:
            document = _read(path, folder, shipped)
        except MistakesError as refused:
            mistakes += refused.mistakes
            continue
        exercise, wrong = form.read(document, path.stem)
        mistakes += wrong
        if exercise is not None:
            sound[exercise.id] = (document, exercise)
    mistakes += _follow_links(sound, shipped)
    return {id_: exercise for id_, (_, exercise) in sound.items()}, tuple(mistakes)


def examine(
    document: Document, path: Path, shipped: Mapping[str, Exercise], known: Mapping[str, Exercise]
) -> list[Mistake]:
    """The mistakes of one file as it is in `document`, on the disk or not; `known` are those it can link to.

    Of a file whose place or name alone refuses it that one.
    """
    wrong = _wrong_place(path, path.parent) or _wrong_name(path, shipped)
    if wrong is not None:
        return [wrong]
    exercise, mistakes = form.read(document, path.stem)
    return mistakes if exercise is None else form.links(document, {**known, exercise.id: exercise})


def _is_meant(name: str) -> bool:
    """Whether a file is meant as an exercise: editors keep their own files beside, with a dot in front."""
    return name.lower().endswith(".toml") and not name.startswith(".")


def _read(path: Path, folder: Path, shipped: Mapping[str, Exercise]) -> Document:
    """The file's text and data; raises MistakesError where its place or its name alone refuses it."""
    wrong = _wrong_place(path, folder) or _wrong_name(path, shipped)
    if wrong is not None:
        raise MistakesError((wrong,))
    return toml.read(path, recover=True)


def _wrong_place(path: Path, folder: Path) -> Mistake | None:
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder)):
        return _mistake(path, "this leads outside the folder; put the file itself here", "file")
    if os.path.exists(path) and not os.path.isfile(path):  # A pipe would keep the coach waiting for ever.
        return _mistake(path, "this is no ordinary file; remove it or rename it", "file")
    return None


def _wrong_name(path: Path, shipped: Mapping[str, Exercise]) -> Mistake | None:
    if path.stem.lower() in shipped:
        message = f"'{path.stem.lower()}' is an exercise of the coach and stays as it is; give yours another id"
        return _mistake(path, message, "duplicate")
    if path.suffix != ".toml" or not form.ID.fullmatch(path.stem):
        message = "the file's name may only have small letters a to z, digits and _, and .toml at its end"
        return _mistake(path, message, "id")
    return None


def _follow_links(sound: Sound, shipped: Mapping[str, Exercise]) -> list[Mistake]:
    """Refuses what links to no exercise, again and again: each refusal may leave another link without its end."""
    mistakes: list[Mistake] = []
    while True:
        known = {**shipped, **{id_: exercise for id_, (_, exercise) in sound.items()}}
        wrong = {id_: found for id_, (document, _) in sound.items() if (found := form.links(document, known))}
        if not wrong:
            return mistakes
        for id_, found in wrong.items():
            mistakes += found
            del sound[id_]


def _mistake(path: Path, message: str, rule: str) -> Mistake:
    return Mistake(printable(str(path)), 1, 1, message, rule)
