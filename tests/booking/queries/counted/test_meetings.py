"""Meetings in the plan's figures: each counted once held, in the figure of its kind, shown by the month."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from booking.actions.meetings import cancel_meeting
from booking.models import Person
from booking.queries.evidence import evidence
from booking.queries.figures import Reported, reported
from tests.booking.activities import the_office
from tests.booking.meetings import CASE, GUIDANCE, TO_COME, TRAINING, met
from tests.booking.programmes import the_plan_of_the_city
from tests.factories import NOW, at, span

pytestmark = pytest.mark.django_db


def row(department: str) -> Reported:
    """A1 of a department in fiscal 2026."""
    rows = reported(the_plan_of_the_city(), 2026, ZoneInfo("Asia/Tokyo"), NOW)
    return next(
        one for one in rows if (one.entry.programme.id, one.entry.row.department) == ("A1", department)
    )


def values(department: str) -> dict[str, int | None]:
    return {one.published.key or one.published.indicator: one.figure.value for one in row(department).figures}


@pytest.fixture
def office() -> Person:
    return the_office()


def test_each_meeting_is_counted_in_the_figure_of_its_kind(office: Person) -> None:
    for _twice in range(2):
        met(office, CASE)
    met(office, GUIDANCE)
    assert values("child-rearing") == {
        "child-guidance": 1,
        "health-centre": None,
        "child-rearing": None,
        "network-council": None,
        "case": 2,
    }


def test_the_other_departments_row_counts_its_training_and_all_of_its_meetings() -> None:
    children = the_office("children")
    met(children, TRAINING)
    met(children, CASE)
    met(children, GUIDANCE)
    assert values("children") == {"training": 1, "meetings": 2}
    assert set(values("child-rearing").values()) == {None}


def test_what_is_to_come_or_was_cancelled_or_of_another_year_is_not_counted(office: Person) -> None:
    met(office, CASE, TO_COME)
    cancel_meeting(meeting=met(office, CASE), actor=office, now=NOW)
    met(office, CASE, span("2026-03-31", "14:00", "16:00"))
    assert values("child-rearing")["case"] is None
    # The evening of the first day is of the year, whatever day it is elsewhere then.
    met(office, CASE, span("2026-04-01", "08:00", "08:30"))
    assert values("child-rearing")["case"] == 1


def test_a_meeting_is_shown_by_its_month_and_by_nothing_that_finds_its_room(office: Person) -> None:
    met(office, CASE)
    (shown,) = evidence(row("child-rearing").figures[-1].figure.counted)
    assert (shown.day, shown.by_month) == (date(2026, 11, 1), True)
    assert (shown.what, shown.where, shown.heads) == ("", "", None)


def test_a_meeting_of_this_hour_is_counted_once_it_has_begun(office: Person) -> None:
    met(office, CASE, span("2026-12-04", "14:00", "16:00"), now=at("2026-12-04 13:00"))
    assert values("child-rearing")["case"] is None
