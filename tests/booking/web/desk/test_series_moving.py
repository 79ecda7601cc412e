"""The desk moves a date of a series with those that follow, or all: it sees how each would fare."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking, Notice, Person
from facilities.rules.spans import Span
from tests.booking.series import a_craft_room, booked
from tests.booking.web.conftest import text_of
from tests.factories import a_booking, a_facility, a_room, span
from tests.people import staff

pytestmark = pytest.mark.django_db
# Three Wednesdays: 9, 23 December, 6 January, from 13:00 to 15:00; the second to Thursday, an hour later.
THERE = {"day": "2026-12-24", "start": "14:00", "end": "16:00", "dates": "following", "cause": "hall"}
SHOWN = "2026-12-24|14:00|16:00|following"
LAST_TWO = ["2026-12-23", "2027-01-06"]


@pytest.fixture
def dates(client: Client, haruka: Person) -> list[Booking]:
    """Whoever is signed in serves at their hall."""
    series = booked(a_craft_room(), haruka, times=3)
    client.force_login(staff(series.room.facility))
    return list(series.bookings.select_related("room__facility").order_by("start"))


def page_of(date: Booking) -> str:
    return f"/desk/{date.room.facility.slug}/b/{date.public_id}/series/"


def sent(client: Client, date: Booking, **form: Any) -> Any:
    return client.post(page_of(date), {"series": "0", **THERE, **form})


def moved(client: Client, date: Booking, **form: Any) -> Any:
    return sent(client, date, **{"do": "move", "shown": SHOWN, "day_to_move": LAST_TWO, **form})


def times() -> list[Span]:
    return [Span(one.start, one.end) for one in Booking.objects.filter(series__isnull=False).order_by("pk")]


def test_the_bookings_page_leads_there_and_the_form_begins_with_the_time_that_stands(
    client: Client, dates: list[Booking]
) -> None:
    hall = dates[0].room.facility.slug
    assert page_of(dates[1]) in client.get(f"/desk/{hall}/b/{dates[1].public_id}/").content.decode()
    html = client.get(page_of(dates[1])).content.decode()
    for value in ("2026-12-23", "13:00", "15:00"):
        assert f'value="{value}"' in html


def test_before_anything_moves_the_desk_sees_where_each_date_would_go(
    client: Client, dates: list[Booking]
) -> None:
    before = times()
    told = text_of(sent(client, dates[1], do="look").content.decode())
    assert "2回のうち2回変えられます" in told
    assert "12月24日(木) 14:00–16:00" in told
    assert "1月7日(木) 14:00–16:00" in told
    assert times() == before


def test_what_is_ticked_moves_and_the_group_is_told_that_the_hall_did_it(
    client: Client, dates: list[Booking]
) -> None:
    assert moved(client, dates[1]).status_code == 302
    assert times() == [
        span("2026-12-09", "13:00", "15:00"),
        span("2026-12-24", "14:00", "16:00"),
        span("2027-01-07", "14:00", "16:00"),
    ]
    assert Notice.objects.filter(kind="moved_by_hall").exists()


def test_all_that_are_left_move_by_as_much_from_whichever_date(client: Client, dates: list[Booking]) -> None:
    every = {"dates": "every", "shown": "2026-12-24|14:00|16:00|every"}
    ticked = [one.original_day.isoformat() for one in dates if one.original_day]
    assert moved(client, dates[1], **every, day_to_move=ticked, cause="").status_code == 302
    assert times()[0] == span("2026-12-10", "14:00", "16:00")
    assert not Notice.objects.filter(kind="moved_by_hall").exists()


def test_a_date_that_is_not_ticked_stays(client: Client, dates: list[Booking]) -> None:
    assert moved(client, dates[1], day_to_move=["2027-01-06"]).status_code == 302
    assert times()[1] == span("2026-12-23", "13:00", "15:00")
    assert times()[2] == span("2027-01-07", "14:00", "16:00")


def test_a_date_that_cannot_go_says_why_and_is_not_ticked(
    client: Client, dates: list[Booking], haruka: Person
) -> None:
    before = times()
    a_booking(dates[0].room, span("2027-01-07", "15:00", "17:00"), haruka)
    html = sent(client, dates[1], do="look").content.decode()
    assert "2回のうち1回変えられます" in text_of(html)
    assert 'value="2026-12-23" checked' in html
    assert 'value="2027-01-06" checked' not in html
    refused = moved(client, dates[1])
    assert refused.status_code == 409
    assert "まだ何も変えていません" in refused.content.decode()
    assert times() == before


def test_what_was_changed_after_it_was_looked_at_is_looked_at_again(
    client: Client, dates: list[Booking]
) -> None:
    before = times()
    answer = moved(client, dates[1], start="15:00", end="17:00")
    assert answer.status_code == 200
    assert "15:00–17:00" in answer.content.decode()
    assert times() == before


def test_a_second_press_finds_it_done(client: Client, dates: list[Booking]) -> None:
    for _ in range(2):
        assert moved(client, dates[1]).status_code == 302
    assert times()[1] == span("2026-12-24", "14:00", "16:00")


def test_whoever_saw_the_series_before_it_changed_is_told(client: Client, dates: list[Booking]) -> None:
    before = times()
    for seen in ("7", "", "x"):
        assert moved(client, dates[1], series=seen).status_code == 409
    assert times() == before


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"day": ""}, 422),
        ({"start": "十時"}, 422),
        ({"end": "14:00"}, 422),
        ({"day_to_move": []}, 422),
        ({"day": "2026-11-30", "shown": "2026-11-30|14:00|16:00|following"}, 409),
    ],
)
def test_what_cannot_be_meant_is_told_and_moves_nothing(
    client: Client, dates: list[Booking], wrong: dict[str, Any], status: int
) -> None:
    before = times()
    answer = moved(client, dates[1], **wrong)
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    assert times() == before


def test_a_booking_of_no_series_has_no_such_page(
    client: Client, dates: list[Booking], haruka: Person
) -> None:
    alone = a_booking(dates[0].room, span("2026-12-10", "10:00", "11:00"), haruka)
    assert client.get(page_of(alone)).status_code == 404


def test_the_last_date_that_is_left_has_nothing_to_move_along(client: Client, dates: list[Booking]) -> None:
    Booking.objects.exclude(pk=dates[2].pk).update(state="cancelled")
    assert client.get(page_of(dates[2])).status_code == 409


def test_all_dates_go_into_another_room_of_the_hall(client: Client, dates: list[Booking]) -> None:
    other = a_room(dates[0].room.facility, "other", name_ja="第2工作室")
    told = sent(client, dates[1], do="look", into="other")
    assert 'value="other" selected' in told.content.decode()
    assert moved(client, dates[1], into="other", shown=f"{SHOWN}|other").status_code == 302
    assert list(Booking.objects.order_by("start").values_list("room", flat=True)) == [
        dates[0].room_id,
        other.pk,
        other.pk,
    ]


def test_a_room_that_is_chosen_after_looking_is_looked_at_first(client: Client, dates: list[Booking]) -> None:
    a_room(dates[0].room.facility, "other")
    before = times()
    assert moved(client, dates[1], into="other").status_code == 200
    assert times() == before


def test_a_room_of_another_hall_is_none_to_choose(client: Client, dates: list[Booking]) -> None:
    a_room(a_facility("midori"), "far")
    moved(client, dates[1], into="far", shown=f"{SHOWN}|far")
    assert {one.room_id for one in Booking.objects.all()} == {dates[0].room_id}


def test_several_dates_are_overruled_for_one_reason_that_stands_with_each(
    client: Client, dates: list[Booking]
) -> None:
    late = {"start": "21:30", "end": "22:30"}
    shown = "2026-12-24|21:30|22:30|following"
    looked = sent(client, dates[1], do="look", **late)
    assert "2回のうち0回変えられます" in text_of(looked.content.decode())
    assert 'name="why"' in looked.content.decode()
    refused = moved(client, dates[1], **late, shown=shown)
    assert refused.status_code == 409
    assert 'value="2026-12-23" checked' in refused.content.decode()
    assert moved(client, dates[1], **late, shown=shown, why="館の夜間工事のため").status_code == 302
    assert times()[1] == span("2026-12-24", "21:30", "22:30")
    acts = Act.objects.filter(verb="overrule")
    assert [act.why for act in acts] == ["館の夜間工事のため"] * 2


def test_what_others_hold_is_not_overruled(client: Client, dates: list[Booking], haruka: Person) -> None:
    a_booking(dates[0].room, span("2027-01-07", "15:00", "17:00"), haruka)
    before = times()
    assert moved(client, dates[1], why="館の都合").status_code == 409
    assert times() == before


def test_a_reason_that_is_too_long_is_said(client: Client, dates: list[Booking]) -> None:
    assert moved(client, dates[1], why="x" * 301).status_code == 422
