"""What a booking costs is fixed when it is booked, and anew when its time or its people change."""

from datetime import date
from typing import Any

import pytest

from booking.actions.bookings import Company, book, cancel, move, restore
from booking.actions.closures import OneClosure, close
from booking.actions.displacements import accept
from booking.actions.parties import change_party
from booking.actions.requests import propose, reopen, request
from booking.actions.series import Shift, book_series, move_series
from booking.actions.stays import hand_back
from booking.actions.walk_ins import WalkIn, let_in
from booking.actions.wanted import Wanted
from booking.actions.wanted_series import WantedSeries
from booking.models import Booking, Person
from booking.queries.money import bill
from booking.queries.nearby import Near
from booking.rules import rulebook
from booking.rules.lifecycle import State
from booking.rules.verdict import Line
from facilities.models import Equipment, Facility, Room
from tests.booking.series import first_of, weekly, wishes
from tests.factories import ASKING, NOW, SAMPLE, a_booking, a_hall, a_version, at, span, the_room
from tests.people import a_high_schooler, a_young_adult, staff

pytestmark = pytest.mark.django_db
CHARGING = (
    SAMPLE
    + """
[[clauses]]
id = "X1"
ja = "1人100円です。"
en = "100 yen each."
  [[clauses.says]]
  type = "fee"
  rooms = ["band", "craft"]
  yen = 100
  per = "person"

[[clauses]]
id = "X2"
ja = "高校生世代までは半額です。"
en = "Up to high-school age one pays half."
  [[clauses.says]]
  type = "fee_class"
  users = { ages = { to_stage = "high_school" } }
  pays_percent = 50

[[clauses]]
id = "X3"
ja = "マイクは1本200円です。"
en = "200 yen for each microphone."
  [[clauses.says]]
  type = "fee"
  things = ["mic"]
  yen = 200
  per = "thing"
"""
)
HALL = CHARGING
ASKS = ASKING.removeprefix(SAMPLE)
BY_PURPOSE = """
[[clauses]]
id = "X4"
ja = "発表会に使うときは2倍です。"
en = "Double for a concert."
  [[clauses.says]]
  type = "fee_class"
  purposes = ["concert"]
  pays_percent = 200
"""
FRIDAY, LATER = span("2026-12-04", "17:00", "19:00"), span("2026-12-04", "19:00", "21:00")


def dearer_from(day: str, hall: Facility) -> None:
    """A later version of the hall's rulebook, by which everybody pays 900 yen."""
    text = CHARGING.replace("yen = 100\n", "yen = 900\n")
    read = rulebook.read(text, "sample.toml")
    a_version(read.model_copy(update={"valid_from": date.fromisoformat(day)}), hall)


@pytest.fixture
def person() -> Person:
    return a_high_schooler()


def booked(room: Room, person: Person, **more: Any) -> Booking:
    return book(person=person, wanted=Wanted(room, FRIDAY, **more), now=NOW)


def fee(booking: Booking) -> int | None:
    assert booking.person is not None
    return bill(Booking.objects.get(pk=booking.pk), booking.person).fee


def test_the_bill_is_stored_with_what_each_clause_adds_or_takes(room: Room, person: Person) -> None:
    owed = bill(booked(room, person), person)
    assert (owed.fee, owed.clauses, owed.lacking) == (50, ("X1", "X2"), ())
    assert owed.lines == (Line("X1", 100), Line("X2", -50))


def test_a_later_version_changes_the_price_of_no_booking_that_stands(
    hall: Facility, room: Room, person: Person
) -> None:
    made = booked(room, person)
    dearer_from("2026-12-03", hall)
    assert fee(made) == 50
    cancel(booking=made, actor=person, now=NOW + 60)
    restore(booking=Booking.objects.get(pk=made.pk), actor=person, now=NOW + 120)
    assert fee(made) == 50, "what is taken back stands as it stood"


def test_another_time_is_paid_by_the_rules_that_hold_now(hall: Facility, room: Room, person: Person) -> None:
    made = booked(room, person)
    dearer_from("2026-12-03", hall)
    move(booking=made, actor=person, room=room, span=LATER, now=NOW + 60)
    assert fee(made) == 450


def test_other_people_are_paid_for_by_the_rules_that_hold_now(room: Room, person: Person) -> None:
    made = booked(room, person)
    company = Company(None, (person.pk,), {"high_school": 3})
    change_party(booking=made, actor=person, company=company, now=NOW + 60)
    assert fee(made) == 200


def test_what_is_handed_back_early_costs_what_it_cost(room: Room, person: Person) -> None:
    made = booked(room, person)
    Booking.objects.filter(pk=made.pk).update(bill={**(made.bill or {}), "yen": 77})
    made.refresh_from_db()
    hand_back(booking=made, actor=person, now=at("2026-12-04 18:00"))
    assert fee(made) == 77


def test_each_thing_on_loan_comes_on_top_and_is_halved_as_all_the_rest(room: Room, person: Person) -> None:
    mic = Equipment.objects.create(room=room, slug="mic", name_ja="マイク", stock=3)
    owed = bill(booked(room, person, things={mic.pk: 2}), person)
    assert (owed.fee, owed.lines) == (250, (Line("X1", 100), Line("X3", 400), Line("X2", -250)))


def test_a_hall_that_takes_no_money_stores_that_it_costs_nothing(person: Person) -> None:
    made = booked(the_room(a_hall(SAMPLE), "band"), person)
    assert (made.bill, bill(made, person).charged) == ({}, False)


def test_what_was_booked_before_bills_were_kept_is_reckoned_by_the_rules_of_its_day(
    room: Room, person: Person
) -> None:
    made = a_booking(room, FRIDAY, person)
    made.people.add(person)
    assert (made.bill, fee(made)) == (None, 50)


def test_a_fact_that_was_lacking_stays_said_with_the_price_that_it_may_change(person: Person) -> None:
    text = CHARGING.replace('users = { ages = { to_stage = "high_school" } }', 'proofs = ["student_card"]')
    owed = bill(booked(the_room(a_hall(text), "band"), person), person)
    assert (owed.fee, owed.lacking) == (100, ("proofs",))


def test_a_price_that_hangs_on_an_unknown_fact_is_none_and_nothing_is_due(person: Person) -> None:
    text = SAMPLE + BY_PURPOSE
    owed = bill(booked(the_room(a_hall(text), "band"), person), person)
    assert (owed.fee, owed.unknown, owed.lacking, owed.due) == (None, True, ("purpose",), 0)


def test_what_is_asked_of_the_hall_costs_what_it_will_cost_and_another_time_what_that_costs() -> None:
    hall, person = a_hall(CHARGING + ASKS), a_high_schooler()
    craft, desk = the_room(hall, "craft"), staff(hall)
    asked = request(person=person, wanted=Wanted(craft, FRIDAY, purpose="other"), said="かざり作り", now=NOW)
    assert fee(asked) == 50
    other = the_room(hall, "a")
    propose(booking=asked, actor=desk, room=other, span=span("2026-12-05", "13:00", "15:00"), now=NOW + 60)
    assert fee(asked) is None, "nobody pays for that room"
    asked.refresh_from_db()
    reopen(booking=asked, actor=desk, now=NOW + 120)
    assert fee(asked) == 50, "taken back, it waits at its old price"


def test_whoever_comes_without_a_booking_pays_by_who_they_are(hall: Facility) -> None:
    who = Company(counted={"high_school": 2, "adult": 1})
    until = at("2026-12-02 17:00")
    made = let_in(walk_in=WalkIn(the_room(hall, "craft"), until, who), actor=staff(hall), now=NOW)
    assert made.bill is not None
    assert (made.bill["yen"], made.bill["clauses"]) == (300, ("X1",))


def test_what_is_offered_instead_costs_what_it_costs_and_so_does_what_is_accepted(
    hall: Facility, room: Room, person: Person
) -> None:
    made, desk = booked(room, person), staff(hall)
    dearer_from("2026-12-03", hall)
    shut = OneClosure(FRIDAY, ("band",), reason_ja="工事のため", reason_en="Works")
    offers = {made.public_id: Near(the_room(hall, "craft"), FRIDAY)}
    close(facility=hall, closures=[shut], offers=offers, actor=desk, now=NOW + 60)
    offer = Booking.objects.get(state=State.OFFERED)
    assert (fee(made), fee(offer)) == (50, 450)
    accept(booking=Booking.objects.get(pk=made.pk), actor=person, now=NOW + 120)
    assert fee(made) == 450


def test_dates_of_a_series_are_paid_each_by_those_who_come(hall: Facility) -> None:
    room, person = the_room(hall, "craft"), a_young_adult()
    recurrence = weekly(2)
    series = book_series(
        person=person,
        wanted=WantedSeries(room, recurrence, first_of(recurrence), wishes(room, recurrence)),
        now=NOW,
    )
    first, second = series.bookings.order_by("start")
    assert [fee(first), fee(second)] == [100, 100]
    change_party(booking=second, actor=person, company=Company(None, (person.pk,), {"adult": 1}), now=NOW)
    dearer_from("2026-12-03", hall)
    series.refresh_from_db()
    move_series(series=series, actor=person, shift=Shift(0, 10 * 60, 12 * 60), now=NOW)
    assert [fee(first), fee(second)] == [900, 1800]
