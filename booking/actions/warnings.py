"""Weather warnings, announced and lifted by the desk: what they call off costs nobody anything.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking.actions.acts import write_hall_act
from booking.actions.locks import lock_hall
from booking.models import Person
from booking.queries.bookings import Absent
from booking.queries.posts import serves
from facilities.actions import warnings
from facilities.models import Facility, WeatherWarning
from facilities.rules.spans import Span


@transaction.atomic
def announce(*, facility: Facility, key: str, span: Span, actor: Person, now: int) -> WeatherWarning:
    """A warning is in force for the hall. Absent for whoever does not serve there. Inverse: `lift`."""
    hall = _of_theirs(facility, actor)
    made = warnings.announce(facility=hall, key=key, span=span)
    told = {"warning": key, "start": span.start, "end": span.end}
    write_hall_act(hall=hall, verb="warn", actor=actor, now=now, after=told)
    return made


@transaction.atomic
def lift(*, warning: WeatherWarning, actor: Person, now: int) -> None:
    """It ends now. Absent as before. Inverse: announcing it anew."""
    hall = _of_theirs(warning.facility, actor)
    was = {"warning": warning.key, "end": warning.end}
    warnings.lift(warning=warning, at=now)
    write_hall_act(hall=hall, verb="unwarn", actor=actor, now=now, before=was, after={"end": now})


def _of_theirs(facility: Facility, actor: Person) -> Facility:
    if not serves(actor, [facility.pk]):
        raise Absent(facility.slug)
    return lock_hall(facility)
