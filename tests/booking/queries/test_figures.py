"""A year's figures come from what is on record, each to be opened; of what is not on record there is none."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.actions.confirmations import reopen_day
from booking.actions.programmes import About, cancel_session
from booking.models import Person, Programme
from booking.queries.figures import reported
from booking.rules.attendance import Heads, Part
from booking.rules.indicators import Body, Figure
from facilities.models import Facility
from tests.booking.activities import asked, confirmed, sent, the_office, told
from tests.booking.programmes import a_department, a_programme, held, the_plan_of_the_city
from tests.factories import NOW, TOKYO, a_facility, at, span
from tests.people import staff

pytestmark = pytest.mark.django_db
PLAN = the_plan_of_the_city()
MARCH = at("2027-03-31 22:00")
EXCHANGE = About(name="むかしの歌を、バンドで。", plan="B1", of="honcho")
CAME = {
    Heads(Part.TAKING_PART, "elementary"): 6,
    Heads(Part.TAKING_PART, "senior"): 2,
    Heads(Part.ACCOMPANYING, "adult"): 3,
}


@pytest.fixture
def exchange(hall: Facility, desk: Person) -> Programme:
    a_department(hall)
    return a_programme(hall, desk, EXCHANGE)


def figures(programme: str, department: str = "children", year: int = 2026, now: int = MARCH) -> list[Figure]:
    rows = reported(PLAN, year, TOKYO, now)
    (row,) = (
        one for one in rows if one.entry.programme.id == programme and one.entry.row.department == department
    )
    return [counted.figure for counted in row.figures]


def values(programme: str, **asked: int | str) -> list[int | None]:
    return [one.value for one in figures(programme, **asked)]  # type: ignore[arg-type]


def test_every_row_of_the_plan_is_reported_in_its_order(db: None) -> None:
    assert [one.entry for one in reported(PLAN, 2026, TOKYO, MARCH)] == list(PLAN.entries)


def test_of_a_year_without_records_no_figure_is_a_zero(db: None) -> None:
    for one in reported(PLAN, 2026, TOKYO, MARCH):
        assert {counted.figure for counted in one.figures} <= {Figure(None)}


def test_sessions_and_their_participants_are_counted_and_who_only_came_along_is_not(
    exchange: Programme, desk: Person
) -> None:
    held(exchange, desk, span("2026-12-12", "14:00", "16:00"), CAME)
    held(exchange, desk, span("2027-01-16", "14:00", "16:30"), CAME)
    assert values("B1") == [2, 16]


def test_a_figure_can_be_opened_down_to_the_sessions_that_it_counts(
    exchange: Programme, desk: Person
) -> None:
    session = held(exchange, desk, span("2026-12-12", "14:00", "16:00"), CAME)
    _sessions, participants = figures("B1")
    assert [(one.key, one.day.isoformat()) for one in participants.counted] == [
        (session.public_id, "2026-12-12")
    ]


def test_a_session_whose_heads_nobody_counted_is_missing_and_not_nobody(
    exchange: Programme, desk: Person
) -> None:
    held(exchange, desk, span("2026-12-12", "14:00", "16:00"), CAME)
    uncounted = held(exchange, desk, span("2026-12-19", "14:00", "16:00"))
    sessions, participants = figures("B1")
    assert sessions.value == 2
    assert participants.value == 8
    assert [one.key for one in participants.missing] == [uncounted.public_id]


def test_a_session_that_was_cancelled_did_not_take_place(exchange: Programme, desk: Person) -> None:
    session = held(exchange, desk, span("2026-12-12", "14:00", "16:00"))
    cancel_session(session=session, actor=desk, now=at("2026-12-11 10:00"))
    assert values("B1") == [None, None]


def test_what_is_still_to_come_is_not_counted_and_what_has_begun_is(
    exchange: Programme, desk: Person
) -> None:
    held(exchange, desk, span("2026-12-12", "14:00", "16:00"))
    assert values("B1", now=at("2026-12-12 13:59")) == [None, None]
    assert values("B1", now=at("2026-12-12 14:00")) == [1, None]


def test_a_fiscal_year_ends_with_march_and_the_next_begins_with_april(
    exchange: Programme, desk: Person
) -> None:
    held(exchange, desk, span("2027-03-31", "14:00", "16:00"))
    held(exchange, desk, span("2027-04-01", "14:00", "16:00"))
    later = at("2027-05-01 10:00")
    assert values("B1", year=2026, now=later)[0] == 1
    assert values("B1", year=2027, now=later)[0] == 1


def test_a_programme_of_another_hall_is_none_of_the_one_that_the_plan_names(
    exchange: Programme, desk: Person, hall: Facility
) -> None:
    other = a_programme(hall, desk, About(name="東の会", plan="B1", of="higashi"))
    held(other, desk, span("2026-12-12", "14:00", "16:00"), CAME)
    assert values("B1") == [None, None]


def test_days_of_the_camp_are_no_days_of_the_exchange(
    exchange: Programme, desk: Person, hall: Facility
) -> None:
    camp = a_programme(hall, desk, About(name="わんぱく団", plan="B3", of="wanpaku"))
    held(camp, desk, span("2026-12-12", "14:00", "16:00"), CAME)
    assert values("B1") == [None, None]
    assert values("B3") == [1, 6]


def test_halls_of_the_office_that_were_open_in_the_evening_count_once_each(hall: Facility) -> None:
    a_department(hall)
    _places, evenings = figures("B4", now=at("2026-04-30 22:00"))
    assert evenings.value == 1
    # Wednesdays and Fridays of April 2026: five and four.
    assert len(evenings.counted) == 9


def test_evenings_of_another_offices_halls_are_not_counted(hall: Facility) -> None:
    a_department(hall, slug="learning", name="公民館")
    assert values("B4", now=at("2026-04-30 22:00")) == [None, None]


def test_a_report_costs_as_many_queries_with_ten_sessions_as_with_one(
    exchange: Programme, desk: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    staff(a_facility("midori"))
    held(exchange, desk, span("2026-12-03", "14:00", "16:00"), CAME)
    reported(PLAN, 2026, TOKYO, MARCH)
    with django_assert_num_queries(25) as one:
        reported(PLAN, 2026, TOKYO, MARCH)
    for day in range(4, 13):
        held(exchange, desk, span(f"2026-12-{day:02}", "14:00", "16:00"), CAME)
    with django_assert_num_queries(len(one)):
        reported(PLAN, 2026, TOKYO, MARCH)


def test_a_reported_day_counts_once_it_is_confirmed_and_waits_beside_the_figure_before() -> None:
    office = the_office()
    _, link = asked(office)
    first, second = sent(link, told(), told(date(2026, 12, 1)))
    assert figures("B1", "child-rearing") == [Figure(None)]
    confirmed(office, first)
    (volunteers,) = figures("B1", "child-rearing")
    assert (volunteers.value, len(volunteers.counted)) == (3, 1)
    (row,) = (one for one in reported(PLAN, 2026, TOKYO, MARCH) if one.waiting)
    assert (row.entry.row.department, row.waiting) == ("child-rearing", (second,))
    reopen_day(day=first, actor=office, now=NOW)
    assert figures("B1", "child-rearing") == [Figure(None)]


def test_a_confirmed_day_on_which_nobody_was_counted_is_missing_and_not_a_zero() -> None:
    office = the_office()
    confirmed(office, *sent(asked(office)[1], told(counts={})))
    (volunteers,) = figures("B1", "child-rearing")
    assert (volunteers.value, len(volunteers.missing)) == (None, 1)


def test_schools_are_counted_once_each_and_a_club_is_no_school() -> None:
    office = the_office("school-guidance")
    for name, kind in (("第一小学校", Body.SCHOOL), ("第二小学校", Body.SCHOOL), ("みどり会", Body.CLUB)):
        link = asked(office, name, kind)[1]
        confirmed(office, *sent(link, told(), told(date(2026, 12, 1))))
    assert values("B1", department="school-guidance") == [2]


def test_activity_days_are_those_of_each_club_however_many_places_it_was_at() -> None:
    office = the_office("welfare")
    for name in ("みどり会", "さくら会"):
        confirmed(office, *sent(asked(office, name, Body.CLUB)[1], told(), told(place="公園")))
    assert values("B1", department="welfare")[0] == 2


def test_participants_of_a_reported_day_are_counted_where_a_row_counts_participants() -> None:
    office = the_office("learning")
    came = {Heads(Part.TAKING_PART, "elementary"): 28, Heads(Part.HELPING, "adult"): 2}
    confirmed(
        office,
        *sent(asked(office, "第一小学校", Body.SCHOOL, plans=("B2",))[1], told(plan="B2", counts=came)),
    )
    # A class at a school is no session of the hall's.
    assert values("B2", department="learning") == [28, None]


def test_a_day_of_march_is_of_its_year_when_it_was_confirmed_in_may() -> None:
    office, may = the_office(), at("2027-05-20 10:00")
    confirmed(office, *sent(asked(office)[1], told(date(2027, 3, 31)), now=may), now=may)
    assert values("B1", department="child-rearing", now=may) == [3]
    assert values("B1", department="child-rearing", year=2027, now=may) == [None]
