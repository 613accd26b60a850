"""English: what is wrong in a file to import, and what was expected; it must not know what a key means.

The figures `what` and `given` are words of here, too: what may stand in a place, and what does.
"""

from collections.abc import Callable, Mapping, Sequence

_EXPORTED = "a list of sessions, as `coach export --format json` writes it"
_KINDS: Mapping[str, str] = {
    "object": "an object",
    "list": "a list",
    "text": "a text",
    "null": "null",
    "number": "a number",
    "long_number": "a number of many digits",
    "flag": "true or false",
    "session": "a session",
    "dose": "a dose",
    "set": "a set",
    "report": "a report of pain",
    "correction": "a correction",
    "change": "a change of position",
    "diary": "the diary",
    "entry_of_diary": "an entry of the diary",
}


def _one_of(allowed: Sequence[str | None]) -> str:
    *names, last = ("null" if each is None else each for each in allowed)
    return f"{', '.join(names)} or {last}"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    # The whole file.
    "import_no_utf8": "This is no text in UTF-8.",
    "import_no_json": "Line {line}, column {column}: this is no JSON ({problem}).",
    "import_no_number": "This is no JSON: {name} is no number.",
    "import_long_number": "This is no JSON: a number in it is too long to be read.",
    "import_too_deep": f"This is nested too deep to be {_EXPORTED}.",
    "import_too_large": "This is too large to be read.",
    "import_no_list": f"This is {{given}}, and not {_EXPORTED}.",
    # A mistake, with its place: the number of an entry, and the keys that lead to it.
    "import_in_entry": "entry {number}: {mistake}",
    "import_in_place": "entry {number}: {keys}: {mistake}",
    "import_more": "and more mistakes",
    "import_expected": "expected {what}, not {given}",
    "import_no_object": "expected {what} as an object, not {given}",
    "import_twice": "expected once, and is there twice",
    "import_unknown_key": "expected no such key, as nothing is known of it",
    "import_unknown_key_near": "expected no such key; did you mean '{near}'?",
    "import_missing": "expected, and missing",
    "import_during_low": "expected {highest} or more, the highest report in hurts",
    "import_set_twice": "expected another set: this one is there twice",
    "import_no_exercise": "expected the id of an exercise",
    "import_not_of_routine": "expected an id of routine_doses",
    "import_thing_unnamed": "expected a thing that is named in things",
    # What may stand in a place.
    "import_kind": lambda of: _KINDS[of],
    "wants_id": "a whole number from 1 on, or null",
    "wants_count": "a whole number from {least} to {most}",
    "wants_pain": "a whole number from 0 to 10",
    "wants_rating": "a whole number from 0 to 10, or null",
    "wants_moment": "a moment like 2026-11-20T07:30:00+01:00",
    "wants_flag": _KINDS["flag"],
    "wants_text": _KINDS["text"],
    "wants_list": _KINDS["list"],
    "wants_object": _KINDS["object"],
    "wants_name": "a name",
    "wants_doses": "an object with a dose for each exercise",
    "wants_of_routine": "an id of routine_doses",
    "wants_one_of": _one_of,
    "wants_or_null": "{what}, or null",
    "wants_words": "1 to {most} signs of text",
    "wants_minutes": "a whole number of minutes from {least} to {most}",
    "wants_monday": "the date of a Monday, like 2026-11-02",
}
