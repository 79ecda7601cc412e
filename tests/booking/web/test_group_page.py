"""A group over the turn of the school year: its members leave school, and what it did stays what it was."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from booking.models import Headcount
from booking.queries.bookings import past
from booking.rules.attendance import planned
from booking.rules.lifecycle import State
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, a_hall, at, span, the_room
from tests.people import a_band, a_person

pytestmark = pytest.mark.django_db
LAST_YEAR_AT_SCHOOL = date(2009, 3, 31)  # 高校3年生 up to the end of March 2027


@pytest.mark.parametrize(
    ("clock", "band"), [("2027-03-31T23:59:00+09:00", "高校生世代"), ("2027-04-01T00:00:00+09:00", "おとな")]
)
def test_a_band_that_leaves_school_is_of_the_new_stage_from_the_first_of_april(
    as_member: Callable[..., Client], settings: Any, clock: str, band: str
) -> None:
    leader, friend = (a_person(LAST_YEAR_AT_SCHOOL, call_name=name) for name in ("はるか", "りく"))
    group = a_band(leader, friend)
    settings.CLOCK = clock
    members = text_of(as_member(leader).get(f"/g/{group.public_id}/").content.decode())
    assert members.count(band) >= 2


def test_what_it_did_at_school_stays_its_own_and_stays_counted_as_it_was(
    as_member: Callable[..., Client], settings: Any
) -> None:
    leader, friend = (a_person(LAST_YEAR_AT_SCHOOL, call_name=name) for name in ("はるか", "りく"))
    group, hall = a_band(leader, friend), a_hall()
    played = a_booking(
        the_room(hall, "craft"), span("2026-11-20", "13:00", "15:00"), leader, state=State.USED, group=group
    )
    played.people.set([leader, friend])
    Headcount.objects.create(booking=played, part="part", band="high_school", count=2)
    settings.CLOCK = "2027-04-10T10:00:00+09:00"
    spring = at("2027-04-10 10:00")
    assert past(friend, spring, 10) == [played]
    told = text_of(as_member(friend).get("/me/").content.decode())
    assert "11月20日(金)" in told
    assert played.headcounts.get().band == "high_school"


@pytest.mark.parametrize(("day", "band"), [(date(2027, 3, 31), "high_school"), (date(2027, 4, 1), "adult")])
def test_at_the_door_it_is_counted_in_the_stage_of_the_day(day: date, band: str) -> None:
    heads = planned([LAST_YEAR_AT_SCHOOL, LAST_YEAR_AT_SCHOOL], {}, 2, 0, day)
    assert {one.band: count for one, count in heads.items() if count} == {band: 2}
