"""1時間単位・1回2時間: a use that starts freely on a grid (UNIT)."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from facilities.rules.clauses.base import CalendarClause
from facilities.rules.lending import OnGrid

Minutes = Annotated[int, Field(ge=5, le=48 * 60)]


class Unit(CalendarClause):
    """1時間単位・1回2時間: a use that starts freely on a grid.

    A use starts every `minutes` from the opening's start and lasts whole units. Holds for such a use, is
    broken by any other.
    """

    carries: ClassVar[tuple[str, ...]] = ("UNIT",)

    type: Literal["unit"]
    minutes: Minutes
    """One unit, in minutes."""
    min_minutes: Minutes | None = None
    """The shortest use; left out, one unit."""
    max_minutes: Minutes | None = None
    """The longest use; left out, as long as the room is free."""

    @model_validator(mode="after")
    def _whole_units(self) -> Self:
        # A use lasts whole units: a bound between two of them would promise a length that no use has.
        for name in ("min_minutes", "max_minutes"):
            if (getattr(self, name) or 0) % self.minutes:
                raise ValueError(f"{name} is not a multiple of minutes ({self.minutes})")
        if self.max_minutes is not None and self.max_minutes < self.shortest:
            raise ValueError("max_minutes is less than the shortest use")
        return self

    @property
    def shortest(self) -> int:
        return self.min_minutes or self.minutes

    def grid(self, clause: str) -> OnGrid:
        longest = None if self.max_minutes is None else self.max_minutes * 60
        return OnGrid(self.minutes * 60, self.shortest * 60, longest, clause)
