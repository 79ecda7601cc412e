"""However many desks decide about one reduction, one decision is written. Real processes, both databases."""

from collections.abc import Callable

import pytest

from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
ROUNDS = 10


def test_of_two_desks_that_decide_at_once_exactly_one_decides(
    data: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    desks = rivals(data, 2)
    asked = desks[0].does("owing", days=list(range(1, ROUNDS + 1)))
    for booking in asked["bookings"]:
        seen = desks[0].does("seen", booking=booking)
        given = {"booking": booking, "staff": asked["staff"], "seen": seen}
        answers = at_once(*((desk, "decide", given | {"percent": 50 + at}) for at, desk in enumerate(desks)))
        won = [answer["done"] for answer in answers if "done" in answer]
        assert {"stale": True} in answers
        assert desks[1].does("decisions", booking=booking) == won
        assert len(won) == 1


def test_of_three_answers_that_a_program_sends_at_once_exactly_one_is_given(
    data: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    desks = rivals(data, 3)
    asked = desks[0].does("owing", days=list(range(1, ROUNDS + 1)))
    for booking in asked["bookings"]:
        waits = desks[0].does("queued", booking=booking, staff=asked["staff"])
        given = {**waits, "staff": asked["staff"]}
        answers = at_once(*((desk, "answer", given | {"percent": 50 + at}) for at, desk in enumerate(desks)))
        assert sorted(answer["done"] for answer in answers) == [200, 412, 412]
        assert len(desks[1].does("decisions", booking=booking)) == 1
