"""What is given once and lasts for a while: a course that was taken, a guardian's consent."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Literal, Self

from annotated_types import Ge
from pydantic import model_validator

from booking.rules.clauses.months import months_after
from booking.rules.clauses.term import Term
from facilities.rules.stages import fiscal_year_end


class Lasting(Term):
    """A term that asks for something that lasts."""

    valid_months: Annotated[int, Ge(1)] | None = None
    """It holds for so many months; left out, for good."""
    valid_until: Literal["fiscal_year_end"] | None = None
    """It holds until the end of the fiscal year (31 March) in which it was given."""

    @model_validator(mode="after")
    def _one_end(self) -> Self:
        if self.valid_months and self.valid_until:
            raise ValueError("give either `valid_months` or `valid_until`")
        return self

    def holds_until(self, given: date) -> date | None:
        """Until when what was given on a day holds; None for good."""
        if self.valid_until:
            return fiscal_year_end(given)
        return months_after(given, self.valid_months) if self.valid_months else None

    def lasts(self, given: Collection[date | None], day: date) -> bool:
        """Whether any of what was given holds on a day."""
        # Of what has no date nobody knows that it has run out.
        last = [on and self.holds_until(on) for on in given]
        return any(end is None or day <= end for end in last)
