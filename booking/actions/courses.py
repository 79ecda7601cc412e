"""Inductions (講習会): a course's dates, the seats on them, and who has taken it.

`now`, `start` and `end` are instants (seconds, UTC).
"""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from booking.actions.acts import write_hall_act, write_person_act
from booking.actions.desk import must_hold
from booking.actions.locks import lock
from booking.models import CourseDate, Induction, Person, Seat
from booking.queries.courses import validity
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.rules.spans import Span, local_day

MOST_PLACES = 200  # more than any room of a hall seats: whatever is above is a slip of the pen


class Full(Exception):
    """Somebody else has taken the last seat."""


class Begun(Exception):
    """The course has begun already: nobody signs up any more, and no seat is given back."""


class NoSuchCourse(ValueError):
    """No clause of the hall asks for a course of this key."""


class NotYet(ValueError):
    """Nobody has taken a course on a day that is to come."""


@transaction.atomic
def set_course_date(
    *, facility: Facility, course: str, span: Span, places: int, actor: Person, now: int
) -> CourseDate:
    """A date on which the hall gives a course, with so many seats. NoSuchCourse; Absent unless the actor
    serves there. No inverse: whoever has signed up is called."""
    must_hold(actor, Right.COURSES, facility.pk, now=now)
    if validity(facility, course, _day(span.start, facility)) is None:
        raise NoSuchCourse(course)
    made = CourseDate.objects.create(
        facility=facility, course=course, start=span.start, end=span.end, places=places
    )
    write_hall_act(
        hall=facility,
        verb="set_course_date",
        actor=actor,
        now=now,
        after={"date": made.public_id, "course": course, "start": span.start},
    )
    return made


@transaction.atomic
def sign_up(*, date: CourseDate, person: Person, now: int) -> Seat:
    """A seat on that date; whoever has one keeps it. Full, Begun. Inverse: `give_back_seat`."""
    current = _locked(date, person)
    mine = Seat.objects.filter(date=current, person=person).first()
    # Before it is asked whether it is full or has begun: a second tap has the seat of the first.
    if mine is not None:
        return mine
    if current.start <= now:
        raise Begun
    if current.seats.count() >= current.places:
        raise Full
    _act("sign_up", current, person, now)
    return Seat.objects.create(date=current, person=person, taken_at=now)


@transaction.atomic
def give_back_seat(*, date: CourseDate, person: Person, now: int) -> None:
    """The seat is free again; without one nothing changes. Begun. Inverse: `sign_up`."""
    current = _locked(date, person)
    if current.start <= now:
        raise Begun
    gone, _ = Seat.objects.filter(date=current, person=person).delete()
    if gone:
        _act("give_back_seat", current, person, now)


@transaction.atomic
def note_induction(
    *, facility: Facility, course: str, person: Person, on: date, actor: Person, now: int
) -> Induction:
    """Somebody has taken the course on the day `on`; it holds as long as the hall's clause says.

    Noted twice, it is noted once. NoSuchCourse, NotYet; Absent unless the actor serves there. No inverse
    yet.
    """
    must_hold(actor, Right.COURSES, facility.pk, now=now)
    if on > _day(now, facility):
        raise NotYet(on)
    # By the clause of that day: a course that was taken under older rules holds as long as they said.
    holds = validity(facility, course, on)
    if holds is None:
        raise NoSuchCourse(course)
    lock(people=[person.pk])
    until = holds.last_day(on)
    taken, new = Induction.objects.get_or_create(
        person=person, course=course, taken_on=on, defaults={"valid_until": until}
    )
    if new:
        after = {"course": course, "on": on.isoformat()}
        write_person_act(person=person, verb="note_induction", actor=actor, now=now, after=after)
    return taken


def _locked(date: CourseDate, person: Person) -> CourseDate:
    # The date is locked, since seats are counted: no constraint knows how many there are.
    lock(people=[person.pk], courses=[date.pk])
    return CourseDate.objects.get(pk=date.pk)


def _day(at: int, facility: Facility) -> date:
    return local_day(at, ZoneInfo(facility.timezone))


def _act(verb: str, date: CourseDate, person: Person, now: int) -> None:
    after = {"date": date.public_id, "course": date.course}
    write_person_act(person=person, verb=verb, actor=person, now=now, after=after)
