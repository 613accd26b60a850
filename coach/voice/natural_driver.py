"""A driver of pyttsx3 for hibari, the natural voice; it must not import ours, nor know who asks.

Loaded by the voice process, by its path, as `pyttsx3.drivers.natural`. Only the voice inside the wheel is used: the
others would be fetched from elsewhere at first use. The same text gives the same sound, byte for byte.
"""

import threading
import wave
from typing import Any

from pyttsx3.voice import Voice

ID = "natural"
NAME = "natural voice (hibari)"
OWN_RATE_WPM = 180  # At its own speed; espeak at 180 takes as long for the shipped cues.
SLOWEST, FASTEST = 0.5, 2.0
SEED = 0  # Of the noise in its consonants.
GAIN = 1.58  # 4 dB: from -25.6 dB RMS, the mean of the shipped cues, to the -21.6 dB of espeak and tones.
PEAK = 0.98


def buildDriver(proxy: Any) -> "NaturalDriver":  # noqa: N802
    """As pyttsx3 asks for it."""
    return NaturalDriver(proxy)


class NaturalDriver:
    """One voice, loaded by a thread of its own from the beginning: the first text waits for it.

    Every failure is told as pyttsx3 does: as an "error" event.
    """

    def __init__(self, proxy: Any) -> None:
        self._proxy = proxy
        self._rate = OWN_RATE_WPM
        self._voice = Voice(ID, NAME, ["en-us"], "female", "adult")
        self._speak: Any = None
        self._failure: Exception | None = None
        self._loading = threading.Thread(target=self._load, name="natural: load", daemon=True)
        self._loading.start()

    def destroy(self) -> None:
        """Nothing has to be given back."""

    def startLoop(self) -> None:  # noqa: N802
        """Works off all that was asked for; the last of it is pyttsx3's own end of the loop."""
        self._proxy.setBusy(False)

    def endLoop(self) -> None:  # noqa: N802
        """Nothing runs on."""

    def stop(self) -> None:
        """A text is made whole before anything else is asked."""

    def getProperty(self, name: str) -> object:  # noqa: N802
        """As pyttsx3 asks for it; raises KeyError for what there is not."""
        return {"voices": [self._voice], "voice": self._voice.id, "rate": self._rate, "volume": 1.0}[name]

    def setProperty(self, name: str, value: Any) -> None:  # noqa: N802
        """`rate` in words a minute; the voice is the only one."""
        if name == "rate":
            self._rate = int(value)

    def save_to_file(self, text: str, filename: str) -> None:
        """Writes a text as a WAV file. Raises what went wrong; pyttsx3 makes an "error" of it."""
        self._loading.join()
        if self._failure is not None:
            raise self._failure
        speed = min(FASTEST, max(SLOWEST, self._rate / OWN_RATE_WPM))
        sound = self._speak(text, speed=speed, seed=SEED)
        loudest = float(abs(sound).max()) if len(sound) else 0.0
        gain = min(GAIN, PEAK / loudest) if loudest else 1.0
        with wave.open(filename, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self._speak.sample_rate)
            file.writeframes((sound * (gain * 32767)).astype("<i2").tobytes())

    def _load(self) -> None:
        """Reads the dictionary beside the model, which is read outside of Python: both take as long."""
        try:
            import onnxruntime
            from hibari import Hibari

            onnxruntime.disable_telemetry_events()
            self._speak = Hibari(g2p=_Dictionary())
        except Exception as error:  # noqa: BLE001 (a package that is broken in whatever way)
            self._failure = error


class _Dictionary:
    """From a sentence to phonemes; read by a thread of its own from the beginning."""

    def __init__(self) -> None:
        self._read: Any = None
        self._reading = threading.Thread(target=self._work, name="natural: read", daemon=True)
        self._reading.start()

    def __call__(self, sentence: str) -> str:
        self._reading.join()
        if self._read is None:
            self._work()  # Again, so that the failure reaches whoever asks.
        return str(self._read(sentence))

    def _work(self) -> None:
        from hibari.g2p import G2P

        self._read = G2P()
