"""Whoever comes without a booking is let in: booked and checked in at once, with no name needed.

The desk does it, and where a clause says so the room's own door.
`now` and `until` are instants (seconds, UTC).
"""

from django.db import transaction

from booking.actions.allowing import (
    FOR_NOTHING,
    Answering,
    answered_for,
    must_be_allowed,
    note_answering,
)
from booking.actions.answers import answered, digest, keep
from booking.actions.attendance import A_DAY, count_as_said, uncount
from booking.actions.changes import held_still, refused, write
from booking.actions.desk import must_hold
from booking.actions.locks import count_up, lock
from booking.actions.places import must_be_lent, one_winner, spaces_of
from booking.actions.placing import Use, place
from booking.models import Answer, Booking, Person, Wait
from booking.queries.bookings import Absent
from booking.queries.money import reckon
from booking.queries.party import Company, asker_at_desk
from booking.queries.waiting import company_of
from booking.queries.walk_ins import at_door, soon, taken_at_door, walking_in
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.doors import LONGEST
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from facilities.models import Room
from facilities.rules.spans import Span

VERB = "walk_in"
PRESSED_TWICE = 10  # seconds in which a door takes a second touch for the same hand


def let_in(
    *,
    room: Room,
    until: int,
    company: Company,
    actor: Person,
    wait: Wait | None = None,
    answering: Answering = FOR_NOTHING,
    now: int,
    key: str = "",
) -> Booking:
    """The room is in use from the next minute on, up to `until`, by so many of each band.

    Of those who `wait` for a time that is free now, it is theirs, in the company they named, and their wait
    is over. Refused by the judge unless the desk is `answering` for it, TAKEN if a rival was first, PAST for
    an end that is over; Absent for a room of another hall, and for a wait that is over. Inverse:
    `take_back_walk_in`.
    """
    must_be_lent(room)
    must_hold(actor, Right.DESK, room.facility_id, now=now)
    answering, span = answering.plain(), Span.between(soon(now), until)
    if span is None:
        raise refused(Code.PAST)
    person, company = (None, company) if wait is None else (wait.person, company_of(wait))
    body = digest({"room": room.pk, "counted": dict(company.counted), "group": company.group})
    with one_winner(), transaction.atomic():
        _lock(person, actor, company, room)
        if subject := answered(person=actor.pk, verb=VERB, key=key, body_hash=body, now=now):
            return Booking.objects.select_related("room__facility", "group").get(public_id=subject)
        asker = asker_at_desk(person, company, now)
        found = walking_in(room, span, asker, now)
        answered_for(found, answering, actor, now, room)
        (fee,) = reckon([(room, span)], asker, now, channel=Channel.COUNTER, purpose="")
        (booking,) = place(
            uses=[Use(room, span, spaces_of(room), fee=fee)],
            person=person,
            company=asker.company,
            channel=Channel.COUNTER,
            verb=VERB,
            actor=actor,
            now=now,
            state=State.IN_USE,
        )
        note_answering(booking, found, answering, actor, now)
        count_as_said(booking, actor, now)
        _settle(wait, booking)
        _count_up(person, company, room)
        keep(person=actor.pk, verb=VERB, key=key, body_hash=body, subject_id=booking.public_id, now=now)
        return booking


def let_in_at_door(*, room: Room, until: int, company: Company, now: int) -> Booking:
    """Whoever stands at a room's own door has it from the next minute on, up to `until`: so many of each
    band, known to nobody. A second touch within PRESSED_TWICE seconds is the first one's.

    Refused by the judge, by what the judge lacks and by what the counter has to decide (`at_door`), and
    nothing sets that aside; TAKEN, PAST and Absent as in `let_in`; ValueError for longer than a door gives
    and for nobody. Inverse: `hand_back`, at the desk.
    """
    must_be_lent(room)
    span = Span.between(soon(now), until)
    if span is None:
        raise refused(Code.PAST)
    if span.seconds > LONGEST or company.says_nothing:
        raise ValueError(f"{span.seconds} seconds for {company.headcount}")
    spaces = spaces_of(room)
    with one_winner(), transaction.atomic():
        lock(spaces=spaces)
        if before := taken_at_door(room, now - PRESSED_TWICE):
            return before
        asker = asker_at_desk(None, company, now)
        (fee,) = reckon([(room, span)], asker, now, channel=Channel.DOOR, purpose="")
        must_be_allowed(at_door(room, span, asker, fee.charged, now))
        (booking,) = place(
            uses=[Use(room, span, spaces, fee=fee)],
            person=None,
            company=company,
            channel=Channel.DOOR,
            verb=VERB,
            actor=None,
            now=now,
            state=State.IN_USE,
        )
        count_as_said(booking, None, now)
        count_up(spaces=spaces)
        return booking


def take_back_walk_in(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Nobody is there after all: the room is free, nothing is counted, and whoever waited for it waits again.

    Refused (PAST) a day later, and once they have gone; Absent away from one's own hall. Inverse: `let_in`.
    """
    with one_winner(), transaction.atomic():
        current = held_still(booking)
        must_hold(actor, Right.DESK, current.room.facility.pk, now=now)
        if current.state != State.IN_USE or now >= current.made_at + A_DAY:
            raise refused(Code.PAST)
        uncount(current, actor, now)
        write(current, "take_back_walk_in", actor, now, state=State.CANCELLED)
        taken = Wait.objects.filter(offer=current, state=Wait.State.TAKEN)
        taken.update(state=Wait.State.WAITING, offer=None)
        return current


def let_in_already(*, actor: Person, key: str) -> Booking | None:
    """Whom this key of a form has let in before: a button that is pressed twice finds the room in use."""
    found = Answer.objects.filter(person=actor, verb=VERB, key=key).first() if key else None
    return None if found is None else Booking.objects.get(public_id=found.subject_id)


def _lock(person: Person | None, actor: Person, company: Company, room: Room) -> None:
    groups = () if company.group is None else (company.group,)
    people = {actor.pk, *company.people, *([] if person is None else [person.pk])}
    lock(groups=groups, people=people, spaces=spaces_of(room))


def _count_up(person: Person | None, company: Company, room: Room) -> None:
    groups = () if company.group is None else (company.group,)
    people = {*company.people, *([] if person is None else [person.pk])}
    count_up(groups=groups, people=people, spaces=spaces_of(room))


def _settle(wait: Wait | None, booking: Booking) -> None:
    if wait is not None:
        still = Wait.objects.filter(pk=wait.pk, state=Wait.State.WAITING)
        if not still.update(state=Wait.State.TAKEN, offer=booking):
            raise Absent(wait.public_id)
