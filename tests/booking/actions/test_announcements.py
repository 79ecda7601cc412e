"""What other systems are to hear is written with what it tells of, and with nothing else."""

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from booking.actions.acts import keep
from booking.actions.attendance import check_in, correct_headcount
from booking.actions.bookings import Refused, book, cancel, move, restore
from booking.actions.wanted import Wanted
from booking.models import Act, Delivery, Person, Webhook
from booking.rules.attendance import Heads, Part
from booking.rules.webhooks import Event
from facilities.models import Facility, Room
from tests.factories import NOW, a_booking, a_facility, at, span

pytestmark = pytest.mark.django_db
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
FRIDAY_LATE = span("2026-12-04", "19:00", "21:00")
URL = "https://stats.city.example/hook"


@pytest.fixture
def listener() -> Webhook:
    return Webhook.objects.create(url=URL, events=list(Event))


def told() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("event", flat=True))


@pytest.mark.usefixtures("listener")
def test_a_booking_made_moved_cancelled_and_put_back_is_told_each_time(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
    booking = move(booking=booking, actor=haruka, room=room, span=FRIDAY_LATE, now=NOW)
    booking = cancel(booking=booking, actor=haruka, now=NOW)
    restore(booking=booking, actor=haruka, now=NOW + 60)
    assert told() == ["booking.made", "booking.moved", "booking.cancelled", "booking.made"]


@pytest.mark.usefixtures("listener")
def test_heads_are_told_when_counted_and_when_corrected(room: Room, desk: Person, haruka: Person) -> None:
    friday = at("2026-12-04 17:02")
    booking = a_booking(room, FRIDAY_EVENING, haruka, headcount=5, counted={"high_school": 5})
    four, five = ({Heads(Part.TAKING_PART, "high_school"): count} for count in (4, 5))
    check_in(booking=booking, counts=four, actor=desk, now=friday)
    correct_headcount(booking=booking, counts=five, seen=four, actor=desk, now=friday + 60)
    assert told() == ["headcount.entered", "headcount.entered"]


@pytest.mark.usefixtures("listener")
def test_what_is_refused_is_not_told(room: Room, haruka: Person) -> None:
    a_booking(room, FRIDAY_EVENING)
    with pytest.raises(Refused):
        book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
    assert told() == []


def test_it_stands_or_falls_with_the_act(listener: Webhook, room: Room, haruka: Person) -> None:
    with transaction.atomic():
        book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
        assert Delivery.objects.get().webhook == listener
        transaction.set_rollback(True)
    assert (told(), Act.objects.count()) == ([], 0)


def test_only_those_hear_who_listen_for_it_and_in_that_hall(
    hall: Facility, room: Room, haruka: Person
) -> None:
    elsewhere = a_facility("elsewhere")
    here = Webhook.objects.create(url=URL, events=["booking.made"], hall=hall)
    Webhook.objects.create(url=URL, events=["booking.made"], hall=elsewhere)
    Webhook.objects.create(url=URL, events=["booking.cancelled"])
    Webhook.objects.create(url=URL, events=["booking.made"], active=False)
    book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
    assert [one.webhook for one in Delivery.objects.all()] == [here]


def test_an_act_that_concerns_only_us_costs_no_question(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ours = [Act(at=NOW, verb="look", subject="person", subject_id="a") for _ in range(3)]
    with django_assert_num_queries(1):
        keep(ours)


def test_for_any_number_of_bookings_it_is_asked_once_who_listens(
    listener: Webhook, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [
        Act(at=NOW, verb="book", subject="booking", subject_id=str(number), after={"state": "booked"})
        for number in range(50)
    ]
    with django_assert_num_queries(3):
        keep(made)
    assert listener.deliveries.count() == 50
