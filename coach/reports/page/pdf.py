"""Makes a PDF of values by Typst, tagged for screen readers; it must not know what the values say.

A template (`.typ`) gets the values as JSON: text from a file is a text in it, and never markup.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.core.safe_text import seen
from coach.errors import CoachError
from coach.files.moments import local
from coach.reports.page.paper import MARGIN_MM, PAPERS, PaperName

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
EXTRA = 'pip install "backcoach[reports]"'


@dataclass(frozen=True, slots=True)
class Pdf:
    """A file's bytes; not `accessible` where a sign is in no font here, and so cannot be seen in it."""

    content: bytes
    accessible: bool = True


def insist() -> None:
    """Raises CoachError where what makes PDFs is not installed, before anything is worked out."""
    try:
        import typst  # noqa: F401
    except ImportError:
        raise CoachError(f"For .pdf files more is needed; .html works without it. Install it: {EXTRA}") from None


def made(template: str, values: Mapping[str, Any], *, paper: PaperName, now: datetime, language: str = "en") -> Pdf:
    """The PDF that a template of `templates/` makes of values that JSON can hold.

    The template finds them as `values` of `page.typ`. Raises CoachError where it cannot be made.
    """
    insist()
    import typst

    about = {"paper": PAPERS[paper].typst, "margin_mm": MARGIN_MM, "language": language}
    inputs = {"data": json.dumps({**about, "values": _seen(values)}, ensure_ascii=False)}

    def compiled(standards: "typst.PDFStandards") -> bytes:
        return typst.compile(
            TEMPLATES / f"{template}.typ",
            root=TEMPLATES,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=local(now.replace(microsecond=0)),
        )

    try:  # PDF/UA-1, ISO 14289-1: tags, a language, a title, a text for every picture.
        return Pdf(compiled("ua-1"))
    except RuntimeError:  # TypstError is one; a file that is not there is a plain one.
        pass
    try:
        return Pdf(compiled([]), accessible=False)
    except RuntimeError as error:
        raise CoachError(f"The PDF could not be made: {seen(str(error))}. Write .html instead.") from error


def _seen(value: Any) -> Any:
    """The same values without signs that cannot be seen."""
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, Mapping):
        return {key: _seen(each) for key, each in value.items()}
    return [*map(_seen, value)] if isinstance(value, list | tuple) else value
