"""A widget with a text that is shown as it is, never read as markup; it must not know what the text is about."""

from textual import widgets
from textual.content import Content
from textual.visual import VisualType

from coach.tui.shown import as_it_is


class Static(widgets.Static):
    """As Textual's own, but no text is markup, whoever gives it; styles are given as `Content`."""

    def __init__(
        self,
        content: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 (its name in Textual)
        classes: str | None = None,
        markup: bool = False,
    ) -> None:
        """`markup` may be said, as it is to other widgets; it is not heeded."""
        del markup
        super().__init__(_as_it_is(content), id=id, classes=classes, markup=False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        super().update(_as_it_is(content), layout=layout)


def _as_it_is(content: VisualType) -> VisualType:
    return as_it_is(content) if isinstance(content, str) else content
