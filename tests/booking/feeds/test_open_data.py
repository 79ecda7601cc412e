"""Availability as open data: states of rooms, for everybody, cheap to ask again. It is 2 December 2026."""

import itertools
import json
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from booking.actions.bookings import cancel
from booking.actions.closures import OneClosure, close
from booking.models import Person
from facilities.models import Facility, Room
from tests.factories import NOW, a_booking, an_evening, at, span
from tests.ical_reader import read

USE = span("2026-12-03", "13:00", "15:00")
OF_HALL, OF_ROOM = "/feeds/free/higashi.json", "/feeds/free/higashi/band.json"


def times(told: dict[str, Any], room: str = "band") -> list[tuple[int, int, str]]:
    [found] = [one for one in told["rooms"] if one["id"] == f"higashi/{room}"]
    return [
        (*(int(datetime.fromisoformat(one[end]).timestamp()) for end in ("start", "end")), one["state"])
        for one in found["times"]
    ]


def states_at(told: dict[str, Any], moment: str, room: str = "band") -> list[str]:
    return [state for start, end, state in times(told, room) if start <= at(moment) < end]


def asked(client: Client, address: str = OF_HALL, **headers: str) -> Any:
    return client.get(address, headers=headers)


def test_a_room_is_free_taken_or_closed(client: Client, room: Room, teen: Person) -> None:
    a_booking(room, USE, teen)
    told = asked(client).json()
    assert states_at(told, "2026-12-03 12:59") == ["free"]
    assert states_at(told, "2026-12-03 13:00") == ["taken"]
    assert states_at(told, "2026-12-03 15:00") == ["free"]
    assert states_at(told, "2026-12-03 03:00") == ["closed"]


def test_five_weeks_are_told_without_a_gap(client: Client, room: Room) -> None:
    told = asked(client).json()
    found = times(told)
    assert (found[0][0], found[-1][1]) == (at("2026-12-02 00:00"), at("2027-01-06 00:00"))
    assert (told["from"], told["to"]) == ("2026-12-02", "2027-01-05")
    assert all(one[1] == after[0] for one, after in itertools.pairwise(found))


def test_nothing_is_said_but_states_and_the_names_of_rooms(client: Client, room: Room, teen: Person) -> None:
    a_booking(room, USE, teen, purpose="バンドの練習", headcount=4)
    text = asked(client).content.decode()
    assert "バンド" not in text.replace(room.name_ja, "")
    assert {key for one in json.loads(text)["rooms"] for piece in one["times"] for key in piece} == {
        *("start", "end", "state")
    }
    assert {state for *_, state in times(json.loads(text))} == {"free", "taken", "closed"}


def test_an_evening_and_a_closure_show(client: Client, hall: Facility, room: Room, desk: Person) -> None:
    an_evening(hall, span("2026-12-03", "17:00", "21:00"))
    close(facility=hall, closures=[OneClosure(span("2026-12-04", "10:00", "12:00"))], actor=desk, now=NOW)
    told = asked(client).json()
    assert states_at(told, "2026-12-03 20:59") == ["free"]
    assert states_at(told, "2026-12-04 11:59") == ["closed"]


def test_the_ical_says_the_same_as_the_json(client: Client, room: Room, teen: Person) -> None:
    a_booking(room, USE, teen)
    calendar = read(asked(client, OF_ROOM.replace("json", "ics")).content)
    [busy] = calendar.named("VFREEBUSY")
    names = {"FREE": "free", "BUSY": "taken", "BUSY-UNAVAILABLE": "closed"}
    told = [
        (*(int(datetime.fromisoformat(end).timestamp()) for end in period.split("/")), names[kind["FBTYPE"]])
        for kind, period in busy.properties["FREEBUSY"]
    ]
    assert told == times(asked(client, OF_ROOM).json())
    assert not calendar.named("VEVENT")


@pytest.mark.parametrize("form", ["json", "ics"])
def test_a_304_costs_one_query_and_a_booking_makes_it_a_200(
    client: Client,
    room: Room,
    teen: Person,
    form: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    address = OF_HALL.replace("json", form)
    tag = asked(client, address)["ETag"]
    with django_assert_num_queries(1):
        assert asked(client, address, if_none_match=tag).status_code == 304
    booking = a_booking(room, USE, teen)
    cancel(booking=booking, actor=teen, now=NOW)
    assert asked(client, address, if_none_match=tag).status_code == 200


def test_it_is_another_on_the_next_day(client: Client, room: Room, settings: Settings) -> None:
    tag = asked(client)["ETag"]
    settings.CLOCK = "2026-12-03T00:00:00+09:00"
    answer = asked(client, if_none_match=tag)
    assert (answer.status_code, answer.json()["from"]) == (200, "2026-12-03")


def test_caches_keep_it_for_five_minutes_and_nobody_is_set_a_cookie(client: Client, room: Room) -> None:
    for address, kind in ((OF_ROOM, "application/json"), (OF_ROOM.replace("json", "ics"), "text/calendar")):
        answer = asked(client, address)
        assert answer["Cache-Control"] == "public, max-age=300"
        assert answer["Content-Type"].startswith(kind)
        assert not answer.cookies


def test_head_is_get_without_a_body(client: Client, room: Room) -> None:
    answer = client.head(OF_HALL)
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer["Content-Length"]) == len(asked(client).content)


def test_ten_rooms_cost_as_many_queries_as_one(client: Client, hall: Facility, room: Room) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            asked(client)
        return len(queries)

    asked(client, OF_ROOM)
    few = cost()
    for number in range(10):
        other = Room.objects.create(
            facility=hall, slug=f"more-{number}", name_ja="部屋", published=True, bookable=True
        )
        other.spaces.set(room.spaces.all())
    hall.revision += 1
    hall.save()
    assert cost() <= few + 1  # what was kept for the old version is written anew


@pytest.mark.parametrize("address", ["nowhere.json", "higashi/nowhere.json", "nowhere/band.ics"])
def test_what_is_not_there_is_404(client: Client, room: Room, address: str) -> None:
    assert client.get(f"/feeds/free/{address}").status_code == 404


def test_a_hall_or_a_room_that_is_not_published_is_not_there(
    client: Client, hall: Facility, room: Room
) -> None:
    Room.objects.filter(pk=room.pk).update(published=False)
    assert client.get(OF_ROOM).status_code == 404
    assert "higashi/band" not in client.get(OF_HALL).content.decode()
    Facility.objects.update(published=False)
    assert client.get(OF_HALL).status_code == 404


def test_a_room_without_booking_is_in_nobodys_data(client: Client, hall: Facility, room: Room) -> None:
    Room.objects.filter(pk=room.pk).update(bookable=False)
    assert client.get(OF_ROOM).status_code == 404
    assert "higashi/band" not in client.get(OF_HALL).content.decode()


def test_the_halls_page_leads_to_its_data(client: Client, hall: Facility, room: Room) -> None:
    assert "/h/higashi/calendar/#data" in client.get("/h/higashi/").content.decode()
    page = client.get("/h/higashi/calendar/").content.decode()
    assert OF_HALL in page
    assert OF_ROOM in client.get("/h/higashi/r/band/calendar/").content.decode()


def test_nothing_is_written_by_any_method(client: Client, room: Room) -> None:
    assert client.post(OF_HALL).status_code == 405
