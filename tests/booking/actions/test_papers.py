"""Numbered papers: their numbers run in a hall and a fiscal year; what is printed again is a copy."""

import pytest

from booking.actions.attendance import check_in
from booking.actions.bookings import cancel
from booking.actions.money import give_back, take
from booking.actions.papers import issue
from booking.actions.reductions import decide_reduction
from booking.models import Act, Booking, Issue, Person
from booking.queries.bookings import Absent
from booking.queries.papers import issuable, issues, rooms_on
from booking.rules.lifecycle import State
from booking.rules.papers import Paper
from booking.rules.staff import Role
from facilities.models import Facility
from tests.factories import COSTING, SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
HALL = COSTING
FRIDAY = span("2026-12-04", "17:00", "19:00")
NOW, APRIL = at("2026-12-02 16:10"), at("2027-04-01 09:00")


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


@pytest.mark.parametrize("kind", [Paper.PERMIT, Paper.RECEIPT])
def test_a_button_that_was_pressed_twice_makes_one_paper_and_no_copy(
    booking: Booking, desk: Person, kind: Paper
) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    first = issue(booking=booking, staff=desk, kind=kind, now=NOW)
    twice = issue(booking=booking, staff=desk, kind=kind, now=NOW + 59)
    assert (twice.pk, twice.copies) == (first.pk, 0)
    assert Act.objects.filter(verb__in=("issue", "copy"), subject_id=booking.public_id).count() == 1


def test_a_copy_that_was_asked_for_twice_at_once_is_one_copy(booking: Booking, desk: Person) -> None:
    issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW)
    copies = [
        issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW + later).copies
        for later in (600, 601, 659, 660, 661)
    ]
    assert copies == [1, 1, 1, 2, 2]
    assert Act.objects.filter(verb="copy", subject_id=booking.public_id).count() == 2


def test_the_copy_of_one_paper_is_no_press_on_another(booking: Booking, desk: Person) -> None:
    take(booking=booking, staff=desk, yen=300, now=NOW)
    for kind in (Paper.PERMIT, Paper.RECEIPT):
        issue(booking=booking, staff=desk, kind=kind, now=NOW)
    copied = [
        issue(booking=booking, staff=desk, kind=kind, now=NOW + 600) for kind in (Paper.PERMIT, Paper.RECEIPT)
    ]
    assert [one.copies for one in copied] == [1, 1]


def test_money_that_comes_in_at_once_has_a_receipt_of_its_own(booking: Booking, desk: Person) -> None:
    take(booking=booking, staff=desk, yen=200, now=NOW)
    first = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    take(booking=booking, staff=desk, yen=100, now=NOW + 10)
    second = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW + 20)
    assert (second.number, second.yen, first.copies) == (2, 100, 0)


def test_a_receipt_is_over_what_came_in_since_the_last(booking: Booking, desk: Person) -> None:
    with pytest.raises(Absent):
        issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    take(booking=booking, staff=desk, yen=200, now=NOW)
    first = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    take(booking=booking, staff=desk, yen=100, now=NOW)
    second = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    copy = issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW + 60)
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


@pytest.mark.parametrize("state", [State.PROVISIONAL, State.CANCELLED, State.LAPSED])
def test_what_is_not_certain_or_given_up_has_no_permit(booking: Booking, desk: Person, state: State) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=state)
    with pytest.raises(Absent):
        issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW)


def test_whoever_has_no_right_to_money_hands_nothing_out(booking: Booking, hall: Facility) -> None:
    for stranger in (staff(), staff(hall, role=Role.CONTRACTOR), booking.person):
        assert stranger is not None
        with pytest.raises(Absent):
            issue(booking=booking, staff=stranger, kind=Paper.PERMIT, now=NOW)


@pytest.fixture
def evening(booking: Booking) -> tuple[Booking, Booking]:
    """Two rooms of one occasion."""
    beside = a_booking(the_room(booking.room.facility, "craft"), FRIDAY, booking.person, visit="v")
    Booking.objects.filter(pk=booking.pk).update(visit="v")
    booking.refresh_from_db()
    return booking, beside


def test_all_the_rooms_of_an_occasion_have_one_permit_and_one_number(
    evening: tuple[Booking, Booking], desk: Person
) -> None:
    first = issue(booking=evening[0], staff=desk, kind=Paper.PERMIT, now=NOW)
    copy = issue(booking=evening[1], staff=desk, kind=Paper.PERMIT, now=NOW + 600)
    assert (copy.pk, copy.number, copy.copies) == (first.pk, 1, 1)
    assert Issue.objects.count() == 1
    assert rooms_on(evening[1], Paper.PERMIT) == rooms_on(evening[0], Paper.PERMIT)
    assert {one.pk for one in rooms_on(evening[0], Paper.PERMIT)} == {one.pk for one in evening}


def test_money_is_of_each_room(evening: tuple[Booking, Booking], desk: Person) -> None:
    take(booking=evening[0], staff=desk, yen=300, now=NOW)
    issue(booking=evening[0], staff=desk, kind=Paper.RECEIPT, now=NOW)
    assert Paper.RECEIPT not in issuable(evening[1])
    assert rooms_on(evening[0], Paper.RECEIPT) == [evening[0]]


@pytest.mark.parametrize("gone", [State.CANCELLED, State.LAPSED, State.NO_SHOW])
def test_a_room_that_was_given_up_is_on_no_permit(
    evening: tuple[Booking, Booking], desk: Person, gone: State
) -> None:
    Booking.objects.filter(pk=evening[1].pk).update(state=gone)
    assert rooms_on(evening[0], Paper.PERMIT) == [evening[0]]
    assert evening[1] not in rooms_on(evening[0], Paper.APPLICATION)


def test_a_room_that_waits_for_the_hall_is_applied_for_and_not_permitted(
    evening: tuple[Booking, Booking],
) -> None:
    Booking.objects.filter(pk=evening[1].pk).update(state=State.PROVISIONAL)
    assert evening[1] in rooms_on(evening[0], Paper.APPLICATION)
    assert evening[1] not in rooms_on(evening[0], Paper.PERMIT)


def test_a_permit_that_says_what_is_no_more_so_is_gone_and_the_next_has_a_new_number(
    evening: tuple[Booking, Booking], desk: Person
) -> None:
    """Moved, or given up in part: to print the old number again would permit what nobody has."""
    first = issue(booking=evening[0], staff=desk, kind=Paper.PERMIT, now=NOW)
    cancel(booking=evening[1], actor=desk, now=NOW + 60)
    assert Paper.PERMIT not in issues(evening[0])
    second = issue(booking=evening[0], staff=desk, kind=Paper.PERMIT, now=NOW + 120)
    assert (second.pk == first.pk, second.number, second.copies) == (False, 2, 0)


def test_who_was_checked_in_has_the_same_permit(booking: Booking, desk: Person) -> None:
    first = issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW)
    check_in(booking=booking, actor=desk, counts={}, now=FRIDAY.start)
    booking.refresh_from_db()
    assert issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=FRIDAY.start).pk == first.pk


def test_another_hall_of_the_same_occasion_hands_out_its_own(booking: Booking, desk: Person) -> None:
    elsewhere = a_booking(
        the_room(a_hall(SAMPLE.replace("higashi", "midori")), "craft"), FRIDAY, booking.person, visit="v"
    )
    Booking.objects.filter(pk=booking.pk).update(visit="v")
    booking.refresh_from_db()
    issue(booking=booking, staff=desk, kind=Paper.PERMIT, now=NOW)
    assert Paper.PERMIT not in issues(elsewhere)
