"""The desk gives what is left of a slot straight to somebody who waits: they have spoken on the telephone.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking import notices
from booking.actions.bookings import must_be_allowed
from booking.actions.changes import refused
from booking.actions.desk import must_hold
from booking.actions.lines import let_go
from booking.actions.locks import count_up, lock
from booking.actions.places import one_winner, spaces_of
from booking.actions.placing import Use, place
from booking.models import Booking, Person, Wait
from booking.queries.bookings import Absent
from booking.queries.money import reckon
from booking.queries.party import asker_of_wait
from booking.queries.waiting import company_of, in_line, is_late_for, left_for
from booking.rules.ask import Channel
from booking.rules.codes import WHAT_WAS_OFFERED, Code
from booking.rules.lifecycle import State
from booking.rules.staff import Right
from booking.rules.verdict import forgiven
from facilities.models import Room
from facilities.rules.spans import Span


def give(*, wait: Wait, gone: Booking, actor: Person, now: int) -> Booking:
    """What is left of the time of a booking that is `gone` is theirs who wait for it, in the company they
    named; their wait is over.

    Where they have it already nothing changes. Refused by the judge but for when, how and in which pieces
    one asks; TAKEN while others have it or are offered it, PAST for whoever does not wait for what is left;
    Absent for a wait that is over, and for whoever does not serve there. Inverse: `cancel`.
    """
    must_hold(actor, Right.DESK, gone.room.facility_id, now=now)
    company, spaces = company_of(wait), spaces_of(gone.room)
    groups = () if wait.group_id is None else (wait.group_id,)
    people = {wait.person_id, *company.people}
    with one_winner(), transaction.atomic():
        lock(groups=groups, people=people, spaces=spaces)
        current, left = _standing(wait), Span.between(max(gone.start, now), gone.end)
        if current.offer is not None and current.state == Wait.State.TAKEN:
            return current.offer
        if current.state != Wait.State.WAITING:
            raise Absent(wait.public_id)
        if left is None or current not in in_line(gone.room, left, is_rest=is_late_for(gone.room, left, now)):
            raise refused(Code.PAST)
        # Who is next is known already, if the service has not asked yet.
        let_go(gone.room, left)
        made = _given(current, gone.room, left, actor, now)
        Wait.objects.filter(pk=wait.pk).update(state=Wait.State.TAKEN, offer=made)
        count_up(groups=groups, people=people, spaces=spaces)
        notices.booked(made)
        return made


def _standing(wait: Wait) -> Wait:
    """As it is now. Absent where they wait no more, or in other company than when it was read."""
    told = Wait.objects.select_related("person", "group", "offer__room__facility").filter(pk=wait.pk).first()
    # The company decided what was locked: of another one nobody holds the rows.
    if told is None or company_of(told) != company_of(wait):
        raise Absent(wait.public_id)
    return told


def _given(wait: Wait, room: Room, left: Span, actor: Person, now: int) -> Booking:
    found = left_for(wait, room, left, now)
    if found is None:
        raise refused(Code.PAST)
    must_be_allowed(forgiven(found.verdict, WHAT_WAS_OFFERED))
    company = company_of(wait)
    asker, channel = asker_of_wait(wait, company, now), Channel.COUNTER
    (fee,) = reckon([(found.room, found.use)], asker, now, channel=channel, purpose=wait.purpose)
    (made,) = place(
        uses=[Use(found.room, found.use, spaces_of(found.room), fee=fee)],
        person=wait.person,
        company=company,
        purpose=wait.purpose,
        channel=channel,
        verb="give",
        actor=actor,
        now=now,
        state=State.BOOKED,
    )
    return made
