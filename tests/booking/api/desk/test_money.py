"""The till by the API: what a booking costs, what came in and went back, who is let off, and papers."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.models import Act, Booking, Issue, Payment, Person, Reduction
from facilities.models import Facility
from tests.booking.api.callers import get, post, signed_in
from tests.factories import COSTING, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_band, a_high_schooler

HALL = COSTING


@pytest.fixture
def at(booking: Booking) -> str:
    return f"desk/higashi/bookings/{booking.public_id}/"


def paid(desk: Client, at: str, yen: int = 300, **headers: str) -> Any:
    return post(desk, f"{at}payments/", {"yen": yen}, **headers)


def test_a_bill_says_what_it_costs_by_which_clause_what_is_due_and_its_version(
    as_desk: Client, at: str
) -> None:
    answer = get(as_desk, f"{at}money/")
    told = answer.json()
    assert (told["fee"], told["owed"], told["paid"], told["due"], told["back"]) == (300, 300, 0, 300, 0)
    assert told["lines"] == [{"clause": "X1", "yen": 300}]
    assert (told["payments"], told["issuable"]) == ([], ["permit"])
    assert (told["version"], answer.headers["ETag"]) == (0, '"0"')


def test_where_nothing_is_taken_nothing_is_due_and_there_is_no_paper(desk: Person) -> None:
    free = a_hall(SAMPLE.replace("higashi", "minami"))
    desk.posts.create(facility=free)
    made = a_booking(the_room(free, "band"), span("2026-12-04", "17:00", "19:00"), a_high_schooler())
    told = get(signed_in(desk), f"desk/{free.slug}/bookings/{made.public_id}/money/").json()
    assert (told["charged"], told["fee"], told["due"], told["papers"]) == (False, None, 0, [])


def test_what_is_paid_is_written_down_once_for_a_key(as_desk: Client, at: str, booking: Booking) -> None:
    made = [paid(as_desk, at, Idempotency_Key="k", If_Match='"0"') for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    [entry] = made[0].json()["payments"]
    assert (entry["yen"], entry["at"], entry["struck"]) == (300, "2026-12-02T16:10:00+09:00", False)
    assert Payment.objects.get().booking == booking
    other = paid(as_desk, at, 200, Idempotency_Key="k", If_Match='"1"')
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_of_two_desks_that_saw_the_same_bill_the_second_is_told(as_desk: Client, at: str) -> None:
    seen = get(as_desk, f"{at}money/").headers["ETag"]
    first = paid(as_desk, at, If_Match=seen)
    late = paid(as_desk, at, If_Match=seen)
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert Payment.objects.count() == 1
    assert post(as_desk, f"{at}refunds/", {"yen": 300}, If_Match=seen).status_code == 412
    assert post(as_desk, f"{at}reduction/grant/", {"percent": 50}, If_Match=seen).status_code == 412
    again = post(as_desk, f"{at}refunds/", {"yen": 100}, If_Match=first.headers["ETag"])
    assert (again.status_code, again.json()["paid"]) == (201, 200)


def test_who_does_not_say_which_bill_they_saw_moves_nothing(as_desk: Client, at: str) -> None:
    for verb, sent in (
        ("payments", {"yen": 300}),
        ("refunds", {"yen": 1}),
        ("reduction/grant", {"percent": 50}),
        ("reduction/refuse", {"why": "書類がありません。"}),
        ("reduction/reopen", {}),
    ):
        answer = as_desk.post(f"/api/v1/{at}{verb}/", sent, "application/json")
        assert (answer.status_code, answer.json()["code"]) == (428, "version_missing"), verb
    assert not Payment.objects.exists()
    assert not Reduction.objects.exists()


@pytest.mark.parametrize(
    ("yen", "status"), [(0, 400), (-300, 400), (10_000_001, 400), ("300", 400), (None, 400), (True, 400)]
)
def test_a_sum_that_cannot_change_hands_is_named(as_desk: Client, at: str, yen: Any, status: int) -> None:
    for verb in ("payments", "refunds"):
        answer = post(as_desk, f"{at}{verb}/", {"yen": yen})
        assert (answer.status_code, list(answer.json()["errors"])) == (status, ["yen"])
    assert not Payment.objects.exists()


def test_no_more_goes_back_than_came_in(as_desk: Client, at: str) -> None:
    paid(as_desk, at)
    more = post(as_desk, f"{at}refunds/", {"yen": 301})
    assert (more.status_code, list(more.json()["errors"])) == (422, ["yen"])
    assert "受け取った分をこえない" in more.json()["detail"]
    whole = post(as_desk, f"{at}refunds/", {"yen": 300}).json()
    assert (whole["paid"], [one["yen"] for one in whole["payments"]]) == (0, [300, -300])


def test_a_slip_is_struck_out_once_and_a_receipt_after_its_refund(as_desk: Client, at: str) -> None:
    paid(as_desk, at)
    told = post(as_desk, f"{at}refunds/", {"yen": 200}).json()
    receipt, refund = (one["id"] for one in told["payments"])
    early = post(as_desk, f"{at}payments/{receipt}/strike/")
    assert (early.status_code, early.json()["code"]) == (409, "untimely")
    assert "先に、返金の記録を" in early.json()["detail"]
    for one in (refund, receipt):
        assert post(as_desk, f"{at}payments/{one}/strike/").status_code == 200
    told = get(as_desk, f"{at}money/").json()
    assert (told["paid"], [one["struck"] for one in told["payments"]]) == (0, [True, True, False, False])
    assert [one["strikes"] for one in told["payments"]] == [None, None, refund, receipt]
    twice = post(as_desk, f"{at}payments/{receipt}/strike/")
    assert (twice.status_code, twice.json()["code"]) == (409, "too_late")


def test_a_day_later_or_over_a_receipt_nothing_is_struck_out(
    as_desk: Client, at: str, settings: Settings
) -> None:
    [entry] = paid(as_desk, at).json()["payments"]
    settings.CLOCK = "2026-12-03T16:10:00+09:00"
    assert post(as_desk, f"{at}payments/{entry['id']}/strike/").json()["code"] == "too_late"
    second = paid(as_desk, at, 200).json()["payments"][-1]
    post(as_desk, f"{at}papers/", {"kind": "receipt"})
    assert post(as_desk, f"{at}payments/{second['id']}/strike/").json()["code"] == "too_late"


def test_an_entry_of_another_booking_is_as_absent_as_none(as_desk: Client, at: str, room: Any) -> None:
    [entry] = paid(as_desk, at).json()["payments"]
    other = a_booking(room, span("2026-12-09", "17:00", "19:00"), a_high_schooler())
    there = f"desk/higashi/bookings/{other.public_id}/payments/"
    foreign = post(as_desk, f"{there}{entry['id']}/strike/")
    assert foreign.status_code == 404
    assert foreign.content == post(as_desk, f"{there}nosuchpayment/strike/").content


def test_another_hall_finds_no_bill(elsewhere: Client, at: str) -> None:
    there = at.replace("higashi", "nishi")
    assert get(elsewhere, f"{there}money/").status_code == 404
    assert paid(elsewhere, there).status_code == 404
    assert not Payment.objects.exists()


def test_somebody_is_let_off_without_having_asked_and_the_decision_is_taken_back(
    as_desk: Client, at: str
) -> None:
    told = post(as_desk, f"{at}reduction/grant/", {"percent": 50, "condition": "書類を見せてください。"})
    assert (told.status_code, told.json()["owed"], told.json()["due"]) == (200, 150, 150)
    assert told.json()["reduction"]["condition"] == "書類を見せてください。"
    back = post(as_desk, f"{at}reduction/reopen/", If_Match=told.headers["ETag"])
    assert (back.json()["reduction"], back.json()["due"]) == (None, 300)
    again = post(as_desk, f"{at}reduction/reopen/")
    assert (again.status_code, again.json()["code"]) == (409, "too_late")


def test_a_refusal_says_why_and_a_sum_is_not_more_than_the_fee(as_desk: Client, at: str) -> None:
    assert list(post(as_desk, f"{at}reduction/refuse/").json()["errors"]) == ["why"]
    more = post(as_desk, f"{at}reduction/grant/", {"yen": 301})
    assert more.status_code == 422
    both = post(as_desk, f"{at}reduction/grant/", {"yen": 100, "percent": 10})
    assert (both.status_code, list(both.json()["errors"])) == (422, ["percent"])
    refused = post(as_desk, f"{at}reduction/refuse/", {"why": "書類がありません。"}).json()["reduction"]
    assert (refused["refused"], refused["why"]) == (True, "書類がありません。")


def test_a_numbered_paper_goes_out_once_for_a_key_and_then_as_a_copy(
    as_desk: Client, at: str, settings: Settings
) -> None:
    made = [post(as_desk, f"{at}papers/", {"kind": "permit"}, Idempotency_Key="p") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    first = made[0].json()
    assert (first["kind"], first["year"], first["number"], first["copies"]) == ("permit", 2026, 1, 0)
    assert (first["fee"], [one["fee"] for one in first["rooms"]]) == (300, [300])
    assert first["page"].endswith("/papers/permit/")
    settings.CLOCK = "2026-12-02T16:12:00+09:00"
    copy = post(as_desk, f"{at}papers/", {"kind": "permit"}).json()
    assert (copy["number"], copy["copies"]) == (1, 1)
    # Sent again under the old key it is the same paper, and no further copy.
    assert post(as_desk, f"{at}papers/", {"kind": "permit"}, Idempotency_Key="p").json()["copies"] == 1
    assert Issue.objects.count() == 1


def test_a_receipt_is_over_what_came_in_and_there_is_none_before(as_desk: Client, at: str) -> None:
    early = post(as_desk, f"{at}papers/", {"kind": "receipt"})
    assert (early.status_code, list(early.json()["errors"])) == (422, ["kind"])
    # What members fill in they print themselves.
    assert post(as_desk, f"{at}papers/", {"kind": "application"}).status_code == 400
    paid(as_desk, at)
    assert post(as_desk, f"{at}papers/", {"kind": "receipt"}).json()["yen"] == 300
    assert Issue.objects.get().kind == "receipt"


def test_the_halls_ledger_tells_its_days_and_no_other_halls(
    as_desk: Client, elsewhere: Client, at: str, booking: Booking, settings: Settings
) -> None:
    paid(as_desk, at)
    settings.CLOCK = "2026-12-03T00:00:00+09:00"
    paid(as_desk, at, 200)
    post(as_desk, f"{at}papers/", {"kind": "receipt"})
    told = get(as_desk, "desk/higashi/payments/").json()["results"]
    assert [(one["yen"], one["booking"], one["room"]) for one in told] == [
        (200, booking.public_id, "higashi/band")
    ]
    days = {"from": "2026-12-02", "to": "2026-12-02"}
    assert [one["yen"] for one in get(as_desk, "desk/higashi/payments/", **days).json()["results"]] == [300]
    both = get(as_desk, "desk/higashi/payments/", **{"from": "2026-12-02"}, ordering="-at").json()["results"]
    assert [one["yen"] for one in both] == [200, 300]
    [paper] = get(as_desk, "desk/higashi/papers/").json()["results"]
    assert (paper["kind"], paper["number"], paper["yen"]) == ("receipt", 1, 500)
    assert get(elsewhere, "desk/nishi/payments/", **{"from": "2026-12-02"}).json()["results"] == []
    assert (
        get(as_desk, "desk/higashi/papers/", **{"from": "2026-01-01", "to": "2026-12-31"}).status_code == 400
    )


def test_nothing_of_the_till_tells_who_booked_or_what_was_written(
    as_desk: Client, at: str, teen: Person, booking: Booking
) -> None:
    Person.objects.filter(pk=teen.pk).update(name="本田 遥", phone="090-1111-2222", call_name="はるか")
    paid(as_desk, at)
    post(as_desk, f"{at}papers/", {"kind": "receipt"})
    post(as_desk, f"{at}reduction/grant/", {"percent": 50, "condition": "母子手帳"})
    addresses = (f"{at}money/", "desk/higashi/payments/", "desk/higashi/papers/")
    told = "".join(get(as_desk, one).content.decode() for one in addresses)
    assert all(word not in told for word in ("本田", "はるか", "090-1111", teen.card_number))
    assert "母子手帳" not in str(list(Act.objects.values()))


def test_a_group_that_asked_is_answered_at_the_bill_too(
    as_desk: Client, hall: Facility, room: Any, teen: Person
) -> None:
    made = a_booking(room, span("2026-12-09", "17:00", "19:00"), teen, group=a_band(teen))
    asked = post(signed_in(teen), f"bookings/{made.public_id}/reduction/ask/", {"clause": "X3", "said": "a"})
    assert asked.status_code == 200, asked.content
    at = f"desk/higashi/bookings/{made.public_id}/"
    assert get(as_desk, f"{at}money/").json()["asked"]["clause"] == "X3"
    granted = post(as_desk, f"{at}reduction/grant/", {"percent": 100}).json()
    assert (granted["asked"], granted["due"]) == (None, 0)
