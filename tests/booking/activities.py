"""A nursery that is asked for its activity days, and days of it, as the tests mean them."""

from collections.abc import Mapping
from datetime import date

from booking.actions.activities import Told, send_days
from booking.actions.confirmations import confirm_days
from booking.actions.plans import import_plan
from booking.actions.reporters import Who, ask_reporter
from booking.models import ActivityDay, Person, Post, Reporter
from booking.rules.activities import Every
from booking.rules.attendance import Heads, Part
from booking.rules.indicators import Body
from booking.rules.staff import Role
from facilities.models import Department
from tests.booking.programmes import the_plan_of_the_city
from tests.factories import NOW
from tests.people import staff

NOVEMBER = date(2026, 11, 12)
HELPED = {Heads(Part.HELPING, "junior_high"): 3}
PLACE = "園庭"


def the_office(slug: str = "child-rearing", role: Role = Role.OFFICE) -> Person:
    """Somebody of a department that has no hall; the plan is there, and with it the department."""
    import_plan(plan=the_plan_of_the_city(), actor=None, now=NOW)
    person = staff()
    Post.objects.create(person=person, department=Department.objects.get(slug=slug), role=role)
    return person


def department_of(person: Person) -> Department:
    return Department.objects.get(posts__person=person)


def asked(
    actor: Person,
    name: str = "さくら保育園",
    kind: Body = Body.NURSERY,
    every: Every = Every.MONTH,
    plans: tuple[str, ...] = ("B1",),
    now: int = NOW,
) -> tuple[Reporter, str]:
    """A reporter of the actor's department, and the token of its link."""
    who = Who(name=name, kind=kind, plans=plans, every=every)
    return ask_reporter(department=department_of(actor), who=who, actor=actor, now=now)


def told(
    day: date = NOVEMBER, place: str = PLACE, counts: Mapping[Heads, int] = HELPED, plan: str = "B1"
) -> Told:
    return Told(day, place, plan, dict(counts))


def sent(token: str, *days: Told, now: int = NOW) -> list[ActivityDay]:
    """Those days reported by a link, or one in November on which three pupils helped."""
    return send_days(link_token=token, days=days or [told()], now=now)


def confirmed(actor: Person, *days: ActivityDay, now: int = NOW) -> None:
    """Those days, as they stand in the tables."""
    keys = [one.public_id for one in days]
    seen = dict(ActivityDay.objects.filter(public_id__in=keys).values_list("public_id", "revision"))
    confirm_days(department=department_of(actor), seen=seen, actor=actor, now=now)
