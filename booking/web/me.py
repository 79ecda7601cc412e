"""自分の予約: the next one as a card, those to come, those that are over."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from booking.labels import people_words, state_words
from booking.models import Booking, Person
from booking.queries.again import next_free
from booking.queries.bookings import led_by, past, upcoming
from booking.queries.displacing import open_displacements
from booking.queries.notices import unread
from booking.queries.slots import first_free
from booking.rules.lifecycle import State
from booking.web.again_words import Again, coming
from booking.web.asking import asker
from booking.web.booked import detail, reader
from booking.web.booked_words import is_ahead
from booking.web.dates import written
from booking.web.my_dates import MyDate, invitations_of, my_dates
from booking.web.rounds import applied
from booking.web.waiting import lines_of
from facilities import clock
from facilities.labels import day_words, near_day, times_words
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

MOST_PAST = 20


@dataclass(frozen=True, slots=True)
class Mine:
    """A booking as a line or a card of one's own list."""

    id: str
    start: int
    day: date
    date: str
    near: str
    times: str
    hall: Facility
    room: Room
    people: str
    detail: str
    state: str  # said only where it is not simply booked
    code: str
    spelled: str
    changeable: bool
    displaced: bool  # by a closure, and not answered
    answerable: bool  # offered, and the reader's to accept or decline
    series: str  # the public id of the series of which it is a date; "" if it stands alone
    again: Again | None  # of one that is over and the reader's to repeat
    others: int = 0  # so many later dates of it are not listed


@never_cache
@login_required
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    now, person = clock.now(), reader(request)
    led = led_by(person)
    held = upcoming(person, now)
    moved = open_displacements(held)
    # A place that the hall holds instead is told with the booking that it would replace, and is no second
    # one.
    held = [booking for booking in held if booking.pk not in {one.offer_id for one in moved.values()}]
    ahead = [
        mine(booking, person, now, led, displaced=booking.pk in moved)
        for booking in held
        if booking.state != State.OFFERED
    ]
    dates = my_dates(person, now)
    over = past(person, now, MOST_PAST)
    repeated = [one for one in over if _is_to_repeat(one, person, now, led)]
    uses = next_free(repeated, held, now)
    told = {
        "offers": [mine(booking, person, now, led) for booking in held if booking.state == State.OFFERED],
        "next": ahead[0] if ahead else None,
        "upcoming": _by_time(_series_once(ahead[1:]), dates),
        "asked": invitations_of(person),
        "unread": unread(person),
        "lines": [line for line in lines_of(person, now) if not line.offer],
        "applied": applied(person, now),
        "proposed": None if held or dates else _proposed(request, over, now),
        "past": [mine(one, person, now, led, again=coming(uses, one, now)) for one in over],
    }
    return render(request, "booking/me.html", told)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A time at which a room is free, and the form that books it."""

    room: Room
    hall: Facility
    words: str
    href: str


def _proposed(request: HttpRequest, over: Sequence[Booking], now: int) -> Proposed | None:
    """To whoever has nothing ahead: when the room that they had last is free for them next."""
    last = next((one.room for one in over if one.room.bookable and one.room.published), None)
    free = first_free(last, asker(request, now), now) if last and last.facility.published else None
    if last is None or free is None:
        return None
    hall = last.facility
    zone = ZoneInfo(hall.timezone)
    day, today = local_day(free.start, zone), local_day(now, zone)
    when = f"{near_day(day, today) or day_words(day, today)} {times_words(free, zone)}"
    sheet = reverse("book", args=[hall.slug, last.slug])
    return Proposed(last, hall, when, f"{sheet}?s={written(free.start, zone)}")


def _series_once(ahead: Sequence[Mine]) -> list[Mine]:
    """Of each series its first date, with how many follow: a year of weeks would hide all else."""
    count = Counter(one.series for one in ahead)
    first = {one.series or one.id: one for one in reversed(ahead)}
    return [replace(one, others=count[one.series] - 1) if one.series else one for one in first.values()]


def _by_time(ahead: Sequence[Mine], dates: Sequence[MyDate]) -> list[Mine | MyDate]:
    both: list[Mine | MyDate] = [*ahead, *dates]
    return sorted(both, key=lambda one: one.start)


def _is_to_repeat(booking: Booking, person: Person, now: int, led: Collection[int]) -> bool:
    # What was given back before its time was not had: there is nothing to have again.
    begun = booking.start <= now and not is_ahead(booking, now)
    return begun and (booking.person_id == person.pk or booking.group_id in led)


def mine(
    booking: Booking,
    person: Person,
    now: int,
    led: Collection[int] = (),
    displaced: bool = False,
    again: Again | None = None,
) -> Mine:
    """One's booking in words; the bookings of groups that one has `led` (by key) are one's to change. One
    that the hall has `displaced` waits for an answer."""
    hall = booking.room.facility
    zone = ZoneInfo(hall.timezone)
    day, today = local_day(booking.start, zone), local_day(now, zone)
    theirs, ahead = booking.person_id == person.pk or booking.group_id in led, is_ahead(booking, now)
    return Mine(
        id=booking.public_id,
        start=booking.start,
        day=day,
        date=day_words(day, today),
        near=near_day(day, today),
        times=times_words(Span(booking.start, booking.end), zone),
        hall=hall,
        room=booking.room,
        people=people_words(booking.headcount),
        detail=detail(booking),
        state=_state(booking, displaced),
        displaced=displaced,
        code=booking.code,
        spelled=_("番号 %(digits)s") % {"digits": " ".join(booking.code)},
        changeable=theirs and ahead and booking.state != State.OFFERED and not displaced,
        answerable=theirs and ahead and booking.state == State.OFFERED,
        series=booking.series.public_id if booking.series else "",
        again=again,
    )


def _state(booking: Booking, displaced: bool) -> str:
    if displaced:
        return _("館の都合で使えなくなりました")
    return "" if booking.state == State.BOOKED else state_words(booking.state)
