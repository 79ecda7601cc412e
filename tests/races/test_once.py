"""One Idempotency-Key, sent twice at once: what is made is made once, and both are answered alike.

For the verbs that know no key of their own (`actions.answers.once`); booking races in test_one_winner.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.races.rivals import Rival, Visitor, abreast
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
ROUNDS = 8
BAND = {"name": "よるかぜ", "kind": "band"}
FRIDAYS = {
    "rooms": ["higashi/craft"],
    "from": "2026-12-04",
    "to": "2026-12-25",
    "weekdays": [5],
    "from_time": "10:00",
    "until_time": "17:00",
    "minutes": 60,
}


@pytest.fixture
def tabs(served: Service, rivals: Rivals) -> list[Visitor]:
    """Two programs of one member, each with a session of its own."""
    (keeper,) = rivals(served, 1)
    keeper.does("hall", rooms=["craft"])
    member = keeper.does("member")
    return [
        Visitor(served, session)
        for session in (member["session"], keeper.does("sign_in", person=member["person"]))
    ]


def both(tabs: list[Visitor], path: str, body: dict[str, Any], key: str) -> str:
    """What was made, of which both have heard the same."""
    one, other = abreast([partial(tab.post, path, body, key) for tab in tabs])
    assert (one.status, other.status) == (201, 201)
    assert one.body == other.body
    return str(one.body["id"])


def test_of_two_requests_under_one_key_one_makes_it_and_both_hear_the_same(tabs: list[Visitor]) -> None:
    # Each time by another name: of one name the verb itself makes only one, with a key or without.
    made = [both(tabs, "groups/", {**BAND, "name": f"よるかぜ {n}"}, f"key-{n}") for n in range(ROUNDS)]
    assert len(set(made)) == ROUNDS


def test_whoever_waits_for_the_same_under_other_keys_keeps_the_place_in_line(tabs: list[Visitor]) -> None:
    assert len({both(tabs, "waits/", FRIDAYS, f"key-{n}") for n in range(ROUNDS)}) == 1


def test_of_two_bodies_under_one_key_one_is_made_and_the_other_is_told(tabs: list[Visitor]) -> None:
    for turn in range(ROUNDS):
        bodies = [{**BAND, "name": f"{name} {turn}"} for name in ("あさ", "よる")]
        answers = abreast(
            [
                partial(tab.post, "groups/", body, f"key-{turn}")
                for tab, body in zip(tabs, bodies, strict=True)
            ]
        )
        assert sorted(answer.status for answer in answers) == [201, 422]
        (told,) = [answer.body["code"] for answer in answers if answer.status == 422]
        assert told == "key_reused"
