"""Lectures in the plan's figures: held ones, of the office that keeps the catalogue, with who listened."""

from zoneinfo import ZoneInfo

import pytest

from booking.actions.lecture_requests import count_lecture, take_date
from booking.labels.plans import baseline
from booking.models import LectureRequest, Person
from booking.queries.evidence import evidence
from booking.queries.figures import Reported, reported
from booking.rules.attendance import Heads, Part
from tests.booking.activities import department_of, the_office
from tests.booking.lectures import FIRST, a_lecture, a_request
from tests.booking.programmes import the_plan_of_the_city
from tests.factories import NOW
from tests.people import a_band, a_high_schooler

pytestmark = pytest.mark.django_db
CAME = {
    Heads(Part.TAKING_PART, "senior"): 12,
    Heads(Part.TAKING_PART, "adult"): 3,
    Heads(Part.HELPING, "adult"): 2,
}


def row(now: int) -> Reported:
    """B8 in fiscal 2026."""
    rows = reported(the_plan_of_the_city(), 2026, ZoneInfo("Asia/Tokyo"), now)
    return next(one for one in rows if one.entry.programme.id == "B8")


def values(now: int) -> list[int | None]:
    return [one.figure.value for one in row(now).figures]


@pytest.fixture
def office() -> Person:
    return the_office("lifelong-learning")


@pytest.fixture
def agreed(office: Person) -> LectureRequest:
    """Another department's staff speak."""
    speakers = department_of(the_office("welfare"))
    leader = a_high_schooler()
    lecture = a_lecture(department_of(office), speakers=speakers)
    asked = a_request(lecture, leader, a_band(leader))
    return take_date(request=asked, date=asked.dates.all()[0].pk, seen=0, actor=office, now=NOW)


def test_the_plan_prints_thirty_lectures_and_854_who_took_part() -> None:
    plan = the_plan_of_the_city()
    assert [one.published.baseline for one in row(NOW).figures] == [30, 854]
    assert [line for line in baseline(row(NOW).entry.row, plan.counted) if "30" in line or "854" in line]


@pytest.mark.usefixtures("agreed")
def test_a_lecture_is_counted_once_it_is_held_and_its_listeners_once_they_are() -> None:
    assert values(NOW) == [None, None]
    assert values(FIRST.start) == [1, None]
    assert len(row(FIRST.start).figures[1].figure.missing) == 1


def test_those_who_listen_are_counted_and_those_who_help_are_not(
    agreed: LectureRequest, office: Person
) -> None:
    count_lecture(request=agreed, counts=CAME, actor=office, now=FIRST.end)
    assert values(FIRST.end) == [1, 15]


def test_the_evidence_names_the_lecture_and_neither_the_group_nor_its_place(agreed: LectureRequest) -> None:
    (shown,) = evidence(row(FIRST.end).figures[0].figure.counted)
    assert (shown.what, shown.where) == ("水の話", "")
    assert agreed.group.name not in str(shown)


def test_what_was_only_asked_for_is_in_no_figure(office: Person) -> None:
    leader = a_high_schooler()
    a_request(a_lecture(department_of(office)), leader, a_band(leader))
    assert values(FIRST.end) == [None, None]
