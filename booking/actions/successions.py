"""Offices are reorganised: from a day on another one answers for what the plan gives to one of them."""

from datetime import date

from django.db import transaction

from booking.actions.acts import log
from booking.models import Person, Succession
from booking.queries.bookings import Absent
from facilities.models import Department


@transaction.atomic
def name_successor(
    *, department: Department, successor: Department, since: date, actor: Person | None, now: int
) -> Succession:
    """Whoever answers from a local day on for the plan's department; itself ends a succession.

    Said anew of one day it holds as said last; said twice nothing changes. Whoever runs the service says it:
    no post opens this. `now` is an instant (seconds, UTC). Inverse: `forget_successor`.
    """
    list(Department.objects.select_for_update(no_key=True).filter(pk=department.pk))
    standing = Succession.objects.filter(department=department, since=since).first()
    if standing is not None and standing.successor_id == successor.pk:
        return standing
    made, _new = Succession.objects.update_or_create(
        department=department, since=since, defaults={"successor": successor}
    )
    told = {"from": since.isoformat(), "successor": successor.slug}
    log("department", department.slug, "name_successor", actor, now, after=told)
    return made


@transaction.atomic
def forget_successor(*, department: Department, since: date, actor: Person | None, now: int) -> None:
    """It was not so. Absent where nothing is said of this day. Inverse: `name_successor`."""
    gone, _of_what = Succession.objects.filter(department=department, since=since).delete()
    if not gone:
        raise Absent(department.slug)
    log("department", department.slug, "forget_successor", actor, now, after={"from": since.isoformat()})
