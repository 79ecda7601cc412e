"""Importing the city's action plan, with the offices that it names."""

from django.db import transaction

from booking.actions.acts import log
from booking.models import ActionPlan, Person
from booking.rules.plans import Plan
from facilities.models import Department


@transaction.atomic
def import_plan(*, plan: Plan, actor: Person | None, now: int) -> bool:
    """Stores a plan in place of the one of its key, and the offices that the city does not have yet; whether
    that changed anything. `now` is an instant (seconds, UTC). No inverse: the file before is imported anew.
    """
    for position, one in enumerate(plan.departments):
        names = {"name_ja": one.name.ja, "name_en": one.name.en, "position": position}
        # An office that is there keeps its name of today: the plan's is that of its year.
        Department.objects.get_or_create(slug=one.key, defaults=names)
    document = plan.model_dump(mode="json", exclude_unset=True)
    before = ActionPlan.objects.select_for_update().filter(key=plan.key).first()
    if before is not None and before.document == document:
        return False
    ActionPlan.objects.update_or_create(key=plan.key, defaults={"document": document, "imported_at": now})
    log("plan", plan.key, "import_plan", actor, now)
    return True
