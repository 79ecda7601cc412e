"""The figures of a row follow whoever answers for it after a reorganisation."""

from datetime import date

import pytest

from booking.actions.programmes import make_programme
from booking.actions.successions import forget_successor, name_successor
from booking.actions.years import close_year
from booking.models import Act, Person
from booking.queries.bookings import Absent
from booking.queries.figures import Reported, reported
from facilities.models import Department, Facility
from tests.booking.programmes import held, the_plan_of_the_city
from tests.booking.years import EIGHT, EXCHANGE, children, of_office, two_dates
from tests.factories import NOW, TOKYO, at, span

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()


@pytest.fixture
def youth(hall: Facility) -> Department:
    """Who answers for the children's department from fiscal 2026 on."""
    before = children(hall)
    made = Department.objects.create(slug="youth", name_ja="こども若者課", position=20)
    name_successor(department=before, successor=made, since=date(2026, 4, 1), actor=None, now=NOW)
    return made


def exchange(year: int = 2026) -> Reported:
    rows = reported(PLAN, year, TOKYO, at("2027-03-31 20:00"))
    return next(
        one for one in rows if (one.entry.programme.id, one.entry.row.department) == ("B1", "children")
    )


def test_the_records_of_who_answers_today_count_for_the_plans_row(
    youth: Department, hall: Facility, desk: Person
) -> None:
    hall.department = youth
    hall.save()
    theirs = make_programme(department=youth, facility=hall, about=EXCHANGE, actor=desk, now=NOW)
    held(theirs, desk, span("2026-04-01", "14:00", "16:00"), EIGHT)
    held(theirs, desk, span("2026-03-31", "14:00", "16:00"), EIGHT)
    assert [one.value for one in exchange().figures] == [1, 8]
    # Before its day it answered for nothing of this row.
    assert [one.value for one in exchange(2025).figures] == [None, None]


def test_what_stands_under_the_old_name_goes_on_counting(
    youth: Department, hall: Facility, desk: Person
) -> None:
    two_dates(hall, desk)
    assert [one.value for one in exchange(2025).figures] == [2, 8]


def test_a_row_names_both_from_the_year_in_which_it_was_handed_on(youth: Department) -> None:
    assert [(one.name, one.since) for one in exchange().answering] == [("こども若者課", date(2026, 4, 1))]
    assert exchange(2025).answering == ()


def test_who_answers_today_closes_the_row_and_who_answered_before_does_not(youth: Department) -> None:
    before = Department.objects.get(slug="children")
    with pytest.raises(Absent):
        close_year(department=before, year=2025, actor=of_office(before), now=NOW)
    assert close_year(department=before, year=2025, actor=of_office(youth), now=NOW).department == before


def test_said_twice_it_is_said_once_said_anew_it_holds_as_said_last_and_it_can_be_taken_back(
    youth: Department,
) -> None:
    before, welfare = (Department.objects.get(slug=slug) for slug in ("children", "welfare"))
    asked = {"department": before, "since": date(2026, 4, 1), "actor": None, "now": NOW}
    name_successor(successor=youth, **asked)
    assert Act.objects.filter(verb="name_successor").count() == 1
    name_successor(successor=welfare, **asked)
    assert [one.name for one in exchange().answering] == ["福祉推進課"]
    forget_successor(**asked)
    assert exchange().answering == ()
    with pytest.raises(Absent):
        forget_successor(**asked)
