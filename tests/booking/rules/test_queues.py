"""Under which heading a deadline stands at the desk, to the second, and who works what waits."""

from datetime import date

import pytest

from booking.rules.queues import WORKED_WITH, Due, Queue, Waiting, due_of, end_of_answering
from tests.factories import NOW, TOKYO, at


@pytest.mark.parametrize(
    ("deadline", "heading"),
    [
        ("2026-11-30 09:00", Due.TONIGHT),
        ("2026-12-02 16:10", Due.TONIGHT),
        ("2026-12-03 00:00", Due.TONIGHT),
        ("2026-12-03 00:01", Due.TOMORROW),
        ("2026-12-04 00:00", Due.TOMORROW),
        ("2026-12-04 00:01", Due.WEEK),
        ("2026-12-09 00:00", Due.WEEK),
        ("2026-12-09 00:01", Due.LATER),
        ("2027-01-04 12:00", Due.LATER),
    ],
    ids=[
        "overdue",
        "this very minute",
        "the midnight that ends today",
        "a minute into tomorrow",
        "the midnight that ends tomorrow",
        "a minute into the day after",
        "the end of the sixth day",
        "a minute into the seventh",
        "in the new year",
    ],
)
def test_a_deadline_at_midnight_belongs_to_the_day_that_it_ends(deadline: str, heading: Due) -> None:
    assert due_of(at(deadline), NOW, TOKYO) is heading


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 12, 2), "2026-12-10 00:00"),
        (date(2026, 12, 28), "2027-01-05 00:00"),
        (date(2028, 2, 22), "2028-03-01 00:00"),
        (date(2027, 2, 22), "2027-03-02 00:00"),
    ],
    ids=["a plain week", "over the new year", "up to 29 February", "no leap year"],
)
def test_what_has_no_deadline_is_answered_by_the_end_of_the_seventh_day(since: date, until: str) -> None:
    assert end_of_answering(since, TOKYO) == at(until)


def test_each_queue_is_somebodys_work() -> None:
    assert set(WORKED_WITH) == set(Queue)


def test_what_is_due_first_stands_first_whatever_it_is() -> None:
    early, late = (
        Waiting(at("2026-12-03 10:00"), Queue.CALLS, 9),
        Waiting(at("2026-12-03 11:00"), Queue.COUNTS, 1),
    )
    assert sorted([late, early]) == [early, late]
