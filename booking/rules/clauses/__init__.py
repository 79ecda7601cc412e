"""The booking terms: one small class per type, told apart by `type`."""

from typing import Annotated

from pydantic import Field

from booking.rules.clauses.channel import Channels
from booking.rules.clauses.closes import Closes
from booking.rules.clauses.closes_early import ClosesEarly
from booking.rules.clauses.consecutive import ConsecutiveBands, ConsecutiveDays
from booking.rules.clauses.consent import Consent
from booking.rules.clauses.extension import Extension
from booking.rules.clauses.headcount import Headcount
from booking.rules.clauses.induction import Induction
from booking.rules.clauses.key import Key
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.lottery import LotteryConfirm, LotteryDraw, LotteryEntry, LotteryResult
from booking.rules.clauses.lottery_cap import LotteryCap
from booking.rules.clauses.opens import Opens
from booking.rules.clauses.outstanding import Outstanding
from booking.rules.clauses.programme import Programme
from booking.rules.clauses.purpose import Purpose
from booking.rules.clauses.quota import Quota
from booking.rules.clauses.reception import Reception
from booking.rules.clauses.registration import Registration, RegistrationUntil
from booking.rules.clauses.residency import Residency
from booking.rules.clauses.shown import Shown
from booking.rules.clauses.split import Split
from booking.rules.clauses.tentative import Tentative
from booking.rules.clauses.term import Findings, Grain, Setting, Term
from booking.rules.clauses.ties_drawn import TiesDrawn
from booking.rules.clauses.weather import Weather
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
    # Windows, lotteries, caps and the day itself
    | Closes
    | Reception
    | LotteryEntry
    | LotteryDraw
    | LotteryResult
    | LotteryConfirm
    | LotteryCap
    | TiesDrawn
    | Programme
    | Tentative
    | Quota
    | ConsecutiveDays
    | ConsecutiveBands
    | Split
    | Weather
    | ClosesEarly
    | Extension
    | Key
)
BookingTerm = Annotated[Judged | Shown, Field(discriminator="type")]

__all__ = ["BookingTerm", "Findings", "Grain", "Judged", "Setting", "Shown", "Term"]
