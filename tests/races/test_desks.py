"""Two desks, or two doors, that act at the same instant: one is first, and the other is told the truth."""

from collections.abc import Callable

import pytest

from tests.factories import at, span
from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
NOW_ON = [span("2026-12-02", "15:00", "17:00").start, span("2026-12-02", "15:00", "17:00").end]
# The second has read the booking before the first has written, or after.
BEATEN = ({"stale": True}, {"refused": ["PAST"]})


def test_of_two_desks_one_lets_them_in_or_one_gives_the_room_away(data: Service, rivals: Rivals) -> None:
    one, other = rivals(data, 2)
    rooms = one.does("hall", rooms=["band", "craft", "a", "b"])
    first, second, person = one.does("desk"), one.does("desk"), one.does("member")["person"]
    for room in rooms:
        booking = one.does("expect", person=person, room=room, span=NOW_ON)
        came, gone = at_once(
            (one, "check_in", {"desk": first, "booking": booking}),
            (other, "release", {"desk": second, "booking": booking}),
        )
        won = [answer for answer in (came, gone) if answer == {"done": booking}]
        assert len(won) == 1, (came, gone)
        assert all(answer in BEATEN for answer in (came, gone) if answer not in won)
        (stored,) = (row for row in one.does("look") if row["booking"] == booking)
        state, verb = ("in_use", "check_in") if came in won else ("no_show", "release_no_show")
        assert (stored["state"], stored["acts"]) == (state, [verb])


def test_a_room_and_the_larger_one_that_it_is_part_of_are_taken_at_one_of_their_doors(
    data: Service, rivals: Rivals
) -> None:
    one, other = rivals(data, 2)
    part, whole = one.does("hall", rooms=["a", "ab"], like="walk-in")
    for hour in ("10:00", "11:30", "13:00", "14:30", "16:00"):
        now = at(f"2026-12-02 {hour}")
        answers = at_once(
            (one, "take", {"room": part, "now": now}),
            (other, "take", {"room": whole, "now": now}),
        )
        assert sorted("done" in answer for answer in answers) == [False, True], answers
        assert {"refused": ["TAKEN"]} in answers
    stored = one.does("look")
    assert len(stored) == 5
    assert all(booking["claims"] == [booking["span"]] * booking["spaces"] for booking in stored)
