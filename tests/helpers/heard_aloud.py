"""What a screen says, kept in place of being heard."""


class Kept:
    """Speaks at once, as it were: every text is in `said`, and nothing is being said any more."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def prepare(self, *texts: str) -> None: ...

    def say(self, text: str) -> None:
        self.said.append(text)

    def hush(self) -> None: ...

    def look(self) -> bool:
        return False

    def close(self, wait_s: float = 0.0) -> None: ...
