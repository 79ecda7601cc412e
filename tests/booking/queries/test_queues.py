"""All that waits for a hall's desk in one list: by deadline, for whom it is, and nothing of other halls."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from booking.actions.requests import request
from booking.actions.wanted import Wanted
from booking.models import Displacement, Headcount, Notice, ReductionRequest, Registration
from booking.queries.attendance import uncounted
from booking.queries.queues import waiting
from booking.rules.lifecycle import State
from booking.rules.queues import Due, Queue, due_of
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import Span
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
    request(person=member, wanted=Wanted(room, when, purpose="other"), said="かざり作り", now=NOW)
    key = hall.rulebooks.get().key
    Registration.objects.create(
        person=member, registry=key, state="applied", registered_on=date(2026, 11, 30)
    )
    consented(child, hall, "craft", date(2026, 12, 1), THIS, rulebook=key, through_child=True)
    ours = a_booking(the_room(hall, "a"), span("2026-12-03", "13:00", "15:00"), member)
    ReductionRequest.objects.create(booking=ours, person=member, clause="X3", made_at=NOW - 6 * 86_400)
    Notice.objects.create(person=member, kind="x", subject="", body="", booking=ours, made_at=0, call="due")
    place = {"room": ours.room, "start": ours.start, "end": ours.end, "made_at": NOW}
    Displacement.objects.create(booking=ours, **place)
    used = span("2026-11-30", "13:00", "15:00")
    a_booking(the_room(hall, "a"), used, member, state=State.USED)


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
        (Queue.REDUCTIONS, at("2026-12-03 13:00")),
        (Queue.MOVES, at("2026-12-03 13:00")),
        (Queue.APPROVALS, at("2026-12-04 13:00")),
        (Queue.COUNTS, at("2026-12-07 15:00")),
        (Queue.REGISTRATIONS, at("2026-12-08 00:00")),
        (Queue.PAPERS, at("2026-12-09 00:00")),
    ]


def test_a_call_about_a_place_that_is_held_is_due_before_it_lapses() -> None:
    hall = a_hall(EVERYTHING)
    ours = a_booking(the_room(hall, "a"), span("2026-12-04", "16:00", "18:00"), a_high_schooler())
    offer = a_booking(
        the_room(hall, "craft"),
        span("2026-12-04", "14:00", "16:00"),
        ours.person,
        state=State.OFFERED,
        lapses_at=at("2026-12-04 14:00"),
    )
    place = {"room": ours.room, "start": ours.start, "end": ours.end, "made_at": NOW}
    one = Displacement.objects.create(booking=ours, offer=offer, **place)
    Notice.objects.create(
        person=ours.person, kind="displaced", subject="", body="", booking=ours, made_at=NOW, call="due"
    )
    rights = frozenset([Right.DESK])
    calls = [found.due for found in waiting(hall, rights, NOW) if found.queue is Queue.CALLS]
    assert calls == [at("2026-12-04 14:00")]
    # What is held up to a later day leaves them their own time to be told before.
    Displacement.objects.filter(pk=one.pk).update(offer=None)
    calls = [found.due for found in waiting(hall, rights, NOW) if found.queue is Queue.CALLS]
    assert calls == [at("2026-12-04 16:00")]


def test_everybody_sees_what_they_have_the_right_to_answer() -> None:
    hall = a_hall(EVERYTHING)
    work_of(hall)
    by_right = {right: [one.queue for one in waiting(hall, {right}, NOW)] for right in Right}
    assert {right: queues for right, queues in by_right.items() if queues} == {
        Right.DESK: [Queue.CALLS, Queue.MOVES, Queue.COUNTS],
        Right.OVERRULE: [Queue.APPROVALS],
        Right.MONEY: [Queue.REDUCTIONS],
        Right.PEOPLE: [Queue.REGISTRATIONS, Queue.PAPERS],
    }


def test_what_waits_elsewhere_or_is_over_is_not_there() -> None:
    hall = a_hall(EVERYTHING)
    work_of(hall)
    other = a_hall(EVERYTHING.replace("higashi", "nishi"))
    assert waiting(other, frozenset(Right), NOW) == []
    # What was asked has lapsed, what was to be told is over; papers and what is asked about fees wait on,
    # overdue. Of the displaced nobody was checked in.
    late = waiting(hall, frozenset(Right), at("2026-12-20 10:00"))
    assert [one.queue for one in late] == [
        Queue.REDUCTIONS,
        Queue.COUNTS,
        Queue.REGISTRATIONS,
        Queue.PAPERS,
        Queue.COUNTS,
    ]


@pytest.mark.parametrize(
    ("state", "ends", "counted", "asked"),
    [
        (State.USED, "2026-11-30 15:00", None, True),
        (State.USED, "2026-11-30 15:00", 0, False),
        (State.IN_USE, "2026-11-30 15:00", None, True),
        (State.BOOKED, "2026-11-30 15:00", None, True),
        (State.CANCELLED, "2026-11-30 15:00", None, False),
        (State.NO_SHOW, "2026-11-30 15:00", None, False),
        (State.IN_USE, "2026-12-20 15:00", None, False),
        (State.USED, "2026-10-20 15:00", None, False),
    ],
)
def test_how_many_came_is_asked_once_a_use_is_over_and_while_somebody_remembers(
    state: State, ends: str, counted: int | None, asked: bool
) -> None:
    hall = a_hall(EVERYTHING)
    when = Span(at(ends) - 7200, at(ends))
    booking = a_booking(the_room(hall, "a"), when, a_high_schooler(), state=state)
    if counted is not None:
        Headcount.objects.create(booking=booking, part="part", band="adult", count=counted)
    assert list(uncounted(hall, NOW)) == ([booking] if asked else [])


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
