"""A room's times through the API."""

from collections import Counter

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from booking.models import Person
from facilities.models import Room
from tests.booking.api.callers import PROBLEM, get, post
from tests.factories import a_booking, a_closure, a_facility, a_hall, a_room, span

SLOTS = "rooms/higashi/band/slots/"


def states(answer: object) -> list[tuple[str, str]]:
    """(start, state) of the slots of an answer's first day, as wall times."""
    return [(slot["start"][11:16], slot["state"]) for slot in answer.json()["days"][0]["slots"]]  # type: ignore[attr-defined]


def test_a_day_that_the_clocks_of_a_hall_left_out_is_not_there(nobody: Client) -> None:
    a_hall(timezone="Pacific/Apia")
    shown = get(nobody, "rooms/higashi/craft/slots/", **{"from": "2011-12-29", "to": "2011-12-31"})
    assert [day["date"] for day in shown.json()["days"]] == ["2011-12-29", "2011-12-31"]
    asked = {"start": "2011-12-31T10:00:00+14:00", "end": "2011-12-31T11:00:00+14:00"}
    assert post(nobody, "check/", {"room": "higashi/craft", **asked}).json()["outcome"] == "refuse"


def test_a_friday_shows_its_bands_and_what_lies_between(nobody: Client, room: Room) -> None:
    a_booking(room, span("2026-12-04", "15:00", "17:00"))
    answer = get(nobody, SLOTS, **{"from": "2026-12-04", "to": "2026-12-04"})
    assert states(answer) == [
        ("00:00", "outside"),
        ("10:00", "free"),
        ("12:00", "outside"),
        ("13:00", "free"),
        ("15:00", "taken"),
        ("17:00", "free"),
        ("19:00", "free"),
        ("21:00", "outside"),
    ]


def test_a_free_slot_says_what_could_be_booked_in_the_halls_own_offset(nobody: Client, room: Room) -> None:
    day = get(nobody, SLOTS, **{"from": "2026-12-04", "to": "2026-12-04"}).json()["days"][0]
    evening = next(slot for slot in day["slots"] if slot["start"] == "2026-12-04T17:00:00+09:00")
    assert evening["offer"] == {"start": "2026-12-04T17:00:00+09:00", "end": "2026-12-04T19:00:00+09:00"}
    assert (evening["clause"], day["evening"], day["holiday"]) == ("H2", True, False)


def test_a_dated_closure_shows_with_its_reason(nobody: Client, room: Room) -> None:
    a_closure(room.facility, span("2026-12-04", "00:00", "24:00"), reason_ja="点検", reason_en="Inspection")
    slots = get(nobody, SLOTS, **{"from": "2026-12-04", "to": "2026-12-04"}).json()["days"][0]["slots"]
    assert [(slot["state"], slot["why"]) for slot in slots] == [
        ("closed", {"ja": "点検", "en": "Inspection"})
    ]


def test_without_days_it_is_a_week_from_today(nobody: Client, room: Room) -> None:
    days = get(nobody, SLOTS).json()["days"]
    assert (days[0]["date"], days[-1]["date"]) == ("2026-12-02", "2026-12-08")


def test_whose_a_booking_is_shows_to_nobody(
    nobody: Client, as_teen: Client, as_staff: Client, teen: Person, room: Room
) -> None:
    booking = a_booking(room, span("2026-12-04", "17:00", "19:00"), teen, purpose="秘密の練習")
    answers = [get(client, SLOTS).content.decode() for client in (nobody, as_teen, as_staff)]
    assert len(set(answers)) == 1
    assert "秘密" not in answers[0]
    assert booking.public_id not in answers[0]


def test_a_slot_that_is_not_open_for_booking_yet_says_from_when(nobody: Client, room: Room) -> None:
    days = get(nobody, SLOTS, **{"from": "2027-01-08", "to": "2027-01-08"}).json()["days"]
    slot = next(slot for slot in days[0]["slots"] if slot["start"][11:16] == "13:00")
    assert (slot["state"], [reason["code"] for reason in slot["reasons"]]) == ("not_yet", ["TOO_EARLY"])
    assert slot["reasons"][0]["values"]["opens_at"].startswith("2026-12-09T00:00:00+09:00")


def test_ninety_two_days_are_answered_and_ninety_three_are_not(nobody: Client, room: Room) -> None:
    assert len(get(nobody, SLOTS, **{"from": "2026-12-01", "to": "2027-03-02"}).json()["days"]) == 92
    answer = get(nobody, SLOTS, **{"from": "2026-12-01", "to": "2027-03-03"})
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["errors"] == {"to": ["一度に見られるのは92日までです。期間を分けてください。"]}


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("2026-12-05", "2026-12-04", "to"),
        ("5 December", "2026-12-06", "from"),
        ("2026-02-30", "2026-03-02", "from"),
        ("0001-01-01", "2026-12-04", "from"),
        ("2026-12-04", "9999-12-31", "to"),
        ("２０２６-12-04x", "2026-12-05", "from"),
        ("2026-12-04\u202e", "2026-12-05", "from"),
    ],
)
def test_days_that_are_none_are_refused_by_name(
    nobody: Client, room: Room, first: str, last: str, field: str
) -> None:
    answer = get(nobody, SLOTS, **{"from": first, "to": last})
    assert answer.status_code in (400, 422)
    assert answer.json()["errors"].keys() == {field}


def test_rooms_that_are_not_published_have_no_times(nobody: Client) -> None:
    a_room(a_facility("elsewhere", published=False), "band")
    for address in ("rooms/elsewhere/band/slots/", "rooms/nowhere/band/slots/"):
        assert get(nobody, address).status_code == 404


def test_a_hall_without_rules_is_closed(nobody: Client) -> None:
    a_room(a_facility("midori"), "band")
    days = get(nobody, "rooms/midori/band/slots/").json()["days"]
    assert Counter(slot["state"] for day in days for slot in day["slots"]) == {"closed": 7}


def test_three_months_of_fifty_bookings_cost_the_queries_of_a_day_with_ten(
    nobody: Client, room: Room, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    starts = [(day, hour) for day in range(1, 29) for hour in (10, 13)]
    for day, hour in starts[:10]:
        a_booking(room, span(f"2027-01-{day:02}", f"{hour}:00", f"{hour + 2}:00"))
    get(nobody, SLOTS)
    with django_assert_num_queries(4):
        get(nobody, SLOTS, **{"from": "2027-01-03", "to": "2027-01-03"})
    for day, hour in starts[10:50]:
        a_booking(room, span(f"2027-01-{day:02}", f"{hour}:00", f"{hour + 2}:00"))
    with django_assert_num_queries(4):
        get(nobody, SLOTS, **{"from": "2027-01-01", "to": "2027-04-02"})


def test_a_booking_made_a_moment_ago_is_not_hidden_by_a_cache(nobody: Client, room: Room) -> None:
    assert get(nobody, SLOTS)["Cache-Control"] == "public, no-cache"
