"""All that waits for a hall's desk in one list: by deadline, for whom it is, and nothing of other halls."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.actions.requests import request
from booking.models import Notice, Registration
from booking.queries.queues import waiting
from booking.rules.queues import Due, Queue, due_of
from booking.rules.staff import Right
from facilities.models import Facility
from tests.factories import ASKING, CONSENTING, NOW, TOKYO, a_booking, a_hall, at, span, the_room
from tests.people import a_high_schooler, a_junior_high_student, consented

pytestmark = pytest.mark.django_db
# The same hall with what waits in every queue.
ASKS, _, NAMED = ASKING.partition('[[clauses]]\nid = "P3"')[2].partition("[names]")
EVERYTHING = CONSENTING.replace("[names]", f'[[clauses]]\nid = "P3"{ASKS}[names]{NAMED}')
THIS = date(2027, 3, 31)


def work_of(hall: Facility) -> None:
    room, member, child = the_room(hall, "craft"), a_high_schooler(), a_junior_high_student()
    when = span("2026-12-04", "13:00", "15:00")
    request(person=member, room=room, span=when, purpose="other", said="かざり作り", now=NOW)
    key = hall.rulebooks.get().key
    Registration.objects.create(
        person=member, registry=key, state="applied", registered_on=date(2026, 11, 30)
    )
    consented(child, hall, "craft", date(2026, 12, 1), THIS, rulebook=key, through_child=True)
    ours = a_booking(the_room(hall, "a"), span("2026-12-03", "13:00", "15:00"), member)
    Notice.objects.create(person=member, kind="x", subject="", body="", booking=ours, made_at=0, call="due")


def test_the_nearest_deadline_comes_first_whatever_it_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    hall = a_hall(EVERYTHING)
    work_of(hall)
    waiting(hall, frozenset(Right), NOW)
    with django_assert_num_queries(2):
        found = waiting(hall, frozenset(Right), NOW)
    assert [(one.queue, one.due) for one in found] == [
        (Queue.CALLS, at("2026-12-03 13:00")),
        (Queue.APPROVALS, at("2026-12-04 13:00")),
        (Queue.REGISTRATIONS, at("2026-12-08 00:00")),
        (Queue.PAPERS, at("2026-12-09 00:00")),
    ]


def test_everybody_sees_what_they_have_the_right_to_answer() -> None:
    hall = a_hall(EVERYTHING)
    work_of(hall)
    by_right = {right: [one.queue for one in waiting(hall, {right}, NOW)] for right in Right}
    assert {right: queues for right, queues in by_right.items() if queues} == {
        Right.DESK: [Queue.CALLS],
        Right.OVERRULE: [Queue.APPROVALS],
        Right.PEOPLE: [Queue.REGISTRATIONS, Queue.PAPERS],
    }


def test_what_waits_elsewhere_or_is_over_is_not_there() -> None:
    hall = a_hall(EVERYTHING)
    work_of(hall)
    other = a_hall(EVERYTHING.replace("higashi", "nishi"))
    assert waiting(other, frozenset(Right), NOW) == []
    # What was asked has lapsed, what was to be told is over; papers wait on, overdue.
    late = waiting(hall, frozenset(Right), at("2026-12-20 10:00"))
    assert [one.queue for one in late] == [Queue.REGISTRATIONS, Queue.PAPERS]


@pytest.mark.parametrize(
    ("by", "heading"),
    [
        ("2026-12-01 09:00", Due.TONIGHT),
        ("2026-12-02 23:59", Due.TONIGHT),
        ("2026-12-03 00:00", Due.TONIGHT),
        ("2026-12-03 00:01", Due.TOMORROW),
        ("2026-12-04 00:00", Due.TOMORROW),
        ("2026-12-08 12:00", Due.WEEK),
        ("2026-12-09 12:00", Due.LATER),
    ],
)
def test_a_deadline_stands_under_its_heading(by: str, heading: Due) -> None:
    assert due_of(at(by), NOW, TOKYO) is heading
