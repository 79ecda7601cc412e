"""The rooms of a programme's date: each is held by a booking like any other. Under the programme's lock."""

from collections.abc import Iterable, Sequence

from booking.actions.allowing import Answering, answered_for, note_answering
from booking.actions.changes import held_still, hold_still, must_stand, write
from booking.actions.desk import must_hold
from booking.actions.wanted import Wanted
from booking.models import Booking, Meeting, Person, Places, Session
from booking.queries.party import Company, asker_at_desk
from booking.rules.ask import Channel
from booking.rules.lifecycle import HOLDING, State
from booking.rules.staff import Right
from facilities.models import Room
from facilities.rules.spans import Span


def hold_room(session: Session, room: Room, answering: Answering, actor: Person, now: int) -> Booking:
    """One more room for it. Absent without the right at the room's hall; Refused as for `book_for`."""
    company = Company(counted=_meant_for(session.programme.places.all()))
    span = Span(session.start, session.end)
    booking = hold_for_nobody(room, span, company, session.programme.name_ja, answering, actor, now)
    booking.session = session
    booking.save(update_fields=["session"])
    return booking


def hold_for_nobody(
    room: Room, span: Span, company: Company, purpose: str, answering: Answering, actor: Person, now: int
) -> Booking:
    """A room that a department or a hall takes for what it does itself: a booking of nobody's. As
    `hold_room`."""
    # At the room's hall, too: a programme of one hall holds no room of another that nobody has asked.
    must_hold(actor, Right.PROGRAMMES, room.facility_id, now=now)
    wanted = Wanted(room=room, span=span, company=company, purpose=purpose, channel=Channel.COUNTER).plain()
    wanted.lock(actor)
    found = wanted.found(asker_at_desk(None, wanted.company, now), now)
    allowed = answered_for(found.verdict, answering, actor, now, room)
    booking = found.placed(allowed, None, actor, now)
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


def give_rooms_back(session: Session | Meeting, actor: Person, now: int, why: str = "") -> None:
    """All of its rooms are free again. Refused (PAST) for what is over."""
    for booking in session.bookings.filter(state__in=HOLDING):
        current = held_still(booking)
        must_stand(current, now)
        write(current, "cancel", actor, now, why, state=State.CANCELLED)
