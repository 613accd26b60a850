"""The settings screen: what is changed there is kept at once, alone, and can be heard."""

import threading
from functools import partial
from pathlib import Path

import pytest
from looking import seen, until
from scenes import VOICES, Host, dashboard, home_in, settings_screen
from textual.pilot import Pilot

from coach.core.model.routine import VoiceMode
from coach.files import settings
from coach.files.paths import Home
from coach.files.settings import Settings
from coach.session.sample import Sample
from coach.tui.screens.settings import SettingsScreen
from coach.tui.words import settings as words


def host(home: Path, theme_kept: list[str] | None = None) -> tuple[Host, SettingsScreen, Path]:
    screen = settings_screen(home_in(home))
    kept = theme_kept if theme_kept is not None else []
    return Host(screen, keep_theme=kept.append), screen, home_in(home).settings


def row(pilot: Pilot[None], title: str) -> str:
    return next(line for line in seen(pilot).splitlines() if line.strip().startswith(title))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (140, 40)])
async def test_all_settings_are_seen_and_each_change_is_kept_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    app, screen, path = host(tmp_path)
    path.write_text("# mine\nlead_in_ms = 900 # for Bluetooth\n[change_s]\nother = 9\n")
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Theme" in seen(pilot), "the settings")
        assert [each.title for each in screen.rows.settings if each.title not in seen(pilot)] == []
        await pilot.press("down", "right", "right", "down", "left", "down", "down", "enter", "down", "enter")
        await pilot.pause()
        assert path.read_text() == (
            "# mine\nlead_in_ms = 900 # for Bluetooth\nrate_wpm = 180\nvoice_volume = 0.9\n"
            'words = "learning"\nchange = "timed"\n[change_s]\nother = 9\n'
        )
        assert settings.load(path) == screen.chosen
        assert "180 words a minute" in row(pilot, "Speed")
        assert "90 %" in row(pilot, "Volume of the voice")
        assert "goes on after a time" in row(pilot, "New position")


async def test_a_clicker_with_next_back_and_pause_reaches_every_setting_and_value(tmp_path: Path) -> None:
    app, screen, path = host(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["pagedown"] * 4, "pageup", *["b"] * 5, "full_stop", "f5", "space")
        assert screen.chosen.tone_volume == 1.5, "from 70 % up"
        await pilot.press("b")
        assert screen.chosen.tone_volume == 0
        await pilot.press("right", "left", "left", "left")
        assert screen.chosen.tone_volume == 0, "with arrows the end is the end"
        await pilot.press(*["pagedown"] * 6)
        assert screen.rows.at.key == "voice", "after the last the first"
        assert settings.load(path) == screen.chosen


async def test_the_voices_are_those_of_the_engine_the_natural_and_english_ones_first(tmp_path: Path) -> None:
    app, screen, path = host(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: len(screen.rows.at.values) > 1, "the voices")
        assert screen.rows.at.values == ["auto", "natural", "gmw/en", "roa/fr"]
        await pilot.press("right", "right")
        assert 'voice = "gmw/en"' in path.read_text()
        assert "English (Great Britain) (gmw/en)" in row(pilot, "Voice")
        await pilot.press("left", "left", "left")
        assert settings.load(path).voice == "roa/fr"


async def test_a_file_with_mistakes_is_told_and_not_touched(tmp_path: Path) -> None:
    app, screen, path = host(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        path.write_text("rate_wpm = 1\n")
        await pilot.press("down", "right")
        await until(pilot, lambda: "'rate_wpm' must be at least 80" in seen(pilot), "the mistake")
        assert path.read_text() == "rate_wpm = 1\n"
        assert screen.chosen == Settings()


async def test_the_theme_changes_at_once(tmp_path: Path) -> None:
    app, _, path = host(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "enter")
        assert app.theme == "backcoach-light"
        assert path.read_text() == 'theme = "light"\n'


async def test_what_cannot_be_heard_is_said_and_any_key_silences(tmp_path: Path) -> None:
    app, screen, path = host(tmp_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('output = "silent"\n')
    screen.chosen = settings.load(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "down", "t")
        await until(pilot, lambda: 'output = "silent"' in seen(pilot), "why nothing is heard")
        await pilot.press("up")
        assert 'output = "silent"' not in seen(pilot)


class Noting(Sample):
    """Speaks until it is silenced, and notes that."""

    def __init__(self, home: Home) -> None:
        super().__init__(home)
        self.noted: list[str] = []
        self.silenced = threading.Event()

    def say(self, chosen: Settings, text: str, tones: tuple[str, ...] = ()) -> None:
        assert chosen == Settings()
        self.noted.append(text or " ".join(tones))
        self.silenced.clear()
        self.silenced.wait(60)

    def stop(self) -> None:
        self.silenced.set()

    def going(self, number: int) -> bool:
        """Whether the sample of that number, from 1, is heard."""
        return len(self.noted) == number and not self.silenced.is_set()


async def test_a_sample_goes_on_until_any_key_and_each_setting_has_its_own(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    sample = Noting(home)
    screen = SettingsScreen(Settings(), partial(settings.keep, home.settings), sample, lambda: VOICES)
    async with Host(screen).run_test(size=(80, 24)) as pilot:
        for number in range(1, len(screen.rows.settings) + 1):
            await pilot.press("t")
            await until(pilot, partial(sample.going, number), "the sample")
            assert "any key silences it" in seen(pilot)
            await pilot.press("down")
            assert sample.silenced.is_set()
            assert "any key silences it" not in seen(pilot)
    assert sample.noted[:3] == [words.SENTENCE] * 3
    assert len(set(sample.noted[3:])) == 6


async def test_the_dashboard_leads_there(tmp_path: Path) -> None:
    given: list[str | None] = []
    app = Host(settings_screen(home_in(tmp_path)))
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(dashboard(home_in(tmp_path)), given.append)
        await pilot.pause()
        await pilot.press("s")
        await until(pilot, lambda: given == ["settings"], "the choice")


@pytest.mark.parametrize(
    ("now", "steps", "then"),
    [(155, 1, 160), (155, -1, 150), (40, 1, 80), (40, -1, 80), (400, 1, 400), (80, -1, 80)],
)
def test_from_a_value_between_the_next_ones_are_its_neighbours(now: int, steps: int, then: int) -> None:
    speed = next(each for each in words.of(VOICES, Settings()) if each.key == "rate_wpm")
    assert speed.step(now, steps, wraps=False) == then


@pytest.mark.parametrize("amount", ["learning", "full", "brief", "beeps"])
def test_what_is_heard_differs_with_how_much_is_said(amount: VoiceMode) -> None:
    text, tones = words.heard(Settings(words=amount), "words")
    assert bool(text) != bool(tones)
    assert (amount == "beeps") == bool(tones)
