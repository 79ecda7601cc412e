"""Who stands in line, as the tests mean it: for Friday 4 December from 17:00, unless told otherwise."""

from datetime import date

from booking.actions.lines import serve
from booking.actions.waiting import wait
from booking.actions.wishes import written
from booking.models import Booking, Person, Wait
from booking.queries.party import Company, asker_of
from booking.queries.waiting import unserved
from booking.rules.waiting import Wish
from facilities.models import Room
from facilities.rules.spans import Span
from tests.factories import NOW, at, span
from tests.people import a_high_schooler

FRIDAY = span("2026-12-04", "17:00", "19:00")


def the_slot(room: Room, use: Span = FRIDAY) -> Wish:
    minutes = (use.start - FRIDAY.start) // 60 + 17 * 60
    day = date(2026, 12, 4)
    return Wish(
        frozenset([room.pk]), day, day, frozenset([4]), minutes, minutes + use.seconds // 60, use.seconds
    )


def waits(room: Room, person: Person | None = None, wish: Wish | None = None) -> Wait:
    """Somebody alone stands in line."""
    person = person or a_high_schooler()
    return wait(asker=asker_of(person, Company(), NOW), wish=wish or the_slot(room), now=NOW)


def kept_place() -> Booking | None:
    """What is kept for the line and was offered to nobody, whenever it is to be."""
    return unserved(at("2030-01-01 00:00"))


def served(now: int = NOW) -> Booking | None:
    """What the worker does when something is kept for the line."""
    kept = unserved(now)
    return None if kept is None else serve(kept=kept, now=now)


def a_wait(person: Person, room: Room) -> Wait:
    """Somebody waits for an hour of this evening, as it would stand in the tables."""
    day = date(2026, 12, 2)
    wish = Wish(frozenset([room.pk]), day, day, frozenset([2]), 17 * 60, 19 * 60, 3600)
    row = Wait.objects.create(
        person=person,
        headcount=1,
        wish_id=written([wish])[wish],
        made_at=at("2026-12-02 17:42"),
    )
    row.people.set([person])
    return row
