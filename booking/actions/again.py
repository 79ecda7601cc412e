"""The same again: what was booked once, at another time. `now` is an instant (seconds, UTC)."""

from booking.actions.bookings import book
from booking.actions.wanted import Wanted
from booking.models import Booking, Person
from booking.queries.bookings import people_of
from booking.queries.loans import loans_of
from booking.queries.party import Company, company_of
from facilities.rules.spans import Span


def book_again(*, booking: Booking, person: Person, span: Span, now: int, key: str = "") -> Booking:
    """The same room, people, purpose and things for `span`, in the name of whoever asks. Errors, and what
    `key` does, as for `book`. Inverse: `cancel`."""
    wanted = Wanted(
        booking.room,
        span,
        company_again(booking),
        purpose=booking.purpose,
        help_wanted=booking.help_wanted,
        # Whoever borrowed the drums means them, too; where they are out, it is refused and said.
        things=loans_of([booking.pk]).get(booking.pk, {}),
    )
    return book(person=person, wanted=wanted, now=now, key=key)


def company_again(booking: Booking) -> Company:
    """Who came, as the form would name them. One query."""
    return company_of(booking, people_of(booking))
