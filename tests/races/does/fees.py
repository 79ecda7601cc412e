"""What rivals do about fees."""

from collections.abc import Callable, Mapping
from typing import Any

from django.test import Client

from booking.actions.reductions import ask_reduction, decide_reduction
from booking.models import Booking, Person, Reduction
from booking.queries.money import last_entry
from facilities.models import Room
from facilities.rules.spans import Span
from tests.factories import COSTING, NOW, a_booking, a_hall
from tests.people import a_high_schooler
from tests.people import staff as a_desk


def _owing(days: list[int]) -> dict[str, Any]:
    """Bookings that cost something, so many days ahead, for each of which a reduction is asked; a desk."""
    hall, person = a_hall(COSTING), a_high_schooler()
    room = Room.objects.select_related("facility").get(facility=hall, slug="band")
    starts = [NOW + day * 86_400 for day in days]
    made = [a_booking(room, Span(start, start + 7200), person) for start in starts]
    for one in made:
        ask_reduction(booking=one, actor=person, clause="X3", now=NOW)
    return {"bookings": [one.public_id for one in made], "staff": a_desk(hall).pk}


def _seen(booking: str) -> int:
    """The last entry, as a form shows it."""
    return last_entry(Booking.objects.get(public_id=booking))


def _decide(booking: str, staff: int, percent: int, seen: int) -> int:
    found = Booking.objects.select_related("room__facility").get(public_id=booking)
    desk = Person.objects.get(pk=staff)
    return decide_reduction(booking=found, staff=desk, percent=percent, now=NOW, seen=seen).pk


def _queued(booking: str, staff: int) -> dict[str, Any]:
    """What waits about a booking, as the API lists it."""
    rows = _desk(staff).get("/api/v1/desk/higashi/queue/").json()["results"]
    return next({"id": one["id"], "version": one["version"]} for one in rows if one["booking"] == booking)


def _answer(id: str, version: int, staff: int, percent: int) -> int:  # noqa: A002  # the API calls it so
    """The status with which the API takes an answer to what waits, or does not."""
    address = f"/api/v1/desk/higashi/reductions/{id}/grant/"
    seen = {"If-Match": f'"{version}"'}
    return _desk(staff).post(address, {"percent": percent}, "application/json", headers=seen).status_code


def _desk(staff: int) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=staff))
    return client


def _decisions(booking: str) -> list[int]:
    return list(Reduction.objects.filter(booking__public_id=booking).values_list("pk", flat=True))


OF_FEES: Mapping[str, Callable[..., Any]] = {
    "owing": _owing,
    "seen": _seen,
    "decide": _decide,
    "queued": _queued,
    "answer": _answer,
    "decisions": _decisions,
}
