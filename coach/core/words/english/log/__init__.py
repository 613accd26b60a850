"""English: what is told of the log: why it cannot be used, what a number is of, and what is wrong in an import."""

from collections.abc import Callable, Mapping

from coach.core.words.english.log import failures, import_form, numbers

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    **failures.SENTENCES,
    **import_form.SENTENCES,
    **numbers.SENTENCES,
}
