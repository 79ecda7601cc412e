"""What somebody told because a clause asks for it goes with them into a draw and into a line."""

import pytest

from booking.actions.bookings import cancel
from booking.actions.entries import Wishes, enter
from booking.actions.waiting import wait
from booking.models import Booking, Entry, Person, Round, Wait
from booking.queries.party import Company, asker_of
from booking.rules.told import Told
from booking.rules.verdict import Refused
from facilities.models import Facility, Room
from tests.booking.waiting import FRIDAY, served, the_slot
from tests.booking.web.test_told import LOUD, NAMED
from tests.factories import NOW, SAMPLE, a_booking, a_hall, the_room
from tests.people import a_high_schooler
from tests.rounds import a_round, drawn, two_slots

pytestmark = pytest.mark.django_db
QUIET = Told(instruments=("other",))
ASKING = SAMPLE + LOUD + NAMED


@pytest.fixture
def hall() -> Facility:
    return a_hall(ASKING)


@pytest.fixture
def band(hall: Facility) -> Room:
    return the_room(hall, "band")


def enters(lottery: Round, told: Told = QUIET) -> Entry:
    person = a_high_schooler()
    company = Company(people=(person.pk,), told=told)
    return enter(lottery=lottery, person=person, company=company, wishes=Wishes((1,)), now=NOW)


def test_what_is_won_is_booked_with_what_was_told_and_who_lost_waits_with_it(hall: Facility) -> None:
    lottery = a_round(hall, two_slots(hall)[:1])
    for _ in range(2):
        enters(lottery)
    drawn(lottery)
    assert [booking.told for booking in Booking.objects.all()] == [{"instruments": ["other"]}] * 4
    (waiting,) = Wait.objects.all()
    assert waiting.told == {"instruments": ["other"]}


def test_of_what_nobody_told_an_entry_is_refused_before_it_is_made(hall: Facility) -> None:
    lottery = a_round(hall, two_slots(hall)[:1])
    with pytest.raises(Refused) as refused:
        enters(lottery, Told())
    assert refused.value.verdict.lacking == ("instruments",)


def test_an_offer_keeps_what_was_told_when_the_wait_began(band: Room) -> None:
    holder: Person = a_high_schooler()
    held = a_booking(band, FRIDAY, holder)
    person = a_high_schooler()
    company = Company(people=(person.pk,), told=QUIET)
    wait(asker=asker_of(person, company, NOW), wish=the_slot(band), now=NOW)
    cancel(booking=held, actor=holder, now=NOW)
    offered = served()
    assert offered is not None
    assert (offered.person, offered.told) == (person, {"instruments": ["other"]})
