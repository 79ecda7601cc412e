"""Closing a fiscal year of the city's plan: a department's figures stand from then on as they were that day.

Whoever has the right FIGURES at the department that answers today for the plan's department, else Absent.
`year` is the calendar year in which the fiscal year began, `now` an instant (seconds, UTC).
"""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from booking.actions.acts import log
from booking.actions.desk import must_answer_for
from booking.actions.texts import needed
from booking.models import ClosedYear, Correction, FrozenFigure, Person
from booking.models.years import LONGEST_WHY
from booking.queries.bookings import Absent
from booking.queries.figures import Reported, reported
from booking.queries.people import today_here
from booking.queries.plans import the_plan
from booking.queries.successions import successions
from booking.rules.frozen import frozen, may_close
from booking.rules.plans import Plan
from booking.rules.staff import Right
from facilities.models import Department

A_DAY = 24 * 60 * 60  # seconds


class NotOver(ValueError):
    """The year is not over yet, or lies before the plan's first counted one."""


class TooLate(Exception):
    """It was closed more than a day ago: others have read it since."""


class NoChange(Exception):
    """By the records the figure is what it was: there is nothing to correct."""


@transaction.atomic
def close_year(*, department: Department, year: int, actor: Person, now: int) -> ClosedYear:
    """Keeps each figure of the department's rows with the records that it counts. Pressed twice it is done
    once, and what was kept first stays.

    NotOver; Absent where the plan gives the department no row. Inverse: `reopen_year`, for a day.
    """
    lock_row_department(department, actor, now)
    plan = the_plan()
    if plan is None or department.slug not in {one.row.department for one in plan.entries}:
        raise Absent(department.slug)
    if year <= plan.baseline or not may_close(year, today_here(now)):
        raise NotOver(year)
    standing = ClosedYear.objects.filter(department=department, year=year, reopened_at=None).first()
    if standing is not None:
        return standing
    closed = ClosedYear.objects.create(department=department, year=year, closed_at=now, closed_by=actor)
    FrozenFigure.objects.bulk_create(_frozen(closed, plan, _rows(plan, department, year, now)))
    log("department", department.slug, "close_year", actor, now, after={"year": year})
    return closed


@transaction.atomic
def reopen_year(*, department: Department, year: int, actor: Person, now: int) -> None:
    """It was a slip: the records speak again. Absent where it is not closed, TooLate a day later. Inverse:
    `close_year`, which keeps what the records say then."""
    lock_row_department(department, actor, now)
    standing = ClosedYear.objects.filter(department=department, year=year, reopened_at=None).first()
    if standing is None:
        raise Absent(year)
    if standing.closed_at + A_DAY <= now:
        raise TooLate(year)
    standing.reopened_at = now
    standing.save(update_fields=["reopened_at"])
    log("department", department.slug, "reopen_year", actor, now, after={"year": year})


@transaction.atomic
def note_correction(
    *, department: Department, year: int, figure: int, why: str, actor: Person, now: int
) -> Correction:
    """Why a figure (by the key of what was frozen) is another by the records of now; it stands beside it.

    Missing and Unfit for the reason, NoChange, Absent for a foreign one. No inverse: another one is written.
    """
    lock_row_department(department, actor, now)
    why, plan = needed(why, "why", LONGEST_WHY), the_plan()
    for row in _rows(plan, department, year, now) if plan else ():
        for counted in row.figures:
            if plan and counted.closed is not None and counted.closed.pk == figure:
                if not counted.changes(plan.counted[counted.published.indicator]).some:
                    raise NoChange(figure)
                made = Correction.objects.create(
                    figure_id=figure, value=counted.figure.value, why=why, at=now, by=actor
                )
                # Without the words: an Act outlives what people wrote.
                log("department", department.slug, "correct_year", actor, now, after={"year": year})
                return made
    raise Absent(figure)


def lock_row_department(department: Department, actor: Person, now: int) -> None:
    """The plan's department, locked, for whoever answers for it today: of two who write at once the second
    reads what the first has written. Absent for everybody else."""
    answers = successions().on(department.slug, today_here(now))
    by = department.pk if answers == department.slug else _key(answers)
    must_answer_for(actor, Right.FIGURES, by, now=now)
    list(Department.objects.select_for_update(no_key=True).filter(pk=department.pk))


def _key(slug: str) -> int:
    return Department.objects.values_list("pk", flat=True).get(slug=slug)


def _rows(plan: Plan, department: Department, year: int, now: int) -> list[Reported]:
    rows = reported(plan, year, ZoneInfo(settings.TIME_ZONE), now)
    return [one for one in rows if one.entry.row.department == department.slug]


def _frozen(closed: ClosedYear, plan: Plan, rows: list[Reported]) -> Iterator[FrozenFigure]:
    today = today_here(closed.closed_at)
    for row in rows:
        for published, figure, _none in row.figures:
            told = frozen(plan.counted[published.indicator], figure, today)
            yield FrozenFigure(
                closed=closed,
                programme=row.entry.programme.id,
                indicator=published.indicator,
                key=published.key or "",
                value=told.value,
                counted=[one.as_json() for one in told.counted],
                missing=[one.as_json() for one in told.missing],
            )
