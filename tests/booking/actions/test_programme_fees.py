"""The fee of a programme is written down when it is paid: once, with a numbered receipt, and struck out where
that was a mistake."""

import pytest

from booking.actions.changes import Stale
from booking.actions.money import GivenBack, NoSuchSum, TooLate
from booking.actions.programme_fees import give_fee_back, issue_fee_receipt, strike_fee, take_fee
from booking.actions.signups import stay_away
from booking.models import Act, FeePayment, FeeReceipt, Person, Programme, SignUp
from booking.queries.bookings import Absent
from booking.queries.programme_fees import dues_of, fees_at, gave_up_and_paid
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.songs import CHILD, ELDER, at_both, the_songs
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
A_DAY = 24 * 60 * 60


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    """300 yen for each who comes."""
    made = the_songs(hall, desk)
    Programme.objects.update(fee=300)
    made.refresh_from_db()
    return made


@pytest.fixture
def party(songs: Programme) -> SignUp:
    """A child and an elder, for both dates."""
    return at_both(songs, a_high_schooler(), CHILD, ELDER)


def paid(party: SignUp, desk: Person, yen: int = 600, now: int = NOW, seen: int | None = None) -> FeePayment:
    hall = party.programme.facility
    assert hall is not None
    return take_fee(signup=party, facility=hall, staff=desk, yen=yen, now=now, seen=seen)


def test_each_who_comes_pays_once_for_all_dates_and_what_is_left_is_said(party: SignUp, desk: Person) -> None:
    assert dues_of([party])[party.pk].due == 600
    paid(party, desk, 200)
    found = dues_of([party])[party.pk]
    assert (found.fee, found.paid, found.due, found.over) == (600, 200, 400, 0)
    assert Act.objects.get(verb="take_fee").after == {"yen": 200}


def test_whoever_gave_the_place_up_is_owed_what_they_paid(
    songs: Programme, party: SignUp, desk: Person, hall: Facility
) -> None:
    paid(party, desk)
    for one in party.dates.select_related("session"):
        stay_away(signup=party, session=one.session, actor=party.person, now=NOW)
    assert gave_up_and_paid(songs) == [party]
    assert dues_of([party])[party.pk].over == 600
    give_fee_back(signup=party, facility=hall, staff=desk, yen=600, now=NOW)
    assert gave_up_and_paid(songs) == []


@pytest.mark.parametrize("yen", [0, -300, 10_000_001])
def test_a_sum_that_cannot_change_hands_is_not_written(party: SignUp, desk: Person, yen: int) -> None:
    with pytest.raises(NoSuchSum):
        paid(party, desk, yen)
    assert not FeePayment.objects.exists()


def test_no_more_goes_back_than_was_paid(party: SignUp, desk: Person, hall: Facility) -> None:
    paid(party, desk)
    with pytest.raises(NoSuchSum):
        give_fee_back(signup=party, facility=hall, staff=desk, yen=601, now=NOW)


def test_of_two_desks_the_second_is_told(party: SignUp, desk: Person) -> None:
    paid(party, desk, seen=0)
    with pytest.raises(Stale):
        paid(party, desk, seen=0)
    assert FeePayment.objects.count() == 1


def test_a_mistake_is_struck_out_once_within_a_day(party: SignUp, desk: Person) -> None:
    made = paid(party, desk)
    with pytest.raises(TooLate):
        strike_fee(payment=made, staff=desk, now=NOW + A_DAY)
    strike_fee(payment=made, staff=desk, now=NOW + 60)
    assert dues_of([party])[party.pk].paid == 0
    with pytest.raises(TooLate):
        strike_fee(payment=made, staff=desk, now=NOW + 90)


def test_what_went_back_of_it_is_struck_out_first(party: SignUp, desk: Person, hall: Facility) -> None:
    made = paid(party, desk)
    give_fee_back(signup=party, facility=hall, staff=desk, yen=100, now=NOW)
    with pytest.raises(GivenBack):
        strike_fee(payment=made, staff=desk, now=NOW)


def test_a_receipt_is_over_what_came_in_since_the_last_and_numbered_in_the_hall_and_year(
    party: SignUp, desk: Person, hall: Facility
) -> None:
    paid(party, desk, 200)
    first = issue_fee_receipt(signup=party, facility=hall, staff=desk, now=NOW)
    paid(party, desk, 400, now=NOW + 10)
    second = issue_fee_receipt(signup=party, facility=hall, staff=desk, now=NOW + 20)
    assert [(one.year, one.number, one.yen) for one in (first, second)] == [(2026, 1, 200), (2026, 2, 400)]


def test_printed_again_a_receipt_is_a_copy_and_two_presses_are_one(
    party: SignUp, desk: Person, hall: Facility
) -> None:
    paid(party, desk)
    for later in (0, 5, 3600):
        issue_fee_receipt(signup=party, facility=hall, staff=desk, now=NOW + later)
    assert [(one.number, one.copies) for one in FeeReceipt.objects.all()] == [(1, 1)]


def test_over_nothing_there_is_no_receipt_and_what_a_receipt_says_is_not_struck_out(
    party: SignUp, desk: Person, hall: Facility
) -> None:
    with pytest.raises(Absent):
        issue_fee_receipt(signup=party, facility=hall, staff=desk, now=NOW)
    made = paid(party, desk)
    issue_fee_receipt(signup=party, facility=hall, staff=desk, now=NOW)
    with pytest.raises(TooLate):
        strike_fee(payment=made, staff=desk, now=NOW)


def test_only_who_has_a_right_to_money_there_takes_any(party: SignUp, hall: Facility) -> None:
    for person in (staff(hall, role=Role.INSTRUCTOR), staff(a_facility("elsewhere")), party.person):
        with pytest.raises(Absent):
            paid(party, person)


def test_the_cash_of_a_day_outlives_whoever_paid(party: SignUp, desk: Person, hall: Facility) -> None:
    paid(party, desk)
    issue_fee_receipt(signup=party, facility=hall, staff=desk, now=NOW)
    party.delete()
    assert [(one.yen, one.signup_id) for one in fees_at(hall, NOW - 60, NOW + 60)] == [(600, None)]
    assert FeeReceipt.objects.get().number == 1
