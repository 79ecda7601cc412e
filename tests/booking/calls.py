"""Who calls the desk, as the tests mean it: for three high-schoolers, on Friday 4 December from 17:00."""

from booking.actions.bookings import Calling, Company, book
from booking.models import Booking, Person
from booking.rules.ask import Channel
from facilities.models import Room
from tests.factories import NOW, span

FRIDAY = span("2026-12-04", "17:00", "19:00")
TEENS = Company(counted={"high_school": 3})
YAMADA = Calling("山田花子", "090-1234-5678")


def called(room: Room, desk: Person, company: Company = TEENS, **more: object) -> Booking:
    """What the desk books for whoever has called."""
    return book(
        person=None,
        room=room,
        span=FRIDAY,
        company=company,
        channel=Channel.PHONE,
        actor=desk,
        calling=YAMADA,
        now=NOW,
        **more,  # type: ignore[arg-type]
    )
