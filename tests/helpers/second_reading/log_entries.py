"""The sessions of `coach log --json` as the second reading takes them; it must not know any rule."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from second_reading.limits import Amount
from second_reading.words import Report, Session


def from_log(entries: Iterable[Mapping[str, Any]]) -> list[Session]:
    """Sessions as `coach log --json` lists them."""
    return [_session(entry) for entry in entries]


def _session(entry: Mapping[str, Any]) -> Session:
    reports = [Report(hurt["exercise"], hurt["rating"]) for hurt in entry.get("hurts") or ()]
    during = entry.get("during")
    if during is not None and during > max((report.rating for report in reports), default=-1):
        reports.append(Report(None, during))  # A log of the first edition: a report without an exercise.
    sides: dict[str, dict[str, int]] = {}
    for done in entry["sets"]:
        of = sides.setdefault(done["exercise"], {"left": 0, "right": 0})
        for side in ("left", "right") if done["side"] == "both" else (done["side"],):
            of[side] += done["reps"]
    moments = [datetime.fromisoformat(done["at"]) for done in (*entry["sets"], *(entry.get("hurts") or ()))]
    at = datetime.fromisoformat(entry["at"])
    return Session(
        at,
        entry["routine"],
        {id_: Amount(d["sets"], d["reps"], d["hold_s"]) for id_, d in entry["planned"].items()},
        {id_: min(of.values()) for id_, of in sides.items()},
        entry.get("before"),
        entry.get("after"),
        entry.get("morning"),
        entry.get("effort"),
        entry.get("stopped"),
        tuple(reports),
        entry.get("usual_pain"),
        ended_at=max([at, *moments]),
        most_done={id_: max(of.values()) for id_, of in sides.items()},
    )
