"""The city's action plan as it stands."""

from booking.models import ActionPlan
from booking.rules.plans import Plan


def the_plan() -> Plan | None:
    """The plan that was imported last; None where there is none. One query."""
    row = ActionPlan.objects.order_by("-imported_at", "-pk").first()
    return None if row is None else Plan.model_validate(row.document)


def rows_of(plan: Plan | None) -> list[tuple[str, str]]:
    """What a programme can belong to, each by a key and its words: every programme of the plan ("B1/"), and
    each of its figures that is told apart ("B1/wanpaku")."""
    found: dict[str, str] = {}
    for entry in plan.entries if plan else ():
        programme = entry.programme
        found.setdefault(f"{programme.id}/", f"{programme.id} {programme.name.ja}")
        for one in entry.row.figures:
            if one.key and one.of:
                found[f"{programme.id}/{one.key}"] = f"{programme.id} {programme.name.ja}:{one.of.ja}"
    return sorted(found.items())
