"""The verbs of a booking: book, cancel, move, restore.

Each is one transaction: lock, load the facts, ask the judge, write. Booking, Claims, Act, counters
and mail stand or fall together. `now` is the instant (seconds, UTC) at which somebody asks.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.allowing import (
    FOR_NOTHING,
    LONGEST_WHY,
    Answering,
    answered_for,
    must_be_allowed,
    note_answering,
)
from booking.actions.answers import KeyReused, answered, keep
from booking.actions.callers import Calling, keep_caller
from booking.actions.changes import (
    Stale,
    locked,
    must_be_booked,
    must_be_unchanged,
    must_stand,
    refused,
    write,
)
from booking.actions.desk import must_hold
from booking.actions.locks import count_up
from booking.actions.places import must_be_lent, one_winner
from booking.actions.placing import Use, place
from booking.actions.provisional import standing, still_tentative
from booking.actions.rehousing import free_offer
from booking.actions.texts import Unfit, plain
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Incident, Loan, Person
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent, people_of
from booking.queries.giving_up import LATE, LATE_BY_GUARDIAN, giving_up, late_among
from booking.queries.loans import lent_with, missing, slugs_of
from booking.queries.money import Bill, kept, reckon, reckoned
from booking.queries.party import Asker, Company, asker_at_desk, asker_of_booking
from booking.queries.posts import serves
from booking.queries.verdicts import among, held_until, judge, put
from booking.rules.ask import Channel
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.lifecycle import HOLDING, State
from booking.rules.staff import Right
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict, forgiven
from facilities.models import Room
from facilities.rules.spans import Span, local_day

__all__ = [
    "LONGEST_WHY",
    "Absent",
    "Answering",
    "Calling",
    "Company",
    "KeyReused",
    "Refused",
    "Stale",
    "Unfit",
    "book",
    "cancel",
    "forgiven",
    "judged",
    "move",
    "must_be_allowed",
    "restore",
]

ALONE = Company()
NOTHING: Mapping[int, int] = {}
LONGEST_PURPOSE = 200
LONGEST_HELP = 200
LONGEST_KEY = 100


def book(
    *,
    person: Person | None,
    room: Room,
    span: Span,
    company: Company = ALONE,
    purpose: str = "",
    help_wanted: str = "",
    channel: Channel = Channel.WEB,
    things: Mapping[int, int] = NOTHING,
    visit: str = "",
    actor: Person | None = None,
    calling: Calling | None = None,
    answering: Answering = FOR_NOTHING,
    now: int,
    key: str = "",
) -> Booking:
    """A booking of `room` for `span`, in the name of the person or of the company's group. It is provisional
    where a registration has to be renewed first.

    `things` are equipment by key, with how many of each; bookings of one `visit` stand and fall together.
    `actor` is whoever books for them at the desk of the hall; left out, they book themselves. The desk books
    for people without an account, too: `person` is None, and `calling` says how they are reached. What it is
    `answering` for goes on record. A hall whose bookings are provisional at first has this one so, and says
    until when it is held.

    Refused if the judge does not allow it or lacks a fact, TAKEN if a rival was first; Absent for a
    room, a group or people that are not theirs to name; Unfit for a text that cannot be stored;
    KeyReused if `key` has answered another body. Inverse: `cancel`.
    """
    purpose, key = plain(purpose, "purpose", LONGEST_PURPOSE), plain(key, "key", LONGEST_KEY)
    help_wanted = plain(help_wanted, "help_wanted", LONGEST_HELP)
    must_be_lent(room)
    booker, calling, answering = (
        _booker(person, actor, room, now),
        calling and calling.plain(),
        answering.plain(),
    )
    _must_be_lent_with(room, things)
    wanted = Wanted(room, span, company, purpose, help_wanted, channel, things)
    with one_winner(), transaction.atomic():
        spaces = wanted.locked(booker)
        # Only under the lock: a rival with the same key has waited for the answer of the first.
        if subject := answered(person=booker.pk, verb="book", key=key, body_hash=wanted.digest, now=now):
            return Booking.objects.select_related("room__facility", "group").get(public_id=subject)
        asker = asker_at_desk(person, company, now)
        found, held = _found(wanted, asker, now)
        verdict = answered_for(found, answering, actor or booker, now, room)
        use = Use(room, span, spaces, fee=_fee(wanted, asker, now))
        fields = {"actor": actor or booker, "now": now, "visit": visit}
        stands = standing(verdict, span, zone_of(room), held)
        booking = _placed(wanted, use, person, asker.company, **fields, **stands)
        keep_caller(booking, calling)
        note_answering(booking, found, answering, actor or booker, now)
        notices.booked(booking)
        answer = booking.public_id
        keep(person=booker.pk, verb="book", key=key, body_hash=wanted.digest, subject_id=answer, now=now)
        return booking


def cancel(*, booking: Booking, actor: Person, now: int, why: str = "") -> Booking:
    """Gives the place back. Where it was given back already nothing changes.

    After the hall's deadline it is noted as a late cancellation, which the hall's sanctions may count;
    not within ten minutes of booking, nor under a weather warning, nor when the desk does it.

    Absent for whoever may not change the booking, Refused (PAST) once it is over, Stale if it has
    changed since it was read. Inverse: `restore`.
    """
    why = plain(why, "why", LONGEST_WHY)
    with transaction.atomic():
        current = locked(booking, actor, now)
        if current.state == State.CANCELLED:
            return current
        must_be_unchanged(current, booking)
        must_stand(current, now)
        note_if_late(current, actor, now)
        write(current, "cancel", actor, now, why, state=State.CANCELLED)
        notices.cancelled(current)
        return current


def move(
    *,
    booking: Booking,
    actor: Person,
    room: Room,
    span: Span,
    answering: Answering = FOR_NOTHING,
    now: int,
) -> Booking:
    """Another place or time for the same people. The old one is kept until the new one is certain.

    Where it is there already nothing changes. Refused as for `book`, unless the desk is `answering` for it,
    and PAST once it is over; Absent and Stale as for `cancel`. Inverse: moving it back.
    """
    must_be_lent(room)
    answering = answering.plain()
    with one_winner(), transaction.atomic():
        current = locked(booking, actor, now, room)
        # Before it is asked whether it has changed: a second tap finds what the first one did.
        if current.state in HOLDING and _place(current) == (room.pk, span):
            return current
        must_be_unchanged(current, booking)
        must_be_booked(current, now)
        free_offer(current)
        found = judged(current, room, span, now, actor)
        verdict = answered_for(found, answering, actor, now, current.room, room)
        note_answering(current, found, answering, actor, now)
        stands = standing(verdict, span, zone_of(room), still_tentative(verdict, current.lapses_at))
        fee = kept(reckoned(current, span, room, actor, now))
        write(current, "move", actor, now, room=room, start=span.start, end=span.end, bill=fee, **stands)
        notices.moved(current)
        return current


def restore(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Takes a cancellation back while the place is free, judged now except for when and how one asks.

    Where it holds its place nothing changes. Refused as for `book`, and ASK_HALL to members for what
    staff have cancelled; Absent and Stale as for `cancel`. Inverse: `cancel`.
    """
    with one_winner(), transaction.atomic():
        current = locked(booking, actor, now)
        if current.state in HOLDING:
            return current
        must_be_unchanged(current, booking)
        if current.state != State.CANCELLED:
            raise refused(Code.PAST)
        # The desk had its reasons, which the judge does not know: only the desk takes them back.
        if _cancelled_by_staff(current) and not _serves(actor, current, now):
            raise refused(Code.ASK_HALL, Outcome.ASK, Finding.OPEN)
        room, span = current.room, Span(current.start, current.end)
        # What is taken back had no consequences; if the place is not to be had, it stays as it was.
        current.incidents.filter(event__in=(LATE, LATE_BY_GUARDIAN)).delete()
        verdict = forgiven(judged(current, room, span, now, actor), HOW_ONE_ASKS)
        must_be_allowed(verdict)
        stands = standing(verdict, span, zone_of(room), still_tentative(verdict, current.lapses_at))
        write(current, "restore", actor, now, **stands)
        notices.restored(current)
        return current


def _found(wanted: Wanted, asker: Asker, now: int) -> tuple[Verdict, int | None]:
    """What the judge says, and of the things that go with it; until when it would be held at first."""
    room, span = wanted.room, wanted.span
    asked = put(room=room, span=span, asker=asker, now=now, channel=wanted.channel, purpose=wanted.purpose)
    return _with(among(asked, room, span, asker), missing(wanted.things, span)), held_until(asked)


def _fee(wanted: Wanted, asker: Asker, now: int) -> Bill:
    """What it costs, as the rules say it now."""
    use, lent = (wanted.room, wanted.span), slugs_of(wanted.things)
    (fee,) = reckon([use], asker, now, channel=wanted.channel, purpose=wanted.purpose, things=lent)
    return fee


def _placed(wanted: Wanted, use: Use, person: Person | None, company: Company, **fields: Any) -> Booking:
    """Written, with what goes with it; feeds and grids are told."""
    (booking,) = place(
        uses=[use],
        person=person,
        company=company,
        purpose=wanted.purpose,
        help_wanted=wanted.help_wanted,
        channel=wanted.channel,
        **fields,
    )
    things = wanted.things.items()
    Loan.objects.bulk_create(Loan(booking=booking, equipment_id=key, count=count) for key, count in things)
    people = company.people if person is None else (person.pk, *company.people)
    count_up(groups=wanted.groups, people=people, spaces=use.spaces)
    return booking


def _booker(person: Person | None, actor: Person | None, room: Room, now: int) -> Person:
    """In whose name is asked: theirs, or the desk's for somebody who has none. Absent from elsewhere."""
    if actor is not None:
        must_hold(actor, Right.DESK, room.facility_id, now=now)
    if (booker := person or actor) is None:
        raise Absent(room.slug)
    return booker


def note_if_late(booking: Booking, actor: Person, now: int) -> bool:
    """Counts a cancellation after the hall's deadline, unless the desk does it; whether it was late."""
    # An offer that is not taken costs nobody anything.
    held = booking.person_id is not None and booking.state != State.OFFERED
    late = held and not _serves(actor, booking, now)
    if late := late and bool(giving_up(booking, now, actor).late):
        _incident(booking, now).save()
    return late


def note_those_late(bookings: Sequence[Booking], actor: Person, now: int) -> None:
    """The same for several, each by its own deadline. As many queries for many as for one."""
    owned = [one for one in bookings if one.person_id is not None and one.state != State.OFFERED]
    if not owned or serves(actor, [one.room.facility_id for one in owned], now):
        return
    late = late_among(owned, now, actor)
    Incident.objects.bulk_create(_incident(one, now) for one in late)


def _incident(booking: Booking, now: int) -> Incident:
    whose = {"group": booking.group} if booking.group else {"person": booking.person}
    return Incident(booking=booking, event=LATE, on=local_day(now, zone_of(booking.room)), **whose)


def judged(booking: Booking, room: Room, span: Span, now: int, reader: Person) -> Verdict:
    """What `move` would be told of another place: for the same people, and the booking not in its own way.

    What else holds the place is named only if it is the reader's own.

    Five queries, one more if the place is taken.
    """
    return judge(
        room=room,
        span=span,
        asker=asker_of_booking(booking, people_of(booking), now, reader),
        now=now,
        channel=Channel(booking.channel),
        purpose=booking.purpose,
        but=booking.pk,
    )


def _cancelled_by_staff(booking: Booking) -> bool:
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id, verb="cancel")
    last = acts.select_related("actor").order_by("-pk").first()
    return last is not None and last.actor is not None and _serves(last.actor, booking, last.at)


def _serves(person: Person, booking: Booking, now: int) -> bool:
    return serves(person, [booking.room.facility_id], now)


def _place(booking: Booking) -> tuple[int, Span]:
    return booking.room_id, Span(booking.start, booking.end)


def _must_be_lent_with(room: Room, things: Mapping[int, int]) -> None:
    # What is not lent with this room is as absent as what is not there at all.
    if any(count < 1 for count in things.values()) or (
        things and lent_with(room).filter(pk__in=things).count() < len(things)
    ):
        raise Absent(room.slug)


def _with(verdict: Verdict, short: Reason | None) -> Verdict:
    return verdict if short is None else Verdict(Outcome.REFUSE, (*verdict.reasons, short))
