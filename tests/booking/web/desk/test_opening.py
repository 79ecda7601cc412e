"""開館: what the desk sees of a month, decides, and is told before it decides."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.actions.evenings import open_evenings
from booking.models import Act, Booking, Displacement, OnDuty, Person, Pickup
from booking.rules.displacing import Answer
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Closure, Evening, Facility, WeatherWarning
from facilities.rules.evenings import EveningPlan
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_booking, a_facility, span, the_room
from tests.people import a_guardian, a_high_schooler, a_junior_high_student, staff

pytestmark = pytest.mark.django_db
OPEN = "/desk/higashi/open/"
CLOSING = {
    "from_day": "2026-12-18",
    "from_time": "17:00",
    "to_day": "2026-12-18",
    "to_time": "21:00",
    "rooms": ["band"],
    "reason_ja": "照明の工事のため",
}


@pytest.fixture
def desk(client: Client, hall: Facility) -> Person:
    person = staff(hall, name="当番 太郎")
    client.force_login(person)
    return person


def booked(hall: Facility, room: str = "band", **fields: Any) -> Booking:
    person = a_high_schooler(**fields)
    booking = a_booking(the_room(hall, room), span("2026-12-18", "17:00", "19:00"), person)
    booking.people.set([person])
    return booking


def undo_of(act: Act) -> str:
    return f"/desk/higashi/acts/{act.pk}/undo/"


def page(client: Client, address: str = OPEN + "?m=2026-12&d=2026-12-18") -> str:
    return text_of(client.get(address).content.decode())


@pytest.mark.usefixtures("desk")
def test_a_day_says_which_layer_decides_it_and_why(client: Client) -> None:
    said = page(client)
    assert "いつもの時間 10:00–17:00 そのまま" in said
    assert "夜間開放 17:00–21:00 優先" in said
    assert "休館日" in page(client, OPEN + "?d=2026-12-14")


@pytest.mark.usefixtures("desk")
def test_the_month_leads_to_its_poster_and_to_its_printed_table(client: Client) -> None:
    html = client.get(OPEN + "?d=2026-12-14").content.decode()
    assert 'href="/h/higashi/print/2026-12/"' in html
    assert 'href="/h/higashi/print/2026-12/?t=grid"' in html


@pytest.mark.usefixtures("desk")
def test_the_month_is_a_table_of_days_and_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(OPEN)
    with django_assert_max_num_queries(16):
        html = client.get(OPEN + "?d=2026-12-18").content.decode()
    assert html.count('class="d ') == 31
    assert html.count('aria-current="true"') == 1
    assert client.get(OPEN + "?d=2026-12-18&v=table").content.decode().count('scope="row"') == 31


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    "asked", ["?d=nonsense", "?m=2026-13", "?d=9999-12-31", "?d=0001-01-01", "?m=", "?v=x"]
)
def test_an_address_that_cannot_be_read_shows_a_month_all_the_same(client: Client, asked: str) -> None:
    assert client.get(OPEN + asked).status_code == 200


@pytest.mark.usefixtures("desk")
def test_a_closure_shows_whom_it_displaces_before_it_is_saved(client: Client, hall: Facility) -> None:
    booking = booked(hall, name="青山 みお", email="mio@example.org")
    html = client.post(OPEN + "close/", CLOSING).content.decode()
    assert "これで、予約が1件動きます" in text_of(html)
    assert "青山 みお" in html
    assert not Closure.objects.exists()
    value = html.split(f'name="b-{booking.public_id}" value="')[1].split('"')[0]
    client.post(OPEN + "close/", {**CLOSING, "step": "save", f"b-{booking.public_id}": value})
    one = Displacement.objects.get()
    assert one.offer is not None
    assert one.offer.state == State.OFFERED


@pytest.mark.usefixtures("desk")
def test_a_booking_made_while_the_desk_looked_is_shown_and_nothing_is_saved(
    client: Client, hall: Facility
) -> None:
    booked(hall)
    answer = client.post(OPEN + "close/", {**CLOSING, "step": "save"})
    assert answer.status_code == 409
    assert "予約が1件動きます" in text_of(answer.content.decode())
    assert not Closure.objects.exists()


@pytest.mark.usefixtures("desk")
def test_what_displaces_nobody_is_saved_at_once_and_seen_on_the_day(client: Client) -> None:
    answer = client.post(OPEN + "close/", CLOSING)
    assert answer.headers["Location"].endswith("d=2026-12-18&done=1#done")
    assert "照明の工事のため" in page(client)
    assert "音楽室は一部お休み" in page(client)


@pytest.mark.usefixtures("desk")
def test_a_closure_that_is_sent_twice_is_one_and_lifted_with_one_press(
    client: Client, hall: Facility
) -> None:
    for _tap in range(2):
        assert client.post(OPEN + "close/", CLOSING).status_code == 302
        assert client.post(OPEN + "now/", {"until": "24:00", "reason_ja": "地震"}).status_code == 302
    assert sorted(Closure.objects.values_list("reason_ja", flat=True)) == ["地震", "照明の工事のため"]
    assert sorted(Act.objects.values_list("verb", flat=True)) == ["close", "close_now"]
    booked(hall)
    asked = client.post(OPEN + "close/", {**CLOSING, "step": "save"})
    assert asked.status_code == 409, "who has booked in between is not passed over"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"from_time": "17"}, "時間を「17:00」のように入れてください。"),
        ({"to_time": "16:00"}, "終わりは、始まりよりあとにしてください。"),
        ({"from_day": "18.12."}, "日にちを入れてください。"),
        ({"reason_ja": ""}, "わけを入れてください。"),
        ({"reason_ja": "あ" * 201}, "200文字までにしてください。"),
        ({"from_day": "2026-11-01", "to_day": "2026-11-01"}, "もうすぎた時間です。"),
        ({"rooms": ["a-room-that-is-gone"]}, "読めなかったところを、下でえらんでください。"),
        ({"from_day": "2025-12-18", "last": "2026-01-31", "repeat": "1w"}, "もうすぎた時間です。"),
    ],
)
def test_what_cannot_be_read_names_its_field_and_the_remedy(
    client: Client, wrong: dict[str, str], words: str
) -> None:
    answer = client.post(OPEN + "close/", {**CLOSING, **wrong})
    assert answer.status_code == 422
    assert words in text_of(answer.content.decode())


@pytest.mark.usefixtures("desk")
def test_a_closure_recurs_and_is_ended_from_a_date_on(client: Client) -> None:
    client.post(OPEN + "close/", {**CLOSING, "repeat": "nth"})
    days = list(Closure.objects.values_list("original_day", flat=True))
    assert days[:2] == [date(2026, 12, 18), date(2027, 1, 15)]
    event = Closure.objects.all()[0].event_id
    client.post(f"{OPEN}close/all/{event}/end/", {"d": "2027-01-15"})
    assert [one.original_day for one in Closure.objects.all()] == [date(2026, 12, 18)]


@pytest.mark.usefixtures("desk")
def test_lifting_is_one_press_and_so_is_undoing(client: Client, hall: Facility) -> None:
    client.post(OPEN + "close/", CLOSING)
    act = Act.objects.get(verb="close")
    here = OPEN + "?m=2026-12&d=2026-12-18"
    assert "もどす 16:10 休みにしました 12月18日(金)" in page(client)
    answer = client.post(undo_of(act), {"next": here})
    assert answer.headers["Location"] == here
    assert Closure.objects.get().cancelled
    assert "/undo/" not in client.get(here).content.decode()
    lifted = Act.objects.get(verb="lift")
    assert client.post(undo_of(lifted), {"next": here}).status_code == 409
    assert Act.objects.filter(subject="hall").latest("pk") == lifted


@pytest.mark.usefixtures("desk")
def test_after_a_day_nothing_is_undone(client: Client, settings: Any) -> None:
    client.post(OPEN + "close/", CLOSING)
    settings.CLOCK = "2026-12-03T16:10:00+09:00"
    assert "/undo/" not in client.get(OPEN + "?d=2026-12-18").content.decode()
    answer = client.post(undo_of(Act.objects.get(verb="close")))
    assert answer.status_code == 409
    assert "もどせるのは、1日(24時間)のあいだです。" in text_of(answer.content.decode())
    assert not Closure.objects.get().cancelled


@pytest.mark.usefixtures("desk")
def test_what_would_displace_somebody_is_not_undone_unseen(client: Client, hall: Facility) -> None:
    added = {"day": "2026-12-10", "from_time": "17:00", "to_time": "21:00", "ages": "all", "kind": "evening"}
    client.post(OPEN + "evening/", {**added, "reason_ja": "試験前"})
    a_booking(the_room(hall, "band"), span("2026-12-10", "18:00", "20:00"), a_high_schooler())
    here = OPEN + "?m=2026-12&d=2026-12-10"
    answer = client.post(undo_of(Act.objects.get(verb="open_evening")), {"next": here})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "もどすと、使えなくなる予約があります。" in text_of(html)
    assert 'href="/desk/higashi/open/?m=2026-12&amp;d=2026-12-10"' in html
    assert not Evening.objects.get().cancelled


@pytest.mark.usefixtures("desk")
def test_a_fault_is_no_change_of_the_hours(client: Client, hall: Facility, desk: Person) -> None:
    Act.objects.create(
        at=NOW, actor=desk, verb="report_fault", hall=hall, subject="hall", subject_id=hall.slug
    )
    assert "最近の操作" not in page(client)


def test_an_evening_is_added_with_who_is_on_duty_and_seen_at_once_by_the_public(
    client: Client, desk: Person
) -> None:
    told = {"day": "2026-12-10", "from_time": "17:00", "to_time": "20:00", "ages": "teens", "kind": "evening"}
    revision = Facility.objects.get().revision
    client.post(OPEN + "evening/", {**told, "reason_ja": "試験前", "staff": [desk.public_id]})
    assert Evening.objects.get().reason_ja == "試験前"
    assert [one.person for one in OnDuty.objects.all()] == [desk]
    assert Facility.objects.get().revision > revision
    grid = client.get("/h/higashi/r/craft/?from=2026-12-10").content.decode()
    assert "18:00" in grid


@pytest.mark.usefixtures("desk")
def test_an_evening_recurs_on_the_weekdays_that_are_chosen(client: Client) -> None:
    told = {
        "day": "2026-12-10",
        "from_time": "17:00",
        "to_time": "20:00",
        "ages": "all",
        "last": "2026-12-31",
    }
    client.post(OPEN + "evening/", {**told, "repeat": "1w", "weekdays": ["tue"]})
    days = [one.original_day for one in Evening.objects.all()]
    assert days == [date(2026, 12, day) for day in (10, 15, 17, 22, 24, 29, 31)]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("wrong", [{"ages": "grown-ups"}, {"ages": ""}, {"rooms": ["a-room-that-is-gone"]}])
def test_an_evening_for_whom_or_where_nobody_can_read_opens_to_nobody(
    client: Client, wrong: dict[str, object]
) -> None:
    told = {"day": "2026-12-10", "from_time": "17:00", "to_time": "20:00", "ages": "teens"}
    answer = client.post(OPEN + "evening/", {**told, **wrong})
    assert answer.status_code == 422
    assert "読めなかったところを、下でえらんでください。" in text_of(answer.content.decode())
    assert not Evening.objects.exists()


@pytest.mark.usefixtures("desk")
def test_an_evening_that_recurs_only_in_the_past_is_asked_for_its_last_day_again(client: Client) -> None:
    told = {"day": "2025-12-10", "from_time": "17:00", "to_time": "20:00", "ages": "all", "repeat": "1w"}
    answer = client.post(OPEN + "evening/", {**told, "last": "2025-12-31"})
    assert answer.status_code == 422
    assert "もうすぎた時間です。" in text_of(answer.content.decode())


def test_one_date_is_moved_and_taken_out_and_the_rest_ended(client: Client, desk: Person) -> None:
    hall = Facility.objects.get()
    weekly = {"first": date(2026, 12, 3), "weekdays": ["thu"]}
    plan = EveningPlan.model_validate({"recurrence": weekly, "from": "17:00", "to": "21:00"})
    open_evenings(facility=hall, plan=plan, actor=desk, now=NOW)
    third, tenth, last = Evening.objects.all()[:3]
    moved = {"what": "move", "day": "2026-12-05", "from_time": "17:00", "to_time": "19:00"}
    client.post(f"{OPEN}evening/{third.pk}/", moved)
    client.post(f"{OPEN}evening/{tenth.pk}/", {"what": "cancel"})
    client.post(f"{OPEN}evening/{last.pk}/", {"what": "end"})
    third.refresh_from_db()
    tenth.refresh_from_db()
    assert third.start == span("2026-12-05", "17:00", "19:00").start
    assert tenth.cancelled
    assert Evening.objects.count() == 2
    client.post(f"{OPEN}evening/{tenth.pk}/restore/", {"d": "2026-12-10"})
    tenth.refresh_from_db()
    assert not tenth.cancelled


@pytest.mark.usefixtures("desk")
def test_a_festival_takes_the_whole_house_with_setting_up_and_clearing_away(
    client: Client, hall: Facility
) -> None:
    told = {
        "reason_ja": "冬まつり",
        "reason_en": "Winter festival",
        "setup_day": "2026-12-18",
        "setup_time": "13:00",
        "from_day": "2026-12-19",
        "from_time": "9:00",
        "to_day": "2026-12-19",
        "to_time": "16:00",
        "clear_day": "2026-12-20",
        "clear_time": "12:00",
    }
    booking = booked(hall)
    html = client.post(OPEN + "festival/", told).content.decode()
    assert booking.public_id in html
    client.post(OPEN + "festival/", {**told, "step": "save", f"b-{booking.public_id}": ""})
    assert [one.reason_ja for one in Closure.objects.all()] == [
        "冬まつりの準備",
        "冬まつり",
        "冬まつりの片づけ",
    ]
    assert [one.rooms.count() for one in Closure.objects.all()] == [0, 0, 0]
    assert Act.objects.filter(subject="hall").count() == 1


@pytest.mark.usefixtures("desk")
def test_last_years_closures_are_proposed_on_this_years_days(client: Client, hall: Facility) -> None:
    was = span("2025-12-19", "09:00", "17:00")
    one = Closure.objects.create(facility=hall, start=was.start, end=was.end, reason_ja="大そうじ")
    said = page(client, OPEN + "copy/?d=2026-12-18")
    assert "大そうじ" in said
    assert "12月18日(金)" in said
    assert "12月19日(土)" in said
    client.post(OPEN + "copy/", {"d": "2026-12-18", f"copy-{one.pk}": "weekday"})
    copied = Closure.objects.exclude(pk=one.pk).get()
    assert (copied.start, copied.reason_ja) == (span("2026-12-18", "09:00", "17:00").start, "大そうじ")


def test_a_warning_closes_every_hall_at_which_one_may_announce_it(client: Client, hall: Facility) -> None:
    other, foreign = a_facility("nukui"), a_facility("midori")
    client.force_login(staff(hall, other))
    booking = booked(hall)
    told = {**CLOSING, "key": "storm", "all": "1"}
    assert "予約1件に知らせます" in text_of(client.post(OPEN + "warning/", told).content.decode())
    assert not WeatherWarning.objects.exists()
    client.post(OPEN + "warning/", {**told, "step": "save"})
    assert {one.facility for one in WeatherWarning.objects.all()} == {hall, other}
    assert not Closure.objects.filter(facility=foreign).exists()
    one = Displacement.objects.get()
    assert (one.booking, one.offer, one.state) == (booking, None, Answer.OPEN)
    assert "来ないでください" in booking.notices.get().body
    warning = WeatherWarning.objects.get(facility=hall)
    client.post(f"{OPEN}warning/{warning.pk}/lift/", {"all": "1"})
    assert not WeatherWarning.objects.exists()
    assert Displacement.objects.get().state == Answer.LIFTED


def test_the_office_warns_its_halls_and_decides_no_hours(client: Client, hall: Facility) -> None:
    client.force_login(staff(hall, role=Role.OFFICE))
    assert client.get(OPEN).status_code == 404
    assert client.get(OPEN + "warning/").status_code == 200
    answer = client.post(OPEN + "warning/", {**CLOSING, "key": "storm", "step": "save"})
    assert client.get(answer.headers["Location"]).status_code == 200


def test_closing_now_shows_who_is_inside_and_who_was_handed_over(client: Client, hall: Facility) -> None:
    client.force_login(staff(hall, role=Role.EVENING))
    child = a_junior_high_student(name="小川 りく")
    a_guardian(child, phone="042-000-0001", relation="母")
    here = a_booking(
        the_room(hall, "craft"), span("2026-12-02", "15:00", "18:00"), child, state=State.IN_USE, headcount=3
    )
    later = a_booking(the_room(hall, "a"), span("2026-12-02", "19:00", "20:00"), a_high_schooler())
    client.post(OPEN + "now/", {"until": "21:00", "reason_ja": "停電のため"})
    assert [one.booking for one in Displacement.objects.all()] == [later]
    html = client.get(OPEN + "now/").content.decode()
    assert "中に3人います" in text_of(html)
    assert "042-000-0001" not in html
    assert "042-000-0001" in client.post(f"{OPEN}now/{here.public_id}/call/").content.decode()
    assert Act.objects.filter(verb="look", subject="person", subject_id=child.public_id).exists()
    client.post(f"{OPEN}now/{here.public_id}/picked/", {"headcount": "2", "relation": "母"})
    said = page(client, OPEN + "now/")
    assert "16:10 2人を引き渡した(母)" in said
    assert "あと1人" in said
    client.post(f"{OPEN}now/{Pickup.objects.get().pk}/back/")
    assert not Pickup.objects.exists()


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("given", [{"headcount": "0", "relation": "母"}, {"headcount": "2", "relation": " "}])
def test_a_handing_over_without_a_number_or_a_word_is_not_noted(
    client: Client, hall: Facility, given: dict[str, str]
) -> None:
    here = a_booking(
        the_room(hall, "craft"),
        span("2026-12-02", "15:00", "18:00"),
        a_high_schooler(),
        state=State.IN_USE,
        headcount=3,
    )
    assert client.post(f"{OPEN}now/{here.public_id}/picked/", given).status_code == 422
    assert not Pickup.objects.exists()


def test_who_is_on_duty_stands_on_the_day(client: Client, desk: Person) -> None:
    client.post(OPEN + "duty/", {"d": "2026-12-18", "staff": [desk.public_id, "nobody"]})
    assert "当番 太郎" in page(client, OPEN + "?d=2026-12-18&v=table")
    client.post(OPEN + "duty/", {"d": "2026-12-18"})
    assert not OnDuty.objects.exists()
