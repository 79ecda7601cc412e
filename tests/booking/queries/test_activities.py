"""Who has answered for a month or a quarter, what waits, and how far back anybody is asked."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.actions.activities import say_nothing, withdraw_day
from booking.actions.confirmations import return_day
from booking.actions.reporters import revoke_link
from booking.models import Person, Reporter
from booking.queries.activities import (
    Answer,
    answers,
    day_at,
    days_of,
    decided_days,
    reporter_of,
    unanswered,
    waiting_by_row,
    waiting_days,
)
from booking.queries.bookings import Absent
from booking.rules.activities import Every, Period
from tests.booking.activities import NOVEMBER, asked, confirmed, department_of, sent, the_office, told
from tests.factories import NOW, TODAY, at

pytestmark = pytest.mark.django_db
AUGUST = at("2026-08-20 10:00")
OCTOBER = date(2026, 10, 7)


@pytest.fixture
def office() -> Person:
    return the_office()


def said(office: Person, day: date = NOVEMBER, today: date = TODAY) -> dict[str, Answer]:
    return {one.reporter.name: one.answer for one in answers(department_of(office), day, today)}


def test_whoever_sent_a_day_or_said_there_was_none_has_answered_and_the_others_have_not(
    office: Person,
) -> None:
    _, sakura = asked(office, "さくら保育園", now=AUGUST)
    _, tsukushi = asked(office, "つくし保育園", now=AUGUST)
    asked(office, "みどり保育園", now=AUGUST)
    sent(sakura)
    say_nothing(link_token=tsukushi, day=NOVEMBER, now=NOW)
    assert said(office) == {
        "さくら保育園": Answer.DAYS,
        "つくし保育園": Answer.NOTHING,
        "みどり保育園": Answer.NONE,
    }
    assert set(said(office, OCTOBER).values()) == {Answer.NONE}


def test_whoever_is_asked_by_the_quarter_has_answered_for_each_of_its_months(office: Person) -> None:
    _, link = asked(office, every=Every.QUARTER, now=AUGUST)
    sent(link, told(OCTOBER))
    assert said(office) == said(office, OCTOBER) == {"さくら保育園": Answer.DAYS}
    assert said(office, date(2026, 9, 30)) == {"さくら保育園": Answer.NONE}


def test_what_was_withdrawn_is_no_answer_and_what_was_returned_waits_for_the_reporter(office: Person) -> None:
    _, link = asked(office, now=AUGUST)
    (day,) = sent(link)
    return_day(day=day, why="日にちをたしかめてください。", actor=office, now=NOW)
    assert said(office) == {"さくら保育園": Answer.RETURNED}
    sent(link, told(date(2026, 11, 20)))
    assert said(office) == {"さくら保育園": Answer.DAYS}
    (one, other) = days_of(Reporter.objects.get(), TODAY)
    for each in (one, other):
        withdraw_day(link_token=link, public_id=each.public_id, now=NOW)
    assert said(office) == {"さくら保育園": Answer.NONE}


def test_whoever_is_asked_since_later_or_no_more_owes_no_answer(office: Person) -> None:
    asked(office, "あとから保育園", now=NOW)
    gone, _ = asked(office, "もとの保育園", now=AUGUST)
    revoke_link(reporter=gone, actor=office, now=NOW)
    assert said(office) == {}
    assert said(office, TODAY) == {"あとから保育園": Answer.NONE}


def test_nobody_is_late_before_the_period_is_over(office: Person) -> None:
    asked(office, now=AUGUST)
    (running,) = answers(department_of(office), TODAY, TODAY)
    (past,) = answers(department_of(office), NOVEMBER, TODAY)
    assert (running.over, past.over) == (False, True)


def test_a_reporter_is_told_the_periods_it_owes_since_it_was_asked(office: Person) -> None:
    made, link = asked(office, now=AUGUST)
    sent(link)
    months = [period.first for period in unanswered(made, TODAY)]
    assert months == [date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)]
    quarterly, _ = asked(office, "みどり保育園", every=Every.QUARTER, now=AUGUST)
    assert unanswered(quarterly, TODAY) == [Period(date(2026, 7, 1), date(2026, 9, 30))]


def test_what_is_owed_goes_no_further_back_than_what_is_still_reported(office: Person) -> None:
    made, _ = asked(office, now=AUGUST)
    assert unanswered(made, date(2027, 5, 31))[0].first == date(2026, 8, 1)
    assert unanswered(made, date(2027, 6, 1)) == [
        Period(date(2027, 4, 1), date(2027, 4, 30)),
        Period(date(2027, 5, 1), date(2027, 5, 31)),
    ]
    assert unanswered(asked(office, "あとから保育園")[0], TODAY) == []


def test_what_waits_and_what_was_decided_are_told_apart_by_department(office: Person) -> None:
    _, link = asked(office)
    first, second = sent(link, told(), told(OCTOBER))
    confirmed(office, second)
    department, year = department_of(office), (date(2026, 4, 1), date(2027, 3, 31))
    assert [*waiting_days(department)] == [first]
    assert [*decided_days(department, *year)] == [second]
    assert waiting_by_row(*year) == {("B1", "child-rearing"): [first]}
    other = department_of(the_office("welfare"))
    assert [*waiting_days(other), *decided_days(other, *year)] == []


def test_nothing_of_one_department_is_there_for_another(office: Person) -> None:
    made, link = asked(office)
    (day,) = sent(link)
    other = department_of(the_office("welfare"))
    with pytest.raises(Absent):
        reporter_of(other, made.public_id)
    with pytest.raises(Absent):
        day_at(other, day.public_id)


def test_many_reporters_cost_what_one_costs(
    office: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(4):
        sent(asked(office, f"保育園{number}", now=AUGUST)[1])
    department = department_of(office)
    with django_assert_num_queries(3):
        assert len(answers(department, NOVEMBER, TODAY)) == 4
    with django_assert_num_queries(2):
        assert len(waiting_days(department)) == 4
