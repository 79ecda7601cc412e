"""Last year's closures copied by the API in one act: seen first, made once, taken back together."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, Booking
from booking.models.keys import sealed
from facilities.models import Closure, Facility, Room
from tests.booking.api.callers import PROBLEM, get, post
from tests.factories import a_closure, span

AT = "desk/higashi/closures/copy/"


@pytest.fixture
def cleaning(hall: Facility) -> Closure:
    """The Friday of a year ago: the same weekday is 4 December 2026, the same date the 5th."""
    return a_closure(hall, span("2025-12-05", "09:00", "12:00"), reason_ja="大そうじ", reason_en="Cleaning")


@pytest.fixture
def works(room: Room) -> Closure:
    return a_closure(room.facility, span("2025-12-12", "17:00", "21:00"), room, reason_ja="照明の工事")


def copies(*chosen: tuple[Closure, str]) -> dict[str, Any]:
    return {"closures": [{"closure": sealed("closure", one.pk), "to": to} for one, to in chosen]}


def test_closures_are_copied_each_to_its_day_in_one_act(
    as_desk: Client, cleaning: Closure, works: Closure
) -> None:
    made = post(as_desk, AT, copies((cleaning, "date"), (works, "weekday")))
    assert made.status_code == 201
    assert [(one["start"], one["end"], one["rooms"]) for one in made.json()["closures"]] == [
        ("2026-12-05T09:00:00+09:00", "2026-12-05T12:00:00+09:00", []),
        ("2026-12-11T17:00:00+09:00", "2026-12-11T21:00:00+09:00", ["band"]),
    ]
    assert made.json()["closures"][0]["reason_en"] == "Cleaning"
    act = Act.objects.get(verb="close")
    assert post(as_desk, f"desk/higashi/acts/{sealed('act', act.pk)}/undo/").status_code == 204
    assert Closure.objects.filter(cancelled=True).count() == 2


def test_whom_the_copies_displace_is_seen_first_and_named(
    as_desk: Client, works: Closure, cleaning: Closure, booking: Booking
) -> None:
    """The booking is on 4 December from 17:00; the works of the 5th of last year fall on it by weekday."""
    Closure.objects.filter(pk=works.pk).update(
        start=span("2025-12-05", "17:00", "21:00").start, end=span("2025-12-05", "17:00", "21:00").end
    )
    sent = copies((works, "weekday"), (cleaning, "weekday"))
    seen = post(as_desk, f"{AT}preview/", sent)
    assert [one["booking"]["id"] for one in seen.json()["displaced"]] == [booking.public_id]
    unseen = post(as_desk, AT, sent)
    assert (unseen.status_code, unseen.json()["code"]) == (409, "unseen")
    assert Closure.objects.count() == 2
    named = {**sent, "displaced": [{"booking": booking.public_id}]}
    assert post(as_desk, AT, named).status_code == 201
    assert Closure.objects.count() == 4


def test_under_one_key_they_are_copied_once(as_desk: Client, cleaning: Closure, works: Closure) -> None:
    sent = copies((cleaning, "weekday"), (works, "date"))
    first = [post(as_desk, AT, sent, Idempotency_Key="k") for _ in range(2)]
    assert [one.status_code for one in first] == [201, 201]
    assert first[0].json() == first[1].json()
    assert (Closure.objects.count(), Act.objects.filter(verb="close").count()) == (4, 1)
    other = post(as_desk, AT, copies((works, "weekday")), Idempotency_Key="k")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


def test_as_many_as_a_page_shows_are_copied_at_once(as_desk: Client, hall: Facility) -> None:
    sixty = [
        a_closure(hall, span(f"2025-12-{n // 10 + 10}", f"{n % 10 + 8:02}:00", f"{n % 10 + 9:02}:00"))
        for n in range(60)
    ]
    sent = copies(*((one, "weekday") for one in sixty))
    first, again = (post(as_desk, AT, sent, Idempotency_Key="k") for _ in range(2))
    assert (len(first.json()["closures"]), again.json()) == (60, first.json())


@pytest.mark.parametrize("none", [[], "twice", "sixty-one"])
def test_what_is_copied_is_named_once_and_is_not_without_end(
    as_desk: Client, cleaning: Closure, none: Any
) -> None:
    one = copies((cleaning, "weekday"))["closures"]
    more = {"twice": one * 2, "sixty-one": [{**one[0], "closure": f"c{n}"} for n in range(61)]}
    answer = post(as_desk, AT, {"closures": more.get(str(none), [])})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["closures"])


def test_a_copy_that_would_be_over_is_refused_with_all_others(
    as_desk: Client, hall: Facility, cleaning: Closure
) -> None:
    before = a_closure(hall, span("2025-11-28", "09:00", "12:00"))
    answer = post(as_desk, AT, copies((before, "date"), (cleaning, "date")))
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    assert list(answer.json()["errors"]) == ["closures"]
    assert Closure.objects.count() == 2


def test_what_was_lifted_or_recurs_is_not_there_to_be_copied(as_desk: Client, cleaning: Closure) -> None:
    Closure.objects.filter(pk=cleaning.pk).update(cancelled=True)
    for at in (AT, f"{AT}preview/"):
        assert post(as_desk, at, copies((cleaning, "date"))).status_code == 404


def test_another_halls_closures_are_not_copied_here_nor_ours_by_them(
    as_desk: Client, elsewhere: Client, cleaning: Closure
) -> None:
    assert post(elsewhere, AT, copies((cleaning, "date"))).status_code == 404
    assert post(elsewhere, "desk/nishi/closures/copy/", copies((cleaning, "date"))).status_code == 404
    assert Closure.objects.count() == 1
    december = {"from": "2026-12-01", "to": "2026-12-31"}
    assert get(as_desk, "desk/higashi/closures/", **december).json()["results"] == []
