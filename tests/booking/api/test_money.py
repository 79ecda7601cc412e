"""What a booking costs, and asking to be let off, for those whose booking it is."""

import pytest
from django.test import Client

from booking.actions.money import take
from booking.actions.papers import issue
from booking.models import Act, Booking, Person, ReductionRequest
from booking.rules.papers import Paper
from tests.booking.api.callers import get, post, signed_in
from tests.factories import COSTING, NOW
from tests.people import a_high_schooler

HALL = COSTING
WHY = {"clause": "X3", "said": "手帳があります"}


@pytest.fixture
def at(booking: Booking) -> str:
    return f"bookings/{booking.public_id}/"


def test_whoever_booked_reads_what_it_costs_and_on_which_ground_one_may_ask(as_teen: Client, at: str) -> None:
    told = get(as_teen, f"{at}money/").json()
    assert (told["charged"], told["fee"], told["due"], told["clauses"]) == (True, 300, 300, ["X1"])
    assert "X3" in [one["clause"] for one in told["grounds"]]
    assert [one["kind"] for one in told["papers"]] == ["application", "reduction"]
    assert "payments" not in told


def test_who_only_comes_along_reads_what_is_owed_and_nothing_of_what_was_asked(
    as_teen: Client, at: str, booking: Booking
) -> None:
    post(as_teen, f"{at}reduction/ask/", WHY)
    friend = a_high_schooler()
    booking.people.add(friend)
    told = get(signed_in(friend), f"{at}money/").json()
    assert (told["due"], told["asked"], told["grounds"], told["papers"]) == (300, None, [], [])
    assert get(signed_in(friend), f"{at}papers/application/").status_code == 404
    for verb in ("ask", "withdraw"):
        assert (
            post(signed_in(friend), f"{at}reduction/{verb}/", WHY if verb == "ask" else {}).status_code == 404
        )


def test_a_stranger_finds_no_bill_and_no_paper(at: str, as_other: Client, nobody: Client) -> None:
    for address in (f"{at}money/", f"{at}papers/application/"):
        assert get(as_other, address).status_code == 404
        assert get(nobody, address).status_code == 401


def test_asking_twice_asks_once_and_withdrawing_twice_withdraws_once(as_teen: Client, at: str) -> None:
    first, again = (post(as_teen, f"{at}reduction/ask/", WHY) for _ in range(2))
    assert (first.status_code, first.json()) == (200, again.json())
    assert first.json()["asked"] == {
        "clause": "X3",
        "said": "手帳があります",
        "at": "2026-12-02T16:10:00+09:00",
    }
    assert first.json()["grounds"] == []
    for _ in range(2):
        answer = post(as_teen, f"{at}reduction/withdraw/")
        assert (answer.status_code, answer.json()["asked"]) == (200, None)
    assert ReductionRequest.objects.get().withdrawn_at is not None
    assert "手帳" not in str(list(Act.objects.values()))


@pytest.mark.parametrize(
    ("sent", "named", "status"),
    [
        ({"clause": "X9"}, "clause", 422),
        ({}, "clause", 400),
        ({"clause": "X3", "said": "a\u202eb"}, "said", 422),
        ({"clause": "X3", "said": "a" * 301}, "said", 400),
    ],
)
def test_what_is_no_ground_is_named(
    as_teen: Client, at: str, sent: dict[str, str], named: str, status: int
) -> None:
    answer = post(as_teen, f"{at}reduction/ask/", sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not ReductionRequest.objects.exists()


def test_a_paper_is_data_with_the_address_on_which_it_is_printed(
    as_teen: Client, at: str, booking: Booking, desk: Person, teen: Person
) -> None:
    Person.objects.filter(pk=teen.pk).update(name="本田 遥")
    told = get(as_teen, f"{at}papers/application/").json()
    assert (told["number"], told["year"], told["at"], told["fee"]) == (None, None, None, 300)
    assert told["rooms"] == [
        {
            "room": "higashi/band",
            "start": "2026-12-04T17:00:00+09:00",
            "end": "2026-12-04T19:00:00+09:00",
            "fee": 300,
        }
    ]
    # Who booked stands on the page that is printed, and in no data.
    assert "本田" not in str(told)
    page = as_teen.get(told["page"])
    assert (page.status_code, "本田 遥" in page.content.decode()) == (200, True)
    assert get(as_teen, f"{at}papers/receipt/").status_code == 404
    take(booking=booking, staff=desk, yen=300, now=NOW)
    issue(booking=booking, staff=desk, kind=Paper.RECEIPT, now=NOW)
    receipt = get(as_teen, f"{at}papers/receipt/").json()
    assert (receipt["number"], receipt["year"], receipt["yen"]) == (1, 2026, 300)


@pytest.mark.parametrize("kind", ["nothing", "Permit", "permit"])
def test_a_paper_that_is_none_or_not_out_yet_is_not_there(as_teen: Client, at: str, kind: str) -> None:
    assert get(as_teen, f"{at}papers/{kind}/").status_code == 404
