"""English: why what a number or a day names in the log cannot be corrected; it must not know how it is kept."""

from collections.abc import Callable, Mapping

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "session_unknown": "There is no session {number}. The numbers are in the first column of: coach log",
    "session_deleted": "Session {number} was deleted. To bring it back: coach log restore {number}",
    "session_not_deleted": "Session {number} is not deleted: nothing to bring back.",
    "session_running": "Session {number} is still running. Correct it when it has ended.",
    "no_session_before": (
        "There is no session before {day}, so there is no morning after one to rate. "
        "For a certain session: coach log edit ID --morning N"
    ),
    "activity_unknown": "There is no activity a{number}. The numbers are in the list of: coach log",
    "activity_deleted": "a{number} was deleted. To bring it back: coach log restore a{number}",
    "activity_not_deleted": "a{number} is not deleted: nothing to bring back.",
    "activity_unchanged": "Nothing to change: a{number} says so already.",
}
