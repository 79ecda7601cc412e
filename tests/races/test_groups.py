"""A group that two change at once: one leader always, and a place that two want goes to one of them."""

from collections.abc import Callable

import pytest

from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
ROUNDS = 10
STALE = {"stale": True}


def test_of_two_hand_overs_at_once_one_is_done_and_the_other_is_told(data: Service, rivals: Rivals) -> None:
    one, other = rivals(data, 2)
    band = one.does("band", members=3)
    group, leader, sequence = band["group"], band["people"][0], band["sequence"]
    for _ in range(ROUNDS):
        heirs = [key for key in band["people"] if key != leader]
        told = {"group": group, "actor": leader, "sequence": sequence}
        answers = at_once(
            *(
                (rival, "hand_over", {**told, "person": heir})
                for rival, heir in zip((one, other), heirs, strict=True)
            )
        )
        done = [answer["done"] for answer in answers if "done" in answer]
        assert len(done) == 1, answers
        assert any(answer in (STALE, {"absent": True}) for answer in answers)
        members = one.does("members", group=group)
        assert [person for role, person in members["people"] if role == "leader"] == done
        leader, sequence = done[0], members["sequence"]


def test_the_last_place_of_an_invitation_goes_to_one_of_those_who_use_it_at_once(
    data: Service, rivals: Rivals
) -> None:
    one, other = rivals(data, 2)
    band = one.does("band", members=1)
    friends = [one.does("member")["person"] for _ in range(2 * ROUNDS)]
    for turn in range(ROUNDS):
        link = one.does("invite", group=band["group"], actor=band["people"][0], places=1)
        two = friends[2 * turn : 2 * turn + 2]
        answers = at_once(
            *(
                (rival, "join", {"person": friend, "invitation": link})
                for rival, friend in zip((one, other), two, strict=True)
            )
        )
        assert sorted(map(str, answers)) == sorted(
            map(str, [{"done": band["group"]}, {"not usable": "used"}])
        )
        assert len(one.does("members", group=band["group"])["people"]) == 2 + turn
