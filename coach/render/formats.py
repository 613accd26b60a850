"""Writes sound files block by block: .wav by itself, .flac and .mp3 with the extra; it must not know what sounds.

Encoding is libsndfile's (FLAC) and LAME's (MP3), tags of both are mutagen's. libsndfile has MP3 as well, but took
ten times as long for it.
"""

import contextlib
import importlib
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.audio.clips import RATE
from coach.audio.mixer import FRAMES_PER_MS, Block
from coach.core.timeline.captions import Chapter
from coach.errors import CoachError

if TYPE_CHECKING:
    from mutagen.id3 import ID3

NEEDED: dict[str, tuple[str, ...]] = {
    ".wav": (),
    ".flac": ("soundfile", "mutagen.flac"),
    ".mp3": ("lameenc", "mutagen.id3"),
}
ENDINGS = tuple(NEEDED)
EXTRA = 'pip install "backcoach[render]"'
CHANNELS = 2
FRAME_BYTES = 2 * CHANNELS
WAV_MOST_BYTES = 2**32 - 1  # RIFF keeps sizes in 32 bits.
WAV_HEADER_BYTES = 44
QUIET_MS = 10  # At the beginning of each spoken clip (`coach.voice.pcm.trim`).
MP3_KBPS = 96
MP3_QUALITY = 7  # LAME's own scale, 0 the slowest; speech and tones sound the same with 2, at half the speed.
# What LAME (576 + 1) and every decoder (528) put before the first sample: players without a LAME tag play it.
MP3_DELAY_FRAMES = 1105
# The first place for a spoken clip in ms, by format: there its first word loses nothing.
FIRST_WORD_MS = {".mp3": -(-MP3_DELAY_FRAMES // FRAMES_PER_MS) - QUIET_MS}
_SILENT_FRAME = bytes(1152 * FRAME_BYTES)
_SETTLED = 4  # So many equal frames of silence in a row, and all that follow are equal too.
ID3_MOST_CHAPTERS = 255  # CTOC counts in one byte (ID3v2 Chapter Frame Addendum 1.0).

Write = Callable[[Block], None]


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows: `ending` is the format, one of ENDINGS; chapters in order of time."""

    ending: str
    title: str
    date: date
    software: str
    chapters: tuple[Chapter, ...] = ()


def ending_of(path: Path) -> str:
    """The format, one of ENDINGS. Raises CoachError for another one, or when what it needs is not installed."""
    ending = next((each for each in ENDINGS if path.name.lower().endswith(each)), None)
    if ending is None:
        raise CoachError(f"{path.name} has to end in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.")
    try:
        for library in NEEDED[ending]:
            importlib.import_module(library)
    except ImportError:
        raise CoachError(f"For {ending} files more is needed; .wav works without it. Install it: {EXTRA}") from None
    except OSError as error:  # Where soundfile has no wheel with libsndfile in it.
        raise CoachError(f"libsndfile is missing ({error}). Install it, or write .wav or .mp3.") from error
    return ending


def open_writer(path: Path, frames: int, tags: Tags) -> contextlib.AbstractContextManager[Write]:
    """A function that takes the next block of `frames` in all; when the block ends, the file is whole.

    Raises CoachError for what the format cannot hold, CoachError or OSError when it cannot be written.
    """
    return {".wav": _wav, ".flac": _flac, ".mp3": _mp3}[tags.ending](path, frames, tags)


# --- WAV ---------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _wav(path: Path, frames: int, tags: Tags) -> Iterator[Write]:
    """The plain header of 44 bytes, the samples, and then tags and cue points, where any player can skip them."""
    after = _info(tags) + _cue_points(tags.chapters)
    data_bytes = frames * FRAME_BYTES
    riff_bytes = WAV_HEADER_BYTES - 8 + data_bytes + len(after)
    if riff_bytes > WAV_MOST_BYTES:
        hours = WAV_MOST_BYTES // FRAME_BYTES // RATE // 3600
        raise CoachError(f"A .wav file holds {hours} hours at most. Write .flac or .mp3.")
    form = struct.pack("<HHIIHH", 1, CHANNELS, RATE, RATE * FRAME_BYTES, FRAME_BYTES, 16)
    with path.open("wb") as file:
        file.write(b"RIFF" + struct.pack("<I", riff_bytes) + b"WAVE" + _chunk(b"fmt ", form))
        file.write(b"data" + struct.pack("<I", data_bytes))
        yield lambda block: _put(file.write(_bytes(block)), block)
        file.write(after)


def _put(written: int, block: Block) -> None:
    if written != block.nbytes:
        raise OSError(f"{written} of {block.nbytes} bytes were written")


def _bytes(block: Block) -> bytes:
    return block.astype("<i2", copy=False).tobytes()


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _info(tags: Tags) -> bytes:
    texts = ((b"INAM", tags.title), (b"ICRD", tags.date.isoformat()), (b"ISFT", tags.software))
    return _chunk(b"LIST", b"INFO" + b"".join(_chunk(name, text.encode() + b"\0") for name, text in texts))


def _cue_points(chapters: tuple[Chapter, ...]) -> bytes:
    """A cue point for each chapter, with its title as a label."""
    if not chapters:
        return b""
    points, labels = struct.pack("<I", len(chapters)), b"adtl"
    for number, chapter in enumerate(chapters, 1):
        frame = chapter.start_ms * FRAMES_PER_MS
        points += struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame)
        labels += _chunk(b"labl", struct.pack("<I", number) + chapter.title.encode() + b"\0")
    return _chunk(b"cue ", points) + _chunk(b"LIST", labels)


# --- FLAC --------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _flac(path: Path, frames: int, tags: Tags) -> Iterator[Write]:
    import soundfile

    try:
        with soundfile.SoundFile(path, "w", RATE, CHANNELS, "PCM_16", format="FLAC") as file:
            yield file.write
    except soundfile.SoundFileError as error:
        raise CoachError(f"The .flac file cannot be written; the disk may be full. ({error})") from error
    if soundfile.info(path).frames != frames:
        raise CoachError("The .flac file was not written whole; the disk may be full.")
    _tag_flac(path, tags)


def _tag_flac(path: Path, tags: Tags) -> None:
    """Chapters as VorbisComment chapter extension: CHAPTER001=00:00:00.000, CHAPTER001NAME=title."""
    from mutagen import MutagenError
    from mutagen.flac import FLAC

    try:
        file = FLAC(path)
        file["title"], file["date"], file["encoder"] = tags.title, tags.date.isoformat(), tags.software
        for number, chapter in enumerate(tags.chapters, 1):
            at_s, ms = divmod(chapter.start_ms, 1000)
            file[f"chapter{number:03}"] = f"{at_s // 3600:02}:{at_s // 60 % 60:02}:{at_s % 60:02}.{ms:03}"
            file[f"chapter{number:03}name"] = chapter.title
        file.save()
    except MutagenError as error:
        raise CoachError(f"The .flac file's tags cannot be written; the disk may be full. ({error})") from error


# --- MP3 ---------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _mp3(path: Path, frames: int, tags: Tags) -> Iterator[Write]:
    """At a constant bit rate, so that players find chapters to the millisecond.

    The first 23 ms are left out in place of what encoder and decoder put before them, so all else is in its place
    in every player. A LAME tag, which would spare them, moves the sound wherever it is not understood.
    """
    encoder = _Lame()
    left_out = 0

    with path.open("w+b") as file:
        _id3(tags, frames).save(file, v2_version=3)
        file.seek(0, 2)

        def write(block: Block) -> None:
            nonlocal left_out
            skipped = min(MP3_DELAY_FRAMES - left_out, len(block))
            left_out += skipped
            if skipped < len(block):
                file.write(encoder.encode(_bytes(block[skipped:])))

        yield write
        if frames > MP3_DELAY_FRAMES:
            file.write(encoder.finish())


class _Lame:
    """LAME, but for silence: half of a session is silence, and encoding it takes as long as encoding speech.

    At a constant bit rate each frame of silence comes out as the same bytes once the bit reservoir is full, so from
    there on they are repeated: the silence is LAME's, byte for byte, and what follows is encoded as well as ever.
    """

    def __init__(self) -> None:
        import lameenc

        self._encoder = lameenc.Encoder()
        self._encoder.set_in_sample_rate(RATE)
        # Left to itself it resamples, which takes long and moves the sound.
        self._encoder.set_out_sample_rate(RATE)
        self._encoder.set_channels(CHANNELS)
        self._encoder.set_bit_rate(MP3_KBPS)
        self._encoder.set_quality(MP3_QUALITY)
        self._encoder.silence()
        self._rest = b""  # Less than a frame.
        self._silence = b""
        self._same = 0

    def encode(self, samples: bytes) -> bytes:
        data, out = self._rest + samples, []
        whole = len(data) - len(data) % len(_SILENT_FRAME)
        begin = 0
        for at in range(0, whole, len(_SILENT_FRAME)):
            end = at + len(_SILENT_FRAME)
            if data[at:end] == _SILENT_FRAME:
                out += [self._sound(data[begin:at]), self._quiet()]
                begin = end
        out.append(self._sound(data[begin:whole]))
        self._rest = data[whole:]
        return b"".join(out)

    def finish(self) -> bytes:
        return self._sound(self._rest) + bytes(self._encoder.flush())

    def _sound(self, samples: bytes) -> bytes:
        if not samples:
            return b""
        self._same = 0
        return bytes(self._encoder.encode(samples))

    def _quiet(self) -> bytes:
        """One frame of silence."""
        if self._same < _SETTLED:
            before, self._silence = self._silence, bytes(self._encoder.encode(_SILENT_FRAME))
            self._same = self._same + 1 if self._silence == before != b"" else 0
        return self._silence


def _id3(tags: Tags, frames: int) -> "ID3":
    """Title, date, software, length and chapters, as ID3v2.3, which every player reads."""
    from mutagen.id3 import CHAP, CTOC, ID3, TDRC, TIT2, TLEN, TSSE, CTOCFlags

    id3 = ID3()
    id3.add(TIT2(encoding=1, text=[tags.title]))
    id3.add(TDRC(encoding=1, text=[tags.date.isoformat()]))
    id3.add(TSSE(encoding=1, text=[tags.software]))
    id3.add(TLEN(encoding=0, text=[str(frames // FRAMES_PER_MS)]))
    chapters = tags.chapters[:ID3_MOST_CHAPTERS]
    names = [f"chapter{number}" for number in range(1, len(chapters) + 1)]
    if chapters:
        flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
        id3.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    for name, chapter in zip(names, chapters, strict=True):
        no_offset = 0xFFFFFFFF  # The times count, not bytes.
        id3.add(
            CHAP(
                element_id=name,
                start_time=chapter.start_ms,
                end_time=chapter.end_ms,
                start_offset=no_offset,
                end_offset=no_offset,
                sub_frames=[TIT2(encoding=1, text=[chapter.title])],
            )
        )
    id3.update_to_v23()
    return id3
