"""Makes the hand-out a PDF; it must not know why something is on it."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from coach.reports.handout.html import size
from coach.reports.handout.told import Told, ToldCard
from coach.reports.page import pdf
from coach.reports.page.markup import as_xml
from coach.reports.page.paper import PaperName


def made(told: Told, paper: PaperName, now: datetime) -> pdf.Pdf:
    """The file. Raises CoachError where it cannot be made."""
    return pdf.made("handout", _values(told), paper=paper, now=now)


def _values(told: Told) -> dict[str, Any]:
    """What the template shows, in values that JSON can hold."""
    code = None
    if told.code is not None:
        shows = told.code.picture.get("aria-label", "")
        code = {"svg": as_xml(told.code.picture), "shows": shows, "side_mm": told.code.side_mm}
    return {
        **{key: getattr(told, key) for key in ("title", "clinic", "date", "times", "day", "notes", "small")},
        **{key: asdict(getattr(told, key)) for key in ("stop", "left_out", "taking")},
        "cards": [*map(_card, told.cards)],
        "code": code,
        "size": size(told),
    }


def _card(card: ToldCard) -> dict[str, Any]:
    texts = {key: getattr(card, key) for key in ("name", "dose", "pace", "today", "lines")}
    return {**texts, "pictures": [{"svg": as_xml(each.drawn), "shows": each.shows} for each in card.pictures]}
