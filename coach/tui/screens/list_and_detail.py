"""A screen with a list beside what is chosen in it, or in a narrow window one after the other; it knows neither."""

from typing import ClassVar

from textual import events
from textual.screen import Screen

from coach.tui.key_help import help_for


class Panes(Screen[None]):
    """`both_fit`: the columns from which both are seen; `settle` is called when what is seen changes."""

    both_fit: ClassVar[int]

    def settle(self) -> None:
        """Sets focus and key hints for what is seen."""

    @property
    def alone(self) -> bool:
        """Whether what was opened is seen without the list."""
        return self.has_class("-opened") and not self.has_class("-both")

    def open(self) -> None:
        """Shows what is chosen, in a narrow window in place of the list."""
        self.add_class("-opened")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width >= self.both_fit, "-both")
        self.settle()

    def action_back(self) -> None:
        """To the list where it is not seen, else out."""
        if self.alone:
            self.remove_class("-opened")
            self.settle()
        elif self.is_current:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))
