"""Who waits for what, in which order, and what could be offered to them."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet

from booking.models import Booking, Group, Person, Wait
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent, leading
from booking.queries.party import Asker, Company, asker_of_wait
from booking.queries.verdicts import Put, judge, put
from booking.rules.codes import HOW_ONE_ASKS
from booking.rules.lifecycle import State
from booking.rules.verdict import Outcome, forgiven
from booking.rules.waiting import Wish
from facilities.models import Room
from facilities.rules.slots import choices, offers
from facilities.rules.spans import Span, local_day

LIVE = (Wait.State.WAITING, Wait.State.OFFERED)


def wish_of(wait: Wait) -> Wish:
    """The wish as a value; its rooms are prefetched, or read in one query."""
    return Wish(
        rooms=frozenset(room.pk for room in wait.rooms.all()),
        first=wait.first_on,
        last=wait.last_on,
        weekdays=frozenset(wait.weekdays),
        from_minute=wait.from_minute,
        until_minute=wait.until_minute,
        seconds=wait.seconds,
        days=frozenset(date.fromisoformat(day) for day in wait.days),
    )


def rooms_within(room: Room) -> list[Room]:
    """The lent rooms that are made of nothing but spaces of `room`, it among them. One query."""
    spaces = list(room.spaces.values_list("pk", flat=True))
    within = Room.objects.filter(facility=room.facility_id, bookable=True, published=True)
    counted = within.annotate(all=Count("spaces"), here=Count("spaces", filter=Q(spaces__in=spaces)))
    found = [one for one in counted.select_related("facility") if one.all == one.here]
    # The room itself first, and then those that are made of parts of it.
    return sorted(found, key=lambda one: one.pk != room.pk)


def in_line(room: Room, span: Span) -> list[Wait]:
    """Whoever waits for something that may lie in a span of a room, first come first. Five queries."""
    zone, rooms = zone_of(room), rooms_within(room)
    days = local_day(span.start, zone), local_day(span.end, zone)
    waiting = Wait.objects.filter(state=Wait.State.WAITING, first_on__lte=days[1], last_on__gte=days[0])
    rows = waiting.filter(rooms__in=rooms).distinct().order_by("pk")
    told = rows.select_related("person", "group").prefetch_related("rooms", "people", "entry__people")
    return [one for one in told if wish_of(one).finds_room_in(span, zone)]


def waits_of(person: Person) -> list[Wait]:
    """What somebody, or a group that they lead, waits for now, or is offered. Two queries."""
    theirs = Q(person=person, group=None) | Q(group__in=leading(person))
    return _told(Wait.objects.filter(theirs, state__in=LIVE))


def waits_in(person: Person) -> list[Wait]:
    """What the groups wait for, or are offered, in which somebody is and which others lead. Two queries."""
    theirs = Q(group__memberships__person=person) & ~Q(group__in=leading(person))
    return _told(Wait.objects.filter(theirs, state__in=LIVE))


def waits_of_group(group: Group) -> list[Wait]:
    """What a group waits for now, or is offered. Two queries."""
    return _told(Wait.objects.filter(group=group, state__in=LIVE))


def _told(waits: QuerySet[Wait]) -> list[Wait]:
    rows = waits.order_by("pk").select_related("group", "offer")
    return list(rows.prefetch_related("rooms__facility"))


def wait_by_public_id(public_id: str, reader: Person) -> Wait:
    """One that is the reader's to change. Absent for any other. One query."""
    theirs = Q(person=reader) | Q(group__in=leading(reader))
    found = Wait.objects.filter(theirs, public_id=public_id).first() if public_id.isalnum() else None
    if found is None:
        raise Absent(public_id)
    return found


def place_in_line(wait: Wait) -> int:
    """How many stand before it who may want the same, and itself: 1 is the next. Two queries."""
    before = Wait.objects.filter(state=Wait.State.WAITING, pk__lt=wait.pk, rooms__in=wait.rooms.all())
    mine = wish_of(wait)
    others = before.distinct().prefetch_related("rooms")
    return 1 + sum(mine.may_meet(wish_of(other)) for other in others)


def unserved() -> Booking | None:
    """A place that is kept for the line and was offered to nobody yet. One query."""
    kept = Booking.objects.filter(state=State.OFFERED, person=None, offered_instead=None)
    return kept.select_related("room__facility").order_by("pk").first()


def overdue(now: int) -> list[int]:
    """Offers, by key, whose answer has not come by `now` (an instant). One query."""
    # Few at a time: each lapses in a transaction of its own.
    offers = Booking.objects.filter(state=State.OFFERED, lapses_at__lte=now, offered_instead=None)
    late = offers.exclude(person=None)
    return list(late.order_by("lapses_at", "pk").values_list("pk", flat=True)[:50])


def fitting(wait: Wait, kept: Booking, now: int) -> tuple[Room, Span] | None:
    """The first use within a kept place that suits a wish and that the judge allows now, if there is one.

    Whoever has entered in time for a round is not told that first come opens later.
    """
    passed = HOW_ONE_ASKS if wait.entry_id else frozenset()
    asker = asker_of_wait(wait, company_of(wait), now)
    for room in rooms_within(kept.room):
        for use in _uses(wait, room, Span(kept.start, kept.end), asker, now):
            verdict = judge(room=room, span=use, asker=asker, now=now, purpose=wait.purpose, but=kept.pk)
            verdict = forgiven(verdict, passed)
            if verdict.outcome is Outcome.ALLOW and not verdict.lacking:
                return room, use
    return None


def company_of(wait: Wait) -> Company:
    """With whom somebody waits, as they were named when they began to, or in the round that they lost."""
    named = (wait.entry or wait).people.all()
    return Company(wait.group_id, tuple(sorted(person.pk for person in named)), wait.counted)


def _uses(wait: Wait, room: Room, within: Span, asker: Asker, now: int) -> Iterator[Span]:
    """The uses that suit the wish, by their start, the shortest of each first."""
    asked, wish, zone = put(room=room, span=within, asker=asker, now=now), wish_of(wait), zone_of(room)
    for start in _starts(asked, within):
        for use in choices(asked.plan, start):
            if within.contains(use) and wish.is_suited_by(room.pk, asked.plan.day, use, zone):
                yield use
                break


def _starts(asked: Put, within: Span) -> list[int]:
    """Where uses may begin: with what is lent, and where the place begins."""
    lent = (offer.span.start for offer in offers(asked.plan))
    # Where a booking was cut in two, what is free may begin off the grid of an empty day.
    return sorted({within.start, *(start for start in lent if start in within)})
