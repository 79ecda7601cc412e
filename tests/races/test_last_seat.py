"""However many want the last seats of a course, as many get one as there are. Real processes, both
databases."""

from collections.abc import Callable

import pytest

from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
ROUNDS = 15


def test_of_four_who_want_the_last_seat_exactly_one_gets_it(
    data: Service, rivals: Callable[[Service, int], list[Rival]]
) -> None:
    all_of_them = rivals(data, 4)
    keeper = all_of_them[0]
    keeper.does("hall", rooms=["band"])
    people = [keeper.does("member")["person"] for _ in all_of_them]
    for turn in range(ROUNDS):
        date = keeper.does("course", places=1)
        answers = at_once(
            *(
                (rival, "sign_up", {"person": person, "date": date})
                for rival, person in zip(all_of_them, people, strict=True)
            )
        )
        won = [answer for answer in answers if "done" in answer]
        lost = [answer for answer in answers if answer == {"full": True}]
        assert (len(won), len(lost)) == (1, 3), f"round {turn}: {answers}"
        assert keeper.does("seats", date=date) == 1
