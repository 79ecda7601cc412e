"""What a department does about the activity days that were reported to it: it confirms or returns them.

Whoever has the right PROGRAMMES at the department itself, else Absent. Only what is confirmed counts in the
city's plan. `now` is an instant (seconds, UTC).
"""

from collections.abc import Mapping

from django.db import transaction

from booking.actions.activities import lock_reporters, log_day, set_day
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for
from booking.actions.texts import needed
from booking.models import ActivityDay, Person
from booking.queries.activities import day_of, waiting_days
from booking.queries.bookings import Absent
from booking.rules.activities import DECIDED, State
from booking.rules.staff import Right
from facilities.models import Department

LONGEST_WHY = 200


@transaction.atomic
def confirm_days(
    *, department: Department, seen: Mapping[str, int], actor: Person, now: int
) -> tuple[int, int]:
    """These days (by public id, each in the revision that was read) count from now on.

    How many were confirmed, and how many were not, since somebody has changed them meanwhile. Inverse:
    `reopen_day`.
    """
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    wanted = ActivityDay.objects.filter(reporter__department=department, public_id__in=seen)
    lock_reporters(wanted.values_list("reporter", flat=True))
    # Read under the lock: a reporter may be correcting the same day at this moment.
    ready = [one for one in waiting_days(department) if seen.get(one.public_id) == one.revision]
    for one in ready:
        set_day(one, state=State.CONFIRMED, decided_at=now, decided_by=actor)
        log_day(one, "confirm_activity", actor, now)
    return len(ready), len(seen) - len(ready)


@transaction.atomic
def return_day(*, day: ActivityDay, why: str, actor: Person, now: int) -> ActivityDay:
    """The reporter is asked to look at it again, for a reason that they read on their page. Missing and Unfit
    for the reason, Stale if it was changed since it was read. Inverse: `reopen_day`."""
    why = needed(why, "why", LONGEST_WHY)
    current = _decided_on(day, actor, now)
    if current.state != State.SENT or current.revision != day.revision:
        raise Stale(day.public_id)
    set_day(current, state=State.RETURNED, decided_at=now, decided_by=actor, why=why)
    # Without the words: an Act outlives what people wrote.
    log_day(current, "return_activity", actor, now)
    return current


@transaction.atomic
def reopen_day(*, day: ActivityDay, actor: Person, now: int) -> ActivityDay:
    """What was confirmed or returned waits again, and counts for nothing meanwhile.

    Sent twice it is done once. Absent for what was withdrawn. Inverse: deciding anew.
    """
    current = _decided_on(day, actor, now)
    if current.state == State.WITHDRAWN:
        raise Absent(day.public_id)
    if current.state in DECIDED:
        set_day(current, state=State.SENT, decided_at=None, decided_by=None, why="")
        log_day(current, "reopen_activity", actor, now)
    return current


def _decided_on(day: ActivityDay, actor: Person, now: int) -> ActivityDay:
    must_answer_for(actor, Right.PROGRAMMES, day.reporter.department_id, now=now)
    lock_reporters([day.reporter_id])
    return day_of(day.reporter, day.public_id)
