"""Booking a series: the form, every date before anything is booked, and the pages of a series that stands."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from booking.actions.bookings import Company
from booking.models import Booking, Person, Series
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.booking.series import a_craft_room, booked, weekly
from tests.booking.web.conftest import html_of, said
from tests.factories import DEMANDING, a_booking, a_closure, a_hall, at, span, the_room
from tests.people import a_band, a_high_schooler, a_young_adult

pytestmark = pytest.mark.django_db
NEW = "/h/higashi/r/craft/series/"
FORTNIGHTLY = {"s": "2026-12-09T13:00", "e": "2026-12-09T15:00", "often": "2w", "times": "4"}


@pytest.fixture
def room() -> Room:
    return a_craft_room()


@pytest.fixture
def page(as_member: Callable[..., Client], teen: Person) -> Client:
    return as_member(teen)


def link(answer: Any, name: str) -> str:
    """Where the link leads that is called so."""
    found = re.search(rf'href="([^"#]*)[^"]*" aria-label="{re.escape(name)}"', html_of(answer))
    assert found, name
    return unescape(found[1])


def commit(page: Client, preview: Any, **typed: str) -> Any:
    """Presses 予約する on what a page shows."""
    form = re.search(
        r'<form class="sec commit" method="post" action="([^"]*)">(.*?)</form>', html_of(preview), re.DOTALL
    )
    assert form
    fields = re.findall(r'name="(\w+)" value="([^"]*)"', form[2])
    data: dict[str, Any] = {"date": [value for name, value in fields if name == "date"]}
    data |= {name: value for name, value in fields if name in ("key", "company")}
    return page.post(unescape(form[1]), data | typed, follow=True)


# The form


def test_the_sheet_of_a_window_leads_to_the_form(page: Client, room: Room) -> None:
    sheet = html_of(page.get("/h/higashi/r/craft/b/?s=2026-12-09T13:00"))
    assert f"{NEW}?s=2026-12-09T13:00" in sheet


def test_the_form_is_filled_in_with_what_is_likely(page: Client, room: Room) -> None:
    answer = page.get(NEW, {"s": "2026-12-09T13:00"})
    assert 'value="2026-12-09T15:00" selected' in html_of(answer)
    assert 'value="1w" checked' in html_of(answer)
    assert 'value="2027-03-31"' in html_of(answer), "the school year's last day"
    for way in ("毎週水曜日", "2週間ごとの水曜日", "毎月の第2水曜日", "毎月9日"):
        assert way in said(answer)
    assert "回予約できます" not in said(answer)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"often": "5w"}, "どのくらいのあいだをあけてくりかえすかを、えらんでください。"),
        ({"times": ""}, "いつまで、または何回かを入れてください。"),
        ({"times": "0"}, "回数は、1から53までの数で入れてください。"),
        ({"times": "多い"}, "回数は、1から53までの数で入れてください。"),
        ({"until": "31.3.2027"}, "終わりの日は、2027-03-31 のように入れてください。"),
        ({"until": "2026-12-08"}, "終わりの日は、はじめの日より後にしてください。"),
        ({"often": "1w", "times": "", "until": "2028-03-31"}, "一度に予約できるのは53回までです。"),
    ],
)
def test_what_cannot_be_meant_is_named_with_its_remedy(
    page: Client, room: Room, wrong: dict[str, str], words: str
) -> None:
    answer = page.get(NEW, FORTNIGHTLY | wrong)
    assert answer.status_code == 422
    assert words in said(answer)


def test_an_address_that_cannot_be_read_is_no_fault_of_the_server(page: Client, room: Room) -> None:
    assert page.get(NEW, {"s": "nonsense"}).status_code == 400
    assert page.get(NEW).status_code == 302
    odd = {"skip": ["x", "2026-12-23"], "to": ["a,b", "2026-12-23,nowhere,x,y", ",,,"], "shift": "y"}
    assert "4回のうち3回予約できます" in said(page.get(NEW, FORTNIGHTLY | odd))
    assert page.post(f"{NEW}?s=2026-12-09T13:00", {"date": "x"}).status_code == 422
    assert page.get("/h/higashi/r/nowhere/series/").status_code == 404
    a_closed = the_room(room.facility, "a")
    Room.objects.filter(pk=a_closed.pk).update(bookable=False)
    assert page.get("/h/higashi/r/a/series/", FORTNIGHTLY).status_code == 404


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client: Client, room: Room) -> None:
    answer = client.get(NEW, FORTNIGHTLY)
    assert answer.status_code == 302
    assert "next=" in answer["Location"]


# Every date before anything is booked


def test_every_date_has_its_window_with_its_word_and_why(page: Client, room: Room, teen: Person) -> None:
    a_closure(room.facility, span("2026-12-23", "00:00", "24:00"), reason_ja="工事")
    a_booking(room, span("2027-01-06", "14:00", "15:00"), a_young_adult())
    answer = page.get(NEW, FORTNIGHTLY)
    words = said(answer)
    assert "4回のうち2回予約できます" in words
    assert "12月9日(水)・予約できます 13:00–15:00" in words
    assert "12月23日(水)・休館日 13:00–15:00 この時間はお休みです(工事)" in words
    assert "1月6日(水)・予約あり" in words
    assert "2回をまとめて予約する" in words
    assert not Booking.objects.filter(person=teen).exists()


def test_a_date_is_shifted_to_a_time_that_is_possible_and_put_back(page: Client, room: Room) -> None:
    a_booking(room, span("2026-12-23", "13:00", "15:00"), a_young_adult())
    answer = page.get(NEW, FORTNIGHTLY)
    shifted = page.get(link(answer, "12月23日(水)を、12月23日(水) 15:00–17:00にずらす"))
    assert "4回のうち4回予約できます" in said(shifted)
    assert "12月23日(水)からずらしました" in said(shifted)
    back = page.get(link(shifted, "12月23日(水)を、もとの時間にもどす"))
    assert "4回のうち3回予約できます" in said(back)


def test_also_a_date_that_is_possible_can_be_shifted(page: Client, room: Room) -> None:
    shown = page.get(link(page.get(NEW, FORTNIGHTLY), "12月23日(水)をずらす"))
    assert "かわりに、ずらせる時間" in said(shown)
    assert "12月23日(水)をずらす" not in html_of(shown)


def test_a_date_is_skipped_and_taken_back(page: Client, room: Room) -> None:
    skipped = page.get(link(page.get(NEW, FORTNIGHTLY), "12月23日(水)をとばす"))
    assert "12月23日(水)・とばします" in said(skipped)
    assert "3回をまとめて予約する" in said(skipped)
    assert "4回をまとめて予約する" in said(page.get(link(skipped, "12月23日(水)をもどす")))


def test_where_every_date_is_skipped_nothing_can_be_pressed(page: Client, room: Room) -> None:
    once = page.get(NEW, FORTNIGHTLY | {"times": "1", "skip": "2026-12-09"})
    assert "1回のうち0回予約できます" in said(once)
    assert "commit" not in html_of(once)


def test_what_opens_later_says_from_when_on(page: Client) -> None:
    a_hall()
    words = said(page.get(NEW, FORTNIGHTLY))
    assert "1月6日(水)・まだ受付前" in words
    assert "12月7日(月)" in words


def test_pressing_books_what_is_lit_and_shows_the_series(page: Client, room: Room, teen: Person) -> None:
    a_closure(room.facility, span("2026-12-23", "00:00", "24:00"))
    answer = commit(page, page.get(NEW, FORTNIGHTLY))
    series = Series.objects.get()
    assert answer.redirect_chain == [(f"/s/{series.public_id}/", 302)]
    assert "くりかえして予約しました" in said(answer)
    assert "2週間ごとの水曜日" in said(answer)
    days = Booking.objects.order_by("start").values_list("original_day", flat=True)
    assert list(days) == [date(2026, 12, 9), date(2027, 1, 6), date(2027, 1, 20)]


def test_what_was_not_booked_is_finished_from_the_page_of_the_series(
    page: Client, room: Room, teen: Person
) -> None:
    a_booking(room, span("2026-12-23", "13:00", "15:00"), a_young_adult())
    asked = page.get(NEW, FORTNIGHTLY)
    wait = link(asked, "12月23日(水)が空いたら知らせる")
    assert wait == "/h/higashi/r/craft/wait/?s=2026-12-23T13:00&e=2026-12-23T15:00"
    made = commit(page, asked)
    assert "まだ予約していない日が、1日あります。" in said(made)
    form = page.post(f"/s/{Series.objects.get().public_id}/rest/", follow=True)
    assert said(form).count("とばします") == 3
    (other,) = re.findall(
        r'href="([^"#]*)[^"]*" aria-label="12月23日\(水\)を、12月23日\(水\) 15:00', html_of(form)
    )
    finished = commit(page, page.get(unescape(other)))
    assert finished.status_code == 200
    assert Booking.objects.filter(person=teen, start=at("2026-12-23 15:00")).exists()


def test_a_series_of_which_every_date_was_booked_has_nothing_left_to_finish(page: Client, room: Room) -> None:
    made = commit(page, page.get(NEW, FORTNIGHTLY))
    assert "残りの日を見る" not in html_of(made)


def test_pressing_twice_books_once(page: Client, room: Room) -> None:
    preview = page.get(NEW, FORTNIGHTLY)
    assert commit(page, preview).redirect_chain == commit(page, preview).redirect_chain
    assert Booking.objects.count() == 4


def test_a_closure_that_was_announced_in_between_is_shown_and_the_others_stay_chosen(
    page: Client, room: Room
) -> None:
    preview = page.get(link(page.get(NEW, FORTNIGHTLY), "1月20日(水)をとばす"))
    a_closure(room.facility, span("2026-12-23", "00:00", "24:00"), reason_ja="工事")
    answer = commit(page, preview)
    assert answer.status_code == 409
    assert "予約できなくなった日があるので、まだ何も予約していません。" in said(answer)
    assert "12月23日(水):この時間はお休みです(工事)" in said(answer)
    assert "1月20日(水)・とばします" in said(answer)
    assert not Booking.objects.exists()
    commit(page, answer)
    assert Booking.objects.count() == 2


def test_a_rival_who_was_faster_is_told_of_and_nothing_is_booked(
    page: Client, room: Room, teen: Person
) -> None:
    preview = page.get(NEW, FORTNIGHTLY)
    a_booking(room, span("2026-12-23", "13:00", "14:00"), a_young_adult())
    answer = commit(page, preview)
    assert answer.status_code == 409
    assert "12月23日(水):" in said(answer)
    assert not Booking.objects.filter(person=teen).exists()


def test_other_people_than_were_shown_are_not_booked_for(page: Client, room: Room) -> None:
    answer = commit(page, page.get(NEW, FORTNIGHTLY), company="others")
    assert "使う人が変わっています。" in said(answer)
    assert not Booking.objects.exists()


def test_a_hall_that_asks_what_for_is_told_once_for_all_dates(page: Client) -> None:
    a_hall(DEMANDING.replace("days = 30", "days = 400"))
    preview = page.get(NEW, FORTNIGHTLY)
    assert "4回をまとめて予約する" in said(preview)
    without = commit(page, preview)
    assert (without.status_code, "何に使うかをえらんでください。" in said(without)) == (422, True)
    commit(page, preview, purpose="study", key="another")
    assert set(Booking.objects.values_list("purpose", flat=True)) == {"study"}
    assert Series.objects.get().purpose == "study"


# A series that stands


def test_the_page_of_a_series_lists_its_dates_and_who_may_not_see_it_finds_none(
    page: Client, room: Room, teen: Person
) -> None:
    series = booked(room, teen, times=3)
    Booking.objects.filter(original_day=date(2026, 12, 23)).update(state=State.CANCELLED)
    words = said(page.get(f"/s/{series.public_id}/"))
    assert "全部で3回、これから2回" in words
    assert "12月23日(水)・取り消しました" in words
    page.force_login(a_young_adult())
    for address in ("", "cancel/", "move/"):
        assert page.get(f"/s/{series.public_id}/{address}").status_code == 404
    assert page.get("/s/nothing/").status_code == 404


def test_a_plain_member_sees_the_series_of_the_group_and_changes_nothing(
    as_member: Callable[..., Client], room: Room, teen: Person
) -> None:
    mate = a_high_schooler()
    series = booked(room, teen, company=Company(a_band(teen, mate).pk, (teen.pk,)))
    page = as_member(mate)
    answer = page.get(f"/s/{series.public_id}/")
    assert answer.status_code == 200
    assert "空ける" not in said(answer)
    assert page.get(f"/s/{series.public_id}/cancel/").status_code == 404
    assert page.post(f"/s/{series.public_id}/cancel/", {"sequence": "0"}).status_code == 404


def test_the_page_of_a_date_offers_the_three_scopes(page: Client, room: Room, teen: Person) -> None:
    series = booked(room, teen)
    second = Booking.objects.get(original_day=date(2026, 12, 23))
    html = html_of(page.get(f"/b/{second.public_id}/"))
    for address in (
        f"/b/{second.public_id}/cancel/",
        f"/s/{series.public_id}/cancel/?from=2026-12-23",
        f"/s/{series.public_id}/cancel/",
        f"/s/{series.public_id}/",
    ):
        assert f'href="{address}"' in html


def test_this_and_all_that_follow_are_given_back_after_a_look(page: Client, room: Room, teen: Person) -> None:
    series = booked(room, teen)
    address = f"/s/{series.public_id}/cancel/?from=2027-01-06"
    assert "2回の予約を取り消しますか" in said(page.get(address))
    answer = page.post(address, {"sequence": "0"}, follow=True)
    assert "全部で4回、これから2回" in said(answer)
    stale = page.post(f"/s/{series.public_id}/cancel/", {"sequence": "0"})
    assert (stale.status_code, "このくりかえしの予約は、先に変わっていました" in said(stale)) == (409, True)
    assert f"/s/{series.public_id}/" in html_of(stale)
    assert Booking.objects.filter(state=State.BOOKED).count() == 2


def test_a_slip_is_undone_in_one_press(page: Client, room: Room, teen: Person) -> None:
    series = booked(room, teen)
    assert "10分以内なら、全部すぐに取り消せます。" in said(page.get(f"/s/{series.public_id}/"))
    page.post(f"/s/{series.public_id}/cancel/", {"sequence": "0"})
    assert not Booking.objects.filter(state=State.BOOKED).exists()


def test_a_series_that_was_given_back_is_restored_in_one_press(
    page: Client, room: Room, teen: Person
) -> None:
    series = booked(room, teen, times=3)
    address = f"/s/{series.public_id}/"
    page.post(f"{address}cancel/", {"sequence": "0"})
    assert "空けた3回は、まだ空いていれば、もとにもどせます。" in said(page.get(address))
    answer = page.post(f"{address}restore/", {"sequence": "1"})
    assert answer["Location"] == address
    assert Booking.objects.filter(state=State.BOOKED).count() == 3
    assert "もとにもどせます" not in said(page.get(address))


def test_a_series_that_cannot_be_restored_says_on_which_day(page: Client, room: Room, teen: Person) -> None:
    series = booked(room, teen, times=3)
    address = f"/s/{series.public_id}/"
    page.post(f"{address}cancel/", {"sequence": "0"})
    a_booking(room, span("2026-12-23", "13:00", "15:00"), a_young_adult())
    answer = page.post(f"{address}restore/", {"sequence": "1"})
    assert answer.status_code == 409
    assert "12月23日(水)は、もう使えません。" in said(answer)
    assert not Booking.objects.filter(series=series, state=State.BOOKED).exists()


def test_the_sheet_of_a_move_asks_how_many_move(page: Client, room: Room, teen: Person) -> None:
    series = booked(room, teen)
    second = Booking.objects.get(original_day=date(2026, 12, 23))
    sheet = f"/b/{second.public_id}/move/?s=2026-12-24T10:00"
    assert "この日からあと全部" in said(page.get(sheet))
    answer = page.post(sheet, {"e": "2026-12-24T12:00", "scope": "following", "sequence": "0"})
    there = f"/s/{series.public_id}/move/?day=2026-12-23&s=2026-12-24T10:00&e=2026-12-24T12:00"
    assert answer["Location"] == there
    everything = page.post(sheet, {"e": "2026-12-24T12:00", "scope": "all", "sequence": "0"})
    assert everything["Location"] == f"{there}&all=1"
    page.post(sheet, {"e": "2026-12-24T12:00", "sequence": "0"})
    assert list(Booking.objects.order_by("start").values_list("start", flat=True))[:2] == [
        at("2026-12-09 13:00"),
        at("2026-12-24 10:00"),
    ]


def test_all_that_follow_move_after_a_look_and_what_cannot_stays(
    page: Client, room: Room, teen: Person
) -> None:
    series = booked(room, teen)
    a_closure(room.facility, span("2027-01-07", "00:00", "24:00"), reason_ja="工事")
    move = f"/s/{series.public_id}/move/?day=2026-12-23&s=2026-12-24T10:00&e=2026-12-24T12:00"
    answer = page.get(move)
    assert "3回のうち2回変えられます" in said(answer)
    assert "1月7日(木)・変えられません 10:00–12:00 今は 1月6日(水) 13:00–15:00" in said(answer)
    refused = page.post(move, {"sequence": "0"})
    assert (refused.status_code, "1月6日(水):この時間はお休みです(工事)" in said(refused)) == (409, True)
    staying = link(answer, "1月6日(水)はそのままにする")
    assert "2回の時間を変える" in said(page.get(staying))
    page.post(staying, {"sequence": "0"})
    starts = [at(f"{day}:00") for day in ("2026-12-09 13", "2026-12-24 10", "2027-01-06 13", "2027-01-21 10")]
    assert list(Booking.objects.order_by("start").values_list("start", flat=True)) == starts


def test_a_move_that_does_not_say_where_to_leads_back(page: Client, room: Room, teen: Person) -> None:
    series = booked(room, teen)
    for asked in (
        "",
        "?day=2026-12-23",
        "?day=x&s=y",
        "?day=2026-12-23&s=2026-12-24T12:00&e=2026-12-24T10:00",
    ):
        answer = page.get(f"/s/{series.public_id}/move/{asked}")
        assert answer["Location"] == f"/s/{series.public_id}/"


def test_ones_own_list_shows_a_series_once_and_how_many_follow(
    page: Client, room: Room, teen: Person
) -> None:
    series = booked(room, teen, recurrence=weekly(6))
    a_booking(room, span("2026-12-10", "10:00", "11:00"), teen)
    html = html_of(page.get(reverse("me")))
    assert "くりかえし(ほかに4回)" in html
    assert f"/s/{series.public_id}/" in html
