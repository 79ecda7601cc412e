"""The button that books the same again, and the day that it says."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from booking.actions.again import company_again
from booking.models import Booking, Person
from booking.queries.again import again
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent
from booking.queries.party import asker_of
from booking.web.dates import written
from facilities.labels import day_words
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class Again:
    """A button that books the same for a day; `start` as an address writes it. Each has a key of its own, so
    that whoever taps twice books once."""

    id: str
    day: str
    start: str
    key: str


def button(booking: Booking, span: Span, now: int) -> Again:
    zone = zone_of(booking.room)
    day = day_words(local_day(span.start, zone), local_day(now, zone))
    return Again(booking.public_id, day, written(span.start, zone), secrets.token_urlsafe(16))


def coming(uses: Mapping[int, Span], booking: Booking, now: int) -> Again | None:
    """For the use that `next_free` has found; None where none of the coming weeks has one."""
    use = uses.get(booking.pk)
    return None if use is None else button(booking, use, now)


def possible(booking: Booking, person: Person, now: int) -> Again | None:
    """For the next week in which the judge allows it; None if there is none, or somebody of them has left.
    Seven queries."""
    try:
        use = again(booking, asker_of(person, company_again(booking), now), now)
    except Absent:
        return None
    return button(booking, use, now) if use else None
