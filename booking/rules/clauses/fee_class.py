"""減免・割増: who pays another share of the fee, and on what ground (FEE_CLASS, FEE_EXEMPT)."""

from typing import Annotated, ClassVar, Literal, Self

from annotated_types import Interval
from pydantic import model_validator

from booking.rules.ask import Ask
from booking.rules.clauses.scope import Fit
from booking.rules.clauses.setting import Setting
from booking.rules.clauses.term import Statement
from booking.rules.clauses.users import Speaks
from facilities.rules.listed import Listed

Rounding = Literal["down", "up", "nearest"]


class FeeClass(Statement):
    """減免・割増: who pays another share of the fee, and on what ground.

    All that is given must fit. Of several the least is paid; what `multiplies` (割増) is reckoned on top, one
    after the other: half of what is a fifth more on Sundays is 60 per cent. In the end it is rounded down to
    the yen, or as one with `round_to` says. It takes part in the value `fee`.
    """

    carries: ClassVar[tuple[str, ...]] = ("FEE_CLASS", "FEE_EXEMPT", "FEE_FREE")

    type: Literal["fee_class"]
    pays_percent: Annotated[int, Interval(ge=0, le=1000)] | None = None
    """0 is free, 50 is half, 200 is double. Left out, it says `round_to` only."""
    multiplies: bool = False
    """It is reckoned on top of the other shares (割増): not the least of them, but times them."""
    round_to: Annotated[int, Interval(ge=10, le=1000)] | None = None
    """The fee that is left is rounded to so many yen (10円未満は切り捨て)."""
    rounding: Rounding = "down"
    """With `round_to`: 切り捨て, 切り上げ, 四捨五入."""
    purposes: Listed[str] | None = None
    """Uses for one of these purposes."""
    proofs: Listed[str] | None = None
    """Parties of whom somebody brings one of these papers."""

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        if self.pays_percent is None and (self.round_to is None or self.multiplies):
            raise ValueError("say how much is paid: give `pays_percent`")
        if self.round_to is None and "rounding" in self.model_fields_set:
            raise ValueError("`rounding` needs `round_to`")
        grounds = (self.users, self.purposes, self.proofs, self.within, self.notice, self.unless)
        if not any(grounds) and self.of_every_day and self.round_to is None:
            raise ValueError("say who pays this: give `users`, `purposes`, `proofs`, `on` or `within`")
        return self

    @property
    def lets_off(self) -> int:
        """Per cent of the fee that need not be paid."""
        return 0 if self.pays_percent is None else max(0, 100 - self.pays_percent)

    def meant(self, ask: Ask, at: Setting) -> Fit:
        fit = super().meant(ask, at)
        grounds = (self._purpose(ask), self._proof(ask))
        if fit is None or False in grounds:
            return None
        return tuple(dict.fromkeys((*fit, *(fact for fact in grounds if isinstance(fact, str)))))

    def _purpose(self, ask: Ask) -> Speaks:
        if self.purposes is None:
            return True
        return "purpose" if ask.purpose is None else ask.purpose in self.purposes

    def _proof(self, ask: Ask) -> Speaks:
        if self.proofs is None:
            return True
        brought = [person.proofs for person in ask.party.everyone]
        if any(proofs and not proofs.isdisjoint(self.proofs) for proofs in brought):
            return True
        # One who shows it is enough; that nobody does is certain only once everybody was asked.
        return "proofs" if None in brought or not brought else False
