"""時間超過の追加料金: what staying past the end costs (OVERRUN)."""

from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Ge
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
    per_minutes: Annotated[int, Ge(1)] | None = None
    """For every begun piece of so many minutes; left out, once."""

    @model_validator(mode="after")
    def _an_amount(self) -> Self:
        if self.per_minutes is not None and self.yen is None:
            raise ValueError("`per_minutes` needs `yen`")
        return self

    def amount(self, ask: Ask) -> int | None:
        """Yen for having stayed `facts.minutes_over` too long; None where it is not published."""
        over = ask.facts.minutes_over or 0
        if self.yen is None or over == 0:
            return None if over else 0
        return self.yen * (-(-over // self.per_minutes) if self.per_minutes else 1)
