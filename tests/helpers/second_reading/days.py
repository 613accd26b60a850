"""What a date of the log was, green or easy or neither, read a second time; it must not know of levels or doses."""

from dataclasses import dataclass, field


@dataclass
class Day:
    """A local date in the log. "A day is what its last session is in which anything was planned"."""

    first_start: int
    sessions: int = 0
    planned_any: bool = False
    green: bool = False
    easy: bool = False
    s_or_b: bool = False
    refused: bool = False
    unrated_but_whole: bool = True
    routines: set[str] = field(default_factory=set)
    played: set[str] = field(default_factory=set)
    done: dict[str, int] = field(default_factory=dict)
    holding_s: dict[str, int] = field(default_factory=dict)

    @property
    def is_day(self) -> bool:
        """A session in which nothing was planned "is nothing for its day"; a refused start "makes its day neither".

        Taken: a refused start makes a day neither where nothing else was planned on it; a second start at the day's
        limit does not spoil a day that was played. A row of B spoils it in any case.
        """
        return self.planned_any or self.s_or_b or self.refused

    @property
    def is_green(self) -> bool:
        return self.planned_any and self.green and not self.s_or_b

    @property
    def is_easy(self) -> bool:
        return self.is_green and self.easy

    @property
    def is_whole(self) -> bool:
        """Green for P12 after breaks alone. Taken: each session of the day must be so, not only its last."""
        return self.planned_any and self.unrated_but_whole and not self.s_or_b
