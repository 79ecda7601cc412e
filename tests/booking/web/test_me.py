"""One's own bookings: what can be done with each from the list."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.factories import a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


def test_who_comes_is_changed_from_the_list_for_each_booking_that_is_ones_own(
    as_member: Callable[..., Client],
) -> None:
    room, leader, friend = a_band_room(), a_high_schooler(), a_high_schooler()
    band = a_band(leader, friend)
    made = [
        a_booking(room, span(day, "17:00", "19:00"), leader, group=band)
        for day in ("2026-12-04", "2026-12-11")
    ]
    for one in made:
        one.people.set([leader, friend])
    page = as_member(leader).get("/me/").content.decode()
    for one, day in zip(made, ("12月4日(金)", "12月11日(金)"), strict=True):
        assert f'href="/b/{one.public_id}/who/" aria-label="{day}の予約に来る人を変える"' in page
        assert as_member(leader).get(f"/b/{one.public_id}/who/").status_code == 200
    assert '/who/" aria' not in as_member(friend).get("/me/").content.decode()
