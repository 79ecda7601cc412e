"""A draw started twice draws once; a list holds exactly what it says; a killed draw leaves nothing half."""

from collections.abc import Callable

import pytest

from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
BANDS = 12
DATES = 8  # two slots of four Fridays
Rivals = Callable[[Service, int], list[Rival]]
WHOLE = {
    "state": "drawn", "listed": BANDS, "entries": BANDS, "bookings": DATES, "claims": DATES, "wins": DATES,
    "draws": 1, "told": BANDS,
}  # fmt: skip
NOTHING = WHOLE | {"state": "closed", "bookings": 0, "claims": 0, "wins": 0, "draws": 0, "told": 0}


def test_of_two_draws_at_once_one_draws_and_both_say_the_same(data: Service, rivals: Rivals) -> None:
    first, second = rivals(data, 2)
    lottery = first.does("round", bands=BANDS)
    first.does("close", lottery=lottery)
    told = at_once((first, "draw", {"lottery": lottery}), (second, "draw", {"lottery": lottery}))
    assert told[0] == told[1]
    assert len(told[0]["done"]) == 2
    assert first.does("outcome", lottery=lottery) == WHOLE


def test_who_enters_while_the_list_is_closed_is_in_it_or_was_told_it_is_too_late(
    data: Service, rivals: Rivals
) -> None:
    closer, *others = rivals(data, 5)
    lottery = closer.does("round", bands=1)
    people = [closer.does("member")["person"] for _ in others]
    asked = [
        (rival, "enter", {"lottery": lottery, "person": person})
        for rival, person in zip(others, people, strict=True)
    ]
    told = at_once(*asked[:2], (closer, "close", {"lottery": lottery}), *asked[2:])
    entered = [answer for answer in told if isinstance(answer.get("done"), str)]
    late = [answer for answer in told if answer == {"refused": ["ENTRY_LATE"]}]
    assert len(entered) + len(late) == len(others)
    outcome = closer.does("outcome", lottery=lottery)
    assert outcome["listed"] == outcome["entries"] == 1 + len(entered)


@pytest.mark.parametrize("looks", [1, 4, 12])
def test_a_draw_that_is_killed_leaves_nothing_half_and_is_drawn_at_the_next_look(
    data: Service, rivals: Rivals, looks: int
) -> None:
    keeper, victim = rivals(data, 2)
    lottery = keeper.does("round", bands=BANDS)
    keeper.does("close", lottery=lottery)
    victim.does("outcome", lottery=lottery)  # its connection is open by now
    victim.tell("draw", lottery=lottery)
    for _ in range(looks):
        assert keeper.does("outcome", lottery=lottery) in (NOTHING, WHOLE)
    victim.kill()
    assert keeper.does("outcome", lottery=lottery) in (NOTHING, WHOLE)
    keeper.does("draw", lottery=lottery)
    assert keeper.does("outcome", lottery=lottery) == WHOLE
