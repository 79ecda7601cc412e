"""One's own bookings: what can be done with each from the list."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Partner, Person
from facilities.models import Facility
from tests.booking.songs import CHILD, ELDER, FIRST, signed_up, the_songs
from tests.factories import NOW, a_band_room, a_booking, span, the_room
from tests.people import a_band, a_high_schooler, a_senior, a_young_adult

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


def test_a_date_of_a_programme_stands_among_the_bookings_by_its_time_and_can_be_given_up(
    as_member: Callable[..., Client], hall: Facility, desk: Person
) -> None:
    songs, me, room = the_songs(hall, desk), a_young_adult(), the_room(hall, "band")
    signed_up(songs.sessions.get(start=FIRST.start), a_senior(), ELDER)
    signed_up(songs.sessions.get(start=FIRST.start), me, ELDER, CHILD)
    for day in ("2026-12-04", "2026-12-11", "2026-12-18"):
        a_booking(room, span(day, "17:00", "19:00"), me)
    page = as_member(me).get("/me/").content.decode()
    assert page.index("12月11日") < page.index("歌の会") < page.index("12月18日")
    assert "待っています(1番目)" in page
    assert f'action="/p/{songs.public_id}/' in page


def test_whom_a_hall_asks_to_make_a_programme_with_it_sees_that_in_their_list(
    as_member: Callable[..., Client], hall: Facility, desk: Person
) -> None:
    leader = a_high_schooler()
    Partner.objects.create(programme=the_songs(hall, desk), group=a_band(leader), invited_at=NOW)
    page = as_member(leader).get("/me/").content.decode()
    assert "いっしょに作りませんか" in page
    assert "歌の会" in page
