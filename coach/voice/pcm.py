"""Speech as samples: reads what engines write, cuts the silence off both ends; it must not know where files are."""

import io
import struct
import sys
import wave
from array import array
from dataclasses import dataclass

QUIET = 100  # Of 32,767, about -50 dB: espeak's pauses are zeros, its quietest sounds are louder.
BEFORE_MS = 10
AFTER_MS = 10
LONGEST_S = 120


@dataclass(frozen=True, slots=True)
class Pcm:
    """Mono sound: signed 16-bit little-endian samples at `rate_hz`."""

    samples: bytes
    rate_hz: int

    @property
    def length_ms(self) -> int:
        """Rounded up, so that what is planned after it never overlaps."""
        return -(-len(self.samples) // 2 * 1000 // self.rate_hz)


def decode(data: bytes) -> Pcm:
    """16-bit WAV or AIFF, the first channel. Raises ValueError for anything else, whatever is wrong with it."""
    if data[:4] == b"FORM":
        return _decode_aiff(data)
    try:
        with wave.open(io.BytesIO(data)) as file:
            channels, width, rate, frames = file.getparams()[:4]
            samples = file.readframes(frames)
    except (wave.Error, EOFError, struct.error, RuntimeError) as error:  # The last of a chunk beyond the end.
        raise ValueError(f"not a WAV file: {error}") from error
    if len(samples) != frames * channels * width:
        raise ValueError("a WAV file that was cut short")
    return _first_channel(samples, channels, 8 * width, rate, swap=False)


def encode(pcm: Pcm) -> bytes:
    """A WAV file."""
    data = io.BytesIO()
    with wave.open(data, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(pcm.rate_hz)
        file.writeframes(pcm.samples)
    return data.getvalue()


def trim(pcm: Pcm) -> Pcm:
    """Without the silence at both ends but for 10 ms; no samples when there is nothing else."""
    values = array("h", pcm.samples)
    if sys.byteorder == "big":
        values.byteswap()
    first = next((at for at, value in enumerate(values) if abs(value) > QUIET), None)
    if first is None:
        return Pcm(b"", pcm.rate_hz)
    last = next(at for at in range(len(values) - 1, -1, -1) if abs(values[at]) > QUIET)
    start = max(0, first - BEFORE_MS * pcm.rate_hz // 1000)
    end = last + 1 + AFTER_MS * pcm.rate_hz // 1000
    return Pcm(pcm.samples[2 * start : 2 * end], pcm.rate_hz)


def _decode_aiff(data: bytes) -> Pcm:
    """pyttsx3 writes AIFF on macOS whatever the file's name (#361). Tried with made-up files only, not on a Mac.

    Chunks are ID, length, content, padded to even; COMM holds channels, frames, bits, and the rate as an 80-bit
    float (Apple: Audio Interchange File Format AIFF-C, 1991).
    """
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at + 4)
        chunks[data[at : at + 4]] = data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
    try:
        channels, frames, bits, exponent, mantissa = struct.unpack_from(">hIhHQ", chunks[b"COMM"])
        (offset,) = struct.unpack_from(">I", chunks[b"SSND"])
    except (KeyError, struct.error) as error:
        raise ValueError("not an AIFF file") from error
    coding = chunks[b"COMM"][18:22] if data[8:12] == b"AIFC" else b"NONE"
    if coding not in (b"NONE", b"twos", b"sowt") or not 16383 + 12 <= exponent <= 16383 + 18:
        raise ValueError("an AIFF file that is compressed or has no usable rate")
    samples = chunks[b"SSND"][8 + offset :]
    if len(samples) < frames * channels * bits // 8:
        raise ValueError("an AIFF file that was cut short")
    return _first_channel(samples, channels, bits, mantissa >> (16383 + 63 - exponent), swap=coding != b"sowt")


def _first_channel(samples: bytes, channels: int, bits: int, rate: int, *, swap: bool) -> Pcm:
    if bits != 16 or not 1 <= channels <= 8 or not 4_000 <= rate <= 192_000:
        raise ValueError(f"sound of {bits} bits, {channels} channels, {rate} Hz")
    if len(samples) > LONGEST_S * rate * channels * 2:
        raise ValueError(f"sound of more than {LONGEST_S} seconds")
    values = array("h", samples[: len(samples) - len(samples) % (2 * channels)])[::channels]
    if swap:
        values.byteswap()
    return Pcm(values.tobytes(), rate)
