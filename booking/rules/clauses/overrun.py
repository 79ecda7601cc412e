"""時間超過の追加料金: what staying past the end costs (OVERRUN)."""

from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge, Interval
from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.fee import Yen
from booking.rules.clauses.term import Statement


class Overrun(Statement):
    """時間超過の追加料金: what staying past the end costs.

    It is added to the value `fee`, by `facts.minutes_over`.
    """

    carries: ClassVar[tuple[str, ...]] = ("OVERRUN",)

    type: Literal["overrun"]
    yen: Yen | None = None
    """How much; left out, it is not published."""
    percent: Annotated[int, Interval(ge=1, le=1000)] | None = None
    """In place of `yen`: so many per cent of the fee of the use."""
    per_minutes: Annotated[int, Ge(1)] | None = None
    """For every begun piece of so many minutes; left out, once."""

    @model_validator(mode="after")
    def _an_amount(self) -> Self:
        if self.yen is not None and self.percent is not None:
            raise ValueError("give either `yen` or `percent`")
        if self.per_minutes is not None and self.yen is None and self.percent is None:
            raise ValueError("`per_minutes` needs `yen` or `percent`")
        return self

    def amount(self, ask: Ask) -> int | None:
        """Yen for having stayed `facts.minutes_over` too long; None where it is not published, or goes by the
        fee (`part_of`)."""
        pieces = self._pieces(ask)
        return 0 if pieces == 0 else None if self.yen is None else self.yen * pieces

    def part_of(self, fee: int, ask: Ask) -> int:
        """Yen that a share of the fee comes to, rounded down."""
        return fee * (self.percent or 0) * self._pieces(ask) // 100

    def _pieces(self, ask: Ask) -> int:
        over = ask.facts.minutes_over or 0
        return -(-over // self.per_minutes) if self.per_minutes else min(over, 1)
