"""A duty has one holder at a time, and a holder that died holds nothing for long."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from booking.actions.leases import give_back, looked, renew, take
from booking.models import Lease

NOON = 1_796_353_200  # 2026-12-04 12:00 in Tokyo


def hold(holder: str, now: int) -> bool:
    return take(duty="mail", holder=holder, now=now, seconds=60)


def stay(holder: str, now: int) -> bool:
    return renew(duty="mail", holder=holder, now=now, seconds=60)


@pytest.mark.django_db
class TestOneAtATime:
    def test_the_first_to_come_holds_and_the_second_waits(self) -> None:
        assert hold("first", NOON)
        assert not hold("second", NOON + 59)

    def test_a_lease_that_ran_out_is_free(self) -> None:
        assert hold("first", NOON)
        assert hold("second", NOON + 60)
        assert not stay("first", NOON + 61)

    def test_a_holder_may_take_again_what_it_holds(self) -> None:
        assert hold("first", NOON)
        assert hold("first", NOON + 30)
        assert not hold("second", NOON + 89)

    def test_renewing_keeps_the_duty_and_notes_when_it_ran(self) -> None:
        assert hold("first", NOON)
        assert Lease.objects.get().last_ran_at is None
        assert stay("first", NOON + 59)
        assert not hold("second", NOON + 118)
        assert Lease.objects.get().last_ran_at == NOON + 59

    def test_a_lease_that_ran_out_is_not_renewed(self) -> None:
        assert hold("first", NOON)
        assert not stay("first", NOON + 60)

    def test_what_is_given_back_is_free_at_once_and_nobody_gives_back_anothers(self) -> None:
        assert hold("first", NOON)
        give_back(duty="mail", holder="second", now=NOON + 1)
        assert not hold("second", NOON + 1)
        give_back(duty="mail", holder="first", now=NOON + 1)
        assert hold("second", NOON + 1)

    def test_duties_are_held_apart(self) -> None:
        assert hold("first", NOON)
        assert take(duty="draw", holder="second", now=NOON, seconds=60)

    def test_that_somebody_looked_is_noted_of_all_at_once_and_takes_no_lease(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        assert hold("first", NOON)
        with django_assert_num_queries(1):
            looked(duties=["mail", "draw"], now=NOON + 5)
        looked(duties=["mail"], now=NOON + 9)
        rows = set(Lease.objects.values_list("duty", "holder", "until", "looked_at", "last_ran_at"))
        assert rows == {
            ("mail", "first", NOON + 60, NOON + 9, None),
            ("draw", "", 0, NOON + 5, None),
        }


@pytest.mark.django_db(transaction=True)
@pytest.mark.timeout(120)
def test_of_many_that_ask_in_the_same_moment_one_holds() -> None:
    crowd = 8
    for round_ in range(20):
        start = Barrier(crowd)

        def ask(number: int, at: int = NOON + 60 * round_, start: Barrier = start) -> bool:
            try:
                start.wait()
                return hold(f"holder {at} {number}", at)
            finally:
                connection.close()

        with ThreadPoolExecutor(crowd) as threads:
            assert sum(threads.map(ask, range(crowd))) == 1
