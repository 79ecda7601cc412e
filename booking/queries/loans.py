"""How many of a thing are still free for a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from booking.models import Booking, Loan
from booking.rules.codes import Code
from booking.rules.lifecycle import HOLDING
from booking.rules.verdict import Finding, Reason
from facilities.models import Equipment, Room
from facilities.queries.faults import counted
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Stock:
    """A thing, and how many of it nobody else has for the time."""

    thing: Equipment
    free: int


def lent_with(room: Room) -> QuerySet[Equipment]:
    """What may be asked for with a room: what stands in it, and what is lent there from elsewhere."""
    return Equipment.objects.filter(Q(room=room) | Q(lent_in=room)).distinct().order_by("slug", "pk")


def stocks(things: QuerySet[Equipment], span: Span, but: int | None = None) -> list[Stock]:
    """The things with what works and is free of each at every time of `span`; the booking with key `but` is
    looked past. Two queries."""
    there = counted(things)
    # All that meet it are added up, though two of them may follow each other: a thing is rather not lent than
    # promised twice.
    meeting = Loan.objects.filter(
        equipment__in=[thing for thing, _ in there],
        booking__state__in=HOLDING,
        booking__start__lt=span.end,
        booking__end__gt=span.start,
    ).exclude(booking=but)
    taken = dict(meeting.order_by().values_list("equipment").annotate(total=Sum("count")))
    return [Stock(thing, max(left - (taken.get(thing.pk) or 0), 0)) for thing, left in there]


def promised(thing: int, since: int) -> Sequence[Loan]:
    """With which bookings that are not over at an instant a thing (by key) goes, the earliest made first. One
    query."""
    loans = Loan.objects.filter(equipment=thing, booking__state__in=HOLDING, booking__end__gt=since)
    rows = loans.select_related("booking__room__facility", "booking__group", "booking__person")
    return list(rows.order_by("booking__made_at", "booking"))


def loans_of(bookings: Collection[int]) -> dict[int, dict[int, int]]:
    """Of those bookings (by key) with which things go: how many of which (by key). One query, if any."""
    found: dict[int, dict[int, int]] = {}
    if bookings:
        rows = Loan.objects.filter(booking__in=bookings).order_by("pk")
        for booking, thing, count in rows.values_list("booking", "equipment", "count"):
            found.setdefault(booking, {})[thing] = count
    return found


def loans_in(things: Collection[int], span: Span) -> dict[int, list[tuple[Span, int]]]:
    """Of these things (by key), when how many go with bookings. One query, none for no things."""
    found: dict[int, list[tuple[Span, int]]] = {}
    if things:
        meeting = Loan.objects.filter(
            equipment__in=things,
            booking__state__in=HOLDING,
            booking__start__lt=span.end,
            booking__end__gt=span.start,
        )
        rows = meeting.order_by().values_list("equipment", "booking__start", "booking__end", "count")
        for thing, start, end, count in rows:
            found.setdefault(thing, []).append((Span(start, end), count))
    return found


def things_lent(booking: Booking) -> tuple[str, ...]:
    """The keys of what goes with a booking, each as often as it is lent. One query."""
    rows = booking.loans.values_list("equipment__slug", "count")
    return tuple(slug for slug, count in rows for _ in range(count))


def slugs_of(things: Mapping[int, int]) -> tuple[str, ...]:
    """The same of things by their keys, before anything is lent. One query, if any."""
    if not things:
        return ()
    rows = Equipment.objects.filter(pk__in=things).values_list("pk", "slug")
    return tuple(slug for key, slug in rows for _ in range(things[key]))


def missing(wanted: Mapping[int, int], span: Span, but: int | None = None) -> Reason | None:
    """Why these things (key: how many) cannot all be had, if so. Two queries, none for nothing wanted."""
    if not wanted:
        return None
    found = stocks(Equipment.objects.filter(pk__in=wanted), span, but)
    short = [stock for stock in found if stock.free < wanted[stock.thing.pk]]
    if not short:
        return None
    names = {"things_ja": [one.thing.name_ja for one in short]}
    names |= {"things_en": [one.thing.name_en or one.thing.name_ja for one in short]}
    keys = [one.thing.slug for one in short]
    return Reason(Finding.BROKEN, Code.EQUIPMENT, values={"things": keys, **names})
