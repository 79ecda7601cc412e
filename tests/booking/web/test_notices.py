"""お知らせ: what one was told, marked until it was read, and what comes by mail, too."""

import pytest
from django.test import Client

from booking import notices
from booking.actions.programmes import About, move_session, publish_programme
from booking.actions.signups import sign_up
from booking.models import Notice, Person
from booking.rules.exchange import Comer
from booking.rules.notices import CHOSEN
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_band_room, a_booking, span
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db


def signed_in(client: Client, **fields: object) -> Person:
    person = a_high_schooler(**fields)
    client.force_login(person)
    return person


def told(person: Person) -> Notice:
    """What the hall has told somebody about their booking."""
    booking = a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person, changed_at=NOW)
    notices.tell(
        [person], "closed", lambda: ("館の都合で使えません", "お休みです。"), now=NOW, booking=booking
    )
    return Notice.objects.get()


def test_a_notice_is_new_until_it_was_read_and_leads_to_its_booking(client: Client) -> None:
    notice = told(signed_in(client))
    assert notice.booking is not None
    page = client.get("/me/notices/").content.decode()
    assert "館の都合で使えません" in page
    assert f"/b/{notice.booking.public_id}/" in page
    assert "新しい</b>" in page
    assert "新しいお知らせ 1件" in client.get("/me/").content.decode()
    assert client.post("/me/notices/read/").headers["Location"] == "/me/notices/"
    assert "新しい</b>" not in client.get("/me/notices/").content.decode()
    assert "新しいお知らせ" not in client.get("/me/").content.decode()


def test_what_one_did_oneself_is_kept_apart_and_is_no_news(client: Client) -> None:
    person = signed_in(client)
    notices.booked(a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person, changed_at=NOW))
    page = text_of(client.get("/me/notices/").content.decode())
    assert "お知らせは、まだありません" in page
    assert "控えを見る(1件)" in page
    assert page.index("控えを見る") < page.index("予約しました:12月4日(金) 17:00–19:00 音楽室")
    assert "新しいお知らせ" not in client.get("/me/").content.decode()


def test_what_another_of_the_group_did_is_news_to_its_leader(client: Client) -> None:
    leader, mate = signed_in(client), a_high_schooler()
    room, band = a_band_room(), a_band(leader, mate)
    notices.booked(a_booking(room, span("2026-12-04", "17:00", "19:00"), mate, group=band, changed_at=NOW))
    page = client.get("/me/notices/").content.decode()
    assert "新しい</b>" in page
    assert "控えを見る" not in page
    assert "新しいお知らせ 1件" in client.get("/me/").content.decode()


def test_nobody_reads_what_others_were_told(client: Client) -> None:
    told(a_high_schooler())
    signed_in(client)
    assert "お知らせは、まだありません" in client.get("/me/notices/").content.decode()


def test_one_chooses_what_comes_by_mail_too(client: Client) -> None:
    person = signed_in(client, email="haruka@example.org")
    page = client.get("/me/notices/").content.decode()
    assert page.count("checked") == len(CHOSEN)
    assert "「予約や行事が変わるときなど、大切なお知らせ」は、いつもメールでも届きます。" in page
    client.post("/me/notices/mail/", {"mail": ["turns", "nonsense"]})
    person.refresh_from_db()
    assert person.unmailed == ["bookings", "reminders", "groups", "records"]


def test_without_an_address_there_is_nothing_to_choose_and_nothing_is_missed(client: Client) -> None:
    signed_in(client, email="")
    page = client.get("/me/notices/").content.decode()
    assert "お知らせはここに届きます" in page
    assert 'type="checkbox"' not in page


@pytest.mark.parametrize("address", ["/me/notices/", "/me/notices/read/", "/me/notices/mail/"])
def test_whoever_is_not_signed_in_is_asked_to(client: Client, address: str) -> None:
    answer = client.get(address) if address == "/me/notices/" else client.post(address)
    assert answer.headers["Location"].startswith("/in/login/")


def test_a_sign_up_for_a_programme_is_ones_own_doing_and_a_date_that_moves_leads_to_its_page(
    client: Client, hall: Facility, desk: Person
) -> None:
    person = signed_in(client)
    a_department(hall)
    songs = a_programme(hall, desk, About(name="歌の会", places={("high_school", None): 3}))
    date = held(songs, desk, span("2026-12-12", "14:00", "16:00"))
    publish_programme(programme=songs, actor=desk, now=NOW)
    party = [Comer("high_school", 11)]
    sign_up(programme=songs, sessions=[date.public_id], party=party, person=person, now=NOW)
    page = client.get("/me/notices/").content.decode()
    assert "控えを見る(1件)" in text_of(page)
    assert "新しいお知らせ" not in client.get("/me/").content.decode()
    move_session(session=date, span=span("2026-12-13", "10:00", "12:00"), actor=desk, now=NOW)
    page = client.get("/me/notices/").content.decode()
    assert "行事の日時が変わりました:12月13日(日) 10:00–12:00 歌の会" in page
    assert f'href="/p/{songs.public_id}/"' in page
    assert "新しいお知らせ 1件" in client.get("/me/").content.decode()
