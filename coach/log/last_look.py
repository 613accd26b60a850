"""What a routine looked like when it was last played: its name and exercises; it must not know its file."""

from coach.log import Log

Look = tuple[str, frozenset[str]]  # The name in its file, and the ids of its exercises.


def last_look(log: Log, routine: str) -> Look | None:
    """None where no session tells."""
    with log.view() as connection:
        found = connection.execute(
            "SELECT id, routine_title FROM session WHERE deleted = 0 AND routine = ? AND routine_title != ''"
            " ORDER BY at DESC, id DESC LIMIT 1",
            (routine,),
        ).fetchone()
        if found is None:
            return None
        rows = connection.execute("SELECT exercise FROM dose WHERE session = ? AND kind = 'routine'", found[:1])
        return found[1], frozenset(exercise for (exercise,) in rows)
