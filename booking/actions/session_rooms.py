"""The rooms of a programme's date: each is held by a booking like any other. Under the programme's lock.

Whatever becomes of such a booking at a desk's board becomes of the date: it goes where its rooms go, and
without any it does not take place. `now` is an instant (seconds, UTC).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max

from booking import notices
from booking.actions.allowing import Answering, answered_for, note_answering
from booking.actions.changes import held_still, hold_still, must_stand, refused, write
from booking.actions.desk import must_hold
from booking.actions.programmes_led import programme_act
from booking.actions.wanted import Wanted
from booking.models import Booking, Displacement, Meeting, Person, Places, Programme, Session
from booking.queries.party import Company, asker_at_desk
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.displacing import PROMISED, Answer
from booking.rules.lifecycle import HOLDING, State
from booking.rules.staff import Right
from facilities.models import Facility, Room
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
    company = Company(counted=_meant_for(programme.places.all()))
    return _for_nobody(room, span, company, programme.name_ja)


def _for_nobody(room: Room, span: Span, company: Company, purpose: str) -> Wanted:
    return Wanted(room=room, span=span, company=company, purpose=purpose, channel=Channel.COUNTER).plain()


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
    wanted = _for_nobody(room, span, company, purpose)
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


def rooms_held_still(sessions: Sequence[Session], *rooms: Room) -> list[Booking]:
    """What these dates hold, all locked before the first changes, with the rooms where they may go: two that
    want each other's rooms would wait for ever."""
    found = Booking.objects.filter(session__in=sessions, state__in=HOLDING)
    uses = list(found.select_related("room__facility").order_by("pk"))
    hold_still(uses, [*(use.room for use in uses), *rooms])
    return uses


def programmes_held_still(programmes: Iterable[int]) -> None:
    """Locks them (by key), before any booking of theirs: of two who change one the second waits."""
    rows = Programme.objects.filter(pk__in=set(programmes)).order_by("pk")
    list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk"))


def date_held_still(booking: Booking, *rooms: Room) -> Session | None:
    """The date whose room this booking is, with all that it holds locked as whoever moves the date locks it;
    None for any other booking. No query for those."""
    if booking.session_id is None:
        return None
    programmes_held_still(Session.objects.filter(pk=booking.session_id).values_list("programme", flat=True))
    rooms_held_still([Session(pk=booking.session_id)], *rooms)
    return Session.objects.select_related("programme").get(pk=booking.session_id)


def others_behind(date: Session, booking: Booking) -> list[Booking]:
    """The date goes to the time of this booking of it; which of its other rooms are still to follow."""
    there = Span(booking.start, booking.end)
    if Span(date.start, date.end) == there:
        return []
    date.start, date.end, date.sequence = there.start, there.end, date.sequence + 1
    date.save(update_fields=["start", "end", "sequence"])
    rest = Booking.objects.filter(session=date, state__in=HOLDING).exclude(pk=booking.pk)
    return list(rest.select_related("room__facility").order_by("pk"))


def gone_along(date: Session, was: Span, room: Room, booking: Booking, actor: Person, now: int) -> None:
    """Whoever has signed up is told when the date is now, or where, if only that is new: it was in `room`."""
    there = Span(date.start, date.end)
    if there != was:
        note_moved(date, was, actor, now)
        notices.session_moved(date, was, now)
    elif booking.room_id != room.pk:
        note_on(
            date, "move_session", actor, now, before={"room": room.slug}, after={"room": booking.room.slug}
        )
        notices.session_elsewhere(date, now)


def note_moved(date: Session, was: Span, actor: Person, now: int) -> None:
    before, after = ({"start": one.start, "end": one.end} for one in (was, Span(date.start, date.end)))
    note_on(date, "move_session", actor, now, before=before, after=after)


def ends_with_its_rooms(date: Session, actor: Person, now: int) -> None:
    """A date lasts as long as the last of its rooms is held: of another end whoever has signed up is told.
    One that is held elsewhere besides ends as it was said."""
    last = Booking.objects.filter(session=date, state__in=HOLDING).aggregate(end=Max("end"))["end"]
    if last in (None, date.end) or date.elsewhere or date.cancelled_at is not None:
        return
    was = Span(date.start, date.end)
    date.end, date.sequence = last, date.sequence + 1
    date.save(update_fields=["end", "sequence"])
    note_moved(date, was, actor, now)
    notices.session_moved(date, was, now)


def held_after_all(date: Session, released_at: int, actor: Person, now: int) -> None:
    """A date that was called off when its last room was released, at an instant, takes place: the room is
    back. Refused (PAST) for one that was called off in another way. Inverse: releasing the room."""
    if date.cancelled_at is None:
        return
    if date.cancelled_at != released_at or date.programme.state == Programme.State.CANCELLED:
        raise refused(Code.PAST)
    date.cancelled_at, date.sequence = None, date.sequence + 1
    date.save(update_fields=["cancelled_at", "sequence"])
    note_on(date, "restore_session", actor, now)
    notices.session_stands(date, now)


def tell_doubts(displaced: Iterable[Booking], now: int) -> None:
    """Whoever has signed up for a date of which a room was displaced hears at once, as those who had booked
    it would: that what becomes of it is still being settled."""
    for date in _dates_of(displaced):
        notices.session_uncertain(date, now)


def tell_settled(back: Iterable[Booking], now: int) -> None:
    """The same when its rooms can be used again: of a date of which none is in doubt any more."""
    for date in _dates_of(back):
        if not Displacement.objects.filter(booking__session=date, state=Answer.OPEN).exists():
            notices.session_stands(date, now)


def _dates_of(bookings: Iterable[Booking]) -> list[Session]:
    """Each once, though it has several rooms."""
    keys = {one.session_id for one in bookings if one.session_id is not None}
    standing = Session.objects.filter(pk__in=keys, cancelled_at=None) if keys else Session.objects.none()
    return list(standing.select_related("programme").order_by("pk"))


def left_without_rooms(date: Session, actor: Person | None, now: int, why: str = "") -> bool:
    """Calls the date off if no room is left to it, and tells whoever has signed up unless it is over; whether
    it did. No inverse, as for `cancel_session`."""
    # A place elsewhere may have been given besides: rooms are what the date is held in only if it has none.
    standing = date.cancelled_at is not None or bool(date.elsewhere)
    if standing or Booking.objects.filter(session=date, state__in=HOLDING).exists():
        return False
    call_off(date, now)
    note_on(date, "cancel_session", actor, now, why=why)
    if date.end > now:
        notices.session_called_off(date, why, now)
    return True


def dates_in(halls: Iterable[Facility], span: Span, now: int) -> list[Session]:
    """The dates to come that have a room in one of these halls within a span."""
    promised = Booking.objects.filter(room__facility__in=halls, state__in=PROMISED, end__gt=now)
    meeting = promised.filter(start__lt=span.end, end__gt=span.start)
    found = Session.objects.filter(cancelled_at=None, pk__in=meeting.values("session"))
    return list(found.select_related("programme").order_by("pk"))


def call_off_all(dates: Sequence[Session], why: str, actor: Person, now: int) -> None:
    """None of them takes place; whoever has signed up is told. Their programmes are locked."""
    for date in dates:
        give_rooms_back(date, actor, now, why)
        call_off(date, now)
        note_on(date, "cancel_session", actor, now, why=why)
        notices.session_called_off(date, why, now)


def call_off(date: Session, now: int) -> None:
    date.cancelled_at, date.sequence = now, date.sequence + 1
    date.save(update_fields=["cancelled_at", "sequence"])


def note_on(date: Session, verb: str, actor: Person | None, now: int, **told: Any) -> None:
    """The Act on the programme, whose pages and feeds are made anew."""
    after = {"session": date.public_id, **told.pop("after", {})}
    programme_act(date.programme, verb, actor, now, after=after, **told)


def give_rooms_back(session: Session | Meeting, actor: Person, now: int, why: str = "") -> None:
    """All of its rooms are free again. Refused (PAST) for what is over."""
    for booking in session.bookings.filter(state__in=HOLDING):
        current = held_still(booking)
        must_stand(current, now)
        write(current, "cancel", actor, now, why, state=State.CANCELLED)
