"""English: why the file of the log cannot be used, and what to do; it must not know SQLite.

The figure `what` of a damaged one is what was found in it, in words of SQLite or of here.
"""

from collections.abc import Callable, Mapping

_SET_ASIDE = "To set it aside under another name, and begin a new log: coach log --repair"
_DAMAGED = "{path} is damaged ({what}). It is left untouched. To save what can be read: coach log --repair"
_EMPTY = "{path} is empty, though there was a log in it. Nothing was changed. "
_BEGIN = "To begin a new log: coach log --repair"

SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "log_in_use": "{path} is in use by another Backcoach. Close that one, then try again.",
    "log_no_memory": "{path} cannot be read: there is no memory left. Close other programs, then try again.",
    "log_other_file": f"{{path}} is not a session log of Backcoach. It is left untouched. {_SET_ASIDE}",
    "log_is_folder": f"{{path}} is a folder, but the session log goes there. {_SET_ASIDE}",
    "log_damaged": _DAMAGED,
    "log_damaged_copied": f"{_DAMAGED}. To go back to a copy of the last days: coach log --restore",
    "log_empty": f"{_EMPTY}{_BEGIN}",
    "log_empty_copied": f"{_EMPTY}To go back to the last copy ({{day}}): coach log --restore. {_BEGIN}",
    "log_newer": "{path} was written by a newer Backcoach. Update Backcoach; the log is left untouched.",
    "log_gone": "{path} is not there any more: it was moved or removed, or its drive was. Put it back, please.",
    "log_replaced": "{path} was replaced by another file meanwhile. Try again.",
    "log_disk_full": "{path} cannot be written: the disk is full. Make room, then try again.",
    "log_drive_read": (
        "{path} cannot be written: its drive can only be read. Make it writable, then try again."
    ),
    "log_drive_error": (
        "The drive of {path} reports an error ({problem}). The log is left as it is. "
        "Check the drive and its connection, then try again."
    ),
    "log_unwritable": "{path} cannot be written. Check the permissions of the file and its folder.",
    # What was found in a damaged one.
    "log_no_head": "its head is not that of a log",
    "log_no_time": "'{text}' is not a time",
    "log_no_date": "'{text}' is not a date",
    "log_no_progress": "what is kept of a session cannot be read",
    "log_row_alone": "row {row} of {table} belongs to no {parent}",
    "log_no_column": "{table} has no column {column}",
}  # fmt: skip
