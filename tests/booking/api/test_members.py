"""What else members do by the API: courses, calendars, consents, lotteries."""

import pytest
from django.test import Client

from booking.models import ConsentRequest, CourseDate, Entry, Person, Seat, Subscription
from facilities.models import Facility, Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import CONSENTING, NOW, a_hall
from tests.people import a_band, a_junior_high_student
from tests.rounds import a_round

A_DAY = 86_400


def a_course(hall: Facility, start: int, places: int = 1) -> CourseDate:
    return CourseDate.objects.create(
        facility=hall, course="studio", start=start, end=start + 3600, places=places
    )


def test_the_last_seat_is_taken_once_and_given_back(
    hall: Facility, room: Room, as_teen: Client, as_other: Client
) -> None:
    date = a_course(hall, NOW + A_DAY)
    address = f"halls/higashi/courses/{date.public_id}/"
    for _ in range(2):
        assert post(as_teen, f"{address}sign-up/").json()["mine"] is True
    full = post(as_other, f"{address}sign-up/")
    assert (full.status_code, full.json()["code"]) == (409, "full")
    assert post(as_teen, f"{address}give-back/").json()["left"] == 1
    assert not Seat.objects.exists()


def test_a_course_that_has_begun_takes_nobody(hall: Facility, room: Room, as_teen: Client) -> None:
    date = a_course(hall, NOW - 60)
    answer = post(as_teen, f"halls/higashi/courses/{date.public_id}/sign-up/")
    assert (answer.status_code, answer.json()["code"]) == (409, "begun")
    assert post(as_teen, "halls/nowhere/courses/zzzz/sign-up/").status_code == 404


def test_a_strangers_list_of_courses_has_no_seat_of_theirs(
    hall: Facility, room: Room, nobody: Client
) -> None:
    a_course(hall, NOW + A_DAY)
    [told] = get(nobody, "halls/higashi/courses/").json()["results"]
    assert (told["left"], told["mine"]) == (1, False)


def test_a_calendars_address_is_told_once_and_is_dead_when_it_is_stopped(
    as_teen: Client, as_other: Client
) -> None:
    first, again = (
        post(as_teen, "subscriptions/", {"name": "スマホ"}, Idempotency_Key="s").json() for _ in range(2)
    )
    assert (first["id"], again["address"]) == (again["id"], None)
    path = first["address"].partition("testserver")[2]
    assert Client().get(path).status_code == 200
    assert path not in get(as_teen, "subscriptions/").content.decode()
    assert post(as_other, f"subscriptions/{first['id']}/revoke/").status_code == 404
    assert post(as_teen, f"subscriptions/{first['id']}/revoke/").status_code == 204
    assert Client().get(path).status_code == 404


def test_two_devices_have_two_names(as_teen: Client) -> None:
    post(as_teen, "subscriptions/", {"name": "スマホ"})
    second = post(as_teen, "subscriptions/", {"name": "パソコン"}).json()
    for answer in (
        post(as_teen, "subscriptions/", {"name": "スマホ"}),
        post(as_teen, f"subscriptions/{second['id']}/rename/", {"name": "スマホ"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "name_taken")
    assert Subscription.objects.count() == 2


def test_a_calendar_of_a_foreign_group_is_not_to_be_had(teen: Person, as_other: Client) -> None:
    band = a_band(teen)
    for group in (band.public_id, "zzzz"):
        assert post(as_other, "subscriptions/", {"name": "a", "group": group}).status_code == 404


def test_a_child_asks_a_guardian_by_a_link_that_is_told_once() -> None:
    hall, child = a_hall(CONSENTING), a_junior_high_student()
    client = signed_in(child)
    needs = {one["purpose"]: one for one in get(client, "consents/").json()["results"]}
    assert (needs["evening"]["hall"], needs["evening"]["given"]) == (hall.slug, False)
    wish = {"hall": hall.slug, "purpose": "evening"}
    first, again = (post(client, "consents/", wish, Idempotency_Key="c").json() for _ in range(2))
    assert (first["id"], again["link"]) == (again["id"], None)
    assert Client().get(first["link"].partition("testserver")[2]).status_code == 200
    assert ConsentRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({"hall": "higashi", "purpose": "nothing"}, 404),
        ({"hall": "nowhere", "purpose": "evening"}, 404),
        ({"hall": "higashi", "purpose": "evening", "mail": "no address"}, 422),
        ({"hall": "higashi", "purpose": "evening", "language": "tlh"}, 400),
    ],
)
def test_what_cannot_be_asked_is_not_asked(wish: dict[str, str], status: int) -> None:
    a_hall(CONSENTING)
    assert post(signed_in(a_junior_high_student()), "consents/", wish).status_code == status
    assert not ConsentRequest.objects.exists()


def test_an_entry_is_made_changed_and_withdrawn(hall: Facility, as_teen: Client, as_other: Client) -> None:
    lottery = a_round(hall)
    address = f"lotteries/{lottery.public_id}/entries/"
    [first, second] = get(as_teen, f"lotteries/{lottery.public_id}/").json()["slots"]
    made = post(as_teen, address, {"slots": [second["number"], first["number"]]})
    assert (made.status_code, [one["slot"] for one in made.json()["choices"]]) == (201, [2, 1])
    again = post(as_teen, address, {"slots": [1]}).json()
    assert (again["id"], len(again["choices"])) == (made.json()["id"], 1)
    assert [one["id"] for one in get(as_teen, "entries/").json()["results"]] == [again["id"]]
    assert get(as_other, "entries/").json()["results"] == []
    assert post(as_other, f"{address}{again['id']}/withdraw/").status_code == 404
    assert post(as_teen, f"{address}{again['id']}/withdraw/").status_code == 204
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("slots", "status"), [([], 400), ([0], 400), ([1, 1], 422), ([99], 404), (["1"], 400)]
)
def test_wishes_that_cannot_be_are_refused(
    hall: Facility, as_teen: Client, slots: list[object], status: int
) -> None:
    lottery = a_round(hall)
    assert post(as_teen, f"lotteries/{lottery.public_id}/entries/", {"slots": slots}).status_code == status
    assert not Entry.objects.exists()


def test_what_nobody_has_won_is_nobodys_to_give_back(hall: Facility, as_teen: Client) -> None:
    lottery = a_round(hall)
    for verb in ("confirm", "give-back"):
        assert post(as_teen, f"lotteries/{lottery.public_id}/wins/1/{verb}/").status_code == 404
