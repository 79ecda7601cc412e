"""Closing the house this minute by the API: as the evening does it, and with what it reads while it does."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from booking.models import Act, Booking, Displacement, Headcount, Person, Pickup
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Closure, Facility, Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import a_booking, span
from tests.people import a_guardian, a_high_schooler, staff

NOW_AT = "desk/higashi/closing-now/"
POWER_CUT = {"until": "2026-12-02T21:00:00+09:00", "reason_ja": "停電のため"}


@pytest.fixture
def evening(hall: Facility) -> Client:
    return signed_in(staff(hall, role=Role.EVENING))


@pytest.fixture
def here(room: Room, teen: Person) -> Booking:
    """Four junior high schoolers had booked; five came, from 15:00."""
    told = {"counted": {"junior_high": 4}, "headcount": 4, "state": State.IN_USE}
    made = a_booking(room, span("2026-12-02", "15:00", "17:00"), teen, **told)
    Headcount.objects.create(booking=made, part="part", band="junior_high", count=5)
    return made


def test_a_house_that_is_open_tells_who_is_inside_and_whom_closing_would_tell(
    evening: Client, here: Booking, room: Room
) -> None:
    a_booking(room, span("2026-12-02", "19:00", "20:00"), a_high_schooler())
    a_booking(room, span("2026-12-03", "19:00", "20:00"), a_high_schooler())
    told = get(evening, NOW_AT).json()
    assert (told["closed"], told["people"], told["to_tell"]) == (None, 5, 1)
    [one] = told["inside"]
    assert (one["booking"]["id"], one["came"], one["left"]) == (here.public_id, 5, 5)
    assert not Closure.objects.exists()


def test_nobody_inside_is_an_empty_list(evening: Client, hall: Facility) -> None:
    told = get(evening, NOW_AT).json()
    assert told == {"closed": None, "people": 0, "inside": [], "to_tell": 0}


def test_who_is_inside_is_called_as_at_the_desk_and_a_child_not_by_its_full_name(
    evening: Client, here: Booking, teen: Person
) -> None:
    Person.objects.filter(pk=teen.pk).update(name="森 澪", call_name="みお")
    assert get(evening, NOW_AT).json()["inside"][0]["who"] == "みお"
    assert "森 澪" not in get(evening, NOW_AT).content.decode()


def test_it_is_closed_from_now_on_and_whoever_comes_later_is_told(evening: Client, room: Room) -> None:
    later = a_booking(room, span("2026-12-02", "19:00", "20:00"), a_high_schooler())
    closed = post(evening, NOW_AT, POWER_CUT)
    assert closed.status_code == 201
    told = closed.json()["closed"]
    assert (told["start"], told["until"]) == ("2026-12-02T16:10:00+09:00", POWER_CUT["until"])
    assert told["reason_ja"] == "停電のため"
    assert Displacement.objects.get().booking == later
    assert closed.json()["to_tell"] == 0, "whom it has told is not told twice"
    assert get(evening, NOW_AT).json()["closed"] == told


def test_what_is_closed_is_not_closed_twice_with_a_key_or_without(evening: Client, hall: Facility) -> None:
    for key in ({"Idempotency_Key": "k"}, {"Idempotency_Key": "k"}, {}):
        assert post(evening, NOW_AT, POWER_CUT, **key).status_code == 201
    assert post(evening, NOW_AT, {**POWER_CUT, "until": "2026-12-02T22:00:00+09:00"}).status_code == 201
    assert Closure.objects.count() == 1
    reused = post(evening, NOW_AT, {**POWER_CUT, "reason_ja": "ほか"}, Idempotency_Key="k")
    assert (reused.status_code, reused.json()["code"]) == (422, "key_reused")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"until": "2026-12-02T16:10:00+09:00"}, "until"),
        ({"until": "2026-12-03T00:01:00+09:00"}, "until"),
        ({"reason_ja": ""}, "reason_ja"),
    ],
)
def test_it_is_closed_for_the_rest_of_today_and_no_further(
    evening: Client, hall: Facility, wrong: dict[str, str], named: str
) -> None:
    answer = post(evening, NOW_AT, {**POWER_CUT, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [named])
    assert not Closure.objects.exists()


def test_up_to_midnight_is_still_today(evening: Client, hall: Facility) -> None:
    answer = post(evening, NOW_AT, {**POWER_CUT, "until": "2026-12-03T00:00:00+09:00"})
    assert answer.json()["closed"]["until"] == "2026-12-03T00:00:00+09:00"


def test_a_slip_is_opened_again_by_its_act(evening: Client, room: Room) -> None:
    a_booking(room, span("2026-12-02", "19:00", "20:00"), a_high_schooler())
    act = post(evening, NOW_AT, POWER_CUT).json()["closed"]["act"]
    assert post(evening, f"desk/higashi/acts/{act}/undo/").status_code == 204
    assert get(evening, NOW_AT).json()["closed"] is None
    assert Displacement.objects.get().state == "lifted"


def test_those_inside_are_handed_over_one_after_the_other(evening: Client, here: Booking) -> None:
    at = f"desk/higashi/inside/{here.public_id}/pick-up/"
    first = [
        post(evening, at, {"headcount": 3, "relation": "母"}, Idempotency_Key="k").json() for _ in range(2)
    ]
    assert first[0] == first[1]
    [one] = get(evening, NOW_AT).json()["inside"]
    assert (one["left"], one["picked_up"]) == (2, first[:1])
    more = post(evening, at, {"headcount": 3, "relation": "父"})
    assert (more.status_code, list(more.json()["errors"])) == (422, ["headcount"])
    assert post(evening, at, {"headcount": 2, "relation": "父"}).status_code == 201
    assert get(evening, NOW_AT).json()["people"] == 0
    assert [one.headcount for one in Pickup.objects.order_by("pk")] == [3, 2]


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [({"relation": ""}, "relation", 422), ({"relation": "あ" * 31}, "relation", 400),
     ({"headcount": 0}, "headcount", 400)],
)  # fmt: skip
def test_a_handing_over_says_how_many_and_to_whom(
    evening: Client, here: Booking, wrong: dict[str, object], named: str, status: int
) -> None:
    answer = post(
        evening,
        f"desk/higashi/inside/{here.public_id}/pick-up/",
        {"headcount": 1, "relation": "母", **wrong},
    )
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Pickup.objects.exists()


def test_what_was_noted_by_mistake_is_taken_back_once(evening: Client, here: Booking) -> None:
    at = f"desk/higashi/inside/{here.public_id}/pick-up/"
    made = post(evening, at, {"headcount": 5, "relation": "母"}).json()["id"]
    back = f"desk/higashi/pickups/{made}/take-back/"
    assert [post(evening, back).status_code for _ in range(2)] == [204, 404]
    assert get(evening, NOW_AT).json()["people"] == 5


def test_whoever_has_not_come_is_not_inside(evening: Client, today: Booking) -> None:
    for verb, body in (("pick-up", {"headcount": 1, "relation": "母"}), ("contacts", {})):
        assert post(evening, f"desk/higashi/inside/{today.public_id}/{verb}/", body).status_code == 404


def test_whom_to_call_is_told_guardians_first_and_the_look_is_on_record(
    evening: Client, here: Booking, teen: Person
) -> None:
    Person.objects.filter(pk=teen.pk).update(phone="090-0000-0001")
    a_guardian(teen, phone="090-0000-0002")
    told = post(evening, f"desk/higashi/inside/{here.public_id}/contacts/").json()["results"]
    assert [(one["relation"], one["phone"]) for one in told] == [
        ("母", "090-0000-0002"),
        ("", "090-0000-0001"),
    ]
    assert Act.objects.filter(verb="look", subject="person", subject_id=teen.public_id).exists()


def test_another_halls_house_is_not_handed_over_from_here(elsewhere: Client, here: Booking) -> None:
    body = {"headcount": 1, "relation": "母"}
    assert post(elsewhere, f"desk/nishi/inside/{here.public_id}/pick-up/", body).status_code == 404
    assert get(elsewhere, "desk/nishi/closing-now/").json()["people"] == 0
    assert not Pickup.objects.exists()


def test_a_full_house_costs_no_query_more(evening: Client, room: Room) -> None:
    def cost(hours: range) -> int:
        for hour in hours:
            made = a_booking(
                room, span("2026-12-01", f"{hour}:00", f"{hour}:30"), a_high_schooler(), state=State.IN_USE
            )
            Headcount.objects.create(booking=made, part="part", band="adult", count=2)
            Pickup.objects.create(booking=made, at=1, headcount=1, relation="母")
        get(evening, NOW_AT)
        with CaptureQueriesContext(connection) as asked:
            assert get(evening, NOW_AT).status_code == 200
        return len(asked)

    assert cost(range(10, 12)) == cost(range(12, 22)) <= 16
