"""The sentences of a term, whatever its type: one function for each type, and one place that knows them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

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
from booking.rules.clauses.shown import Shown
from booking.rules.clauses.sound import Instruments, Quiet
from booking.rules.clauses.split import Split
from booking.rules.clauses.tentative import Tentative
from booking.rules.clauses.ties_drawn import TiesDrawn
from booking.rules.clauses.walk_in import WalkIn
from booking.rules.clauses.weather import Weather
from booking.rules.clauses.who import Who
from booking.wording import calendar, desk, limits, money, people, registering, sanctions, using, windows
from booking.wording.scopes import Said, led
from booking.wording.vocabulary import Vocabulary
from facilities.rules.clauses import Bands, Closed, Evening, Hours, NotLent, StaysOpen, Turnover, Unit

SENTENCES: Mapping[type[Said], Callable[[Any, Vocabulary], Iterator[str]]] = {
    Hours: calendar.hours,
    Evening: calendar.evening,
    Bands: calendar.bands,
    NotLent: calendar.not_lent,
    Unit: calendar.unit,
    Turnover: calendar.turnover,
    Closed: calendar.closed,
    StaysOpen: calendar.stays_open,
    Who: people.who,
    LeaveBy: people.leave_by,
    Accompanied: people.accompanied,
    Consent: people.consent,
    Residency: people.residency,
    Share: people.share,
    Representative: people.representative,
    Headcount: people.headcount,
    GroupOnly: people.group_only,
    NotOneFamily: people.not_one_family,
    NotDuplicate: people.not_duplicate,
    GroupName: people.group_name,
    Induction: people.induction,
    Proof: people.proof,
    Registration: registering.registration,
    RegistrationShared: registering.registration_shared,
    RegistrationUntil: registering.registration_until,
    ClosedTo: using.closed_to,
    Purpose: using.purpose,
    Instruments: using.instruments,
    Quiet: using.quiet,
    Priority: using.priority,
    Yields: using.yields,
    WalkIn: using.walk_in,
    Joined: using.joined,
    Split: using.split,
    Weather: using.weather,
    ClosesEarly: using.closes_early,
    Extension: using.extension,
    Key: using.key,
    Opens: windows.opens,
    Closes: windows.closes,
    Channels: windows.channels,
    Reception: windows.reception,
    LotteryEntry: windows.lottery_entry,
    LotteryDraw: windows.lottery_draw,
    LotteryResult: windows.lottery_result,
    LotteryConfirm: windows.lottery_confirm,
    TiesDrawn: windows.ties_drawn,
    Programme: windows.programme,
    Tentative: windows.tentative,
    Outstanding: limits.outstanding,
    Quota: limits.quota,
    LotteryCap: limits.lottery_cap,
    ConsecutiveDays: limits.consecutive_days,
    ConsecutiveBands: limits.consecutive_bands,
    CancelBy: money.cancel_by,
    Refund: money.refund,
    NoShow: sanctions.no_show,
    Points: sanctions.points,
    Sanction: sanctions.sanction,
    Prepay: money.prepay,
    Fee: money.fee,
    FeeClass: money.fee_class,
    Overrun: money.overrun,
    Shown: desk.shown,
    Procedure: desk.procedure,
}


def sentences(term: Said, at: Vocabulary) -> tuple[str, ...]:
    """What it says, where and when first. KeyError for a type without a sentence: a test tries them all."""
    return led(term, list(SENTENCES[type(term)](term, at)), at)
