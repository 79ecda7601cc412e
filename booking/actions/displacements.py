"""A closure over bookings is a piece of work: whom it displaces is told and offered another place, and
answers. Each answer is one transaction. `now` is an instant (seconds, UTC).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.allowing import FOR_NOTHING
from booking.actions.bookings import judged, must_be_allowed, take_along
from booking.actions.changes import held_still, locked, must_be_unchanged, must_stand, refused, touched, write
from booking.actions.locks import count_up
from booking.actions.places import one_winner, spaces_of
from booking.actions.placing import Use, place
from booking.actions.provisional import standing, still_tentative
from booking.actions.rehousing import close_with, free_offer, note_anew, unheard_of, withdraw
from booking.actions.session_rooms import date_held_still, left_without_rooms, tell_doubts, tell_settled
from booking.models import Booking, Displacement, Person
from booking.queries.boards import zone_of
from booking.queries.bookings import people_of
from booking.queries.displacing import displacement_of, open_displacements, overtaken, reopened
from booking.queries.money import reckoned
from booking.queries.nearby import Near
from booking.queries.party import company_of
from booking.rules.ask import Channel
from booking.rules.codes import HOW_ONE_ASKS, Code
from booking.rules.displacing import Answer, Shut, displaces
from booking.rules.lifecycle import HOLDING, State
from booking.rules.verdict import forgiven
from facilities.models import Closure, Evening, Facility, Room
from facilities.rules.spans import Span

# By public id, where else a displaced booking may be; None leaves it to its people to choose.
Offers = Mapping[str, Near | None]
Cause = Closure | Evening
# Also what a desk says that has seen nobody displaced: then there must be nobody.
NOBODY: Offers = {}


class Unseen(Exception):
    """Others would be displaced than those whom the desk has seen: nothing was done."""


def must_have_seen(found: Sequence[Booking], offers: Offers) -> None:
    """Unseen if somebody has booked, moved or given up since the desk looked."""
    if {one.public_id for one in found} != set(offers):
        raise Unseen


def rooms_of(offers: Offers) -> list[Room]:
    """The rooms in which something is to be offered: to be locked with the hall, since some are another's."""
    return [near.room for near in offers.values() if near is not None]


def displace(
    *,
    found: Sequence[Booking],
    shut: Sequence[Shut],
    causes: Sequence[Cause],
    offers: Offers,
    actor: Person | None,
    now: int,
    notice: notices.Displaced = notices.displaced,
) -> list[Displacement]:
    """Those found are told that they cannot come, and what is offered to each is held for them.

    Called with the hall and its spaces locked, once the change stands: an offer is judged by the hours as
    they are now. Who is displaced already is not displaced twice, but an earlier offer that the change
    shuts is taken back. Refused for a place that the judge does not allow; IntegrityError for one that is
    taken.
    """
    known = open_displacements(found)
    # First, so that what falls free is there for those who are offered something now.
    _withdraw_shut(causes, shut)
    made = []
    for booking in found:
        if booking.pk not in known:
            one = _displaced(booking, _cause_of(booking, causes), offers.get(booking.public_id), actor, now)
            notice(booking, one)
            made.append(one)
    # Under a warning nothing is left to settle: it calls the dates off by itself.
    if notice is notices.displaced:
        tell_doubts((one.booking for one in made), now)
    return made


def give_back(*, hall: Facility, now: int) -> list[Displacement]:
    """Whose old place is open again has it; who has accepted another keeps that. The hall is locked."""
    back = reopened(hall, now)
    for one in back:
        unheard = unheard_of(one).exists()
        close_with(one, Answer.LIFTED, now)
        note_anew(one.booking, now)
        notices.open_again(one.booking, unheard, now)
    tell_settled((one.booking for one in back), now)
    return back


def accept(*, booking: Booking, actor: Person, now: int) -> Booking:
    """The displaced booking moves into the place that was offered, judged now but for when and how one asks.

    Where it is there already nothing changes. Refused by the judge, PAST if nothing is offered any more;
    Absent and Stale as for `cancel`. Inverse: none, the old place cannot be used; one moves on or cancels.
    """
    with one_winner(), transaction.atomic():
        date = date_held_still(booking)
        current = locked(booking, actor, now)
        must_be_unchanged(current, booking)
        must_stand(current, now)
        one = displacement_of(current)
        if one is None or one.offer is None or (one.offer.lapses_at or 0) <= now:
            raise refused(Code.PAST)
        # With the bill of the offer: that price was told with it (decision 32).
        room, span, fee = one.offer.room, Span(one.offer.start, one.offer.end), one.offer.bill
        # Before it is judged: what is held for them would be in their own way.
        free_offer(current)
        verdict = forgiven(judged(current, room, span, now, actor), HOW_ONE_ASKS)
        must_be_allowed(verdict)
        stands = standing(verdict, span, zone_of(room), still_tentative(verdict, current.lapses_at))
        to: dict[str, Any] = {"room": room, "start": span.start, "end": span.end, "bill": fee}
        left = current.room
        write(current, "accept_offer", actor, now, **to, **stands)
        notices.moved(current)
        if date is not None:
            take_along(date, current, left, FOR_NOTHING, actor, now)
        return current


def pass_over(*, now: int) -> int:
    """What nobody answered in time: an offer whose time has come is let go, a booking whose own time has
    passed is given up at no cost. How many it were. No inverse."""
    # A few at a time, so that no run outlives the worker's lease; the rest is due at its next look.
    due = list(overtaken(now).select_related("booking__room__facility", "booking__person")[:50])
    for one in due:
        _pass_over(one, now)
    return len(due)


@transaction.atomic
def _pass_over(seen: Displacement, now: int) -> None:
    date = date_held_still(seen.booking)
    booking = held_still(seen.booking)
    one = displacement_of(booking)
    # They may have answered, or been displaced anew, between the list and the lock.
    if one is None or one.pk != seen.pk:
        return
    if one.end > now:
        withdraw(one)
        return
    close_with(one, Answer.OVER, now)
    # Whom the desk has let in nonetheless is not cancelled from under their feet.
    if booking.state in HOLDING and booking.state != State.IN_USE:
        write(booking, "pass_over", None, now, state=State.CANCELLED)
        notices.passed_over(booking, now)
        if date is not None:
            left_without_rooms(date, None, now)
    else:
        # Their calendar called it uncertain; whoever is in the room all the same has it again.
        note_anew(booking, now)
        count_up(**touched([booking], [booking.room]))


def _displaced(
    booking: Booking, cause: Cause | None, near: Near | None, actor: Person | None, now: int
) -> Displacement:
    offer = None if near is None else _offer(booking, near, actor, now)
    # The booking keeps its claims: a closure that is lifted gives it back without a race (decision 33).
    one = Displacement.objects.create(
        booking=booking,
        closure=cause if isinstance(cause, Closure) else None,
        evening=cause if isinstance(cause, Evening) else None,
        room=booking.room,
        start=booking.start,
        end=booking.end,
        offer=offer,
        made_at=now,
    )
    note_anew(booking, now)
    told = {"displacement": one.public_id} | ({"offer": offer.public_id} if offer else {})
    log("booking", booking.public_id, "displace", actor, now, after=told)
    return one


def _offer(booking: Booking, near: Near, actor: Person | None, now: int) -> Booking:
    reader = actor or booking.person
    assert reader is not None  # noqa: S101  the service by itself offers nothing
    # They have not asked at all: how early and by which way they would have is not held against them.
    must_be_allowed(forgiven(judged(booking, near.room, near.span, now, reader), HOW_ONE_ASKS))
    company = company_of(booking, people_of(booking))
    fee = reckoned(booking, near.span, near.room, reader, now)
    (offer,) = place(
        uses=[Use(near.room, near.span, spaces_of(near.room), fee=fee)],
        person=booking.person,
        company=company,
        purpose=booking.purpose,
        channel=Channel(booking.channel),
        verb="offer_instead",
        actor=actor,
        now=now,
        state=State.OFFERED,
        # Held up to the last moment at which either can still be used: a child's phone may be in a drawer all
        # day.
        lapses_at=min(near.span.start, booking.end),
    )
    return offer


def _cause_of(booking: Booking, causes: Sequence[Cause]) -> Cause | None:
    """The row that meets its use; of an evening that was moved, the evening."""
    meeting = (one for one in causes if one.start < booking.end and one.end > booking.start)
    return next(meeting, next(iter(causes), None))


def _withdraw_shut(causes: Sequence[Cause], shut: Sequence[Shut]) -> None:
    """Places that were offered under an earlier change and that this one shuts."""
    if not causes:
        return
    rows = Displacement.objects.filter(
        state=Answer.OPEN, offer__room__facility=causes[0].facility_id
    ).select_related("offer__room")
    for one in rows:
        offer = one.offer
        if offer and displaces(shut, offer.room.slug, Span(offer.start, offer.end)):
            withdraw(one)
