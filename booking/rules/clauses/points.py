"""ペナルティポイント: how many points an event costs (PENALTY_POINTS)."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from booking.rules.ask import Ask
from booking.rules.clauses.setting import Setting, Tariff
from booking.rules.clauses.term import Statement
from facilities.rules.listed import Listed


def read_points(number: object) -> Decimal:
    """0.5 as a half, however it was written. ValueError if it is no number."""
    if isinstance(number, bool) or not isinstance(number, int | float | str | Decimal):
        raise ValueError('write points as a number: 1, 0.5 or "0.5"')
    try:
        # By its text: 0.1 as a float is no tenth, and points are added up.
        return Decimal(str(number))
    except InvalidOperation:
        raise ValueError('write points as a number: 1, 0.5 or "0.5"') from None


Number = Annotated[
    Decimal,
    BeforeValidator(read_points),
    Field(ge=0, le=1000, allow_inf_nan=False),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["number", "string"], "examples": [1, 0.5]}),
]


class Points(Statement):
    """ペナルティポイント: how many points an event costs.

    It gives the value `points`, for `facts.event`; sanctions count them.
    """

    carries: ClassVar[tuple[str, ...]] = ("PENALTY_POINTS",)

    type: Literal["points"]
    event: str
    """Which event (a key of your own): no_show, late_cancel; late_cancel_by_guardian is counted where it is
    named here, or in a `sanction`."""
    points: Number
    """How many; halves too."""
    # Rain excuses calling late, and not silence (55).
    unless_cause: Listed[str] | None = None
    """None for these causes (`facts.cause`)."""

    @property
    def tariff(self) -> Tariff:
        return Tariff(self.event, self.points, frozenset(self.unless_cause or ()))

    def points_due(self, ask: Ask, at: Setting) -> Decimal | None:
        if ask.facts.event != self.event:
            return None
        return self.tariff.points_for(self.event, ask.facts.cause)
