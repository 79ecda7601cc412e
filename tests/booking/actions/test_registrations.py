"""Applying, approving, giving back, renewing; and what that does to bookings that wait for it."""

from datetime import date

import pytest

from booking.actions.bookings import book
from booking.actions.lapses import lapse_provisional
from booking.actions.registrations import (
    WhyMissing,
    apply_for_registration,
    approve_registration,
    renew_registrations,
    return_registration,
)
from booking.actions.renewals import remind_of_renewals
from booking.actions.ties import verify_tie
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Claim, Notice, Person, Registration
from booking.queries.bookings import Absent
from booking.queries.notices import calls_at
from booking.queries.renewals import to_remind
from booking.rules.ask import TieKind
from booking.rules.verdict import Refused
from facilities.models import Facility
from tests.factories import AT_REGISTERING, NOW, REGISTERING, a_facility, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_third_grader, claimed, registered, staff, tied

pytestmark = pytest.mark.django_db
HALL = REGISTERING
KEY = "higashi-rules"
THIS, NEXT = date(2027, 3, 31), date(2028, 3, 31)
MARCH = at("2027-03-10 10:00")
APRIL = span("2027-04-07", "13:00", "15:00")


@pytest.fixture
def strict() -> Facility:
    return a_hall(REGISTERING + AT_REGISTERING)


def applied(person: Person, now: int = NOW) -> Registration:
    return apply_for_registration(person=person, key=KEY, now=now)


def a_member(**fields: object) -> Person:
    person = a_high_schooler(**fields)
    registered(person, KEY, date(2026, 4, 10), THIS)
    return person


def in_april(hall: Facility, person: Person) -> Booking:
    return book(person=person, wanted=Wanted(the_room(hall, "craft"), APRIL), now=MARCH)


def test_applying_twice_is_applying_once(strict: Facility) -> None:
    person = a_high_schooler()
    claimed(person, "lives")
    assert applied(person) == applied(person)
    assert Registration.objects.count() == 1


def test_a_registry_that_is_unknown_or_asks_no_people_is_absent() -> None:
    a_hall()
    for key in (KEY, "nowhere"):
        with pytest.raises(Absent):
            apply_for_registration(person=a_high_schooler(), key=key, now=NOW)


def test_the_desk_approves_once_what_must_be_on_record_is(strict: Facility) -> None:
    person, desk = a_high_schooler(), staff(strict)
    claimed(person, "lives")
    made = applied(person)
    with pytest.raises(Refused):
        approve_registration(registration=made, actor=desk, now=NOW)
    verify_tie(person=person, kind=TieKind.LIVES, until=None, actor=desk, now=NOW)
    approved = approve_registration(registration=made, actor=desk, now=NOW)
    assert (approved.state, approved.decided_by, approved.valid_until) == ("valid", desk, THIS)
    assert Notice.objects.filter(person=person, kind="registration_approved").exists()
    assert Act.objects.first().verb == "approve_registration"


def test_the_desk_may_overrule_with_a_reason_that_stays_on_record(strict: Facility) -> None:
    child, desk = a_third_grader(), staff(strict)
    tied(child, "lives")
    made = applied(child)
    with pytest.raises(Refused):
        approve_registration(registration=made, actor=desk, now=NOW)
    approve_registration(registration=made, actor=desk, why="紙の同意書を受け取りました", now=NOW)
    assert Act.objects.first().why == "紙の同意書を受け取りました"


def test_what_is_given_back_says_why_and_can_be_applied_for_again(strict: Facility) -> None:
    person, desk = a_high_schooler(), staff(strict)
    claimed(person, "lives")
    made = applied(person)
    with pytest.raises(WhyMissing):
        return_registration(registration=made, actor=desk, why=" ", now=NOW)
    back = return_registration(registration=made, actor=desk, why="住所のわかるものがいります。", now=NOW)
    assert (back.state, back.returned_why) == ("returned", "住所のわかるものがいります。")
    assert "住所のわかるもの" in Notice.objects.get(person=person).body
    again = applied(person)
    assert (again.pk, again.state, again.returned_why) == (made.pk, "applied", "")


def test_only_the_desk_of_a_hall_of_the_registry_decides(strict: Facility) -> None:
    person, stranger = a_high_schooler(), staff(a_facility("nishi"))
    claimed(person, "lives")
    made = applied(person)
    with pytest.raises(Absent):
        approve_registration(registration=made, actor=stranger, now=NOW)
    with pytest.raises(Absent):
        return_registration(registration=made, actor=person, why="はい", now=NOW)
    with pytest.raises(Absent):
        renew_registrations(registrations=[made], actor=stranger, now=NOW)
    with pytest.raises(Absent):
        verify_tie(person=person, kind=TieKind.LIVES, until=None, actor=person, now=NOW)


def test_from_february_it_is_renewed_for_the_next_fiscal_year_and_not_before(hall: Facility) -> None:
    person = a_member()
    assert applied(person, at("2027-01-31 23:00")).valid_until == THIS
    new = applied(person, at("2027-02-01 09:00"))
    assert (new.state, new.valid_until) == ("valid", NEXT)
    assert applied(person, at("2027-02-01 10:00")) == new


def test_many_are_renewed_at_once_and_what_the_judge_does_not_allow_is_left(strict: Facility) -> None:
    known, unknown, desk = a_member(), a_member(), staff(strict)
    for person in (known, unknown):
        claimed(person, "lives")
    waiting = [applied(person, MARCH) for person in (known, unknown)]
    verify_tie(person=known, kind=TieKind.LIVES, until=None, actor=desk, now=MARCH)
    batch = renew_registrations(registrations=waiting, actor=desk, now=MARCH)
    assert [one.person for one in batch.approved] == [known]
    assert [(one.person, verdict.lacking) for one, verdict in batch.left] == [(unknown, ("ties",))]


def test_a_booking_past_the_last_day_is_provisional_until_the_renewal(hall: Facility) -> None:
    person = a_member()
    booking = in_april(hall, person)
    assert (booking.state, booking.lapses_at) == ("provisional", at("2027-04-01 00:00"))
    assert "3月31日(水)までに手続きをすると、決まります。" in Notice.objects.get(booking=booking).body
    applied(person, MARCH)
    booking.refresh_from_db()
    assert (booking.state, booking.lapses_at) == ("booked", None)
    assert Claim.objects.filter(booking=booking).exists()


def test_a_renewal_that_waits_for_the_desk_books_it_when_it_is_approved(strict: Facility) -> None:
    person, desk = a_member(), staff(strict)
    claimed(person, "lives")
    booking, renewal = in_april(strict, person), applied(person, MARCH)
    booking.refresh_from_db()
    assert booking.state == "provisional"
    verify_tie(person=person, kind=TieKind.LIVES, until=None, actor=desk, now=MARCH)
    approve_registration(registration=renewal, actor=desk, now=MARCH)
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_without_a_renewal_it_lapses_at_the_end_of_the_last_day_and_the_place_is_free(hall: Facility) -> None:
    booking = in_april(hall, a_member())
    assert lapse_provisional(now=at("2027-03-31 23:59")) == 0
    assert lapse_provisional(now=at("2027-04-01 00:00")) == 1
    assert lapse_provisional(now=at("2027-04-01 00:00")) == 0
    booking.refresh_from_db()
    assert booking.state == "lapsed"
    assert not Claim.objects.filter(booking=booking).exists()
    told = Notice.objects.get(booking=booking, kind="lapsed")
    assert list(calls_at(hall, at("2027-04-01 09:00"))) == [told], (
        "whoever has no mail would stand at the door"
    )


def test_whoever_has_not_renewed_is_told_once_in_february_and_once_in_march(hall: Facility) -> None:
    person, done = a_member(), a_member()
    applied(done, at("2027-02-01 09:00"))
    told = []
    for day in ("01-31", "02-01", "02-02", "02-28", "03-01", "03-31", "04-01"):
        now = at(f"2027-{day} 09:00")
        while to_remind(now).exists():
            remind_of_renewals(now=now)
            told.append(day)
    assert told == ["02-01", "03-01"]
    assert Notice.objects.filter(person=person, kind="renewable").count() == 2
    assert not Notice.objects.filter(person=done, kind="renewable").exists()
