"""The app of `coach show`: one exercise to look at, and from there the others; it knows nothing else."""

from collections.abc import Callable

from coach.core.model import Exercise
from coach.core.screening.for_exercise import Known
from coach.files.settings import ThemeName
from coach.tui.base_app import BaseApp
from coach.tui.screens.exercise import ExerciseScreen


class ShowApp(BaseApp):
    """Ends when the exercise is closed."""

    def __init__(
        self,
        exercise: Exercise,
        known: Known,
        theme: ThemeName,
        keep_theme: Callable[[ThemeName], None] | None = None,
    ) -> None:
        super().__init__(theme, plain=known.plain, keep_theme=keep_theme)
        self.shown = ExerciseScreen(exercise, known, self.clock.monotonic_s)

    def on_mount(self) -> None:
        self.listen_for_signals()
        self.push_screen(self.shown, lambda _: self.exit(return_code=0))
