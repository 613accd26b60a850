"""What is played goes softer for a while and comes back, from the recording of a sink; and how loud it is."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from measuring import measured_again
from pulse import RATE, Pulse, pulse, until

from coach.audio.loudspeakers import Loudspeakers
from coach.audio.mixer import Sound
from coach.audio.output import Output, SilentOutput, open_output

PERIOD = 100  # Frames of the hum.
HUM = (np.sin(np.arange(RATE * 20) * 2 * np.pi / PERIOD) * 0.3).astype(np.float32)
POWER = 0.3**2 / 2


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pulse]:
    with pulse(tmp_path_factory.mktemp("pulse")) as running:
        yield running


@contextmanager
def opened(server: Pulse, loudspeakers: Loudspeakers) -> Iterator[Output]:
    with server.leads_this_process():
        output = loudspeakers.take(open_output("miniaudio"))
        try:
            output.set_gains(1.0, 1.0)
            yield output
        finally:
            output.close()


def loudest(server: Pulse) -> int:
    """The loudest sample of the last 60 ms."""
    return int(np.abs(server.recorded(-2880)).max(initial=0))


@pytest.mark.sound
@measured_again
def test_it_goes_softer_and_comes_back_without_a_click_and_no_sample_comes_later(server: Pulse) -> None:
    loudspeakers = Loudspeakers()
    with opened(server, loudspeakers) as output:
        start = server.frames()
        output.play((Sound(0, HUM),), 0)
        until(lambda: loudest(server) > 9000)
        time.sleep(0.3)
        loudspeakers.lower(0.25)
        until(lambda: 2400 < loudest(server) < 2500, 1)
        time.sleep(0.3)
        loudspeakers.lower(1.0)
        until(lambda: loudest(server) > 9800, 1)
        time.sleep(0.3)
        heard = server.recorded(start)[:, 0].astype(float)
    begin = int(np.nonzero(np.abs(heard) > 300)[0][0]) + 10 * PERIOD
    periods = heard[begin : begin + (len(heard) - begin) // PERIOD * PERIOD].reshape(-1, PERIOD)
    turned = periods @ np.exp(-2j * np.pi * np.arange(PERIOD) / PERIOD)
    assert np.abs(np.angle(turned / turned[0])).max() < np.pi / PERIOD, "half a sample"
    sizes = np.abs(turned) / np.abs(turned[0])
    assert sizes.min() == pytest.approx(0.25, abs=0.01)
    assert sizes[-1] == pytest.approx(1, abs=0.01)
    assert np.abs(np.diff(sizes)).max() < 0.1, "softly"
    assert np.abs(np.diff(heard[begin:])).max() < 0.3 * 32767 * 2 * np.pi / PERIOD * 1.05, "no click"


@pytest.mark.sound
def test_how_loud_it_is_is_told_as_if_it_were_not_softened(server: Pulse) -> None:
    loudspeakers = Loudspeakers()
    with opened(server, loudspeakers) as output:
        assert loudspeakers.power() == 0
        output.play((Sound(0, HUM),), 0)

        def comes_to(power: float) -> None:
            until(lambda: loudspeakers.power() == pytest.approx(power, rel=0.05), 10, f"for {power}")

        comes_to(POWER)
        loudspeakers.lower(0.25)
        comes_to(POWER)
        output.set_gains(0.5, 1.0)
        comes_to(POWER / 4)
        until(lambda: 1100 < loudest(server) < 1300, 10)
        output.pause()
        comes_to(0)
        output.play((Sound(60_000, HUM),), 62_000)
        comes_to(POWER / 4)
        output.replace(())
        comes_to(0)
    assert loudspeakers.power() == 0


@pytest.mark.sound
def test_what_is_opened_meanwhile_is_as_soft(server: Pulse) -> None:
    loudspeakers = Loudspeakers()
    loudspeakers.lower(0.25)
    with opened(server, loudspeakers) as output:
        output.play((Sound(0, HUM),), 0)
        until(lambda: 2400 < loudest(server) < 2500, 10)


def test_an_output_without_sound_is_left_as_it_is() -> None:
    loudspeakers, silent = Loudspeakers(), SilentOutput()
    assert loudspeakers.take(silent) is silent
    loudspeakers.lower(0.25)
    assert loudspeakers.power() == 0
