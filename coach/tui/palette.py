"""What the command palette offers: what the keys of a screen do, exercises, themes; it does none of it itself."""

from collections.abc import Coroutine, Iterator
from functools import partial
from typing import Any, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from coach.tui import key_help
from coach.tui.screens.dashboard import Dashboard
from coach.tui.screens.exercise import ExerciseScreen
from coach.tui.shown import as_it_is
from coach.tui.themes import THEMES

THEME_HELP = "Kept in settings.toml"


class Entry(NamedTuple):
    """A command: its name, the action that it runs, a line about it, whether it is there before one searches."""

    name: str
    action: str
    about: str
    at_once: bool = True


class Commands(Provider):
    """The commands of the screen that the palette was opened on."""

    async def discover(self) -> Hits:
        """What can be done here, before anything is typed."""
        for entry in self._entries():
            if entry.at_once:
                name = as_it_is(entry.name)
                yield DiscoveryHit(name, self._running(entry), entry.name, entry.about)

    async def search(self, query: str) -> Hits:
        """What is meant by the letters that were typed."""
        matcher = self.matcher(query)
        for entry in self._entries():
            score = matcher.match(entry.name)
            if score > 0:
                yield Hit(score, _marked(matcher, entry.name), self._running(entry), entry.name, entry.about)

    def _running(self, entry: Entry) -> "partial[Coroutine[Any, Any, bool]]":
        return partial(self.app.run_action, entry.action, self.screen)

    def _entries(self) -> Iterator[Entry]:
        for binding in key_help.bindings(self.screen):
            yield Entry(binding.description, binding.action, key_help.keys(binding))
        yield from self._exercises()
        for word, theme in THEMES.items():
            if theme.dark != self.app.current_theme.dark:
                yield Entry(f"{word.capitalize()} theme", f"app.use_theme({word!r})", THEME_HELP)

    def _exercises(self) -> Iterator[Entry]:
        screen = self.screen
        known = screen.exercises if isinstance(screen, Dashboard) else {}
        if isinstance(screen, ExerciseScreen):
            known = dict(screen.known.exercises)
        for id_, exercise in known.items():
            yield Entry(f"Show {exercise.name}", f"look({id_!r})", "How it is done", at_once=False)


def _marked(matcher: Matcher, name: str) -> Content:
    """The name with the letters that were typed; Textual's own `highlight` would read a name as markup."""
    shown = as_it_is(name)
    for offset in matcher.fuzzy_search.match(matcher.query, name)[1]:
        shown = shown.stylize(matcher.match_style, offset, offset + 1)
    return shown
