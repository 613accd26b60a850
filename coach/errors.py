"""The failure that a user is told of in plain words; on its own, so that the command line starts quickly.

It must not know where it comes from.
"""


class CoachError(Exception):
    """A failure with one plain sentence for the user that says what to do; the command line exits with 1."""
