"""Numbers as words, with what they count, and several things in a row; it must not know what those are."""

from collections.abc import Iterable

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def number(n: int) -> str:
    """A count as a word up to 99, above as digits."""
    if n < len(ONES):
        return ONES[n]
    if n > 99:
        return str(n)
    tens, ones = divmod(n, 10)
    return TENS[tens] + (f"-{ONES[ones]}" if ones else "")


def counted(n: int, one: str, many: str = "") -> str:
    """A number with what it counts: "1 session", "2 sessions"; `many` where that is not `one` with an s."""
    return f"{n} {one if n == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """ "a, b and c"; one alone as it is, and "" for none."""
    *first, last = list(words) or [""]
    return f"{', '.join(first)} and {last}" if first else last
