"""English: why a sentence or a tone that was to be heard is not; it must not know the settings."""

from collections.abc import Callable, Mapping

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "sample_silent": (
        'Nothing can be heard, because the settings say output = "silent". Take that line out to hear it.'
    ),
    "sample_no_device": "Nothing can be heard: no sound device was found. Connect one, then try again.",
    "sample_no_words": "There is nothing to say in that text. Give it some words.",
}
