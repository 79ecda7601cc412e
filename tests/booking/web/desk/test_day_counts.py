"""A whole day counted on one page, at 17:42 on 4 December 2026."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.actions.attendance import check_in, correct_headcount
from booking.models import Act, Booking, Headcount, HourCount, Person
from booking.queries.attendance import counts_of
from booking.rules.attendance import Heads, Part
from booking.rules.lifecycle import State
from booking.web.desk import day_counts
from facilities.models import Facility
from tests.booking.web.conftest import html_of, said, text_of
from tests.factories import a_booking, a_facility, a_hall, a_room, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
PAGE = "/desk/higashi/att/"
NOW = at("2026-12-04 17:42")
TEENS = Heads(Part.TAKING_PART, "junior_high")


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-04T17:42:00+09:00"


@pytest.fixture
def keeper(hall: Facility) -> Person:
    return staff(hall, name="岡 さくら")


@pytest.fixture
def desk(client: Client, keeper: Person) -> Client:
    client.force_login(keeper)
    return client


@pytest.fixture
def early(hall: Facility) -> Booking:
    """Over, and nobody noted that they came."""
    return use(hall, "13:00", "15:00", counted={"junior_high": 3}, headcount=3)


@pytest.fixture
def late(hall: Facility) -> Booking:
    return use(hall, "15:00", "17:00", counted={"high_school": 2}, headcount=2)


def use(hall: Facility, start: str, end: str, **fields: Any) -> Booking:
    return a_booking(the_room(hall, "band"), span("2026-12-04", start, end), a_high_schooler(), **fields)


def form(client: Client, address: str = PAGE) -> dict[str, str]:
    """What the page would send as it comes."""
    tags = re.findall(r"<input[^>]*>", html_of(client.get(address)))
    fields = [
        (re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag))
        for tag in tags
        if "checkbox" not in tag
    ]
    return {name[1]: value[1] if value else "" for name, value in fields if name}


def field(booking: Booking, heads: Heads = TEENS) -> str:
    return f"{booking.public_id}.{heads.part}-{heads.band}"


def test_a_whole_day_is_entered_at_once_and_each_row_by_its_own_verb(
    desk: Client, early: Booking, late: Booking
) -> None:
    high = Heads(Part.TAKING_PART, "high_school")
    answer = desk.post(PAGE, form(desk) | {field(early): "4", field(late, high): "0"})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert "2件の人数を入れました。" in said(desk.get(PAGE))
    assert counts_of(early) == {TEENS: 4}
    assert counts_of(late) == {high: 0}
    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == ["check_in", "count"] * 2


def test_a_row_left_empty_stays_without_a_number(desk: Client, early: Booking, late: Booking) -> None:
    desk.post(PAGE, form(desk) | {field(early): "4"})
    late.refresh_from_db()
    assert (late.state, counts_of(late)) == (State.BOOKED, {})
    assert "人数がまだ 1件" in said(desk.get(PAGE))


def test_what_was_planned_stands_there_faintly_and_is_entered_by_a_tick(desk: Client, early: Booking) -> None:
    assert 'placeholder="3"' in html_of(desk.get(PAGE))
    assert "予約のとおり 3人" in said(desk.get(PAGE))
    desk.post(PAGE, form(desk) | {f"{early.public_id}.plan": "1"})
    assert counts_of(early)[TEENS] == 3


def test_where_the_ages_are_not_all_known_nothing_can_be_ticked(desk: Client, hall: Facility) -> None:
    one = use(hall, "13:00", "15:00", counted={"junior_high": 1}, headcount=3)
    assert "予約のとおり" not in said(desk.get(PAGE))
    desk.post(PAGE, form(desk) | {f"{one.public_id}.plan": "1"})
    assert counts_of(one) == {}


def test_numbers_on_record_are_corrected_and_the_old_ones_stay_in_the_log(
    desk: Client, early: Booking, keeper: Person
) -> None:
    check_in(booking=early, counts={TEENS: 3}, actor=keeper, now=NOW)
    desk.post(PAGE, form(desk) | {field(early): "5"})
    assert counts_of(early) == {TEENS: 5}
    act = Act.objects.latest("pk")
    assert (act.verb, act.before, act.after) == (
        "correct_headcount",
        {"part.junior_high": 3},
        {"part.junior_high": 5},
    )


def test_who_accompanied_and_who_helped_have_a_line_each_when_asked_for(desk: Client, early: Booking) -> None:
    assert field(early, Heads(Part.HELPING, "adult")) not in form(desk)
    whole = form(desk, f"{PAGE}?all=1")
    desk.post(f"{PAGE}?all=1", whole | {field(early): "3", field(early, Heads(Part.HELPING, "adult")): "1"})
    assert counts_of(early) == {TEENS: 3, Heads(Part.HELPING, "adult"): 1}
    assert field(early, Heads(Part.HELPING, "adult")) in form(desk), "said once it is shown without asking"


def test_a_row_that_another_desk_entered_is_not_overwritten_and_the_others_are_saved(
    desk: Client, early: Booking, late: Booking, hall: Facility
) -> None:
    before = form(desk)
    other = staff(hall, name="森 あおい")
    check_in(booking=early, counts={TEENS: 7}, actor=other, now=NOW)
    answer = desk.post(PAGE, before | {field(early): "4", field(late): "2"})
    assert answer.status_code == 409
    assert "ほかの人が、先に操作しました" in said(answer)
    assert "森" in said(answer)
    assert "1件の人数を入れました。" in said(answer)
    assert f'name="{field(early)}" inputmode="numeric" autocomplete="off" maxlength="5" value="7"' in html_of(
        answer
    )
    assert counts_of(early) == {TEENS: 7}
    assert counts_of(late) == {TEENS: 2}


def test_a_row_that_nobody_touched_is_left_as_another_desk_has_corrected_it(
    desk: Client, early: Booking, keeper: Person
) -> None:
    check_in(booking=early, counts={TEENS: 3}, actor=keeper, now=NOW)
    before = form(desk)
    correct_headcount(booking=early, counts={TEENS: 4}, seen={TEENS: 3}, actor=keeper, now=NOW)
    assert desk.post(PAGE, before).status_code == 302
    assert counts_of(early) == {TEENS: 4}


def test_pressed_twice_it_is_entered_once(desk: Client, early: Booking) -> None:
    typed = form(desk) | {field(early): "4"}
    assert [desk.post(PAGE, typed).status_code for _ in range(2)] == [302, 302]
    assert Act.objects.filter(verb="count").count() == 1


@pytest.mark.parametrize("typed", ["many", "-1", "10001", "2.5", "²"])
def test_what_is_no_number_is_named_and_nothing_is_saved(
    desk: Client, early: Booking, late: Booking, typed: str
) -> None:
    answer = desk.post(PAGE, form(desk) | {field(early): "4", field(late): typed})
    assert answer.status_code == 422
    assert f'href="#{field(late)}"' in html_of(answer)
    assert f'value="{typed}"' in html_of(answer)
    assert not Headcount.objects.exists()


def test_who_is_turned_away_by_a_rule_is_said_in_their_row_and_what_was_typed_stays(
    desk: Client, hall: Facility
) -> None:
    small = use(hall, "17:00", "19:00", counted={"elementary": 3}, headcount=3)
    children = Heads(Part.TAKING_PART, "elementary")
    answer = desk.post(PAGE, form(desk) | {field(small, children): "3"})
    assert answer.status_code == 409
    assert "まだ入っていません" in said(answer)
    assert (
        f'name="{field(small, children)}" inputmode="numeric" autocomplete="off" maxlength="5" value="3"'
        in (html_of(answer))
    )
    assert counts_of(small) == {}


def test_what_was_given_up_while_somebody_typed_is_said(desk: Client, early: Booking) -> None:
    typed = form(desk) | {field(early): "4"}
    Booking.objects.update(state=State.CANCELLED)
    answer = desk.post(PAGE, typed)
    assert answer.status_code == 409
    assert "1件は、この日の表からなくなりました" in said(answer)


def test_what_is_still_to_come_and_whom_nobody_saw_have_no_fields(desk: Client, hall: Facility) -> None:
    use(hall, "19:00", "21:00")
    use(hall, "10:00", "12:00", state=State.NO_SHOW)
    page = html_of(desk.get(PAGE))
    assert "これから" in page
    assert "来ませんでした" in page
    assert 'inputmode="numeric"' not in page


def test_the_hours_of_a_room_for_free_use_are_entered_beside_the_bookings(
    desk: Client, hall: Facility
) -> None:
    corner = a_room(hall, "corner", name_ja="学習コーナー", bookable=False)
    four, six = at("2026-12-04 16:00"), at("2026-12-04 18:00")
    fields = form(desk)
    assert f"corner-{six}.was" not in fields, "an hour that has not begun"
    desk.post(PAGE, fields | {f"corner-{four}.part-elementary": "12"})
    assert list(HourCount.objects.values_list("room", "at", "band", "count")) == [
        (corner.pk, four, "elementary", 12)
    ]


def test_an_hour_that_another_desk_has_counted_is_not_overwritten(desk: Client, hall: Facility) -> None:
    corner, four = a_room(hall, "corner", bookable=False), at("2026-12-04 16:00")
    typed = form(desk) | {f"corner-{four}.part-elementary": "12"}
    HourCount.objects.create(room=corner, at=four, band="adult", count=1)
    assert desk.post(PAGE, typed).status_code == 409
    assert list(HourCount.objects.values_list("band", "count")) == [("adult", 1)]


def test_all_that_is_on_record_is_added_up_by_age(desk: Client, early: Booking, late: Booking) -> None:
    desk.post(PAGE, form(desk) | {field(early): "4", field(late): "2"})
    foot = html_of(desk.get(PAGE)).split("<tfoot>")[1].split("</tfoot>")[0]
    assert text_of(foot).split()[-8:] == ["0", "0", "6", "0", "0", "0", "計", "6"]


def test_a_day_of_many_rows_lies_on_several_sheets(
    desk: Client, early: Booking, late: Booking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_counts, "A_SHEET", 1)
    assert field(early) in form(desk)
    assert field(late) not in form(desk)
    assert field(late) in form(desk, f"{PAGE}?n=2")
    assert field(early) in form(desk, f"{PAGE}?n=x")


def test_another_day_has_its_own_page_and_nonsense_is_today(desk: Client, early: Booking) -> None:
    assert field(early) not in form(desk, f"{PAGE}?d=2026-12-03")
    assert "この日は予約がありません。" in said(desk.get(f"{PAGE}?d=2026-12-03"))
    assert field(early) in form(desk, f"{PAGE}?d=yesterday")


def test_no_booking_of_another_hall_stands_there_or_is_entered(desk: Client, early: Booking) -> None:
    elsewhere = a_room(a_facility("nishi"), "hall")
    other = a_booking(elsewhere, span("2026-12-04", "13:00", "15:00"), a_high_schooler())
    assert field(other) not in form(desk)
    desk.post(PAGE, form(desk) | {field(other): "4", f"{other.public_id}.was": ""})
    assert counts_of(other) == {}


def test_the_board_and_the_queue_lead_there(desk: Client, early: Booking) -> None:
    assert f'href="{PAGE}?d=2026-12-04"' in html_of(desk.get("/desk/higashi/"))
    queue = html_of(desk.get("/desk/higashi/ok/?q=count"))
    assert f'href="{PAGE}"' in queue
    (chosen,) = re.findall(r'href="(/desk/higashi/ok/\?q=count&amp;i=[^"#]+)', queue)
    assert f'href="{PAGE}?d=2026-12-04"' in html_of(desk.get(chosen.replace("&amp;", "&")))


def test_the_page_costs_no_more_for_more_bookings(
    desk: Client, hall: Facility, early: Booking, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for hour in range(15, 21):
        use(hall, f"{hour}:00", f"{hour + 1}:00")
    with django_assert_max_num_queries(16):
        desk.get(PAGE)


@pytest.fixture
def hall() -> Facility:
    return a_hall()
