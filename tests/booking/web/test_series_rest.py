"""What goes along with a series: of whom a search spoke, and for its rest those with whom it is booked."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Booking, Person, Series
from facilities.models import Room
from tests.booking.series import a_craft_room
from tests.booking.web.test_series import FORTNIGHTLY, NEW, commit, html_of, link, said
from tests.factories import a_booking, span
from tests.people import a_band, a_high_schooler, a_young_adult

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return a_craft_room()


@pytest.fixture
def page(as_member: Callable[..., Client], teen: Person) -> Client:
    return as_member(teen)


def test_the_rest_is_for_those_with_whom_the_others_are_booked(
    page: Client, room: Room, teen: Person
) -> None:
    a_booking(room, span("2026-12-23", "13:00", "15:00"), a_young_adult())
    group = a_band(teen, a_high_schooler())
    page.post("/who/", {"group": group.public_id, "people": teen.public_id, "adult": "3"})
    commit(page, page.get(NEW, FORTNIGHTLY))
    page.post("/who/", {"people": teen.public_id})
    form = page.post(f"/s/{Series.objects.get().public_id}/rest/", follow=True)
    assert f"{group.name}・4人" in said(form)


def test_a_series_without_a_rest_or_of_others_leads_to_no_form(
    page: Client, room: Room, as_member: Callable[..., Client]
) -> None:
    commit(page, page.get(NEW, FORTNIGHTLY))
    public_id = Series.objects.get().public_id
    assert page.post(f"/s/{public_id}/rest/").headers["Location"] == f"/s/{public_id}/"
    assert as_member(a_young_adult()).post(f"/s/{public_id}/rest/").status_code == 404


def test_what_a_search_said_of_who_comes_goes_along_to_every_step(page: Client, room: Room) -> None:
    sheet = html_of(page.get("/h/higashi/r/craft/b/?s=2026-12-09T13:00&n=4&age=high_school"))
    assert f"{NEW}?s=2026-12-09T13:00&amp;n=4&amp;age=high_school" in sheet
    answer = page.get(NEW, FORTNIGHTLY | {"n": "4", "age": "high_school"})
    assert '<input type="hidden" name="n" value="4"><input type="hidden" name="age" value="high_school">' in (
        html_of(answer)
    )
    assert "n=4&age=high_school" in link(answer, "12月23日(水)をとばす")
    commit(page, answer)
    assert {one.headcount for one in Booking.objects.all()} == {4}
