"""Programmes by the API, as everybody reads them: what is to come, when and where, and what is left of it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.actions.programmes import (
    About,
    cancel_programme,
    cancel_session,
    hold_session,
    publish_programme,
)
from booking.models import Person, Programme, Session
from facilities.models import Facility
from tests.booking.api.callers import PROBLEM, get, post
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, a_facility, span
from tests.people import a_high_schooler, staff

ALONE = [{"band": "high_school", "count": 1}]


def listed(client: Client, **asked: Any) -> list[str]:
    """The names, in their order."""
    answer = client.get("/api/v1/programmes/", asked)
    assert answer.status_code == 200, answer.content
    return [one["name"]["ja"] for one in answer.json()["results"]]


def public(hall: Facility, actor: Person, name: str, day: str) -> Session:
    made = a_programme(hall, actor, About(name=name))
    publish_programme(programme=made, actor=actor, now=NOW)
    return held(made, actor, span(day, "10:00", "12:00"))


def test_a_programme_is_told_with_its_next_date_and_what_is_left_of_its_places(
    nobody: Client, as_teen: Client, song_day: Session
) -> None:
    sent = {"dates": [song_day.public_id], "party": ALONE}
    assert post(as_teen, f"programmes/{song_day.programme.public_id}/sign-ups/", sent).status_code == 201
    [told] = get(nobody, "programmes/").json()["results"]
    assert (told["hall"], told["department"]["ja"]) == ("higashi", "児童青少年課")
    assert (told["bring"], told["fee"]) == ("飲み物", 100)
    assert told["next"] == {
        "id": song_day.public_id,
        "start": "2026-12-12T14:00:00+09:00",
        "end": "2026-12-12T16:00:00+09:00",
        "title": {"ja": "", "en": ""},
        "rooms": [],
        "elsewhere": "公園",
        "cancelled": False,
        "places": [
            {"band": "elementary", "grade": None, "places": 3, "left": 3},
            {"band": "high_school", "grade": None, "places": 1, "left": 0},
        ],
    }


def test_the_sooner_stands_first(nobody: Client, song_day: Session, hall: Facility, desk: Person) -> None:
    public(hall, desk, "ゆきの会", "2026-12-05")
    assert listed(nobody) == ["ゆきの会", "むかしの歌"]


def test_what_is_only_being_prepared_is_not_there(nobody: Client, hall: Facility, desk: Person) -> None:
    a_department(hall)
    draft = a_programme(hall, desk, About(name="まだひみつ"))
    held(draft, desk, span("2026-12-12", "14:00", "16:00"))
    answer = get(nobody, f"programmes/{draft.public_id}/")
    assert (answer.status_code, answer["Content-Type"], answer.json()["code"]) == (404, PROBLEM, "not_found")
    assert listed(nobody) == []


def test_what_was_called_off_is_listed_no_more_and_still_found_by_who_meant_to_come(
    nobody: Client, song_day: Session, desk: Person
) -> None:
    cancel_programme(programme=song_day.programme, actor=desk, now=NOW)
    told = get(nobody, f"programmes/{song_day.programme.public_id}/").json()
    assert (told["state"], told["open"], told["sessions"][0]["cancelled"]) == ("cancelled", False, True)
    assert listed(nobody) == []


def test_where_a_date_was_to_be_is_not_told_once_it_is_called_off_and_the_next_one_is_listed(
    nobody: Client, songs: Programme, song_day: Session, desk: Person
) -> None:
    later = hold_session(
        programme=songs, span=span("2026-12-19", "14:00", "16:00"), elsewhere="学校", actor=desk, now=NOW
    )
    cancel_session(session=song_day, actor=desk, now=NOW)
    told = get(nobody, f"programmes/{songs.public_id}/").json()
    assert [one["elsewhere"] for one in told["sessions"]] == ["", "学校"]
    [row] = get(nobody, "programmes/").json()["results"]
    assert row["next"]["id"] == later.public_id


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ["ゆきの会", "むかしの歌"]),
        ({"hall": "higashi"}, ["むかしの歌"]),
        ({"hall": ["higashi", "nishi"]}, ["ゆきの会", "むかしの歌"]),
        ({"hall": "nowhere"}, []),
        ({"from": "2026-12-06"}, ["むかしの歌"]),
        ({"to": "2026-12-11"}, ["ゆきの会"]),
        ({"from": "2026-12-12", "to": "2026-12-12"}, ["むかしの歌"]),
        ({"from": "2026-12-06", "to": "2026-12-11"}, []),
        # Whatever day one asks for, what is over is nothing to come to.
        ({"from": "2026-11-01", "to": "2026-12-01"}, []),
    ],
)
def test_fewer_are_listed_by_hall_and_by_days(
    nobody: Client, song_day: Session, asked: dict[str, Any], names: list[str]
) -> None:
    west = a_facility("nishi")
    a_department(west, slug="west")
    public(west, staff(west), "ゆきの会", "2026-12-05")
    assert listed(nobody, **asked) == names


def test_the_date_that_is_told_is_the_first_of_the_days_that_one_asks_for(
    nobody: Client, songs: Programme, song_day: Session, desk: Person
) -> None:
    later = held(songs, desk, span("2026-12-19", "14:00", "16:00"))
    [told] = get(nobody, "programmes/", **{"from": "2026-12-13"}).json()["results"]
    assert told["next"]["id"] == later.public_id


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"from": "tomorrow"}, 400),
        ({"from": ""}, 400),
        ({"from": "1999-12-31"}, 422),
        ({"from": "2026-12-05", "to": "2026-12-04"}, 422),
        ({"from": "2026-12-01", "to": "2027-03-03"}, 400),
        ({"hall": "no/hall"}, 400),
        ({"cursor": "made up"}, 422),
    ],
)
def test_what_cannot_be_asked_is_named(nobody: Client, asked: dict[str, str], status: int) -> None:
    answer = get(nobody, "programmes/", **asked)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert set(answer.json()["errors"]) <= {"from", "to", "hall", "hall.0", "cursor"}


def test_pages_go_on_to_the_last_and_tell_nothing_twice(
    nobody: Client, songs: Programme, hall: Facility, desk: Person
) -> None:
    # Two at a time: a cursor that stood at an instant alone would lose one of them or tell it twice.
    for number in range(60):
        public(hall, desk, str(number), f"2027-01-{number // 2 + 1:02}")
    first = get(nobody, "programmes/").json()
    second = nobody.get(first["next"]).json()
    names = [one["name"]["ja"] for one in (*first["results"], *second["results"])]
    assert (len(first["results"]), second["next"]) == (50, None)
    assert sorted(names, key=int) == [str(number) for number in range(60)]


def test_everybody_is_answered_alike_and_a_cache_may_keep_it(as_teen: Client, song_day: Session) -> None:
    for path in ("programmes/", f"programmes/{song_day.programme.public_id}/"):
        assert get(as_teen, path)["Cache-Control"] == "public, max-age=60"


def test_once_its_last_date_has_begun_nobody_can_sign_up(nobody: Client, song_day: Session) -> None:
    at = f"programmes/{song_day.programme.public_id}/"
    assert get(nobody, at).json()["open"] is True
    Session.objects.update(start=NOW - 60, end=NOW + 3600)
    assert get(nobody, at).json()["open"] is False
    assert listed(nobody) == ["むかしの歌"]  # it goes on


def test_where_nobody_needs_to_sign_up_nobody_can(nobody: Client, hall: Facility, desk: Person) -> None:
    a_department(hall)
    free = public(hall, desk, "だれでも", "2026-12-05")
    told = get(nobody, f"programmes/{free.programme.public_id}/").json()
    assert (told["open"], told["sessions"][0]["places"]) == (False, [])


def test_twenty_dates_cost_what_two_cost(
    nobody: Client, songs: Programme, hall: Facility, desk: Person
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert get(nobody, f"programmes/{songs.public_id}/").status_code == 200
        return len(asked)

    counts = []
    for days in (range(1, 3), range(3, 21)):
        for day in days:
            made = held(songs, desk, span(f"2027-01-{day:02}", "10:00", "12:00"))
            sent = {"dates": [made.public_id], "party": ALONE}
            client = Client()
            client.force_login(a_high_schooler())
            assert post(client, f"programmes/{songs.public_id}/sign-ups/", sent).status_code == 201
        counts.append(cost())
    assert counts[0] == counts[1] <= 12
