"""Money that changed hands at the counter is written down, once, and struck out where that was a mistake."""

from dataclasses import replace

import pytest

from booking.actions.bookings import cancel
from booking.actions.changes import Stale
from booking.actions.closures import OneClosure, close
from booking.actions.money import NoSuchSum, TooLate, give_back, strike, take
from booking.actions.papers import issue
from booking.actions.reductions import decide_reduction
from booking.models import Act, Booking, Payment, Person
from booking.queries.bookings import Absent
from booking.queries.giving_up import giving_up, to_give_back
from booking.queries.money import bill, last_entry
from booking.rules.lifecycle import UNDO
from booking.rules.papers import Paper
from booking.rules.staff import Role
from booking.rules.verdict import Valued
from facilities.models import Facility
from tests.factories import COSTING, SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
HALL = COSTING
FRIDAY = span("2026-12-04", "17:00", "19:00")
NOW = at("2026-12-02 16:10")
A_DAY = 24 * 60 * 60


def test_what_it_costs_and_what_is_still_due_is_said_by_the_clause(booking: Booking, desk: Person) -> None:
    assert booking.person is not None
    owed = bill(booking, booking.person)
    assert (owed.fee, owed.clauses, owed.due, owed.papers) == (300, ("X1",), 300, True)
    take(booking=booking, staff=desk, yen=200, now=NOW)
    assert bill(booking, booking.person).due == 100


def test_a_hall_without_a_clause_about_money_takes_none() -> None:
    person = a_high_schooler()
    free = a_booking(the_room(a_hall(SAMPLE), "band"), FRIDAY, person)
    owed = bill(free, person)
    assert (owed.charged, owed.fee, owed.due, owed.papers) == (False, None, 0, False)


@pytest.mark.parametrize("yen", [0, -300, 10_000_001])
def test_a_sum_that_cannot_change_hands_is_not_written(booking: Booking, desk: Person, yen: int) -> None:
    with pytest.raises(NoSuchSum):
        take(booking=booking, staff=desk, yen=yen, now=NOW)
    assert not booking.payments.exists()


def test_no_more_goes_back_than_was_paid(booking: Booking, desk: Person) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    give_back(booking=booking, staff=desk, yen=150, now=NOW)
    with pytest.raises(NoSuchSum):
        give_back(booking=booking, staff=desk, yen=151, now=NOW)
    assert [act.verb for act in Act.objects.order_by("pk")] == ["pay", "refund"]


@pytest.mark.parametrize("role", [None, Role.CONTRACTOR, Role.INSTRUCTOR])
def test_only_whoever_has_the_right_to_money_at_the_hall_takes_it(
    booking: Booking, role: Role | None
) -> None:
    hall = booking.room.facility
    stranger = staff() if role is None else staff(hall, role=role)
    for verb in (take, give_back):
        with pytest.raises(Absent):
            verb(booking=booking, staff=stranger, yen=300, now=NOW)
    payment = take(booking=booking, staff=staff(hall), yen=300, now=NOW)
    with pytest.raises(Absent):
        strike(payment=payment, staff=stranger, now=NOW)


def test_what_was_entered_stands_in_the_halls_log(booking: Booking, desk: Person, hall: Facility) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    act = Act.objects.get(verb="pay")
    assert (act.hall, act.subject_id, act.after) == (hall, booking.public_id, {"yen": 300})


def test_of_two_who_enter_at_once_the_second_is_told(booking: Booking, desk: Person) -> None:
    seen = last_entry(booking)
    take(booking=booking, staff=desk, yen=300, now=NOW, seen=seen)
    with pytest.raises(Stale):
        take(booking=booking, staff=desk, yen=300, now=NOW, seen=seen)
    with pytest.raises(Stale):
        give_back(booking=booking, staff=desk, yen=300, now=NOW, seen=seen)
    assert bill(booking, desk).paid == 300


def test_a_mistake_is_struck_out_by_an_entry_of_its_own(booking: Booking, desk: Person) -> None:
    wrong = take(booking=booking, staff=desk, yen=3000, now=NOW)
    entry = strike(payment=wrong, staff=desk, now=NOW + 60)
    take(booking=booking, staff=desk, yen=300, now=NOW + 120)
    assert (entry.yen, entry.strikes, entry.is_receipt) == (-3000, wrong, True)
    assert bill(booking, desk).paid == 300
    assert issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW + 180).yen == 300
    back = give_back(booking=booking, staff=desk, yen=100, now=NOW + 240)
    assert (strike(payment=back, staff=desk, now=NOW + 300).is_receipt, bill(booking, desk).paid) == (
        False,
        300,
    )
    assert [act.verb for act in Act.objects.order_by("pk") if act.verb.startswith("strike")] == [
        "strike_payment",
        "strike_refund",
    ]


def test_an_entry_is_struck_out_once_for_a_day_and_before_its_paper(booking: Booking, desk: Person) -> None:
    first = take(booking=booking, staff=desk, yen=100, now=NOW)
    with pytest.raises(TooLate):
        strike(payment=first, staff=desk, now=NOW + A_DAY)
    entry = strike(payment=first, staff=desk, now=NOW + A_DAY - 1)
    for one in (first, entry):
        with pytest.raises(TooLate):
            strike(payment=one, staff=desk, now=NOW + A_DAY - 1)
    second = take(booking=booking, staff=desk, yen=300, now=NOW)
    issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW + 60)
    with pytest.raises(TooLate):
        strike(payment=second, staff=desk, now=NOW + 120)
    assert Payment.objects.count() == 3


def test_a_payment_of_which_something_went_back_is_not_struck_out(booking: Booking, desk: Person) -> None:
    paid = take(booking=booking, staff=desk, yen=300, now=NOW)
    give_back(booking=booking, staff=desk, yen=100, now=NOW + 60)
    with pytest.raises(NoSuchSum):
        strike(payment=paid, staff=desk, now=NOW + 120)


def test_a_refund_is_reckoned_from_the_fee_as_it_was_fixed_and_let_off(
    booking: Booking, desk: Person
) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    half = Valued(50)
    found = replace(giving_up(booking, NOW, desk), refund=half)
    assert found.back == 225, "150 too much, and half of the other 150"


REFUND = """
[[clauses]]
id = "X4"
ja = "取り消すと、半分が返ってきます。"
en = "Half of it comes back on cancelling."
  [[clauses.says]]
  type = "refund"
  tiers = [{ days_before = 0, percent = 50 }]
"""


@pytest.mark.parametrize(("rules", "back"), [(REFUND, 150), ("", None)])
def test_of_what_was_cancelled_the_clauses_say_what_comes_back_and_nothing_is_due(
    rules: str, back: int | None, teen: Person
) -> None:
    hall = a_hall(COSTING.replace("[names]", f"{rules}[names]"))
    made, desk = a_booking(the_room(hall, "band"), FRIDAY, teen, made_at=NOW - A_DAY), staff(hall)
    take(booking=made, staff=desk, yen=300, now=NOW)
    cancel(booking=made, actor=teen, now=NOW + 60)
    made.refresh_from_db()
    owed = bill(made, desk)
    assert (owed.due, to_give_back(made, owed, desk)) == (0, back)


@pytest.mark.parametrize("rules", [REFUND, ""])
def test_of_what_was_booked_and_given_up_within_ten_minutes_all_comes_back(rules: str, teen: Person) -> None:
    hall = a_hall(COSTING.replace("[names]", f"{rules}[names]"))
    made, desk = a_booking(the_room(hall, "band"), FRIDAY, teen, made_at=NOW), staff(hall)
    take(booking=made, staff=desk, yen=300, now=NOW)
    cancel(booking=made, actor=teen, now=NOW + UNDO - 1)
    made.refresh_from_db()
    assert to_give_back(made, bill(made, desk), desk) == 300


def test_of_what_the_hall_closed_all_comes_back_also_once_it_is_given_up(teen: Person) -> None:
    hall = a_hall(COSTING.replace("[names]", f"{REFUND}[names]"))
    made, desk = a_booking(the_room(hall, "band"), FRIDAY, teen, made_at=NOW - A_DAY), staff(hall)
    take(booking=made, staff=desk, yen=300, now=NOW)
    shut = OneClosure(FRIDAY, ("band",), reason_ja="工事")
    close(facility=hall, closures=[shut], offers={made.public_id: None}, actor=desk, now=NOW)
    made.refresh_from_db()
    cancel(booking=made, actor=teen, now=NOW + 60)
    made.refresh_from_db()
    assert to_give_back(made, bill(made, desk), desk) == 300


def test_of_what_stands_all_comes_back_that_is_over(booking: Booking, desk: Person) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    assert to_give_back(booking, bill(booking, desk), desk) == 150
