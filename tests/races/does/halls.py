"""What rivals do with the sample hall: they lay it out, shut it and open it again."""

from collections.abc import Callable, Mapping
from typing import Any

from booking.actions.closures import OneClosure, close, lift_closure
from booking.models import Displacement, Person
from facilities.models import Closure, Facility, Room
from facilities.rules.spans import Span
from tests.booking.series import TERM
from tests.booking.walk_ins import TEENS_WALK_IN
from tests.factories import NOW, SAMPLE, a_hall
from tests.people import staff


def _hall(rooms: list[str], *, like: str = "sample") -> list[int]:
    """Lays the sample hall out, or one that is lent by the term, or open to teens who walk in; the keys of
    these of its rooms."""
    hall = a_hall({"sample": SAMPLE, "term": TERM, "walk-in": TEENS_WALK_IN}[like])
    return [Room.objects.get(facility=hall, slug=slug).pk for slug in rooms]


def _desk() -> int:
    """Somebody who decides the hours of the sample hall."""
    return staff(Facility.objects.get(slug="higashi")).pk


def _shut(desk: int, span: list[int], seen: list[str]) -> list[str]:
    """Closes the sample hall, having seen these bookings displaced: whom it has displaced."""
    hall, actor = Facility.objects.get(slug="higashi"), Person.objects.get(pk=desk)
    offers = dict.fromkeys(seen)
    (closure,) = close(facility=hall, closures=[OneClosure(Span(*span))], offers=offers, actor=actor, now=NOW)
    found = Displacement.objects.filter(closure=closure).values_list("booking__public_id", flat=True)
    return sorted(found)


def _reopen(desk: int) -> None:
    """Lifts every closure of the sample hall."""
    for closure in Closure.objects.filter(cancelled=False):
        lift_closure(closure=closure, actor=Person.objects.get(pk=desk), now=NOW)


OF_HALLS: Mapping[str, Callable[..., Any]] = {
    "hall": _hall,
    "desk": _desk,
    "shut": _shut,
    "reopen": _reopen,
}
