"""/guardian/: the child's bookings, what was agreed to, one's own contact, by a link of one's own."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.actions.signups import sign_up
from booking.models import Booking, Guardian, Person
from booking.models.keys import fingerprint
from booking.rules.exchange import Comer
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.actions.test_guardians import DEADLINE
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.conftest import said
from tests.factories import CONSENTING, NOW, SAMPLE, TODAY, a_booking, a_hall, span, the_room
from tests.people import a_band, a_guardian, a_high_schooler, a_junior_high_student, consented, staff

pytestmark = pytest.mark.django_db
TOKEN = "5" * 40
PAGE = f"/guardian/{TOKEN}/"
YEAR_END = TODAY.replace(year=2027, month=3, day=31)


@pytest.fixture
def room() -> Room:
    return the_room(a_hall(CONSENTING), "band")


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", name="木村そら")


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(TOKEN), mail="yoko@example.org", phone="090-0000-0000")


@pytest.fixture
def booking(sora: Person, room: Room) -> Booking:
    return a_booking(room, span("2026-12-04", "17:00", "19:00"), sora, code="0417")


def test_it_shows_when_and_where_and_until_when_it_can_be_seen(
    client: Client, yoko: Guardian, booking: Booking
) -> None:
    words = said(client.get(PAGE))
    assert "12月4日(金) 17:00–19:00 東児童館 音楽室" in words
    assert "そらさんについて見るページです。2031年3月31日まで開けます" in words
    assert [hidden for hidden in ("木村", "0417") if hidden in words] == []


def test_the_end_of_a_consent_is_told_apart_from_that_of_the_page(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    apart = "同意の期限は、このページを開ける日とは別です"
    assert apart not in said(client.get(PAGE))  # nothing was agreed to: there is one date alone
    consented(sora, room.facility, "evening", TODAY, YEAR_END, guardian=yoko)
    words = said(client.get(PAGE))
    assert apart in words
    assert "2026年12月2日から2027年3月31日まで" in words
    assert "2031年3月31日まで開けます" in words


def test_the_page_opens_on_its_last_day_and_not_the_day_after(
    client: Client, yoko: Guardian, settings: Any
) -> None:
    settings.CLOCK = "2031-03-31T23:59:00+09:00"
    assert client.get(PAGE).status_code == 200
    settings.CLOCK = "2031-04-01T00:00:00+09:00"
    assert client.get(PAGE).status_code == 404


def test_what_the_child_has_not_accepted_yet_is_no_booking(
    client: Client, yoko: Guardian, booking: Booking
) -> None:
    Booking.objects.update(state=State.OFFERED)
    assert "これからの予約はありません。" in said(client.get(PAGE))


def test_what_the_child_has_signed_up_for_is_shown_with_how_it_stands_there(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    desk = staff(room.facility)
    a_department(room.facility)
    places = {("junior_high", None): 1}
    songs = a_programme(room.facility, desk, About(name="むかしの歌", places=places))
    publish_programme(programme=songs, actor=desk, now=NOW)
    dates = [held(songs, desk, span(day, "14:00", "16:00")) for day in ("2026-12-05", "2026-12-12")]
    party = [Comer("junior_high")]
    sign_up(programme=songs, sessions=[dates[0].public_id], party=party, person=sora, now=NOW)
    words = said(client.get(PAGE))
    assert "12月5日(土) 14:00–16:00 むかしの歌 ・公園 席があります" in words
    assert "12月12日" not in words
    Guardian.objects.update(may_see=False)
    assert "むかしの歌" not in said(client.get(PAGE))


def test_a_booking_is_given_back_from_the_page(client: Client, yoko: Guardian, booking: Booking) -> None:
    answer = client.post(f"{PAGE}cancel/{booking.public_id}/", {"sequence": booking.sequence}, follow=True)
    assert answer.redirect_chain == [(f"{PAGE}?done=cancelled", 302)]
    assert "予約を取り消しました。お子さんにも知らせました。" in said(answer)
    assert Booking.objects.get().state == State.CANCELLED


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("late_cancel", "しめきりのあとでも、お子さんのおそい取り消しには数えません。"),
        ("late_cancel_by_guardian", "しめきりのあとに取り消すと、お子さんのおそい取り消しとして数えます。"),
    ],
)
def test_it_says_before_whether_being_late_counts_for_the_child(
    client: Client, sora: Person, yoko: Guardian, event: str, words: str
) -> None:
    hall = a_hall(SAMPLE + DEADLINE.replace("EVENT", event))
    a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "19:00"), sora)
    assert words in said(client.get(PAGE))


def test_a_booking_that_has_changed_meanwhile_is_explained(
    client: Client, yoko: Guardian, booking: Booking
) -> None:
    answer = client.post(f"{PAGE}cancel/{booking.public_id}/", {"sequence": booking.sequence + 1})
    assert answer.status_code == 409
    assert "先に予約が変わっていました" in said(answer)
    Booking.objects.update(state=State.CANCELLED)
    gone = client.post(f"{PAGE}cancel/{booking.public_id}/", {"sequence": booking.sequence})
    assert (gone.status_code, "この予約は、もうありません" in said(gone)) == (409, True)


def test_a_groups_booking_to_which_the_child_does_not_come_is_shown_without_a_button(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    ours = a_booking(room, span("2026-12-04", "17:00", "19:00"), sora, group=a_band(sora))
    html = client.get(PAGE).content.decode()
    assert "12月4日(金)" in html
    assert ours.public_id not in html
    for verb in ("cancel", "home"):
        assert client.post(f"{PAGE}{verb}/{ours.public_id}/", {"sequence": "0"}).status_code == 404


def test_the_child_is_taken_out_of_a_groups_booking_from_the_page(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    leader = a_high_schooler()
    ours = a_booking(
        room, span("2026-12-04", "17:00", "19:00"), leader, group=a_band(leader, sora), headcount=2
    )
    ours.people.set([leader, sora])
    html = client.get(PAGE).content.decode()
    assert "行かない" in html
    assert f"cancel/{ours.public_id}" not in html
    address, seen = f"{PAGE}home/{ours.public_id}/", {"sequence": ours.sequence}
    for _ in range(2):  # a second tap finds what the first one did
        answer = client.post(address, seen, follow=True)
        assert answer.redirect_chain == [(f"{PAGE}?done=home", 302)]
        assert "行かないことにしました。お子さんに知らせました。" in said(answer)
    assert list(ours.people.all()) == [leader]
    assert address not in client.get(PAGE).content.decode()


def test_a_groups_booking_that_has_changed_or_gone_meanwhile_is_explained(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    ours = a_booking(room, span("2026-12-04", "17:00", "19:00"), sora, group=a_band(sora))
    ours.people.set([sora])
    address = f"{PAGE}home/{ours.public_id}/"
    stale = client.post(address, {"sequence": ours.sequence + 1})
    assert (stale.status_code, "先に予約が変わっていました" in said(stale)) == (409, True)
    Booking.objects.update(state=State.CANCELLED)
    gone = client.post(address, {"sequence": ours.sequence})
    assert (gone.status_code, "この予約は、もうありません" in said(gone)) == (409, True)


def test_who_may_not_see_is_shown_no_booking(client: Client, yoko: Guardian, booking: Booking) -> None:
    Guardian.objects.update(may_see=False)
    words = said(client.get(PAGE))
    assert "12月4日" not in words
    assert "予約は見ないことになっています" in words


def test_a_consent_is_taken_back_from_the_page(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    consent = consented(sora, room.facility, "evening", TODAY, YEAR_END, yoko)
    others = consented(sora, room.facility, "craft", TODAY, YEAR_END, a_guardian(sora))
    html = client.get(PAGE).content.decode()
    assert "17時からの音楽室" in html
    assert "工作室の道具" not in html
    answer = client.post(f"{PAGE}revoke/{consent.public_id}/", follow=True)
    assert "同意を取り消しました" in said(answer)
    assert "今、同意していることはありません" in said(answer)
    assert client.post(f"{PAGE}revoke/{others.public_id}/").status_code == 404


def test_before_taking_back_it_says_that_new_bookings_end_and_what_becomes_of_the_others(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    consented(sora, room.facility, "evening", TODAY, YEAR_END, yoko)
    words = said(client.get(PAGE))
    assert "新しい予約は、できなくなります。今ある予約はそのままですが、使う日までに" in words


def test_a_slip_is_put_right_on_the_page_within_a_day(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    consent = consented(sora, room.facility, "evening", TODAY, YEAR_END, yoko)
    words = said(client.post(f"{PAGE}revoke/{consent.public_id}/", follow=True))
    assert "17時からの音楽室 取り消しました。1日のあいだは、もとにもどせます。" in words
    words = said(client.post(f"{PAGE}stand/{consent.public_id}/", follow=True))
    assert "同意をもとにもどしました" in words
    assert "もとにもどせます" not in words
    consent.refresh_from_db()
    assert consent.revoked_at is None


def test_what_was_given_anew_offers_nothing_to_put_right(
    client: Client, yoko: Guardian, sora: Person, room: Room
) -> None:
    consent = consented(sora, room.facility, "evening", TODAY, YEAR_END, yoko)
    client.post(f"{PAGE}revoke/{consent.public_id}/")
    consented(sora, room.facility, "evening", TODAY, YEAR_END, yoko)
    assert "もとにもどせます" not in said(client.get(PAGE))


def test_the_contact_is_corrected_and_a_mistake_named(client: Client, yoko: Guardian) -> None:
    wrong = client.post(f"{PAGE}contact/", {"mail": "yoko", "phone": "", "language": "en"})
    assert wrong.status_code == 422
    assert "メールアドレスの形がちがうようです" in said(wrong)
    wrong = client.post(f"{PAGE}contact/", {"mail": "", "phone": "家の電話", "language": "en"})
    assert (wrong.status_code, "電話番号は 042-000-0000 のような形で" in said(wrong)) == (422, True)
    client.post(f"{PAGE}contact/", {"mail": "", "phone": "042-111-1111", "language": "klingon"})
    yoko.refresh_from_db()
    assert (yoko.mail, yoko.phone, yoko.language) == ("", "042-111-1111", "ja")


def test_links_that_open_nothing_answer_alike_whatever_the_reason(
    client: Client, yoko: Guardian, sora: Person, booking: Booking, settings: Any
) -> None:
    def answers() -> set[str]:
        pages = [client.get(PAGE), client.post(f"{PAGE}cancel/{booking.public_id}/", {"sequence": "0"})]
        assert {page.status_code for page in pages} == {404}
        return {page.content.decode() for page in pages}

    unknown = {client.get(f"/guardian/{'e' * 40}/").content.decode()}
    Guardian.objects.update(stopped_at=NOW)
    assert answers() == unknown
    Guardian.objects.update(stopped_at=None)
    Person.objects.filter(pk=sora.pk).update(closed=True)
    assert answers() == unknown
    Person.objects.filter(pk=sora.pk).update(closed=False)
    settings.CLOCK = "2031-04-01T09:00:00+09:00"
    assert answers() == unknown


def test_the_secret_leads_nowhere_but_to_the_pages_own_forms(
    client: Client, yoko: Guardian, booking: Booking
) -> None:
    answer = client.get(PAGE)
    links = re.findall(r'(?:href|action|src)="([^"]*)"', answer.content.decode())
    assert {link.split(TOKEN)[0] for link in links if TOKEN in link} == {"/guardian/"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("what", ["cancel/abc", "revoke/abc", "contact"])
def test_nothing_is_changed_by_a_link(client: Client, yoko: Guardian, what: str) -> None:
    assert client.get(f"{PAGE}{what}/").status_code == 405


def test_another_childs_booking_is_not_there(client: Client, yoko: Guardian, room: Room) -> None:
    foreign = a_booking(room, span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    assert client.post(f"{PAGE}cancel/{foreign.public_id}/", {"sequence": "0"}).status_code == 409
    assert Booking.objects.get().state == State.BOOKED
