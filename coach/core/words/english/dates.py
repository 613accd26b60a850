"""English: days and months by name, the one place for them, and without the system's locale."""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday(day: int) -> str:
    """A day of the week in short, Monday is 0: "Mon"."""
    return WEEKDAYS[day][:3]


def month(number: int) -> str:
    """A month in short, January is 1: "Jan"."""
    return MONTHS[number - 1][:3]


def short(on: date) -> str:
    """A date as "24 Nov"."""
    return f"{on.day} {month(on.month)}"
