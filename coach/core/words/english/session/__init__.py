"""English: all that is said in a session and around its start; it must not know what a session is."""

from collections.abc import Callable, Mapping

from coach.core.words.english.session import asking, listening, plain, room, running, sample

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    **asking.SENTENCES,
    **listening.SENTENCES,
    **plain.SENTENCES,
    **room.SENTENCES,
    **running.SENTENCES,
    **sample.SENTENCES,
}
