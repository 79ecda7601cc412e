"""The worker does what is due under a lease, looks without writing, and goes on after a failure."""

from collections.abc import Callable
from threading import Event, Thread

import pytest
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries

from booking.actions import leases
from booking.management import worker
from booking.management.worker import Duty, perform, work
from booking.models import Lease
from facilities.clock import machine_time


class Heap:
    """Pieces of work in memory: each step takes one away."""

    def __init__(self, pieces: int) -> None:
        self.pieces, self.done = pieces, 0

    def step(self) -> None:
        self.pieces -= 1
        self.done += 1

    def duty(self) -> Duty:
        return Duty("heap", lambda: self.pieces > 0, self.step)


@pytest.mark.django_db
def test_everything_that_is_due_is_done_and_noted() -> None:
    heap = Heap(3)
    perform(heap.duty(), "me", Event())
    assert heap.done == 3
    lease = Lease.objects.get(duty="heap")
    assert lease.holder == "me"
    assert lease.last_ran_at == pytest.approx(machine_time(), abs=5)


@pytest.mark.django_db
def test_a_worker_that_takes_over_waits_for_no_lease_of_one_that_ended() -> None:
    heap = Heap(1)
    perform(heap.duty(), "ended", Event())
    heap.pieces = 1
    perform(heap.duty(), "next", Event())
    assert heap.done == 2


@pytest.mark.django_db
def test_with_nothing_due_the_database_is_left_alone(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        perform(Heap(0).duty(), "me", Event())


@pytest.mark.django_db
def test_what_another_holds_is_left_to_them() -> None:
    leases.take(duty="heap", holder="other", now=machine_time(), seconds=60)
    heap = Heap(3)
    perform(heap.duty(), "me", Event())
    assert heap.done == 0


@pytest.mark.django_db
def test_being_told_to_stop_it_finishes_the_piece_at_hand_only() -> None:
    heap, stop = Heap(3), Event()
    duty = Duty("heap", lambda: heap.pieces > 0, lambda: (heap.step(), stop.set())[0])
    perform(duty, "me", stop)
    assert heap.done == 1


@pytest.mark.django_db(transaction=True)
def test_one_duty_that_fails_stops_neither_itself_nor_the_others(caplog: pytest.LogCaptureFixture) -> None:
    stop, heap, looked = Event(), Heap(1), []

    def locked_at_first() -> bool:
        looked.append(True)
        if len(looked) == 1:
            raise OperationalError("database is locked")
        stop.set()
        return False

    in_background(lambda: work(stop, (Duty("ill", locked_at_first, stop.set), heap.duty())))
    assert len(looked) == 2
    assert heap.done == 1
    assert "ill: will be tried again" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_it_looked_at_is_noted_once_in_a_while_and_what_failed_is_not() -> None:
    stop, noted = Event(), list[list[tuple[str, int]]]()

    def fails() -> bool:
        noted.append(list(Lease.objects.values_list("duty", "looked_at")))
        Lease.objects.update(looked_at=1)
        if len(noted) == 2:
            stop.set()
        raise OperationalError("database is locked")

    in_background(lambda: work(stop, (Heap(0).duty(), Duty("ill", fails, stop.set))))
    assert noted == [[], [("heap", pytest.approx(machine_time(), abs=60))]]
    assert list(Lease.objects.values_list("duty", "looked_at")) == [("heap", 1)]


def in_background(run: Callable[[], None]) -> None:
    """Runs it in a thread with a connection of its own, as the worker has."""

    def closing() -> None:
        try:
            run()
        finally:
            connection.close()

    thread = Thread(target=closing)
    thread.start()
    thread.join(30)
    assert not thread.is_alive()


def test_no_two_workers_have_one_name() -> None:
    names = {worker.holder_name() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) <= Lease._meta.get_field("holder").max_length for name in names)
