"""Two series over the same dates: one has all of them, the other none, and is told which."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.factories import span
from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
TIMES, ROUNDS = 8, 6
WEDNESDAY = date(2026, 12, 9)


def weeks(start: str, end: str) -> list[list[int]]:
    days = [(WEDNESDAY + timedelta(weeks=week)).isoformat() for week in range(TIMES)]
    return [[(at := span(day, start, end)).start, at.end] for day in days]


def test_of_two_series_that_meet_on_every_date_one_is_booked_and_the_other_not_at_all(
    data: Service, rivals: Rivals
) -> None:
    one, other = rivals(data, 2)
    (craft,) = one.does("hall", rooms=["craft"], like="term")
    people = [one.does("member")["person"] for _ in range(2)]
    for _ in range(ROUNDS):
        answers = at_once(
            (
                one,
                "book_series",
                {"person": people[0], "room": craft, "times": TIMES, "spans": weeks("13:00", "15:00")},
            ),
            (
                other,
                "book_series",
                {"person": people[1], "room": craft, "times": TIMES, "spans": weeks("14:00", "16:00")},
            ),
        )
        (won,) = [answer["done"] for answer in answers if "done" in answer]
        assert {"refused": ["TAKEN"]} in answers
        standing = [booking for booking in one.does("look") if booking["state"] == "booked"]
        assert len(standing) == TIMES
        assert all(booking["claims"] == [booking["span"]] for booking in standing)
        one.does("cancel_series", series=won)


def test_a_series_and_a_single_booking_on_its_last_date_are_never_both(data: Service, rivals: Rivals) -> None:
    one, other = rivals(data, 2)
    (craft,) = one.does("hall", rooms=["craft"], like="term")
    people = [one.does("member")["person"] for _ in range(2)]
    series, last = weeks("13:00", "15:00"), weeks("14:00", "16:00")[-1]
    for _ in range(ROUNDS):
        answers = at_once(
            (one, "book_series", {"person": people[0], "room": craft, "times": TIMES, "spans": series}),
            (other, "book", {"person": people[1], "room": craft, "span": last}),
        )
        assert sorted(answer.get("refused", []) for answer in answers) == [[], ["TAKEN"]]
        standing = [booking for booking in one.does("look") if booking["state"] == "booked"]
        assert len(standing) in (1, TIMES)
        if "done" in answers[0]:
            one.does("cancel_series", series=answers[0]["done"])
        else:
            one.does("cancel", booking=answers[1]["done"])
