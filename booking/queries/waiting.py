"""Who waits for what, in which order, and what could be offered to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from booking.models import Act, Booking, Group, Membership, Person, Wait
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent, leading
from booking.queries.party import Asker, Company, asker_of_wait
from booking.queries.verdicts import Put, judge, put
from booking.rules.ask import Channel
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.lifecycle import UNDO, State
from booking.rules.no_show import offered_minutes
from booking.rules.told import Told
from booking.rules.verdict import Verdict, forgiven
from booking.rules.waiting import Wish, answer_by, soon_answer_by
from facilities.models import Facility, Room
from facilities.rules.lending import QUARTER
from facilities.rules.slots import choices, offers, rest
from facilities.rules.spans import Span, local_day

SKIP = "skip"  # the verb of the log where a place went on to the next in line
LIVE = (Wait.State.WAITING, Wait.State.OFFERED)


@dataclass(frozen=True, slots=True)
class Fitting:
    """A use that suits a wish, and until when (an instant) the answer to its offer is due. `is_rest`: what is
    left of a slot that has begun, or begins at once."""

    room: Room
    use: Span
    until: int
    is_rest: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a slot for somebody who waits, and what the judge says to it."""

    room: Room
    use: Span
    verdict: Verdict


def wish_of(wait: Wait) -> Wish:
    """The wish as a value; what is not loaded of it is read in two queries."""
    row = wait.wish
    return Wish(
        rooms=frozenset(room.pk for room in row.rooms.all()),
        first=row.first_on,
        last=row.last_on,
        weekdays=frozenset(row.weekdays),
        from_minute=row.from_minute,
        until_minute=row.until_minute,
        seconds=row.seconds,
        days=frozenset(date.fromisoformat(day) for day in row.days),
    )


def rooms_within(room: Room) -> list[Room]:
    """The lent rooms that are made of nothing but spaces of `room`, it among them. One query."""
    spaces = list(room.spaces.values_list("pk", flat=True))
    within = Room.objects.filter(facility=room.facility_id, bookable=True, published=True)
    counted = within.annotate(all=Count("spaces"), here=Count("spaces", filter=Q(spaces__in=spaces)))
    found = [one for one in counted.select_related("facility") if one.all == one.here]
    # The room itself first, and then those that are made of parts of it.
    return sorted(found, key=lambda one: one.pk != room.pk)


def in_line(room: Room, span: Span, *, is_rest: bool = False) -> list[Wait]:
    """Whoever waits for something that may lie in a span of a room, or may take what is left of it, first
    come first; nobody who did not come to it. Five queries."""
    zone, rooms = zone_of(room), rooms_within(room)
    days = local_day(span.start, zone), local_day(span.end, zone)
    waiting = Wait.objects.filter(state=Wait.State.WAITING, wish__rooms__in=rooms)
    then = waiting.filter(wish__first_on__lte=days[1], wish__last_on__gte=days[0])
    # By key and not by the instant: two may have begun to wait in one second, and a draw writes hundreds at
    # once.
    rows = then.filter(~Exists(_missed(room, span))).distinct().order_by("pk")
    told = rows.select_related("person", "group", "wish")
    told = told.prefetch_related("wish__rooms", "people", "entry__people")
    return [one for one in told if wish_of(one).finds_room_in(span, zone, is_rest=is_rest)]


def is_wanted(room: Room, span: Span, now: int) -> bool:
    """Whether a span of a room that has become free is to be kept for somebody in line; what has begun only
    if the room is lent for something of it that they wish for. Five queries, a few more for each in line."""
    is_rest = is_late_for(room, span, now)
    waiting = in_line(room, span, is_rest=is_rest)
    if not is_rest:
        return bool(waiting)
    rooms = rooms_within(room) if waiting else []
    found = (use for wait in waiting for one in rooms for use in _uses(wait, one, span, None, now))
    return next(found, None) is not None


def is_late_for(room: Room, span: Span, now: int) -> bool:
    """Whether a span of a room begins too soon for an offer of the usual kind: what is left of it is offered
    at short notice."""
    return answer_by(now, span.start, zone_of(room)) is None


def offered_in(room: Room, span: Span) -> Booking | None:
    """What is offered to somebody in line of a room's spaces at some time of a span. One query."""
    spaces = room.spaces.values("pk")
    held = Booking.objects.filter(claims__space__in=spaces, claims__start__lt=span.end)
    offers = held.filter(claims__end__gt=span.start, state=State.OFFERED, offered_instead=None)
    return offers.exclude(person=None).select_related("room__facility", "group", "person").first()


def _missed(room: Room, span: Span) -> QuerySet[Booking]:
    """The bookings there to which whoever stands in line, or their group, did not come."""
    theirs = Q(person=OuterRef("person")) | Q(group=OuterRef("group"))
    there = Booking.objects.filter(theirs, state=State.NO_SHOW, start__lt=span.end, end__gt=span.start)
    return there.filter(room__spaces__in=room.spaces.values("pk"))


def waits_of(person: Person) -> list[Wait]:
    """What somebody, or a group that they lead, waits for now, or is offered. Two queries."""
    return _told(Wait.objects.filter(_theirs(person), state__in=LIVE))


def waits_in(person: Person) -> list[Wait]:
    """What the groups wait for, or are offered, in which somebody is and which others lead. Two queries."""
    theirs = Q(group__memberships__person=person) & ~Q(group__in=leading(person))
    return _told(Wait.objects.filter(theirs, state__in=LIVE))


def waits_of_group(group: Group) -> list[Wait]:
    """What a group waits for now, or is offered. Two queries."""
    return _told(Wait.objects.filter(group=group, state__in=LIVE))


def lately_left(waits: QuerySet[Wait], now: int) -> QuerySet[Wait]:
    """Of some waits those that were stopped less than ten minutes ago, so that it can still be taken back.

    A line that ended with its group, or with an offer, nobody has left.
    """
    left = Act.objects.filter(subject="wait", verb="stop", at__gt=now - UNDO)
    return waits.filter(state=Wait.State.WITHDRAWN, public_id__in=left.values("subject_id"))


def left_by(person: Person, now: int) -> list[tuple[Wait, int]]:
    """What somebody, or whoever leads a group with them, has stopped waiting for less than ten minutes ago,
    the last first; and the instant at which it was stopped. Three queries."""
    rows = {one.public_id: one for one in _told(lately_left(Wait.objects.filter(_theirs(person)), now))}
    acts = Act.objects.filter(subject="wait", verb="stop", subject_id__in=rows).order_by("at", "pk")
    # Of one that was left, taken back and left again the last counts.
    last = dict(acts.values_list("subject_id", "at")) if rows else {}
    return sorted(((rows[key], at) for key, at in last.items()), key=lambda one: -one[1])


def _told(waits: QuerySet[Wait]) -> list[Wait]:
    rows = waits.order_by("pk").select_related("group", "offer", "wish")
    return list(rows.prefetch_related("wish__rooms__facility"))


def wait_by_public_id(public_id: str, reader: Person) -> Wait:
    """One that is the reader's to change. Absent for any other. One query."""
    return _one(_theirs(reader), public_id)


def wait_read_by(public_id: str, reader: Person) -> Wait:
    """One that is the reader's, or their group's. Absent for any other. One query."""
    groups = Membership.objects.filter(person=reader).order_by().values("group")
    return _one(Q(person=reader, group=None) | Q(group__in=groups), public_id)


def _theirs(person: Person) -> Q:
    """What is somebody's to change. In a group's name one waits as who leads it now, and not as who once
    began to wait: of those one may be a deputy no more."""
    return Q(person=person, group=None) | Q(group__in=leading(person))


def _one(among: Q, public_id: str) -> Wait:
    found = Wait.objects.filter(among, public_id=public_id).first() if public_id.isalnum() else None
    if found is None:
        raise Absent(public_id)
    return found


def wait_at(hall: Facility, public_id: str) -> Wait | None:
    """Of whoever stands, or stood, in line for a room of a hall. Two queries."""
    found = (
        Wait.objects.filter(wish__rooms__facility=hall, public_id=public_id) if public_id.isalnum() else None
    )
    return None if found is None else found.prefetch_related("people", "entry__people").first()


def was_offered(booking: Booking) -> bool:
    """Whether it is, or came of, an offer to somebody in line. One query."""
    return Wait.objects.filter(offer=booking).exists()


def place_in_line(wait: Wait) -> int:
    """How many stand before it who may want the same, and itself: 1 is the next. Two queries."""
    mine = wish_of(wait)
    before = Wait.objects.filter(state=Wait.State.WAITING, pk__lt=wait.pk, wish__rooms__in=mine.rooms)
    others = before.distinct().select_related("wish").prefetch_related("wish__rooms")
    return 1 + sum(mine.may_meet(wish_of(other)) for other in others)


def skipped(waits: Sequence[Wait]) -> dict[str, Span]:
    """By public id of whoever of them was passed over: the last time that was not for them. One query."""
    rows = Act.objects.filter(subject="wait", verb=SKIP, subject_id__in=[one.public_id for one in waits])
    told = rows.order_by("at", "pk").values_list("subject_id", "after")
    return {public_id: Span(after["start"], after["end"]) for public_id, after in told}


def unserved(now: int) -> Booking | None:
    """A place that is kept for the line, is to be offered by `now` (an instant) and was not. One query."""
    kept = Booking.objects.filter(state=State.OFFERED, person=None, offered_instead=None, lapses_at__lte=now)
    return kept.select_related("room__facility").order_by("pk").first()


def overdue(now: int) -> QuerySet[Booking]:
    """Offers whose answer has not come by `now` (an instant), the first first."""
    offers = Booking.objects.filter(state=State.OFFERED, lapses_at__lte=now, offered_instead=None)
    return offers.exclude(person=None).order_by("lapses_at", "pk")


def put_to_judge(wait: Wait, kept: Booking, now: int) -> Iterator[tuple[Fitting, Verdict]]:
    """The uses within a kept place that suit a wish, in their order, with what the judge says to each now.

    Whoever has entered in time for a round is not told that first come opens later.
    """
    passed = HOW_ONE_ASKS if wait.entry_id else frozenset[Code]()
    asker = asker_of_wait(wait, company_of(wait), now)
    for room in rooms_within(kept.room):
        for found in _uses(wait, room, Span(kept.start, kept.end), asker, now):
            verdict = judge(
                room=room, span=found.use, asker=asker, now=now, purpose=wait.purpose, but=kept.pk
            )
            # What is left of a slot begins where the slot was given back, and not where the grid does.
            yield found, forgiven(verdict, passed | {Code.OFF_SLOT} if found.is_rest else passed)


def left_for(wait: Wait, room: Room, span: Span, now: int) -> Left | None:
    """What somebody who waits could have of a span of a room from the next quarter of an hour on, with what
    the judge says to it at the counter; None where too little of it is left for them."""
    asker, zone, wish = asker_of_wait(wait, company_of(wait), now), zone_of(room), wish_of(wait)
    left = Span.between(max(span.start, -(-now // QUARTER) * QUARTER), span.end)
    for one in rooms_within(room):
        asked = put(room=one, span=span, asker=asker, now=now, channel=Channel.COUNTER)
        wanted = wish.within(asked.plan.day, zone)
        use = left.intersection(wanted) if left and wanted else None
        if use and wish.is_suited_by(one.pk, asked.plan.day, use, zone, is_rest=True):
            verdict = judge(
                room=one, span=use, asker=asker, now=now, channel=Channel.COUNTER, purpose=wait.purpose
            )
            return Left(one, use, verdict)
    return None


def company_of(wait: Wait) -> Company:
    """With whom somebody waits, as they were named when they began to, or in the round that they lost."""
    named = (wait.entry or wait).people.all()
    people = tuple(sorted(person.pk for person in named))
    return Company(wait.group_id, people, wait.counted, told=Told.of(wait.told))


def _uses(wait: Wait, room: Room, within: Span, asker: Asker | None, now: int) -> Iterator[Fitting]:
    """The uses that suit the wish and leave time to answer, by their start, the shortest of each first; and
    then what is left of a slot that has begun."""
    asked, wish, zone = put(room=room, span=within, asker=asker, now=now), wish_of(wait), zone_of(room)
    soon = soon_answer_by(now, offered_minutes(asked.ask, asked.rules))
    for start in _starts(asked, within):
        until = answer_by(now, start, zone) or soon
        for use in choices(asked.plan, start) if until <= start else ():
            if within.contains(use) and wish.is_suited_by(room.pk, asked.plan.day, use, zone):
                yield Fitting(room, use, until)
                # One offer from each beginning: who waits takes the shortest that is enough, and the rest is
                # for the next.
                break
    left = _rest(wish, asked, within, soon, zone) if is_late_for(room, within, now) else None
    if left and wish.is_suited_by(room.pk, asked.plan.day, left, zone, is_rest=True):
        yield Fitting(room, left, soon, is_rest=True)


def _rest(wish: Wish, asked: Put, within: Span, soon: int, zone: ZoneInfo) -> Span | None:
    """What is left of a place within the times of a wish from an instant on."""
    wanted, left = wish.within(asked.plan.day, zone), Span.between(max(within.start, soon), within.end)
    piece = wanted.intersection(left) if wanted and left else None
    return rest(asked.plan, piece) if piece else None


def _starts(asked: Put, within: Span) -> list[int]:
    """Where uses may begin: with what is lent, and where the place begins."""
    lent = (offer.span.start for offer in offers(asked.plan))
    # Where a booking was cut in two, what is free may begin off the grid of an empty day.
    return sorted({within.start, *(start for start in lent if start in within)})
