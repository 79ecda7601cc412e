"""The worker's duty: lists close and lots are drawn, each at its moment, whoever was killed before."""

from threading import Event
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.actions.lottery import close_list
from booking.management import draws
from booking.management.worker import DUTIES, perform
from booking.models import Booking, Round
from tests.rounds import AFTER, a_round, entered

pytestmark = pytest.mark.django_db


def works(settings: Any, moment: str) -> None:
    settings.CLOCK = moment
    perform(next(duty for duty in DUTIES if duty.name == "draws"), "one", Event())


def state_of(lottery: Round) -> str:
    return Round.objects.get(pk=lottery.pk).state


def test_looking_is_one_query(settings: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"
    with django_assert_num_queries(1):
        assert not draws.due()


def test_a_list_is_closed_and_lots_are_drawn_each_at_its_moment(settings: Any) -> None:
    lottery = a_round()
    entered(lottery, 1)
    works(settings, "2026-12-10T20:00:00+09:00")
    assert state_of(lottery) == Round.State.OPEN
    works(settings, "2026-12-10T20:00:01+09:00")
    assert state_of(lottery) == Round.State.CLOSED
    works(settings, "2026-12-12T11:59:59+09:00")
    assert state_of(lottery) == Round.State.CLOSED
    works(settings, "2026-12-12T12:00:00+09:00")
    assert state_of(lottery) == Round.State.DRAWN
    assert Booking.objects.count() == 4


def test_a_worker_that_slept_through_both_moments_closes_first_and_then_draws(settings: Any) -> None:
    lottery = a_round()
    entered(lottery, 1)
    works(settings, "2026-12-13T09:00:00+09:00")
    assert state_of(lottery) == Round.State.DRAWN
    drawn = Round.objects.get(pk=lottery.pk)
    assert len(drawn.seals) == 1


def test_a_worker_that_was_killed_between_closing_and_draw_draws_the_list_that_was_closed(
    settings: Any,
) -> None:
    lottery = a_round()
    entered(lottery, 1)
    closed = close_list(lottery=lottery, now=AFTER)
    works(settings, "2026-12-12T12:00:00+09:00")
    drawn = Round.objects.get(pk=lottery.pk)
    assert drawn.record["list_hash"] == closed.list_hash
    assert not draws.due()
