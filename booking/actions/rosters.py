"""Who is on duty on which day of a hall. `now` is an instant (seconds, UTC), days are the hall's."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from booking.actions.acts import write_hall_act
from booking.actions.desk import must_hold
from booking.actions.locks import lock_hall
from booking.models import OnDuty, Person
from booking.queries.bookings import Absent
from booking.queries.rosters import staff_of
from booking.rules.staff import Right
from facilities.models import Facility


@transaction.atomic
def set_on_duty(
    *, facility: Facility, day: date, people: Iterable[Person], actor: Person, now: int
) -> list[Person]:
    """These and nobody else are on duty that day. Absent for somebody who does not serve there, and for
    whoever may not say so. Inverse: setting those who were."""
    people = list(people)
    must_hold(actor, Right.HOURS, facility.pk, now=now)
    hall = lock_hall(facility)
    was = OnDuty.objects.filter(facility=hall, day=day)
    before = sorted(was.values_list("person__public_id", flat=True))
    was.exclude(person__in=people).delete()
    put_on_duty(hall, [day], people, now)
    told = {"day": day.isoformat(), "people": sorted(one.public_id for one in people)}
    # A form that is saved as it was is no act, and moves nobody's calendar.
    if told["people"] != before:
        was_told = {"people": before}
        write_hall_act(hall=hall, verb="set_on_duty", actor=actor, now=now, before=was_told, after=told)
    return people


def put_on_duty(hall: Facility, days: Iterable[date], people: Iterable[Person], now: int) -> None:
    """They are on duty on these days, besides whoever is. Absent for somebody who does not serve there."""
    people = list(people)
    serving = {one.pk for one in staff_of(hall, now)} if people else set()
    if strangers := [one for one in people if one.pk not in serving]:
        raise Absent(strangers[0].public_id)
    rows = [OnDuty(facility=hall, day=day, person=person) for day in days for person in people]
    # Who is on duty already stays so: that is what was asked for, and no error.
    OnDuty.objects.bulk_create(rows, ignore_conflicts=True)
