"""The bookings of a hall as its desk finds them: by day, room, state, and by whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from booking.models import Booking, Displacement, KeyLoan
from booking.queries.bookings import Absent
from booking.queries.whom import SHORTEST_CARD
from booking.rules.displacing import Answer
from booking.rules.lifecycle import State
from facilities.models import Facility
from facilities.rules.spans import day_span

PAGE = 30


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; whatever is empty leaves it open. `words` are a group's name, a card number, a
    caller's name or telephone number."""

    day: date | None = None
    room: str = ""
    state: str = ""
    words: Sequence[str] = ()


def bookings_of(hall: Facility, sought: Sought, since: int, page: int) -> tuple[list[Booking], bool]:
    """One page of them in the order of time, and whether there is another. Without a day or words, those that
    end after `since` (an instant). What is kept for the line is nobody's booking. Two queries."""
    rows = Booking.objects.filter(room__facility=hall).exclude(state=State.OFFERED, person=None)
    rows = _narrowed(rows, hall, sought, since)
    first = max(page, 0) * PAGE
    told = rows.select_related("room__facility", "group", "person", "caller", "session__programme").order_by(
        "start", "pk"
    )
    # One more than is shown says whether there is another page, without counting years of bookings.
    found = list(told[first : first + PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def all_of(hall: Facility) -> QuerySet[Booking]:
    """Every booking of a hall with all that its desk reads of it at a glance: for whom, who came, whether a
    key is out (`keys`), whether it is `displaced`. What is kept for the line is nobody's. Three queries."""
    out = Prefetch("key_loans", KeyLoan.objects.filter(back_at=None), to_attr="keys")
    open_ = Displacement.objects.filter(booking=OuterRef("pk"), state=Answer.OPEN)
    rows = Booking.objects.filter(room__facility=hall).exclude(state=State.OFFERED, person=None)
    told = rows.select_related("room__facility", "group", "person", "series")
    return told.prefetch_related("headcounts", out).annotate(displaced=Exists(open_))


def one_of(hall: Facility, public_id: str) -> Booking:
    """One of them. Absent for another hall's. Three queries."""
    found = all_of(hall).filter(public_id=public_id).first() if public_id.isalnum() else None
    if found is None:
        raise Absent(public_id)
    return found


def _narrowed(rows: QuerySet[Booking], hall: Facility, sought: Sought, since: int) -> QuerySet[Booking]:
    if sought.day is not None:
        day = day_span(sought.day, ZoneInfo(hall.timezone))
        rows = rows.filter(start__lt=day.end, end__gt=day.start)
    else:
        rows = rows.filter(end__gt=since)
    if sought.room:
        rows = rows.filter(room__slug=sought.room)
    if sought.state:
        rows = rows.filter(state=sought.state)
    words = [word for word in sought.words if "\x00" not in word]
    return rows.filter(_whose(words)) if words else rows


def _whose(words: Sequence[str]) -> Q:
    card = "".join(words)
    # Whole numbers only: a part of one would list people whom nobody asked about.
    by_card = Q(person__card_number__iexact=card) if len(card) >= SHORTEST_CARD else Q(pk=None)
    by_group = reduce(and_, (Q(group__name__icontains=word) for word in words))
    by_caller = reduce(and_, (Q(caller__name__icontains=w) | Q(caller__phone__contains=w) for w in words))
    return by_card | by_group | by_caller | Q(code=card)
