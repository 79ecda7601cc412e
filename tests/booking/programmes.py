"""A department of the city, a programme of its hall, and the city's plan, as the tests mean them."""

from pathlib import Path

from booking.actions.programmes import About, count_session, hold_session, make_programme
from booking.models import Person, Programme, Session
from booking.rules.attendance import Counts
from booking.rules.plans import Plan, read
from facilities.models import Department, Facility
from facilities.rules.spans import Span
from tests.factories import NOW

FILE = Path(__file__).parents[2] / "rulebooks" / "plan" / "koganei.toml"


def the_plan_of_the_city() -> Plan:
    return read(FILE.read_text(), FILE.name)


def a_department(*halls: Facility, slug: str = "children", name: str = "児童青少年課") -> Department:
    """An office to which these halls answer."""
    made = Department.objects.create(slug=slug, name_ja=name)
    for hall in halls:
        hall.department = made
        hall.save(update_fields=["department"])
    return made


def a_programme(hall: Facility, actor: Person, about: About) -> Programme:
    """One that the hall leads, as its office's."""
    assert hall.department is not None
    return make_programme(department=hall.department, facility=hall, about=about, actor=actor, now=NOW)


def held(programme: Programme, actor: Person, when: Span, counts: Counts | None = None) -> Session:
    """A date of it in a park, and who came, if somebody counted them."""
    session = hold_session(programme=programme, span=when, elsewhere="公園", actor=actor, now=NOW)
    if counts is not None:
        count_session(session=session, counts=counts, actor=actor, now=when.end)
    return session
