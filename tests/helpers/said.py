"""A reason that says just what a test wants said."""

from typing import Any, cast

from coach.core.reason import Reason
from coach.core.words.english import table

cast(dict[str, Any], table.SENTENCES)["as_said"] = "{text}"


def as_said(text: str) -> Reason:
    return Reason("as_said", text=text)
