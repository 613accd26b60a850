"""Files for an import with every kind of mistake: each is told with its entry, its key and what was expected."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session, SetDone
from coach.errors import CoachError
from coach.log.exchange import as_data, whole
from coach.log.import_form import MOST_SHOWN, read

AT = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
DOSES = {"clamshell": Dose(2, 8, 0)}
SESSION = Session(
    4, AT, "mine", DOSES, (SetDone("clamshell", 1, "left", 8, AT),), 2, 6, 3, 1, "ok", "pain", False, DOSES,
    (Hurt("clamshell", 6, AT), Hurt(None, 2, AT)), 2, AT, AT, "My own", "a\nnote", False, True,
)  # fmt: skip


def entry(**changes: Any) -> dict[str, Any]:
    return {**json.loads(json.dumps(whole(SESSION))), **changes}


def mistakes(data: Any) -> list[str]:
    with pytest.raises(CoachError) as told:
        read(data if isinstance(data, str | bytes) else json.dumps(data))
    return str(told.value).splitlines()


def test_what_is_written_is_read_as_it_was() -> None:
    [found] = read(json.dumps([whole(SESSION)]))
    assert (found.number, found.session) == (1, SESSION)
    [shorter] = read(json.dumps([as_data(SESSION)]).encode("utf-8-sig"))
    assert as_data(shorter.session) == as_data(SESSION)
    assert "routine_doses" not in shorter.keys


WRONG: dict[str, list[Any]] = {
    "at": [None, 7, "", "2026-11-20", "x", "0001-01-01T00:00", "9999-12-31T23:59:59", ["2026"], "2026-11-20T25:00"],
    "id": [0, -1, "3", 1.0, True],
    "routine": [None, "", " ", 4, "a\x1b[2J", "x" * 301, "\ud800"],
    "planned": [None, [], "x", {"a": 3}, {"a": {"sets": 1, "reps": 1}}, {"a": {"sets": -1, "reps": 1, "hold_s": 0}},
                {"\x07": {"sets": 1, "reps": 1, "hold_s": 0}}, {"": {"sets": 1, "reps": 1, "hold_s": 0}}],
    "sets": [None, {}, [3], [{}],
             [{"exercise": "a", "set": 0, "side": "left", "reps": 1, "at": "2026-03-02T07:30"}],
             [{"exercise": "a", "set": 1, "side": "up", "reps": 1, "at": "2026-03-02T07:30"}],
             [{"exercise": "a", "set": 1, "side": "left", "reps": 10**30, "at": "2026-03-02T07:30"}],
             [{"exercise": None, "set": 1, "side": "left", "reps": 1, "at": "2026-03-02T07:30"}]],
    "before": [-1, 11, 2.0, "2", True, [], {}],
    "during": [5, None],
    "effort": ["Easy", "", 3, [], {}],
    "stopped": ["none", "x", 0],
    "finished": [None, 1, "true"],
    "hurts": [None, 3, [3], [{"exercise": "a", "rating": 11, "at": "2026-03-02T07:30"}],
              [{"exercise": "a", "rating": None, "at": "2026-03-02T07:30"}], [{"exercise": "a", "rating": 3}]],
    "note": [3, [], "\ud800"],
    "usual_pain": [11, "2"],
    "screened_at": [3, "yesterday"],
    "routine_doses": [None, {"a": {"sets": True, "reps": 1, "hold_s": 0}}],
    "routine_title": [None, 3],
    "spread_passed": [None, 0],
}  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_a_wrong_value_is_told_with_its_entry_and_key(key: str, value: Any) -> None:
    told = mistakes([entry(), entry(**{key: value})])
    assert all(line.startswith(f"entry 2: {key}") and "expected" in line for line in told)
    assert all(line.isprintable() and len(line) < 250 for line in told)


@pytest.mark.parametrize("key", ["at", "routine", "planned", "sets", "finished"])
def test_a_key_that_is_needed_is_missed(key: str) -> None:
    given = entry()
    del given[key]
    assert f"entry 1: {key}: expected, and missing" in mistakes([given])


def test_a_key_that_nobody_knows_is_told_with_the_nearest() -> None:
    assert mistakes([entry(efort="ok")]) == ["entry 1: efort: expected no such key; did you mean 'effort'?"]


def test_all_mistakes_are_told_and_of_many_the_first() -> None:
    assert mistakes([entry(before=11), entry(), entry(after="x", note=3)]) == [
        "entry 1: before: expected a whole number from 0 to 10, or null, not 11",
        'entry 3: after: expected a whole number from 0 to 10, or null, not "x"',
        "entry 3: note: expected a text, or null, not 3",
    ]
    told = mistakes([entry(before=11)] * 50)
    assert (len(told), told[-1]) == (MOST_SHOWN + 1, "and more mistakes")


@pytest.mark.parametrize("key", ["routine_doses", "fixed", "aside"])
def test_a_mistake_is_told_once(key: str) -> None:
    assert len(mistakes([entry(**{key: 3})])) == 1


def test_a_set_that_is_there_twice_is_told() -> None:
    each = {"exercise": "a", "set": 1, "side": "left", "reps": 3, "at": "2026-03-02T07:30"}
    [told] = mistakes([entry(sets=[each, {**each, "reps": 4}])])
    assert told.startswith("entry 1: sets[1]: ")


@pytest.mark.parametrize("data", [{}, 3, "x", None, True, 1.5])
def test_what_is_no_list_of_sessions_is_told(data: Any) -> None:
    assert "a list of sessions" in mistakes(json.dumps(data))[0]
    assert mistakes([data])[0].startswith("entry 1: ")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "no JSON"),
        ("[", "no JSON"),
        ('[{"at": }]', "Line 1, column 9"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "Infinity"),
        ("[" + "9" * 5000 + "]", "This is no JSON: a number in it is too long to be read."),
        ("[1e999]", "entry 1"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        (b"\xff\xfe[\x00]\x00", "UTF-8"),
        (b"\x00", "no JSON"),
        ('[{"at": "\x01"}]', "no JSON"),
    ],
)
def test_what_is_no_json_is_told_plainly(text: str | bytes, part: str) -> None:
    [told] = mistakes(text)
    assert part in told


@pytest.mark.parametrize(
    ("old", "twice", "place"),
    [
        ('"before": 2', '"before": 2, "before": 3', "before"),
        ('"exercise": null', '"exercise": null, "exercise": null', "hurts[1].exercise"),
        ('"clamshell": {', '"clamshell": {"sets": 1, "reps": 1, "hold_s": 1}, "clamshell": {', "planned.clamshell"),
    ],
)
def test_a_key_that_is_there_twice_is_told(old: str, twice: str, place: str) -> None:
    text = json.dumps([entry()])
    assert old in text
    assert mistakes(text.replace(old, twice, 1)) == [f"entry 1: {place}: expected once, and is there twice"]
