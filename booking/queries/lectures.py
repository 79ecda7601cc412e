"""The catalogue of lectures, and what groups have asked for: as everybody, they and the office see it."""

from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from booking.models import Group, Lecture, LectureRequest, Membership, Person
from booking.queries.bookings import Absent, leading, leads
from booking.rules.attendance import Counts, Heads, Part
from booking.rules.lectures import OPEN, State
from facilities.models import Department, Room
from facilities.rules.spans import instant

M = TypeVar("M", bound=Model)


def catalogue() -> list[tuple[Department, list[Lecture]]]:
    """What may be asked for, by whose staff speak. One query."""
    rows = Lecture.objects.filter(shown=True).select_related("speakers")
    found = rows.order_by("speakers__position", "speakers__slug", "pk")
    return [(speakers, list(of_it)) for speakers, of_it in groupby(found, lambda one: one.speakers)]


def shown_lecture(public_id: str) -> Lecture:
    """One of them. Absent for any other."""
    return _only(Lecture.objects.filter(shown=True, public_id=public_id).select_related("speakers"))


def lectures_of(department: Department) -> QuerySet[Lecture]:
    """Those that an office keeps, shown or not."""
    return Lecture.objects.filter(department=department).select_related("speakers")


def lecture_of(department: Department, public_id: str) -> Lecture:
    return _only(lectures_of(department).filter(public_id=public_id))


def groups_led(person: Person) -> list[Group]:
    """For which groups somebody may ask. One query."""
    return list(Group.objects.filter(pk__in=leading(person), dissolved_at=None).order_by("pk"))


def request_led(person: Person, public_id: str) -> LectureRequest:
    """What a group asked for that the person leads. Absent for any other."""
    return _only(_requests().filter(public_id=public_id, group__in=leading(person)))


def requests_led(person: Person) -> QuerySet[LectureRequest]:
    """What their groups have asked for, the latest first. Two queries."""
    return _requests().filter(group__in=leading(person)).order_by("-asked_at", "-pk")


def lectures_ahead(person: Person, now: int) -> list[LectureRequest]:
    """The lectures that are settled for groups that somebody leads, and not over; those in a room that is
    booked are among the group's bookings. One query."""
    settled = LectureRequest.objects.filter(group__in=leading(person), end__gt=now, booking=None)
    found = settled.filter(state=State.AGREED).select_related("lecture", "group", "room")
    return list(found.order_by("start", "pk"))


def request_of(department: Department, public_id: str) -> LectureRequest:
    """What was asked of a department. Absent for any other."""
    return _only(_requests().filter(public_id=public_id, lecture__department=department))


def waiting_requests(department: Department) -> QuerySet[LectureRequest]:
    """What waits for its answer, the first asked first."""
    return _requests().filter(lecture__department=department, state=State.ASKED)


def answered_requests(department: Department, first: date, last: date) -> QuerySet[LectureRequest]:
    """What it has agreed to or proposed between two local dates of the city, both included, and what it has
    answered otherwise to what was asked then; the latest first."""
    zone = ZoneInfo(settings.TIME_ZONE)
    since, until = instant(first, 0, zone), instant(last + timedelta(days=1), 0, zone)
    then = Q(start__gte=since, start__lt=until) | Q(start=None, asked_at__gte=since, asked_at__lt=until)
    rows = _requests().filter(then, lecture__department=department).exclude(state=State.ASKED)
    return rows.order_by("-start", "-asked_at", "-pk")


def open_of(group: int) -> int:
    """How many lectures a group (by key) has asked for that nobody has counted yet. One query."""
    return LectureRequest.objects.filter(group=group, state__in=OPEN, counts=None).count()


def heads_of(request: LectureRequest) -> Counts | None:
    """Who came; None, and not nobody, where nobody has said."""
    return {Heads(Part(one.part), one.band): one.count for one in request.counts.all()} or None


def leader_for(request: LectureRequest) -> Person:
    """In whose name the group's room is booked: who asked, or who leads the group now. Absent where nobody
    does. Two queries at most."""
    if request.person is not None and leads(request.person, request.group_id):
        return request.person
    led = Membership.objects.filter(group=request.group_id, role=Membership.Role.LEADER)
    return _only(Person.objects.filter(pk__in=led.values("person"), is_active=True).order_by("pk"))


def rooms_to_wish() -> list[Room]:
    """Every room that can be booked, by hall. One query."""
    rows = Room.objects.filter(published=True, bookable=True, facility__published=True)
    found = rows.select_related("facility").order_by("facility__position", "facility__slug", "position", "pk")
    return list(found)


def _requests() -> QuerySet[LectureRequest]:
    rows = LectureRequest.objects.select_related(
        "lecture__department", "lecture__speakers", "group", "room__facility", "booking", "person"
    )
    return rows.prefetch_related("dates", "counts")


def _only(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise Absent
    return found
