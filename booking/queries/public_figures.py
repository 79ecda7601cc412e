"""What a public copy of the plan tells of a row: counts of people that nobody is known by. No query."""

from booking.queries.figures import Counted, Reported
from booking.rules.plans import Plan
from booking.rules.suppression import Hidden, Told, apart, told, told_total


def people_by_record(plan: Plan, counted: Counted) -> dict[str, int]:
    """How many people each record brings to the figure, by its key; empty for a figure that counts none."""
    return counted.people(plan.counted[counted.published.indicator])


def public_figures(plan: Plan, row: Reported) -> list[Told | None]:
    """The row's figures as they may be published; None where nothing is on record."""
    parts = [people_by_record(plan, one) for one in row.figures]
    return [
        _public(plan, one, of, free) for one, of, free in zip(row.figures, parts, apart(parts), strict=True)
    ]


def public_people(plan: Plan, row: Reported, place: int) -> dict[str, Told]:
    """What each record brings to the figure at this place of the row, as it may be published beside it."""
    parts = [people_by_record(plan, one) for one in row.figures]
    free = list(apart(parts))[place]
    return {key: told(people) if free else Hidden.WITHHELD for key, people in parts[place].items()}


def _public(plan: Plan, counted: Counted, parts: dict[str, int], free: bool) -> Told | None:
    value = counted.value
    # Meetings, days and halls are nobody: they are told however few they are.
    if value is None or not plan.counted[counted.published.indicator].of_people:
        return value
    return told_total(parts.values()) if free else Hidden.WITHHELD
