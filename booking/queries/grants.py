"""Grants with the steps that hold, and those that were entered before."""

from django.db.models import Min, QuerySet

from booking.models import Grant, GrantStep
from booking.queries.bookings import Absent
from booking.rules.grants import Step
from booking.rules.indicators import Kind
from booking.rules.plans import Entry, Plan
from facilities.models import Department


def grants_of(department: Department, year: int) -> QuerySet[Grant]:
    """A department's grants of a fiscal year, each with the instant at which it was `begun`. One whose
    application was taken back is nobody's, and is not among them. Two queries."""
    hold = GrantStep.objects.filter(over_at=None).values("grant")
    rows = Grant.objects.filter(department=department, year=year, pk__in=hold)
    begun = rows.annotate(begun=Min("steps__entered_at"))
    return begun.prefetch_related("steps__entered_by").order_by("scheme", "body", "pk")


def grant_at(department: Department, public_id: str) -> Grant:
    """One of a department's. Absent."""
    rows = Grant.objects.filter(department=department, public_id=public_id)
    found = rows.select_related("department", "group").prefetch_related("steps__entered_by").first()
    if found is None:
        raise Absent(public_id)
    return found


def holding(grant: Grant) -> dict[Step, GrantStep]:
    """The steps that hold. Where they were read with it no query."""
    return {Step(one.step): one for one in grant.steps.all() if one.over_at is None}


def yen_of(grant: Grant) -> dict[Step, int]:
    return {step: one.yen for step, one in holding(grant).items()}


def schemes_of(department: Department) -> list[str]:
    """The names of the schemes by which a department has paid, each once. One query."""
    rows = Grant.objects.filter(department=department).order_by("scheme")
    return list(rows.values_list("scheme", flat=True).distinct())


def rows_with_grants(plan: Plan | None, department: str) -> list[Entry]:
    """The rows of a department in which the plan counts grants."""
    found = (one for one in plan.entries if one.row.department == department) if plan else ()
    return [
        one
        for one in found
        if plan and any(Kind.GRANT in plan.counted[figure.indicator].of for figure in one.row.figures)
    ]
