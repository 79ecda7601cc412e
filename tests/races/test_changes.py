"""Changes that meet: whoever is first, everything that stands is whole, and nothing overlaps."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from tests.factories import span
from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
MORNING = [span("2026-12-05", "10:00", "12:00").start, span("2026-12-05", "10:00", "12:00").end]
NOON = [span("2026-12-05", "13:00", "15:00").start, span("2026-12-05", "13:00", "15:00").end]
LATE = [span("2026-12-05", "15:00", "17:00").start, span("2026-12-05", "15:00", "17:00").end]
ROUNDS = 10
TAKEN = {"refused": ["TAKEN"]}


def whole(bookings: list[dict[str, Any]]) -> dict[str, list[int]]:
    """Where each booking that stands is; each has what belongs to it, and no two meet."""
    standing = [booking for booking in bookings if booking["state"] == "booked"]
    for booking in bookings:
        held = [booking["span"]] * booking["spaces"] if booking in standing else []
        assert booking["claims"] == held, booking
        assert booking["acts"][0] == "book"
        assert booking["people"] == 1
        assert booking["notices"] >= len(booking["acts"]), booking
        # The mail of what was given back names no code, by which mails are told apart.
        assert booking["mails"] >= len(booking["acts"]) - booking["acts"].count("cancel"), booking
    for one, other in combinations(standing, 2):
        apart = one["span"][1] <= other["span"][0] or other["span"][1] <= one["span"][0]
        assert apart or one["room"] != other["room"], (one, other)
    return {booking["booking"]: [booking["room"], *booking["span"]] for booking in standing}


def test_two_who_move_into_one_anothers_place_both_stay(data: Service, rivals: Rivals) -> None:
    one, other = rivals(data, 2)
    band, craft = one.does("hall", rooms=["band", "craft"])
    first, second = one.does("member")["person"], one.does("member")["person"]
    mine = one.does("book", person=first, room=band, span=MORNING)
    theirs = one.does("book", person=second, room=craft, span=NOON)
    for _ in range(ROUNDS):
        answers = at_once(
            (one, "move", {"booking": mine, "room": craft, "span": NOON}),
            (other, "move", {"booking": theirs, "room": band, "span": MORNING}),
        )
        assert answers == [TAKEN, TAKEN]
    assert whole(one.does("look")) == {mine: [band, *MORNING], theirs: [craft, *NOON]}


def test_a_place_that_is_left_and_one_that_is_taken_at_once_are_never_both(
    data: Service, rivals: Rivals
) -> None:
    mover, early, late = rivals(data, 3)
    (craft,) = mover.does("hall", rooms=["craft"])
    people = [mover.does("member")["person"] for _ in range(3)]
    for _ in range(ROUNDS):
        moving = mover.does("book", person=people[0], room=craft, span=MORNING)
        answers = at_once(
            (mover, "move", {"booking": moving, "room": craft, "span": NOON}),
            (early, "book", {"person": people[1], "room": craft, "span": MORNING}),
            (late, "book", {"person": people[2], "room": craft, "span": NOON}),
        )
        moved, left, gone_to = (answer.get("done") for answer in answers)
        assert bool(moved) != bool(gone_to), "one of two wanted the place, and one has it"
        assert moved or not left, "a place was taken that nobody had left"
        assert all(answer == TAKEN for answer in answers if "done" not in answer)
        places = whole(mover.does("look"))
        assert places[moving] == [craft, *(NOON if moved else MORNING)]
        for booking in (moving, left, gone_to):
            booking and mover.does("cancel", booking=booking)


def test_a_place_that_is_given_back_is_had_by_one_of_those_who_wait(data: Service, rivals: Rivals) -> None:
    keeper, *waiting = rivals(data, 4)
    (band,) = keeper.does("hall", rooms=["band"])
    people = [keeper.does("member")["person"] for _ in waiting]
    owner = keeper.does("member")["person"]
    for _ in range(ROUNDS):
        held = keeper.does("book", person=owner, room=band, span=LATE)
        wishes = [(rival, "book", {"person": person, "room": band, "span": LATE})
                  for rival, person in zip(waiting, people, strict=True)]  # fmt: skip
        cancelled, *answers = at_once((keeper, "cancel", {"booking": held}), *wishes)
        assert cancelled == {"done": held}
        won = [answer["done"] for answer in answers if "done" in answer]
        assert len(won) <= 1
        assert all(answer == TAKEN for answer in answers if "done" not in answer)
        assert set(whole(keeper.does("look"))) == set(won)
        for booking in won:
            keeper.does("cancel", booking=booking)


def test_of_two_who_move_the_same_booking_at_once_each_is_told_the_truth(
    data: Service, rivals: Rivals
) -> None:
    one, other = rivals(data, 2)
    (band,) = one.does("hall", rooms=["band"])
    booking = one.does("book", person=one.does("member")["person"], room=band, span=MORNING)
    for _ in range(ROUNDS):
        answers = at_once(
            (one, "move", {"booking": booking, "room": band, "span": NOON}),
            (other, "move", {"booking": booking, "room": band, "span": LATE}),
        )
        (place,) = whole(one.does("look")).values()
        # The second either moved it on from where the first had put it, or was told that it changed.
        assert {"done": booking} in answers
        assert all(answer in ({"done": booking}, {"stale": True}) for answer in answers)
        if answers[0] != answers[1]:
            assert place == [band, *(NOON if "done" in answers[0] else LATE)]
        one.does("move", booking=booking, room=band, span=MORNING)


@pytest.mark.parametrize("answered", [1, 2, 3, 5, 8, 13])
def test_a_process_that_is_killed_leaves_every_answered_booking_and_no_half_of_one(
    data: Service, rivals: Rivals, answered: int
) -> None:
    keeper, killed = rivals(data, 2)
    (joined,) = keeper.does("hall", rooms=["ab"])
    person = keeper.does("member")["person"]
    days = [f"2026-12-{day:02}" for day in range(8, 14)]
    wishes = [span(day, f"{hour}:00", f"{hour + 1}:00") for day in days for hour in range(10, 17)]
    for wish in wishes:
        killed.tell("book", person=person, room=joined, span=[wish.start, wish.end])
    promised = [killed.hear()["done"] for _ in range(answered)]
    killed.kill()
    promised += [answer["done"] for answer in killed.rest()]
    stored = keeper.does("look")
    assert len(promised) < len(wishes), "it was killed too late to show anything"
    assert set(whole(stored)) >= set(promised)
    assert len(stored) - len(promised) <= 1, "at most the one that nobody had answered yet"
    again = keeper.does("book", person=person, room=joined, span=[wishes[-1].start, wishes[-1].end])
    assert again in whole(keeper.does("look"))
