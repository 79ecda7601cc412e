"""The verbs of a booking: book, cancel, move, restore.

Each is one transaction: lock, load the facts, ask the judge, write. Booking, Claims, Act, counters
and mail stand or fall together. `now` is the instant (seconds, UTC) at which somebody asks.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.answers import KeyReused, answered, digest, keep
from booking.actions.changes import Stale, locked, must_be_unchanged, must_stand, refused, write
from booking.actions.locks import count_up, lock
from booking.actions.places import must_be_lent, one_winner, spaces_of
from booking.actions.placing import Use, place
from booking.actions.provisional import standing, still_tentative
from booking.actions.texts import Unfit, plain
from booking.models import Act, Booking, Incident, Loan, Person
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent, people_of
from booking.queries.giving_up import LATE, LATE_BY_GUARDIAN, giving_up, late_among
from booking.queries.loans import lent_with, missing, slugs_of
from booking.queries.money import kept, reckon, reckoned
from booking.queries.party import Company, asker_of, asker_of_booking
from booking.queries.posts import serves
from booking.queries.verdicts import among, held_until, judge, put
from booking.rules.ask import Channel
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.lifecycle import HOLDING, State
from booking.rules.verdict import Finding, Outcome, Reason, Refused, Verdict, forgiven
from facilities.models import Room
from facilities.rules.spans import Span, local_day

__all__ = [
    "Absent",
    "Company",
    "KeyReused",
    "Refused",
    "Stale",
    "Unfit",
    "book",
    "cancel",
    "judged",
    "move",
    "restore",
]

ALONE = Company()
NOTHING: Mapping[int, int] = {}
LONGEST_PURPOSE = 200
LONGEST_HELP = 200
LONGEST_KEY = 100
LONGEST_WHY = 300


def book(
    *,
    person: Person,
    room: Room,
    span: Span,
    company: Company = ALONE,
    purpose: str = "",
    help_wanted: str = "",
    channel: Channel = Channel.WEB,
    things: Mapping[int, int] = NOTHING,
    visit: str = "",
    actor: Person | None = None,
    now: int,
    key: str = "",
) -> Booking:
    """A booking of `room` for `span`, in the name of the person or of the company's group. It is provisional
    where a registration has to be renewed first.

    `things` are equipment by key, with how many of each; bookings of one `visit` stand and fall together.
    `actor` is whoever books for them at the desk of the hall; left out, they book themselves. A hall
    whose bookings are provisional at first has this one so, and says until when it is held.

    Refused if the judge does not allow it or lacks a fact, TAKEN if a rival was first; Absent for a
    room, a group or people that are not theirs to name; Unfit for a text that cannot be stored;
    KeyReused if `key` has answered another body. Inverse: `cancel`.
    """
    purpose, key = plain(purpose, "purpose", LONGEST_PURPOSE), plain(key, "key", LONGEST_KEY)
    must_be_lent(room)
    help_wanted = plain(help_wanted, "help_wanted", LONGEST_HELP)
    _must_serve(actor, room)
    body = digest({**_body(room, span, company, purpose, channel, things), "help_wanted": help_wanted})
    _must_be_lent_with(room, things)
    with one_winner(), transaction.atomic():
        groups = () if company.group is None else (company.group,)
        spaces = spaces_of(room)
        lock(groups=groups, people=(person.pk, *company.people), equipment=things, spaces=spaces)
        if subject := answered(person=person.pk, verb="book", key=key, body_hash=body, now=now):
            return Booking.objects.select_related("room__facility", "group").get(public_id=subject)
        asker = asker_of(person, company, now)
        asked = put(room=room, span=span, asker=asker, now=now, channel=channel, purpose=purpose)
        verdict = _with(among(asked, room, span, asker), missing(things, span))
        must_be_allowed(verdict)
        lent = slugs_of(things)
        (fee,) = reckon([(room, span)], asker, now, channel=channel, purpose=purpose, things=lent)
        (booking,) = place(
            uses=[Use(room, span, spaces, fee=fee)],
            person=person,
            company=asker.company,
            purpose=purpose,
            help_wanted=help_wanted,
            channel=channel,
            actor=actor or person,
            now=now,
            visit=visit,
            **standing(verdict, span, zone_of(room), held_until(asked)),
        )
        Loan.objects.bulk_create(
            Loan(booking=booking, equipment_id=thing, count=count) for thing, count in things.items()
        )
        count_up(groups=groups, people=(person.pk, *asker.company.people), spaces=spaces)
        notices.booked(booking)
        keep(person=person.pk, verb="book", key=key, body_hash=body, subject_id=booking.public_id, now=now)
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
        current = locked(booking, actor)
        if current.state == State.CANCELLED:
            return current
        must_be_unchanged(current, booking)
        must_stand(current, now)
        note_if_late(current, actor, now)
        write(current, "cancel", actor, now, why, state=State.CANCELLED)
        notices.cancelled(current)
        return current


def move(*, booking: Booking, actor: Person, room: Room, span: Span, now: int) -> Booking:
    """Another place or time for the same people. The old one is kept until the new one is certain.

    Where it is there already nothing changes. Refused as for `book`, and PAST once it is over;
    Absent and Stale as for `cancel`. Inverse: moving it back.
    """
    must_be_lent(room)
    with one_winner(), transaction.atomic():
        current = locked(booking, actor, room)
        if current.state in HOLDING and _place(current) == (room.pk, span):
            return current
        must_be_unchanged(current, booking)
        must_stand(current, now)
        verdict = judged(current, room, span, now, actor)
        must_be_allowed(verdict)
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
        current = locked(booking, actor)
        if current.state in HOLDING:
            return current
        must_be_unchanged(current, booking)
        if current.state != State.CANCELLED:
            raise refused(Code.PAST)
        if _cancelled_by_staff(current) and not _serves(actor, current):
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


def _must_serve(actor: Person | None, room: Room) -> None:
    if actor is not None and not serves(actor, [room.facility_id]):
        raise Absent(room.slug)


def note_if_late(booking: Booking, actor: Person, now: int) -> bool:
    """Counts a cancellation after the hall's deadline, unless the desk does it; whether it was late."""
    late = booking.person_id is not None and not _serves(actor, booking)
    if late := late and bool(giving_up(booking, now, actor).late):
        _incident(booking, now).save()
    return late


def note_those_late(bookings: Sequence[Booking], actor: Person, now: int) -> None:
    """The same for several, each by its own deadline. As many queries for many as for one."""
    owned = [one for one in bookings if one.person_id is not None]
    if not owned or serves(actor, [one.room.facility_id for one in owned]):
        return
    late = late_among(owned, now, actor)
    Incident.objects.bulk_create(_incident(one, now) for one in late)


def _incident(booking: Booking, now: int) -> Incident:
    whose = {"group": booking.group} if booking.group else {"person": booking.person}
    return Incident(booking=booking, event=LATE, on=local_day(now, zone_of(booking.room)), **whose)


def must_be_allowed(verdict: Verdict) -> None:
    """A verb never writes on what is unknown: the lacking fact is asked for first."""
    if verdict.outcome is not Outcome.ALLOW or verdict.lacking:
        raise Refused(verdict)


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
    return last is not None and last.actor is not None and _serves(last.actor, booking)


def _serves(person: Person, booking: Booking) -> bool:
    return serves(person, [booking.room.facility_id])


def _place(booking: Booking) -> tuple[int, Span]:
    return booking.room_id, Span(booking.start, booking.end)


def _must_be_lent_with(room: Room, things: Mapping[int, int]) -> None:
    if any(count < 1 for count in things.values()) or (
        things and lent_with(room).filter(pk__in=things).count() < len(things)
    ):
        raise Absent(room.slug)


def _with(verdict: Verdict, short: Reason | None) -> Verdict:
    return verdict if short is None else Verdict(Outcome.REFUSE, (*verdict.reasons, short))


def _body(
    room: Room, span: Span, company: Company, purpose: str, channel: Channel, things: Mapping[int, int]
) -> Mapping[str, Any]:
    return {
        "room": room.pk,
        "span": [span.start, span.end],
        "group": company.group,
        "people": sorted(company.people),
        "counted": dict(company.counted),
        "carers": company.carers,
        "purpose": purpose,
        "channel": channel,
        "things": sorted(things.items()),
    }
