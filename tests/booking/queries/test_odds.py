"""The odds of a round: windows and weekdays are counted in one way, from one query."""

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.queries.lottery import given_out
from booking.queries.odds import Asked, Odds, asked_of
from tests.rounds import a_round, entered

pytestmark = pytest.mark.django_db
FRIDAY = 4


def asked(*wishes: tuple[int, ...]) -> Asked:
    """Of a round with two times on Fridays, when so many have entered with these wishes."""
    lottery = a_round()
    for numbers in wishes:
        entered(lottery, *numbers)
    return asked_of(lottery, given_out(lottery))


def test_nobody_has_entered_and_the_slots_are_counted_all_the_same() -> None:
    found = asked()
    assert found.weekdays == [Odds(FRIDAY, 0, 2)]
    assert found.per(lambda one: one.number) == {1: (0, 1), 2: (0, 1)}


def test_whoever_wishes_for_both_times_of_a_friday_is_one_entry_for_the_friday() -> None:
    found = asked((1, 2), (1,))
    assert found.weekdays == [Odds(FRIDAY, 2, 2)]
    assert found.per(lambda one: one.number) == {1: (2, 1), 2: (1, 1)}


def test_windows_that_are_one_kind_have_the_odds_of_their_weekday() -> None:
    found = asked((1, 2), (1,), (2, 1))
    (of_kind,) = found.per(lambda one: one.room.pk).values()
    (friday,) = found.weekdays
    assert of_kind == (friday.entries, friday.slots) == (3, 2)


def test_all_that_is_said_of_a_round_takes_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lottery = a_round()
    entered(lottery, 1)
    slots = given_out(lottery)
    with django_assert_num_queries(1):
        found = asked_of(lottery, slots)
        assert (found.weekdays, len(found.per(lambda one: one.number))) == ([Odds(FRIDAY, 1, 2)], 2)


def test_an_entry_in_another_round_counts_for_nothing_here() -> None:
    lottery = a_round()
    entered(lottery, 1)
    assert asked_of(lottery, given_out(lottery)).weekdays[0].entries == 1
    other = a_round(lottery.facility)
    assert asked_of(other, given_out(other)).weekdays[0].entries == 0
