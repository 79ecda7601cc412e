"""The report of Wednesday 2 December 2026, and the papers to go on with when the net is down."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries as MaxQueries

from booking.actions.allowing import Answering
from booking.actions.money import give_back, strike, take
from booking.actions.papers import issue
from booking.actions.programmes import About, count_session, hold_session
from booking.models import Booking, HandoverNote, Headcount, HourCount, KeyLoan, OnDuty
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.rules.papers import Paper
from booking.rules.staff import Role
from facilities.models import Equipment, Facility, Fault
from tests.booking.programmes import a_department, a_programme
from tests.factories import NOW, TODAY, a_booking, a_room, at, span, the_room
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/report/"


def used(
    hall: Facility, room: str = "band", start: str = "13:00", end: str = "15:00", **fields: Any
) -> Booking:
    return a_booking(
        the_room(hall, room), span("2026-12-02", start, end), a_high_schooler(), state=State.USED, **fields
    )


def opened(client: Client, hall: Facility, role: Role = Role.DESK, query: str = "") -> str:
    client.force_login(staff(hall, role=role))
    return client.get(PAGE + query).content.decode()


def row_of(page: str, start: str) -> list[str]:
    """The cells of the row of a table that begins with this."""
    row = page.partition(f"<tr><td>{start}</td>")[2].partition("</tr>")[0]
    return re.findall(r"<td[^>]*>(.*?)</td>", row)


def test_who_came_is_added_up_by_room_and_band(client: Client, hall: Facility) -> None:
    hours = ("10:00", "12:00"), ("13:00", "15:00"), ("15:00", "17:00")
    came = ("junior_high", "part", 3), ("adult", "accompany", 1), ("adult", "help", 2)
    for (start, end), (band, part, count) in zip(hours, came, strict=True):
        booking = used(hall, start=start, end=end)
        Headcount.objects.create(booking=booking, part=part, band=band, count=count)
    page = opened(client, hall)
    assert row_of(page, "音楽室") == ["3", "–", "–", "3", "–", "3", "–", "6"]
    assert "このうち付きそい1人、手伝い・介助2人" in page


def test_what_nobody_counted_is_a_dash_and_is_said_to_be_missing(client: Client, hall: Facility) -> None:
    used(hall)
    page = opened(client, hall)
    assert row_of(page, "音楽室") == ["1", *["–"] * 7], "the sum is missing, too, and not 0"
    assert "人数がまだ1件。" in page


def test_nobody_is_asked_yet_how_many_come_to_what_is_still_ahead(client: Client, hall: Facility) -> None:
    """At 16:10, of a booking that ends at 16:00 and of one at 19:00."""
    for start, end in (("14:00", "16:00"), ("19:00", "21:00")):
        a_booking(the_room(hall, "band"), span("2026-12-02", start, end), a_high_schooler())
    assert "人数がまだ1件。" in opened(client, hall)
    assert "人数がまだ" not in opened(client, hall, query="?d=2026-12-03")


def test_who_called_from_a_door_is_nothing_for_the_next_shift(client: Client, hall: Facility) -> None:
    for text, called in (("呼んでいます", True), ("アンプBは修理中", False)):
        HandoverNote.objects.create(
            facility=hall, room=the_room(hall, "band"), text=text, called=called, at=NOW
        )
    page = opened(client, hall)
    assert "アンプBは修理中" in page
    assert "呼んでいます" not in page


def test_rooms_for_free_use_are_added_up_hour_by_hour(client: Client, hall: Facility) -> None:
    corner = a_room(hall, "corner", bookable=False, name_ja="学習コーナー")
    for hour, count in (("10:00", 4), ("11:00", 6)):
        HourCount.objects.create(room=corner, at=at(f"2026-12-02 {hour}"), band="elementary", count=count)
    assert row_of(opened(client, hall), "学習コーナー") == ["–", "10", "–", "–", "–", "–", "10"]


def test_the_cash_sheet_says_what_came_and_went_for_what_under_which_number(
    client: Client, hall: Facility
) -> None:
    booking, desk = used(hall), staff(hall)
    take(booking=booking, staff=desk, yen=600, now=NOW)
    issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    give_back(booking=booking, staff=desk, yen=200, now=NOW + 60)
    take(booking=booking, staff=desk, yen=900, now=NOW + 86400)
    page = opened(client, hall)
    assert row_of(page, "16:10") == ["第1号", "音楽室 12月2日(水) 13:00–15:00", "600円", ""]
    assert row_of(page, "16:11")[2:] == ["", "200円"]
    assert "差し引き 400円" in page
    assert "1,500" not in page


def test_each_payment_stands_with_the_receipt_over_it_and_what_was_struck_out_with_its_minus(
    client: Client, hall: Facility
) -> None:
    booking, desk = used(hall), staff(hall)
    wrong = take(booking=booking, staff=desk, yen=9000, now=NOW)
    strike(payment=wrong, staff=desk, now=NOW + 60)
    for minute, yen in ((2, 600), (4, 300)):
        take(booking=booking, staff=desk, yen=yen, now=NOW + minute * 60)
        issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW + minute * 60 + 60)
    page = opened(client, hall)
    assert [row_of(page, f"16:1{minute}")[0] for minute in (0, 1, 2, 4)] == ["–", "–", "第1号", "第2号"]
    assert row_of(page, "16:11")[1:] == ["音楽室 12月2日(水) 13:00–15:00(記録の取り消し)", "−9,000円", ""]
    assert "差し引き 900円" in page


def test_whoever_handles_no_money_sees_no_cash_sheet(client: Client, hall: Facility) -> None:
    assert "日計表" in opened(client, hall, Role.EVENING)
    assert "日計表" not in opened(client, hall, Role.CONTRACTOR)


def test_a_key_that_was_out_when_the_day_ended_stays_on_that_days_report(
    client: Client, hall: Facility
) -> None:
    booking = used(hall, group=a_band())
    KeyLoan.objects.create(
        room=booking.room, booking=booking, out_at=NOW - 7200, back_at=at("2026-12-03 08:30")
    )
    assert row_of(opened(client, hall), "音楽室")
    assert "よるかぜ" in opened(client, hall)
    assert "鍵は全部もどっています" in opened(client, hall, query="?d=2026-12-03")


def test_a_thing_stays_on_the_report_of_each_day_on_which_it_does_not_work(
    client: Client, hall: Facility
) -> None:
    """An evening finds what was reported on an earlier one, as on the page of the things."""
    amp = Equipment.objects.create(room=the_room(hall, "band"), slug="amp", name_ja="アンプ", stock=2)
    broken = Fault.objects.create(
        equipment=amp, what="silent", way="desk", said="Bのほう", at=at("2026-11-30 19:00")
    )
    assert row_of(opened(client, hall), "アンプ ×1") == ["音楽室", "音が出ない・動かない Bのほう", "まだ"]
    assert "アンプ" not in opened(client, hall, query="?d=2026-11-29"), "it had not been reported"
    Fault.objects.filter(pk=broken.pk).update(mended_at=at("2026-12-02 10:00"))
    assert row_of(opened(client, hall), "アンプ ×1")[-1] == "直った"
    assert "アンプ" not in opened(client, hall, query="?d=2026-12-03")


def test_who_was_on_duty_is_said_where_the_hall_has_said_it(client: Client, hall: Facility) -> None:
    OnDuty.objects.create(facility=hall, day=TODAY, person=staff(hall, name="佐藤"))
    assert "勤務した人:佐藤" in opened(client, hall)


def test_where_nobody_is_on_duty_the_page_says_so_and_where_it_is_set(client: Client, hall: Facility) -> None:
    """On paper the line stays empty, for the pencil."""
    assert "当番はまだ決まっていません。" in opened(client, hall)
    assert "/open/?d=2026-12-02" in opened(client, hall, Role.MANAGER)
    assert "/open/?d=2026-12-02" not in opened(client, hall, Role.EVENING)


def test_no_name_of_a_member_stands_in_the_report(client: Client, hall: Facility) -> None:
    who = a_high_schooler(name="森 はるか", call_name="はるか")
    booking = a_booking(the_room(hall, "band"), span("2026-12-02", "13:00", "15:00"), who, state=State.USED)
    take(booking=booking, staff=staff(hall), yen=600, now=NOW)
    KeyLoan.objects.create(room=booking.room, booking=booking, out_at=NOW)
    assert "はるか" not in opened(client, hall)


def test_the_report_costs_as_much_on_a_full_day(
    client: Client, hall: Facility, django_assert_max_num_queries: MaxQueries
) -> None:
    for start in range(10, 17):
        one = used(hall, "craft", f"{start}:00", f"{start + 1}:00")
        Headcount.objects.create(booking=one, part="part", band="adult", count=2)
    client.force_login(staff(hall))
    client.get(PAGE)
    with django_assert_max_num_queries(15):  # two of them for the rail
        client.get(PAGE)


def test_the_report_is_a_file_with_the_name_of_its_day(client: Client, hall: Facility) -> None:
    used(hall)
    client.force_login(staff(hall))
    answer = client.get(PAGE + "?as=pdf&d=2026-12-01", headers={"Accept-Language": "en"})
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="report-higashi-2026-12-01.pdf"'
    assert answer.content.startswith(b"%PDF-")


def test_a_day_that_cannot_be_read_is_today(client: Client, hall: Facility) -> None:
    for query in ("?d=x", "?d=0001-01-01", "?d=2026-13-01", ""):
        assert "12月2日(水)" in opened(client, hall, query=query)


def test_who_was_counted_on_a_programmes_page_stands_under_its_name_and_is_missed_under_no_room(
    client: Client, hall: Facility
) -> None:
    a_department(hall)
    boss = staff(hall)
    songs = a_programme(hall, boss, About(name="歌の会"))
    told = {
        "programme": songs,
        "rooms": [the_room(hall, "craft")],
        "actor": boss,
        "now": at("2026-12-01 09:00"),
    }
    told |= {"span": span("2026-12-02", "13:00", "15:00"), "answering": Answering(why="館の行事")}
    date = hold_session(**told)  # type: ignore[arg-type]
    counts = {Heads(Part.TAKING_PART, "senior"): 4, Heads(Part.HELPING, "adult"): 1}
    count_session(session=date, counts=counts, actor=boss, now=at("2026-12-02 15:30"))
    page = opened(client, hall)
    assert row_of(page, "歌の会") == ["–", "–", "–", "–", "1", "4", "5"]
    assert "人数がまだ" not in page
    Headcount.objects.create(booking=date.bookings.get(), part="part", band="senior", count=4)
    assert row_of(opened(client, hall), "歌の会") == [], "whom the desk has counted in the room is told once"
