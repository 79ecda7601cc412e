"""The office of the children's halls, and a year of it that is over, as the tests mean them."""

from booking.actions.plans import import_plan
from booking.actions.programmes import About
from booking.models import Person, Post, Session
from booking.rules.attendance import Heads, Part
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.programmes import a_department, a_programme, held, the_plan_of_the_city
from tests.factories import NOW, span
from tests.people import staff

EIGHT = {Heads(Part.TAKING_PART, "elementary"): 6, Heads(Part.TAKING_PART, "senior"): 2}
NINE = {Heads(Part.TAKING_PART, "elementary"): 7, Heads(Part.TAKING_PART, "senior"): 2}
EXCHANGE = About(name="むかしの歌を、バンドで。", plan="B1", of="honcho")


def children(hall: Facility) -> Department:
    """The department to which the hall answers, with the plan."""
    made = a_department(hall)
    import_plan(plan=the_plan_of_the_city(), actor=None, now=NOW)
    return made


def of_office(department: Department) -> Person:
    person = staff()
    Post.objects.create(person=person, department=department, role=Role.OFFICE)
    return person


def two_dates(hall: Facility, desk: Person) -> list[Session]:
    """Of the exchange in fiscal 2025: one that eight came to, one that nobody has counted."""
    exchange = a_programme(hall, desk, EXCHANGE)
    return [
        held(exchange, desk, span("2025-11-08", "14:00", "16:00"), EIGHT),
        held(exchange, desk, span("2025-11-22", "14:00", "16:00")),
    ]
