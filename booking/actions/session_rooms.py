"""The rooms of a programme's date: each is held by a booking like any other. Under the programme's lock."""

from collections.abc import Iterable, Sequence

from booking.actions.allowing import Answering, answered_for, note_answering
from booking.actions.changes import held_still, hold_still, must_stand, write
from booking.actions.desk import must_hold
from booking.actions.wanted import Wanted
from booking.models import Booking, Person, Places, Programme, Session
from booking.queries.party import Company, asker_at_desk
from booking.rules.ask import Channel
from booking.rules.lifecycle import HOLDING, State
from booking.rules.staff import Right
from facilities.models import Room
from facilities.rules.spans import Span


def must_be_holdable(
    programme: Programme, span: Span, rooms: Sequence[Room], answering: Answering, actor: Person, now: int
) -> None:
    """Refused where one of these rooms could not be held for a date of the programme as things stand; writes
    nothing. Absent as for `hold_room`."""
    for room in rooms:
        must_hold(actor, Right.PROGRAMMES, room.facility_id, now=now)
        wanted = _wanted(programme, span, room)
        found = wanted.found(asker_at_desk(None, wanted.company, now), now)
        answered_for(found.verdict, answering, actor, now, room)


def _wanted(programme: Programme, span: Span, room: Room) -> Wanted:
    return Wanted(
        room=room,
        span=span,
        company=Company(counted=_meant_for(programme.places.all())),
        purpose=programme.name_ja,
        channel=Channel.COUNTER,
    ).plain()


def hold_room(session: Session, room: Room, answering: Answering, actor: Person, now: int) -> Booking:
    """One more room for it. Absent without the right at the room's hall; Refused as for `book_for`."""
    # At the room's hall, too: a programme of one hall holds no room of another that nobody has asked.
    must_hold(actor, Right.PROGRAMMES, room.facility_id, now=now)
    wanted = _wanted(session.programme, Span(session.start, session.end), room)
    wanted.lock(actor)
    found = wanted.found(asker_at_desk(None, wanted.company, now), now)
    allowed = answered_for(found.verdict, answering, actor, now, room)
    booking = found.placed(allowed, None, actor, now)
    booking.session = session
    booking.save(update_fields=["session"])
    note_answering(booking, found.verdict, answering, actor, now)
    return booking


def _meant_for(places: Iterable[Places]) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in places:
        counted[one.band] = counted.get(one.band, 0) + one.count
    return counted


def rooms_held_still(sessions: Sequence[Session]) -> list[Booking]:
    """What these dates hold, all locked before the first changes: two that want each other's rooms would wait
    for ever."""
    found = Booking.objects.filter(session__in=sessions, state__in=HOLDING)
    uses = list(found.select_related("room__facility").order_by("pk"))
    hold_still(uses, [use.room for use in uses])
    return uses


def give_rooms_back(session: Session, actor: Person, now: int, why: str) -> None:
    """All of its rooms are free again. Refused (PAST) for what is over."""
    for booking in session.bookings.filter(state__in=HOLDING):
        current = held_still(booking)
        must_stand(current, now)
        write(current, "cancel", actor, now, why, state=State.CANCELLED)
