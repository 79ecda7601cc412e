"""Bringing a calendar file in at the desk: read, looked at, decided, shown; or refused with what helps."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from booking.models import Act, Displacement, Person
from facilities.models import Closure, Facility, OutsideCalendar, OutsideEvent
from facilities.rules.outside import Becomes
from tests.booking.web.conftest import WEEK, said
from tests.calendars import a_file, days, hours, vevent
from tests.factories import a_booking, a_facility, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/open/calendars/"
EXAM = vevent(*days("20261207", "20261210"), uid="1", title="2学期期末考査")
FESTIVAL = vevent(*hours("20261218", "1700", "2100"), uid="2", title="合唱コンクール")
TRIP = vevent(*days("20261210"), uid="3", title="遠足")


def upload(client: Client, data: bytes, **fields: str) -> HttpResponse:
    told = {"name": "緑中学校", "kind": "school", **fields}
    file = SimpleUploadedFile("year.ics", data, content_type="text/calendar")
    return client.post(PAGE, {**told, "file": file})  # type: ignore[return-value]


def fields_of(response: HttpResponse) -> dict[str, str | list[str]]:
    """What the page would send as it stands: what was read, what is chosen of each date, what goes."""
    html = unescape(response.content.decode())
    selects = re.findall(r'<select id="[^"]+" name="(k-\d+)">(.*?)</select>', html, re.DOTALL)
    chosen = {
        name: found[1]
        for name, options in selects
        if (found := re.search(r'value="(\w+)" selected', options))
    }
    read = re.search(r'name="read" value="([^"]+)"', html)
    gone = re.findall(r'name="gone" value="(\w+)" checked', html)
    return {**chosen, "gone": gone, "read": read[1] if read else "", "step": "look"}


def bring(client: Client, data: bytes, **choices: str) -> HttpResponse:
    return client.post(PAGE, {**fields_of(upload(client, data)), **choices})  # type: ignore[return-value]


def test_before_the_first_file_the_page_says_what_it_is_good_for(desk: Client) -> None:
    assert "まだ何も取りこんでいません" in said(desk.get(PAGE))


def test_a_file_is_read_and_nothing_is_stored_yet(desk: Client) -> None:
    page = upload(desk, a_file(EXAM, TRIP))
    assert page.status_code == 200
    assert "2学期期末考査 12月7日(月)–12月9日(水)" in said(page)
    assert "取りこまない予定 1件" in said(page)
    assert (OutsideCalendar.objects.count(), Act.objects.filter(verb="bring_in").count()) == (0, 0)


def test_what_is_decided_stands_on_the_week_the_board_and_the_month(desk: Client) -> None:
    assert bring(desk, a_file(EXAM, TRIP)).status_code == 302
    for address in (
        f"{WEEK}?from=2026-12-07",
        f"{WEEK}?from=2026-12-07&v=list",
        "/desk/higashi/?d=2026-12-09",
        "/desk/higashi/open/?d=2026-12-08",
    ):
        page = said(desk.get(address))
        assert "緑中学校 定期考査" in page, address
        assert "遠足" not in page
    assert "緑中学校" not in said(desk.get("/desk/higashi/?d=2026-12-10"))


def test_everybody_sees_the_kind_and_not_the_files_own_words(desk: Client) -> None:
    odd = vevent(*days("20261207"), title="2年3組 学級閉鎖(山田先生連絡ずみ)")
    bring(desk, a_file(odd))
    page = said(Client().get(f"{WEEK}?from=2026-12-07"))
    assert "緑中学校 学級閉鎖" in page
    assert "山田" not in page


def test_notes_cost_no_query_more(desk: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for address in (f"{WEEK}?from=2026-12-07", "/desk/higashi/?d=2026-12-07"):
        desk.get(address)
        with CaptureQueriesContext(connection) as before:
            desk.get(address)
        count = len(before)
        bring(desk, a_file(EXAM))
        desk.get(address)
        with django_assert_num_queries(count):
            desk.get(address)
        OutsideCalendar.objects.all().delete()


def test_a_closure_over_a_booking_is_seen_before_it_is_saved(desk: Client, hall: Facility) -> None:
    person = a_high_schooler(email="mio@example.org")
    booking = a_booking(the_room(hall, "band"), span("2026-12-18", "17:00", "19:00"), person)
    choices = {"k-0": "closure"}
    page = bring(desk, a_file(FESTIVAL), **choices)
    assert (page.status_code, Closure.objects.count()) == (200, 0)
    assert "これで、予約が1件動きます" in said(page)
    decided = {**fields_of(upload(desk, a_file(FESTIVAL))), **choices}
    saved = desk.post(PAGE, {**decided, "step": "save", f"b-{booking.public_id}": ""})
    assert (saved.status_code, Closure.objects.count(), Displacement.objects.count()) == (302, 1, 1)


def test_from_the_preview_one_goes_back_to_what_was_chosen(desk: Client) -> None:
    page = bring(desk, a_file(EXAM, FESTIVAL), **{"k-1": "hold", "rooms": "band", "step": "edit"})
    assert page.status_code == 200
    assert fields_of(page)["k-1"] == Becomes.HOLD
    assert 'value="band" checked' in page.content.decode()


def test_a_hold_needs_a_room(desk: Client) -> None:
    page = bring(desk, a_file(FESTIVAL), **{"k-0": "hold"})
    assert page.status_code == 422
    assert "おさえる部屋をえらんでください" in said(page)
    assert fields_of(page)["k-0"] == Becomes.HOLD


def test_the_second_file_shows_what_is_new_changed_gone_and_the_same(desk: Client) -> None:
    trip = vevent(*days("20261210"), uid="3", title="振替休業日")
    bring(desk, a_file(EXAM, trip))
    later = vevent(*days("20261208", "20261211"), uid="1", title="2学期期末考査")
    second = a_file(later, vevent(*days("20261225"), uid="4", title="冬休み"))
    page = upload(desk, second)
    assert "前は 2学期期末考査 12月7日(月)–12月9日(水)" in said(page)
    assert "ファイルからなくなった予定" in said(page)
    assert desk.post(PAGE, fields_of(page)).status_code == 302
    assert sorted(OutsideEvent.objects.values_list("becomes", flat=True)) == ["exam", "holidays"]
    assert "変わったところはありません" in said(upload(desk, second))


def test_what_is_unticked_stays_though_the_file_names_it_no_more(desk: Client) -> None:
    bring(desk, a_file(EXAM))
    fields = fields_of(upload(desk, a_file(TRIP)))
    assert len(fields["gone"]) == 1
    desk.post(PAGE, {**fields, "gone": []})
    assert OutsideEvent.objects.filter(title="2学期期末考査").exists()


def test_what_was_left_out_is_not_asked_again(desk: Client) -> None:
    bring(desk, a_file(EXAM, TRIP))
    page = upload(desk, a_file(EXAM, TRIP))
    assert "取りこまない予定" not in said(page)
    assert "前と同じ予定 2件" in said(page)


def test_it_is_taken_back_from_the_log(desk: Client) -> None:
    bring(desk, a_file(EXAM))
    act = Act.objects.get(verb="bring_in")
    desk.post(f"/desk/higashi/acts/{act.pk}/undo/", {"next": "/desk/higashi/open/"})
    assert not OutsideEvent.objects.exists()
    assert "カレンダーの取りこみをもどしました" in said(desk.get("/desk/higashi/acts/"))


def test_a_mistake_names_its_line_its_event_and_what_helps(desk: Client) -> None:
    bad = vevent("DTSTART;TZID=Mars/Base:20261207T100000", "DURATION:PT1H", title="球技大会")
    page = upload(desk, a_file(EXAM, bad))
    assert page.status_code == 422
    assert "12行目「球技大会」:時間帯「Mars/Base」がわかりません" in said(page)
    assert "Asia/Tokyo" in said(page)
    assert not OutsideCalendar.objects.exists()


def test_markup_in_a_file_is_shown_as_it_is_written(desk: Client) -> None:
    evil = vevent(*days("20261207"), title="<script>alert(1)</script>考査")
    page = upload(desk, a_file(evil), name="<b>緑中</b>")
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;考査" in page.content.decode()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"])
def test_what_is_no_calendar_is_refused_and_the_name_stays(desk: Client, data: bytes) -> None:
    page = upload(desk, data)
    assert page.status_code == 422
    assert 'value="緑中学校"' in page.content.decode()


def test_a_file_of_fifty_megabytes_never_gets_in(desk: Client) -> None:
    assert upload(desk, b"x" * 50_000_000).status_code == 413


def test_without_a_file_or_a_name_the_page_says_what_is_missing(desk: Client) -> None:
    page = said(desk.post(PAGE, {"name": " "}))
    assert "だれのカレンダーかを入れてください" in page
    assert "ファイルをえらんでください" in page


@pytest.mark.parametrize("read", ["", "nonsense", "a:b:c"])
def test_what_was_not_read_here_is_not_brought_in(desk: Client, read: str) -> None:
    page = desk.post(PAGE, {"read": read, "k-0": "exam"})
    assert page.status_code == 422
    assert not OutsideCalendar.objects.exists()


def test_what_another_hall_has_read_is_not_brought_in_here(desk: Client, client: Client) -> None:
    fields = fields_of(upload(desk, a_file(EXAM)))
    other = a_facility("nukui")
    client.force_login(staff(other))
    assert client.post("/desk/nukui/open/calendars/", fields).status_code == 422
    assert not OutsideCalendar.objects.exists()


def test_a_choice_that_is_none_is_asked_again(desk: Client) -> None:
    assert bring(desk, a_file(EXAM), **{"k-0": "party"}).status_code == 422
    assert not OutsideCalendar.objects.exists()


def test_a_calendar_that_was_brought_in_stands_with_what_is_to_come_of_it(desk: Client) -> None:
    bring(desk, a_file(EXAM, TRIP))
    assert "これからの日の予定 1件・休みと部屋 0件" in said(desk.get(PAGE))


def test_a_member_learns_nothing_of_the_page(client: Client, teen: Person) -> None:
    client.force_login(teen)
    assert client.get(PAGE).status_code == 404


def test_of_two_desks_with_one_calendar_the_second_sees_what_the_first_has_decided(
    desk: Client, hall: Facility
) -> None:
    """And one more press of the button keeps that: what the second had chosen is not what it shows."""
    late = fields_of(upload(desk, a_file(EXAM)))
    assert bring(desk, a_file(EXAM), **{"k-0": "other"}).status_code == 302
    page = desk.post(PAGE, {**late, "k-0": "closure"})
    assert page.status_code == 409
    assert "そのあいだに、ほかの人がこのカレンダーを取りこみました" in said(page)
    assert list(OutsideEvent.objects.values_list("becomes", flat=True)) == ["other"]
    again = fields_of(page)
    assert again["k-0"] == "other"
    assert desk.post(PAGE, {**again, "k-0": "exam"}).status_code == 302
    assert list(OutsideEvent.objects.values_list("becomes", flat=True)) == ["exam"]


def test_what_is_taken_back_meanwhile_is_a_change_too(desk: Client, hall: Facility) -> None:
    bring(desk, a_file(EXAM))
    late = fields_of(upload(desk, a_file(EXAM, TRIP)))
    act = Act.objects.get(verb="bring_in")
    desk.post(f"/desk/higashi/acts/{act.pk}/undo/", {"next": "/desk/higashi/open/"})
    page = desk.post(PAGE, late)
    assert page.status_code == 409
    assert "新しい予定" in said(page)
    assert not OutsideEvent.objects.exists()


def test_the_calendar_of_another_name_is_nobodys_rival(desk: Client) -> None:
    late = fields_of(upload(desk, a_file(EXAM)))
    desk.post(PAGE, fields_of(upload(desk, a_file(TRIP), name="北中学校")))
    assert desk.post(PAGE, late).status_code == 302


def test_whoever_takes_in_while_another_looks_whom_it_displaces_is_told_there(
    desk: Client, hall: Facility
) -> None:
    person = a_high_schooler(email="mio@example.org")
    booking = a_booking(the_room(hall, "band"), span("2026-12-18", "17:00", "19:00"), person)
    decided = {**fields_of(upload(desk, a_file(FESTIVAL))), "k-0": "closure"}
    assert "これで、予約が1件動きます" in said(desk.post(PAGE, decided))
    bring(desk, a_file(EXAM))
    saved = desk.post(PAGE, {**decided, "step": "save", f"b-{booking.public_id}": ""})
    assert (saved.status_code, Closure.objects.count()) == (409, 0)
