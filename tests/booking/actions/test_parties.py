"""Others come to what was booked: judged anew, the place kept."""

import pytest

from booking.actions.bookings import Refused, Stale
from booking.actions.parties import change_party
from booking.models import Act, Booking, Notice
from booking.queries.bookings import Absent
from booking.queries.party import Company
from tests.factories import NOW, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_third_grader, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
SIX = """
[[clauses]]
id = "X1"
ja = "6人まで使えます。"
en = "Six at most."
  [[clauses.says]]
  type = "headcount"
  most = 6
"""


@pytest.fixture
def booking() -> Booking:
    """The band's rehearsal on Friday evening, for teens, made by its leader."""
    leader = a_high_schooler()
    made = a_booking(the_room(a_hall(SAMPLE + SIX), "band"), FRIDAY, leader, group=a_band(leader))
    made.people.add(leader)
    return made


def others(booking: Booking) -> tuple[int, ...]:
    assert booking.group is not None
    return tuple(sorted(booking.group.members.values_list("pk", flat=True)))


def test_others_come_and_the_place_stays(booking: Booking) -> None:
    assert booking.person is not None
    company = Company(booking.group_id, others(booking), {"junior_high": 2})
    change_party(booking=booking, actor=booking.person, company=company, purpose="録音", now=NOW)
    booking.refresh_from_db()
    assert (booking.headcount, booking.counted, booking.purpose) == (5, {"junior_high": 2}, "録音")
    assert sorted(booking.people.values_list("pk", flat=True)) == list(others(booking))
    assert (booking.start, booking.end) == (FRIDAY.start, FRIDAY.end)
    assert Notice.objects.filter(booking=booking).exists()
    act = Act.objects.get(subject="booking", verb="change")
    assert (act.before["headcount"], act.after["headcount"]) == (1, 5), "how many came before is on record"


def test_too_many_are_refused_and_nothing_changes(booking: Booking) -> None:
    assert booking.person is not None
    company = Company(booking.group_id, others(booking), {"junior_high": 4})
    with pytest.raises(Refused) as refused:
        change_party(booking=booking, actor=booking.person, company=company, now=NOW)
    assert [reason.code for reason in refused.value.verdict.broken] == ["CAPACITY"]
    booking.refresh_from_db()
    assert (booking.headcount, booking.sequence) == (1, 0)


def test_a_party_for_whom_the_evening_is_not_open_is_refused(booking: Booking) -> None:
    assert booking.person is not None
    company = Company(booking.group_id, others(booking), {"elementary": 1})
    with pytest.raises(Refused) as refused:
        change_party(booking=booking, actor=booking.person, company=company, now=NOW)
    assert "AGE_EVENING" in {reason.code for reason in refused.value.verdict.broken}


def test_nobody_names_people_who_share_no_group_with_them(booking: Booking) -> None:
    assert booking.person is not None
    stranger = a_third_grader()
    with pytest.raises(Absent):
        change_party(booking=booking, actor=booking.person, company=Company(people=(stranger.pk,)), now=NOW)


def test_the_desk_changes_the_numbers_and_names_nobody_new(booking: Booking) -> None:
    desk = staff(booking.room.facility)
    coming = tuple(booking.people.values_list("pk", flat=True))
    change_party(booking=booking, actor=desk, company=Company(None, coming, {"high_school": 1}), now=NOW)
    booking.refresh_from_db()
    assert booking.headcount == 2
    seen = Booking.objects.get(pk=booking.pk)
    with pytest.raises(Absent):
        change_party(booking=seen, actor=desk, company=Company(None, others(booking)), now=NOW)


def test_of_two_who_change_it_at_once_the_second_is_told(booking: Booking) -> None:
    assert booking.person is not None
    seen = Booking.objects.get(pk=booking.pk)
    change_party(booking=booking, actor=booking.person, company=Company(None, others(booking)), now=NOW)
    with pytest.raises(Stale):
        change_party(booking=seen, actor=booking.person, company=Company(None, (), {"adult": 2}), now=NOW)
