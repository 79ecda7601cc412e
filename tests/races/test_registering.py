"""A page that is sent twice at once registers one member. Real processes, both databases."""

from collections.abc import Callable

import pytest

from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
ROUNDS = 8


def test_of_two_taps_at_once_both_are_answered_with_the_one_member(
    data: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    one, other = rivals(data, 2)
    one.does("hall", rooms=["craft"])
    for turn in range(ROUNDS):
        tap = {"public_id": f"{turn:016}"}
        first, second = at_once((one, "register", tap), (other, "register", tap))
        assert first == second
        assert one.does("acts", verb="register") == turn + 1
