"""/guardian/…/away/ and /back/: dates that a child has signed up for, on its guardian's page."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Coming, Guardian, Person, Programme, Session
from booking.models.keys import fingerprint
from facilities.models import Facility
from tests.booking.songs import ELDER, FIRST, signed_up, the_songs
from tests.booking.web.conftest import said
from tests.people import a_guardian, a_young_adult

pytestmark = pytest.mark.django_db
TOKEN = "5" * 40
PAGE = f"/guardian/{TOKEN}/"


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(TOKEN), mail="yoko@example.org")


@pytest.fixture
def songs(hall: Facility, desk: Person) -> Programme:
    return the_songs(hall, desk)


@pytest.fixture
def day(songs: Programme, sora: Person, yoko: Guardian) -> Session:
    found = songs.sessions.get(start=FIRST.start)
    signed_up(found, sora, ELDER)
    return found


def test_a_date_is_given_back_from_the_page_and_had_again_there(client: Client, day: Session) -> None:
    away, back = (f"{PAGE}{verb}/{day.public_id}/" for verb in ("away", "back"))
    assert f'action="{away}"' in client.get(PAGE).content.decode()
    answer = client.post(away, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?done=away", 302)]
    assert "この日の申しこみをやめました。お子さんに知らせました。" in said(answer)
    assert "やめました。10分の間は、もどせます。" in said(answer)
    assert f'action="{back}"' in answer.content.decode()
    again = client.post(back, follow=True)
    assert "申しこみをもとにもどしました。お子さんに知らせました。" in said(again)
    assert (Coming.objects.get().state, back in again.content.decode()) == ("coming", False)


def test_after_ten_minutes_it_is_no_more_on_the_page(client: Client, day: Session, settings: Any) -> None:
    client.post(f"{PAGE}away/{day.public_id}/")
    settings.CLOCK = "2026-12-02T16:20:00+09:00"
    assert "歌の会" not in said(client.get(PAGE))
    late = client.post(f"{PAGE}back/{day.public_id}/")
    assert (late.status_code, "もうもとにはもどせません" in said(late)) == (409, True)


def test_what_the_child_has_left_is_not_on_the_page_to_have_again(
    client: Client, day: Session, sora: Person
) -> None:
    client.force_login(sora)
    client.post(f"/p/{day.programme.public_id}/{day.public_id}/stay-away/")
    assert Coming.objects.get().state == "cancelled"
    assert "歌の会" not in said(client.get(PAGE))


def test_a_seat_that_somebody_else_has_by_now_is_explained(client: Client, day: Session) -> None:
    signed_up(day, a_young_adult(), ELDER)
    client.post(f"{PAGE}away/{day.public_id}/")
    late = client.post(f"{PAGE}back/{day.public_id}/")
    assert (late.status_code, "席が次の人のものになったか" in said(late)) == (409, True)


def test_a_date_that_has_begun_has_no_button_and_is_explained(
    client: Client, day: Session, settings: Any
) -> None:
    settings.CLOCK = "2026-12-12T14:00:00+09:00"
    page = client.get(PAGE)
    assert "歌の会" in said(page)
    assert "/away/" not in page.content.decode()
    late = client.post(f"{PAGE}away/{day.public_id}/")
    assert (late.status_code, "この日は、もう始まっています" in said(late)) == (409, True)


def test_who_may_not_give_back_is_told_who_can(client: Client, day: Session) -> None:
    can = "行かないときは、お子さんが行事のページでやめられます"
    assert can not in said(client.get(PAGE))
    Guardian.objects.update(may_cancel=False)
    page = client.get(PAGE)
    assert can in said(page)
    assert "/away/" not in page.content.decode()
    assert client.post(f"{PAGE}away/{day.public_id}/").status_code == 404


def test_a_date_for_which_the_child_never_signed_up_is_none(client: Client, day: Session) -> None:
    other = day.programme.sessions.exclude(pk=day.pk).get()
    for verb in ("away", "back"):
        assert client.post(f"{PAGE}{verb}/{other.public_id}/").status_code == 404
