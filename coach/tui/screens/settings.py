"""Lets a person change what they hear and see, and hear it at once; it must not know files, voices or devices."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen

from coach.core.safe_text import clean
from coach.errors import CoachError
from coach.files.settings import Settings
from coach.files.toml.edit_key import Value
from coach.session.sample import Sample
from coach.tui.base_app import BaseApp
from coach.tui.key_help import help_for
from coach.tui.one_button import clicker
from coach.tui.widgets.keys import Keys
from coach.tui.widgets.list_rows import Line, Rows, padded, shortened
from coach.tui.widgets.text import Static
from coach.tui.words import settings as words
from coach.voice.choice import VoiceInfo

KEYS = (
    ("↑ ↓", "move"), ("← →", "change"), ("t", "say a sentence"), ("Esc", "back"), ("?", "help"),
)  # fmt: skip
SPEAKS = "… any key silences it."
WIDEST_TITLE = max(cell_len(each.title) for each in words.of((), Settings()))


class Choices(Rows):
    """The settings, two lines for each: what it is and how it stands, and what it is about."""

    can_focus = False  # All keys are the screen's.

    def __init__(self, settings: Sequence[words.Setting], chosen: Settings) -> None:
        super().__init__("settings", lines_each=2)
        self.settings = settings
        self.chosen = chosen
        self.voices: Sequence[VoiceInfo] = ()
        self.show(len(settings))

    @property
    def at(self) -> words.Setting:
        return self.settings[self.marked]

    def row(self, index: int, width: int) -> Sequence[Line]:
        setting = self.settings[index]
        now = words.shown(setting.key, words.value(self.chosen, setting.key), self.voices)
        title = padded(setting.title, WIDEST_TITLE)
        return [(shortened(f"  {title}   {now}", width), "title"), (f"  {setting.about}", "about")]


class SettingsScreen(Screen[None]):
    """Voice, speed, volumes, words, waiting, theme. Every change is kept at once; `chosen` is how it stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", "The next value"),
        Binding("left", "step(-1)", "The value before"),
        Binding("enter,space", "turn", "The next value, after the last one the first"),
        Binding(clicker.QUIET_GO, "turn", "The next value", show=False),
        Binding("down,j,pagedown", "move(1)", "To the next setting"),
        Binding("up,k,pageup", "move(-1)", "To the setting before"),
        Binding("t", "say", "Say a sentence with this setting"),
        Binding("escape,q,s", "back", "Back to today"),
        Binding("question_mark,f1", "help", "Help"),
    ]

    def __init__(
        self,
        chosen: Settings,
        keep: Callable[[str, Value], Settings],
        sample: Sample,
        voices: Callable[[], Sequence[VoiceInfo]],
        *,
        plain: bool = False,
    ) -> None:
        """`keep` writes one value and gives the settings back, or raises CoachError; `voices` may take seconds."""
        super().__init__(classes="-plain" if plain else "")
        self.chosen = chosen
        self.keep = keep
        self.sample = sample
        self.voices = voices
        self.rows = Choices(words.of((), chosen), chosen)
        self.notice = Static("", id="settings-notice", markup=False)
        self.sounded = 0  # How often something was silenced or begun: what ends late has nothing to say any more.

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Static("Settings", id="top-left", markup=False)
            yield Static("kept in settings.toml", id="top-right", markup=False)
        yield self.rows
        yield self.notice
        yield Keys(KEYS)

    def on_mount(self) -> None:
        self.run_worker(self._ask_voices, thread=True)

    def on_unmount(self) -> None:
        self.sample.stop()

    def on_key(self, _event: events.Key) -> None:
        """Any key silences, and does what it does besides."""
        self._silence()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        if event.opened:
            self.action_turn()

    def action_move(self, rows: int) -> None:
        """To another setting; what comes after the last one is the first."""
        self.rows.mark((self.rows.marked + rows) % self.rows.count)

    def action_step(self, steps: int) -> None:
        """Another value, kept at once."""
        self._step(steps, wraps=not self.rows.at.graded)

    def action_turn(self) -> None:
        """The next value by one key alone: the only way back is from the last value to the first."""
        self._step(1, wraps=True)

    def action_say(self) -> None:
        """An example of the setting that is marked, with the settings as they stand."""
        text, tones = words.heard(self.chosen, self.rows.at.key)
        self._silence()
        self._say(SPEAKS)
        self.run_worker(partial(self._sound, self.sounded, self.chosen, text, tones), thread=True)

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss(None)

    def action_help(self) -> None:
        self.app.push_screen(help_for(self))

    def _step(self, steps: int, *, wraps: bool) -> None:
        setting = self.rows.at
        self._take(setting.key, setting.step(words.value(self.chosen, setting.key), steps, wraps=wraps))

    def _take(self, key: str, value: Value) -> None:
        if value == words.value(self.chosen, key):
            return
        try:
            self._stands(self.keep(key, value))
        except CoachError as error:
            self._say(str(error))
            return
        if key == "theme" and isinstance(self.app, BaseApp):
            self.app.action_use_theme(self.chosen.theme)

    def _stands(self, chosen: Settings) -> None:
        self.chosen = self.rows.chosen = chosen
        self.rows.refresh()

    def _silence(self) -> None:
        self.sounded += 1
        self.sample.stop()
        self._say("")

    def _say(self, text: str) -> None:
        self.notice.update(Content(clean(text)))
        self.notice.display = bool(text)

    def _sound(self, number: int, chosen: Settings, text: str, tones: tuple[str, ...]) -> None:
        """In a thread: making speech and opening a device take their time."""
        said = ""
        try:
            self.sample.say(chosen, text, tones)
        except CoachError as error:
            said = str(error)
        if self.is_running:
            self.app.call_from_thread(self._heard, number, said)

    def _heard(self, number: int, said: str) -> None:
        if number == self.sounded:
            self._say(said)

    def _ask_voices(self) -> None:
        """In a thread: the engine may take its time to tell its voices."""
        found = self.voices()
        if self.is_running:
            self.app.call_from_thread(self._know, found)

    def _know(self, voices: Sequence[VoiceInfo]) -> None:
        self.rows.voices = voices
        self.rows.settings = words.of(voices, self.chosen)
        self.rows.refresh()
