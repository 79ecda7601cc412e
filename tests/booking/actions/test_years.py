"""A closed year stands; what is recorded afterwards stands beside it."""

import pytest

from booking.actions.programmes import count_session
from booking.actions.texts import Missing
from booking.actions.years import NoChange, NotOver, TooLate, close_year, note_correction, reopen_year
from booking.models import Act, ClosedYear, FrozenFigure, Person, Session
from booking.queries.bookings import Absent
from booking.queries.figures import Counted, reported
from booking.queries.public_figures import public_figures
from facilities.models import Department, Facility
from tests.booking.programmes import the_plan_of_the_city
from tests.booking.years import EIGHT, NINE, children, of_office, two_dates
from tests.factories import TOKYO, at

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()
APRIL, MAY = at("2026-04-20 10:00"), at("2026-05-07 10:00")


@pytest.fixture
def department(hall: Facility) -> Department:
    return children(hall)


@pytest.fixture
def dates(department: Department, hall: Facility, desk: Person) -> list[Session]:
    return two_dates(hall, desk)


@pytest.fixture
def office(department: Department) -> Person:
    return of_office(department)


def exchange(now: int = MAY) -> list[Counted]:
    """The figures of the exchange in fiscal 2025: how often, and how many came."""
    rows = reported(PLAN, 2025, TOKYO, now)
    return list(
        next(
            one.figures
            for one in rows
            if (one.entry.programme.id, one.entry.row.department) == ("B1", "children")
        )
    )


def close(department: Department, office: Person, now: int = APRIL) -> ClosedYear:
    return close_year(department=department, year=2025, actor=office, now=now)


@pytest.mark.usefixtures("dates")
def test_a_closed_year_keeps_each_figure_with_its_records_and_who_closed_it_when(
    department: Department, office: Person
) -> None:
    closed = close(department, office)
    assert (closed.closed_by, closed.closed_at) == (office, APRIL)
    sessions, people = exchange()
    assert (sessions.value, people.value, people.missing) == (2, 8, 1)
    assert people.closed
    assert people.closed.frozen.closed_on.isoformat() == "2026-04-20"
    act = Act.objects.get(verb="close_year")
    assert (act.subject_id, act.after, act.by_desk) == ("children", {"year": 2025}, True)


def test_a_count_that_comes_later_changes_no_closed_figure_and_is_told_beside_it(
    department: Department, office: Person, dates: list[Session], desk: Person
) -> None:
    close(department, office)
    count_session(session=dates[1], counts=NINE, actor=desk, now=APRIL + 60)
    people = exchange()[1]
    assert (people.value, people.figure.value) == (8, 17)
    changed = people.changes(PLAN.counted["participants"]).changed
    assert [(was.brought, now.brought) for was, now in changed] == [(None, 9)]


def test_what_is_erased_later_stays_in_the_closed_figure(
    department: Department, office: Person, dates: list[Session]
) -> None:
    close(department, office)
    dates[0].delete()
    sessions, people = exchange()
    assert (sessions.value, people.value) == (2, 8)
    assert [one.key for one in people.changes(PLAN.counted["participants"]).gone] == [dates[0].public_id]


def test_a_public_copy_of_a_closed_year_tells_what_was_frozen(
    department: Department, office: Person, dates: list[Session], desk: Person
) -> None:
    close(department, office)
    count_session(session=dates[1], counts=NINE, actor=desk, now=APRIL + 60)
    row = next(one for one in reported(PLAN, 2025, TOKYO, MAY) if one.figures and one.figures[0].value == 2)
    assert public_figures(PLAN, row) == [2, 8]


@pytest.mark.usefixtures("dates")
def test_a_year_that_runs_or_lies_before_the_plan_is_not_closed(
    department: Department, office: Person
) -> None:
    for year, now in ((2025, at("2026-03-31 23:59")), (2004, MAY), (2003, MAY)):
        with pytest.raises(NotOver):
            close_year(department=department, year=year, actor=office, now=now)
    assert close(department, office, at("2026-04-01 00:00")).year == 2025


def test_pressed_twice_it_is_closed_once_and_what_was_kept_first_stays(
    department: Department, office: Person, dates: list[Session], desk: Person
) -> None:
    first = close(department, office)
    count_session(session=dates[1], counts=NINE, actor=desk, now=APRIL + 60)
    assert close(department, office, APRIL + 120) == first
    assert exchange()[1].value == 8
    assert Act.objects.filter(verb="close_year").count() == 1


def test_within_a_day_it_is_taken_back_and_closed_anew_it_keeps_what_the_records_say_then(
    department: Department, office: Person, dates: list[Session], desk: Person
) -> None:
    close(department, office)
    count_session(session=dates[1], counts=NINE, actor=desk, now=APRIL + 60)
    reopen_year(department=department, year=2025, actor=office, now=APRIL + 24 * 3600 - 1)
    assert (exchange()[1].closed, exchange()[1].value) == (None, 17)
    close(department, office, MAY)
    assert exchange()[1].value == 17


@pytest.mark.usefixtures("dates")
def test_a_day_later_it_is_never_taken_back(department: Department, office: Person) -> None:
    close(department, office)
    with pytest.raises(TooLate):
        reopen_year(department=department, year=2025, actor=office, now=APRIL + 24 * 3600)
    with pytest.raises(Absent):
        reopen_year(department=department, year=2024, actor=office, now=APRIL)


def test_a_correction_says_why_and_what_the_records_said_and_changes_nothing(
    department: Department, office: Person, dates: list[Session], desk: Person
) -> None:
    close(department, office)
    count_session(session=dates[1], counts=NINE, actor=desk, now=APRIL + 60)
    figure = exchange()[1].closed
    assert figure
    note_correction(
        department=department,
        year=2025,
        figure=figure.pk,
        why="11月22日の人数が、あとでわかりました。",
        actor=office,
        now=MAY,
    )
    people = exchange()[1]
    assert people.value == 8
    assert people.closed
    (told,) = people.closed.corrections
    assert (told.on.isoformat(), told.value, told.why) == (
        "2026-05-07",
        17,
        "11月22日の人数が、あとでわかりました。",
    )
    assert "11月" not in str(Act.objects.get(verb="correct_year").after)


@pytest.mark.usefixtures("dates")
def test_a_correction_needs_a_reason_and_a_figure_of_ones_own_that_is_another_by_now(
    department: Department, office: Person
) -> None:
    close(department, office)
    figure = exchange()[1].closed
    assert figure
    asked = {"department": department, "year": 2025, "actor": office, "now": MAY}
    with pytest.raises(Missing):
        note_correction(figure=figure.pk, why=" ", **asked)
    with pytest.raises(NoChange):
        note_correction(figure=figure.pk, why="なにも変わっていません", **asked)
    with pytest.raises(Absent):
        note_correction(figure=figure.pk + 10_000, why="ほかの課の数", **asked)


@pytest.mark.usefixtures("dates")
def test_who_serves_at_a_hall_of_it_or_at_another_department_closes_nothing(
    department: Department, desk: Person
) -> None:
    other = of_office(Department.objects.get(slug="welfare"))
    for person in (desk, other):
        with pytest.raises(Absent):
            close(department, person)


@pytest.mark.usefixtures("dates")
def test_what_was_frozen_cannot_be_written_anew(department: Department, office: Person) -> None:
    close(department, office)
    figure = FrozenFigure.objects.filter(value=8).get()
    figure.value = 9
    with pytest.raises(TypeError):
        figure.save()
    with pytest.raises(TypeError):
        FrozenFigure.objects.filter(pk=figure.pk).update(value=9)


def test_a_session_that_is_cancelled_after_all_is_gone_by_the_records_of_today(
    department: Department, office: Person, dates: list[Session], desk: Person
) -> None:
    close(department, office)
    Session.objects.filter(pk=dates[0].pk).update(cancelled_at=MAY)
    assert [one.brought for one in exchange()[1].changes(PLAN.counted["participants"]).gone] == [8]
    assert exchange()[1].people(PLAN.counted["participants"]) == {dates[0].public_id: sum(EIGHT.values())}
