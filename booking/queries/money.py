"""What a booking costs by the hall's clauses, what was paid for it, and what comes back."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from booking.models import Act, Booking, Payment, Person, Reduction
from booking.queries.acts import OF_FEES
from booking.queries.boards import Calendar, calendar, zone_of
from booking.queries.bookings import people_of
from booking.queries.loans import things_lent
from booking.queries.party import Asker, asker_of_booking
from booking.queries.rules import rules_for
from booking.rules.ask import Ask, Channel, Step
from booking.rules.circumstances import Facts
from booking.rules.clauses.fee import Fee
from booking.rules.clauses.prepay import Prepay
from booking.rules.clauses.procedure import Procedure
from booking.rules.fees import speak_of_money
from booking.rules.lifecycle import State
from booking.rules.reductions import WHOLE
from booking.rules.rulebook import Rules
from booking.rules.statements import spoken
from booking.rules.told import Told
from booking.rules.values import answer
from booking.rules.verdict import CHARGED, Line, Sought, Valued
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

# What is given up is not paid for any more; what comes back of what was paid is another question.
GIVEN_UP = (State.CANCELLED, State.LAPSED)
# What moves the sum that is due, or says what was asked about it.
OF_MONEY = OF_FEES | {"move", "change", "extend", "cancel", "restore"}


@dataclass(frozen=True, slots=True)
class Bill:
    """Whole yen. `fee` is None where the hall publishes no amount, or where facts are `lacking`; `charged`
    whether it costs anything; `lines` are what each clause adds or takes; `reduction` is what the desk has
    decided besides; `papers` whether the hall's rules speak of forms, or of money; `given_up` whether the
    booking stands no more."""

    charged: bool
    fee: int | None
    clauses: tuple[str, ...]
    lacking: tuple[str, ...]
    paid: int
    papers: bool = False
    lines: tuple[Line, ...] = ()
    reduction: Reduction | None = None
    given_up: bool = False

    @property
    def unknown(self) -> bool:
        """Whether it could not be told what it costs, for want of a fact."""
        return self.charged and self.fee is None and bool(self.lacking)

    @property
    def due(self) -> int:
        """What is still to be paid; nothing where no amount is published, and for what was given up."""
        return 0 if self.given_up else max((self.owed or 0) - self.paid, 0)

    @property
    def over(self) -> int:
        """What was paid beyond what is owed, of a booking that stands."""
        return 0 if self.given_up or self.owed is None else max(self.paid - self.owed, 0)

    @property
    def owed(self) -> int | None:
        """The fee less what was granted, its share rounded up to the yen; None where no amount is published
        and not all of it was let off."""
        if self.reduction is None or self.reduction.refused:
            return self.fee
        # Asked before the fee: of all that is not known, nothing is left, either.
        if self.reduction.percent == WHOLE:
            return 0
        if self.fee is None:
            return None
        # Both roundings are in favour of who pays: what is let off goes up, what is owed goes down to the
        # yen.
        off = self.reduction.yen or -(-self.fee * (self.reduction.percent or 0) // WHOLE)
        return max(self.fee - off, 0)


FREE = Bill(False, None, (), (), 0)


def bill(booking: Booking, reader: Person) -> Bill:
    """As it was fixed when it was booked, or changed since; where nobody has, as the rules of its day say it.

    Three queries, two for what costs nothing; six more where it is reckoned.
    """
    rules = rules_for(booking.room.facility, local_day(booking.start, zone_of(booking.room)))
    owed = _owed(booking, reader, rules)
    forms = any(isinstance(term, Procedure | Prepay) for _, term in rules.terms)
    return replace(
        owed,
        paid=paid(booking),
        reduction=decided(booking) if owed.charged else None,
        papers=owed.charged or forms,
        given_up=booking.state in GIVEN_UP,
    )


def _owed(booking: Booking, reader: Person, rules: Rules) -> Bill:
    if booking.bill is not None:
        return fixed(booking.bill)
    if not speak_of_money(rules):
        return FREE
    # As of then: a booking from before bills were kept cost what it cost when it was made (decision 32).
    return reckoned(booking, Span(booking.start, booking.end), booking.room, reader, booking.made_at)


def reckoned(booking: Booking, span: Span, room: Room, reader: Person, now: int) -> Bill:
    """What a booking would cost at another place or time, for those who come. Six queries."""
    asker = asker_of_booking(booking, people_of(booking), now, reader)
    return reckon(
        [(room, span)],
        asker,
        now,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        things=things_lent(booking),
        but=booking.pk,
    )[0]


def reckoned_dates(
    bookings: Sequence[Booking], uses: Sequence[tuple[Room, Span]], reader: Person, now: int
) -> list[Bill]:
    """What dates of a series, with which nothing is lent, would cost at other times: each for those who come
    to it. Five queries, four more for every other party among them."""
    coming: dict[int, list[int]] = defaultdict(list)
    rows = Booking.people.through.objects.filter(booking__in=bookings).order_by("person")
    for booking, person in rows.values_list("booking", "person"):
        coming[booking].append(person)
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, one in enumerate(bookings):
        company = (tuple(coming[one.pk]), tuple(sorted(one.counted.items())), one.carers, Told.of(one.told))
        alike[one.person_id, one.group_id, company, one.purpose, one.channel].append(number)
    found: dict[int, Bill] = {}
    for numbers in alike.values():
        one = bookings[numbers[0]]
        asker = asker_of_booking(one, coming[one.pk], now, reader)
        fees = reckon(
            [uses[number] for number in numbers],
            asker,
            now,
            channel=Channel(one.channel),
            purpose=one.purpose,
        )
        found.update(zip(numbers, fees, strict=True))
    return [found[number] for number in range(len(bookings))]


def reckon(
    uses: Sequence[tuple[Room, Span]],
    asker: Asker,
    now: int,
    *,
    channel: Channel,
    purpose: str,
    things: tuple[str, ...] = (),
    known: Calendar | None = None,
    but: int | None = None,
) -> list[Bill]:
    """What uses of rooms cost these people by the rules of their days, each with the same `things` on loan
    (their keys, each as often as it is lent). Two queries, none with a calendar that is `known`."""
    days = known or _calendar(uses)
    facts = Facts(things=things)
    found = []
    for room, span in uses:
        day = days.day_at(room, span.start)
        ask = Ask(
            step=Step.BOOK,
            asked_at=now,
            hall=room.facility.slug,
            room=room.slug,
            day=day,
            span=span,
            channel=channel,
            party=asker.party(day, but=but),
            purpose=purpose or None,
            facts=facts,
        )
        found.append(bill_of(answer(Sought.FEE, ask, days.rules(room, day))))
    return found


def _calendar(uses: Sequence[tuple[Room, Span]]) -> Calendar:
    halls = {room.facility_id: room.facility for room, _ in uses}
    days = [local_day(span.start, zone_of(room)) for room, span in uses]
    return calendar(list(halls.values()), min(days), max(days))


def prices(room: Room, day: date, things: Collection[str]) -> dict[str, int]:
    """What one of each thing on loan (by its key) costs in a room, before any share; only what is priced.
    One query."""
    rules = rules_for(room.facility, day)
    found = {}
    for thing in things:
        facts = Facts(things=(thing,))
        ask = Ask(Step.BOOK, 0, room.facility.slug, room.slug, day, facts=facts)
        priced = [said for said in rules.statements if isinstance(said[1], Fee) and said[1].things]
        said = [term for _, term in spoken(priced, ask, rules).said if isinstance(term, Fee)]
        amounts = [term.amount(ask, rules.setting) for term in said if not term.needs(ask)]
        if known := [yen for yen in amounts if yen is not None]:
            found[thing] = sum(known)
    return found


def kept(owed: Bill) -> Mapping[str, Any]:
    """A bill as it is stored with its booking; nothing of what was paid."""
    if owed == FREE:
        return {}
    lines = [[line.clause, line.yen] for line in owed.lines]
    return {
        "charged": owed.charged,
        "yen": owed.fee,
        "clauses": owed.clauses,
        "lacking": owed.lacking,
        "lines": lines,
    }


def fixed(stored: Mapping[str, Any]) -> Bill:
    """The inverse of `kept`."""
    if not stored:
        return FREE
    return Bill(
        charged=stored["charged"],
        fee=stored["yen"],
        clauses=tuple(stored["clauses"]),
        lacking=tuple(stored["lacking"]),
        paid=0,
        lines=tuple(Line(clause, yen) for clause, yen in stored["lines"]),
    )


def bill_of(fee: Valued | None) -> Bill:
    """What the rulebook's answer about the fee comes to, before anything is paid."""
    if fee is None:
        return FREE
    value = fee.value
    yen = value if isinstance(value, int) else None
    charged = value == CHARGED or bool(yen) or yen is None
    return Bill(charged, yen, fee.clauses, fee.lacking, 0, lines=fee.lines)


def paid(booking: Booking) -> int:
    """Yen that came in, less what was given back. One query."""
    total = booking.payments.aggregate(total=Sum("yen"))["total"]
    return int(total or 0)


def decided(booking: Booking) -> Reduction | None:
    """What the desk has decided last about a reduction of the fee, and not taken back. One query."""
    return booking.reductions.filter(taken_back_at=None).last()


def payments_of(booking: Booking) -> list[Payment]:
    """What came in and went back, the first first, with what struck it out. One query."""
    return list(booking.payments.select_related("staff", "struck_by"))


def payment_of(booking: Booking, key: int) -> Payment | None:
    """One of a booking's entries, by its key. One query."""
    return booking.payments.filter(pk=key).first()


def last_entry(booking: Booking) -> int:
    """The key of the last act that moved a booking's money, or asked about it; 0 before the first. A form
    says which it showed, so that of two desks the second is told. One query."""
    return _of_money([booking]).order_by("-pk").values_list("pk", flat=True).first() or 0


def entries(booking: Booking) -> int:
    """How many such acts there are. The key of the last would tell a program how much the whole city does.
    One query."""
    return entries_of([booking])[booking.public_id]


def entries_of(bookings: Iterable[Booking]) -> Counter[str]:
    """The same of several, by public id. One query."""
    return Counter(_of_money(bookings).values_list("subject_id", flat=True))


def payments_at(hall: Facility, span: Span) -> QuerySet[Payment]:
    """What came in and went back at a hall from one instant up to another, with its bookings. One query."""
    found = Payment.objects.filter(booking__room__facility=hall, at__gte=span.start, at__lt=span.end)
    return found.select_related("booking__room__facility", "staff", "struck_by")


def _of_money(bookings: Iterable[Booking]) -> QuerySet[Act]:
    ids = [one.public_id for one in bookings]
    return Act.objects.filter(subject="booking", subject_id__in=ids, verb__in=OF_MONEY)
