"""Who holds a room's spaces: the claim that began last before an instant bounds all before it."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from booking.models import Claim
from booking.queries.claims import claims, is_taken
from facilities.models import Room
from facilities.rules.spans import Span
from tests.factories import a_booking, a_hall, at, the_room

pytestmark = pytest.mark.django_db
DAY = at("2026-12-04 00:00")
HOUR = 3600


def hours(start: int, end: int) -> Span:
    return Span(DAY + start * HOUR, DAY + end * HOUR)


@pytest.fixture
def rooms() -> tuple[Room, Room]:
    """Room A, and A+B, which is made of A's space and another."""
    hall = a_hall()
    return the_room(hall, "a"), the_room(hall, "ab")


def found(rooms: Sequence[Room], *spans: Span) -> list[tuple[int, int]]:
    return [
        ((start - DAY) // HOUR, (end - DAY) // HOUR)
        for _, start, end, *_ in claims([r.pk for r in rooms], spans)
    ]


def test_a_claim_is_found_where_it_meets_what_is_looked_at_and_not_where_it_only_touches(
    rooms: tuple[Room, Room],
) -> None:
    a_booking(rooms[0], hours(10, 14))
    assert found(rooms[:1], hours(8, 10)) == found(rooms[:1], hours(14, 16)) == []
    for looked_at in (hours(8, 11), hours(11, 12), hours(13, 20), hours(8, 20)):
        assert found(rooms[:1], looked_at) == [(10, 14)]


def test_a_long_claim_is_found_from_its_middle_though_others_began_later_elsewhere(
    rooms: tuple[Room, Room],
) -> None:
    a_booking(rooms[0], hours(0, 100))
    a_booking(rooms[0], hours(100, 101))
    assert found(rooms[:1], hours(99, 102)) == [(0, 100), (100, 101)]
    assert is_taken(rooms[1], hours(50, 51))


def test_several_stretches_are_read_at_once_and_in_order(
    rooms: tuple[Room, Room], django_assert_num_queries: object
) -> None:
    for start in (30, 10, 50):
        a_booking(rooms[0], hours(start, start + 2))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert found(rooms[:1], hours(49, 60), hours(9, 12)) == [(10, 12), (50, 52)]


@pytest.mark.both
def test_years_of_claims_are_not_walked_through(rooms: tuple[Room, Room]) -> None:
    space, booking = rooms[0].spaces.get(), a_booking(rooms[0], hours(8, 9))
    long_ago = (hours(-start, 1 - start) for start in range(1, 3000))
    Claim.objects.bulk_create(
        Claim(booking=booking, space=space, start=then.start, end=then.end) for then in long_ago
    )
    with CaptureQueriesContext(connection) as asked:
        found(rooms[:1], hours(8, 20))
    explain = {"postgresql": "EXPLAIN ", "sqlite": "EXPLAIN QUERY PLAN "}[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            # Three thousand rows it may as well read one and all: whether the index bounds them is asked.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(explain + asked[0]["sql"])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert re.search(r"space_id ?= ?.* AND \(?start ?>=?.* AND \(?start ?<", plan), plan


def test_a_booking_does_not_stand_in_its_own_way(rooms: tuple[Room, Room]) -> None:
    mine = a_booking(rooms[0], hours(10, 12))
    a_booking(rooms[0], hours(12, 13))
    assert not is_taken(rooms[0], hours(10, 12), but=mine.pk)
    assert is_taken(rooms[0], hours(10, 13), but=mine.pk)


lengths = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), max_size=8)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lengths, st.integers(0, 70), st.integers(1, 40))
def test_it_finds_what_looking_at_every_claim_finds(
    rooms: tuple[Room, Room], gaps: list[tuple[int, int]], start: int, length: int
) -> None:
    Claim.objects.all().delete()
    end = 0
    for gap, taken in gaps:
        a_booking(rooms[0], hours(end + gap, end + gap + taken))
        end += gap + taken
    looked_at = hours(start, start + length)
    every = Claim.objects.filter(space__rooms=rooms[1], start__lt=looked_at.end, end__gt=looked_at.start)
    expected = [Span(*pair) for pair in every.order_by("start").values_list("start", "end")]
    assert [Span(row[1], row[2]) for row in claims([rooms[1].pk], [looked_at])] == expected
    assert is_taken(rooms[1], looked_at) is bool(expected)
