"""The booking terms: one small class per type, told apart by `type`."""

from typing import Annotated

from pydantic import Field

from booking.rules.clauses.accompanied import Accompanied
from booking.rules.clauses.cancel_by import CancelBy
from booking.rules.clauses.channel import Channels
from booking.rules.clauses.closed_to import ClosedTo
from booking.rules.clauses.closes import Closes
from booking.rules.clauses.closes_early import ClosesEarly
from booking.rules.clauses.consecutive import ConsecutiveBands, ConsecutiveDays
from booking.rules.clauses.consent import Consent
from booking.rules.clauses.extension import Extension
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.clauses.groups import GroupName, GroupOnly, NotDuplicate, NotOneFamily
from booking.rules.clauses.headcount import Headcount
from booking.rules.clauses.induction import Induction
from booking.rules.clauses.joined import Joined
from booking.rules.clauses.key import Key
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.lottery import LotteryConfirm, LotteryDraw, LotteryEntry, LotteryResult
from booking.rules.clauses.lottery_cap import LotteryCap
from booking.rules.clauses.no_show import NoShow
from booking.rules.clauses.opens import Opens
from booking.rules.clauses.outstanding import Outstanding
from booking.rules.clauses.overrun import Overrun
from booking.rules.clauses.points import Points
from booking.rules.clauses.prepay import Prepay
from booking.rules.clauses.priority import Priority, Yields
from booking.rules.clauses.procedure import Procedure
from booking.rules.clauses.programme import Programme
from booking.rules.clauses.proof import Proof
from booking.rules.clauses.purpose import Purpose
from booking.rules.clauses.quota import Quota
from booking.rules.clauses.reception import Reception
from booking.rules.clauses.refund import Refund
from booking.rules.clauses.registration import Registration, RegistrationShared, RegistrationUntil
from booking.rules.clauses.representative import Representative
from booking.rules.clauses.residency import Residency
from booking.rules.clauses.sanction import Sanction
from booking.rules.clauses.share import Share
from booking.rules.clauses.shown import Displayed, Shown
from booking.rules.clauses.sound import Instruments, Quiet
from booking.rules.clauses.split import Split
from booking.rules.clauses.tentative import Tentative
from booking.rules.clauses.term import Findings, Grain, Setting, Statement, Term
from booking.rules.clauses.ties_drawn import TiesDrawn
from booking.rules.clauses.walk_in import WalkIn
from booking.rules.clauses.weather import Weather
from booking.rules.clauses.who import Who

People = (
    Who
    | LeaveBy
    | Accompanied
    | Consent
    | Residency
    | Share
    | Representative
    | Headcount
    | GroupOnly
    | NotOneFamily
    | NotDuplicate
    | GroupName
    | Registration
    | RegistrationShared
    | RegistrationUntil
    | Induction
    | Proof
)
Using = ClosedTo | Purpose | Instruments | Quiet | Priority | Yields | WalkIn | Joined
Asking = (
    Opens
    | Outstanding
    | Channels
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
MoneyAndSanctions = CancelBy | Refund | NoShow | Sanction | Prepay | Points | Fee | FeeClass | Overrun
BookingTerm = Annotated[
    People | Using | Asking | MoneyAndSanctions | Shown | Procedure, Field(discriminator="type")
]

__all__ = [
    "Asking",
    "BookingTerm",
    "Displayed",
    "Findings",
    "Grain",
    "MoneyAndSanctions",
    "People",
    "Procedure",
    "RegistrationShared",
    "Setting",
    "Shown",
    "Statement",
    "Term",
    "Using",
]
