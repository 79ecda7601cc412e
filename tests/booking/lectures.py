"""A lecture that a department offers, and a group that asks for it, as the tests mean them."""

from typing import Any

from booking.actions.lecture_requests import Wish, ask_lecture
from booking.actions.lectures import Told
from booking.models import Group, Lecture, LectureRequest, Person
from facilities.models import Department
from tests.factories import NOW, span

FIRST, SECOND = span("2026-12-18", "14:00", "15:00"), span("2026-12-25", "14:00", "15:00")
THIRD = span("2027-01-15", "14:00", "15:00")
TEXTS = {"name_ja": "水の話", "about_ja": "湧き水のまちを話します。"}


def told(department: Department, minutes: int = 60, **texts: str) -> Told:
    return Told({**TEXTS, **texts}, minutes, department)


def a_lecture(department: Department | None = None, **fields: Any) -> Lecture:
    """Of an hour."""
    office = (
        department
        or Department.objects.get_or_create(slug="lifelong-learning", defaults={"name_ja": "生涯学習課"})[0]
    )
    return Lecture.objects.create(
        **{"department": office, "speakers": office, "minutes": 60, **TEXTS, **fields}
    )


def a_request(
    lecture: Lecture, person: Person, group: Group, wish: Wish | None = None, now: int = NOW
) -> LectureRequest:
    """For two days of December, at a place of the group's own."""
    wish = wish or Wish([FIRST, SECOND], 20, place="集会所")
    return ask_lecture(lecture=lecture, group=group, wish=wish, person=person, now=now)
