"""Evening openings by the API: single and recurring, one date moved, taken out and put back."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Booking, Displacement, OnDuty, Person
from facilities.models import Evening, Facility, Room
from tests.booking.api.callers import get, post
from tests.factories import a_booking, span

AT = "desk/higashi/evenings/"
AGAIN = "desk/higashi/recurring-evenings/"
TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}
TUESDAY = {"start": "2026-12-08T17:00:00+09:00", "end": "2026-12-08T21:00:00+09:00", "admits": TEENS}
TUESDAYS = {
    "first": "2026-12-08",
    "last": "2026-12-22",
    "often": "1w",
    "from_time": "17:00",
    "until_time": "21:00",
    "admits": TEENS,
}


def test_an_evening_is_opened_once_with_those_on_duty(as_desk: Client, desk: Person, hall: Facility) -> None:
    sent = {**TUESDAY, "on_duty": [desk.public_id]}
    first, again = (post(as_desk, AT, sent) for _ in range(2))
    assert first.status_code == 201
    assert first.json()["id"] == again.json()["id"]
    assert {key: first.json()["admits"][key] for key in TEENS} == TEENS
    assert Evening.objects.count() == 1
    assert OnDuty.objects.get().person == desk
    [told] = get(as_desk, "desk/higashi/duty/").json()["results"]
    assert (told["day"], [one["id"] for one in told["staff"]]) == ("2026-12-08", [desk.public_id])


def test_for_everybody_is_said_and_never_guessed(as_desk: Client, hall: Facility) -> None:
    unsaid = {key: value for key, value in TUESDAY.items() if key != "admits"}
    assert list(post(as_desk, AT, unsaid).json()["errors"]) == ["admits"]
    assert post(as_desk, AT, {**TUESDAY, "admits": None}).json()["admits"] is None


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"admits": {"from_age": 20, "to_age": 12}}, "admits.from_age"),
        ({"admits": {"from_age": 12, "from_stage": "adult"}}, "admits.from_age"),
        ({"on_duty": ["nobodynobody"]}, "on_duty"),
        ({"rooms": ["nothing"]}, "rooms"),
        ({"end": "2026-12-01T21:00:00+09:00", "start": "2026-12-01T17:00:00+09:00"}, "end"),
    ],
)
def test_what_cannot_be_opened_is_named(
    as_desk: Client, hall: Facility, wrong: dict[str, Any], named: str
) -> None:
    answer = post(as_desk, AT, {**TUESDAY, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [named])
    assert not Evening.objects.exists()


def in_the_evening(as_desk: Client, room: Room, teen: Person) -> tuple[str, Booking]:
    made = post(as_desk, AT, TUESDAY).json()["id"]
    booking = a_booking(room, span("2026-12-08", "17:00", "19:00"), teen)
    booking.people.add(teen)
    return made, booking


def test_a_date_is_moved_taken_out_and_put_back_and_whom_it_meets_is_seen_first(
    as_desk: Client, room: Room, teen: Person
) -> None:
    made, booking = in_the_evening(as_desk, room, teen)
    later = {"start": "2026-12-08T18:00:00+09:00", "end": "2026-12-08T21:00:00+09:00"}
    for verb, sent in (("move", later), ("cancel", {})):
        seen = post(as_desk, f"{AT}{made}/{verb}/preview/", sent).json()
        assert [one["booking"]["id"] for one in seen["displaced"]] == [booking.public_id]
        unseen = post(as_desk, f"{AT}{made}/{verb}/", sent)
        assert (unseen.status_code, unseen.json()["code"]) == (409, "unseen")
    displaced = {"displaced": [{"booking": booking.public_id}]}
    out = post(as_desk, f"{AT}{made}/cancel/", displaced)
    assert (out.status_code, out.json()["cancelled"]) == (200, True)
    assert Displacement.objects.count() == 1
    # Of what is out already nobody is displaced a second time.
    assert post(as_desk, f"{AT}{made}/cancel/preview/").json()["displaced"] == []
    back = post(as_desk, f"{AT}{made}/restore/")
    assert back.json()["cancelled"] is False
    moved = post(as_desk, f"{AT}{made}/move/", {**later, **displaced})
    assert (moved.status_code, moved.json()["start"]) == (200, later["start"])


def test_an_evening_that_recurs_is_laid_out_and_ended_from_a_day_on(
    as_desk: Client, room: Room, teen: Person
) -> None:
    made = post(as_desk, AGAIN, TUESDAYS, Idempotency_Key="e")
    assert (made.status_code, made.json()["dates"]) == (201, ["2026-12-08", "2026-12-15", "2026-12-22"])
    assert post(as_desk, AGAIN, TUESDAYS, Idempotency_Key="e").json() == made.json()
    booking = a_booking(room, span("2026-12-15", "17:00", "19:00"), teen)
    ending = {"from": "2026-12-15"}
    at = f"{AGAIN}{made.json()['id']}/end/"
    [one] = post(as_desk, f"{at}preview/", ending).json()["displaced"]
    assert one["booking"]["id"] == booking.public_id
    gone = post(as_desk, at, {**ending, "displaced": [{"booking": booking.public_id}]})
    assert gone.json() == {"gone": ["2026-12-15", "2026-12-22"]}
    listed = get(as_desk, AT, **{"from": "2026-12-01", "to": "2026-12-31"}).json()["results"]
    assert [one["start"][:10] for one in listed] == ["2026-12-08"]


def test_anothers_evening_is_absent_here(as_desk: Client, elsewhere: Client, room: Room) -> None:
    single = post(as_desk, AT, TUESDAY).json()["id"]
    again = post(as_desk, AGAIN, TUESDAYS).json()["id"]
    for address in (f"evenings/{single}/cancel/", f"evenings/{single}/restore/"):
        assert post(elsewhere, f"desk/nishi/{address}").status_code == 404
    for address in (f"recurring-evenings/{again}/end/", f"recurring-evenings/{again}/end/preview/"):
        assert post(elsewhere, f"desk/nishi/{address}", {"from": "2026-12-08"}).status_code == 404
    # An id of one kind opens nothing of another, whatever the number behind it.
    assert post(as_desk, f"desk/higashi/closures/{single}/lift/").status_code == 404


def test_who_is_on_duty_is_set_for_a_day_and_by_nobody_elses_id(as_desk: Client, desk: Person) -> None:
    [known] = get(as_desk, "desk/higashi/staff/").json()["results"]
    assert known["id"] == desk.public_id
    set_ = post(as_desk, "desk/higashi/duty/", {"day": "2026-12-04", "staff": [known["id"]]})
    assert [one["id"] for one in set_.json()["staff"]] == [desk.public_id]
    wrong = post(as_desk, "desk/higashi/duty/", {"day": "2026-12-04", "staff": ["nobodynobody"]})
    assert list(wrong.json()["errors"]) == ["staff"]
    assert post(as_desk, "desk/higashi/duty/", {"day": "2026-12-04", "staff": []}).json()["staff"] == []
