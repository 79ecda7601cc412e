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


class FeeClass(Statement):
    """減免・割増: who pays another share of the fee, and on what ground.

    All that is given must fit. Of several the least is paid. It takes part in the value `fee`.
    """

    carries: ClassVar[tuple[str, ...]] = ("FEE_CLASS", "FEE_EXEMPT", "FEE_FREE")

    type: Literal["fee_class"]
    pays_percent: Annotated[int, Interval(ge=0, le=1000)]
    """0 is free, 50 is half, 200 is double."""
    purposes: Listed[str] | None = None
    """Uses for one of these purposes."""
    proofs: Listed[str] | None = None
    """Parties of whom somebody brings one of these papers."""

    @model_validator(mode="after")
    def _of_somebody(self) -> Self:
        if self.users is None and self.purposes is None and self.proofs is None:
            raise ValueError("say who pays this: give `users`, `purposes` or `proofs`")
        return self

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
