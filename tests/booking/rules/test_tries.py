"""A wrong password delays whoever typed it, from where they typed it, and never its owner elsewhere."""

import pytest

from booking.rules.tries import (
    FORGOTTEN,
    LONGEST,
    MANY,
    PACE,
    Tries,
    account_tried,
    account_wait,
    source_right,
    source_tried,
    source_wait,
)

NOW = 1_800_000_000


def tried(count: int, now: int = NOW) -> Tries:
    tries = Tries()
    for _ in range(count):
        tries = account_tried(tries, now)
    return tries


@pytest.mark.parametrize(
    ("count", "seconds"), [(0, 0), (4, 0), (5, 1), (6, 2), (9, 16), (14, LONGEST), (10_000, LONGEST)]
)
def test_slips_are_free_and_then_the_wait_doubles_up_to_five_minutes(count: int, seconds: int) -> None:
    assert account_wait(tried(count), NOW) == seconds


def test_a_wait_is_over_after_its_seconds_however_many_tries_there_were() -> None:
    assert account_wait(tried(10_000), NOW + LONGEST - 1) == 1
    assert account_wait(tried(10_000), NOW + LONGEST) == 0


def test_tries_are_forgotten_after_an_hour_without_one() -> None:
    assert account_tried(tried(20), NOW + FORGOTTEN).count == 21
    assert account_tried(tried(20), NOW + FORGOTTEN + 1).count == 1


def from_a_source(count: int, now: int = NOW) -> Tries:
    tries = Tries()
    for _ in range(count):
        tries = source_tried(tries, now)
    return tries


def test_a_whole_class_may_mistype_at_once() -> None:
    assert source_wait(from_a_source(MANY - 1), NOW) == 0
    assert source_wait(from_a_source(MANY), NOW) == PACE


def test_a_source_that_has_tried_too_much_goes_on_at_a_pace_and_is_never_shut_out() -> None:
    tries = from_a_source(MANY)
    for second in range(1, 601):
        if source_wait(tries, NOW + second) == 0:
            tries = source_tried(tries, NOW + second)
    assert source_wait(tries, NOW + 600) <= PACE
    assert tries.count <= MANY * PACE


def test_a_source_that_rests_is_forgiven() -> None:
    assert source_wait(source_tried(from_a_source(MANY), NOW), NOW + 2 * PACE) == 0
    assert source_tried(from_a_source(MANY), NOW + MANY * PACE).count == PACE


def test_a_try_that_was_right_is_as_if_it_had_not_been() -> None:
    assert source_right(from_a_source(8), NOW) == from_a_source(7)


def test_a_clock_that_goes_back_makes_no_wait_longer_than_the_longest() -> None:
    assert source_wait(from_a_source(3), NOW - 50) == 0
