"""Money that changed hands at the counter is written down, and the papers with it are numbered."""

from dataclasses import replace
from typing import Any

import pytest

from booking.actions.money import NoSuchSum, give_back, take
from booking.actions.papers import issue
from booking.actions.reductions import decide_reduction
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Booking, Notice, Person
from booking.queries.bookings import Absent
from booking.queries.giving_up import giving_up
from booking.queries.money import bill
from booking.rules.papers import Paper
from booking.rules.verdict import Valued
from tests.factories import SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
FEE = """
[[clauses]]
id = "X1"
ja = "1回300円です。"
en = "300 yen a use."
  [[clauses.says]]
  type = "fee"
  yen = 300
  per = "use"
"""
FRIDAY = span("2026-12-04", "17:00", "19:00")
NOW, APRIL = at("2026-12-02 16:10"), at("2027-04-01 09:00")


@pytest.fixture
def booking() -> Booking:
    person = a_high_schooler()
    made = a_booking(the_room(a_hall(SAMPLE + FEE), "band"), FRIDAY, person)
    made.people.add(person)
    return made


@pytest.fixture
def desk(booking: Booking) -> Person:
    return staff(booking.room.facility)


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


def test_only_the_desk_of_the_hall_takes_money_and_hands_papers_out(booking: Booking) -> None:
    for stranger in (staff(), booking.person):
        assert stranger is not None
        with pytest.raises(Absent):
            take(booking=booking, staff=stranger, yen=300, now=NOW)
        with pytest.raises(Absent):
            issue(booking=booking, staff=stranger, kind=Paper.PERMIT, now=NOW)


def test_numbers_run_in_a_hall_and_a_fiscal_year_and_begin_anew_in_april(
    booking: Booking, desk: Person
) -> None:
    others = [
        a_booking(booking.room, span(day, "17:00", "19:00"), a_high_schooler())
        for day in ("2026-12-09", "2026-12-11")
    ]
    made = [issue(booking=one, staff=desk, kind=Paper.PERMIT, now=NOW) for one in (booking, others[0])]
    late = issue(booking=others[1], staff=desk, kind=Paper.PERMIT, now=APRIL)
    take(booking=booking, staff=desk, yen=300, now=NOW)
    receipt = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    assert [(one.year, one.number) for one in (*made, late, receipt)] == [
        (2026, 1),
        (2026, 2),
        (2027, 1),
        (2026, 1),
    ]


def test_what_is_handed_out_again_is_a_copy_of_the_same_number(booking: Booking, desk: Person) -> None:
    first = issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW)
    again = issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW + 60)
    assert (again.pk, again.number, again.copies) == (first.pk, first.number, 1)


def test_a_receipt_is_over_what_came_in_since_the_last(booking: Booking, desk: Person) -> None:
    with pytest.raises(Absent):
        issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    take(booking=booking, staff=desk, yen=200, now=NOW)
    first = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    take(booking=booking, staff=desk, yen=100, now=NOW)
    second = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    copy = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    assert [(one.yen, one.number) for one in (first, second)] == [(200, 1), (100, 2)]
    assert (copy.pk, copy.copies) == (second.pk, 1)


def test_a_refund_slip_is_over_what_went_back(booking: Booking, desk: Person) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    give_back(booking=booking, staff=desk, yen=150, now=NOW)
    assert issue(booking=booking, staff=desk, kind=Paper.REFUND, now=NOW).yen == 150


@pytest.mark.parametrize("kind", [Paper.APPLICATION, Paper.REDUCTION])
def test_what_members_hand_in_has_no_number(booking: Booking, desk: Person, kind: Paper) -> None:
    with pytest.raises(Absent):
        issue(booking=booking, staff=desk, kind=kind, now=NOW)


def owed_after(booking: Booking, desk: Person, **decided: Any) -> tuple[int | None, int]:
    decide_reduction(booking=booking, staff=desk, now=NOW, **decided)
    owed = bill(booking, desk)
    return owed.owed, owed.due


@pytest.mark.parametrize(
    ("decided", "owed"),
    [({"percent": 50}, 150), ({"percent": 33}, 201), ({"percent": 100}, 0), ({"yen": 120}, 180)],
)
def test_what_is_let_off_is_a_share_or_a_sum(
    booking: Booking, desk: Person, decided: dict[str, int], owed: int
) -> None:
    assert owed_after(booking, desk, **decided) == (owed, owed)
    assert bill(booking, desk).fee == 300, "what it would cost is still told"


def test_the_last_decision_holds_and_a_refusal_leaves_the_fee_as_it_is(
    booking: Booking, desk: Person
) -> None:
    assert owed_after(booking, desk, percent=100) == (0, 0)
    assert owed_after(booking, desk, why="営利の目的のため") == (300, 300)
    assert [(act.verb, act.after) for act in Act.objects.order_by("pk")] == [
        ("reduce", {"percent": 100}),
        ("refuse_reduction", {}),
    ], "an act keeps no words"


@pytest.mark.parametrize(
    "decided", [{"percent": 0}, {"percent": 101}, {"yen": 0}, {"yen": 301}, {"percent": 50, "yen": 10}]
)
def test_a_reduction_that_cannot_be_is_not_written(
    booking: Booking, desk: Person, decided: dict[str, int]
) -> None:
    with pytest.raises(NoSuchSum):
        decide_reduction(booking=booking, staff=desk, now=NOW, **decided)
    assert not booking.reductions.exists()


def test_a_refusal_says_why_in_words_that_can_be_stored(booking: Booking, desk: Person) -> None:
    with pytest.raises(Missing):
        decide_reduction(booking=booking, staff=desk, why=" ", now=NOW)
    with pytest.raises(Unfit):
        decide_reduction(booking=booking, staff=desk, why="あ" * 301, now=NOW)


def test_only_the_desk_of_the_hall_decides_about_a_reduction(booking: Booking) -> None:
    for stranger in (staff(), booking.person):
        assert stranger is not None
        with pytest.raises(Absent):
            decide_reduction(booking=booking, staff=stranger, percent=50, now=NOW)


def test_of_what_costs_nothing_nothing_is_let_off() -> None:
    hall = a_hall(SAMPLE)
    free = a_booking(the_room(hall, "craft"), FRIDAY, a_high_schooler())
    with pytest.raises(Absent):
        decide_reduction(booking=free, staff=staff(hall), percent=50, now=NOW)


def test_whoever_booked_is_told_what_was_decided(booking: Booking, desk: Person) -> None:
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    decide_reduction(booking=booking, staff=desk, why="書類が足りないため", now=NOW)
    first, second = Notice.objects.order_by("pk")
    assert {first.person, second.person} == {booking.person}
    assert "料金の50%が減免されます。" in first.body
    assert "わけ:書類が足りないため" in second.body


def test_a_decision_has_a_number_once_it_is_taken_and_a_new_one_when_it_changes(
    booking: Booking, desk: Person
) -> None:
    with pytest.raises(Absent):
        issue(booking=booking, staff=desk, kind=Paper.DECISION, now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    first = issue(booking=booking, staff=desk, kind=Paper.DECISION, now=NOW)
    copy = issue(booking=booking, staff=desk, kind=Paper.DECISION, now=NOW + 60)
    decide_reduction(booking=booking, staff=desk, percent=100, now=NOW + 120)
    second = issue(booking=booking, staff=desk, kind=Paper.DECISION, now=NOW + 180)
    assert (copy.pk, copy.copies, second.number) == (first.pk, 1, first.number + 1)


def test_a_refund_is_reckoned_from_the_fee_as_it_was_fixed_and_let_off(
    booking: Booking, desk: Person
) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    half = Valued(50)
    found = replace(giving_up(booking, NOW, desk), refund=half)
    assert found.back == 225, "150 too much, and half of the other 150"
