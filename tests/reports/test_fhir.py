"""The FHIR bundle: validated by a library, with the codes and units of LOINC, and no more than the log knows."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any
from uuid import UUID

from fhir.resources.R4B.bundle import Bundle

from coach.core.exercise import Dose
from coach.core.model.done import Hurt, Session, SetDone
from coach.reports.report import fhir

ZONE = timezone(timedelta(hours=2))
AT = datetime(2026, 10, 20, 7, 30, tzinfo=ZONE)
NOW = AT + timedelta(days=7)


def sets(*minutes: float) -> tuple[SetDone, ...]:
    return tuple(SetDone("plank", n, "both", 3, AT + timedelta(minutes=at)) for n, at in enumerate(minutes, 1))


def session(**given: Any) -> Session:
    return Session(**{"id": 7, "at": AT, "routine": "first-weeks", "planned": {"plank": Dose(2, 3, 10)}, **given})


WHOLE = session(
    before=2, after=3, during=4, morning=1, sets=sets(4, 9.5), hurts=(Hurt("plank", 4, AT + timedelta(minutes=5)),),
    note="my name is Ann", routine_title="Ann's", morning_at=AT + timedelta(days=1, hours=1),
)  # fmt: skip


def observations(*given: Session) -> list[dict[str, Any]]:
    """Those of the bundle, which the library read without a complaint and would write in the same words."""
    made = fhir.bundle(given, NOW)
    read = Bundle.model_validate_json(json.dumps(made))
    assert json.loads(read.model_dump_json(exclude_none=True)) == made
    return [each["resource"] for each in made.get("entry", ())]


def told(found: dict[str, Any]) -> tuple[Any, ...]:
    value = found["valueQuantity"]
    when = found.get("effectiveDateTime") or (found["effectivePeriod"]["start"], found["effectivePeriod"]["end"])
    return found["code"]["coding"][0]["code"], value["value"], value["code"], when


def test_a_session_is_its_ratings_and_its_time() -> None:
    assert [told(each) for each in observations(WHOLE)] == [
        ("72514-3", 2, "{score}", "2026-10-20T07:30:00+02:00"),
        ("72514-3", 4, "{score}", "2026-10-20T07:35:00+02:00"),
        ("72514-3", 3, "{score}", "2026-10-20T07:39:30+02:00"),
        ("72514-3", 1, "{score}", "2026-10-21T08:30:00+02:00"),
        ("55411-3", 9.5, "min", ("2026-10-20T07:30:00+02:00", "2026-10-20T07:39:30+02:00")),
    ]


def test_codes_and_units_name_their_systems_and_each_says_what_it_is() -> None:
    for each in observations(WHOLE):
        assert each["status"] == "final"
        assert each["code"]["coding"][0]["system"] == "http://loinc.org"
        assert each["valueQuantity"]["system"] == "http://unitsofmeasure.org"
    texts = [each["code"]["text"] for each in observations(WHOLE)]
    assert len(set(texts)) == len(texts)


def test_nobody_is_named_and_no_word_of_the_person_is_in_it() -> None:
    text = json.dumps(fhir.bundle([WHOLE], NOW))
    assert "Ann" not in text
    assert "first-weeks" not in text
    assert {tuple(each["subject"]) for each in observations(WHOLE)} == {("display",)}


def test_ids_are_unique_and_the_same_in_every_export() -> None:
    again, twin = session(before=2, at=AT + timedelta(days=1)), session(id=8, before=2)
    found = fhir.bundle([WHOLE, twin, again], NOW)["entry"]
    ids = [each["fullUrl"] for each in found]
    assert len(set(ids)) == len(ids)
    assert all(each["fullUrl"] == f"urn:uuid:{UUID(each['resource']['id'])}" for each in found)
    assert [each["fullUrl"] for each in fhir.bundle([WHOLE], NOW)["entry"]] == ids[:5]


def test_a_time_that_the_log_does_not_know_is_left_out() -> None:
    afterwards = session(sets=sets(0, 0), after=2)
    paused = session(sets=sets(4, 30))
    late = session(sets=sets(16, 17))
    for each in (afterwards, paused, late, session()):
        assert fhir.duration(each) is None
    assert [told(each)[0] for each in observations(afterwards)] == ["72514-3"]
    assert fhir.duration(session(sets=sets(9.5, 4))) == timedelta(minutes=9.5)


def test_a_morning_has_the_date_alone_where_it_was_told_later() -> None:
    later = session(morning=4, morning_at=AT + timedelta(days=3))
    for each in (later, session(morning=4)):
        assert told(observations(each)[0]) == ("72514-3", 4, "{score}", "2026-10-21")


def test_a_session_without_a_rating_or_a_set_makes_no_observation() -> None:
    assert observations(session()) == []
