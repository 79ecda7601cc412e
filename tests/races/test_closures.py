"""A closure meets a booking, or a series, made at the same instant: one of them sees the other."""

from collections.abc import Callable

import pytest

from tests.factories import span
from tests.races.rivals import Rival, at_once
from tests.races.test_series import TIMES, weeks
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
NOON = [span("2026-12-05", "13:00", "15:00").start, span("2026-12-05", "13:00", "15:00").end]
ROUNDS = 8


def test_nobody_books_into_a_closure_and_no_closure_displaces_unseen(
    data: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    desk, booker = rivals(data, 2)
    (craft,) = desk.does("hall", rooms=["craft"])
    staff, person = desk.does("desk"), desk.does("member")["person"]
    for _ in range(ROUNDS):
        closed, booked = at_once(
            (desk, "shut", {"desk": staff, "span": NOON, "seen": []}),
            (booker, "book", {"person": person, "room": craft, "span": NOON}),
        )
        if "done" in booked:
            assert closed == {"unseen": True}, "the booking was there first: the desk has to see it"
            booking = booked["done"]
            displaced = desk.does("shut", desk=staff, span=NOON, seen=[booking])
            assert displaced == [booking], "it is shown and counted"
            desk.does("reopen", desk=staff)
            desk.does("cancel", booking=booking)
        else:
            assert closed == {"done": []}
            assert booked == {"refused": ["CLOSED"]}
            desk.does("reopen", desk=staff)


def test_a_series_over_a_closure_of_the_same_instant_is_seen_whole_or_told_and_not_booked_at_all(
    data: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    desk, booker = rivals(data, 2)
    (craft,) = desk.does("hall", rooms=["craft"], like="term")
    staff, person = desk.does("desk"), desk.does("member")["person"]
    term = weeks("13:00", "15:00")
    for _ in range(ROUNDS):
        closed, booked = at_once(
            (desk, "shut", {"desk": staff, "span": term[2], "seen": []}),
            (booker, "book_series", {"person": person, "room": craft, "times": TIMES, "spans": term}),
        )
        standing = [one for one in desk.does("look") if one["state"] == "booked"]
        if "done" in booked:
            assert closed == {"unseen": True}, "the series was there first: the desk has to see it"
            assert [one["span"] for one in standing] == term
            desk.does("cancel_series", series=booked["done"])
        else:
            assert closed == {"done": []}
            assert booked == {"refused": ["CLOSED"]}
            assert standing == [], "none of its dates is booked"
            desk.does("reopen", desk=staff)
