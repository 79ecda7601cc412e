"""Who answers today for the departments that the city's plan names."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from booking.models import Succession
from booking.rules.plans import Entry, Plan
from booking.rules.successions import Step, Successions
from facilities.models import Department


def successions() -> Successions:
    """Every step that is on record. One query."""
    found: dict[str, list[Step]] = defaultdict(list)
    rows = Succession.objects.order_by("since").values_list("department__slug", "since", "successor__slug")
    for department, since, successor in rows:
        found[department].append(Step(since, successor))
    return Successions({slug: tuple(steps) for slug, steps in found.items()})


def department_names() -> dict[str, str]:
    """What every department is called today, in the reader's language, by its key. One query."""
    return {one.slug: one.name for one in Department.objects.all()}


def every_department() -> list[Department]:
    """In the city's order. One query."""
    return list(Department.objects.all())


def department_by(slug: str) -> Department | None:
    """The department with this key; None where there is none. One query."""
    return Department.objects.filter(slug=slug).first()


def rows_for(plan: Plan, department: str, told: Successions, day: date) -> Iterator[Entry]:
    """The rows for which a department (by key) answers on a local day, in the plan's order."""
    return (one for one in plan.entries if told.on(one.row.department, day) == department)
