"""The ratings and times of a log as a FHIR R4 Bundle of Observations, in JSON; it must not judge them.

What it claims is little: ratings of pain as they were told (LOINC 72514-3, 0 to 10, in `{score}` of UCUM) and how
long a round took (LOINC 55411-3, in minutes). No name and no diagnosis is in it. What is here is the same in R4 and
in R4B (hl7.org/fhir/R4B/r4b-explanation.html).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid5

from coach.core.model.done import Session
from coach.core.report.courses import reports
from coach.core.report.rounds import ONE_DAY
from coach.files.moments import as_text
from coach.reports.report.blocks import say

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
PAIN = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
DURATION = ("55411-3", "Exercise duration")
# The same observation of the same log has the same id in every export.
OURS = UUID("6f0b7a43-3f0d-4b8e-9a54-0d1a4f2c7e11")
# Two sets are never so far apart: somebody paused, or went on later, and nobody knows how long was exercised.
LONGEST_PAUSE = timedelta(minutes=15)

Resource = dict[str, Any]


def bundle(sessions: Iterable[Session], made_at: datetime) -> Resource:
    """A Bundle of the type collection, oldest first."""
    entries = []
    twins: Counter[str] = Counter()
    for session in sessions:
        moment = f"{as_text(session.at)} {session.routine}"
        name = f"{moment} {twins[moment]}" if twins[moment] else moment
        twins[moment] += 1
        entries += [
            {"fullUrl": f"urn:uuid:{each['id']}", "resource": each} for each in _observations(session, name)
        ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": as_text(made_at),
        **({"entry": entries} if entries else {}),
    }


def _observations(session: Session, name: str) -> Iterator[Resource]:
    """`name` tells sessions apart, also those of several logs."""
    if session.before is not None:
        yield _pain(name, "before", as_text(session.at), session.before)
    for number, each in enumerate(reports((session,))):
        yield _pain(name, f"during-{number}", as_text(each.at), each.rating)
    if session.after is not None:
        yield _pain(name, "after", as_text(_end(session)), session.after)
    if session.morning is not None:
        yield _pain(name, "morning", _morning(session), session.morning)
    taken = duration(session)
    if taken is not None:
        minutes = round(taken.total_seconds() / 60, 1)
        value = {"value": minutes, "unit": "min", "system": UCUM, "code": "min"}
        when = {"start": as_text(session.at), "end": as_text(_end(session))}
        yield _observation(name, "duration", "activity", DURATION, {"effectivePeriod": when}, value)


def duration(session: Session) -> timedelta | None:
    """From its start to its last set, pauses of some minutes included; None where the log does not know it.

    So it is of one that was told afterwards (its sets have the moment of its start), and of one with a long pause.
    """
    moments = [session.at, *sorted(each.at for each in session.sets)]
    if any(later - earlier > LONGEST_PAUSE for earlier, later in pairwise(moments)):
        return None
    taken = moments[-1] - session.at
    return taken if taken > timedelta() else None


def _end(session: Session) -> datetime:
    """When the last set ended, at which the rating after it was asked for; the start where nothing is known."""
    return max([session.at, *(each.at for each in session.sets)])


def _morning(session: Session) -> str:
    """The date of the morning after; the moment of the rating, where it was given on that date."""
    on: date = session.at.date() + ONE_DAY
    given = session.morning_at
    return as_text(given) if given is not None and given.date() == on else on.isoformat()


def _pain(name: str, which: str, when: str, rating: int) -> Resource:
    value = {"value": rating, "unit": "{score}", "system": UCUM, "code": "{score}"}
    return _observation(name, which, "survey", PAIN, {"effectiveDateTime": when}, value)


def _observation(
    name: str, which: str, category: str, code: Sequence[str], when: Resource, value: Resource
) -> Resource:
    """`which` tells apart what is of one session, of this `name`."""
    id_ = uuid5(OURS, f"{name} {which}")
    return {
        "resourceType": "Observation",
        "id": str(id_),
        "status": "final",
        "category": [{"coding": [{"system": CATEGORIES, "code": category}]}],
        "code": {
            "coding": [{"system": LOINC, "code": code[0], "display": code[1]}],
            "text": say(f"fhir_{which.partition('-')[0]}"),
        },
        "subject": {"display": say("fhir_subject")},
        **when,
        "valueQuantity": value,
    }
