"""The booking terms: one small class per type, told apart by `type`."""

from typing import Annotated

from pydantic import Field

from booking.rules.clauses.channel import Channels
from booking.rules.clauses.consent import Consent
from booking.rules.clauses.headcount import Headcount
from booking.rules.clauses.induction import Induction
from booking.rules.clauses.joined import Joined
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.opens import Opens
from booking.rules.clauses.outstanding import Outstanding
from booking.rules.clauses.purpose import Purpose
from booking.rules.clauses.registration import Registration, RegistrationUntil
from booking.rules.clauses.residency import Residency
from booking.rules.clauses.shown import Shown
from booking.rules.clauses.term import Findings, Grain, Setting, Term
from booking.rules.clauses.who import Who

Judged = (
    Who
    | LeaveBy
    | Consent
    | Residency
    | Headcount
    | Registration
    | RegistrationUntil
    | Induction
    | Purpose
    | Opens
    | Outstanding
    | Channels
    | Joined
)
BookingTerm = Annotated[Judged | Shown, Field(discriminator="type")]

__all__ = ["BookingTerm", "Findings", "Grain", "Judged", "Setting", "Shown", "Term"]
