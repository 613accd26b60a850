"""Turns WAV files and raw PCM into clips (float32, mono, 48 kHz); it must not know what a clip is for.

Decoding and resampling are miniaudio's; nothing here resamples by itself.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.errors import CoachError

RATE = 48_000
LONGEST_S = 10
RATES = range(1_000, 384_001)  # Hz. A decoder may count without end with what a damaged header says.
# Ten seconds of the largest form that anybody would hand in: 192 kHz, stereo, 32 bits, and room for headers.
_MOST_BYTES = LONGEST_S * 192_000 * 2 * 4 + 1_000_000

Clip = npt.NDArray[np.float32]


def from_pcm(samples: bytes, rate: int, channels: int = 1) -> Clip:
    """16-bit PCM at `rate` Hz as a clip; no samples make an empty clip. Raises ValueError for no usable rate."""
    import miniaudio

    if rate < 1 or channels < 1:
        raise ValueError(f"no such PCM: {rate} Hz, {channels} channels")
    whole = len(samples) - len(samples) % (2 * channels)
    if not whole:
        return _sealed(b"")
    return _sealed(
        miniaudio.convert_frames(
            miniaudio.SampleFormat.SIGNED16,
            channels,
            rate,
            samples[:whole],
            miniaudio.SampleFormat.FLOAT32,
            1,
            RATE,
        )
    )


def load_wav(path: Path) -> Clip:
    """A WAV file of 8, 16, 24 or 32 bits or float, mono or stereo, 1 to 384 kHz, up to 10 s; at most full scale.

    Raises CoachError with one sentence when the file is missing, broken, empty or too long.
    """
    data = _read(path)
    import miniaudio

    try:
        info = miniaudio.wav_get_info(data)
        if not (info.sample_rate in RATES and info.nchannels in (1, 2)):
            raise CoachError(
                f"{path}: {info.sample_rate} Hz with {info.nchannels} channels cannot be played; "
                "save it as mono or stereo with 48000 Hz."
            )
        if not 0 < info.num_frames <= LONGEST_S * info.sample_rate:
            raise CoachError(f"{path}: a sound has to be longer than nothing and at most {LONGEST_S} seconds.")
        decoded = miniaudio.decode(data, miniaudio.SampleFormat.FLOAT32, 1, RATE)
    except (miniaudio.MiniaudioError, ZeroDivisionError) as error:  # A header may say 0 Hz.
        raise CoachError(f"{path}: this is no WAV file that can be played; save it as 16-bit WAV.") from error
    clip = _sealed(decoded.samples.tobytes())
    if not clip.size or not np.isfinite(clip).all():
        raise CoachError(f"{path}: there is no usable sound in it; save it as 16-bit WAV.")
    return _limited(clip)


def _limited(clip: Clip) -> Clip:
    """Samples of float may be as large as they like, and would be far louder than the voice; the shape stays."""
    peak = float(np.abs(clip).max())
    return clip if peak <= 1 else _sealed((clip / np.float32(peak)).tobytes())


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise CoachError(f"{path}: there is no such sound file.")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise CoachError(f"{path}: cannot be read ({error.strerror or error}).") from error
    if len(data) > _MOST_BYTES:
        raise CoachError(f"{path}: too large for a sound of at most {LONGEST_S} seconds.")
    return data


def _sealed(samples: bytes | bytearray) -> Clip:
    """Read-only, because clips are shared between threads."""
    clip = np.frombuffer(bytes(samples), dtype=np.float32)
    clip.setflags(write=False)
    return clip
