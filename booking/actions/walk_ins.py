"""Whoever comes without a booking is let in: booked and checked in at once, with no name needed.

The desk does it, and where a clause says so the room's own door.
`now` and `until` are instants (seconds, UTC).
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from booking.actions.allowing import (
    FOR_NOTHING,
    Answering,
    answered_for,
    must_be_allowed,
    note_answering,
)
from booking.actions.answers import Once
from booking.actions.attendance import A_DAY, count_as_said, uncount
from booking.actions.changes import held_still, refused, write
from booking.actions.desk import must_hold
from booking.actions.places import one_winner
from booking.actions.wanted import ALONE, Wanted
from booking.models import Answer, Booking, Person, Wait
from booking.queries.bookings import Absent
from booking.queries.party import Asker, Company, asker_at_desk
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
# A shared screen has no form with a key of its own; after ten seconds it is the next who stand there.
PRESSED_TWICE = 10  # seconds in which a door takes a second touch for the same hand


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Who has come without a booking, and wants a room up to `until`: so many of each band, or one of those
    who `wait` for a time that is free now, in the company that they named."""

    room: Room
    until: int
    company: Company = ALONE
    wait: Wait | None = None

    @property
    def person(self) -> Person | None:
        """In whose name it is; nobody's where nobody waited."""
        return None if self.wait is None else self.wait.person

    def wanted(self, now: int) -> Wanted:
        """What they want from the next minute on. Refused (PAST) for an end that is over."""
        company = self.company if self.wait is None else company_of(self.wait)
        return Wanted(self.room, _from_now(now, self.until), company, channel=Channel.COUNTER)


def let_in(
    *, walk_in: WalkIn, actor: Person, answering: Answering = FOR_NOTHING, now: int, key: str = ""
) -> Booking:
    """The room is in use at once. Of those who waited it is theirs, and their wait is over.

    Refused by the judge unless the desk is `answering` for it, TAKEN if a rival was first, PAST for
    an end that is over; Absent for a room of another hall, and for a wait that is over. Inverse:
    `take_back_walk_in`.
    """
    must_hold(actor, Right.DESK, walk_in.room.facility_id, now=now)
    wanted, answering = walk_in.wanted(now).plain(), answering.plain()
    once = Once.of(actor, VERB, key, _body(wanted))
    with one_winner(), transaction.atomic():
        # The actor, too: it is their key under which this is done once, and nobody else may be waiting for
        # it.
        wanted.lock(actor, walk_in.person)
        if before := once.booked(now):
            return before
        booking = _let_in(wanted, walk_in.person, actor, answering, now)
        _settle(walk_in.wait, booking)
        once.keep(booking.public_id, now)
        return booking


def let_in_at_door(*, room: Room, until: int, company: Company, now: int) -> Booking:
    """Whoever stands at a room's own door has it from the next minute on, up to `until`: so many of each
    band, known to nobody. A second touch within PRESSED_TWICE seconds is the first one's.

    Refused by the judge, by what the judge lacks and by what the counter has to decide (`at_door`), and
    nothing sets that aside; TAKEN, PAST and Absent as in `let_in`; ValueError for longer than a door gives
    and for nobody. Inverse: `hand_back`, at the desk.
    """
    wanted = Wanted(room, _from_now(now, until), company, channel=Channel.DOOR).plain()
    if wanted.span.seconds > LONGEST or company.says_nothing:
        raise ValueError(f"{wanted.span.seconds} seconds for {company.headcount}")
    with one_winner(), transaction.atomic():
        wanted.lock()
        # Under the locks: of two touches at once the second finds what the first has taken.
        if before := taken_at_door(room, now - PRESSED_TWICE):
            return before
        asker = asker_at_desk(None, company, now)
        must_be_allowed(at_door(room, wanted.span, asker, wanted.fee(asker, now).charged, now))
        return _in_use(wanted, asker, None, None, now)


def take_back_walk_in(*, booking: Booking, actor: Person, now: int) -> Booking:
    """Nobody is there after all: the room is free, nothing is counted, and whoever waited for it waits again.

    Refused (PAST) a day later, and once they have gone; Absent away from one's own hall. Inverse: `let_in`.
    """
    with one_winner(), transaction.atomic():
        current = held_still(booking)
        must_hold(actor, Right.DESK, current.room.facility.pk, now=now)
        # Once they have gone, or a day later, they were here: the headcount has been counted on by then.
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


def _from_now(now: int, until: int) -> Span:
    span = Span.between(soon(now), until)
    if span is None:
        raise refused(Code.PAST)
    return span


def _body(wanted: Wanted) -> dict[str, Any]:
    # Without the hours: a button that is pressed again a minute later asks for another span, and means this.
    return {
        "room": wanted.room.pk,
        "counted": dict(wanted.company.counted),
        "group": wanted.company.group,
    }


def _let_in(wanted: Wanted, person: Person | None, actor: Person, answering: Answering, now: int) -> Booking:
    asker = asker_at_desk(person, wanted.company, now)
    found = walking_in(wanted.room, wanted.span, asker, now)
    answered_for(found, answering, actor, now, wanted.room)
    booking = _in_use(wanted, asker, person, actor, now)
    note_answering(booking, found, answering, actor, now)
    return booking


def _in_use(wanted: Wanted, asker: Asker, person: Person | None, actor: Person | None, now: int) -> Booking:
    """Booked and checked in at once: they stand there, and the numbers are as they say."""
    booking = wanted.placed(asker, person, actor, now, verb=VERB, state=State.IN_USE)
    count_as_said(booking, actor, now)
    return booking


def _settle(wait: Wait | None, booking: Booking) -> None:
    # By one statement, as others may have taken the wait from another page: whoever comes second changes no
    # row.
    if wait is not None:
        still = Wait.objects.filter(pk=wait.pk, state=Wait.State.WAITING)
        if not still.update(state=Wait.State.TAKEN, offer=booking):
            raise Absent(wait.public_id)
