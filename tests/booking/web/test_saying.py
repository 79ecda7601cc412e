"""What the last step came to is said once, at the top of the page to which it led, and has the focus."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.models import Booking, Person, Series, Wait
from tests.booking.series import a_craft_room
from tests.booking.web.conftest import text_of
from tests.factories import a_band_room, a_booking, span
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
SLOT = "/h/higashi/r/band/wait/?s=2026-12-04T17:00&e=2026-12-04T19:00"
FOCUS = 'role="status" tabindex="-1" autofocus>'
FOUR = "/h/higashi/r/craft/series/?s=2026-12-09T13:00&e=2026-12-09T15:00&often=2w&times=2"


@pytest.fixture
def page(as_member: Callable[..., Client], haruka: Person) -> Client:
    return as_member(haruka)


@pytest.fixture
def taken() -> Booking:
    return a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), a_high_schooler())


def test_who_joins_a_line_and_leaves_it_is_told_so_once(page: Client, taken: Booking) -> None:
    joined = page.post(SLOT, {"kind": "slot"}, follow=True).content.decode()
    assert f"{FOCUS}待つ列に入りました。空いたら、順番に知らせます。" in joined
    assert FOCUS not in page.get("/me/waits/").content.decode()
    left = page.post(f"/w/{Wait.objects.get().public_id}/stop/", follow=True).content.decode()
    assert f"{FOCUS}待つのをやめました。" in left


def test_a_page_without_anything_to_say_writes_no_session(page: Client) -> None:
    assert "sessionid" not in page.get("/me/waits/").cookies


def test_what_becomes_of_a_series_is_said_with_its_undo_beside_it(page: Client, haruka: Person) -> None:
    a_craft_room()
    asked = page.get(FOUR).content.decode()
    form = asked.partition('class="sec commit"')[2]
    fields = {
        name: form.partition(f'name="{name}" value="')[2].partition('"')[0] for name in ("key", "company")
    }
    dates = [part.partition('"')[0] for part in form.split('name="date" value="')[1:]]
    page.post(FOUR, {**fields, "date": dates})
    series = Series.objects.get()
    gone = page.post(f"/s/{series.public_id}/cancel/", {"sequence": "0"}, follow=True).content.decode()
    assert f"{FOCUS}空けました。待っていた人に、順番に案内します。" in gone
    assert "空けた2回は、まだ空いていれば、もとにもどせます。" in text_of(gone)
    back = page.post(f"/s/{series.public_id}/restore/", {"sequence": "1"}, follow=True).content.decode()
    assert f"{FOCUS}もとにもどしました。" in back
