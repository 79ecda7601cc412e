"""What was wanted in vain is counted without anybody, and no read writes it."""

from datetime import date

import pytest
from django.db import DatabaseError
from pytest_django import DjangoAssertNumQueries

from booking.actions import demand
from booking.actions.demand import EVERY, Tally, Wanted, count_unmet
from booking.models import Unmet
from booking.rules.demand import Cause
from facilities.models import Facility
from tests.factories import NOW, at

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 2)


def counts() -> dict[tuple[str, int | None, str], int]:
    rows = Unmet.objects.values_list("day", "facility", "cause", "count")
    return {(day.isoformat(), hall, cause): count for day, hall, cause, count in rows}


def test_noting_asks_the_database_nothing(
    hall: Facility, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tally = Tally()
    with django_assert_num_queries(0):
        tally.note(cause=Cause.TAKEN, hall=hall.pk, now=NOW)
        tally.note(cause=Cause.NOTHING_FOUND, hall=None, now=NOW)
    assert counts() == {}


def test_what_was_noted_is_added_to_what_stands_by_day_hall_and_cause(hall: Facility) -> None:
    tally = Tally()
    for now in (NOW, NOW, at("2026-12-02 23:59"), at("2026-12-03 00:00")):
        tally.note(cause=Cause.TAKEN, hall=hall.pk, now=now)
    tally.note(cause=Cause.NOTHING_FOUND, hall=None, now=NOW)
    tally.write()
    tally.write()
    count_unmet({Wanted(TODAY, hall.pk, Cause.TAKEN): 2})
    assert counts() == {
        ("2026-12-02", hall.pk, "taken"): 5,
        ("2026-12-03", hall.pk, "taken"): 1,
        ("2026-12-02", None, "nothing"): 1,
    }


def test_it_is_due_a_minute_after_it_was_first_looked_at_and_never_where_nothing_was_noted() -> None:
    tally = Tally()
    assert not tally.is_due(5_000)
    tally.note(cause=Cause.AGE, hall=None, now=NOW)
    assert [tally.is_due(at) for at in (5_000, 5_000 + EVERY - 1, 5_000 + EVERY)] == [False, False, True]
    tally.write()
    assert not tally.is_due(9_000)


def test_while_the_database_is_away_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally()
    tally.note(cause=Cause.CLOSED, hall=None, now=NOW)

    def away(noted: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as broken:
        broken.setattr(demand, "count_unmet", away)
        tally.write()
    tally.write()
    assert counts() == {("2026-12-02", None, "closed"): 1}
