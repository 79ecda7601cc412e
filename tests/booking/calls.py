"""Who calls the desk, as the tests mean it: for three high-schoolers, on Friday 4 December from 17:00."""

from booking.actions.allowing import FOR_NOTHING, Answering
from booking.actions.callers import Calling
from booking.actions.desk_bookings import book_for
from booking.actions.wanted import Wanted
from booking.models import Booking, Person
from booking.queries.party import Company
from booking.rules.ask import Channel
from facilities.models import Room
from tests.factories import NOW, span

FRIDAY = span("2026-12-04", "17:00", "19:00")
TEENS = Company(counted={"high_school": 3})
YAMADA = Calling("山田花子", "090-1234-5678")


def called(room: Room, desk: Person, company: Company = TEENS, answering: Answering = FOR_NOTHING) -> Booking:
    """What the desk books for whoever has called."""
    wanted = Wanted(room, FRIDAY, company, channel=Channel.PHONE)
    return book_for(whom=YAMADA, wanted=wanted, actor=desk, answering=answering, now=NOW)
