"""However many want one place, exactly one gets it; however many tabs, the quota stays the quota.

Real server processes, real connections, both databases.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest

from facilities.rules.spans import Span
from tests.factories import at
from tests.races.rivals import Rival, Visitor, together
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
CLIENTS = 20
ROUNDS = 60
Rivals = Callable[[Service, int], list[Rival]]


def hours() -> Iterator[Span]:
    """Hours in which the craft room is lent, day after day."""
    day = date(2026, 12, 3)
    while True:
        for hour in range(10, 17) if day.weekday() != 0 else ():
            start = at(f"{day} {hour}:00")
            yield Span(start, start + 3600)
        day += timedelta(days=1)


def bands() -> Iterator[Span]:
    """Bands of two hours of the music room, day after day."""
    day = date(2026, 12, 3)
    while True:
        for hour in (10, 13, 15) if day.weekday() != 0 else ():
            start = at(f"{day} {hour}:00")
            yield Span(start, start + 7200)
        day += timedelta(days=1)


def test_of_twenty_clients_who_want_one_slot_exactly_one_gets_it_sixty_times(
    served: Service, rivals: Rivals
) -> None:
    (keeper,) = rivals(served, 1)
    keeper.does("hall", rooms=["craft"])
    visitors = [Visitor(served, keeper.does("member")["session"]) for _ in range(CLIENTS)]
    slots = hours()
    for turn in range(ROUNDS):
        slot = next(slots)
        answers = together(visitors, [("higashi/craft", slot, "")] * CLIENTS)
        won = [answer for answer in answers if answer.status == 201]
        lost = [answer for answer in answers if answer.status != 201]
        assert len(won) == 1, f"round {turn}: {[answer.status for answer in answers]}"
        assert {answer.status for answer in lost} == {409}, f"round {turn}"
        assert {frozenset(answer.codes) for answer in lost} == {frozenset({"TAKEN"})}, f"round {turn}"
    stored = keeper.does("look")
    assert len(stored) == ROUNDS
    assert all(len(booking["claims"]) == 1 for booking in stored)


def test_of_twenty_tabs_of_one_member_with_a_quota_of_two_exactly_two_succeed(
    served: Service, rivals: Rivals
) -> None:
    (keeper,) = rivals(served, 1)
    keeper.does("hall", rooms=["band"])
    slots = bands()
    wanted = [next(slots) for _ in range(CLIENTS)]
    for member in [keeper.does("member") for _ in range(5)]:
        tabs = [Visitor(served, member["session"]) for _ in range(CLIENTS)]
        answers = together(tabs, [("higashi/band", slot, "") for slot in wanted])
        won = [slot for slot, answer in zip(wanted, answers, strict=True) if answer.status == 201]
        lost = [answer for answer in answers if answer.status != 201]
        assert len(won) == 2, [answer.status for answer in answers]
        assert {answer.status for answer in lost} == {409}
        assert all("ONE_AT_A_TIME" in answer.codes for answer in lost)
        wanted = [slot for slot in wanted if slot not in won] + [next(slots), next(slots)]


def test_a_request_that_is_sent_twenty_times_under_one_key_books_once(
    served: Service, rivals: Rivals
) -> None:
    (keeper,) = rivals(served, 1)
    keeper.does("hall", rooms=["craft"])
    member = keeper.does("member")
    tabs = [Visitor(served, member["session"]) for _ in range(CLIENTS)]
    for turn, slot in zip(range(5), hours(), strict=False):
        answers = together(tabs, [("higashi/craft", slot, f"key-{turn}")] * CLIENTS)
        assert {answer.status for answer in answers} == {201}
        assert len({answer.body["id"] for answer in answers}) == 1
    assert len(keeper.does("look")) == 5
