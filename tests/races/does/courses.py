"""What rivals do about the seats of a course."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.actions.courses import sign_up
from booking.models import CourseDate, Person, Seat
from facilities.models import Facility
from tests.factories import NOW


def _course(places: int) -> str:
    """A date of a course at the sample hall."""
    hall, start = Facility.objects.get(slug="higashi"), NOW + 86_400
    made = CourseDate.objects.create(
        facility=hall, course="band-room", start=start, end=start + 3600, places=places
    )
    return made.public_id


def _sign_up(person: int, date: str) -> int:
    """How many seats are taken once this one is."""
    found = CourseDate.objects.get(public_id=date)
    sign_up(date=found, person=Person.objects.get(pk=person), now=NOW)
    return Seat.objects.filter(date=found).count()


def _seats(date: str) -> int:
    return Seat.objects.filter(date__public_id=date).count()


OF_COURSES: Mapping[str, Callable[..., Any]] = {
    "course": _course,
    "sign_up": _sign_up,
    "seats": _seats,
}
