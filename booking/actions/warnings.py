"""Weather warnings, announced and lifted by the desk: what they call off costs nobody anything.

`now` is an instant (seconds, UTC).
"""

from collections.abc import Sequence

from django.db import transaction

from booking import notices
from booking.actions.acts import write_hall_act
from booking.actions.closures import OneClosure, close_locked, lift_locked
from booking.actions.desk import must_hold
from booking.actions.locks import lock_halls
from booking.actions.session_rooms import call_off_all, dates_in, programmes_held_still
from booking.models import Person
from booking.rules.staff import Right
from facilities.actions import warnings
from facilities.models import Facility, WeatherWarning
from facilities.rules.spans import Span


@transaction.atomic
def announce(
    *,
    halls: Sequence[Facility],
    key: str,
    span: Span,
    reason_ja: str = "",
    reason_en: str = "",
    actor: Person,
    now: int,
) -> list[WeatherWarning]:
    """Closes these halls for the span, in one act, and tells everyone who has a booking then: they need not
    come, and it costs nothing. Dates of programmes in them do not take place, and stay called off: whoever
    has signed up cannot be asked to come after all. Absent for whoever may not announce one at each of them.
    Inverse: `lift`.
    """
    must_hold(actor, Right.WARN, *(hall.pk for hall in halls), now=now)
    wanted = OneClosure(span, reason_ja=reason_ja, reason_en=reason_en)
    made = []
    # Before the halls, as whoever moves a date does it: the programme, and then the rooms.
    programmes_held_still(date.programme_id for date in dates_in(halls, span, now))
    for hall in lock_halls(halls):
        more = {"warning": key, "start": span.start, "end": span.end}
        (closure,) = close_locked(
            hall, [wanted], None, actor, now, verb="warn", more=more, notice=notices.called_off
        )
        made.append(warnings.announce(facility=hall, key=key, span=span, closure=closure))
    call_off_all(dates_in(halls, span, now), reason_ja, actor, now)
    return made


@transaction.atomic
def lift(*, warning: WeatherWarning, actor: Person, now: int) -> None:
    """It ends now, and the hall is open again: whoever has not given up their booking has it. Absent as
    before. Inverse: announcing it anew."""
    must_hold(actor, Right.WARN, warning.facility.pk, now=now)
    (hall,) = lock_halls([warning.facility])
    closure = warning.closure
    was = {"warning": warning.key, "closure": warning.closure_id, "end": warning.end}
    warnings.lift(warning=warning, at=now)
    if closure is not None:
        lift_locked(hall, closure, now)
    write_hall_act(hall=hall, verb="unwarn", actor=actor, now=now, before=was, after={"end": now})
