"""A reason as data: which rule or fact it was, with its figures; it must not know how that is said."""

from collections.abc import Mapping
from types import MappingProxyType

Figure = int | str | bool | None | tuple["Figure", ...]


class Reason:
    """An id with figures, such as `Reason("rise", before=2, after=4)`; `coach.core.words` makes the sentence.

    Two reasons are equal where id and figures are. Figures are whole numbers, ids of exercises, rules and the like,
    or tuples of them: never a sentence.
    """

    __slots__ = ("figures", "id")
    id: str
    figures: Mapping[str, Figure]

    def __init__(self, id_: str, /, **figures: Figure) -> None:
        object.__setattr__(self, "id", id_)
        object.__setattr__(self, "figures", MappingProxyType(figures))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a reason does not change, so {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and (self.id, self.figures) == (other.id, other.figures)

    def __hash__(self) -> int:
        return hash((self.id, tuple(sorted(self.figures.items(), key=lambda figure: figure[0]))))

    def __repr__(self) -> str:
        return (
            f"Reason({', '.join([repr(self.id), *(f'{name}={value!r}' for name, value in self.figures.items())])})"
        )
