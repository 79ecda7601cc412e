"""What the API says while the database is away, and to whoever does not get a lock in time: come back, with
the same key."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from tests.factories import span
from tests.races.rivals import Answer, Rival, Visitor
from tests.service import FILE, POSTGRES, Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
FRIDAY = span("2026-12-04", "13:00", "14:00")


@contextmanager
def held(service: Service) -> Iterator[None]:
    """Somebody else has what every booking locks first, for as long as it lasts."""
    if POSTGRES:
        with psycopg.connect(service.environment["DATABASE_URL"]) as other:
            other.execute("LOCK TABLE booking_person IN EXCLUSIVE MODE")
            yield
            other.rollback()
    else:
        with closing(sqlite3.connect(service.state / FILE, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")


@pytest.fixture
def visitor(served: Service, rivals: Rivals) -> Visitor:
    (keeper,) = rivals(served, 1)
    keeper.does("hall", rooms=["craft"])
    return Visitor(served, keeper.does("member")["session"])


def is_a_problem_with_a_time_to_come_back(answer: Answer) -> bool:
    told = answer.headers["Content-Type"], answer.headers["Retry-After"], answer.body["code"]
    return (answer.status, *told) == (503, "application/problem+json", "5", "unavailable")


def test_a_lock_that_was_not_got_in_time_is_a_503_and_the_same_key_books_afterwards(
    served: Service, visitor: Visitor
) -> None:
    with held(served):
        answer = visitor.book("higashi/craft", FRIDAY, "k")
    assert is_a_problem_with_a_time_to_come_back(answer), answer
    assert [visitor.book("higashi/craft", FRIDAY, "k").status for _ in range(2)] == [201, 201]


def test_while_the_database_is_away_changes_are_503_and_nothing_is_lost(
    served: Service, visitor: Visitor
) -> None:
    with served.database_away():
        answer = visitor.book("higashi/craft", FRIDAY, "k")
    assert is_a_problem_with_a_time_to_come_back(answer), answer
    assert visitor.book("higashi/craft", FRIDAY, "k").status == 201
