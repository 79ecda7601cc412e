"""Papers of a booking as pages: what the member prints, what the desk hands out, and to nobody else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from booking.actions.money import take
from booking.actions.reductions import decide_reduction
from booking.models import Booking, Person
from facilities.models import Equipment, Facility
from facilities.rules.spans import Span
from tests.booking.web.conftest import text_of
from tests.factories import COSTING, NOW, a_booking, a_hall, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking() -> Booking:
    person = a_high_schooler(name="川口 遥")
    made = a_booking(
        the_room(a_hall(COSTING), "band"),
        span("2026-12-04", "17:00", "19:00"),
        person,
        purpose="バンド練習",
    )
    made.people.add(person)
    return made


def test_a_member_prints_the_prefilled_application(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    page = text_of(
        as_member(booking.person).get(f"/b/{booking.public_id}/papers/application/").content.decode()
    )
    for said in (
        "使用許可申請書",
        "令和8年12月2日",
        "令和8年12月4日 17:00–19:00",
        "川口 遥",
        "バンド練習",
        "300円",
        "印",
    ):
        assert said in page


@pytest.mark.parametrize("kind", ["reduction", "decision"])
def test_the_application_for_a_reduction_and_the_answer_print_what_was_decided(
    as_member: Callable[..., Client], booking: Booking, kind: str
) -> None:
    desk = staff(booking.room.facility)
    client, address = as_member(desk), f"/b/{booking.public_id}/papers/"
    decide_reduction(booking=booking, staff=desk, percent=50, now=NOW)
    client.post(f"{address}decision/issue/")
    page = text_of(client.get(f"{address}{kind}/").content.decode())
    assert "決めたこと 料金の50%が減免されます。" in page
    assert "減免のあとの使用料 150円" in page


def test_before_a_decision_the_application_has_room_for_it_and_there_is_no_answer_to_hand_out(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    client, address = as_member(staff(booking.room.facility)), f"/b/{booking.public_id}/papers/"
    page = client.get(f"{address}reduction/").content.decode()
    assert '<tr class="tall"><th scope="row">決めたこと</th><td></td></tr>' in page
    assert "減免のあとの使用料" not in page
    assert "使用料減免決定通知書" not in client.get(address).content.decode()


def test_the_booking_says_what_was_let_off_and_what_is_still_due(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    decide_reduction(booking=booking, staff=staff(booking.room.facility), yen=100, now=NOW)
    page = text_of(as_member(booking.person).get(f"/b/{booking.public_id}/").content.decode())
    assert "料金が100円減免されます。" in page
    assert "館の窓口で200円をはらってください。" in page


def test_without_a_seal_there_is_no_place_for_one(as_member: Callable[..., Client], booking: Booking) -> None:
    client, address = as_member(booking.person), f"/b/{booking.public_id}/papers/application/"
    with_seal = client.get(address).content.decode()
    assert 'class="seal"' in with_seal
    assert 'href="?seal=0">印のらんをなくす' in with_seal
    without = client.get(f"{address}?seal=0").content.decode()
    assert 'class="seal"' not in without
    assert 'href="?seal=1">印のらんをつける' in without


def test_the_desk_hands_a_numbered_receipt_out_and_a_copy_says_so(
    as_member: Callable[..., Client], booking: Booking, settings: Any
) -> None:
    desk = staff(booking.room.facility)
    take(booking=booking, staff=desk, yen=300, now=NOW)
    client, address = as_member(desk), f"/b/{booking.public_id}/papers/receipt/"
    assert client.get(address).status_code == 404, "it is not handed out yet"
    assert client.post(f"{address}issue/").headers["Location"] == address
    first = text_of(client.get(address).content.decode())
    assert "領収書" in first
    assert "令和8年度 第1号" in first
    assert "再発行" not in first
    client.post(f"{address}issue/")
    assert "再発行" not in text_of(client.get(address).content.decode()), "pressed twice, and one paper"
    settings.CLOCK = "2026-12-02T16:12:00+09:00"
    client.post(f"{address}issue/")
    assert "再発行" in text_of(client.get(address).content.decode())


def test_members_hand_nothing_out_and_strangers_see_nothing(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    address = f"/b/{booking.public_id}/papers/"
    assert as_member(booking.person).post(f"{address}permit/issue/").status_code == 404
    assert as_member(a_high_schooler()).get(address).status_code == 404
    assert as_member(a_high_schooler()).get(f"{address}application/").status_code == 404


def test_a_kind_that_is_none_is_not_there(as_member: Callable[..., Client], booking: Booking) -> None:
    assert as_member(booking.person).get(f"/b/{booking.public_id}/papers/poem/").status_code == 404


def test_the_booking_says_what_it_costs_and_leads_to_its_papers(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    page = as_member(booking.person).get(f"/b/{booking.public_id}/").content.decode()
    assert "料金:300円" in text_of(page)
    assert f'href="/b/{booking.public_id}/papers/"' in page


def test_the_sheet_says_what_each_length_costs_and_what_can_be_lent(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    Equipment.objects.create(room=booking.room, slug="drums", name_ja="ドラム", stock=1)
    client = as_member(a_high_schooler())
    page = client.get("/h/higashi/r/band/b/?s=2026-12-09T17:00").content.decode()
    assert "19:00まで・300円" in text_of(page)
    company = page.partition('name="company" value="')[2].partition('"')[0]
    told = {"e": "2026-12-09T19:00", "company": company, "thing-drums": "1"}
    client.post("/h/higashi/r/band/b/?s=2026-12-09T17:00", told)
    made = Booking.objects.latest("pk")
    assert made.loans.get().equipment.slug == "drums"
    assert "ドラムを使えます" in text_of(client.get(f"/b/{made.public_id}/").content.decode())


def test_another_room_is_added_by_one_button(as_member: Callable[..., Client], booking: Booking) -> None:
    noon = a_booking(
        the_room(booking.room.facility, "craft"), span("2026-12-05", "10:00", "12:00"), booking.person
    )
    assert booking.person is not None
    noon.people.add(booking.person)
    client, address = as_member(booking.person), f"/b/{noon.public_id}/rooms/"
    assert "これも予約する" in text_of(client.get(address).content.decode())
    answer = client.post(address, {"room": "a", "sequence": "0"})
    made = Booking.objects.latest("pk")
    assert answer.headers["Location"] == f"/b/{made.public_id}/"
    assert "いっしょに予約した部屋" in text_of(client.get(f"/b/{noon.public_id}/").content.decode())
    assert client.post(address, {"room": "none", "sequence": "0"}).status_code == 404


def test_the_page_around_a_paper_is_in_the_readers_language_and_the_paper_in_japanese(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    address = f"/b/{booking.public_id}/papers/application/"
    client = as_member(booking.person)
    html = client.get(address, headers={"Accept-Language": "en"}).content.decode()
    frame, _, sheet = html.partition('<article class="paper num" lang="ja">')
    assert "Print" in frame
    assert "Documents are in Japanese." in text_of(frame)
    assert "使用許可申請書" in text_of(sheet.partition("</article>")[0])
    assert "もどる" not in sheet
    again = client.get(address, headers={"Accept-Language": "ja"}).content.decode()
    assert "書類は、日本語で出ます。" not in again


def test_what_a_booking_is_for_is_written_on_the_application_by_hand_if_nobody_said_it(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    Booking.objects.filter(pk=booking.pk).update(purpose="")
    page = as_member(booking.person).get(f"/b/{booking.public_id}/papers/application/").content.decode()
    assert '<tr class="tall"><th scope="row">使いみち</th><td></td></tr>' in page
    assert "使いみちが空いています。印刷してから、書いてください。" in page


def test_a_permit_has_no_row_for_what_nobody_said(as_member: Callable[..., Client], booking: Booking) -> None:
    Booking.objects.filter(pk=booking.pk).update(purpose="")
    client, address = as_member(staff(booking.room.facility)), f"/b/{booking.public_id}/papers/permit/"
    client.post(f"{address}issue/")
    assert "使いみち" not in client.get(address).content.decode()


@pytest.fixture
def rooms(booking: Booking) -> tuple[Booking, Booking]:
    """The band room and the craft room for one occasion."""
    craft = the_room(booking.room.facility, "craft")
    beside = a_booking(craft, Span(booking.start, booking.end), booking.person, visit="v")
    Booking.objects.filter(pk=booking.pk).update(visit="v")
    booking.refresh_from_db()
    return booking, beside


def test_the_application_lists_every_room_of_the_occasion_and_the_sum(
    as_member: Callable[..., Client], rooms: tuple[Booking, Booking]
) -> None:
    pages = [
        text_of(as_member(one.person).get(f"/b/{one.public_id}/papers/application/").content.decode())
        for one in rooms
    ]
    for page in pages:
        assert f"{rooms[0].room.name} 300円" in page
        assert f"{rooms[1].room.name} 300円" in page
        assert "使用料 合計 600円" in page


def test_the_permit_of_one_room_is_the_permit_of_the_other_and_lists_both(
    as_member: Callable[..., Client], rooms: tuple[Booking, Booking]
) -> None:
    client = as_member(staff(rooms[0].room.facility))
    client.post(f"/b/{rooms[0].public_id}/papers/permit/issue/")
    for one in rooms:
        page = text_of(client.get(f"/b/{one.public_id}/papers/permit/").content.decode())
        assert "令和8年度 第1号" in page
        assert all(room.room.name in page for room in rooms)


def test_the_list_says_which_papers_are_for_all_rooms(
    as_member: Callable[..., Client], rooms: tuple[Booking, Booking]
) -> None:
    page = text_of(as_member(rooms[0].person).get(f"/b/{rooms[0].public_id}/papers/").content.decode())
    assert "申請書と許可書は、いっしょに予約した2部屋で1枚です。" in page


def test_a_room_alone_stands_in_its_own_lines(as_member: Callable[..., Client], booking: Booking) -> None:
    page = text_of(
        as_member(booking.person).get(f"/b/{booking.public_id}/papers/application/").content.decode()
    )
    assert "使う日 令和8年12月4日 17:00–19:00 部屋" in page
    assert "合計" not in page


def test_a_hall_that_prints_no_seals_says_so_once_and_whoever_prints_may_differ(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    Facility.objects.update(seals=False)
    client, address = as_member(booking.person), f"/b/{booking.public_id}/papers/application/"
    page = client.get(address).content.decode()
    assert 'class="seal"' not in page
    assert 'href="?seal=1">印のらんをつける' in page
    assert 'class="seal"' in client.get(f"{address}?seal=1").content.decode()
    assert 'class="seal"' not in client.get(f"{address}?seal=nonsense").content.decode()


def test_a_name_of_a_thousand_letters_is_on_the_paper_whole(
    as_member: Callable[..., Client], booking: Booking
) -> None:
    name = "寿限無" * 350
    Person.objects.filter(pk=booking.person_id).update(name=name)
    page = as_member(booking.person).get(f"/b/{booking.public_id}/papers/application/").content.decode()
    assert name in page
