"""Reads each style sheet once in a process, as every test that starts an app would read the same ones again."""

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_read = Stylesheet._parse_rules
_kept: dict[tuple[object, ...], list[RuleSet]] = {}


def _read_once(
    sheet: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """What Textual reads, which depends on nothing else; it keeps it in each app for itself."""
    variables = tuple(sheet._variables.items())
    key = (css, read_from, is_default_rules, tie_breaker, scope, variables)
    if key not in _kept:
        _kept[key] = _read(sheet, css, read_from, is_default_rules, tie_breaker, scope)
    return _kept[key]


def install() -> None:
    """Harmless when repeated."""
    setattr(Stylesheet, "_parse_rules", _read_once)  # noqa: B010 - mypy has no word for it.
