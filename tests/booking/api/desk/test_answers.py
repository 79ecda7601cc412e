"""Who asks to be let off a fee is answered by the API: of several answers to one state one is given."""

import pytest
from django.test import Client

from booking.actions.money import take
from booking.actions.reductions import ask_reduction
from booking.models import Booking, Person, Reduction, ReductionRequest
from booking.queries.money import entries, entries_of, last_entry
from tests.booking.api.callers import get, post
from tests.factories import COSTING, NOW, a_booking, span

HALL = COSTING
QUEUE = "desk/higashi/queue/"


@pytest.fixture
def asked(booking: Booking, teen: Person) -> str:
    """The address of what somebody asks for a booking that costs 300 yen, as the queue gives it."""
    ask_reduction(booking=booking, actor=teen, clause="X3", said="手帳があります。", now=NOW)
    return "desk/higashi/reductions/"


def listed(client: Client) -> tuple[str, str]:
    """The id of the one that waits, and its version as a program sends it back."""
    [row] = get(client, QUEUE).json()["results"]
    return row["id"], f'"{row["version"]}"'


def test_an_answer_says_which_state_it_has_seen(as_desk: Client, asked: str) -> None:
    key, _version = listed(as_desk)
    bare = as_desk.post(f"/api/v1/{asked}{key}/grant/", {"percent": 50}, "application/json")
    assert (bare.status_code, bare.json()["code"]) == (428, "version_missing")
    assert not Reduction.objects.exists()


def test_of_several_answers_to_one_state_the_first_is_given(as_desk: Client, asked: str) -> None:
    key, version = listed(as_desk)
    first = post(as_desk, f"{asked}{key}/grant/", {"percent": 50}, If_Match=version)
    rivals = [
        post(as_desk, f"{asked}{key}/grant/", {"percent": 100}, If_Match=version),
        post(as_desk, f"{asked}{key}/refuse/", {"why": "書類がありません。"}, If_Match=version),
    ]
    assert [first.status_code, *(one.status_code for one in rivals)] == [200, 412, 412]
    assert {one.json()["code"] for one in rivals} == {"precondition_failed"}
    assert Reduction.objects.get().percent == 50


def test_an_answer_is_taken_back_once_and_the_one_before_holds(as_desk: Client, asked: str) -> None:
    key, version = listed(as_desk)
    first = post(as_desk, f"{asked}{key}/grant/", {"percent": 50}, If_Match=version)
    second = post(as_desk, f"{asked}{key}/refuse/", {"why": "ちがいました"}, If_Match=first["ETag"])
    back = post(as_desk, f"{asked}{key}/reopen/", If_Match=second["ETag"])
    again = post(as_desk, f"{asked}{key}/reopen/", If_Match=second["ETag"])
    assert (back.status_code, again.status_code) == (200, 412)
    assert [one.percent for one in Reduction.objects.filter(taken_back_at=None)] == [50]


def test_money_that_came_in_meanwhile_is_looked_at_first(
    as_desk: Client, asked: str, booking: Booking, desk: Person
) -> None:
    key, version = listed(as_desk)
    take(booking=booking, staff=desk, yen=300, now=NOW)
    assert post(as_desk, f"{asked}{key}/grant/", {"percent": 50}, If_Match=version).status_code == 412
    assert (
        post(as_desk, f"{asked}{key}/grant/", {"percent": 50}, If_Match=listed(as_desk)[1]).status_code == 200
    )


def test_who_takes_whatever_is_there_says_so(as_desk: Client, asked: str) -> None:
    key, _version = listed(as_desk)
    assert post(as_desk, f"{asked}{key}/grant/", {"percent": 50}, If_Match="*").status_code == 200
    assert ReductionRequest.objects.get().answer == Reduction.objects.get()


def test_a_version_counts_what_was_done_with_the_money_of_one_booking(
    booking: Booking, asked: str, desk: Person, teen: Person
) -> None:
    other = a_booking(booking.room, span("2026-12-04", "15:00", "17:00"), teen)
    take(booking=other, staff=desk, yen=300, now=NOW)
    take(booking=booking, staff=desk, yen=300, now=NOW)
    assert entries_of([booking, other]) == {booking.public_id: 2, other.public_id: 1}
    assert entries_of([]) == {}
    assert last_entry(booking) > entries(booking) == 2, "and is no key of the whole city's acts"
